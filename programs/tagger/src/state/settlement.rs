//! How a panel becomes labels and money. Works on the record alone: no other account, no clock, no tokens.
use alloc::{vec, vec::Vec};

use anchor_lang::prelude::*;
use tagger_consensus::{
    agreement, exclude, fee, gold_score, learn, majority, reward, weighted_with_prior, Answers, Pay, MAX_MEMBERS,
    SCRATCH_WORDS,
};

use super::{Panel, SlotState, Terms};
use crate::{
    constants::MIN_GOLD_TO_SLASH,
    error::TaggerError,
    rules::{gold::entries, pay::share},
};

/// What settling a panel cost, in base units, and how much work it paid.
#[derive(Clone, Copy, Default, Debug)]
pub struct Outcome {
    pub rewards: u64,
    pub fees: u64,
    pub answers: u64,
    pub items: u16,
}

/// Working memory of `decide`, made once an instruction: the heap only grows while an instruction runs.
pub struct Workspace {
    labels: Vec<u64>,
    sure: Vec<u64>,
    open: Vec<u64>,
    scratch: Vec<u64>,
}

impl Workspace {
    /// Enough for the largest panel of these terms.
    pub fn new(terms: &Terms, largest: u16) -> Self {
        let mask = usize::from(largest).div_ceil(64);
        let scratch = if terms.weighted() { SCRATCH_WORDS } else { 0 };
        Self {
            labels: vec![0; mask * usize::from(terms.bits)],
            sure: vec![0; mask],
            open: vec![0; mask],
            scratch: vec![0; scratch],
        }
    }
}

/// The revealed answers of a panel, with the items each wave was asked.
fn answers_view<'a>(panel: &'a Panel) -> Result<Answers<'a>> {
    let members = usize::from(panel.head.seats);
    let mut asked = [None; MAX_MEMBERS];
    let mut present = 0u16;
    for (index, slot) in panel.slots[..members].iter().enumerate() {
        if slot.state == SlotState::Revealed as u8 || slot.state == SlotState::Collected as u8 {
            present |= 1 << index;
        }
        if slot.wave > 0 {
            let from = (usize::from(slot.wave) - 1) * panel.layout.mask;
            asked[index] = Some(&panel.asked[from..from + panel.layout.mask]);
        }
    }
    let words = &panel.answers[..members * panel.layout.stride];
    Ok(Answers::new(panel.shape, members, words, asked, present).map_err(|_| TaggerError::BadLabelShape)?)
}

impl Panel<'_> {
    /// Computes labels and which of them are sure; with a later wave left, also which items to ask again.
    /// Returns the number of items below `tau`.
    pub fn decide(&mut self, terms: &Terms, space: &mut Workspace) -> Result<u32> {
        let mask = self.layout.mask;
        let wave = usize::from(self.head.wave);
        let answers = answers_view(self)?;
        let labels = &mut space.labels[..self.layout.stride];
        let (sure, open) = (&mut space.sure[..mask], &mut space.open[..mask]);
        sure.fill(0);
        open.fill(0);
        if !terms.weighted() {
            // No item is sure: a majority decides labels, never pay.
            majority(&answers, labels);
        } else if answers.present != 0 {
            let mut weights = [&[] as &[u8]; MAX_MEMBERS];
            for (table, words) in weights.iter_mut().zip(self.weights.chunks_exact(self.layout.weight)) {
                *table = bytemuck::cast_slice(words);
            }
            let weights = &weights[..answers.members];
            let prior = &terms.prior[..usize::from(terms.classes)];
            weighted_with_prior(
                &answers,
                prior,
                weights,
                terms.tau_bps,
                labels,
                sure,
                open,
                &mut space.scratch,
            );
        }
        self.labels.copy_from_slice(labels);
        self.sure.copy_from_slice(sure);
        // Only items of the wave just settled may be asked again: later waves see less and less.
        if wave > 0 {
            let last = &self.asked[(wave - 1) * mask..wave * mask];
            open.iter_mut().zip(last).for_each(|(open, asked)| *open &= asked);
        }
        let count = open.iter().map(|word| word.count_ones()).sum();
        if wave < usize::from(self.head.later_waves) {
            self.asked[wave * mask..(wave + 1) * mask].copy_from_slice(open);
        }
        Ok(count)
    }

    /// Scores every member and fixes his reward. `gold` are the packed entries the requester opened, empty for none.
    /// Rewards are rounded down, fees up; what is left of the reserve is the requester's.
    pub fn score(&mut self, terms: &Terms, gold: &[u8]) -> Result<Outcome> {
        let kept = self.judge_gold(gold)?;
        exclude(self.sure, &kept);
        let mut outcome = Outcome::default();
        for index in 0..usize::from(self.head.seats) {
            match self.slots[index].state {
                state if state == SlotState::Revealed as u8 => {
                    let (paid, fee, answered) = self.score_member(index, terms, &kept)?;
                    outcome.rewards = outcome.rewards.checked_add(paid).ok_or(TaggerError::MathOverflow)?;
                    outcome.fees = outcome.fees.checked_add(fee).ok_or(TaggerError::MathOverflow)?;
                    outcome.answers += u64::from(answered);
                    outcome.items = self.head.items;
                    self.head.to_collect += 1;
                }
                state if state == SlotState::Missed as u8 => self.head.to_collect += 1,
                _ => {}
            }
        }
        // Gold is the truth: the label the requester knew stands, and members learn from it.
        for (offset, label) in entries(gold) {
            let item = usize::from(offset);
            let (word, bit) = (
                item * usize::from(self.shape.bits) / 64,
                item * usize::from(self.shape.bits) % 64,
            );
            let ones = (1u64 << self.shape.bits) - 1;
            self.labels[word] = self.labels[word] & !(ones << bit) | u64::from(label) << bit;
            self.sure[item / 64] |= 1 << (item % 64);
        }
        Ok(outcome)
    }

    /// Gold that fewer than one in four of at least three members got right says more about the gold than about the
    /// members: it is dropped, and the requester pays as if it were ordinary.
    fn judge_gold(&self, gold: &[u8]) -> Result<Vec<(u16, u8)>> {
        if gold.is_empty() {
            return Ok(Vec::new());
        }
        let answers = answers_view(self)?;
        let fair = |(offset, label): &(u16, u8)| {
            let given = (0..answers.members).filter_map(|member| answers.answer(member, usize::from(*offset)));
            let (hits, total) = given.fold((0, 0), |(hits, total), answer| {
                (hits + u32::from(answer == *label), total + 1)
            });
            total < 3 || hits * 4 >= total
        };
        Ok(entries(gold).filter(fair).collect())
    }

    fn score_member(&mut self, index: usize, terms: &Terms, gold: &[(u16, u8)]) -> Result<(u64, u64, u16)> {
        let answers = answers_view(self)?;
        let seen = agreement(&answers, index, self.labels, self.sure);
        let golden = gold_score(&answers, index, gold, &mut []);
        // Later waves could read earlier answers: agreement with those says nothing, only gold does.
        let against_sure = if self.slots[index].wave == 0 {
            seen.against_sure
        } else {
            0
        };
        let pay = Pay {
            price: terms.price,
            difficulty_bps: u32::from(self.head.difficulty_bps),
            answered: seen.answered,
            against_sure,
            hits: golden.hits,
            gold: golden.total,
            classes: terms.classes,
        };
        let paid = reward(&pay).map_err(|_| TaggerError::MathOverflow)?.paid;
        let fee = fee(paid, terms.fee_bps).map_err(|_| TaggerError::MathOverflow)?;
        let slot = &mut self.slots[index];
        slot.answered = seen.answered;
        slot.agreed = seen.agreed;
        slot.gold_hits = golden.hits;
        slot.gold_total = golden.total;
        slot.gold_failed = u8::from(gold_failed(golden.hits, golden.total, terms));
        slot.reward = paid;
        Ok((paid, fee, seen.answered))
    }

    /// What a member lost on this panel, base units of stake.
    pub fn slash_of(&self, index: usize, terms: &Terms) -> u64 {
        let slot = &self.slots[index];
        match slot.state {
            state if state == SlotState::Missed as u8 => share(terms.bond, terms.slash_miss_bps),
            _ if slot.gold_failed != 0 => share(terms.bond, terms.slash_gold_bps),
            _ => 0,
        }
    }

    /// Adds what the sure labels say about a member of the first wave to his counters.
    pub fn teach(&self, index: usize, counters: &mut [u16]) -> Result<()> {
        if self.slots[index].wave == 0 {
            learn(&answers_view(self)?, index, self.labels, self.sure, counters);
        }
        Ok(())
    }
}

/// Whether the gold score lies below `gold_fail_bps` of what guessing gives, on enough items to tell.
fn gold_failed(hits: u16, total: u16, terms: &Terms) -> bool {
    // hits / total < fail / classes, in whole numbers.
    let (hits, total) = (u64::from(hits), u64::from(total));
    total >= u64::from(MIN_GOLD_TO_SLASH)
        && hits * u64::from(terms.classes) * 10_000 < total * u64::from(terms.gold_fail_bps)
}
