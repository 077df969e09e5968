//! `Page`: a shard of a task: a money reserve and a ring of panel records. The only account the hot path writes.
use anchor_lang::prelude::*;

use super::{
    panel::{kind, PanelHead},
    records::leaf,
    task::{Shares, Totals},
    Panel, Phase, Records, Roster, Task, Terms,
};
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, MAX_LIVE_PANELS},
    error::TaggerError,
    rules::{
        layout::{Layout, HEAD_WORDS},
        pay,
        ring::Ring,
    },
};

const DIRECTORY: usize = MAX_LIVE_PANELS as usize;

#[account]
pub struct Page {
    pub version: u8,
    pub bump: u8,
    /// 1 when the page holds one review and its appeals, and nothing else.
    pub review: u8,
    /// 1 on the page of a review whose validators have a share of the dataset's revenue.
    pub shared: u8,
    pub index: u32,
    pub task: Address,
    pub rent_payer: Address,
    /// First half of every commitment on this page, see `rules/commitment.rs`.
    pub context: [u8; 32],
    pub terms: Terms,
    /// Unix seconds after which nothing is claimed; earlier than the task's when the task was cancelled.
    pub ends_at: u64,
    /// All TAG of this page, base units in the escrow vault: `free + reserved_funds + credited + fees`.
    pub funds: u64,
    /// Not set aside for any panel; the requester's.
    pub free: u64,
    /// Set aside for panels that are not settled: their highest possible cost.
    pub reserved_funds: u64,
    /// Earned by members, waiting in slots to be collected.
    pub credited: u64,
    /// Fees earned, waiting to be folded into the task.
    pub fees: u64,
    /// Stake slashed less what keepers earned, waiting to be folded; base units in the stake vault, not part of `funds`.
    pub slashed: u64,
    /// Totals since the last fold.
    pub paid: u64,
    pub answers: u64,
    pub items_settled: u64,
    /// Accepted labels; on the page of a review, votes that became the verdict and have a seat.
    pub accepted: u64,
    pub panels_settled: u32,
    /// Words of the ring behind this header.
    pub capacity: u16,
    /// The task's share of a slash for silence that goes to the keeper who pushed.
    pub keeper_tip_bps: u16,
    /// Ring offsets in words, see `rules/ring.rs`.
    pub head: u32,
    pub tail: u32,
    /// Live panels are numbered `first_panel..next_panel`.
    pub first_panel: u64,
    pub next_panel: u64,
    /// Word offsets of live panels, at `number % 64`. Panels are found through it and never by an offset the caller
    /// gives, so bytes of somebody's answers can't pose as a panel.
    pub directory: [u16; DIRECTORY],
}

/// The bytes behind the typed header of an account, for accounts that keep variable data there.
pub fn account_tail<T>(account: &mut Account<T>) -> Result<&mut [u8]>
where
    T: bytemuck::Pod + anchor_lang::accounts::SlabSchema,
{
    require!(account.account().is_writable(), ErrorCode::ConstraintMut);
    let mut view = *account.account();
    let start = 8 + core::mem::size_of::<T>();
    // SAFETY: `account` is borrowed mutably for the life of the result, and everything reached through its typed header
    // ends where this slice starts; duplicates of a writable account are refused when accounts are loaded.
    let data: &mut [u8] = unsafe {
        let bytes = view.borrow_unchecked_mut();
        core::slice::from_raw_parts_mut(bytes.as_mut_ptr(), bytes.len())
    };
    Ok(data.get_mut(start..).ok_or(TaggerError::WrongVersion)?)
}

impl Page {
    pub const HEADER_BYTES: usize = 8 + core::mem::size_of::<Page>();

    /// The next page of a task, of `bytes` bytes.
    pub fn birth(&mut self, bump: u8, task: &Account<Task>, rent_payer: Address, context: [u8; 32], bytes: u32) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.index = task.pages_made;
        self.task = *task.address();
        self.rent_payer = rent_payer;
        self.context = context;
        self.terms = task.terms;
        self.ends_at = task.ends_at;
        self.keeper_tip_bps = task.keeper_tip_bps;
        // A page has at most MAX_PAGE_BYTES, so its words fit 16 bits.
        self.capacity = ((bytes - Self::HEADER_BYTES as u32) / 8) as u16;
    }

    /// The header and the ring of a loaded page, both writable at once.
    pub fn split(page: &mut Account<Page>) -> Result<(&mut Page, &mut [u64])> {
        require!(page.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        let tail: *mut [u8] = account_tail::<Page>(page)?;
        // SAFETY: header and tail are disjoint parts of the account, see `account_tail`.
        let words = bytemuck::try_cast_slice_mut(unsafe { &mut *tail }).map_err(|_| TaggerError::BadPageSize)?;
        Ok((&mut **page, words))
    }

    pub fn live(&self) -> u64 {
        self.next_panel - self.first_panel
    }

    /// Claims are still accepted.
    pub fn check_running(&self, now: &Now) -> Result<()> {
        require!(!self.ended(now), TaggerError::TaskEnded);
        Ok(())
    }

    pub fn ended(&self, now: &Now) -> bool {
        now.seconds >= self.ends_at
    }

    fn ring(&self) -> Ring {
        Ring {
            capacity: u32::from(self.capacity),
            head: self.head,
            tail: self.tail,
            live: self.live() as u32,
        }
    }

    pub fn check_live(&self, number: u64) -> Result<()> {
        let live = self.first_panel <= number && number < self.next_panel;
        require!(live, TaggerError::NoSuchPanel);
        Ok(())
    }

    /// Finds a live panel of annotators.
    pub fn panel<'a>(&self, words: &'a mut [u64], number: u64) -> Result<Panel<'a>> {
        let panel = self.record(words, number)?;
        require!(panel.head.kind == kind::ANNOTATE, TaggerError::NoSuchPanel);
        Ok(panel)
    }

    /// Finds who sits on a live panel of annotators.
    #[inline(always)]
    pub fn roster<'a>(&self, words: &'a mut [u64], number: u64) -> Result<Roster<'a>> {
        let (roster, _) = Roster::at(words, self.offset(number)?)?;
        require!(roster.head.kind == kind::ANNOTATE, TaggerError::NoSuchPanel);
        Ok(roster)
    }

    /// Finds a live panel of validators.
    pub fn court<'a>(&self, words: &'a mut [u64], number: u64) -> Result<Panel<'a>> {
        let panel = self.record(words, number)?;
        require!(panel.head.kind != kind::ANNOTATE, TaggerError::NoSuchPanel);
        Ok(panel)
    }

    fn record<'a>(&self, words: &'a mut [u64], number: u64) -> Result<Panel<'a>> {
        Panel::at(words, self.offset(number)?, &self.terms)
    }

    /// Where the record of a live panel begins, in words.
    fn offset(&self, number: u64) -> Result<usize> {
        self.check_live(number)?;
        Ok(usize::from(self.directory[number as usize % DIRECTORY]))
    }

    /// Takes room for the next panel; returns its number and word offset.
    pub fn place(&mut self, size: u32) -> Result<(u64, usize)> {
        require!(self.live() < DIRECTORY as u64, TaggerError::PageFull);
        let mut ring = self.ring();
        let at = ring.place(size).ok_or(TaggerError::PageFull)?;
        let number = self.next_panel;
        self.head = ring.head;
        self.tail = ring.tail;
        self.next_panel += 1;
        // A page has at most MAX_PAGE_BYTES, so word offsets fit 16 bits.
        self.directory[number as usize % DIRECTORY] = at as u16;
        Ok((number, at as usize))
    }

    /// Writes a new panel's head into a record of zeros; returns its number.
    pub fn write_record(&mut self, words: &mut [u64], mut head: PanelHead, layout: &Layout) -> Result<u64> {
        let (number, at) = self.place(layout.total as u32)?;
        let record = words.get_mut(at..at + layout.total).ok_or(TaggerError::PageFull)?;
        record.fill(0);
        head.number = number;
        // A record lies inside a page of at most MAX_PAGE_BYTES, so words fit 16 bits.
        head.labels_at = layout.labels as u16;
        head.sure_at = layout.sure as u16;
        head.answers_at = layout.answers as u16;
        head.words = layout.total as u16;
        record[..HEAD_WORDS].copy_from_slice(bytemuck::cast_slice(core::slice::from_ref(&head)));
        Ok(number)
    }

    /// Gives back the room of finished panels, oldest first, and notes what they decided; returns how many.
    pub fn recycle(&mut self, words: &mut [u64], records: &mut Records) -> Result<u32> {
        let mut freed = 0;
        while self.first_panel < self.next_panel {
            let panel = self.record(words, self.first_panel)?;
            if panel.head.phase()? != Phase::Done {
                break;
            }
            if panel.head.kind == kind::ANNOTATE && panel.was_answered() {
                records.append(leaf(self.index, &panel));
            }
            let mut ring = self.ring();
            let next = self.first_panel + 1;
            let next_at = (next < self.next_panel).then(|| u32::from(self.directory[next as usize % DIRECTORY]));
            ring.free_oldest(next_at);
            self.tail = ring.tail;
            self.first_panel = next;
            freed += 1;
        }
        Ok(freed)
    }

    pub fn fund(&mut self, amount: u64) -> Result<()> {
        self.funds = self.funds.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        self.free = self.free.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Takes free money out of the page.
    pub fn unfund(&mut self, amount: u64) -> Result<()> {
        self.free = self.free.checked_sub(amount).ok_or(TaggerError::NotEnoughPageFunds)?;
        self.funds = self.funds.checked_sub(amount).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    pub fn reserve(&mut self, amount: u64) -> Result<()> {
        self.free = self.free.checked_sub(amount).ok_or(TaggerError::NotEnoughPageFunds)?;
        self.reserved_funds = self
            .reserved_funds
            .checked_add(amount)
            .ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Part of a panel's reserve leaves the page for another account of the task.
    pub fn release_reserve(&mut self, amount: u64) -> Result<()> {
        self.reserved_funds = self
            .reserved_funds
            .checked_sub(amount)
            .ok_or(TaggerError::LedgerBroken)?;
        self.funds = self.funds.checked_sub(amount).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// Part of a panel's reserve leaves the page for a member's balance.
    pub fn compensate(&mut self, amount: u64) -> Result<()> {
        self.release_reserve(amount)?;
        self.paid = self.paid.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Splits a panel's reserve: rewards to slots, fees to the protocol, the rest back to the requester.
    pub fn settle(&mut self, reserve: u64, rewards: u64, fees: u64) -> Result<()> {
        let spent = rewards.checked_add(fees).ok_or(TaggerError::MathOverflow)?;
        let rest = reserve.checked_sub(spent).ok_or(TaggerError::LedgerBroken)?;
        self.reserved_funds = self
            .reserved_funds
            .checked_sub(reserve)
            .ok_or(TaggerError::LedgerBroken)?;
        self.credited = self.credited.checked_add(rewards).ok_or(TaggerError::MathOverflow)?;
        self.fees = self.fees.checked_add(fees).ok_or(TaggerError::MathOverflow)?;
        self.free = self.free.checked_add(rest).ok_or(TaggerError::MathOverflow)?;
        self.paid = self.paid.checked_add(rewards).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// A reward leaves the page for its member's balance.
    pub fn pay_out(&mut self, reward: u64) -> Result<()> {
        self.credited = self.credited.checked_sub(reward).ok_or(TaggerError::LedgerBroken)?;
        self.funds = self.funds.checked_sub(reward).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// What a keeper earns by pushing a step that cost a silent member `slash`: rounded down, each slash by itself, so that
    /// it does not matter how many are pushed together.
    pub fn tip_of(&self, slash: u64) -> u64 {
        pay::share(slash, self.keeper_tip_bps)
    }

    /// Slashed stake goes to a keeper.
    pub fn give_tip(&mut self, tip: u64) -> Result<()> {
        self.slashed = self.slashed.checked_sub(tip).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// Hands totals and fees over to the task.
    pub fn take_totals(&mut self) -> Result<Totals> {
        let counted = core::mem::take(&mut self.accepted);
        let (accepted, judged) = if self.review == 0 { (counted, 0) } else { (0, counted) };
        let totals = Totals {
            paid: core::mem::take(&mut self.paid),
            fees: core::mem::take(&mut self.fees),
            slashed: core::mem::take(&mut self.slashed),
            answers: core::mem::take(&mut self.answers),
            items_settled: core::mem::take(&mut self.items_settled),
            panels_settled: core::mem::take(&mut self.panels_settled),
            shares: Shares { accepted, judged },
        };
        self.funds = self.funds.checked_sub(totals.fees).ok_or(TaggerError::LedgerBroken)?;
        Ok(totals)
    }

    /// The parts of the page's money add up to the whole.
    pub fn invariant(&self) -> Result<()> {
        let parts = [self.reserved_funds, self.credited, self.fees];
        let sum = parts.iter().try_fold(self.free, |sum, part| sum.checked_add(*part));
        require!(sum == Some(self.funds), TaggerError::LedgerBroken);
        Ok(())
    }
}
