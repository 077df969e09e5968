//! Anyone sends on what a task owes to others: fees to the treasury; of slashed stake one part is burnt, the rest goes
//! to the requester, who was harmed. A treasury that can't take TAG (closed, frozen) forfeits these fees to the requester:
//! it must not hold up anybody's exit.
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    error::TaggerError,
    events::TaskSwept,
    rules::pay::share,
    seeds,
    state::{Config, Task, Vault},
    token,
};

#[derive(Accounts)]
pub struct SweepTask {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, seeds = [b"stake_vault"], bump)]
    pub stake_vault: Account<Vault>,
    #[account(mut, address = stake_vault.tokens @ TaggerError::WrongVault)]
    pub stake_tokens: Account<TokenAccount>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    /// CHECK: pinned by the config; loaded by the handler, which goes on without it when it is gone.
    #[account(mut, address = config.treasury @ TaggerError::WrongTreasury)]
    pub treasury: UncheckedAccount,
    #[account(mut, address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl SweepTask {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let fees = core::mem::take(&mut a.task.fees_due);
        let slashes = core::mem::take(&mut a.task.slashes_due);
        require!(fees > 0 || slashes > 0, TaggerError::ZeroAmount);
        // Rounded down: the odd unit goes to the requester.
        let burnt = share(slashes, a.task.terms.slash_burn_bps);
        let to_requester = slashes - burnt;
        let fees = if token::takes_tag(*a.treasury.account(), a.tag_mint.address(), None) {
            fees
        } else {
            a.task.give_back(fees)?;
            0
        };
        if fees > 0 {
            // SAFETY: the only live borrow of the treasury; a writable account given twice was refused.
            let mut treasury = unsafe { Account::<TokenAccount>::load_mut(*a.treasury.account())? };
            token::pay(
                &a.tag_mint,
                seeds::ESCROW_VAULT,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                &mut treasury,
                fees,
            )?;
        }
        if burnt > 0 {
            token::burn(
                &mut a.tag_mint,
                seeds::STAKE_VAULT,
                &mut a.stake_vault,
                &mut a.stake_tokens,
                burnt,
            )?;
        }
        if to_requester > 0 {
            token::pay(
                &a.tag_mint,
                seeds::STAKE_VAULT,
                &mut a.stake_vault,
                &mut a.stake_tokens,
                &mut a.escrow_tokens,
                to_requester,
            )?;
            a.escrow_vault.credit(to_requester)?;
            a.task.fund(to_requester)?;
            a.escrow_vault.invariant(a.escrow_tokens.amount())?;
        }
        emit!(TaskSwept {
            task: *a.task.address(),
            fees,
            burnt,
            to_requester
        });
        Ok(())
    }
}
