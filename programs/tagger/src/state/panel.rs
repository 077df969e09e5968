//! A panel: some members answer the same items, commit, reveal, and are settled together.
//!
//! `Commit -> Reveal -> Revealed -> (next wave: Commit | Gold) -> Settled -> Done`; an untouched panel may be released
//! (`Commit -> Done`). Review and appeal panels are other `kind`s of the same record.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::Shape;

use super::Terms;
use crate::{
    clock::Now,
    error::TaggerError,
    rules::layout::{Layout, HEAD_WORDS, SLOT_WORDS},
};

/// Kinds of panel. Annotators answer items of the task.
pub mod kind {
    pub const ANNOTATE: u8 = 0;
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
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum SlotState {
    Empty = 0,
    Claimed = 1,
    Committed = 2,
    Revealed = 3,
    /// Committed, never revealed.
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
    pub reserved: [u8; 3],
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
    /// 1 when the member failed gold.
    pub gold_failed: u8,
    pub reserved: u8,
    /// `Seat.index` of the member.
    pub seat: u32,
    pub answered: u16,
    /// Answers equal to the label.
    pub agreed: u16,
    pub gold_hits: u16,
    pub gold_total: u16,
    /// Unix seconds until which the seat is held without a commitment.
    pub held_until: u64,
    /// Base units, waiting to be collected.
    pub reward: u64,
    pub commitment: [u8; 32],
}

const _: () = assert!(core::mem::size_of::<PanelHead>() == 8 * HEAD_WORDS);
const _: () = assert!(core::mem::size_of::<Slot>() == 8 * SLOT_WORDS);

/// One record of a page's ring, taken apart.
pub struct Panel<'a> {
    pub head: &'a mut PanelHead,
    pub slots: &'a mut [Slot],
    /// `layout.weight` words a seat.
    pub weights: &'a mut [u64],
    pub labels: &'a mut [u64],
    /// One bit per item: the posterior passed the learning threshold.
    pub sure: &'a mut [u64],
    /// One mask per later wave: the items it was asked.
    pub asked: &'a mut [u64],
    /// `layout.stride` words a seat.
    pub answers: &'a mut [u64],
    pub layout: Layout,
    pub shape: Shape,
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
    pub fn at(words: &'a mut [u64], offset: usize, terms: &Terms) -> Result<Self> {
        let record = words.get_mut(offset..).ok_or(TaggerError::NoSuchPanel)?;
        require!(record.len() >= HEAD_WORDS, TaggerError::NoSuchPanel);
        let (head, rest) = record.split_at_mut(HEAD_WORDS);
        let head: &mut PanelHead = cast_one(head)?;
        let shape = terms.shape(head.items)?;
        let layout = Layout::new(&shape, head.seats_max, head.later_waves, terms.weighted());
        require!(rest.len() >= layout.total - HEAD_WORDS, TaggerError::NoSuchPanel);
        let (slots, rest) = rest.split_at_mut(layout.seats * SLOT_WORDS);
        let (weights, rest) = rest.split_at_mut(layout.labels - layout.weights);
        let (labels, rest) = rest.split_at_mut(layout.stride);
        let (sure, rest) = rest.split_at_mut(layout.mask);
        let (asked, rest) = rest.split_at_mut(layout.answers - layout.asked);
        let (answers, _) = rest.split_at_mut(layout.total - layout.answers);
        let slots = bytemuck::try_cast_slice_mut(slots).map_err(|_| TaggerError::NoSuchPanel)?;
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
        })
    }

    pub fn slot(&mut self, index: u8) -> Result<&mut Slot> {
        let opened = usize::from(self.head.seats);
        Ok(self.slots[..opened]
            .get_mut(usize::from(index))
            .ok_or(TaggerError::WrongSlot)?)
    }

    /// The slot, which must be held by seat number `seat` and be in `state`.
    pub fn slot_of(&mut self, index: u8, seat: u32, state: SlotState) -> Result<&mut Slot> {
        let slot = self.slot(index)?;
        require!(slot.seat == seat && slot.state == state as u8, TaggerError::WrongSlot);
        Ok(slot)
    }

    /// Weight table of one seat, as bytes.
    pub fn weights_of(&mut self, index: usize) -> &mut [u8] {
        let from = row(index, self.layout.weight);
        bytemuck::cast_slice_mut(&mut self.weights[from..from + self.layout.weight])
    }

    /// Words of one seat's packed answers.
    pub fn answers_of(&mut self, index: usize) -> &mut [u64] {
        let from = row(index, self.layout.stride);
        &mut self.answers[from..from + self.layout.stride]
    }

    fn answer_bits(&self) -> u32 {
        u32::from(self.head.items) * u32::from(self.shape.bits)
    }

    /// Bytes a member must reveal.
    pub fn answer_bytes(&self) -> usize {
        self.answer_bits().div_ceil(8) as usize
    }

    /// Nobody ever took a seat.
    pub fn untouched(&self) -> bool {
        self.head.wave == 0 && self.slots.iter().all(|slot| slot.state == SlotState::Empty as u8)
    }

    /// Takes a free slot of the current wave for a seat; returns its index.
    pub fn claim(&mut self, seat: u32, hold_secs: u32, commit_secs: u32, grace: u32, now: &Now) -> Result<u8> {
        self.head.check_phase(Phase::Commit)?;
        self.head.check_open(grace, now)?;
        let opened = usize::from(self.head.seats);
        let mut free = None;
        for (index, slot) in self.slots[..opened].iter().enumerate() {
            if slot.state == SlotState::Empty as u8 {
                if free.is_none() && index >= usize::from(self.head.wave_start) {
                    free = Some(index);
                }
            } else {
                require!(slot.seat != seat, TaggerError::AlreadyOnPanel);
            }
        }
        let index = free.ok_or(TaggerError::PanelFull)?;
        if self.head.until == 0 {
            self.head.until = now.plus(commit_secs)?;
            self.head.phase_slot = now.slot;
        }
        let held_until = now.plus(hold_secs)?.min(self.head.until);
        let wave = self.head.wave;
        self.slots[index] = Slot {
            state: SlotState::Claimed as u8,
            wave,
            seat,
            held_until,
            ..Slot::zeroed()
        };
        Ok(index as u8)
    }

    /// Stores a commitment; closes the wave when it was the last one.
    pub fn commit(&mut self, index: u8, seat: u32, commitment: &[u8; 32], terms: &Terms, now: &Now) -> Result<()> {
        self.head.check_phase(Phase::Commit)?;
        self.head.check_open(terms.restart_grace_secs, now)?;
        let phase_slot = self.head.phase_slot;
        let slot = self.slot_of(index, seat, SlotState::Claimed)?;
        require!(
            !now.passed(slot.held_until, phase_slot, terms.restart_grace_secs),
            TaggerError::WindowClosed
        );
        require!(*commitment != [0; 32], TaggerError::ZeroCommitment);
        slot.commitment = *commitment;
        slot.state = SlotState::Committed as u8;
        self.head.committed += 1;
        if self.head.committed == self.head.wave_seats() {
            self.head.enter(Phase::Reveal, now.plus(terms.reveal_secs)?, now);
        }
        Ok(())
    }

    /// Stores answers whose commitment was checked; closes the reveals when they were the last ones.
    pub fn reveal(&mut self, index: u8, answers: &[u8], now: &Now) -> Result<()> {
        let bits = self.answer_bits();
        let row = bytemuck::cast_slice_mut::<u64, u8>(self.answers_of(usize::from(index)));
        row[..answers.len()].copy_from_slice(answers);
        if !bits.is_multiple_of(8) {
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

    /// Frees a seat whose holder let its hold pass.
    pub fn expire_claim(&mut self, index: u8, seat: u32, grace: u32, now: &Now) -> Result<()> {
        self.head.check_phase(Phase::Commit)?;
        let phase_slot = self.head.phase_slot;
        let slot = self.slot_of(index, seat, SlotState::Claimed)?;
        require!(now.passed(slot.held_until, phase_slot, grace), TaggerError::WindowOpen);
        *slot = Slot::zeroed();
        if self.untouched() {
            // As good as new: the commit window starts with the next claim.
            self.head.until = 0;
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
            self.head.enter(Phase::Reveal, now.plus(terms.reveal_secs)?, now);
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

fn cast_one<T: Pod>(words: &mut [u64]) -> Result<&mut T> {
    bytemuck::try_cast_slice_mut(words)
        .ok()
        .and_then(|all: &mut [T]| all.first_mut())
        .ok_or_else(|| TaggerError::NoSuchPanel.into())
}
