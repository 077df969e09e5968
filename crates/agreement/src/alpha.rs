//! Krippendorff's alpha: agreement of any number of raters with missing answers, corrected for chance.
//!
//! `alpha = 1 - D_o / D_e` (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability"). An item with `m` answers adds
//! each of its ordered pairs with weight `1 / (m - 1)`; items with one answer do not count.

use crate::error::AgreementError;
use crate::ratings::Ratings;
use alloc::{collections::BTreeMap, vec, vec::Vec};

/// How far apart two labels are, squared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Metric {
    /// Labels are names: equal or not.
    Nominal,
    /// Labels have an order, steps have no size: ranks are as wide as they are often used.
    Ordinal,
    /// Label `c` has the value `c`.
    Interval,
}

/// Agreement over the items that have at least two answers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Alpha {
    /// 1 is perfect, 0 what chance gives, below 0 systematic disagreement.
    pub alpha: f64,
    /// Items with at least two answers.
    pub items: usize,
    /// Answers to these items.
    pub answers: usize,
}

/// Alpha of `ratings`. Neither the order of answers nor the numbering of items and workers changes a bit of it.
///
/// Up to the last division everything is an integer. Time: classes squared an item at most, and never more than the square of
/// the different labels it got. Errors: [`NoPairs`](AgreementError::NoPairs) without an item that two workers labelled,
/// [`NoVariance`](AgreementError::NoVariance) when all these answers are one class (0 divided by 0).
pub fn krippendorff_alpha(ratings: &Ratings, metric: Metric) -> Result<Alpha, AgreementError> {
    let mut counts = vec![0u64; ratings.classes];
    let (mut items, mut answers) = (0, 0);
    for item in ratings.by_item().filter(|item| item.len() > 1) {
        item.iter().for_each(|answer| counts[usize::from(answer.label)] += 1);
        (items, answers) = (items + 1, answers + item.len());
    }
    if items == 0 {
        return Err(AgreementError::NoPairs);
    }
    let distance = Distance::new(metric, &counts);
    let expected = distance.over(&counts.iter().copied().enumerate().collect::<Vec<_>>());
    if expected == 0 {
        return Err(AgreementError::NoVariance);
    }
    // Integers by number of answers; only then fractions, in a fixed order.
    let mut observed = BTreeMap::<usize, u128>::new();
    let mut labels = Vec::new();
    for item in ratings.by_item().filter(|item| item.len() > 1) {
        labels.clear();
        labels.extend(item.iter().map(|answer| usize::from(answer.label)));
        labels.sort_unstable();
        let present: Vec<_> = labels
            .chunk_by(|a, b| a == b)
            .map(|same| (same[0], same.len() as u64))
            .collect();
        *observed.entry(item.len()).or_default() += distance.over(&present);
    }
    let observed: f64 = observed.iter().map(|(&m, &sum)| sum as f64 / (m - 1) as f64).sum();
    Ok(Alpha {
        alpha: 1.0 - (answers - 1) as f64 * observed / expected as f64,
        items,
        answers,
    })
}

/// Squared distances as integers; a common factor cancels out.
struct Distance {
    metric: Metric,
    /// Answers below each class, doubled, plus those of the class itself: twice the middle of its ranks.
    middle: Vec<u64>,
}

impl Distance {
    fn new(metric: Metric, counts: &[u64]) -> Self {
        let mut below = 0;
        let middle = counts
            .iter()
            .map(|&count| {
                below += 2 * count;
                below - count
            })
            .collect();
        Self { metric, middle }
    }

    /// At most 2^46: there are at most 2^22 answers.
    fn squared(&self, a: usize, b: usize) -> u64 {
        match self.metric {
            Metric::Nominal => u64::from(a != b),
            // The ranks from the middle of one class to the middle of the other; a class nobody used has no width.
            Metric::Ordinal => self.middle[a].abs_diff(self.middle[b]).pow(2),
            Metric::Interval => (a.abs_diff(b) as u64).pow(2),
        }
    }

    /// The sum over ordered pairs of `(class, count)`.
    fn over(&self, present: &[(usize, u64)]) -> u128 {
        let mut sum = 0;
        for (place, &(a, many)) in present.iter().enumerate() {
            for &(b, others) in &present[place + 1..] {
                sum += 2 * u128::from(many) * u128::from(others) * u128::from(self.squared(a, b));
            }
        }
        sum
    }
}
