//! A voter or his delegate votes on a proposal. What the votes weigh was decided before it was opened.
//!
//! - The wallet of the votes or its delegate shall sign
//! - Voting shall be open, and the votes shall not have been cast yet
//! - The votes shall have counted when the proposal was opened, and shall still be locked
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::ACCOUNT_VERSION,
    governance_events::BallotCast,
    seeds,
    state::{Ballot, Proposal, Voter},
};

#[derive(Accounts)]
pub struct CastBallot {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub caster: Signer,
    #[account(mut, seeds = [seeds::VOTER, voter.wallet.as_ref()], bump = voter.bump)]
    pub voter: Account<Voter>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(init, payer = payer, seeds = [seeds::BALLOT, proposal.address().as_ref(), voter.wallet.as_ref()], bump)]
    pub ballot: Account<Ballot>,
    pub system_program: Program<System>,
}

impl CastBallot {
    pub fn handle(ctx: &mut Context<Self>, choice: u8) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let caster = *a.caster.address();
        a.voter.check_caster(&caster)?;
        let weight = a.voter.weight(a.proposal.snapshot)?;
        a.proposal.count(None, choice, weight, &now)?;
        a.voter.bind(a.proposal.latest_end);
        *a.ballot = Ballot {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.ballot,
            choice,
            reserved: [0; 5],
            proposal: *a.proposal.address(),
            wallet: a.voter.wallet,
            cast_by: caster,
            rent_payer: *a.payer.address(),
            weight,
            closable_from: a.proposal.latest_end,
        };
        BallotCast::log(&a.ballot, &a.proposal);
        Ok(())
    }
}
