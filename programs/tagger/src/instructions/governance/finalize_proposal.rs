//! Anyone writes down what the votes said.
//!
//! - Voting shall be over
use anchor_lang::prelude::*;

use crate::{clock::Now, governance_events::ProposalMoved, state::Proposal};

#[derive(Accounts)]
pub struct FinalizeProposal {
    #[account(mut)]
    pub proposal: Account<Proposal>,
}

impl FinalizeProposal {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let proposal = &mut ctx.accounts.proposal;
        proposal.finalize(&Now::get()?)?;
        ProposalMoved::log(proposal.address(), proposal, 0, false);
        Ok(())
    }
}
