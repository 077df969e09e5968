//! Anyone puts TAG into a task's escrow; it belongs to the requester from then on.
//!
//! - Opening tasks shall not be paused and the task shall be running
//! - The amount shall be above zero
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::PAUSE_TASKS,
    error::TaggerError,
    events::TaskChanged,
    state::{Config, Task, Vault},
    token,
};

#[derive(Accounts)]
pub struct FundTask {
    pub payer: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    #[account(mut)]
    pub from: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl FundTask {
    fn validate(&self) -> Result<()> {
        let now = Now::get()?;
        self.config.check_version()?;
        self.config.check_entry(PAUSE_TASKS, &now)?;
        self.task.check_version()?;
        self.task.check_running(&now)
    }

    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        token::pull(
            &a.tag_mint,
            &mut a.from,
            &a.payer,
            &mut a.escrow_vault,
            &mut a.escrow_tokens,
            amount,
        )?;
        a.task.fund(amount)?;
        TaskChanged::log(a.task.address(), &a.task, false);
        Ok(())
    }
}
