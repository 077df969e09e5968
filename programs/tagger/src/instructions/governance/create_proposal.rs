//! A member asks for a change and locks a deposit behind it. All rules of voting are those of this moment, and so are the
//! votes: what counts today.
//!
//! - The wallet shall sign and hold the deposit as active stake
//! - At least as many votes shall count as a proposal needs
//! - The change shall name one kind only, be legal, and be no larger than one proposal may make
#![allow(unused_variables)] // the derive names every argument in each of its parts
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::ProposalOpened,
    rules::votes::day_of,
    seeds,
    state::{proposal::Opening, Change, Config, Domains, Governance, Member, Proposal},
};

#[derive(Accounts)]
#[instruction(args: CreateProposalArgs)]
pub struct CreateProposal {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"governance"], bump, constraint = governance.proposals == args.number @ TaggerError::StaleRevision)]
    pub governance: Account<Governance>,
    #[account(seeds = [b"domains"], bump)]
    pub domains: Account<Domains>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(init, payer = payer, seeds = [seeds::PROPOSAL, &args.number.to_le_bytes()], bump)]
    pub proposal: Account<Proposal>,
    pub system_program: Program<System>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct CreateProposalArgs {
    /// The number of proposals so far; a signature kept back is void once another proposal was opened.
    pub number: u64,
    pub change: Change,
}

impl CreateProposal {
    fn validate(&self, change: &Change, now: &Now) -> Result<()> {
        let votes = self.governance.votes_today(day_of(now.seconds)?);
        change.check(&self.config, &self.governance, &self.domains, votes)
    }

    pub fn handle(ctx: &mut Context<Self>, args: CreateProposalArgs) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&args.change, &now)?;
        let a = &mut ctx.accounts;
        let opening = Opening {
            bump: ctx.bumps.proposal,
            proposer: *a.wallet.address(),
            rent_payer: *a.payer.address(),
        };
        *a.proposal = Proposal::open(opening, args.change, &a.config, &mut a.governance, &now)?;
        a.member.join_governance()?;
        a.member.lock(a.proposal.deposit)?;
        ProposalOpened::log(a.proposal.address(), &a.proposal);
        Ok(())
    }
}
