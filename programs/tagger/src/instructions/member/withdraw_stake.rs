//! A member takes out stake that has cooled down. Never paused.
//!
//! - The wallet shall sign
//! - The cool-down shall be over
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct WithdrawStake {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, seeds = [b"stake_vault"], bump)]
    pub stake_vault: Account<Vault>,
    #[account(mut, address = stake_vault.tokens @ TaggerError::WrongVault)]
    pub stake_tokens: Account<TokenAccount>,
    #[account(mut)]
    pub to: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl WithdrawStake {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let amount = a.member.take_cooled(&Now::get()?)?;
        token::pay(
            &a.tag_mint,
            seeds::STAKE_VAULT,
            &mut a.stake_vault,
            &mut a.stake_tokens,
            &mut a.to,
            amount,
        )?;
        MemberChanged::log(&a.member, false);
        Ok(())
    }
}
