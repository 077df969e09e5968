//! One panel settled as the program settles it (`programs/tagger/src/state/settlement.rs`), with the same crate.
use std::collections::HashMap;

use tagger_consensus::{
    agreement, counters_len, exclude, gold_fair, gold_score, hit_worths, informed_bps, learn, reward,
    weighted_with_prior, weights_from, weights_len, Agreement, Answers, Gold, Pay, Recalls, Shape, MAX_MEMBERS,
    SCRATCH_WORDS,
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

/// How answers turn into pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// What the program did first: each panel by its own share of hits above guessing, never below zero; an answer
    /// against a sure label is not paid.
    Hits,
    /// What the program does: a hit counts by how rare its class is, sure labels count by recall, and what a panel scores
    /// below zero or above its maximum is carried to the member's next one.
    Carried,
    /// As `Carried`, when every panel is answered by a wallet without a past: nothing is carried.
    Forgotten,
}

pub const RULES: [Rule; 3] = [Rule::Hits, Rule::Carried, Rule::Forgotten];

impl Rule {
    pub fn name(self) -> &'static str {
        match self {
            Self::Hits => "hits",
            Self::Carried => "carried",
            Self::Forgotten => "forgotten",
        }
    }
}

/// Counters of every wallet in one task.
pub struct Market {
    pub rule: Rule,
    carried: HashMap<usize, i32>,
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
    pub fn new(rule: Rule, bits: u8, prior: Vec<u8>) -> Self {
        let classes = prior.len() as u16;
        Self {
            rule,
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
        let mut recalls = Recalls::new(&view, &labels, &sure);
        let mut gains = Vec::with_capacity(members.len());
        for (index, member) in members.iter().enumerate() {
            let seen = agreement(&view, index, &labels, &sure);
            let paid = match self.rule {
                Rule::Hits => by_hits(&view, index, &seen, &kept),
                _ => {
                    let mut worths = [0; 16];
                    hit_worths(&self.prior, &mut worths);
                    let golden = gold_score(&view, index, &kept, &worths);
                    let carry = self.carried.entry(*member).or_default();
                    let pay = Pay {
                        price: PRICE,
                        difficulty_bps: 10_000,
                        answered: seen.answered,
                        recall: recalls.of(index, &seen),
                        informed_bps: informed_bps(golden.worth, golden.total, self.classes),
                        carry: *carry,
                    };
                    let reward = reward(&pay).expect("small numbers");
                    if self.rule == Rule::Carried {
                        *carry = reward.carry;
                    }
                    reward.paid as i64
                }
            };
            gains.push(paid - slash(&gold_score(&view, index, &kept, &[]), self.classes));
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

    fn weights_of(&self, member: usize) -> Vec<u8> {
        let fresh = vec![0; counters_len(self.classes)];
        let mut weights = vec![0; weights_len(self.classes)];
        weights_from(self.counters.get(&member).unwrap_or(&fresh), self.classes, &mut weights);
        weights
    }
}

/// Pay by the share of hits above guessing, times the answers that are not against a sure label.
fn by_hits(view: &Answers, index: usize, seen: &Agreement, gold: &[(u16, u8)]) -> i64 {
    let golden = gold_score(view, index, gold, &[]);
    let informed = informed_bps(golden.worth, golden.total, view.shape.classes).max(0);
    i64::from(seen.answered - seen.against_sure) * PRICE as i64 * i64::from(informed) / 10_000
}

/// What failing gold costs, base units.
fn slash(golden: &Gold, classes: u16) -> i64 {
    let guessing = u64::from(golden.hits) * u64::from(classes) * 10_000;
    let failed = golden.total >= MIN_GOLD_TO_SLASH && guessing < u64::from(golden.total) * GOLD_FAIL_BPS;
    if failed {
        BOND * SLASH_GOLD_BPS / 10_000
    } else {
        0
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
        let mut market = Market::new(rule, 1, vec![0, 44]);
        let mut sums = (0, 0);
        for _ in 0..panels {
            let settled = market.settle(&[0, 1, 2, 3], &answers, &gold);
            sums = (sums.0 + settled.gains[0], sums.1 + settled.gains[1]);
        }
        sums
    }

    #[test]
    fn a_constant_answer_is_paid_by_hits_and_earns_nothing_when_rare_hits_count_more() {
        // 8 of 10 right against 5 by guessing: 60 % of the price of the items not against a sure label.
        let (constant, right) = constant_member_gains(Rule::Hits, 1);
        assert_eq!(right, 20 * PRICE as i64);
        assert!(constant > 9 * PRICE as i64, "{constant}");
        // 8 x 0.6264 / 10 is just above one half: what guessing gives. Of twenty items 0.2 % are paid.
        let (constant, right) = constant_member_gains(Rule::Carried, 1);
        assert!(constant < PRICE as i64 / 10, "{constant}");
        assert!(right > 19 * PRICE as i64, "{right}");
    }

    #[test]
    fn nobody_is_paid_more_than_his_answers_can_earn() {
        let (_, right) = constant_member_gains(Rule::Carried, 7);
        assert!(right <= 7 * 20 * PRICE as i64);
    }
}
