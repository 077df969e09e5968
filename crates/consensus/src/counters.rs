//! Confusion counters of a member and the costs made from them.
//!
//! Counters are `classes * classes` numbers of 16 bits, row = truth, column = answer.

use crate::bits::times;

/// Prior accuracy of a member of whom nothing is known, in percent.
pub const PRIOR_ACCURACY_PERCENT: u32 = 70;

/// How many observations the prior accuracy is worth against what was seen of the member in all classes together.
pub const ACCURACY_WEIGHT: u32 = 10;

/// How many observations a member's overall accuracy is worth in each row of his confusion table.
pub const ROW_WEIGHT: u32 = 10;

/// The largest cost; it keeps the sum of 16 members and a class prior within 12 bits.
pub const MOST_COST: u8 = 240;

/// Cells of a counter table; 0 when weights are not offered (more than 16 classes).
pub const fn counters_len(classes: u16) -> usize {
    weights_len(classes)
}

/// Bytes of a member's weight table: `classes * classes`, or 0 above 16 classes (majority only).
pub const fn weights_len(classes: u16) -> usize {
    if classes > 16 {
        0
    } else {
        times(classes as usize, classes as usize)
    }
}

/// Adds `count` to one cell. A cell that would pass 65,535 first halves its row (as often as needed), which keeps the
/// proportions and lets old behaviour fade.
pub fn add_count(counters: &mut [u16], classes: u16, truth: u8, answer: u8, count: u16) {
    let classes = classes as usize;
    let row = &mut counters[times(truth as usize, classes)..][..classes];
    while row[answer as usize] > u16::MAX - count {
        row.iter_mut().for_each(|cell| *cell /= 2);
    }
    row[answer as usize] += count;
}

/// Costs from counters: `out[truth * classes + answer] = round(32 * -ln P(answer | truth))`, at most [`MOST_COST`].
/// Small counts are drawn towards the member's overall accuracy, and that towards the prior:
///
/// - `accuracy = (diagonal + ACCURACY_WEIGHT * prior) / (all + ACCURACY_WEIGHT)`
/// - `P = (count + ROW_WEIGHT * p) / (row + ROW_WEIGHT)`, where `p` is `accuracy` for the right answer and an equal
///   share of the rest for each wrong one.
///
/// Does nothing above 16 classes. Panics when a slice is shorter than [`weights_len`].
pub fn weights_from(counters: &[u16], classes: u16, out: &mut [u8]) {
    let n = weights_len(classes);
    if n == 0 {
        return;
    }
    let (k, others) = (classes as usize, classes as u64 - 1);
    let counters = &counters[..n];
    let all: u64 = counters.iter().map(|&c| c as u64).sum();
    let diagonal: u64 = counters.iter().step_by(k + 1).map(|&c| c as u64).sum();
    // Accuracy is `right / scale`. Counts are multiplied by `unit`, so that everything stays whole: at most 2^55.
    let right = small(100, diagonal) + (ACCURACY_WEIGHT * PRIOR_ACCURACY_PERCENT) as u64;
    let scale = small(100, all + ACCURACY_WEIGHT as u64);
    let unit = small(scale, others);
    let (hit, miss) = (
        small(ROW_WEIGHT as u64, small(right, others)),
        small(ROW_WEIGHT as u64, scale - right),
    );
    // Most cells of a large table are empty: one logarithm for all of them.
    let never = ln_q16(miss);
    for (truth, (row, costs)) in counters.chunks_exact(k).zip(out[..n].chunks_exact_mut(k)).enumerate() {
        let total = row.iter().map(|&c| c as u64).sum::<u64>() + ROW_WEIGHT as u64;
        let whole = ln_q16(small(total, unit));
        for (answer, (&count, cost)) in row.iter().zip(costs).enumerate() {
            let part = match (count, answer == truth) {
                (0, false) => never,
                (count, false) => ln_q16(small(count as u64, unit) + miss),
                (count, true) => ln_q16(small(count as u64, unit) + hit),
            };
            *cost = to_cost(whole - part);
        }
    }
}

/// A product known to fit, without the wide product of an overflow check (see [`times`]).
#[inline(always)]
fn small(a: u64, b: u64) -> u64 {
    a.wrapping_mul(b)
}

/// Costs of the classes themselves from how often gold (or sure labels) had them, with one observation more each; the
/// most frequent class costs 0. `counts` and `out` have one entry a class.
pub fn prior_from(counts: &[u16], out: &mut [u8]) {
    let most = ln_q16(counts.iter().copied().max().unwrap_or(0) as u64 + 1);
    for (&count, cost) in counts.iter().zip(out) {
        *cost = to_cost(most - ln_q16(count as u64 + 1));
    }
}

/// `round(32 * x / 65536)`, at most [`MOST_COST`].
fn to_cost(ln_q16: u32) -> u8 {
    ((ln_q16 + (1 << 10)) >> 11).min(MOST_COST as u32) as u8
}

const STEPS: usize = 128;

/// `round(65536 * ln(1 + i / 128))`.
static LN: [u32; STEPS + 1] = ln_table();

const fn ln_table() -> [u32; STEPS + 1] {
    let mut table = [0; STEPS + 1];
    let mut i = 0;
    while i <= STEPS {
        // ln(1 + x) = 2 * atanh(x / (2 + x)), with 48 fractional bits; x / (2 + x) <= 1/3.
        let z = ((i as u128) << 48) / (2 * STEPS as u128 + i as u128);
        let square = (z * z) >> 48;
        let (mut power, mut sum, mut odd) = (z, 0, 1);
        while odd < 61 {
            sum += power / odd;
            power = (power * square) >> 48;
            odd += 2;
        }
        table[i] = ((2 * sum + (1 << 31)) >> 32) as u32;
        i += 1;
    }
    table
}

/// `65536 * ln(x)` for `x >= 1`, within 3 units of the real value (linear interpolation in 128 steps).
fn ln_q16(x: u64) -> u32 {
    // ln(2) * 2^32
    const LN_2: u64 = 2_977_044_472;
    let exponent = 63 - x.leading_zeros();
    // The mantissa without its leading one, in 32 bits: 7 choose the step, 25 interpolate.
    let mantissa = if exponent >= 32 {
        x >> (exponent - 32)
    } else {
        x << (32 - exponent)
    } & 0xffff_ffff;
    let step = (mantissa >> 25) as usize;
    let (low, high) = (LN[step] as u64, LN[step + 1] as u64);
    let between = small(high - low, mantissa & 0x1ff_ffff) >> 25;
    (small(exponent as u64, LN_2) >> 16) as u32 + (low + between) as u32
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;

    #[test]
    fn logarithm_is_close() {
        let mut x = 1u64;
        while x < 1 << 56 {
            let exact = (x as f64).ln() * 65_536.0;
            assert!((ln_q16(x) as f64 - exact).abs() < 3.0, "{x}: {} {exact}", ln_q16(x));
            x += 1 + x / 97;
        }
    }

    #[test]
    fn costs_are_the_rounded_logarithms() {
        let counters = [30, 2, 1, 0, 65_535, 7, 5, 5, 5];
        let mut out = [0; 9];
        weights_from(&counters, 3, &mut out);
        let (right, all) = (30.0 + 65_535.0 + 5.0, counters.iter().map(|&c| c as f64).sum::<f64>());
        let accuracy = (right + 7.0) / (all + 10.0);
        for truth in 0..3 {
            let row = &counters[truth * 3..][..3];
            let total = row.iter().map(|&c| c as f64).sum::<f64>() + 10.0;
            for answer in 0..3 {
                let p = if truth == answer {
                    accuracy
                } else {
                    (1.0 - accuracy) / 2.0
                };
                let exact = (-32.0 * ((row[answer] as f64 + 10.0 * p) / total).ln()).min(240.0);
                let cost = out[truth * 3 + answer] as f64;
                assert!((cost - exact).abs() < 0.505, "{truth} {answer}: {cost} {exact}");
            }
        }
    }

    #[test]
    fn the_largest_counters_do_not_overflow() {
        let mut out = [0; 256];
        weights_from(&[u16::MAX; 256], 16, &mut out);
        assert_eq!(out, [89; 256]);
        let mut prior = [9; 3];
        prior_from(&[0, u16::MAX, u16::MAX / 3], &mut prior);
        assert_eq!(prior, [240, 0, 35]);
    }

    #[test]
    fn a_full_row_is_halved() {
        let mut counters = [65_535, 101, 3, 4];
        add_count(&mut counters, 2, 0, 0, 1);
        assert_eq!(counters, [32_768, 50, 3, 4]);
        add_count(&mut counters, 2, 0, 0, 65_535);
        assert_eq!(counters, [65_535, 0, 3, 4]);
    }
}
