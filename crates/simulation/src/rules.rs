//! One panel settled as the program settles it (`programs/tagger/src/state/settlement.rs`), with the same crate.
use std::collections::HashMap;

use tagger_consensus::{
    agreement, counters_len, exclude, gold_fair, gold_score, learn, reward, weighted_with_prior, weights_from,
    weights_len, Answers, Pay, Shape, MAX_MEMBERS, SCRATCH_WORDS,
};

/// Base units for an item; only ratios matter.
pub const PRICE: u64 = 10_000;
/// What the demo and the local parameters say: a bond of ten items' pay, 30 % of it lost for failing gold, which is
/// less than 80 % of what guessing gives on at least ten gold items.
pub const BOND: i64 = 10 * PRICE as i64;
const SLASH_GOLD_BPS: i64 = 3_000;
const GOLD_FAIL_BPS: u64 = 8_000;
const MIN_GOLD_TO_SLASH: u16 = 10;
const TAU_BPS: u16 = 9_500;

/// How gold turns into pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What the program does: each panel by its own share of hits above guessing, never below zero.
    Panel,
    /// A hit counts by how rare its class is, so that no constant answer beats guessing; what a panel scores below zero
    /// or above its maximum is carried to the member's next one.
    Carried,
    /// As `Carried`, and what a member still owes when he leaves comes out of his bond.
    Owed,
}

pub const RULES: [Rule; 3] = [Rule::Panel, Rule::Carried, Rule::Owed];

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Self::Panel => "panel",
            Self::Carried => "carried",
            Self::Owed => "owed",
        }
    }
}

/// Counters of every wallet in one task.
pub struct Market {
    pub rule: Rule,
    /// Share of each class among the items.
    pub frequency: Vec<f64>,
    carried: HashMap<usize, f64>,
    pub bits: u8,
    pub classes: u16,
    pub prior: Vec<u8>,
    counters: HashMap<usize, Vec<u16>>,
}

pub struct Settled {
    /// Label of each item.
    pub labels: Vec<u8>,
    /// What each member gains, base units: reward less slash.
    pub gains: Vec<i64>,
}

impl Market {
    pub fn new(rule: Rule, bits: u8, frequency: Vec<f64>, prior: Vec<u8>) -> Self {
        let classes = frequency.len() as u16;
        Self {
            rule,
            frequency,
            carried: HashMap::new(),
            bits,
            classes,
            prior,
            counters: HashMap::new(),
        }
    }

    /// `answers[member][item]`; gold as `(item, label)`.
    pub fn settle(&mut self, members: &[usize], answers: &[Vec<u8>], gold: &[(u16, u8)]) -> Settled {
        let items = answers[0].len();
        let shape = Shape::new(items as u16, self.bits, self.classes).expect("a legal panel");
        let words: Vec<u64> = answers.iter().flat_map(|row| pack(&shape, row)).collect();
        let present = ((1u32 << members.len()) - 1) as u16;
        let view = Answers::new(shape, members.len(), &words, [None; MAX_MEMBERS], present).expect("a legal panel");
        let tables: Vec<Vec<u8>> = members.iter().map(|member| self.weights_of(*member)).collect();
        let tables: Vec<&[u8]> = tables.iter().map(Vec::as_slice).collect();
        let mut labels = vec![0; shape.words()];
        let (mut sure, mut open) = (vec![0; shape.mask_words()], vec![0; shape.mask_words()]);
        let mut scratch = vec![0; SCRATCH_WORDS];
        weighted_with_prior(
            &view,
            &self.prior,
            &tables,
            TAU_BPS,
            &mut labels,
            &mut sure,
            &mut open,
            &mut scratch,
        );
        let kept: Vec<(u16, u8)> = gold
            .iter()
            .copied()
            .filter(|&(item, label)| gold_fair(&view, item, label))
            .collect();
        exclude(&mut sure, &kept);
        let mut gains = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            gains.push(match self.rule {
                Rule::Panel => self.gain(&view, index, &labels, &sure, &kept),
                _ => self.carried_gain(&view, (index, *member), &labels, &sure, (&kept, &answers[index])),
            });
        }
        let mut decided: Vec<u8> = (0..items).map(|item| shape.get(&labels, item)).collect();
        for &(item, label) in &kept {
            decided[usize::from(item)] = label;
            sure[usize::from(item) / 64] |= 1 << (item % 64);
        }
        let labels = pack(&shape, &decided);
        for (index, member) in members.iter().enumerate() {
            let cells = self
                .counters
                .entry(*member)
                .or_insert_with(|| vec![0; counters_len(self.classes)]);
            learn(&view, index, &labels, &sure, cells);
        }
        Settled { labels: decided, gains }
    }

    fn gain(&self, view: &Answers, index: usize, labels: &[u64], sure: &[u64], gold: &[(u16, u8)]) -> i64 {
        let seen = agreement(view, index, labels, sure);
        let golden = gold_score(view, index, gold, &mut []);
        let pay = Pay {
            price: PRICE,
            difficulty_bps: 10_000,
            answered: seen.answered,
            against_sure: seen.against_sure,
            hits: golden.hits,
            gold: golden.total,
            classes: self.classes,
        };
        let paid = reward(&pay).expect("small numbers").paid as i64;
        let guessing = u64::from(golden.hits) * u64::from(self.classes) * 10_000;
        let failed = golden.total >= MIN_GOLD_TO_SLASH && guessing < u64::from(golden.total) * GOLD_FAIL_BPS;
        paid - if failed { BOND * SLASH_GOLD_BPS / 10_000 } else { 0 }
    }

    /// Pay of one panel under the carried rules: `maximum x informedness`, carried from panel to panel. Informedness of a
    /// panel is `(mean over gold of hit / (classes x frequency) - 1 / classes) / (1 - 1 / classes)`: on average the mean
    /// recall above guessing, whatever the mix of classes (importance weighting).
    fn carried_gain(
        &mut self,
        view: &Answers,
        (index, member): (usize, usize),
        labels: &[u64],
        sure: &[u64],
        (gold, answers): (&[(u16, u8)], &[u8]),
    ) -> i64 {
        let seen = agreement(view, index, labels, sure);
        let full = PRICE as f64 * f64::from(seen.answered);
        let base = PRICE as f64 * f64::from(seen.answered - seen.against_sure);
        let k = f64::from(self.classes);
        let hits: f64 = gold
            .iter()
            .filter(|(item, label)| answers[usize::from(*item)] == *label)
            .map(|(_, label)| 1.0 / (k * self.frequency[usize::from(*label)]))
            .sum();
        let informed = if gold.is_empty() {
            1.0
        } else {
            (hits / gold.len() as f64 - 1.0 / k) / (1.0 - 1.0 / k)
        };
        let carry = self.carried.entry(member).or_insert(0.0);
        let due = *carry + base * informed;
        let paid = due.clamp(0.0, full);
        *carry = due - paid;
        paid as i64
    }

    /// What wallets lose when they leave, base units, by wallet; zero but under [`Rule::Owed`].
    pub fn owed(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        let taken = move |carry: f64| {
            if self.rule == Rule::Owed {
                carry.min(0.0).max(-BOND as f64)
            } else {
                0.0
            }
        };
        self.carried.iter().map(move |(member, carry)| (*member, taken(*carry)))
    }

    fn weights_of(&self, member: usize) -> Vec<u8> {
        let fresh = vec![0; counters_len(self.classes)];
        let mut weights = vec![0; weights_len(self.classes)];
        weights_from(self.counters.get(&member).unwrap_or(&fresh), self.classes, &mut weights);
        weights
    }
}

fn pack(shape: &Shape, row: &[u8]) -> Vec<u64> {
    let mut packed = vec![0; shape.words()];
    for (item, label) in row.iter().enumerate() {
        shape.put(&mut packed, item, *label);
    }
    packed
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four members answer twenty items, a fifth of class 1; the first gives class 0 always, the others are right.
    fn constant_member_gains(rule: Rule, panels: usize) -> (i64, i64) {
        let truth: Vec<u8> = (0..20).map(|item| u8::from(item % 5 == 0)).collect();
        let gold: Vec<(u16, u8)> = (0..10).map(|item| (item, truth[usize::from(item)])).collect();
        let answers = [vec![0; 20], truth.clone(), truth.clone(), truth];
        let mut market = Market::new(rule, 1, vec![0.8, 0.2], vec![0, 44]);
        let mut sums = (0, 0);
        for _ in 0..panels {
            let settled = market.settle(&[0, 1, 2, 3], &answers, &gold);
            sums = (sums.0 + settled.gains[0], sums.1 + settled.gains[1]);
        }
        sums
    }

    #[test]
    fn a_constant_answer_is_paid_by_panel_and_earns_nothing_when_rare_hits_count_more() {
        // 8 of 10 right against 5 by guessing: 60 % of the price of the items not against a sure label.
        let (constant, right) = constant_member_gains(Rule::Panel, 1);
        assert_eq!(right, 20 * PRICE as i64);
        assert!(constant > 9 * PRICE as i64, "{constant}");
        // 8 / 10 / (2 x 0.8) = 1/2: exactly what guessing gives.
        let (constant, right) = constant_member_gains(Rule::Carried, 1);
        assert_eq!((constant, right), (0, 20 * PRICE as i64));
    }

    #[test]
    fn nobody_is_paid_more_than_his_answers_can_earn() {
        let (_, right) = constant_member_gains(Rule::Carried, 7);
        assert_eq!(right, 7 * 20 * PRICE as i64);
    }
}
