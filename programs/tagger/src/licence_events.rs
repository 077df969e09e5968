//! What happened to licences; see `events`.
use anchor_lang::prelude::*;

use crate::state::License;

/// A licence changed hands.
#[event]
pub struct LicenseMoved {
    pub mint: Address,
    pub dataset: Address,
    pub from: Address,
    pub to: Address,
}

impl LicenseMoved {
    #[inline(never)]
    pub fn log(license: &License, from: Address) {
        emit!(Self {
            mint: license.mint,
            dataset: license.dataset,
            from,
            to: license.holder,
        });
    }
}
