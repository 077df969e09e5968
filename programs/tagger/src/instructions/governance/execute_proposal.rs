//! Anyone makes the change that was voted for.
//!
//! - The time lock shall be over, and the time to execute shall not
//! - The change shall still be legal and no larger than one proposal may make, compared with the values of now
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    events::ConfigChanged,
    governance_events::{DomainsChanged, GovernanceChanged, ProposalMoved},
    state::{
        proposal::kind::{DOMAIN_APPEND, DOMAIN_RETIRE, GOVERNANCE},
        Config, Domains, Governance, Proposal,
    },
};

#[derive(Accounts)]
pub struct ExecuteProposal {
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"governance"], bump)]
    pub governance: Account<Governance>,
    #[account(mut, seeds = [b"domains"], bump)]
    pub domains: Account<Domains>,
}

impl ExecuteProposal {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let fee_before = a.config.params.fee_bps;
        a.proposal
            .execute(&mut a.config, &mut a.governance, &mut a.domains, &Now::get()?)?;
        match a.proposal.change.kind {
            DOMAIN_APPEND | DOMAIN_RETIRE => DomainsChanged::log(&a.domains),
            GOVERNANCE => GovernanceChanged::log(&a.governance),
            _ => ConfigChanged::log(&a.config, fee_before),
        }
        ProposalMoved::log(a.proposal.address(), &a.proposal, 0, false);
        Ok(())
    }
}
