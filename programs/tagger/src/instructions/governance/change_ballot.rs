//! A voter or his delegate changes his mind while voting is open. The owner's word stands above the delegate's.
//!
//! - The wallet of the votes or its delegate shall sign
//! - Voting shall be open
//! - A delegate shall not change what the wallet cast itself
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::BallotCast,
    seeds,
    state::{Ballot, Proposal, Voter},
};

#[derive(Accounts)]
pub struct ChangeBallot {
    pub caster: Signer,
    #[account(seeds = [seeds::VOTER, voter.wallet.as_ref()], bump = voter.bump)]
    pub voter: Account<Voter>,
    #[account(mut, address = ballot.proposal @ TaggerError::WrongBallot)]
    pub proposal: Account<Proposal>,
    #[account(mut, constraint = ballot.wallet == voter.wallet @ TaggerError::WrongBallot)]
    pub ballot: Account<Ballot>,
}

impl ChangeBallot {
    pub fn handle(ctx: &mut Context<Self>, choice: u8) -> Result<()> {
        let a = &mut ctx.accounts;
        a.voter.check_caster(a.caster.address())?;
        let (before, weight) = (a.ballot.choice, a.ballot.weight);
        a.ballot.recast(choice, a.caster.address())?;
        a.proposal.count(Some(before), choice, weight, &Now::get()?)?;
        BallotCast::log(&a.ballot, &a.proposal);
        Ok(())
    }
}
