//! How a panel becomes labels and money. Works on the record alone: no other account, no clock, no tokens.
use alloc::{vec, vec::Vec};

use anchor_lang::prelude::*;
use tagger_consensus::{
    agreement, exclude, fee, gold_fair, gold_score, hit_worths, informed_bps, learn, majority, reward,
    weighted_with_prior, Agreement, Answers, Gold, Pay, Recall, Recalls, Reward, Shape, BPS, MAX_MEMBERS,
    SCRATCH_WORDS,
};

use super::{
    panel::{row, Mask},
    terms::verdict,
    Panel, Slot, SlotState, Terms,
};
use crate::{
    constants::{MAX_WEIGHTED_CLASSES, MIN_GOLD_TO_SLASH},
    error::TaggerError,
    rules::{
        gold::Entry,
        layout::Layout,
        pay::{payload_reward, share},
    },
};

/// What settling a panel cost, in base units, and how much work it paid.
#[derive(Clone, Copy, Default, Debug)]
pub struct Outcome {
    pub rewards: u64,
    pub fees: u64,
    pub answers: u64,
    pub items: u16,
}

/// Working memory of `decide`, made once an instruction: the heap only grows while an instruction runs. A majority
/// needs none.
pub struct Workspace {
    open: Vec<u64>,
    scratch: Vec<u64>,
}

impl Workspace {
    /// Enough for the largest panel of these terms.
    pub fn new(terms: &Terms, largest: u16) -> Self {
        if !terms.weighted() {
            return Self {
                open: Vec::new(),
                scratch: Vec::new(),
            };
        }
        Self {
            open: vec![0; usize::from(largest).div_ceil(64)],
            scratch: vec![0; SCRATCH_WORDS],
        }
    }
}

/// The revealed answers of a panel, with the items each wave was asked. Borrows masks and answers only, so that slots
/// and labels can be written meanwhile.
macro_rules! answers_of {
    ($panel:expr) => {{
        let members = usize::from($panel.head.seats);
        require!((1..=MAX_MEMBERS).contains(&members), TaggerError::BadLabelShape);
        answers_view(
            members,
            $panel.slots,
            $panel.asked,
            $panel.answers,
            &$panel.layout,
            $panel.shape,
        )
    }};
}

#[inline(never)]
fn answers_view<'a>(
    members: usize,
    slots: &[Slot],
    masks: &'a [u64],
    answers: &'a [u64],
    layout: &Layout,
    shape: Shape,
) -> Answers<'a> {
    let mut present = 0u16;
    let mut later = false;
    for (index, slot) in slots[..members].iter().enumerate() {
        if slot.state == SlotState::Revealed as u8 || slot.state == SlotState::Collected as u8 {
            present |= 1 << index;
        }
        later |= slot.wave > 0;
    }
    let words = &answers[..row(members, layout.row)];
    let mut view = Answers::of_one_wave(shape, members, words, present);
    if later {
        for (asked, slot) in view.asked.iter_mut().zip(&slots[..members]) {
            if slot.wave > 0 {
                let from = row(usize::from(slot.wave) - 1, layout.mask);
                *asked = Some(&masks[from..from + layout.mask]);
            }
        }
    }
    view
}

/// What one member's score depends on besides his slot.
struct Scoring<'a> {
    answers: &'a Answers<'a>,
    labels: &'a [u64],
    /// Sure by the members' own agreement.
    sure: &'a [u64],
    /// Sure because validators said so; empty where nothing was contested.
    reviewed: &'a [u64],
    recalls: Recalls<'a>,
    terms: &'a Terms,
    gold: &'a [(u16, u8)],
    /// What a hit on gold of each class is worth; empty where all are worth the same.
    worths: &'a [u32],
    difficulty_bps: u16,
}

impl Scoring<'_> {
    /// Fills in the slot; returns reward and fee. What can't be paid on this panel waits in the slot for the next.
    /// Without `MEASURED` there is no gold and no sure label, and everybody is paid for what he answered.
    #[inline(always)]
    fn member<const MEASURED: bool>(&mut self, index: usize, slot: &mut Slot) -> Result<(u64, u64)> {
        let terms = self.terms;
        let sure = if MEASURED { self.sure } else { &[] };
        let seen = agreement(self.answers, index, self.labels, sure);
        let (mut golden, mut informed, mut recall) = (Gold::default(), BPS as i32, Recall::default());
        if MEASURED {
            if !self.gold.is_empty() {
                golden = gold_score(self.answers, index, self.gold, self.worths);
                informed = informed_bps(golden.worth, golden.total, terms.classes);
            }
            // Later waves could read earlier answers: agreement with those says nothing, only gold does.
            if slot.wave == 0 {
                recall = self.recall(index, &seen);
            }
        }
        let pay = Pay {
            price: terms.price,
            difficulty_bps: self.difficulty_bps,
            answered: seen.answered,
            recall,
            informed_bps: informed,
            carry: slot.carry,
        };
        let Reward { paid, carry, .. } = reward(&pay).map_err(|_| TaggerError::MathOverflow)?;
        let fee = fee(paid, terms.fee_bps).map_err(|_| TaggerError::MathOverflow)?;
        slot.answered = seen.answered;
        slot.agreed = seen.agreed;
        slot.gold_hits = golden.hits;
        slot.gold_total = golden.total;
        slot.reward = paid;
        slot.carry = carry;
        Ok((paid, fee))
    }

    fn recall(&mut self, index: usize, seen: &Agreement) -> Recall {
        let mut recall = Recall::default();
        if seen.against_sure != 0 {
            recall = self.recalls.of(index, seen);
        }
        if !self.reviewed.is_empty() {
            // Labels that were contested are too few and too picked to measure anybody by: they count one by one.
            let judged = agreement(self.answers, index, self.labels, self.reviewed);
            recall = recall.and_against(judged.against_sure);
        }
        recall
    }
}

impl Panel<'_> {
    /// Computes labels and which of them are sure; with a later wave left, also which items to ask again.
    /// Returns the number of items below `tau`.
    pub fn decide(&mut self, terms: &Terms, space: &mut Workspace) -> Result<u32> {
        let mask = self.layout.mask;
        let wave = usize::from(self.head.wave);
        let again = row(wave, mask);
        if terms.payload() {
            // Accepted until validators say otherwise: silence of everybody else pays the annotator.
            self.labels.fill(0);
            self.sure.fill(0);
            return Ok(0);
        }
        let answers = answers_of!(self);
        if !terms.weighted() {
            // No item is sure and none is asked again: a majority decides labels, never pay.
            majority(&answers, self.labels);
            self.sure.fill(0);
            if wave < usize::from(self.head.later_waves) {
                self.asked[again..again + mask].fill(0);
            }
            return Ok(0);
        }
        let open = &mut space.open[..mask];
        if answers.present == 0 {
            self.labels.fill(0);
            self.sure.fill(0);
            open.fill(0);
        } else {
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
                self.labels,
                self.sure,
                open,
                &mut space.scratch,
            );
        }
        // Only items of the wave just settled may be asked again: later waves see less and less.
        if wave > 0 {
            let last = &self.asked[again - mask..again];
            open.iter_mut().zip(last).for_each(|(open, asked)| *open &= asked);
        }
        let count = open.iter().map(|word| word.count_ones()).sum();
        if wave < usize::from(self.head.later_waves) {
            self.asked[again..again + mask].copy_from_slice(open);
        }
        Ok(count)
    }

    /// Scores every member and fixes his reward. `gold` are the entries the requester opened, empty for none.
    /// Rewards are rounded down, fees up; what is left of the reserve is the requester's.
    pub fn score(&mut self, terms: &Terms, gold: &[Entry]) -> Result<Outcome> {
        let kept = judge_gold(&answers_of!(self), gold);
        self.score_kept(terms, &kept)
    }

    /// Scores the members of a panel whose labels could be contested: gold and reviewed labels stand in the record.
    pub fn score_reviewed(&mut self, terms: &Terms) -> Result<Outcome> {
        if terms.payload() {
            return self.score_payload(terms);
        }
        let kept: Vec<(u16, u8)> = (0..self.head.items)
            .filter(|&item| self.has(Mask::Gold, usize::from(item)))
            .map(|item| (item, self.label(usize::from(item))))
            .collect();
        self.score_kept(terms, &kept)
    }

    fn score_kept(&mut self, terms: &Terms, kept: &[(u16, u8)]) -> Result<Outcome> {
        exclude(self.sure, kept);
        let difficulty_bps = self.measured_difficulty(terms, kept.len() as u16);
        // A majority task has no sure label but reviewed ones before its gold is written, which is below.
        let reviewed = if terms.reviewed() {
            self.set_reviewed_aside()
        } else {
            Vec::new()
        };
        let answers = answers_of!(self);
        let measured = terms.weighted() || !kept.is_empty() || !reviewed.is_empty();
        let mut outcome = Outcome::default();
        let mut worths = [0; MAX_WEIGHTED_CLASSES as usize];
        let weighs = terms.weighted() && !kept.is_empty();
        if weighs {
            hit_worths(&terms.prior[..usize::from(terms.classes)], &mut worths);
        }
        let sure: &[u64] = if terms.weighted() { self.sure } else { &[] };
        let mut scoring = Scoring {
            answers: &answers,
            labels: self.labels,
            sure,
            reviewed: &reviewed,
            recalls: Recalls::new(&answers, self.labels, sure),
            terms,
            gold: kept,
            worths: if weighs { &worths } else { &[] },
            difficulty_bps,
        };
        for (index, slot) in self.slots[..answers.members].iter_mut().enumerate() {
            if slot.state == SlotState::Revealed as u8 {
                let (paid, fee) = if measured {
                    scoring.member::<true>(index, slot)?
                } else {
                    scoring.member::<false>(index, slot)?
                };
                outcome.add(paid, fee, slot.answered)?;
                outcome.items = self.head.items;
                self.head.to_collect += 1;
            } else if slot.state == SlotState::Missed as u8 {
                self.head.to_collect += 1;
            }
        }
        // Set aside for the scores only: members learn from reviewed labels.
        self.sure
            .iter_mut()
            .zip(&reviewed)
            .for_each(|(sure, reviewed)| *sure |= reviewed);
        self.write_gold(kept);
        Ok(outcome)
    }

    /// Takes the labels validators decided out of the sure ones; returns them, nothing when nothing was contested.
    #[inline(never)]
    fn set_reviewed_aside(&mut self) -> Vec<u64> {
        let from = self.mask_word(Mask::Contested, 0);
        let contested = &self.asked[from..from + self.layout.mask];
        if contested.iter().all(|word| *word == 0) {
            return Vec::new();
        }
        let masks = self.sure.iter_mut().zip(contested);
        masks
            .map(|(sure, contested)| {
                let reviewed = *sure & contested;
                *sure &= !reviewed;
                reviewed
            })
            .collect()
    }

    /// Difficulty corrected by disagreement: how many items, gold left out, have no sure label.
    fn measured_difficulty(&self, terms: &Terms, gold: u16) -> u16 {
        if terms.spread_bps == 0 {
            return self.head.difficulty_bps;
        }
        let ordinary = self.head.items - gold;
        let sure: u32 = self.sure.iter().map(|word| word.count_ones()).sum();
        terms.difficulty(self.head.difficulty_bps, ordinary.saturating_sub(sure as u16), ordinary)
    }

    /// A payload is paid by its items: in full when accepted or when the item itself was bad, in part after a minor fix.
    fn score_payload(&mut self, terms: &Terms) -> Result<Outcome> {
        let mut counts = [0u16; verdict::COUNT as usize];
        for item in 0..self.head.items {
            counts[usize::from(self.label(usize::from(item)) & 3)] += 1;
        }
        let accepted = counts[usize::from(verdict::ACCEPT)] + counts[usize::from(verdict::INVALID_ITEM)];
        let mut outcome = Outcome::default();
        let seats = usize::from(self.head.seats);
        for slot in &mut self.slots[..seats] {
            if slot.state == SlotState::Revealed as u8 {
                slot.answered = self.head.items;
                slot.agreed = accepted;
                slot.reward = payload_reward(
                    terms.price,
                    self.head.difficulty_bps,
                    accepted,
                    counts[usize::from(verdict::MINOR_FIX)],
                    terms.fix_bps,
                )?;
                let fee = fee(slot.reward, terms.fee_bps).map_err(|_| TaggerError::MathOverflow)?;
                outcome.add(slot.reward, fee, slot.answered)?;
                outcome.items = self.head.items;
            }
            if slot.state == SlotState::Revealed as u8 || slot.state == SlotState::Missed as u8 {
                self.head.to_collect += 1;
            }
        }
        Ok(outcome)
    }

    /// Counts who accepted wrong suggestions on gold that counts. The task announced how many of them there may be.
    pub fn count_lures(&mut self, gold: &[Entry], terms: &Terms) -> Result<()> {
        let most = u32::from(self.head.items) * u32::from(terms.lure_bps);
        let lures = gold.iter().filter(|entry| entry.lure()).count() as u32;
        require!(lures <= most.div_ceil(10_000), TaggerError::TooManyLures);
        if lures == 0 {
            return Ok(());
        }
        let answers = answers_of!(self);
        for entry in gold.iter().filter(|entry| entry.lure()) {
            if !gold_fair(&answers, entry.offset, entry.label) {
                continue;
            }
            for (index, slot) in self.slots[..answers.members].iter_mut().enumerate() {
                if let Some(answer) = answers.answer(index, usize::from(entry.offset)) {
                    slot.lured = slot.lured.saturating_add(1);
                    slot.fell = slot.fell.saturating_add(u8::from(answer == entry.suggested));
                }
            }
        }
        Ok(())
    }

    /// Puts opened gold into the record of a panel whose labels may be contested, and remembers which it was.
    pub fn keep_gold(&mut self, gold: &[Entry]) -> Result<()> {
        let kept = judge_gold(&answers_of!(self), gold);
        self.write_gold(&kept);
        for &(offset, _) in &kept {
            self.put(Mask::Gold, usize::from(offset), true);
        }
        Ok(())
    }

    /// Gold is the truth: the label the requester knew stands, and members learn from it. Dropped gold is ordinary.
    fn write_gold(&mut self, kept: &[(u16, u8)]) {
        for &(offset, label) in kept {
            self.decree(usize::from(offset), label);
        }
    }

    /// Makes a label final.
    pub fn decree(&mut self, item: usize, label: u8) {
        let bits = u32::from(self.shape.bits);
        let at = item as u32 * bits;
        let (word, bit) = ((at / 64) as usize, at % 64);
        let ones = (1u64 << bits) - 1;
        self.labels[word] = self.labels[word] & !(ones << bit) | u64::from(label) << bit;
        self.sure[item / 64] |= 1 << (item % 64);
    }

    pub fn label(&self, item: usize) -> u8 {
        code(self.labels, item, self.shape.bits)
    }

    /// What a member lost on this panel, base units of stake.
    pub fn slash_of(&self, index: usize, terms: &Terms) -> u64 {
        let slot = &self.slots[index];
        match slot.state {
            state if state == SlotState::Missed as u8 => share(terms.bond, terms.slash_miss_bps),
            _ if gold_failed(slot.gold_hits, slot.gold_total, terms) => share(terms.bond, terms.slash_gold_bps),
            _ => 0,
        }
    }

    /// Adds what the sure labels say about a member of the first wave to his counters.
    pub fn teach(&self, index: usize, counters: &mut [u16]) -> Result<()> {
        if self.slots[index].wave == 0 {
            learn(&answers_of!(self), index, self.labels, self.sure, counters);
        }
        Ok(())
    }
}

impl Outcome {
    fn add(&mut self, paid: u64, fee: u64, answered: u16) -> Result<()> {
        self.rewards = self.rewards.checked_add(paid).ok_or(TaggerError::MathOverflow)?;
        self.fees = self.fees.checked_add(fee).ok_or(TaggerError::MathOverflow)?;
        self.answers += u64::from(answered);
        Ok(())
    }
}

/// Code number `item` of packed codes of 1, 2, 4 or 8 bits.
pub fn code(packed: &[u64], item: usize, bits: u8) -> u8 {
    let at = item as u32 * u32::from(bits);
    let ones = (1u64 << bits) - 1;
    (packed[(at / 64) as usize] >> (at % 64) & ones) as u8
}

/// Packed codes of 1, 2, 4 or 8 bits, first to last.
pub fn codes(packed: &[u64], bits: u8) -> impl Iterator<Item = u8> + '_ {
    let ones = (1u64 << bits) - 1;
    let mut rest = packed.iter();
    let (mut word, mut left) = (0u64, 0u8);
    core::iter::from_fn(move || {
        if left == 0 {
            (word, left) = (*rest.next()?, 64);
        }
        let label = word & ones;
        (word, left) = (word >> bits, left - bits);
        Some(label as u8)
    })
}

/// The gold that counts: what [`gold_fair`] drops, the requester pays as if it were ordinary.
fn judge_gold(answers: &Answers, gold: &[Entry]) -> Vec<(u16, u8)> {
    gold.iter()
        .map(|entry| (entry.offset, entry.label))
        .filter(|&(offset, label)| gold_fair(answers, offset, label))
        .collect()
}

/// Whether the gold score lies below `gold_fail_bps` of what guessing gives, on enough items to tell.
fn gold_failed(hits: u16, total: u16, terms: &Terms) -> bool {
    // hits / total < fail / classes, in whole numbers of 46 bits at most.
    let (hits, total) = (u64::from(hits), u64::from(total));
    total >= u64::from(MIN_GOLD_TO_SLASH)
        && hits.wrapping_mul(u64::from(terms.classes)).wrapping_mul(10_000)
            < total.wrapping_mul(u64::from(terms.gold_fail_bps))
}
