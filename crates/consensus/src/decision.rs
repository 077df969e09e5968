//! One decision from the members' costs, and the exact integer posterior.
//!
//! A cost is `round(32 * -ln P(answer | truth))`. With `S[t]` the sum of costs under truth `t`, the prior cost of the class
//! included, the posterior of the best class is `1 / sum over t of exp(-(S[t] - S[best]) / 32)`. The exponentials come from a
//! table of `round(32768 * exp(-d / 32))`, so `sum` below is an integer and every threshold is exact.

use crate::bits::times;
use crate::counters::MOST_COST;

/// Posterior from which an item counts as sure, in basis points.
pub const SURE_BPS: u16 = 9_000;

/// `exp(0)` in the table.
pub(crate) const UNIT: u32 = 32_768;

/// Distances from here on have an exponential that rounds to 0.
pub(crate) const FAR: usize = 355;

static EXP: [u16; FAR] = exp_table();

/// `round(32768 * exp(-d / 32))`, by repeated multiplication with exp(-1/32) in 62 fractional bits.
const fn exp_table() -> [u16; FAR] {
    // round(exp(-1/32) * 2^62)
    const STEP: u128 = 4_469_799_356_029_710_115;
    let mut table = [0; FAR];
    let mut value = 1u128 << 62;
    let mut d = 0;
    while d < FAR {
        table[d] = ((value + (1 << 46)) >> 47) as u16;
        value = (value * STEP) >> 62;
        d += 1;
    }
    table
}

/// `round(32768 * exp(-d / 32))`; 0 from [`FAR`] on.
#[inline(always)]
pub(crate) fn exp(d: usize) -> u32 {
    match EXP.get(d) {
        Some(&e) => e as u32,
        None => 0,
    }
}

/// The largest `sum` whose posterior `32768 / sum` is at least `bps` basis points (everything when `bps` is 0).
pub(crate) const fn largest_sum(bps: u16) -> u32 {
    match (UNIT * 10_000).checked_div(bps as u32) {
        Some(sum) => sum,
        None => u32::MAX,
    }
}

/// The best class of one item and how likely it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The class with the lowest cost; of equal ones the smallest.
    pub label: u8,
    /// Sum of the exponentials in units of 1/32768; the posterior is `32768 / sum`.
    pub sum: u32,
}

impl Decision {
    /// Posterior of the label in basis points, floored.
    pub const fn posterior_bps(&self) -> u16 {
        (UNIT * 10_000 / self.sum) as u16
    }

    /// Posterior at least [`SURE_BPS`].
    pub const fn sure(&self) -> bool {
        self.sum <= largest_sum(SURE_BPS)
    }

    /// Posterior below `tau` basis points.
    pub const fn open(&self, tau: u16) -> bool {
        self.sum > largest_sum(tau)
    }
}

/// Decides one item from `(weights, answer)` of each member who answered it, `weights` row-major by truth
/// (`classes * classes` bytes). `prior` has a cost for each class, or is empty when all are equally likely. Costs above
/// [`MOST_COST`] count as that. `None` when nobody answered. This is the plain form of what [`crate::weighted`] does
/// for a whole panel; use it where each item has other members. At most 16 classes; any number of votes.
///
/// Panics when `classes > 16`, an answer is no class, or a table is too short.
pub fn decide<'w>(classes: u16, prior: &[u8], votes: impl IntoIterator<Item = (&'w [u8], u8)>) -> Option<Decision> {
    let classes = classes as usize;
    let mut scores = [0u32; 16];
    for (score, &cost) in scores[..classes].iter_mut().zip(prior) {
        *score = cost.min(MOST_COST) as u32;
    }
    let mut voted = false;
    for (weights, answer) in votes {
        voted = true;
        for (truth, score) in scores[..classes].iter_mut().enumerate() {
            *score += weights[times(truth, classes) + answer as usize].min(MOST_COST) as u32;
        }
    }
    voted.then(|| best(&scores[..classes]))
}

/// The first class of least cost and the sum of exponentials. `scores` has at least one entry.
pub(crate) fn best(scores: &[u32]) -> Decision {
    let (mut label, mut least) = (0, u32::MAX);
    for (truth, &score) in scores.iter().enumerate() {
        if score < least {
            (label, least) = (truth as u8, score);
        }
    }
    let sum = scores.iter().map(|&score| exp((score - least) as usize)).sum();
    Decision { label, sum }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn table_is_the_rounded_exponential() {
        extern crate std;
        for d in 0..2 * FAR {
            let exact = (32_768.0 * std::primitive::f64::exp(-(d as f64) / 32.0)).round() as u32;
            assert_eq!(exp(d), exact, "distance {d}");
        }
    }

    #[test]
    fn thresholds_are_exact() {
        for bps in 1..=10_000u16 {
            let sum = largest_sum(bps) as u64;
            assert!(32_768 * 10_000 >= bps as u64 * sum);
            assert!(32_768 * 10_000 < bps as u64 * (sum + 1));
        }
    }
}
