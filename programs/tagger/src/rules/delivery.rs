//! Whether a wrap holds the key of a dataset, or of a private task's items, for its recipient, without seeing the key (docs/decisions/0015-key-delivery.md).
//!
//! With G and H generators of ristretto255: the dataset commits to Y = yG, its key is derived from yH; a wrap for X = xG is
//! E = rG, D = yH + rX. The proof is a challenge c (16 bytes) and responses u, v: c must be the hash over `uG + cY`,
//! `vG + cE` and `uH + vX + cD` (Chaum and Pedersen 1992, Fiat and Shamir 1986).
use anchor_lang::prelude::*;

use super::{commitment::hash, point};
use crate::constants::{DELIVERY_DOMAIN, DELIVERY_G, DELIVERY_H};

const CHALLENGE: usize = 16;

/// A wrap and its proof, as sent.
#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Delivery {
    /// E and D.
    pub wrap: [[u8; 32]; 2],
    pub challenge: [u8; CHALLENGE],
    /// u and v.
    pub responses: [[u8; 32]; 2],
}

/// The account the wrap goes into, Y and X.
pub struct Place<'a> {
    pub program: &'a Address,
    pub account: &'a Address,
    pub commitment: &'a [u8; 32],
    pub recipient: &'a [u8; 32],
}

impl Delivery {
    pub fn proves(&self, place: &Place) -> bool {
        let [e, d] = &self.wrap;
        let [u, v] = &self.responses;
        let mut c = [0; 32];
        c[..CHALLENGE].copy_from_slice(&self.challenge);
        // Where the recipient has no key, or a part of the wrap is nothing, anybody could read it.
        if [place.recipient, place.commitment, e, d].contains(&&[0; 32]) {
            return false;
        }
        let announced = [
            point::sum(&[*u, c], &[DELIVERY_G, *place.commitment]),
            point::sum(&[*v, c], &[DELIVERY_G, *e]),
            point::sum(&[*u, *v, c], &[DELIVERY_H, *place.recipient, *d]),
        ];
        let [Some(a), Some(b), Some(f)] = announced else {
            return false;
        };
        let expected = hash(&[
            DELIVERY_DOMAIN,
            place.program.as_ref(),
            place.account.as_ref(),
            place.commitment,
            place.recipient,
            e,
            d,
            &a,
            &b,
            &f,
        ]);
        expected[..CHALLENGE] == self.challenge
    }
}
