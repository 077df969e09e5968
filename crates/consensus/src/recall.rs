//! Scores that an answer which ignores the item can't raise: every class weighs the same, however common it is.

use crate::bits::{count_ones, mask_lanes, nonzero, times};
use crate::counters::counters_len;
use crate::decision::exp;
use crate::pay::BPS;
use crate::score::{learn, Agreement};
use crate::shape::{Answers, Shape};

/// Most classes of a panel with sure labels.
const CLASSES: usize = 16;

/// One member on the items whose label is sure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recall {
    /// Sure items he answered.
    pub sure: u16,
    /// How much better than a constant answer he did on them, in basis points.
    pub quality_bps: u16,
}

impl Recall {
    /// An answer against a sure label is worth nothing, the others everything.
    fn plain(seen: &Agreement) -> Self {
        Self::default().and_against(seen.against_sure)
    }

    /// With `wrong` more items that are worth nothing; the quality is rounded down.
    pub fn and_against(self, wrong: u16) -> Self {
        let sure = self.sure.saturating_add(wrong);
        if wrong == 0 {
            return self;
        }
        Self {
            sure,
            quality_bps: (u32::from(self.sure) * u32::from(self.quality_bps) / u32::from(sure)) as u16,
        }
    }
}

/// How many observations a member's overall accuracy is worth in each class: a class with one item in the panel must
/// not decide a day's pay.
const CLASS_WEIGHT: u64 = 4;

/// Mean recall above guessing of the members of one panel on the items that are sure (take gold out with
/// [`crate::exclude`] first):
///
/// - `accuracy = right / all`, `recall[c] = (right[c] + 4 * accuracy) / (items[c] + 4)`, rounded down
/// - over the `k` classes he was asked: `quality = max(0, (mean recall - 1 / k) / (1 - 1 / k))`, rounded down; with one
///   class alone the accuracy
///
/// Above 16 classes [`Recall::plain`].
pub struct Recalls<'a> {
    answers: &'a Answers<'a>,
    labels: &'a [u64],
    sure: &'a [u64],
    /// Sure items of each class; the same for everybody who answered everything.
    items: Option<[u16; CLASSES]>,
}

impl<'a> Recalls<'a> {
    /// Packed `labels` (`shape.words()`) and `sure` (`shape.mask_words()`).
    pub fn new(answers: &'a Answers<'a>, labels: &'a [u64], sure: &'a [u64]) -> Self {
        Self {
            answers,
            labels,
            sure,
            items: None,
        }
    }

    /// The recall of one member; `seen` is his [`crate::agreement`] with the same labels.
    ///
    /// Panics when a slice is too short.
    #[inline(never)]
    pub fn of(&mut self, member: usize, seen: &Agreement) -> Recall {
        let shape = &self.answers.shape;
        if seen.against_sure == 0 || counters_len(shape.classes) == 0 {
            return Recall::plain(seen);
        }
        let (items, wrong) = if seen.answered == shape.items {
            let items = match self.items {
                Some(items) => items,
                None => *self.items.insert(count(shape, self.labels, self.sure, None)),
            };
            let row = self.answers.row(member);
            (items, count(shape, self.labels, self.sure, Some(row)))
        } else {
            self.partly(member)
        };
        quality(&items, &wrong, shape.classes as usize)
    }

    /// Sure items of each class a member answered, and those he got wrong, item by item.
    fn partly(&self, member: usize) -> ([u16; CLASSES], [u16; CLASSES]) {
        let classes = self.answers.shape.classes as usize;
        let mut counts = [0; CLASSES * CLASSES];
        learn(self.answers, member, self.labels, self.sure, &mut counts);
        let (mut items, mut wrong) = ([0; CLASSES], [0; CLASSES]);
        for (truth, row) in counts.chunks_exact(classes).take(classes).enumerate() {
            items[truth] = row.iter().sum();
            wrong[truth] = items[truth] - row[truth];
        }
        (items, wrong)
    }
}

/// Sure items of each class; with a `row` of answers only those where it differs from the label.
fn count(shape: &Shape, labels: &[u64], sure: &[u64], row: Option<&[u64]>) -> [u16; CLASSES] {
    match shape.bits {
        1 => count_binary(shape, labels, sure, row),
        2 => count_lanes::<2>(shape, labels, sure, row),
        4 => count_lanes::<4>(shape, labels, sure, row),
        _ => count_lanes::<8>(shape, labels, sure, row),
    }
}

fn count_binary(shape: &Shape, labels: &[u64], sure: &[u64], row: Option<&[u64]>) -> [u16; CLASSES] {
    let last = shape.words() - 1;
    // Without a row: everything differs from its own complement.
    let differs =
        |i: usize| row.map_or(!0, |row| row[i] ^ labels[i]) & sure[i] & if i == last { shape.tail() } else { !0 };
    let fours = (0..last / 4).map(|four| four << 2);
    let rest = last & !3..last + 1;
    let all = count_ones(
        fours
            .clone()
            .map(|i| [differs(i), differs(i + 1), differs(i + 2), differs(i + 3)]),
        rest.clone().map(differs),
    );
    let ones = |i: usize| differs(i) & labels[i];
    let second = count_ones(
        fours.map(|i| [ones(i), ones(i + 1), ones(i + 2), ones(i + 3)]),
        rest.map(ones),
    );
    let mut counts = [0; CLASSES];
    counts[0] = (all - second) as u16;
    counts[1] = second as u16;
    counts
}

fn count_lanes<const L: u32>(shape: &Shape, labels: &[u64], sure: &[u64], row: Option<&[u64]>) -> [u16; CLASSES] {
    let mut counts = [0; CLASSES];
    let last = shape.words() - 1;
    for (i, &label) in labels[..=last].iter().enumerate() {
        let mut counted = row.map_or(!0, |row| nonzero::<L>(row[i] ^ label)) & mask_lanes::<L>(sure, i);
        if i == last {
            counted &= shape.tail();
        }
        let mut label = label;
        while counted != 0 {
            if counted & 1 == 1 {
                counts[label as usize & (CLASSES - 1) & ((1 << L) - 1)] += 1;
            }
            (counted, label) = (counted >> L, label >> L);
        }
    }
    counts
}

/// From sure items and wrong answers of each class; neither sum is above 65,535.
#[inline(never)]
fn quality(items: &[u16; CLASSES], wrong: &[u16; CLASSES], classes: usize) -> Recall {
    let total = |counts: &[u16; CLASSES]| counts.iter().map(|&count| count as u64).sum::<u64>();
    let sure = total(items);
    let right = sure - total(wrong);
    let (mut sum, mut present) = (0u64, 0u64);
    for (&items, &wrong) in items.iter().zip(wrong).take(classes) {
        if items > 0 {
            // At most 2^16 * 2^16 * 2^14, twice.
            let hits = ((items - wrong) as u64).wrapping_mul(sure) + CLASS_WEIGHT.wrapping_mul(right);
            sum += hits.wrapping_mul(BPS) / (items as u64 + CLASS_WEIGHT).wrapping_mul(sure);
            present += 1;
        }
    }
    let quality = match present {
        0 => 0,
        1 => sum,
        _ => sum.saturating_sub(BPS) / (present - 1),
    };
    Recall {
        sure: sure as u16,
        quality_bps: quality as u16,
    }
}

/// What a hit on gold of each class is worth, in basis points, rounded down: `1 / (classes * share of the class)`, with the
/// shares that `prior` says ([`crate::prior_from`], one cost a class; all zeros: equal shares, and every hit is worth
/// 10,000). Its mean over gold of any mix is 10,000 for who is always right, and that over `classes` for any constant
/// answer. Does nothing above 16 classes or without a prior.
#[inline(never)]
pub fn hit_worths(prior: &[u8], out: &mut [u32; 16]) {
    let shares = prior.iter().map(|&cost| exp(cost as usize) as u64);
    let all: u64 = shares.clone().sum();
    let mean = times(all as usize, BPS as usize) as u64;
    for (share, worth) in shares.zip(out) {
        // The largest cost, 240, still has a share of 18, and the sum is at most 16 * 32,768: below 2^25.
        *worth = (mean / (share.max(1)).wrapping_mul(prior.len() as u64)) as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `(right, wrong)` of each class.
    fn score(classes: &[(u16, u16)]) -> Recall {
        let (mut items, mut wrong) = ([0; CLASSES], [0; CLASSES]);
        for (class, (right, bad)) in classes.iter().enumerate() {
            (items[class], wrong[class]) = (right + bad, *bad);
        }
        quality(&items, &wrong, classes.len())
    }

    #[test]
    fn every_class_weighs_the_same() {
        let quality = |frequent, rare| score(&[frequent, rare]).quality_bps;
        assert_eq!(quality((80, 0), (20, 0)), 10_000, "all right");
        // Recall (80 + 3.2) / 84 and (0 + 3.2) / 24.
        assert_eq!(quality((80, 0), (0, 20)), 1_237, "the frequent class always");
        assert_eq!(quality((800, 0), (0, 200)), 146, "and on a larger panel");
        assert_eq!(quality((0, 80), (0, 20)), 0, "all wrong");
        assert_eq!(quality((40, 40), (10, 10)), 0, "tossing a coin");
    }

    #[test]
    fn one_rare_item_decides_little() {
        // Recall 1 and (0 + 3.96) / 5.
        assert_eq!(score(&[(99, 0), (0, 1)]).quality_bps, 7_916);
        assert_eq!(
            score(&[(90, 10), (0, 0)]).quality_bps,
            9_000,
            "one class alone: the accuracy"
        );
        assert_eq!(score(&[]), Recall::default());
    }

    #[test]
    fn single_items_are_added_to_a_recall() {
        let whole = Recall {
            sure: 30,
            quality_bps: 5_000,
        };
        assert_eq!(whole.and_against(0), whole);
        assert_eq!(
            (whole.and_against(10).sure, whole.and_against(10).quality_bps),
            (40, 3_750)
        );
        assert_eq!(
            (
                Recall::default().and_against(2).sure,
                Recall::default().and_against(2).quality_bps
            ),
            (2, 0)
        );
    }

    #[test]
    fn labels_of_every_width_are_counted() {
        for bits in [1, 2, 4, 8] {
            let shape = Shape::new(3, bits, 2).unwrap();
            let (mut labels, mut row) = ([0], [0]);
            // Labels 1, 0, 1; the answer to the last is wrong.
            shape.put(&mut labels, 0, 1);
            shape.put(&mut labels, 2, 1);
            shape.put(&mut row, 0, 1);
            assert_eq!(count(&shape, &labels, &[7], None)[..3], [1, 2, 0], "{bits} bits");
            assert_eq!(count(&shape, &labels, &[7], Some(&row))[..3], [0, 1, 0], "{bits} bits");
            assert_eq!(
                count(&shape, &labels, &[3], Some(&row))[..3],
                [0; 3],
                "{bits} bits, the last is not sure"
            );
        }
    }

    #[test]
    fn the_largest_counts_do_not_overflow() {
        assert_eq!(score(&[(65_535, 0), (0, 0)]).quality_bps, 10_000);
        let all = Recall {
            sure: 65_520,
            quality_bps: 10_000,
        };
        assert_eq!(score(&[(4_095, 0); 16]), all);
    }

    #[test]
    fn rare_classes_are_worth_more() {
        let worths = |prior: &[u8]| {
            let mut out = [0; 16];
            hit_worths(prior, &mut out);
            out
        };
        assert_eq!(worths(&[0; 4])[..5], [10_000, 10_000, 10_000, 10_000, 0]);
        // Four in five and one in five: 32 * ln(4) = 44.
        assert_eq!(worths(&[0, 44])[..2], [6_264, 24_775]);
        assert_eq!(worths(&[0, 240])[..2], [5_002, 9_107_222]);
        assert_eq!(worths(&[]), [0; 16]);
    }
}
