//! A member gives up his place in governance; the rent returns to whoever paid it.
//!
//! - The wallet shall sign
//! - No votes shall be locked, and no vote these votes were cast in shall go on
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::VoterChanged,
    seeds,
    state::{Member, Voter},
};

#[derive(Accounts)]
pub struct CloseVoter {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, seeds = [seeds::VOTER, member.wallet.as_ref()], bump = voter.bump, close = rent_payer)]
    pub voter: Account<Voter>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = voter.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseVoter {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.voter.check_closable(&Now::get()?)?;
        a.member.leave_governance()?;
        VoterChanged::log(&a.voter, true);
        Ok(())
    }
}
