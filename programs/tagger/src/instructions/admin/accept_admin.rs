//! The proposed admin takes over.
//!
//! - The proposed key shall sign
use anchor_lang::prelude::*;

use crate::{error::TaggerError, events::ConfigChanged, state::Config};

#[derive(Accounts)]
pub struct AcceptAdmin {
    #[account(address = config.pending_admin @ TaggerError::NotPendingAdmin)]
    pub pending_admin: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
}

impl AcceptAdmin {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.config.check_version()?;
        let config = &mut ctx.accounts.config;
        config.admin = config.pending_admin;
        config.pending_admin = Address::default();
        config.bump_revision()?;
        ConfigChanged::log(config, config.params.fee_bps);
        Ok(())
    }
}
