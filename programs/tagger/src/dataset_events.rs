//! Events of datasets, offers and licences.
use anchor_lang::prelude::*;

use crate::state::{Bid, Dataset, License, Offer};

#[event]
pub struct DatasetChanged {
    pub dataset: Address,
    pub publisher: Address,
    pub task: Address,
    pub shares: u64,
    pub bond: u64,
    pub withdrawn: bool,
    pub closed: bool,
}

#[event]
pub struct OfferChanged {
    pub dataset: Address,
    pub index: u32,
    pub price: u64,
    pub closed: bool,
}

#[event]
pub struct LicenseChanged {
    pub dataset: Address,
    pub mint: Address,
    pub holder: Address,
    pub paid: u64,
    pub expires_at: u64,
    /// See the constants.
    pub what: u8,
}

#[event]
pub struct BidChanged {
    pub license: Address,
    pub bidder: Address,
    pub price: u64,
    pub until: u64,
    /// See the constants.
    pub what: u8,
}

/// Revenue of a dataset went to somebody's balance.
#[event]
pub struct RevenueTaken {
    pub dataset: Address,
    pub wallet: Address,
    pub amount: u64,
}

impl DatasetChanged {
    #[inline(never)]
    pub fn log(address: &Address, dataset: &Dataset, closed: bool) {
        emit!(Self {
            dataset: *address,
            publisher: dataset.publisher,
            task: dataset.task,
            shares: dataset.shares,
            bond: dataset.bond,
            withdrawn: dataset.withdrawn != 0,
            closed,
        });
    }
}

impl OfferChanged {
    #[inline(never)]
    pub fn log(offer: &Offer, closed: bool) {
        emit!(Self {
            dataset: offer.dataset,
            index: offer.index,
            price: offer.price,
            closed,
        });
    }
}

impl LicenseChanged {
    pub const BOUGHT: u8 = 0;
    pub const DELIVERED: u8 = 1;
    pub const REFUNDED: u8 = 2;
    pub const APPROVED: u8 = 3;
    pub const RENEWED: u8 = 4;
    pub const BURNT: u8 = 5;
    pub const ASKED: u8 = 6;
    pub const SOLD: u8 = 7;
    pub const REWRAPPED: u8 = 8;
    pub const UPGRADED: u8 = 9;
    pub const ACCUSED: u8 = 10;
    pub const CLEARED: u8 = 11;
    pub const REVOKED: u8 = 12;

    #[inline(never)]
    pub fn log(license: &License, what: u8) {
        emit!(Self {
            dataset: license.dataset,
            mint: license.mint,
            holder: license.holder,
            paid: license.paid,
            expires_at: license.expires_at,
            what,
        });
    }
}

impl BidChanged {
    pub const OPENED: u8 = 0;
    pub const WITHDRAWN: u8 = 1;
    pub const ACCEPTED: u8 = 2;

    #[inline(never)]
    pub fn log(bid: &Bid, what: u8) {
        emit!(Self {
            license: bid.license,
            bidder: bid.bidder,
            price: bid.price,
            until: bid.until,
            what,
        });
    }
}

impl RevenueTaken {
    #[inline(never)]
    pub fn log(dataset: &Address, wallet: &Address, amount: u64) {
        emit!(Self {
            dataset: *dataset,
            wallet: *wallet,
            amount,
        });
    }
}
