//! `Roster`: the head and the slots of a panel's record, which is all that claims and commitments touch. Taking only
//! these apart costs a third of taking the whole record apart.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::{panel::row, PanelHead, Phase, Slot, SlotState, Terms};
use crate::{
    clock::Now,
    error::TaggerError,
    rules::layout::{HEAD_WORDS, SLOT_WORDS},
};

pub struct Roster<'a> {
    pub head: &'a mut PanelHead,
    pub slots: &'a mut [Slot],
    /// What lies between slots and labels, see `Panel.weights`.
    pub weights: &'a mut [u64],
}

impl<'a> Roster<'a> {
    /// Takes the record at word `offset` apart as far as its labels; returns the words from there on too.
    #[inline(always)]
    pub fn at(words: &'a mut [u64], offset: usize) -> Result<(Self, &'a mut [u64])> {
        let record = words.get_mut(offset..).ok_or(TaggerError::NoSuchPanel)?;
        require!(record.len() >= HEAD_WORDS, TaggerError::NoSuchPanel);
        let (head, rest) = record.split_at_mut(HEAD_WORDS);
        let head: &mut PanelHead = cast_one(head)?;
        let slots = usize::from(head.seats_max) * SLOT_WORDS;
        let before_labels = usize::from(head.labels_at).wrapping_sub(HEAD_WORDS);
        require!(
            slots <= before_labels && before_labels <= rest.len(),
            TaggerError::NoSuchPanel
        );
        let (before_labels, rest) = rest.split_at_mut(before_labels);
        let (slots, weights) = before_labels.split_at_mut(slots);
        let slots = bytemuck::try_cast_slice_mut(slots).map_err(|_| TaggerError::NoSuchPanel)?;
        Ok((Self { head, slots, weights }, rest))
    }

    pub fn slot(self, index: u8) -> Result<&'a mut Slot> {
        let opened = usize::from(self.head.seats);
        Ok(self.slots[..opened]
            .get_mut(usize::from(index))
            .ok_or(TaggerError::WrongSlot)?)
    }

    /// The slot, which must be held by seat number `seat` and be in `state`.
    pub fn slot_of(self, index: u8, seat: u32, state: SlotState) -> Result<&'a mut Slot> {
        let slot = self.slot(index)?;
        require!(slot.seat == seat && slot.state == state as u8, TaggerError::WrongSlot);
        Ok(slot)
    }

    fn again(&mut self) -> Roster<'_> {
        Roster {
            head: self.head,
            slots: self.slots,
            weights: self.weights,
        }
    }

    /// Nobody ever took a seat.
    pub fn untouched(&self) -> bool {
        self.head.wave == 0 && self.slots.iter().all(|slot| slot.state == SlotState::Empty as u8)
    }

    /// Copies a member's weight table beside his slot.
    pub fn keep_weights(&mut self, index: u8, table: &[u8]) {
        let words = table.len().div_ceil(8);
        let from = row(usize::from(index), words);
        let own: &mut [u8] = bytemuck::cast_slice_mut(&mut self.weights[from..from + words]);
        own[..table.len()].copy_from_slice(table);
    }

    /// Finds the free slot of the current wave that a seat may take.
    #[inline(always)]
    pub fn vacancy(&self, seat: u32, terms: &Terms, now: &Now) -> Result<u8> {
        self.head.check_phase(Phase::Commit)?;
        self.head.check_open(terms.restart_grace_secs, now)?;
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
        // There are at most MAX_SEATS.
        Ok(free.ok_or(TaggerError::PanelFull)? as u8)
    }

    /// Takes the slot that `vacancy` found.
    #[inline(always)]
    pub fn claim(&mut self, index: u8, seat: u32, carry: i32, terms: &Terms, now: &Now) -> Result<()> {
        if self.head.until == 0 {
            self.head.until = now.plus(terms.commit_secs)?;
            self.head.phase_slot = now.slot;
        }
        // A free slot is all zeros.
        let slot = &mut self.slots[usize::from(index)];
        let held_until = now.plus(terms.hold_secs)?.min(self.head.until);
        slot.held_until = u32::try_from(held_until).map_err(|_| TaggerError::MathOverflow)?;
        slot.carry = carry;
        slot.state = SlotState::Claimed as u8;
        slot.wave = self.head.wave;
        slot.seat = seat;
        Ok(())
    }

    /// Stores a commitment; closes the wave when it was the last one.
    pub fn commit(&mut self, index: u8, seat: u32, commitment: &[u8; 32], terms: &Terms, now: &Now) -> Result<()> {
        self.head.check_phase(Phase::Commit)?;
        self.head.check_open(terms.restart_grace_secs, now)?;
        let phase_slot = self.head.phase_slot;
        let slot = self.again().slot_of(index, seat, SlotState::Claimed)?;
        require!(
            !now.passed(slot.held_until.into(), phase_slot, terms.restart_grace_secs),
            TaggerError::WindowClosed
        );
        require!(*commitment != [0; 32], TaggerError::ZeroCommitment);
        slot.commitment = *commitment;
        slot.state = SlotState::Committed as u8;
        self.head.committed += 1;
        if self.head.committed == self.head.wave_seats() {
            let window = terms.reveal_window(self.head.kind);
            self.head.enter(Phase::Reveal, now.plus(window)?, now);
        }
        Ok(())
    }

    /// Frees a seat whose holder let its hold pass; returns what he carried and until when he held it.
    pub fn expire_claim(&mut self, index: u8, seat: u32, grace: u32, now: &Now) -> Result<(i32, u64)> {
        self.head.check_phase(Phase::Commit)?;
        let phase_slot = self.head.phase_slot;
        let slot = self.again().slot_of(index, seat, SlotState::Claimed)?;
        require!(
            now.passed(slot.held_until.into(), phase_slot, grace),
            TaggerError::WindowOpen
        );
        let lapsed = (slot.carry, u64::from(slot.held_until));
        *slot = Slot::zeroed();
        self.vacated();
        Ok(lapsed)
    }

    /// Frees a seat whose holder gives it back; returns what he carried and how many seconds of the hold are left.
    pub fn return_claim(&mut self, index: u8, seat: u32, grace: u32, now: &Now) -> Result<(i32, u64)> {
        self.head.check_phase(Phase::Commit)?;
        let phase_slot = self.head.phase_slot;
        let slot = self.again().slot_of(index, seat, SlotState::Claimed)?;
        let left = now.left(slot.held_until.into(), phase_slot, grace);
        let carry = slot.carry;
        *slot = Slot::zeroed();
        self.vacated();
        Ok((carry, left.ok_or(TaggerError::WindowClosed)?))
    }

    /// A slot is free again. Where nobody sits any more the panel is as good as new: the commit window starts with the next
    /// claim.
    fn vacated(&mut self) {
        if self.untouched() {
            self.head.until = 0;
        }
    }
}

fn cast_one<T: Pod>(words: &mut [u64]) -> Result<&mut T> {
    bytemuck::try_cast_slice_mut(words)
        .ok()
        .and_then(|all: &mut [T]| all.first_mut())
        .ok_or_else(|| TaggerError::NoSuchPanel.into())
}
