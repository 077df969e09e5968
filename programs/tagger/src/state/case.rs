//! `Case`: what a review or an appeal is about. Lies in the record of its panel, where others have weights, followed by
//! the mask of the subject's items it judges.
//!
//! A review has a page of its own, so that no full page can keep anybody from contesting; its appeals lie on the same one.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::{reversal, tally, Counts, Tally};

use super::{panel::row as row_at, settlement::codes, Panel, Phase, Slot, SlotState, Terms};
use crate::{
    clock::Now,
    constants::MAX_SEATS,
    error::TaggerError,
    rules::{
        draw::{target_after, TRIES_A_SEAT},
        layout::CASE_WORDS,
        pay::share,
    },
};

/// Who asked for a review, and who pays for it.
pub mod reason {
    /// Drawn at random, or a payload; paid from what the requester set aside.
    pub const AUDIT: u8 = 0;
    pub const REQUESTER: u8 = 1;
    pub const ANNOTATOR: u8 = 2;
    /// The publisher of a dataset accuses a holder of its licence; the case is about the licence's account and not a page.
    pub const BREACH: u8 = 3;
    /// That holder appeals.
    pub const HOLDER: u8 = 4;
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct Case {
    /// Page and number of the panel whose items are judged; for a breach the licence, and zero.
    pub subject_page: Address,
    pub subject: u64,
    /// Wallet that asked; what is left of the deposit is his.
    pub funder: Address,
    /// Base units paid in for this round; zero once concluded.
    pub deposit: u64,
    /// Hash of the block that decides who is drawn; zero until it is known.
    pub seed: [u8; 32],
    /// Slot whose block that is.
    pub target: u64,
    /// Number of the round before, plus one; zero for the first.
    pub parent: u64,
    /// Candidates tried with this seed.
    pub tries: u16,
    /// How often the seed was not taken in time.
    pub retargets: u16,
    /// Seats to fill before the panel may commit.
    pub wanted: u8,
    pub round: u8,
    /// See [`reason`].
    pub reason: u8,
    /// 1 once substitutes were drawn.
    pub substituted: u8,
    /// Of a breach: base units of the deposit that are the holder's when he is acquitted.
    pub bond: u64,
}

const _: () = assert!(core::mem::size_of::<Case>() == 8 * CASE_WORDS);

/// Where in a round's answers the rows of those who revealed begin.
pub struct Voters {
    rows: [usize; MAX_SEATS as usize],
    count: usize,
}

impl Panel<'_> {
    /// The case of a review.
    pub fn case(&self) -> &Case {
        bytemuck::from_bytes(bytemuck::cast_slice(&self.weights[..CASE_WORDS]))
    }

    pub fn case_mut(&mut self) -> &mut Case {
        bytemuck::from_bytes_mut(bytemuck::cast_slice_mut(&mut self.weights[..CASE_WORDS]))
    }

    /// Which items of the subject are judged, one bit each.
    pub fn subject_items(&self) -> &[u64] {
        &self.weights[CASE_WORDS..]
    }

    /// Asks for seats to be filled by lot.
    pub fn want(&mut self, seats: u8, now: &Now) {
        let case = self.case_mut();
        case.wanted = seats;
        case.seed = [0; 32];
        case.tries = 0;
        case.target = target_after(now.slot);
        self.head.enter(Phase::Draw, 0, now);
    }

    /// Nobody fetched the seed while the chain knew it, or the epoch ended: another block decides.
    pub fn retarget(&mut self, now: &Now) {
        let wanted = self.case().wanted;
        self.want(wanted, now);
        let case = self.case_mut();
        case.retargets = case.retargets.saturating_add(1);
    }

    /// Whether a place of the pool sits on this panel already.
    pub fn seated(&self, place: u32) -> bool {
        let opened = usize::from(self.head.seats);
        self.slots[..opened]
            .iter()
            .any(|slot| slot.state != SlotState::Empty as u8 && slot.seat == place)
    }

    /// Gives the next seat to a validator.
    pub fn seat(&mut self, place: u32) -> Result<()> {
        require!(self.head.seats < self.head.seats_max, TaggerError::PanelFull);
        let index = usize::from(self.head.seats);
        self.slots[index] = Slot {
            state: SlotState::Claimed as u8,
            wave: 0,
            seat: place,
            held_until: u32::MAX,
            ..Slot::zeroed()
        };
        self.head.seats += 1;
        let case = self.case_mut();
        case.wanted = case.wanted.saturating_sub(1);
        Ok(())
    }

    /// Whether the draw is over: all seats are filled, or the pool has nobody left who may sit.
    pub fn drawn_out(&self) -> bool {
        let case = self.case();
        case.wanted == 0 || case.tries >= TRIES_A_SEAT * u16::from(self.head.seats_max)
    }

    /// Lets the drawn validators commit; without any, the review ends undecided.
    pub fn open_court(&mut self, terms: &Terms, now: &Now) -> Result<()> {
        let waiting = self.slots[..usize::from(self.head.seats)]
            .iter()
            .filter(|slot| matches!(slot.state, s if s == SlotState::Claimed as u8 || s == SlotState::Committed as u8))
            .count() as u8;
        self.head.wave_start = self.head.seats - waiting;
        if waiting > self.head.committed {
            self.head.enter(Phase::Commit, now.plus(terms.review_commit_secs)?, now);
        } else if waiting > 0 {
            self.head.enter(Phase::Reveal, now.plus(terms.review_reveal_secs)?, now);
        } else {
            self.head.enter(Phase::Revealed, now.seconds, now);
        }
        Ok(())
    }

    /// Closes commitments or reveals that did not come. Seats without a commitment are drawn anew, once.
    pub fn expire_votes(&mut self, terms: &Terms, now: &Now) -> Result<()> {
        self.head.check_over(terms.restart_grace_secs, now)?;
        let committing = match self.head.phase()? {
            Phase::Commit => true,
            Phase::Reveal => false,
            _ => return Err(TaggerError::WrongPhase.into()),
        };
        let late = if committing {
            SlotState::Claimed
        } else {
            SlotState::Committed
        };
        let opened = usize::from(self.head.seats);
        let mut missing = 0;
        for slot in self.slots[..opened].iter_mut().filter(|slot| slot.state == late as u8) {
            slot.state = SlotState::Missed as u8;
            missing += 1;
        }
        let room = self.head.seats_max - self.head.seats;
        if !committing {
            self.head.enter(Phase::Revealed, now.seconds, now);
        } else if self.case().substituted == 0 && missing.min(room) > 0 {
            self.case_mut().substituted = 1;
            self.want(missing.min(room), now);
        } else {
            self.open_court(terms, now)?;
        }
        Ok(())
    }

    /// The rows of those who revealed.
    pub fn voters(&self) -> Voters {
        let mut voters = Voters {
            rows: [0; MAX_SEATS as usize],
            count: 0,
        };
        for (index, slot) in self.slots[..usize::from(self.head.seats)].iter().enumerate() {
            if slot.state == SlotState::Revealed as u8 || slot.state == SlotState::Collected as u8 {
                voters.rows[voters.count] = row_at(index, self.layout.row);
                voters.count += 1;
            }
        }
        voters
    }

    /// What the votes on one judged item say. A code that is no class is no vote.
    pub fn tally(&self, voters: &Voters, vote: usize, counts: &mut Counts) -> Tally {
        let at = vote as u32 * u32::from(self.shape.bits);
        let (word, bit, ones) = ((at / 64) as usize, at % 64, (1u64 << self.shape.bits) - 1);
        let mut votes = [0u8; MAX_SEATS as usize];
        let mut given = 0;
        for row in &voters.rows[..voters.count] {
            let label = self.answers[row + word] >> bit & ones;
            if label < u64::from(self.shape.classes) {
                votes[given] = label as u8;
                given += 1;
            }
        }
        tally(&votes[..given], counts)
    }

    /// Writes the verdict: the label most validators gave; an item without one is left out of `sure`.
    pub fn decide_votes(&mut self) {
        self.labels.fill(0);
        self.sure.fill(0);
        let voters = self.voters();
        let mut counts = [0; 256];
        for vote in 0..usize::from(self.head.items) {
            if let Some(label) = self.tally(&voters, vote, &mut counts).decided() {
                self.decree(vote, label);
            }
        }
    }

    /// Whether the review decided an item.
    pub fn decided(&self, vote: usize) -> bool {
        self.sure[vote / 64] >> (vote % 64) & 1 != 0
    }

    /// Counts how many of a validator's votes became the verdict and fixes his fees. An item nobody decided pays everybody
    /// who voted. `overruled` are the items on which a later round clearly decided against this one.
    pub fn score_votes(&mut self, index: usize, verdict: &[Option<u8>], overruled: &[bool], fee: u64) -> Result<()> {
        if self.slots[index].state != SlotState::Revealed as u8 {
            return Ok(());
        }
        let (row, classes) = (self.layout.row, self.shape.classes);
        let own = codes(&self.answers[row_at(index, row)..], self.shape.bits);
        let (mut coherent, mut reversed) = (0u16, 0u16);
        for (label, (last, overruled)) in own.zip(verdict.iter().zip(overruled)) {
            // A code that is no class is no vote: it earns nothing and can't be reversed.
            let voted = u16::from(label) < classes;
            let agrees = voted && last.is_none_or(|last| label == last);
            coherent += u16::from(agrees);
            reversed += u16::from(voted && !agrees && *overruled);
        }
        let slot = &mut self.slots[index];
        slot.answered = verdict.len() as u16;
        slot.agreed = coherent;
        slot.gold_total = reversed;
        slot.reward = fee.checked_mul(u64::from(coherent)).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Takes a validator's slot of a settled review; returns it with what he lost, base units of his bond. `grace` is what
    /// his earlier votes forgive; it is brought up to date.
    pub fn collect_votes(&mut self, index: u8, place: u32, terms: &Terms, grace: &mut u32) -> Result<(Slot, u64)> {
        self.head.check_phase(Phase::Settled)?;
        let slot = self.slot(index)?;
        let taken = *slot;
        let missed = taken.state == SlotState::Missed as u8;
        require!(
            taken.seat == place && (missed || taken.state == SlotState::Revealed as u8),
            TaggerError::WrongSlot
        );
        slot.state = SlotState::Collected as u8;
        self.head.to_collect = self.head.to_collect.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        if self.head.to_collect == 0 {
            self.head.phase = Phase::Done as u8;
        }
        let slash = if !missed {
            let reversal = reversal(*grace, taken.answered, taken.gold_total);
            *grace = reversal.grace;
            let most = share(terms.review_bond, terms.slash_reversed_bps);
            // The share of his votes that are charged, rounded down.
            (u128::from(most) * u128::from(reversal.charged) / u128::from(reversal.of)) as u64
        } else if taken.commitment == [0; 32] {
            share(terms.review_bond, terms.slash_hold_bps)
        } else {
            share(terms.review_bond, terms.slash_miss_bps)
        };
        Ok((taken, slash))
    }
}

/// The set bits of a mask in order.
pub fn items_of(mask: &[u64]) -> impl Iterator<Item = usize> + '_ {
    mask.iter().enumerate().flat_map(|(word, bits)| {
        (0..64)
            .filter(move |bit| bits >> bit & 1 != 0)
            .map(move |bit| word * 64 + bit)
    })
}
