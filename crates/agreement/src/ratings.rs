//! Who gave which item which label: any worker any subset of the items.

use crate::error::AgreementError;
use alloc::vec::Vec;

/// Most answers, and most items and workers, of one report.
pub const MAX_ANSWERS: usize = 1 << 22;

/// Most classes: labels of the chain have up to 8 bits.
pub const MAX_CLASSES: u16 = 256;

/// One label one worker gave one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Answer {
    /// From 0.
    pub item: u32,
    /// From 0.
    pub worker: u32,
    /// From 0, below the number of classes.
    pub label: u16,
}

/// Checked answers in the order of items, then workers, whatever order they came in.
#[derive(Clone, Debug)]
pub struct Ratings {
    pub(crate) classes: usize,
    pub(crate) items: usize,
    pub(crate) workers: usize,
    pub(crate) answers: Vec<Answer>,
}

impl Ratings {
    /// Answers of workers who label an item at most once. An item or worker without any answer is allowed.
    ///
    /// Errors: [`NoAnswers`](AgreementError::NoAnswers), [`Classes`](AgreementError::Classes),
    /// [`TooManyAnswers`](AgreementError::TooManyAnswers), [`Item`](AgreementError::Item),
    /// [`Worker`](AgreementError::Worker), [`Label`](AgreementError::Label), [`Repeated`](AgreementError::Repeated).
    pub fn new(classes: u16, items: u32, workers: u32, answers: Vec<Answer>) -> Result<Self, AgreementError> {
        let ratings = Self::with_repeats(classes, items, workers, answers)?;
        let twice = |pair: &[Answer]| pair[0].item == pair[1].item && pair[0].worker == pair[1].worker;
        if ratings.answers.windows(2).any(twice) {
            return Err(AgreementError::Repeated);
        }
        Ok(ratings)
    }

    /// The same, but a worker may have labelled an item several times: only [`dawid_skene`](crate::dawid_skene) has a
    /// meaning for that.
    pub fn with_repeats(
        classes: u16,
        items: u32,
        workers: u32,
        mut answers: Vec<Answer>,
    ) -> Result<Self, AgreementError> {
        if !(2..=MAX_CLASSES).contains(&classes) {
            return Err(AgreementError::Classes);
        }
        if answers.is_empty() {
            return Err(AgreementError::NoAnswers);
        }
        if [answers.len(), items as usize, workers as usize]
            .iter()
            .any(|&count| count > MAX_ANSWERS)
        {
            return Err(AgreementError::TooManyAnswers);
        }
        for answer in &answers {
            if answer.item >= items {
                return Err(AgreementError::Item);
            }
            if answer.worker >= workers {
                return Err(AgreementError::Worker);
            }
            if answer.label >= classes {
                return Err(AgreementError::Label);
            }
        }
        answers.sort_unstable();
        Ok(Self {
            classes: usize::from(classes),
            items: items as usize,
            workers: workers as usize,
            answers,
        })
    }

    /// The answers to each item that has any, in order.
    pub(crate) fn by_item(&self) -> impl Iterator<Item = &[Answer]> {
        self.answers.chunk_by(|a, b| a.item == b.item)
    }
}
