//! A member turns active stake into votes. They count for proposals opened from the next day on.
//!
//! - The wallet shall sign
//! - The amount shall be above zero and not above the active stake
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::VoterChanged,
    seeds,
    state::{Governance, Member, Voter},
};

#[derive(Accounts)]
pub struct LockVotes {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [b"governance"], bump)]
    pub governance: Account<Governance>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, seeds = [seeds::VOTER, member.wallet.as_ref()], bump = voter.bump)]
    pub voter: Account<Voter>,
}

impl LockVotes {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        a.member.lock(amount)?;
        a.voter.lock(&mut a.governance, amount, &Now::get()?)?;
        VoterChanged::log(&a.voter, false);
        Ok(())
    }
}
