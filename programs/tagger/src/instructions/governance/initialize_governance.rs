//! The deployer writes down the first rules of voting, once. Afterwards only votes change them.
//!
//! - Only the program's upgrade authority shall sign, so that nobody runs ahead of the deployment
//! - Every rule shall lie within its hard bounds
use anchor_lang::prelude::*;

use crate::{
    governance_events::GovernanceChanged,
    instructions::admin::initialize_config::{check_upgrade_authority, UPGRADEABLE_LOADER},
    state::{Governance, GovernanceParams},
};

#[derive(Accounts)]
pub struct InitializeGovernance {
    #[account(mut)]
    pub upgrade_authority: Signer,
    /// CHECK: pinned by its seeds under the loader; the handler reads the authority from it.
    #[account(seeds = [crate::ID.as_ref()], bump, seeds::program = UPGRADEABLE_LOADER)]
    pub program_data: UncheckedAccount,
    #[account(init, payer = upgrade_authority, seeds = [b"governance"], bump)]
    pub governance: Account<Governance>,
    pub system_program: Program<System>,
}

impl InitializeGovernance {
    pub fn handle(ctx: &mut Context<Self>, params: GovernanceParams) -> Result<()> {
        let a = &mut ctx.accounts;
        check_upgrade_authority(&a.program_data, a.upgrade_authority.address())?;
        params.check()?;
        a.governance.birth(ctx.bumps.governance, params);
        GovernanceChanged::log(&a.governance);
        Ok(())
    }
}
