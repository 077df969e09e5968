//! The guardian stops a pause before it is executed; the proposer takes back what nobody has voted on yet. Nobody can
//! stop anything else that was voted for.
//!
//! - The guardian shall sign for a pause that is not executed and has not expired
//! - The proposer shall sign while voting is open and nobody has voted
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    governance_events::ProposalMoved,
    state::{Config, Proposal},
};

#[derive(Accounts)]
pub struct CancelProposal {
    pub canceller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

impl CancelProposal {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.config.check_version()?;
        let guardian = a.config.guardian;
        a.proposal.cancel(a.canceller.address(), &guardian, &Now::get()?)?;
        ProposalMoved::log(a.proposal.address(), &a.proposal, 0, false);
        Ok(())
    }
}
