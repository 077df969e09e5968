//! Dawid and Skene (1979): the most likely labels and each worker's confusion matrix, estimated together by
//! expectation-maximisation. For the requester's report: pay never depends on it.

use crate::error::AgreementError;
use crate::ratings::Ratings;
use alloc::{vec, vec::Vec};
use libm::{exp, log};

/// Most numbers in the posteriors, and most in the confusion matrices: 128 MiB each.
pub const MAX_CELLS: usize = 1 << 24;
/// Most iterations.
pub const MAX_ITERATIONS: u32 = 10_000;

/// How the estimate is made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Settings {
    /// Observations added to every cell of every confusion matrix and to every class before anything is counted, 0 or
    /// more. 0 is the estimate of the paper; a little keeps a worker who was never wrong on few items from being infallible.
    pub smoothing: f64,
    /// The estimate has converged when an iteration raises the log-likelihood by at most this much per answer, 0 or more.
    pub tolerance: f64,
    /// Iterations after which it ends in any case, 1 to [`MAX_ITERATIONS`].
    pub most_iterations: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            smoothing: 0.01,
            tolerance: 1e-7,
            most_iterations: 1_000,
        }
    }
}

/// What the answers say. Probabilities add up to 1 in each row.
#[derive(Clone, Debug, PartialEq)]
pub struct DawidSkene {
    /// `items x classes`: how likely each class is the truth of each item. An item without answers has the class prior.
    pub posteriors: Vec<f64>,
    /// `workers x classes x classes`, row = truth, column = answer. A worker without answers has equal shares.
    pub confusion: Vec<f64>,
    /// How frequent each class is.
    pub prior: Vec<f64>,
    /// After each iteration, the log-likelihood of the answers plus what smoothing adds: `smoothing` times the sum of the
    /// logarithms of all cells. Never falls, apart from rounding in the last digits.
    pub log_likelihood: Vec<f64>,
    /// Whether the tolerance was reached before the iterations ended.
    pub converged: bool,
}

impl DawidSkene {
    /// The most likely class of each item; of equally likely ones the smallest.
    pub fn labels(&self) -> impl Iterator<Item = u16> + '_ {
        let first_best = |row: &[f64]| {
            let best = |best, class| if row[class] > row[best] { class } else { best };
            (1..row.len()).fold(0, best) as u16
        };
        self.posteriors.chunks_exact(self.prior.len()).map(first_best)
    }

    /// The chance of each worker to answer right on an item drawn by the class prior.
    pub fn accuracies(&self) -> impl Iterator<Item = f64> + '_ {
        let classes = self.prior.len();
        let right = move |table: &[f64]| {
            (0..classes)
                .map(|class| self.prior[class] * table[class * (classes + 1)])
                .sum()
        };
        self.confusion.chunks_exact(classes * classes).map(right)
    }
}

/// Estimates by expectation-maximisation, from the shares of votes on, as the paper does (so the first labels are the
/// majority's). Answers a worker gave twice count twice, if `ratings` allows them.
///
/// The order of answers changes nothing; numbering items or workers anew changes rounding only. One rater alone is
/// believed. Time: answers x classes an iteration. Errors: [`Settings`](AgreementError::Settings),
/// [`TooLarge`](AgreementError::TooLarge) above [`MAX_CELLS`].
pub fn dawid_skene(ratings: &Ratings, settings: Settings) -> Result<DawidSkene, AgreementError> {
    let usable = |number: f64| number.is_finite() && number >= 0.0;
    if !usable(settings.smoothing)
        || !usable(settings.tolerance)
        || !(1..=MAX_ITERATIONS).contains(&settings.most_iterations)
    {
        return Err(AgreementError::Settings);
    }
    let classes = ratings.classes;
    let tables = ratings.workers.saturating_mul(classes * classes);
    if tables > MAX_CELLS || ratings.items.saturating_mul(classes) > MAX_CELLS {
        return Err(AgreementError::TooLarge);
    }
    let mut model = DawidSkene {
        posteriors: shares(ratings),
        confusion: vec![0.0; tables],
        prior: vec![0.0; classes],
        log_likelihood: Vec::new(),
        converged: false,
    };
    // Logarithms of the confusion matrices, then of the prior.
    let mut logs = vec![0.0; tables + classes];
    while !model.converged && model.log_likelihood.len() < settings.most_iterations as usize {
        maximise(ratings, settings.smoothing, &mut model);
        let cells = model.confusion.iter().chain(&model.prior);
        logs.iter_mut()
            .zip(cells)
            .for_each(|(logarithm, &cell)| *logarithm = log(cell));
        let smoothing = match settings.smoothing {
            // Not 0 times minus infinity, where a cell is empty.
            0.0 => 0.0,
            weight => weight * logs.iter().sum::<f64>(),
        };
        let now = expect(ratings, &logs, &mut model) + smoothing;
        if let Some(before) = model.log_likelihood.last() {
            model.converged = now - before <= settings.tolerance * ratings.answers.len() as f64;
        }
        model.log_likelihood.push(now);
    }
    Ok(model)
}

/// The share of votes each class got, of items with votes.
fn shares(ratings: &Ratings) -> Vec<f64> {
    let mut shares = vec![0.0; ratings.items * ratings.classes];
    for item in ratings.by_item() {
        let row = &mut shares[item[0].item as usize * ratings.classes..][..ratings.classes];
        item.iter().for_each(|answer| row[usize::from(answer.label)] += 1.0);
        row.iter_mut().for_each(|share| *share /= item.len() as f64);
    }
    shares
}

/// Prior and confusion matrices that fit the posteriors best: counts, with every item as much of each class as it is likely.
fn maximise(ratings: &Ratings, smoothing: f64, model: &mut DawidSkene) {
    let classes = ratings.classes;
    model.confusion.fill(smoothing);
    model.prior.fill(smoothing);
    for item in ratings.by_item() {
        let row = &model.posteriors[item[0].item as usize * classes..][..classes];
        model.prior.iter_mut().zip(row).for_each(|(sum, share)| *sum += share);
        for answer in item {
            let table = &mut model.confusion[answer.worker as usize * classes * classes..][..classes * classes];
            let column = table.iter_mut().skip(usize::from(answer.label)).step_by(classes);
            column.zip(row).for_each(|(sum, share)| *sum += share);
        }
    }
    normalise(&mut model.prior);
    model.confusion.chunks_exact_mut(classes).for_each(normalise);
}

/// Makes a row add up to 1; one that says nothing becomes equal shares.
fn normalise(row: &mut [f64]) {
    let sum: f64 = row.iter().sum();
    if sum > 0.0 {
        row.iter_mut().for_each(|cell| *cell /= sum);
    } else {
        row.fill(1.0 / row.len() as f64);
    }
}

/// Posteriors from the logarithms of confusion matrices and prior. Returns the log-likelihood of the answers.
fn expect(ratings: &Ratings, logs: &[f64], model: &mut DawidSkene) -> f64 {
    let classes = ratings.classes;
    let (tables, prior) = logs.split_at(logs.len() - classes);
    // Items nobody labelled keep what is known of all.
    model
        .posteriors
        .chunks_exact_mut(classes)
        .for_each(|row| row.copy_from_slice(&model.prior));
    let mut likelihood = 0.0;
    for item in ratings.by_item() {
        let row = &mut model.posteriors[item[0].item as usize * classes..][..classes];
        row.copy_from_slice(prior);
        for answer in item {
            let table = &tables[answer.worker as usize * classes * classes..][..classes * classes];
            let column = table.iter().skip(usize::from(answer.label)).step_by(classes);
            row.iter_mut()
                .zip(column)
                .for_each(|(sum, logarithm)| *sum += logarithm);
        }
        // Relative to the largest, so that nothing but what is negligible underflows. The largest is finite: a class that was
        // possible before has made its own cells positive.
        let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        row.iter_mut().for_each(|sum| *sum = exp(*sum - most));
        likelihood += most + log(row.iter().sum());
        normalise(row);
    }
    likelihood
}
