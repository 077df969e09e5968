//! How much a validator weighs in draws: his bond up to a cap, in hundredths of TAG, times what his record says.
//!
//! Linear in the bond below the cap: whoever splits himself weighs the same at best [attack 88]. The record counts once
//! for each member, so a fresh name starts at the floor and no stake buys it off [attack 89].
use super::sum_tree::MAX_WEIGHT;

/// Base units of one unit of weight: a hundredth of TAG.
pub const WEIGHT_UNIT: u64 = 10_000;
/// Factor of a member without a record, and the most a record gives, basis points.
pub const FLOOR_BPS: u64 = 5_000;
pub const CEILING_BPS: u64 = 20_000;
/// Votes after which half of what a perfect record adds is reached.
const HALF_WAY: u64 = 200;

/// Basis points a record multiplies weight with: the floor, plus what is above chance-like half of its coherent votes,
/// growing ever more slowly with volume. Never falls when a coherent vote is added.
pub fn record_bps(coherent: u64, votes: u64) -> u64 {
    let votes = votes.min(u64::from(u32::MAX));
    let coherent = coherent.min(votes);
    // (2c - v) / (v + H), at most 1: a Bayesian accuracy above one half, with H votes of "don't know" as its prior.
    let above = (2 * coherent).saturating_sub(votes);
    FLOOR_BPS + (CEILING_BPS - FLOOR_BPS) * above / (votes + HALF_WAY)
}

/// Least bond that weighs anything whatever the record: one unit of weight at the floor, base units.
pub const LEAST_BOND: u64 = WEIGHT_UNIT * 10_000 / FLOOR_BPS;

/// Weight of a bond (base units), rounded down.
pub fn weight(bond: u64, cap: u64, record_bps: u64) -> u32 {
    // Where the product does not fit, the result is far above the largest weight either way.
    let units = (bond.min(cap) / WEIGHT_UNIT).saturating_mul(record_bps) / 10_000;
    u32::try_from(units).unwrap_or(MAX_WEIGHT).min(MAX_WEIGHT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_fresh_member_starts_at_the_floor_and_nobody_falls_below() {
        assert_eq!(record_bps(0, 0), FLOOR_BPS);
        assert_eq!(record_bps(0, 1_000), FLOOR_BPS);
        assert_eq!(record_bps(200, 200), FLOOR_BPS + 7_500);
        assert!(record_bps(1 << 40, 1 << 40) < CEILING_BPS);
        // 100 TAG at the floor.
        assert_eq!(weight(100_000_000, 1_000_000_000, FLOOR_BPS), 5_000);
        // [attack 90] nothing above the cap.
        assert_eq!(weight(u64::MAX, 1_000_000_000, FLOOR_BPS), 50_000);
        assert_eq!(weight(u64::MAX, u64::MAX, CEILING_BPS), MAX_WEIGHT);
        assert_eq!(weight(LEAST_BOND, LEAST_BOND, FLOOR_BPS), 1);
        assert_eq!(weight(LEAST_BOND - 1, LEAST_BOND, FLOOR_BPS), 0);
    }

    proptest! {
        #[test]
        fn splitting_a_bond_never_adds_weight(a in 0u64..1 << 40, b in 0u64..1 << 40, bps in FLOOR_BPS..CEILING_BPS) {
            // [attack 88] below the cap; the halves have no better record than the whole.
            let cap = u64::MAX;
            prop_assert!(weight(a, cap, bps) + weight(b, cap, bps) <= weight(a + b, cap, bps)
                || weight(a + b, cap, bps) == MAX_WEIGHT);
        }

        #[test]
        fn a_coherent_vote_never_lowers_a_record(coherent in 0u64..1 << 31, other in 0u64..1 << 31) {
            let votes = coherent + other;
            prop_assert!(record_bps(coherent + 1, votes + 1) >= record_bps(coherent, votes));
            prop_assert!(record_bps(coherent, votes) >= FLOOR_BPS);
        }
    }
}
