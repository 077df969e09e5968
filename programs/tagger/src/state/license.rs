//! `License`: what a licence token stands for, who holds it, and whether it may move.
use anchor_lang::prelude::*;

use crate::{clock::Now, constants::ACCOUNT_VERSION, error::TaggerError};

/// Paid for; the holder waits for the key.
pub const LICENSE_PENDING: u8 = 0;
/// In force until it expires.
pub const LICENSE_ACTIVE: u8 = 1;
/// Taken back for a breach.
pub const LICENSE_REVOKED: u8 = 2;

#[account]
pub struct License {
    pub version: u8,
    pub bump: u8,
    /// Of the mint.
    pub mint_bump: u8,
    /// `LICENSE_PENDING`, `LICENSE_ACTIVE` or `LICENSE_REVOKED`.
    pub state: u8,
    /// 1 when its terms let it change hands.
    pub transferable: u8,
    /// Of the account that tells wallets what the hook needs.
    pub metas_bump: u8,
    pub reserved: [u8; 2],
    pub dataset: Address,
    pub mint: Address,
    /// Whose licence it is; follows the token.
    pub holder: Address,
    /// Whom the next transfer may go to; zero for nobody. Used up by that transfer.
    pub approved_to: Address,
    /// Unix seconds from which that approval is void.
    pub transfer_until: u64,
    /// Unix seconds from which the licence is over; 0 for never.
    pub expires_at: u64,
}

impl License {
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// It may change hands at all: in force, not over, transferable by its terms.
    pub fn check_movable(&self, now: &Now) -> Result<()> {
        self.check_version()?;
        require!(self.state == LICENSE_ACTIVE, TaggerError::LicenseNotActive);
        require!(
            self.expires_at == 0 || now.seconds < self.expires_at,
            TaggerError::LicenseExpired
        );
        require!(self.transferable == 1, TaggerError::LicenseNotTransferable);
        Ok(())
    }

    /// The next transfer may go to `to` before `until`; called when what is due for it was paid.
    pub fn approve(&mut self, to: Address, until: u64, now: &Now) -> Result<()> {
        self.check_movable(now)?;
        require!(to != Address::default(), TaggerError::ZeroAddress);
        self.approved_to = to;
        self.transfer_until = until;
        Ok(())
    }

    /// The token moved to `to`, as approved; returns who held it before.
    pub fn pass_to(&mut self, to: &Address, now: &Now) -> Result<Address> {
        self.check_movable(now)?;
        require!(
            now.seconds < self.transfer_until && self.approved_to == *to && *to != Address::default(),
            TaggerError::TransferNotApproved
        );
        self.approved_to = Address::default();
        self.transfer_until = 0;
        Ok(core::mem::replace(&mut self.holder, *to))
    }
}
