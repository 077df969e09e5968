//! A member stakes TAG.
//!
//! - The wallet shall sign
//! - Staking shall not be paused
//! - The amount shall be above zero
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::PAUSE_STAKE,
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct Stake {
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
    pub from: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl Stake {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        let a = &mut ctx.accounts;
        a.config.check_version()?;
        a.config.check_entry(PAUSE_STAKE, &Now::get()?)?;
        token::pull(
            &a.tag_mint,
            &mut a.from,
            &a.wallet,
            &mut a.stake_vault,
            &mut a.stake_tokens,
            amount,
        )?;
        a.member.stake(amount)?;
        MemberChanged::log(&a.member, false);
        Ok(())
    }
}
