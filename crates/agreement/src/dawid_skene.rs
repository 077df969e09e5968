//! Dawid and Skene (1979): the most likely labels and each worker's confusion matrix, estimated together by
//! expectation-maximisation. For the requester's report: pay never depends on it.

use crate::error::AgreementError;
use crate::ratings::{Answer, Ratings};
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
    let mut cells = vec![0.0; tables];
    while !model.converged && model.log_likelihood.len() < settings.most_iterations as usize {
        let now = match classes {
            2 => iteration::<2>(ratings, settings.smoothing, &mut model, &mut cells),
            3 => iteration::<3>(ratings, settings.smoothing, &mut model, &mut cells),
            4 => iteration::<4>(ratings, settings.smoothing, &mut model, &mut cells),
            5 => iteration::<5>(ratings, settings.smoothing, &mut model, &mut cells),
            _ => iteration::<ANY>(ratings, settings.smoothing, &mut model, &mut cells),
        };
        if let Some(before) = model.log_likelihood.last() {
            model.converged = now - before <= settings.tolerance * ratings.answers.len() as f64;
        }
        model.log_likelihood.push(now);
    }
    for (table, columns) in
        (model.confusion.chunks_exact_mut(classes * classes)).zip(cells.chunks_exact(classes * classes))
    {
        for (at, cell) in table.iter_mut().enumerate() {
            *cell = columns[at % classes * classes + at / classes];
        }
    }
    Ok(model)
}

/// Stands for a number of classes nothing is unrolled for.
const ANY: usize = 0;

/// Fits matrices and prior to the posteriors, then posteriors to them. Returns the log-likelihood, with what smoothing adds.
/// `cells` holds the matrices column by column: of each worker and label the shares under each truth.
fn iteration<const CLASSES: usize>(
    ratings: &Ratings,
    smoothing: f64,
    model: &mut DawidSkene,
    cells: &mut [f64],
) -> f64 {
    maximise::<CLASSES>(ratings, smoothing, model, cells);
    let smoothed = match smoothing {
        // Not 0 times minus infinity, where a cell is empty.
        0.0 => 0.0,
        weight => weight * Logarithms::of(cells.iter().chain(&model.prior)),
    };
    expect::<CLASSES>(ratings, cells, model) + smoothed
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
fn maximise<const CLASSES: usize>(ratings: &Ratings, smoothing: f64, model: &mut DawidSkene, cells: &mut [f64]) {
    let classes = width::<CLASSES>(ratings);
    cells.fill(smoothing);
    model.prior.fill(smoothing);
    for item in ratings.by_item() {
        let row = &model.posteriors[item[0].item as usize * classes..][..classes];
        add(&mut model.prior[..classes], row);
        for answer in item {
            add(&mut cells[column(answer, classes)..][..classes], row);
        }
    }
    normalise(&mut model.prior);
    for table in cells.chunks_exact_mut(classes * classes) {
        for truth in 0..classes {
            let sum: f64 = table.iter().skip(truth).step_by(classes).sum();
            let row = table.iter_mut().skip(truth).step_by(classes);
            // A row that says nothing becomes equal shares.
            row.for_each(|cell| *cell = if sum > 0.0 { *cell / sum } else { 1.0 / classes as f64 });
        }
    }
}

/// Posteriors from confusion matrices and prior. Returns the log-likelihood of the answers.
fn expect<const CLASSES: usize>(ratings: &Ratings, cells: &[f64], model: &mut DawidSkene) -> f64 {
    let classes = width::<CLASSES>(ratings);
    // Items nobody labelled keep what is known of all.
    let (prior, mut next) = (&model.prior[..classes], 0);
    let mut likelihood = Logarithms::default();
    for item in ratings.by_item() {
        let place = item[0].item as usize;
        for idle in next..place {
            model.posteriors[idle * classes..][..classes].copy_from_slice(prior);
        }
        next = place + 1;
        let row = &mut model.posteriors[place * classes..][..classes];
        row.copy_from_slice(prior);
        for answer in item {
            let shares = &cells[column(answer, classes)..][..classes];
            row.iter_mut().zip(shares).for_each(|(p, share)| *p *= share);
        }
        let total: f64 = row.iter().sum();
        if total > LEAST {
            likelihood.multiply(total);
            row.iter_mut().for_each(|p| *p /= total);
        } else {
            likelihood.sum += by_logarithms(item, cells, prior, row);
        }
    }
    for idle in next..ratings.items {
        model.posteriors[idle * classes..][..classes].copy_from_slice(prior);
    }
    likelihood.end()
}

/// A row of posteriors whose products are too small for floating-point numbers. Returns the logarithm of their sum.
#[cold]
fn by_logarithms(item: &[Answer], cells: &[f64], prior: &[f64], row: &mut [f64]) -> f64 {
    let classes = row.len();
    row.iter_mut().zip(prior).for_each(|(sum, &share)| *sum = log(share));
    for answer in item {
        let shares = &cells[column(answer, classes)..][..classes];
        row.iter_mut().zip(shares).for_each(|(sum, &share)| *sum += log(share));
    }
    // Relative to the largest, so that nothing but what is negligible underflows. The largest is finite: a class that was
    // possible before has made its own cells positive.
    let most = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    row.iter_mut().for_each(|sum| *sum = exp(*sum - most));
    let total = row.iter().sum();
    normalise(row);
    most + log(total)
}

/// Products above this have lost no digits.
const LEAST: f64 = 1e-100;

/// Sums logarithms of positive numbers by multiplying as long as nothing gets lost: a logarithm costs as much as twenty products.
#[derive(Default)]
struct Logarithms {
    sum: f64,
    /// 0 stands for an empty product.
    product: f64,
}

impl Logarithms {
    fn of<'a>(numbers: impl Iterator<Item = &'a f64>) -> f64 {
        let mut logarithms = Self::default();
        for &number in numbers {
            if number > LEAST {
                logarithms.multiply(number);
            } else {
                logarithms.sum += log(number);
            }
        }
        logarithms.end()
    }

    /// `number` is above [`LEAST`] and at most 1.
    #[inline(always)]
    fn multiply(&mut self, number: f64) {
        let product = if self.product == 0.0 {
            number
        } else {
            self.product * number
        };
        if product > LEAST {
            self.product = product;
        } else {
            self.sum += log(product);
            self.product = 0.0;
        }
    }

    fn end(self) -> f64 {
        if self.product == 0.0 {
            self.sum
        } else {
            self.sum + log(self.product)
        }
    }
}

/// Where the column of an answer starts: the shares of its worker and label under each truth.
#[inline(always)]
fn column(answer: &Answer, classes: usize) -> usize {
    (answer.worker as usize * classes + usize::from(answer.label)) * classes
}

/// The number of classes, known to the compiler where it is small.
#[inline(always)]
fn width<const CLASSES: usize>(ratings: &Ratings) -> usize {
    if CLASSES == ANY {
        ratings.classes
    } else {
        CLASSES
    }
}

#[inline(always)]
fn add(sums: &mut [f64], row: &[f64]) {
    sums.iter_mut().zip(row).for_each(|(sum, share)| *sum += share);
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
