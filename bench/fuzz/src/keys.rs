//! Keys of people, secrets of datasets, and the wraps between them: the other half of the program's `rules/delivery.rs`,
//! as `client/src/keys/delivery.ts` has it. All numbers come from hashes: the same action makes the same wrap.
use std::collections::HashMap;

use curve25519_dalek::{
    ristretto::{CompressedRistretto, RistrettoPoint},
    scalar::Scalar,
};
use solana_address::Address;
use tagger::{
    constants::{DELIVERY_DOMAIN, DELIVERY_H, HANDOVER_DOMAIN},
    rules::{commitment::hash, delivery::Delivery},
    state::License,
};

use crate::people::PEOPLE;

/// Keys a person changes between, and one more that nobody registers.
pub const KEYS: u16 = 2;
const UNUSED: u16 = KEYS;
/// Secrets of datasets.
pub const SECRETS: u64 = 4;

type Point = [u8; 32];

thread_local! {
    static OWN: HashMap<Point, Scalar> = (0..PEOPLE)
        .flat_map(|person| (0..=UNUSED).map(move |version| own(person, version)))
        .map(|secret| (base(&secret), secret))
        .collect();
    static SECRET: HashMap<Point, (u64, Scalar)> = (0..SECRETS)
        .map(|number| (base(&secret(number)), (number, secret(number))))
        .collect();
    static H: RistrettoPoint = point(&DELIVERY_H).expect("a point");
}

fn number(parts: &[&[u8]]) -> Scalar {
    Scalar::from_bytes_mod_order(hash(parts))
}

fn base(by: &Scalar) -> Point {
    RistrettoPoint::mul_base(by).compress().0
}

fn point(bytes: &Point) -> Option<RistrettoPoint> {
    CompressedRistretto(*bytes).decompress()
}

fn own(person: usize, version: u16) -> Scalar {
    number(&[b"key", &[person as u8, version as u8]])
}

fn secret(number_of: u64) -> Scalar {
    number(&[b"dataset", &[number_of as u8]])
}

/// What a person registers.
pub fn key(person: usize, version: u16) -> Point {
    base(&own(person, version % KEYS))
}

/// What a dataset says about the secret with this number.
pub fn commitment(number: u64) -> Point {
    base(&secret(number % SECRETS))
}

fn known(key: &Point) -> Option<Scalar> {
    OWN.with(|keys| keys.get(key).copied())
}

/// Ways to make a wrap; from 1 on none of them may be taken.
pub const STYLES: u16 = 7;
const RECIPIENT: u16 = 1;
const ACCOUNT: u16 = 2;
const SECRET_OF_ANOTHER: u16 = 3;

/// What makes a proof fail: applied to a finished wrap.
fn spoil(mut delivery: Delivery, style: u16) -> Delivery {
    match style {
        4 => delivery.wrap[1][7] ^= 1,
        5 => delivery.challenge[3] ^= 16,
        // Not below the order of the group.
        6 => delivery.responses[0][31] |= 0xf0,
        _ => {}
    }
    delivery
}

/// Numbers that only the same wrap may use again.
fn fresh(about: &[&[u8]], style: u16) -> [Scalar; 3] {
    let seed = hash(about);
    [0u8, 1, 2].map(|place| number(&[b"fresh", &[style as u8, place], &seed]))
}

/// The publisher's wrap for a recipient. Where there is no secret or no key, bytes that prove nothing.
pub fn wrap(account: &Address, commitment: &Point, recipient: &Point, style: u16) -> Delivery {
    let found = SECRET.with(|secrets| secrets.get(commitment).copied());
    let Some((secret_number, mut y)) = found else {
        return nothing();
    };
    let (mut account, mut recipient) = (*account, *recipient);
    match style {
        RECIPIENT => recipient = base(&own(0, UNUSED)),
        ACCOUNT => account = Address::new_from_array(hash(&[account.as_ref()])),
        SECRET_OF_ANOTHER => y = secret(secret_number + 1),
        _ => {}
    }
    let Some(key) = point(&recipient) else {
        return nothing();
    };
    let [r, j, k] = fresh(&[account.as_ref(), commitment, &recipient], style);
    let h = H.with(|h| *h);
    let (e, d) = (base(&r), (h * y + key * r).compress().0);
    let announced = [base(&j), base(&k), (h * j + key * k).compress().0];
    let head = [
        DELIVERY_DOMAIN,
        tagger::ID.as_ref(),
        account.as_ref(),
        commitment,
        &recipient,
        &e,
        &d,
    ];
    spoil(signed([e, d], &head, &announced, [(j, y), (k, r)]), style)
}

/// A holder's wrap for the next one, from his own.
pub fn pass_on(account: &Address, license: &License, recipient: &Point, style: u16) -> Delivery {
    let (mut account, mut recipient) = (*account, *recipient);
    let giver = license.recipient;
    let Some(mut x) = known(&giver) else {
        return nothing();
    };
    match style {
        RECIPIENT => recipient = base(&own(0, UNUSED)),
        ACCOUNT => account = Address::new_from_array(hash(&[account.as_ref()])),
        SECRET_OF_ANOTHER => x += Scalar::ONE,
        _ => {}
    }
    let [held_e, held_d] = &license.wrap;
    let (Some(e_there), Some(d_there), Some(key)) = (point(held_e), point(held_d), point(&recipient)) else {
        return nothing();
    };
    let [s, j, k] = fresh(&[account.as_ref(), held_e, held_d, &recipient], style);
    let (e, d) = (base(&s), (d_there - e_there * x + key * s).compress().0);
    let announced = [base(&j), base(&k), (e_there * j - key * k).compress().0];
    let head = [
        HANDOVER_DOMAIN,
        tagger::ID.as_ref(),
        account.as_ref(),
        &giver,
        held_e,
        held_d,
        &recipient,
        &e,
        &d,
    ];
    spoil(signed([e, d], &head, &announced, [(j, x), (k, s)]), style)
}

/// The wrap with its proof: each response is a fresh number less the challenge times what is known.
fn signed(wrap: [Point; 2], head: &[&[u8]], announced: &[Point; 3], known: [(Scalar, Scalar); 2]) -> Delivery {
    let parts: Vec<&[u8]> = head
        .iter()
        .copied()
        .chain(announced.iter().map(|point| point.as_slice()))
        .collect();
    let mut challenge = [0; 16];
    challenge.copy_from_slice(&hash(&parts)[..16]);
    let mut wide = [0; 32];
    wide[..16].copy_from_slice(&challenge);
    let c = Scalar::from_bytes_mod_order(wide);
    Delivery {
        wrap,
        challenge,
        responses: known.map(|(fresh, known)| (fresh - c * known).to_bytes()),
    }
}

fn nothing() -> Delivery {
    Delivery {
        wrap: [[0; 32]; 2],
        challenge: [0; 16],
        responses: [[0; 32]; 2],
    }
}

/// Whether a licence's recipient gets the key of a dataset with this commitment out of its wrap; nothing where we know neither's
/// secret.
pub fn opens(license: &License, commitment: &Point) -> Option<bool> {
    let x = known(&license.recipient)?;
    let (_, y) = SECRET.with(|secrets| secrets.get(commitment).copied())?;
    let [Some(e), Some(d)] = license.wrap.map(|half| point(&half)) else {
        return Some(false);
    };
    Some(d - e * x == H.with(|h| *h) * y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_passed_on_holds_the_same_key_for_the_next_one_only() {
        let (account, commitment) = (Address::new_from_array([9; 32]), commitment(2));
        let mut license: License = bytemuck::Zeroable::zeroed();
        license.recipient = key(4, 0);
        license.wrap = wrap(&account, &commitment, &license.recipient, 0).wrap;
        assert_eq!(opens(&license, &commitment), Some(true));
        for style in [RECIPIENT, SECRET_OF_ANOTHER, 4] {
            let made = wrap(&account, &commitment, &license.recipient, style);
            let wrong = License {
                wrap: made.wrap,
                ..license
            };
            assert_eq!(opens(&wrong, &commitment), Some(false), "style {style}");
        }
        license.wrap = pass_on(&account, &license, &key(5, 1), 0).wrap;
        assert_eq!(opens(&license, &commitment), Some(false));
        license.recipient = key(5, 1);
        assert_eq!(opens(&license, &commitment), Some(true));
    }
}
