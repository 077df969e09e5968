//! Whether a wrap holds the key of a dataset, or of a private task's items, for its recipient, without seeing the key (docs/decisions/0015-key-delivery.md).
//!
//! With G and H generators of ristretto255: the dataset commits to Y = yG, its key is derived from yH; a wrap for X = xG is
//! E = rG, D = yH + rX. The proof is a challenge c (16 bytes) and responses u, v: c must be the hash over `uG + cY`,
//! `vG + cE` and `uH + vX + cD` (Chaum and Pedersen 1992, Fiat and Shamir 1986).
//!
//! Who holds a wrap passes the key on without the publisher: from his own wrap E = rG, D = M + xE he makes E' = sG and
//! D' = M + sX' for another. The proof that both hold one M: c must be the hash over `uG + cX`, `vG + cE'` and
//! `uE + cD - vX' - cD'`.
use anchor_lang::prelude::*;

use super::{commitment::hash, point};
use crate::constants::{DELIVERY_DOMAIN, DELIVERY_G, DELIVERY_H, HANDOVER_DOMAIN};

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

/// The account both wraps lie in, whose the one that is there is (X), that wrap, and who gets the new one (X').
pub struct Handover<'a> {
    pub program: &'a Address,
    pub account: &'a Address,
    pub giver: &'a [u8; 32],
    pub held: &'a [[u8; 32]; 2],
    pub recipient: &'a [u8; 32],
}

impl Delivery {
    /// The challenge as a number.
    fn number(&self) -> [u8; 32] {
        let mut c = [0; 32];
        c[..CHALLENGE].copy_from_slice(&self.challenge);
        c
    }

    /// Whether the new wrap holds the key of the one that is there.
    pub fn passes_on(&self, handover: &Handover) -> bool {
        let Handover {
            program,
            account,
            giver,
            held: [held_e, held_d],
            recipient,
        } = *handover;
        let ([e, d], [u, v], c) = (&self.wrap, &self.responses, self.number());
        if [giver, held_e, held_d, recipient, e, d].contains(&&[0; 32]) {
            return false;
        }
        let held = point::sum(&[*u, c], &[*held_e, *held_d]);
        let given = point::sum(&[*v, c], &[*recipient, *d]);
        let (Some(held), Some(given)) = (held, given) else {
            return false;
        };
        let announced = [
            point::sum(&[*u, c], &[DELIVERY_G, *giver]),
            point::sum(&[*v, c], &[DELIVERY_G, *e]),
            point::difference(&held, &given),
        ];
        let [Some(a), Some(b), Some(f)] = announced else {
            return false;
        };
        let parts: [&[u8]; 12] = [
            HANDOVER_DOMAIN,
            program.as_ref(),
            account.as_ref(),
            giver,
            held_e,
            held_d,
            recipient,
            e,
            d,
            &a,
            &b,
            &f,
        ];
        hash(&parts)[..CHALLENGE] == self.challenge
    }

    pub fn proves(&self, place: &Place) -> bool {
        let [e, d] = &self.wrap;
        let [u, v] = &self.responses;
        let c = self.number();
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
