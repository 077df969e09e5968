//! How what a licence earned is divided. Nobody's turn changes anybody's part: see `owed`.
use crate::{constants::FULL_BPS, error::TaggerError};

/// Parts of one payment, base units; they add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub fee: u64,
    pub contributors: u64,
    pub validators: u64,
    pub publisher: u64,
}

/// Divides `paid` base units. The protocol's fee is rounded up; contributors and validators share what is left of it, each
/// rounded down; the publisher gets the rest. Shares together are at most all.
pub fn divide(paid: u64, fee_bps: u16, contributor_bps: u16, validator_bps: u16) -> Parts {
    let full = u128::from(FULL_BPS);
    let fee = (u128::from(paid) * u128::from(fee_bps)).div_ceil(full) as u64;
    let rest = paid - fee.min(paid);
    let part = |bps: u16| (u128::from(rest) * u128::from(bps) / full) as u64;
    let (contributors, validators) = (part(contributor_bps), part(validator_bps));
    Parts {
        fee: paid - rest,
        contributors,
        validators,
        publisher: rest.saturating_sub(contributors).saturating_sub(validators),
    }
}

/// What passing a licence on costs, base units: part of the price, rounded up, and never less than `least`.
pub fn royalty(price: u64, bps: u16, least: u64) -> u64 {
    // At most the price: shares are at most all.
    let part = (u128::from(price) * u128::from(bps)).div_ceil(u128::from(FULL_BPS)) as u64;
    part.max(least)
}

/// What a holder of `own` of `all` shares may still take, base units: his part of everything that ever came in, rounded
/// down, less what he took. It depends on the sum alone, so order and number of claims change nothing, and all parts
/// together never exceed it.
pub fn owed(received: u64, own: u64, all: u64, taken: u64) -> Result<u64, TaggerError> {
    if all == 0 {
        return Ok(0);
    }
    // At most `received`: no member has more than all shares.
    let part = (u128::from(received) * u128::from(own) / u128::from(all)) as u64;
    part.checked_sub(taken).ok_or(TaggerError::LedgerBroken)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_tag_at_five_per_cent_thirty_and_five() {
        let parts = divide(10_000_000, 500, 3_000, 500);
        assert_eq!(
            parts,
            Parts {
                fee: 500_000,
                contributors: 2_850_000,
                validators: 475_000,
                publisher: 6_175_000
            }
        );
        assert_eq!(divide(1, 500, 10_000, 0).fee, 1);
    }

    proptest! {
        #[test]
        fn parts_add_up(paid: u64, fee in 0u16..=500, contributors in 0u16..=10_000, left in 0u16..=10_000) {
            let validators = left.min(10_000 - contributors);
            let parts = divide(paid, fee, contributors, validators);
            let sum = [parts.fee, parts.contributors, parts.validators, parts.publisher].iter().map(|p| u128::from(*p)).sum::<u128>();
            prop_assert_eq!(sum, u128::from(paid));
        }

        /// [attack 125] [attack 126]
        #[test]
        fn any_order_of_claims_pays_the_same_and_never_too_much(
            shares in prop::collection::vec(0u64..1_000_000, 1..20),
            events in prop::collection::vec((0usize..20, 0u64..1_000_000_000), 1..100),
        ) {
            let all: u64 = shares.iter().sum();
            let mut taken = std::vec![0u64; shares.len()];
            let mut received = 0u64;
            for (who, amount) in events {
                received += amount;
                let who = who % shares.len();
                taken[who] += owed(received, shares[who], all, taken[who]).unwrap();
                prop_assert!(taken.iter().sum::<u64>() <= received);
            }
            for (own, taken) in shares.iter().zip(&mut taken) {
                *taken += owed(received, *own, all, *taken).unwrap();
                let fair = if all == 0 { 0 } else { u128::from(received) * u128::from(*own) / u128::from(all) };
                prop_assert_eq!(u128::from(*taken), fair);
            }
            let left = received - taken.iter().sum::<u64>();
            prop_assert!(all == 0 || left < shares.len() as u64);
        }
    }
}
