//! A member takes earnings or refunds out. Never paused.
//!
//! - The wallet shall sign
//! - The amount shall be above zero and not above the balance
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct WithdrawBalance {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    #[account(mut)]
    pub to: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl WithdrawBalance {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        let a = &mut ctx.accounts;
        a.member.debit(amount)?;
        token::pay(
            &a.tag_mint,
            seeds::ESCROW_VAULT,
            &mut a.escrow_vault,
            &mut a.escrow_tokens,
            &mut a.to,
            amount,
        )?;
        MemberChanged::log(&a.member, false);
        Ok(())
    }
}
