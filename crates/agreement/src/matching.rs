//! Which box of an answer is which box of the reference: one to one, same label, IoU at least a threshold.

use crate::boxes::BoundingBox;
use crate::error::AgreementError;
use crate::share::Score;
use alloc::{vec, vec::Vec};

/// Most boxes on one side.
pub const MAX_BOXES: usize = 512;

/// A box and its class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelledBox {
    /// Where it is.
    pub bounds: BoundingBox,
    /// Only boxes of the same label can be matched.
    pub label: u32,
}

/// How pairs are chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// The pair with the highest IoU first (of equal ones the first in the reference, then in the answer), as detection
    /// benchmarks do. Time: boxes x boxes x log.
    Greedy,
    /// As many pairs as possible, among these the largest sum of IoU in units of 2^-32 (Kuhn 1955 and Munkres 1957).
    /// Time: boxes to the power of three, 1.3e8 steps at most.
    Optimal,
}

/// One matched pair.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Place in the reference.
    pub reference: usize,
    /// Place in the answer.
    pub answer: usize,
    /// At least the threshold.
    pub iou: f64,
}

/// The pairs, in the order of the reference, and what they say.
#[derive(Clone, Debug, PartialEq)]
pub struct Matching {
    /// Each box is in one pair at most.
    pub pairs: Vec<Pair>,
    /// Precision, recall and F1 of the boxes.
    pub score: Score,
}

impl Matching {
    /// Mean IoU of the pairs; without any pair 1 when both sides are empty, else 0.
    pub fn mean_iou(&self) -> f64 {
        if self.pairs.is_empty() {
            return self.score.f1();
        }
        self.pairs.iter().map(|pair| pair.iou).sum::<f64>() / self.pairs.len() as f64
    }
}

/// Matches the boxes of `answer` with those of `reference` where their IoU is at least `threshold` (above 0, at most 1).
/// Either side may be empty. Errors: [`Threshold`](AgreementError::Threshold),
/// [`TooManyBoxes`](AgreementError::TooManyBoxes), [`EmptyBox`](AgreementError::EmptyBox).
pub fn match_boxes(
    reference: &[LabelledBox],
    answer: &[LabelledBox],
    threshold: f64,
    method: Method,
) -> Result<Matching, AgreementError> {
    if !(threshold > 0.0 && threshold <= 1.0) {
        return Err(AgreementError::Threshold);
    }
    if reference.len().max(answer.len()) > MAX_BOXES {
        return Err(AgreementError::TooManyBoxes);
    }
    reference.iter().chain(answer).try_for_each(|one| one.bounds.check())?;
    let mut possible = Vec::new();
    for (i, one) in reference.iter().enumerate() {
        for (j, other) in answer.iter().enumerate().filter(|(_, other)| other.label == one.label) {
            let iou = one.bounds.iou(&other.bounds);
            if iou >= threshold {
                possible.push(Pair {
                    reference: i,
                    answer: j,
                    iou,
                });
            }
        }
    }
    let mut pairs = match method {
        Method::Greedy => greedy(possible, reference.len(), answer.len()),
        Method::Optimal if reference.len() <= answer.len() => optimal(&possible, reference.len(), answer.len()),
        Method::Optimal => {
            // The algorithm wants at least as many columns as rows.
            possible.iter_mut().for_each(turn);
            let mut pairs = optimal(&possible, answer.len(), reference.len());
            pairs.iter_mut().for_each(turn);
            pairs
        }
    };
    pairs.sort_unstable_by_key(|pair| pair.reference);
    let score = Score {
        common: pairs.len() as u64,
        reference: reference.len() as u64,
        answer: answer.len() as u64,
    };
    Ok(Matching { pairs, score })
}

fn turn(pair: &mut Pair) {
    core::mem::swap(&mut pair.reference, &mut pair.answer);
}

fn greedy(mut possible: Vec<Pair>, rows: usize, columns: usize) -> Vec<Pair> {
    possible.sort_unstable_by(|a, b| {
        b.iou
            .total_cmp(&a.iou)
            .then((a.reference, a.answer).cmp(&(b.reference, b.answer)))
    });
    let (mut row_taken, mut column_taken) = (vec![false; rows], vec![false; columns]);
    possible.retain(|pair| {
        let free = !row_taken[pair.reference] && !column_taken[pair.answer];
        if free {
            (row_taken[pair.reference], column_taken[pair.answer]) = (true, true);
        }
        free
    });
    possible
}

/// IoU 1 as an integer. A pair is worth more than the IoU of all possible pairs together.
const UNIT: i64 = 1 << 32;
const PAIR: i64 = UNIT * (MAX_BOXES as i64 + 1);

/// Assigns every row a column of least cost, with potentials and one shortest path a row; an impossible pair costs
/// nothing, a possible one less than nothing. Rows may not be more than columns.
fn optimal(possible: &[Pair], rows: usize, columns: usize) -> Vec<Pair> {
    let mut worth = vec![0i64; rows * columns];
    for pair in possible {
        worth[pair.reference * columns + pair.answer] = PAIR + (pair.iou * UNIT as f64) as i64;
    }
    let (mut row_price, mut column_price) = (vec![0i64; rows], vec![0i64; columns]);
    let mut row_of: Vec<Option<usize>> = vec![None; columns];
    for start in 0..rows {
        // Shortest paths from `start` over columns: how far, from which column, and whether that is settled.
        let (mut distance, mut came_from) = (vec![i64::MAX; columns], vec![None; columns]);
        let mut settled = vec![false; columns];
        let (mut row, mut last) = (start, None);
        let end = loop {
            let (mut next, mut step) = (0, i64::MAX);
            for column in (0..columns).filter(|&column| !settled[column]) {
                let cost = -worth[row * columns + column] - row_price[row] - column_price[column];
                if cost < distance[column] {
                    (distance[column], came_from[column]) = (cost, last);
                }
                if distance[column] < step {
                    (next, step) = (column, distance[column]);
                }
            }
            // Prices keep every cost at 0 or above and those of the assignment at 0.
            row_price[start] += step;
            for column in 0..columns {
                if settled[column] {
                    column_price[column] -= step;
                    if let Some(taken) = row_of[column] {
                        row_price[taken] += step;
                    }
                } else if distance[column] != i64::MAX {
                    distance[column] -= step;
                }
            }
            settled[next] = true;
            last = Some(next);
            match row_of[next] {
                Some(taken) => row = taken,
                None => break next,
            }
        };
        // Along the path every row moves on by one column.
        let mut column = end;
        while let Some(before) = came_from[column] {
            row_of[column] = row_of[before];
            column = before;
        }
        row_of[column] = Some(start);
    }
    let assigned = |pair: &&Pair| row_of[pair.answer] == Some(pair.reference);
    possible.iter().filter(assigned).copied().collect()
}
