//! The admin ends a pause early.
//!
//! - The admin shall sign
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, events::ConfigChanged, state::Config};

#[derive(Accounts)]
pub struct Unpause {
    #[account(address = config.admin @ TaggerError::NotAdmin)]
    pub admin: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
}

impl Unpause {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.config.check_version()?;
        let config = &mut ctx.accounts.config;
        config.unpause(&Now::get()?);
        ConfigChanged::log(config, config.params.fee_bps);
        Ok(())
    }
}
