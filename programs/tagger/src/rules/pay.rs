//! Money of one panel. All amounts in base units of TAG; u128 inside; rounding named at each function.
use tagger_consensus::fee;

use crate::{
    constants::{FULL_BPS, LATE_KEY_BPS},
    error::TaggerError,
};

type Amount = core::result::Result<u64, TaggerError>;

/// The most one member can earn on a panel: price x items x difficulty, rounded down.
pub fn max_reward(price: u64, items: u16, difficulty_bps: u16) -> Amount {
    if price >> 32 == 0 {
        // An everyday price: no wide product.
        return Ok(price * (u64::from(items) * u64::from(difficulty_bps)) / u64::from(FULL_BPS));
    }
    let exact = u128::from(price) * u128::from(items) * u128::from(difficulty_bps) / u128::from(FULL_BPS);
    u64::try_from(exact).map_err(|_| TaggerError::MathOverflow)
}

/// What must be set aside when a panel opens: every seat at full quality plus the fee on it, each fee rounded up.
pub fn reserve(price: u64, items: u16, difficulty_bps: u16, seats: u8, fee_bps: u16) -> Amount {
    let reward = max_reward(price, items, difficulty_bps)?;
    let fee = fee(reward, fee_bps).map_err(|_| TaggerError::MathOverflow)?;
    let seat = reward.checked_add(fee).ok_or(TaggerError::MathOverflow)?;
    seat.checked_mul(u64::from(seats)).ok_or(TaggerError::MathOverflow)
}

/// What a member gets for a claim on a private panel that lapsed because the key was late: `LATE_KEY_BPS` of the most he
/// could have earned there at the difficulty the panel was opened with, rounded down.
pub fn compensation(price: u64, items: u16, difficulty_bps: u16) -> Amount {
    Ok(share(max_reward(price, items, difficulty_bps)?, LATE_KEY_BPS))
}

/// What a payload earns: price x difficulty for each accepted item, `fix_bps` of it for each that needed a minor fix;
/// rounded down once.
pub fn payload_reward(price: u64, difficulty_bps: u16, accepted: u16, fixed: u16, fix_bps: u16) -> Amount {
    let full = u128::from(FULL_BPS);
    let worth = u128::from(accepted) * full + u128::from(fixed) * u128::from(fix_bps);
    // 64 + 16 + 31 bits.
    let exact = u128::from(price) * u128::from(difficulty_bps) * worth / (full * full);
    u64::try_from(exact).map_err(|_| TaggerError::MathOverflow)
}

/// What one round of review costs at most: a fee for each vote of each validator.
pub fn review_cost(fee: u64, seats: u8, items: u16) -> Amount {
    fee.checked_mul(u64::from(seats) * u64::from(items))
        .ok_or(TaggerError::MathOverflow)
}

/// `part / whole` in basis points, rounded down; `part < whole`.
pub fn share_bps(part: u64, whole: u64) -> u16 {
    if whole >> 48 == 0 {
        return (part * u64::from(FULL_BPS) / whole) as u16;
    }
    (u128::from(part) * u128::from(FULL_BPS) / u128::from(whole)) as u16
}

/// `bps` of `amount`, rounded down: a slash never exceeds what was announced.
pub fn share(amount: u64, bps: u16) -> u64 {
    // Cannot overflow: the result is at most `amount` because `bps` never exceeds FULL_BPS.
    (u128::from(amount) * u128::from(bps.min(FULL_BPS)) / u128::from(FULL_BPS)) as u64
}

/// The part of `amount` that matches `kept` of `whole` seconds, rounded up: giving back twice is never cheaper than once.
pub fn share_of_time(amount: u64, kept: u32, whole: u32) -> u64 {
    // At most `amount`; a window has at least a second.
    let whole = u128::from(whole.max(1));
    (u128::from(amount) * u128::from(kept).min(whole)).div_ceil(whole) as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_reserve_covers_every_seat_and_its_fee() {
        // 7 x 3 items x 1.5 = 31.5 -> 31; fee 2.5 % of 31 = 0.775 -> 1; five seats: 160.
        assert_eq!(max_reward(7, 3, 15_000), Ok(31));
        assert_eq!(reserve(7, 3, 15_000, 5, 250), Ok(160));
    }

    #[test]
    fn a_late_key_costs_a_tenth_of_the_pay() {
        // A tenth of 7 x 30 x 1.5 = 315 is 31.5.
        assert_eq!(compensation(7, 30, 15_000), Ok(31));
        assert_eq!(compensation(1, 9, 10_000), Ok(0));
        assert!(compensation(u64::MAX, 2, 10_000).is_err());
    }

    #[test]
    fn time_is_charged_by_the_second_and_rounded_up() {
        // 1,000 over 600 seconds: 1.67 a second.
        assert_eq!(
            [0, 1, 299, 300, 599, 600, 601].map(|kept| share_of_time(1_000, kept, 600)),
            [0, 2, 499, 500, 999, 1_000, 1_000]
        );
        assert_eq!(share_of_time(u64::MAX, u32::MAX, u32::MAX), u64::MAX);
        // [attack 53] however a time is cut into pieces, the pieces cost the whole at least.
        for first in 0..=600 {
            let pieces = share_of_time(1_000, first, 600) + share_of_time(1_000, 600 - first, 600);
            assert!(pieces >= 1_000, "{first}");
        }
    }

    #[test]
    fn a_payload_is_paid_by_its_items() {
        // 10 accepted and 4 fixed at half: 12 x 7 x 1.5 = 126.
        assert_eq!(payload_reward(7, 15_000, 10, 4, 5_000), Ok(126));
        assert_eq!(payload_reward(7, 10_000, 0, 1, 5_000), Ok(3));
        assert_eq!(payload_reward(u64::MAX, 10_000, 1, 0, 0), Ok(u64::MAX));
        assert!(payload_reward(u64::MAX, 10_000, 2, 0, 0).is_err());
        assert_eq!(review_cost(5, 3, 64), Ok(960));
        assert!(review_cost(u64::MAX, 1, 2).is_err());
    }

    #[test]
    fn numbers_out_of_range_are_refused_not_wrapped() {
        // [attack 51]
        assert!(max_reward(u64::MAX, 2, 10_000).is_err());
        assert!(reserve(u64::MAX / 2, 1, 10_000, 16, 500).is_err());
        assert_eq!(share(u64::MAX, 10_000), u64::MAX);
        assert_eq!(
            [share_bps(1, 3), share_bps(0, 1), share_bps(u64::MAX - 1, u64::MAX)],
            [3_333, 0, 9_999]
        );
    }
}
