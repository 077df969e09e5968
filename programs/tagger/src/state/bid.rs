//! `Bid`: what somebody pays for a licence another one holds. The money waits here until the holder takes it or it goes back.
use anchor_lang::prelude::*;

use super::License;
use crate::{clock::Now, constants::ACCOUNT_VERSION, error::TaggerError};

#[account]
pub struct Bid {
    pub version: u8,
    pub bump: u8,
    pub reserved: [u8; 6],
    pub license: Address,
    pub bidder: Address,
    pub rent_payer: Address,
    /// Base units in the escrow vault.
    pub price: u64,
    /// Unix seconds: nobody takes it afterwards, and anyone gives it back.
    pub until: u64,
    /// What he bids for: the terms by their hash, and the least time the licence must last (zero: for ever).
    pub terms_hash: [u8; 32],
    pub expires_at: u64,
    /// His key as of the bid.
    pub recipient: [u8; 32],
}

impl Bid {
    /// The licence is what he bid for, and he still wants it.
    pub fn check_matches(&self, license: &License, now: &Now) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(now.seconds < self.until, TaggerError::WindowClosed);
        let lasts = license.expires_at == 0 || (self.expires_at != 0 && license.expires_at >= self.expires_at);
        require!(
            lasts && license.terms.hash() == self.terms_hash,
            TaggerError::WrongTerms
        );
        Ok(())
    }

    /// It may go back: he wants it, or its time is over.
    pub fn check_withdrawable(&self, own: bool, now: &Now) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(own || now.seconds >= self.until, TaggerError::WindowOpen);
        Ok(())
    }
}
