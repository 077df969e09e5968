//! The admin names a successor, who must accept: a mistyped key never takes over. Naming himself withdraws the offer.
//!
//! - The admin shall sign, for the current revision and before the expiry he names
//! - The successor shall not be the zero address
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, events::ConfigChanged, state::Config};

#[derive(Accounts)]
pub struct ProposeAdmin {
    #[account(address = config.admin @ TaggerError::NotAdmin)]
    pub admin: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
}

impl ProposeAdmin {
    fn validate(&self, revision: u64, expires_at: u64, successor: &Address) -> Result<()> {
        self.config.check_version()?;
        self.config.check_fresh(revision, expires_at, &Now::get()?)?;
        require!(*successor != Address::default(), TaggerError::ZeroAddress);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, revision: u64, expires_at: u64, successor: Address) -> Result<()> {
        ctx.accounts.validate(revision, expires_at, &successor)?;
        let config = &mut ctx.accounts.config;
        config.pending_admin = if successor == config.admin {
            Address::default()
        } else {
            successor
        };
        config.bump_revision()?;
        ConfigChanged::log(config, config.params.fee_bps);
        Ok(())
    }
}
