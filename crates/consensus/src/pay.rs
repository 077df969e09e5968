//! What answers are worth. Wide integers inside, one division at the end, the member gets the floor and the
//! remainder has a name.

use crate::recall::Recall;

/// One in basis points.
pub const BPS: u64 = 10_000;

/// Why an amount was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PayError {
    /// price x answered x difficulty does not fit 64 bits.
    TooLarge,
    /// The counts contradict each other.
    Counts,
}

impl core::fmt::Display for PayError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::TooLarge => "the reward does not fit 64 bits: lower the price or the difficulty factor",
            Self::Counts => {
                "the counts contradict each other: pass recall.sure <= answered and recall.quality_bps <= 10,000"
            }
        })
    }
}

impl core::error::Error for PayError {}

/// What a member's pay for a panel depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pay {
    /// Price of one label in the smallest unit of the token.
    pub price: u64,
    /// Difficulty factor in basis points; 10,000 is 1.
    pub difficulty_bps: u16,
    /// Items the member answered.
    pub answered: u16,
    /// How he did on those whose label is sure (gold left out); [`Recall::default`] where nothing is.
    pub recall: Recall,
    /// How he did on gold, see [`informed_bps`].
    pub informed_bps: i32,
    /// What his panels before scored below zero or above their maximum and was not paid, in basis points of an item at
    /// difficulty 1.
    pub carry: i32,
}

/// A settled reward. `paid + remainder == maximum`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reward {
    /// What the member gets.
    pub paid: u64,
    /// What quality took away, and the fraction of a unit: goes to the task's named sink.
    pub remainder: u64,
    /// `floor(price * answered * difficulty)`: what these answers could have earned.
    pub maximum: u64,
    /// For his next panel, see [`Pay::carry`].
    pub carry: i32,
}

/// How much better than any answer that ignores the item a member did on gold, in basis points, rounded down:
/// `(worth / gold - 1 / classes) / (1 - 1 / classes)`; 10,000 without gold. `worth` is the sum over his hits of what a hit
/// on that class is worth ([`crate::hit_worths`]), so its mean is the mean recall whatever the mix of classes, negative
/// for who is worse than guessing. At most 2^24 either way.
///
/// Source: the informedness of Powers (2011), importance-weighted by class.
#[inline(never)]
pub fn informed_bps(worth: u64, gold: u16, classes: u16) -> i32 {
    if gold == 0 {
        return BPS as i32;
    }
    // A worth is below 2^25 and there are fewer than 2^16 of them, so this is below 2^50.
    let (gold, classes) = (gold as i64, classes as i64);
    let above = (worth as i64).wrapping_mul(classes) - gold.wrapping_mul(BPS as i64);
    floor_div(above, gold.wrapping_mul(classes - 1)).clamp(-(1 << 24), 1 << 24) as i32
}

/// `good = answered - sure + sure * quality`, `score = good * informed * difficulty`, each product rounded down to a basis
/// point of an item; `due = carry + score`. Paid is `due` between nothing and everything; the rest is carried on.
///
/// Errors: [`PayError::TooLarge`], [`PayError::Counts`].
#[inline]
pub fn reward(pay: &Pay) -> Result<Reward, PayError> {
    let Pay { recall, answered, .. } = *pay;
    if recall.sure > answered || recall.quality_bps as u64 > BPS {
        return Err(PayError::Counts);
    }
    let most = (answered as u64).wrapping_mul(pay.difficulty_bps as u64);
    let score = if recall.sure == 0 && pay.informed_bps == BPS as i32 {
        most as i64
    } else {
        score(pay)
    };
    let maximum = priced(pay.price, most)?;
    // Both are below 2^60.
    let due = (pay.carry as i64).wrapping_add(score);
    let (part, paid) = if due == most as i64 {
        (due, maximum)
    } else {
        let part = due.max(0).min(most as i64);
        (part, priced(pay.price, part as u64)?)
    };
    Ok(Reward {
        paid,
        remainder: maximum.wrapping_sub(paid),
        maximum,
        // Two hundred thousand items: beyond that it is forgotten.
        carry: due.wrapping_sub(part).max(i32::MIN as i64).min(i32::MAX as i64) as i32,
    })
}

/// In basis points of an item.
#[inline(never)]
fn score(pay: &Pay) -> i64 {
    let unsure = (pay.answered - pay.recall.sure) as i64;
    // Below 2^30; times 2^24 at most 2^54; divided and times 2^16 at most 2^57.
    let good = unsure.wrapping_mul(BPS as i64) + (pay.recall.sure as i64).wrapping_mul(pay.recall.quality_bps as i64);
    let worth = floor_div(good.wrapping_mul(pay.informed_bps as i64), BPS as i64);
    floor_div(worth.wrapping_mul(pay.difficulty_bps as i64), BPS as i64)
}

/// `floor(price * parts / 10_000)`; `parts` is below 2^32.
#[inline(always)]
fn priced(price: u64, parts: u64) -> Result<u64, PayError> {
    // An everyday price: no wide product.
    if price >> 32 == 0 {
        return Ok(price.wrapping_mul(parts) / BPS);
    }
    divide((price as u128).wrapping_mul(parts as u128), BPS).ok_or(PayError::TooLarge)
}

/// Rounded towards minus infinity; `by` is positive.
fn floor_div(value: i64, by: i64) -> i64 {
    // Unsigned: the chain's signed division is a library call.
    if value >= 0 {
        (value as u64 / by as u64) as i64
    } else {
        -(value.unsigned_abs().div_ceil(by as u64) as i64)
    }
}

/// `ceil(amount * bps / 10_000)`. Errors: [`PayError::TooLarge`] (only above 10,000 bps).
pub fn fee(amount: u64, bps: u16) -> Result<u64, PayError> {
    if amount >> 48 == 0 {
        // 48 + 16 bits.
        return Ok(amount.wrapping_mul(bps as u64).div_ceil(BPS));
    }
    divide((amount as u128).wrapping_mul(bps as u128) + (BPS - 1) as u128, BPS).ok_or(PayError::TooLarge)
}

/// Floor division; the short way whenever the number fits 64 bits, because a wide division is slow on the chain.
fn divide(value: u128, by: u64) -> Option<u64> {
    match u64::try_from(value) {
        Ok(short) => Some(short / by),
        Err(_) => u64::try_from(value / by as u128).ok(),
    }
}
