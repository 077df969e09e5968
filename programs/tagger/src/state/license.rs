//! `License`: one licence of a dataset: what its holder may do, until when, and the key wrapped for him.
//!
//! `Pending -> Active`, or `Pending -> gone` when the key does not come.
use anchor_lang::prelude::*;

use super::LicenceTerms;
use crate::{clock::Now, constants::ACCOUNT_VERSION, error::TaggerError};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum LicenceState {
    /// Paid; the key is to come.
    Pending = 0,
    Active = 1,
}

#[account]
pub struct License {
    pub version: u8,
    pub bump: u8,
    pub mint_bump: u8,
    /// See [`LicenceState`].
    pub state: u8,
    /// The offer it was bought from.
    pub offer: u32,
    pub dataset: Address,
    pub mint: Address,
    pub holder: Address,
    pub rent_payer: Address,
    pub terms: LicenceTerms,
    /// Base units.
    pub paid: u64,
    /// Unix seconds.
    pub bought_at: u64,
    /// Unix seconds from which it is void; zero for never.
    pub expires_at: u64,
    /// Unix seconds until which the publisher may deliver the key.
    pub key_until: u64,
    /// The holder's key as of the purchase, and the dataset's key wrapped for it (rules/delivery.rs).
    pub recipient: [u8; 32],
    pub wrap: [[u8; 32]; 2],
}

impl License {
    pub fn check_state(&self, state: LicenceState) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(self.state == state as u8, TaggerError::WrongLicenceState);
        Ok(())
    }

    /// The key came: the licence begins.
    pub fn begin(&mut self, wrap: [[u8; 32]; 2], now: &Now) -> Result<()> {
        self.check_state(LicenceState::Pending)?;
        require!(now.seconds < self.key_until, TaggerError::WindowClosed);
        self.state = LicenceState::Active as u8;
        self.wrap = wrap;
        if self.terms.term_secs > 0 {
            self.expires_at = now
                .seconds
                .checked_add(self.terms.term_secs)
                .ok_or(TaggerError::MathOverflow)?;
        }
        Ok(())
    }

    /// The key did not come in time.
    pub fn check_late(&self, now: &Now) -> Result<()> {
        self.check_state(LicenceState::Pending)?;
        require!(now.seconds >= self.key_until, TaggerError::WindowOpen);
        Ok(())
    }
}
