//! A holder says what he asks for his licence; zero takes it off the market. It binds nobody: he takes bids or leaves them.
//!
//! - The holder shall sign
//! - The licence shall be in force and transferable
use anchor_lang::prelude::*;

use crate::{clock::Now, dataset_events::LicenseChanged, error::TaggerError, state::License};

#[derive(Accounts)]
pub struct AskLicense {
    #[account(address = license.holder @ TaggerError::NotHolder)]
    pub holder: Signer,
    #[account(mut)]
    pub license: Account<License>,
}

impl AskLicense {
    pub fn handle(ctx: &mut Context<Self>, price: u64) -> Result<()> {
        let license = &mut ctx.accounts.license;
        license.check_movable(&Now::get()?)?;
        license.asking = price;
        LicenseChanged::log(license, LicenseChanged::ASKED);
        Ok(())
    }
}
