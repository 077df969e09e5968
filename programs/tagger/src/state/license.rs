//! `License`: one licence of a dataset: what its holder may do, until when, the key wrapped for him, and whether its token may
//! move.
//!
//! `Pending -> Active -> Revoked`, or `Pending -> gone` when the key does not come.
use anchor_lang::prelude::*;

use super::LicenceTerms;
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, BURN_SECS},
    error::TaggerError,
};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum LicenceState {
    /// Paid; the key is to come.
    Pending = 0,
    /// In force until it expires.
    Active = 1,
    /// Taken back for a breach.
    Revoked = 2,
}

#[account]
pub struct License {
    pub version: u8,
    pub bump: u8,
    pub mint_bump: u8,
    /// See [`LicenceState`].
    pub state: u8,
    /// Of the account that tells wallets what the hook needs.
    pub metas_bump: u8,
    pub reserved: [u8; 3],
    /// The offer it was bought from.
    pub offer: u32,
    pub reserved_tail: u32,
    pub dataset: Address,
    pub mint: Address,
    /// Whose licence it is; follows the token.
    pub holder: Address,
    pub rent_payer: Address,
    pub terms: LicenceTerms,
    /// Base units.
    pub paid: u64,
    /// Unix seconds.
    pub bought_at: u64,
    /// Unix seconds from which it is over; zero for never.
    pub expires_at: u64,
    /// Unix seconds until which the publisher may deliver the key.
    pub key_until: u64,
    /// The holder's key as of the purchase, and the dataset's key wrapped for it (rules/delivery.rs).
    pub recipient: [u8; 32],
    pub wrap: [[u8; 32]; 2],
    /// Whom the next transfer may go to; zero for nobody. Used up by that transfer.
    pub approved_to: Address,
    /// Unix seconds from which that approval is void.
    pub transfer_until: u64,
    /// The task whose validators judge whether it was broken; zero for none. It stays with its holder meanwhile.
    pub accused: Address,
    /// What the holder asks for it, base units; zero while it is not for sale. Nobody is bound by it.
    pub asking: u64,
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
        self.expires_at = self.end_of_term(now.seconds)?;
        Ok(())
    }

    /// The key did not come in time.
    pub fn check_late(&self, now: &Now) -> Result<()> {
        self.check_state(LicenceState::Pending)?;
        require!(now.seconds >= self.key_until, TaggerError::WindowOpen);
        Ok(())
    }

    /// Another term was paid.
    pub fn renew(&mut self, now: &Now) -> Result<()> {
        self.check_state(LicenceState::Active)?;
        require!(self.terms.term_secs > 0, TaggerError::WrongLicenceState);
        self.expires_at = self.end_of_term(self.expires_at.max(now.seconds))?;
        Ok(())
    }

    /// Where a term that begins `from` ends, unix seconds; zero for never.
    fn end_of_term(&self, from: u64) -> Result<u64> {
        if self.terms.term_secs == 0 {
            return Ok(0);
        }
        Ok(from
            .checked_add(self.terms.term_secs)
            .ok_or(TaggerError::MathOverflow)?)
    }

    /// Its holder is said to have broken it: `task` is where that is judged.
    pub fn accuse(&mut self, task: Address) -> Result<()> {
        self.check_state(LicenceState::Active)?;
        require!(self.accused == Address::default(), TaggerError::LicenseAccused);
        self.accused = task;
        self.approved_to = Address::default();
        self.transfer_until = 0;
        Ok(())
    }

    /// Validators have spoken.
    pub fn judged(&mut self, breach: bool) {
        self.accused = Address::default();
        if breach {
            self.state = LicenceState::Revoked as u8;
            self.asking = 0;
        }
    }

    /// Its holder wants it gone, or nobody has wanted it for long.
    pub fn check_burnable(&self, own: bool, now: &Now) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        let over = self.expires_at != 0 && now.seconds >= self.expires_at.saturating_add(u64::from(BURN_SECS));
        let begun = self.state != LicenceState::Pending as u8;
        require!(begun && (own || over), TaggerError::NotBurnable);
        Ok(())
    }

    pub fn check_in_force(&self, now: &Now) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(self.state == LicenceState::Active as u8, TaggerError::LicenseNotActive);
        require!(
            self.expires_at == 0 || now.seconds < self.expires_at,
            TaggerError::LicenseExpired
        );
        Ok(())
    }

    /// It may change hands at all: in force, not over, transferable by its terms.
    pub fn check_movable(&self, now: &Now) -> Result<()> {
        self.check_in_force(now)?;
        require!(self.accused == Address::default(), TaggerError::LicenseAccused);
        require!(self.terms.transferable == 1, TaggerError::LicenseNotTransferable);
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
        Ok(self.change_holder(to))
    }

    /// It was sold to `to`, who has got his wrap; returns who held it before.
    pub fn sell_to(&mut self, to: &Address, recipient: [u8; 32], wrap: [[u8; 32]; 2], now: &Now) -> Result<Address> {
        self.check_movable(now)?;
        self.recipient = recipient;
        self.wrap = wrap;
        Ok(self.change_holder(to))
    }

    fn change_holder(&mut self, to: &Address) -> Address {
        self.approved_to = Address::default();
        self.transfer_until = 0;
        self.asking = 0;
        core::mem::replace(&mut self.holder, *to)
    }

    /// What is left of what was paid for it, base units: the part of its term that is still to come, rounded down.
    pub fn credit(&self, now: &Now) -> Result<u64> {
        self.check_in_force(now)?;
        let term = self.terms.term_secs;
        if term == 0 {
            return Ok(self.paid);
        }
        // Renewals may have been cheaper: no more than one term is credited.
        let left = self.expires_at.saturating_sub(now.seconds).min(term);
        Ok((u128::from(self.paid) * u128::from(left) / u128::from(term)) as u64)
    }

    /// Other terms of the same dataset, in force from now on. `price` is the offer's.
    pub fn upgrade(&mut self, offer: u32, terms: LicenceTerms, price: u64, now: &Now) -> Result<()> {
        self.check_in_force(now)?;
        self.offer = offer;
        self.terms = terms;
        self.paid = price;
        self.expires_at = self.end_of_term(now.seconds)?;
        self.approved_to = Address::default();
        self.transfer_until = 0;
        self.asking = 0;
        Ok(())
    }
}
