//! A member gets a place to lock votes. Somebody else may pay the rent; it returns to that account.
//!
//! - The wallet shall sign
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    governance_events::VoterChanged,
    seeds,
    state::{Member, Voter},
};

#[derive(Accounts)]
pub struct CreateVoter {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(init, payer = payer, seeds = [seeds::VOTER, wallet.address().as_ref()], bump)]
    pub voter: Account<Voter>,
    pub system_program: Program<System>,
}

impl CreateVoter {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.member.join_governance()?;
        let (wallet, payer) = (*a.wallet.address(), *a.payer.address());
        a.voter.birth(ctx.bumps.voter, wallet, payer);
        VoterChanged::log(&a.voter, false);
        Ok(())
    }
}
