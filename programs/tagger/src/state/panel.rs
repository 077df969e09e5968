//! A panel: some members answer the same items, commit, reveal, and are settled together.
//!
//! `Commit -> Reveal -> Revealed -> (next wave: Commit | Gold) -> Settled -> Done`; an untouched panel may be released
//! (`Commit -> Done`). Where labels may be contested, `Challenge` comes before `Settled`.
//!
//! Reviews and appeals are other `kind`s of the same record, see `state/case.rs`:
//! `Draw -> Commit -> (Draw, for substitutes) -> Reveal -> Revealed -> Challenge -> (Appealed) -> Settled -> Done`.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::Shape;

use super::{Roster, Terms};
use crate::{
    clock::Now,
    error::TaggerError,
    rules::layout::{Layout, HEAD_WORDS, SLOT_WORDS},
};

/// Kinds of panel. Annotators answer items of the task.
pub mod kind {
    pub const ANNOTATE: u8 = 0;
    /// Drawn validators judge items of an annotate panel.
    pub const REVIEW: u8 = 1;
    /// Others, more of them, judge the same items again.
    pub const APPEAL: u8 = 2;
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Phase {
    /// Seats are taken and commitments come in.
    Commit = 0,
    /// Commitments are closed, answers come in.
    Reveal = 1,
    /// Reveals are closed, anyone may settle.
    Revealed = 2,
    /// Labels stand, the requester may open gold.
    Gold = 3,
    /// Rewards wait in the slots.
    Settled = 4,
    /// Nothing is owed; the record can be recycled.
    Done = 5,
    /// Validators are being drawn.
    Draw = 6,
    /// Labels may be contested; of a review: it may be appealed.
    Challenge = 7,
    /// Of a review: an appeal decides.
    Appealed = 8,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum SlotState {
    Empty = 0,
    Claimed = 1,
    Committed = 2,
    Revealed = 3,
    /// Committed, never revealed; a validator: did not commit or not reveal.
    Missed = 4,
    /// Reward and bond went to the member.
    Collected = 5,
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct PanelHead {
    pub number: u64,
    /// Base units of the page set aside for this panel; zero once settled.
    pub reserve: u64,
    /// Unix seconds at which the phase ends; zero while nobody has claimed.
    pub until: u64,
    /// Slot at which the phase began.
    pub phase_slot: u64,
    /// The panel asks items `first_item .. first_item + items` of the task.
    pub first_item: u32,
    pub items: u16,
    pub difficulty_bps: u16,
    /// See [`Phase`].
    pub phase: u8,
    /// See [`kind`].
    pub kind: u8,
    pub wave: u8,
    /// 1 when no further wave may open.
    pub last_wave: u8,
    /// Seats of the first wave, of each later one, and of all together.
    pub seats_first: u8,
    pub seats_step: u8,
    pub seats_max: u8,
    /// Waves after the first this record has room for.
    pub later_waves: u8,
    /// Seats open so far; slots `wave_start..seats` belong to the current wave.
    pub seats: u8,
    pub wave_start: u8,
    /// Commitments and reveals of the current wave.
    pub committed: u8,
    pub revealed: u8,
    /// Slots that still wait for their collection.
    pub to_collect: u8,
    /// Reviews of this panel that are not concluded.
    pub open_cases: u8,
    /// Of a review: words of the mask over its subject's items.
    pub subject_mask: u8,
    /// Compensations for late keys that were paid out of the reserve.
    pub late: u8,
    /// Where labels, sure mask and answers lie, in words from the record's start, and how long the record is: readers
    /// need no second copy of the layout rule. Slots follow the head.
    pub labels_at: u16,
    pub sure_at: u16,
    pub answers_at: u16,
    pub words: u16,
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct Slot {
    /// See [`SlotState`].
    pub state: u8,
    pub wave: u8,
    /// Gold items that carried a wrong suggestion, and how many of those he accepted.
    pub lured: u8,
    pub fell: u8,
    /// `Seat.index` of the member; of a validator his shard and place in the pool, `shard << 16 | place`.
    pub seat: u32,
    pub answered: u16,
    /// Answers equal to the label; of a payload the items that were accepted.
    pub agreed: u16,
    pub gold_hits: u16,
    /// Gold items answered; of a validator the votes an appeal clearly reversed.
    pub gold_total: u16,
    /// Unix seconds until which the seat is held without a commitment.
    pub held_until: u32,
    /// What the member's panels before scored below zero or above their maximum, in basis points of an item; once this
    /// panel is scored, what his next one begins with. Zero for validators.
    pub carry: i32,
    /// Base units, waiting to be collected.
    pub reward: u64,
    pub commitment: [u8; 32],
}

const _: () = assert!(core::mem::size_of::<PanelHead>() == 8 * HEAD_WORDS);
const _: () = assert!(core::mem::size_of::<Slot>() == 8 * SLOT_WORDS);

/// Masks over its items that a panel has when its labels may be contested.
#[derive(Clone, Copy)]
pub enum Mask {
    /// Opened gold that counts.
    Gold = 0,
    /// Under review, or reviewed.
    Contested = 1,
}

/// One record of a page's ring, taken apart.
pub struct Panel<'a> {
    pub head: &'a mut PanelHead,
    pub slots: &'a mut [Slot],
    /// `layout.weight` words a seat; of a review the case and the mask of its subject's items.
    pub weights: &'a mut [u64],
    pub labels: &'a mut [u64],
    /// One bit per item: the posterior passed the learning threshold.
    pub sure: &'a mut [u64],
    /// One mask per later wave: the items it was asked; then, where labels may be contested, gold and contested items.
    pub asked: &'a mut [u64],
    /// `layout.row` words a seat.
    pub answers: &'a mut [u64],
    pub layout: Layout,
    pub shape: Shape,
    /// Bytes a member must reveal.
    pub answer_bytes: usize,
}

impl PanelHead {
    pub fn phase(&self) -> Result<Phase> {
        Ok(match self.phase {
            0 => Phase::Commit,
            1 => Phase::Reveal,
            2 => Phase::Revealed,
            3 => Phase::Gold,
            4 => Phase::Settled,
            5 => Phase::Done,
            6 => Phase::Draw,
            7 => Phase::Challenge,
            8 => Phase::Appealed,
            _ => return Err(TaggerError::WrongPhase.into()),
        })
    }

    pub fn check_phase(&self, phase: Phase) -> Result<()> {
        require!(self.phase == phase as u8, TaggerError::WrongPhase);
        Ok(())
    }

    pub fn enter(&mut self, phase: Phase, until: u64, now: &Now) {
        self.phase = phase as u8;
        self.until = until;
        self.phase_slot = now.slot;
    }

    /// The phase's window is open: no deadline yet, or not passed.
    pub fn check_open(&self, grace: u32, now: &Now) -> Result<()> {
        let open = self.until == 0 || !now.passed(self.until, self.phase_slot, grace);
        require!(open, TaggerError::WindowClosed);
        Ok(())
    }

    pub fn check_over(&self, grace: u32, now: &Now) -> Result<()> {
        let over = self.until != 0 && now.passed(self.until, self.phase_slot, grace);
        require!(over, TaggerError::WindowOpen);
        Ok(())
    }

    /// Seats of the current wave.
    pub fn wave_seats(&self) -> u8 {
        self.seats - self.wave_start
    }
}

impl<'a> Panel<'a> {
    /// Takes the record at word `offset` apart.
    #[inline(never)]
    pub fn at(words: &'a mut [u64], offset: usize, terms: &Terms) -> Result<Self> {
        let (roster, rest) = Roster::at(words, offset)?;
        let Roster { head, slots, weights } = roster;
        // Terms were checked when the task opened.
        let shape = Shape {
            items: head.items,
            bits: terms.bits,
            classes: terms.classes,
        };
        let layout = terms.layout_written(head);
        let answer_bytes = terms.answer_bytes(head);
        require!(rest.len() >= layout.total - layout.labels, TaggerError::NoSuchPanel);
        let (labels, rest) = rest.split_at_mut(layout.stride);
        let (sure, rest) = rest.split_at_mut(layout.mask);
        let (asked, rest) = rest.split_at_mut(layout.answers - layout.asked);
        let (answers, _) = rest.split_at_mut(layout.total - layout.answers);
        Ok(Self {
            head,
            slots,
            weights,
            labels,
            sure,
            asked,
            answers,
            layout,
            shape,
            answer_bytes,
        })
    }

    /// Head and slots alone.
    pub fn roster(&mut self) -> Roster<'_> {
        Roster {
            head: self.head,
            slots: self.slots,
            weights: self.weights,
        }
    }

    pub fn slot(&mut self, index: u8) -> Result<&mut Slot> {
        self.roster().slot(index)
    }

    /// The slot, which must be held by seat number `seat` and be in `state`.
    pub fn slot_of(&mut self, index: u8, seat: u32, state: SlotState) -> Result<&mut Slot> {
        self.roster().slot_of(index, seat, state)
    }

    /// Words of one seat's packed answers.
    pub fn answers_of(&mut self, index: usize) -> &mut [u64] {
        let from = row(index, self.layout.row);
        &mut self.answers[from..from + self.layout.row]
    }

    /// Bytes of the packed labels.
    pub fn label_bytes(&self) -> usize {
        self.label_bits().div_ceil(8) as usize
    }

    fn label_bits(&self) -> u32 {
        u32::from(self.head.items) * u32::from(self.shape.bits)
    }

    pub(super) fn mask_word(&self, mask: Mask, item: usize) -> usize {
        row(usize::from(self.head.later_waves) + mask as usize, self.layout.mask) + item / 64
    }

    /// Whether `item` is in a mask.
    pub fn has(&self, mask: Mask, item: usize) -> bool {
        self.asked[self.mask_word(mask, item)] >> (item % 64) & 1 != 0
    }

    pub fn put(&mut self, mask: Mask, item: usize, on: bool) {
        let (word, bit) = (self.mask_word(mask, item), 1 << (item % 64));
        if on {
            self.asked[word] |= bit;
        } else {
            self.asked[word] &= !bit;
        }
    }

    /// Somebody revealed answers.
    pub fn answered(&self) -> bool {
        self.slots.iter().any(|slot| slot.state == SlotState::Revealed as u8)
    }

    /// The same once everything is collected.
    pub fn was_answered(&self) -> bool {
        self.slots.iter().any(|slot| slot.answered > 0)
    }

    /// Stores answers whose commitment was checked; closes the reveals when they were the last ones.
    pub fn reveal(&mut self, index: u8, answers: &[u8], now: &Now) -> Result<()> {
        let bits = self.label_bits();
        let row = bytemuck::cast_slice_mut::<u64, u8>(self.answers_of(usize::from(index)));
        row[..answers.len()].copy_from_slice(answers);
        // A payload's answer fills its row.
        if !bits.is_multiple_of(8) && self.answer_bytes == bits.div_ceil(8) as usize {
            let last = answers.last().copied().unwrap_or(0);
            require!(last >> (bits % 8) == 0, TaggerError::DirtyTail);
        }
        self.slot(index)?.state = SlotState::Revealed as u8;
        self.head.revealed += 1;
        if self.head.revealed == self.head.committed {
            self.head.enter(Phase::Revealed, now.seconds, now);
        }
        Ok(())
    }

    /// Closes the commitments of a wave that did not fill. A later wave nobody committed to is dropped.
    pub fn expire_commit(&mut self, terms: &Terms, now: &Now) -> Result<()> {
        self.head.check_phase(Phase::Commit)?;
        self.head.check_over(terms.restart_grace_secs, now)?;
        let held = self.slots.iter().any(|slot| slot.state == SlotState::Claimed as u8);
        require!(!held, TaggerError::ClaimsHeld);
        if self.head.committed > 0 {
            let window = terms.reveal_window(self.head.kind);
            self.head.enter(Phase::Reveal, now.plus(window)?, now);
        } else {
            self.head.last_wave = 1;
            self.head.enter(Phase::Revealed, now.seconds, now);
        }
        Ok(())
    }

    /// Closes the reveals; whoever committed and stayed silent has missed.
    pub fn expire_reveal(&mut self, grace: u32, now: &Now) -> Result<()> {
        self.head.check_phase(Phase::Reveal)?;
        self.head.check_over(grace, now)?;
        for slot in self
            .slots
            .iter_mut()
            .filter(|slot| slot.state == SlotState::Committed as u8)
        {
            slot.state = SlotState::Missed as u8;
        }
        self.head.enter(Phase::Revealed, now.seconds, now);
        Ok(())
    }

    /// Opens the next wave for the items in the current `asked` mask.
    pub fn open_wave(&mut self, commit_secs: u32, now: &Now) -> Result<()> {
        let head = &mut *self.head;
        head.wave += 1;
        head.wave_start = head.seats;
        head.seats = head.seats.saturating_add(head.seats_step).min(head.seats_max);
        head.committed = 0;
        head.revealed = 0;
        head.enter(Phase::Commit, now.plus(commit_secs)?, now);
        Ok(())
    }
}

/// Where row `index` of a table with rows of `words` words begins. A product of 32 bits: the overflow check of a 64-bit
/// product is a call of 45 instructions.
pub(super) fn row(index: usize, words: usize) -> usize {
    (index as u32 * words as u32) as usize
}
