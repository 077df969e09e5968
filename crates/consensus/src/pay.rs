//! What answers are worth. Wide integers inside, one division at the end, the member gets the floor and the
//! remainder has a name.

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
                "the counts contradict each other: pass against_sure <= answered, hits <= gold, classes >= 2"
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
    pub difficulty_bps: u32,
    /// Items the member answered.
    pub answered: u16,
    /// Of them, those that contradict a sure consensus (gold items left out).
    pub against_sure: u16,
    /// Gold items answered right.
    pub hits: u16,
    /// Gold items answered; 0 when no gold was opened.
    pub gold: u16,
    /// Classes of the task.
    pub classes: u16,
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
}

/// How much better than guessing a member did on gold, in basis points, floored:
/// `max(0, (hits / gold - 1 / classes) / (1 - 1 / classes))`; 10,000 without gold.
pub fn gold_factor_bps(hits: u16, gold: u16, classes: u16) -> u16 {
    if gold == 0 {
        return BPS as u16;
    }
    let (hits, gold, classes) = (hits as u64, gold as u64, classes as u64);
    // At most 2^16 * 2^8 * 2^14.
    let above = hits.wrapping_mul(classes).saturating_sub(gold).wrapping_mul(BPS);
    (above / gold.wrapping_mul(classes - 1)) as u16
}

/// `paid = floor(price * (answered - against_sure) * difficulty_bps * gold_bps / 10_000^2)`.
/// Errors: [`PayError::TooLarge`], [`PayError::Counts`].
pub fn reward(pay: &Pay) -> Result<Reward, PayError> {
    if pay.against_sure > pay.answered || pay.hits > pay.gold || pay.classes < 2 {
        return Err(PayError::Counts);
    }
    if pay.price >> 18 == 0 && pay.difficulty_bps >> 16 == 0 {
        // 18 + 16 + 16 + 14 bits fit 64: no wide product for everyday prices.
        let unit = pay.price.wrapping_mul(pay.difficulty_bps as u64);
        let maximum = unit.wrapping_mul(pay.answered as u64) / BPS;
        let factor = gold_factor_bps(pay.hits, pay.gold, pay.classes) as u64;
        let good = (pay.answered - pay.against_sure) as u64;
        let paid = unit.wrapping_mul(good).wrapping_mul(factor) / (BPS * BPS);
        return Ok(Reward {
            paid,
            remainder: maximum - paid,
            maximum,
        });
    }
    // 64 + 32 + 16 + 14 bits fit 126, so nothing wraps; overflow checks of wide products are slow on the chain.
    let unit = (pay.price as u128).wrapping_mul(pay.difficulty_bps as u128);
    let maximum = divide(unit.wrapping_mul(pay.answered as u128), BPS).ok_or(PayError::TooLarge)?;
    let factor = gold_factor_bps(pay.hits, pay.gold, pay.classes) as u128;
    let earned = unit
        .wrapping_mul((pay.answered - pay.against_sure) as u128)
        .wrapping_mul(factor);
    let paid = divide(earned, BPS * BPS).ok_or(PayError::TooLarge)?;
    Ok(Reward {
        paid,
        remainder: maximum - paid,
        maximum,
    })
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
