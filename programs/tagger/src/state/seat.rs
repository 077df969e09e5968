//! `Seat`: one member in one task: confusion counters, gold score, what was earned, the stake behind it.
//!
//! The fixed part is followed by `classes * classes` counters (u16 LE, row = label decided, column = answer given)
//! and the weight table made of them (u8 each), both padded to eight bytes; majority tasks have neither. In a private
//! task a `SeatKey` comes last.
use anchor_lang::prelude::*;
use tagger_consensus::weights_len;

use super::{task::Shares, Page, SeatKey, Terms};
use crate::{constants::ACCOUNT_VERSION, error::TaggerError};

#[account]
pub struct Seat {
    pub version: u8,
    pub bump: u8,
    /// 1 when a validator opened it for his part of the revenue: it answers nothing and has no bond.
    pub validator: u8,
    pub reserved: u8,
    /// Number of the seat in the task; what slots store instead of the address.
    pub index: u32,
    pub task: Address,
    pub wallet: Address,
    pub rent_payer: Address,
    /// Stake of the member locked for this task and not bound to a panel, base units in the stake vault.
    pub bond_free: u64,
    /// Stake bound to panels whose slots were not collected yet.
    pub bond_held: u64,
    pub earned: u64,
    pub slashed: u64,
    pub answered: u64,
    /// Accepted labels: answers that became or equal the label. The member's shares of the dataset.
    pub accepted: u64,
    pub gold_hits: u32,
    pub gold_total: u32,
    pub missed_reveals: u32,
    /// Slots held on panels, not collected yet.
    pub open_slots: u32,
    /// What his panels scored below zero or above their maximum and his next one begins with, in basis points of an item.
    pub carry: i32,
    /// His votes in reviews of this task that became the verdict: shares of what the dataset earns for validators.
    pub judged: u32,
    /// What he took of the dataset's revenue, base units.
    pub revenue: u64,
    pub ticket: Ticket,
}

/// A claim whose panels are not known yet. Its bonds are held and count as open slots.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
#[repr(C)]
pub struct Ticket {
    /// The first block at or after this slot decides; zero when no ticket is open.
    pub target: u64,
    /// The page's first live panel, and below how many there were, when the ticket was taken: whoever recycles or opens
    /// panels once the block is known does not move the draw.
    pub first: u64,
    /// Index of the page.
    pub page: u32,
    /// Tickets ever taken with this seat; the open one's number.
    pub number: u32,
    /// Panels asked for.
    pub count: u8,
    pub live: u8,
    pub reserved: [u8; 6],
}

impl Ticket {
    /// The open ticket.
    pub fn opened(&self) -> Result<Self> {
        require!(self.target != 0, TaggerError::NoTicket);
        Ok(*self)
    }

    /// Nothing is asked for any more; the number stays, so that no two tickets are drawn alike.
    pub fn close(&mut self) {
        *self = Self {
            number: self.number,
            ..bytemuck::Zeroable::zeroed()
        };
    }
}

const fn pad8(bytes: usize) -> usize {
    (bytes + 7) & !7
}

impl Seat {
    /// Bytes of the counters of a seat under these terms.
    fn counters_len(terms: &Terms) -> usize {
        if terms.weighted() {
            pad8(2 * weights_len(terms.classes))
        } else {
            0
        }
    }

    /// Bytes of the weight table.
    fn weights_len(terms: &Terms) -> usize {
        if terms.weighted() {
            pad8(weights_len(terms.classes))
        } else {
            0
        }
    }

    /// Size of the account in bytes, discriminator included.
    pub fn space(terms: &Terms) -> usize {
        let key = if terms.secret() {
            core::mem::size_of::<SeatKey>()
        } else {
            0
        };
        8 + core::mem::size_of::<Self>() + Self::counters_len(terms) + Self::weights_len(terms) + key
    }

    pub fn birth(&mut self, bump: u8, index: u32, task: Address, wallet: Address, rent_payer: Address) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.index = index;
        self.task = task;
        self.wallet = wallet;
        self.rent_payer = rent_payer;
    }

    /// The counters and the weight bytes of a loaded seat. Empty for majority tasks.
    pub fn tail<'a>(seat: &'a mut Account<Seat>, terms: &Terms) -> Result<(&'a mut [u16], &'a mut [u8])> {
        let counters_len = Self::counters_len(terms);
        let cells = if terms.weighted() {
            weights_len(terms.classes)
        } else {
            0
        };
        let tail = super::page::account_tail::<Seat>(seat)?;
        require!(tail.len() >= counters_len + pad8(cells), TaggerError::WrongSeat);
        let (counters, weights) = tail.split_at_mut(counters_len);
        let counters = bytemuck::try_cast_slice_mut(&mut counters[..2 * cells]).map_err(|_| TaggerError::WrongSeat)?;
        Ok((counters, &mut weights[..cells]))
    }

    /// His shares of a coming dataset: accepted labels, and votes that became the verdict.
    pub fn shares(&self) -> Shares {
        Shares {
            accepted: self.accepted,
            judged: u64::from(self.judged),
        }
    }

    /// Where the key of a private task's items is.
    pub fn key<'a>(seat: &'a mut Account<Seat>, terms: &Terms) -> Result<&'a mut SeatKey> {
        require!(terms.secret(), TaggerError::NotPrivate);
        let start = Self::counters_len(terms) + Self::weights_len(terms);
        let tail = super::page::account_tail::<Seat>(seat)?;
        let bytes = tail.get_mut(start..start + core::mem::size_of::<SeatKey>());
        let key = bytes.and_then(|bytes| bytemuck::try_from_bytes_mut(bytes).ok());
        Ok(key.ok_or(TaggerError::WrongSeat)?)
    }

    /// No slot waits for its collection.
    pub fn check_free(&self) -> Result<()> {
        require!(self.open_slots == 0 && self.bond_held == 0, TaggerError::ClaimsHeld);
        Ok(())
    }

    /// He was paid for less than nothing on some panel: a new seat in the same task would forget that.
    pub fn owes(&self) -> bool {
        self.carry < 0
    }

    /// Holds `count` bonds for panels of a page that the first block at or after slot `target` will decide.
    pub fn open_ticket(&mut self, page: &Page, count: u8, target: u64) -> Result<()> {
        require!(self.ticket.target == 0, TaggerError::TicketOpen);
        for _ in 0..count {
            self.hold_bond(page.terms.bond)?;
        }
        self.ticket = Ticket {
            target,
            first: page.first_panel,
            page: page.index,
            number: self.ticket.number.checked_add(1).ok_or(TaggerError::MathOverflow)?,
            count,
            // At most MAX_LIVE_PANELS.
            live: page.live() as u8,
            reserved: [0; 6],
        };
        Ok(())
    }

    /// Ends the ticket; the bonds of `left` of its places are free again.
    pub fn close_ticket(&mut self, left: u8) -> Result<()> {
        // Every open slot of a seat holds the same bond.
        let bond = self.bond_held / u64::from(self.open_slots.max(1));
        for _ in 0..left {
            self.release_bond(bond, 0)?;
        }
        self.ticket.close();
        Ok(())
    }

    pub fn hold_bond(&mut self, bond: u64) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        self.bond_free = self.bond_free.checked_sub(bond).ok_or(TaggerError::NotEnoughStake)?;
        self.bond_held = self.bond_held.checked_add(bond).ok_or(TaggerError::MathOverflow)?;
        self.open_slots = self.open_slots.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Gives a panel's bond back less what was slashed.
    pub fn release_bond(&mut self, bond: u64, slash: u64) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        self.bond_held = self.bond_held.checked_sub(bond).ok_or(TaggerError::LedgerBroken)?;
        let kept = bond.checked_sub(slash).ok_or(TaggerError::LedgerBroken)?;
        self.bond_free = self.bond_free.checked_add(kept).ok_or(TaggerError::MathOverflow)?;
        self.slashed = self.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
        self.open_slots = self.open_slots.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }
}
