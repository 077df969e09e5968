//! Guardian or admin stops entries for a limited time. Exits have no switch.
//!
//! - The guardian or the admin shall sign
//! - The time shall be within the limit; the guardian shall wait as long again before the next pause
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, events::ConfigChanged, state::Config};

#[derive(Accounts)]
pub struct Pause {
    #[account(constraint = *guardian.address() == config.guardian || *guardian.address() == config.admin @ TaggerError::NotGuardian)]
    pub guardian: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
}

impl Pause {
    pub fn handle(ctx: &mut Context<Self>, entries: u8, seconds: u32) -> Result<()> {
        ctx.accounts.config.check_version()?;
        let by_admin = *ctx.accounts.guardian.address() == ctx.accounts.config.admin;
        let config = &mut ctx.accounts.config;
        config.pause(entries, seconds, by_admin, &Now::get()?)?;
        ConfigChanged::log(config, config.params.fee_bps);
        Ok(())
    }
}
