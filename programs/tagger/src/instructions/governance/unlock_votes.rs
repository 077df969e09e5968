//! A member turns votes back into active stake. They stop counting at once.
//!
//! - The wallet shall sign
//! - No vote these votes were cast in shall go on
//! - The amount shall be above zero and not above the locked votes
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::VoterChanged,
    seeds,
    state::{Governance, Member, Voter},
};

#[derive(Accounts)]
pub struct UnlockVotes {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [b"governance"], bump)]
    pub governance: Account<Governance>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, seeds = [seeds::VOTER, member.wallet.as_ref()], bump = voter.bump)]
    pub voter: Account<Voter>,
}

impl UnlockVotes {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        a.voter.unlock(&mut a.governance, amount, &Now::get()?)?;
        a.member.unlock(amount)?;
        VoterChanged::log(&a.voter, false);
        Ok(())
    }
}
