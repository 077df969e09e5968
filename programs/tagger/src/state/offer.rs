//! `Offer`: one kind of licence of a dataset, at a price.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::Params;
use crate::{
    constants::{ACCOUNT_VERSION, FULL_BPS},
    error::TaggerError,
    rules::commitment::hash,
};

/// What a licence allows, bit by bit; training first.
pub mod uses {
    pub const TRAIN: u16 = 1;
    pub const EVALUATE: u16 = 2;
    pub const EMBED: u16 = 4;
    pub const REDISTRIBUTE: u16 = 8;
    pub const DERIVE: u16 = 16;
    pub const COMMERCIAL: u16 = 32;
    pub const ALL: u16 = 63;
}

/// What a licence asks in return.
pub mod duties {
    pub const ATTRIBUTION: u8 = 1;
    pub const SHARE_ALIKE: u8 = 2;
    pub const ALL: u8 = 3;
}

/// Copied into each licence: what was bought never changes.
#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct LicenceTerms {
    /// SHA-256 and Arweave id of the licence's text.
    pub text_hash: [u8; 32],
    pub text_id: [u8; 32],
    /// Seconds it lasts; zero for ever.
    pub term_secs: u64,
    /// Least royalty of a transfer, base units.
    pub least_royalty: u64,
    /// People who may use it; zero for any number.
    pub seats: u32,
    /// See [`uses`].
    pub uses: u16,
    /// Part of the price of a resale, basis points.
    pub royalty_bps: u16,
    /// ISO 3166-1 alpha-2; zeros for the world.
    pub territory: [u8; 2],
    /// Place of a domain in `Domains` plus one; zero for any field of use.
    pub field: u8,
    /// See [`duties`].
    pub duties: u8,
    /// 1 when the holder may pass it on.
    pub transferable: u8,
    pub reserved: [u8; 3],
}

impl LicenceTerms {
    pub fn check(&self) -> Result<()> {
        let named = self.text_hash != [0; 32] && self.text_id != [0; 32];
        let known = self.uses != 0 && self.uses & !uses::ALL == 0 && self.duties & !duties::ALL == 0;
        require!(named && known, TaggerError::UnclassifiedLicence);
        let land = self.territory == [0; 2] || self.territory.iter().all(u8::is_ascii_uppercase);
        let legal = self.royalty_bps <= FULL_BPS && self.transferable <= 1 && land && self.reserved == [0; 3];
        require!(legal, TaggerError::ParameterOutOfBounds);
        // A royalty on what can't be passed on is a mistake.
        let royalty = self.transferable != 0 || (self.royalty_bps == 0 && self.least_royalty == 0);
        require!(royalty, TaggerError::ParameterOutOfBounds);
        Ok(())
    }

    /// SHA-256 of all of it; what a buyer agrees to.
    pub fn hash(&self) -> [u8; 32] {
        hash(&[bytemuck::bytes_of(self)])
    }
}

#[account]
pub struct Offer {
    pub version: u8,
    pub bump: u8,
    pub reserved: [u8; 2],
    pub index: u32,
    pub dataset: Address,
    pub rent_payer: Address,
    pub terms: LicenceTerms,
    /// Base units; zero for a free offer.
    pub price: u64,
    /// Root over the wallets that may buy, `sha256(0x00 | wallet)` and `sha256(0x01 | lower | higher)`; zeros for everybody.
    pub allowed: [u8; 32],
    /// Licences there may be, zero for any number, and how many were sold.
    pub supply: u32,
    pub sold: u32,
    /// Seconds the publisher has to deliver the key.
    pub key_secs: u32,
    pub reserved_tail: u32,
}

impl Offer {
    pub fn check(&self, params: &Params) -> Result<()> {
        self.terms.check()?;
        let windows = params.min_window_secs..=params.max_window_secs;
        require!(windows.contains(&self.key_secs), TaggerError::WindowOutOfBounds);
        Ok(())
    }

    /// A buyer agrees to what is offered.
    pub fn sell(&mut self, buyer: &Address, most: u64, terms_hash: &[u8; 32], path: &[[u8; 32]]) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        require!(self.price <= most, TaggerError::PriceTooHigh);
        require!(self.terms.hash() == *terms_hash, TaggerError::WrongTerms);
        require!(self.supply == 0 || self.sold < self.supply, TaggerError::SoldOut);
        require!(self.allows(buyer, path), TaggerError::NotAllowed);
        self.sold = self.sold.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    fn allows(&self, buyer: &Address, path: &[[u8; 32]]) -> bool {
        if self.allowed == [0; 32] {
            return true;
        }
        let leaf = hash(&[&[0], buyer.as_ref()]);
        let root = path.iter().fold(leaf, |own, other| {
            let (low, high) = if own < *other { (&own, other) } else { (other, &own) };
            hash(&[&[1], low, high])
        });
        root == self.allowed
    }
}
