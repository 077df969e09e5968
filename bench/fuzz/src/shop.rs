//! What is on sale: the kinds of offers there are, who may buy, what a dataset says it holds.
use solana_address::Address;
use tagger::{
    constants::FULL_BPS,
    dataset::open_offer::OfferArgs,
    rules::commitment::hash,
    state::{
        dataset::use_class,
        offer::{duties, uses},
        Contents, LicenceTerms,
    },
};

use crate::{keys, people};

const DAY: u64 = 86_400;
/// Base units behind a dataset.
pub const BOND: u64 = 1_000_003;
/// Kinds of offer.
pub const OFFERS: usize = 8;
/// May buy where not everybody may.
pub const NAMED: [usize; 2] = [4, 6];

/// For ever, for anybody, may be sold on.
fn terms() -> LicenceTerms {
    LicenceTerms {
        text_hash: [1; 32],
        text_id: [2; 32],
        term_secs: 0,
        least_royalty: 101,
        seats: 0,
        uses: uses::TRAIN | uses::EVALUATE,
        royalty_bps: 501,
        territory: [0; 2],
        field: 0,
        duties: duties::ATTRIBUTION,
        transferable: 1,
        reserved: [0; 3],
    }
}

/// What a kind offers, at prices that don't divide evenly.
pub fn offer(kind: usize) -> OfferArgs {
    let plain = OfferArgs {
        terms: terms(),
        price: 1_000_003,
        allowed: [0; 32],
        supply: 0,
        key_secs: 3_600,
    };
    let month = LicenceTerms {
        term_secs: 30 * DAY,
        royalty_bps: 0,
        least_royalty: 0,
        text_hash: [3; 32],
        ..terms()
    };
    let bound = LicenceTerms {
        transferable: 0,
        royalty_bps: 0,
        least_royalty: 0,
        ..terms()
    };
    match kind % OFFERS {
        0 => plain,
        1 => OfferArgs {
            terms: month,
            price: 100_003,
            ..plain
        },
        // Free, and his who took it.
        2 => OfferArgs {
            terms: bound,
            price: 0,
            ..plain
        },
        // Two of them, at a price of which a part of the bond is more.
        3 => OfferArgs {
            price: 20_021,
            supply: 2,
            key_secs: 600,
            ..plain
        },
        4 => OfferArgs {
            price: 77_777,
            allowed: allowed(),
            ..plain
        },
        // All of the price is the royalty.
        5 => OfferArgs {
            terms: LicenceTerms {
                royalty_bps: FULL_BPS,
                term_secs: 400 * DAY,
                ..terms()
            },
            price: 9_999,
            ..plain
        },
        6 => OfferArgs {
            terms: LicenceTerms {
                term_secs: 2 * DAY,
                ..bound
            },
            price: 1,
            ..plain
        },
        // The month again, dearer.
        _ => OfferArgs {
            terms: month,
            price: 150_001,
            ..plain
        },
    }
}

fn leaf(wallet: &Address) -> [u8; 32] {
    hash(&[&[0], wallet.as_ref()])
}

fn allowed() -> [u8; 32] {
    let [one, other] = NAMED.map(|person| leaf(&people::wallet(person)));
    let (low, high) = if one < other { (one, other) } else { (other, one) };
    hash(&[&[1], &low, &high])
}

/// The path of a wallet to the root of those who are named; nothing where all may buy.
pub fn path(root: &[u8; 32], wallet: &Address) -> Vec<[u8; 32]> {
    if *root == [0; 32] {
        return Vec::new();
    }
    let others = NAMED.map(people::wallet);
    let other = others.iter().find(|other| *other != wallet);
    other.map(leaf).into_iter().collect()
}

/// What a dataset with this secret holds.
pub fn contents(secret: u64) -> Contents {
    Contents {
        manifest_id: [1; 32],
        manifest_hash: [2; 32],
        payload_hash: [3; 32],
        commitment: keys::commitment(secret),
        licence_hash: [4; 32],
        licence_id: [5; 32],
        use_class: use_class::COMMERCIAL,
        attribution: 1,
        share_alike: 0,
        reserved: [0; 5],
    }
}
