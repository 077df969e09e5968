//! Cohen's kappa: agreement of two raters corrected for chance, and its mean over pairs of workers.
//!
//! `kappa = 1 - sum(w o) / sum(w e)`, with `w` how much a pair of labels disagrees, `o` how often it was seen and `e` how often chance
//! would give it (Cohen 1960; with weights Cohen 1968).

use crate::error::AgreementError;
use crate::ratings::{Answer, Ratings, MAX_ANSWERS, MAX_CLASSES};
use alloc::{vec, vec::Vec};

/// Most steps [`mean_kappa`] may take: pairs of workers times what one pair costs.
pub const MAX_PAIR_STEPS: u64 = 1 << 32;

/// How much two labels disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weights {
    /// Equal or not: Cohen 1960.
    Unweighted,
    /// By the number of classes between them.
    Linear,
    /// By the square of that.
    Quadratic,
}

impl Weights {
    fn of(self, a: usize, b: usize) -> u128 {
        let distance = a.abs_diff(b) as u128;
        match self {
            Self::Unweighted => u128::from(distance != 0),
            Self::Linear => distance,
            Self::Quadratic => distance * distance,
        }
    }
}

/// Agreement of two raters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Kappa {
    /// 1 is perfect, 0 what chance gives.
    pub kappa: f64,
    /// Items both labelled.
    pub items: usize,
    /// Share of these that got the same label.
    pub agreement: f64,
}

/// Kappa of the labels two raters gave the same items, one entry an item in both lists.
///
/// Integers up to the last division. Errors: [`Lengths`](AgreementError::Lengths), [`NoPairs`](AgreementError::NoPairs) without
/// an item, [`Classes`](AgreementError::Classes), [`Label`](AgreementError::Label),
/// [`TooManyAnswers`](AgreementError::TooManyAnswers), [`NoVariance`](AgreementError::NoVariance) when both gave one and the
/// same class only (0 divided by 0).
pub fn cohen_kappa(classes: u16, a: &[u16], b: &[u16], weights: Weights) -> Result<Kappa, AgreementError> {
    if a.len() != b.len() {
        return Err(AgreementError::Lengths);
    }
    if !(2..=MAX_CLASSES).contains(&classes) {
        return Err(AgreementError::Classes);
    }
    if a.len() > MAX_ANSWERS {
        return Err(AgreementError::TooManyAnswers);
    }
    if a.iter().chain(b).any(|&label| label >= classes) {
        return Err(AgreementError::Label);
    }
    let mut table = Table::new(classes, weights);
    a.iter().zip(b).for_each(|(&one, &other)| table.add(one, other));
    table.kappa()
}

/// What two raters said of the same items.
struct Table {
    weights: Weights,
    /// How often each gave each class.
    first: Vec<u32>,
    second: Vec<u32>,
    items: usize,
    equal: usize,
    observed: u128,
}

impl Table {
    fn new(classes: u16, weights: Weights) -> Self {
        let none = vec![0; usize::from(classes)];
        Self {
            weights,
            first: none.clone(),
            second: none,
            items: 0,
            equal: 0,
            observed: 0,
        }
    }

    fn clear(&mut self) {
        self.first.fill(0);
        self.second.fill(0);
        (self.items, self.equal, self.observed) = (0, 0, 0);
    }

    fn add(&mut self, one: u16, other: u16) {
        let (one, other) = (usize::from(one), usize::from(other));
        self.first[one] += 1;
        self.second[other] += 1;
        self.items += 1;
        self.equal += usize::from(one == other);
        self.observed += self.weights.of(one, other);
    }

    fn kappa(&self) -> Result<Kappa, AgreementError> {
        if self.items == 0 {
            return Err(AgreementError::NoPairs);
        }
        let mut expected = 0;
        for (one, &count) in self.first.iter().enumerate().filter(|(_, &count)| count > 0) {
            for (other, &others) in self.second.iter().enumerate() {
                expected += u128::from(count) * u128::from(others) * self.weights.of(one, other);
            }
        }
        if expected == 0 {
            return Err(AgreementError::NoVariance);
        }
        let observed = self.observed * self.items as u128;
        Ok(Kappa {
            kappa: 1.0 - observed as f64 / expected as f64,
            items: self.items,
            agreement: self.equal as f64 / self.items as f64,
        })
    }
}

/// Kappa over pairs of workers.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MeanKappa {
    /// Plain mean over the pairs, as Light (1971) does.
    pub mean: f64,
    /// Pairs in the mean.
    pub pairs: usize,
    /// Pairs with enough items in common whose kappa is not defined, because both gave one class only.
    pub undefined: usize,
}

/// Mean kappa of all pairs of workers with at least `least` items in common (1 at least). With few items a single kappa says
/// little, so pairs with less in common should be left out.
///
/// Time: workers times answers, and classes squared a pair; together at most [`MAX_PAIR_STEPS`], else
/// [`TooLarge`](AgreementError::TooLarge). [`NoPairs`](AgreementError::NoPairs) when no pair has a kappa.
pub fn mean_kappa(ratings: &Ratings, weights: Weights, least: usize) -> Result<MeanKappa, AgreementError> {
    let mut by_worker = ratings.answers.clone();
    by_worker.sort_unstable_by_key(|answer| (answer.worker, answer.item));
    let workers: Vec<&[Answer]> = by_worker.chunk_by(|a, b| a.worker == b.worker).collect();
    let (count, classes) = (workers.len() as u64, ratings.classes as u64);
    if count * (by_worker.len() as u64) + count * count / 2 * classes * classes > MAX_PAIR_STEPS {
        return Err(AgreementError::TooLarge);
    }
    let mut table = Table::new(ratings.classes as u16, weights);
    let (mut sum, mut pairs, mut undefined) = (0.0, 0, 0);
    for (place, one) in workers.iter().enumerate() {
        for other in &workers[place + 1..] {
            table.clear();
            in_common(one, other, |a, b| table.add(a, b));
            if table.items < least.max(1) {
                continue;
            }
            match table.kappa() {
                Ok(kappa) => (sum, pairs) = (sum + kappa.kappa, pairs + 1),
                Err(_) => undefined += 1,
            }
        }
    }
    if pairs == 0 {
        return Err(AgreementError::NoPairs);
    }
    Ok(MeanKappa {
        mean: sum / pairs as f64,
        pairs,
        undefined,
    })
}

/// Calls back with the two labels of each item in both lists, which are in the order of items.
fn in_common(mut a: &[Answer], mut b: &[Answer], mut found: impl FnMut(u16, u16)) {
    while let ([one, rest_a @ ..], [other, rest_b @ ..]) = (a, b) {
        if one.item == other.item {
            found(one.label, other.label);
        }
        if one.item <= other.item {
            a = rest_a;
        }
        if other.item <= one.item {
            b = rest_b;
        }
    }
}
