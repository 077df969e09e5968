//! What a method made of a table.

use tagger_consensus_tool::table::Table;

/// One decided item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    pub class: u8,
    /// In basis points; for the majority the share of the votes.
    pub posterior_bps: u16,
}

/// Decisions of a method.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// One label an item, `None` where nobody answered.
    pub labels: Vec<Option<Label>>,
    /// Items given away as gold.
    pub gold: Vec<bool>,
    /// Labels bought.
    pub used: usize,
}

/// Right labels of items whose truth the file knows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accuracy {
    pub right: usize,
    pub of: usize,
}

impl Accuracy {
    /// `None` without any item to judge by.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.right as f64 / self.of as f64)
    }
}

impl Outcome {
    /// Accuracy over the items for which `counts` says so.
    pub fn accuracy(&self, table: &Table, counts: impl Fn(usize) -> bool) -> Accuracy {
        let judged = table
            .items
            .iter()
            .zip(&self.labels)
            .enumerate()
            .filter(|(i, _)| counts(*i));
        let mut accuracy = Accuracy { right: 0, of: 0 };
        for (_, (item, label)) in judged {
            if let Some(gold) = item.gold {
                accuracy.of += 1;
                accuracy.right += label.is_some_and(|label| label.class == gold) as usize;
            }
        }
        accuracy
    }
}

/// The label most answers give, ties to the smallest.
pub fn majority(table: &Table) -> Outcome {
    let decide = |answers: &[(u32, u8)]| {
        let mut counts = [0usize; 256];
        answers.iter().for_each(|&(_, class)| counts[class as usize] += 1);
        let most = counts.iter().copied().max().filter(|&most| most > 0)?;
        let class = counts.iter().position(|&count| count == most)? as u8;
        Some(Label {
            class,
            posterior_bps: (most * 10_000 / answers.len()) as u16,
        })
    };
    Outcome {
        labels: table.items.iter().map(|item| decide(&item.answers)).collect(),
        gold: vec![false; table.items.len()],
        used: table.labels(),
    }
}
