//! Anyone creates the list of domains, once. It begins with eight names that the program fixes, so there is nothing to
//! choose and nobody to ask. Afterwards only votes change it.
use anchor_lang::prelude::*;

use crate::{governance_events::DomainsChanged, state::Domains};

#[derive(Accounts)]
pub struct InitializeDomains {
    #[account(mut)]
    pub payer: Signer,
    #[account(init, payer = payer, seeds = [b"domains"], bump)]
    pub domains: Account<Domains>,
    pub system_program: Program<System>,
}

impl InitializeDomains {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.domains.birth(ctx.bumps.domains);
        DomainsChanged::log(&a.domains);
        Ok(())
    }
}
