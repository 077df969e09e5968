//! The requester opens panels on a page, several at once, and sets aside the most they can cost.
//!
//! - Requester or operator shall sign
//! - The task shall be running and opening shall not be paused
//!   (in a private task one compensation for each seat belongs to that)
//! - Items shall lie inside the task; seats and waves shall add up; difficulty shall be within its limits
//! - The page shall have room and its free money shall cover the reserve; where panels are audited, the review of one
//!   shall fit a page
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use bytemuck::Zeroable;

use crate::{
    clock::Now,
    constants::{MAX_DIFFICULTY_BPS, MAX_PANEL_ITEMS, MAX_WIDE_ANSWERS, MIN_DIFFICULTY_BPS, PAUSE_TASKS},
    error::TaggerError,
    events::PageChanged,
    rules::{layout::later_waves, pay},
    state::{docket, panel::kind, Config, Page, PanelHead, Task, Terms},
};

#[derive(Accounts)]
pub struct OpenPanels {
    pub operator: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct PanelSpec {
    pub first_item: u32,
    pub items: u16,
    /// Basis points of the base price.
    pub difficulty_bps: u16,
    pub seats_first: u8,
    /// Seats added by each later wave; ignored when `seats_first == seats_max`.
    pub seats_step: u8,
    pub seats_max: u8,
}

impl PanelSpec {
    fn check(&self, terms: &Terms) -> Result<u8> {
        let end = u64::from(self.first_item) + u64::from(self.items);
        let inside = end <= u64::from(terms.item_count);
        require!(
            self.items > 0 && self.items <= MAX_PANEL_ITEMS && inside,
            TaggerError::BadItems
        );
        let answers = u32::from(self.items) * u32::from(self.seats_max);
        let settles = !terms.weighted() || terms.bits == 1 || answers <= MAX_WIDE_ANSWERS;
        require!(settles, TaggerError::BadItems);
        require!(self.seats_max <= terms.seats_limit, TaggerError::BadSeats);
        let waves = later_waves(self.seats_first, self.seats_step, self.seats_max).ok_or(TaggerError::BadSeats)?;
        // Majority never asks again: it has no posterior to stop at.
        require!(waves == 0 || terms.weighted(), TaggerError::BadSeats);
        let fair = MIN_DIFFICULTY_BPS..=MAX_DIFFICULTY_BPS;
        require!(fair.contains(&self.difficulty_bps), TaggerError::BadDifficulty);
        Ok(waves)
    }
}

impl OpenPanels {
    fn validate(&self, specs: &[PanelSpec]) -> Result<()> {
        let now = Now::get()?;
        self.config.check_entry(PAUSE_TASKS, &now)?;
        self.task.check_operator(self.operator.address())?;
        self.task.check_running(&now)?;
        require!(!specs.is_empty(), TaggerError::BadBatch);
        // A review's page has room for its appeals and for nothing else.
        require!(self.page.review == 0, TaggerError::WrongPage);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, specs: Vec<PanelSpec>) -> Result<()> {
        ctx.accounts.validate(&specs)?;
        let a = &mut ctx.accounts;
        let (page, words) = Page::split(&mut a.page)?;
        page.recycle(words, &mut a.task.records)?;
        for spec in &specs {
            open_panel(page, words, spec)?;
        }
        page.invariant()?;
        PageChanged::log(page, false);
        Ok(())
    }
}

fn open_panel(page: &mut Page, words: &mut [u64], spec: &PanelSpec) -> Result<()> {
    let terms = page.terms;
    let waves = spec.check(&terms)?;
    let mut head = PanelHead {
        first_item: spec.first_item,
        items: spec.items,
        difficulty_bps: spec.difficulty_bps,
        kind: kind::ANNOTATE,
        seats_first: spec.seats_first,
        seats_step: spec.seats_step,
        seats_max: spec.seats_max,
        later_waves: waves,
        seats: spec.seats_first,
        ..PanelHead::zeroed()
    };
    let rewards = pay::reserve(
        terms.price,
        spec.items,
        terms.most_difficulty(spec.difficulty_bps),
        spec.seats_max,
        terms.fee_bps,
    )?;
    // An audit must never wait for money, nor need more room than a page has.
    if terms.audit_items > 0 {
        docket::page_bytes(&terms, &head, spec.items.min(terms.audit_items))?;
    }
    let audit = pay::review_cost(terms.review_fee, terms.review_seats, spec.items.min(terms.audit_items))?;
    head.reserve = rewards
        .checked_add(audit)
        .and_then(|sum| sum.checked_add(terms.late_keys(&head).ok()?))
        .ok_or(TaggerError::MathOverflow)?;
    page.reserve(head.reserve)?;
    let layout = terms.layout(&head, &terms.shape(spec.items)?);
    page.write_record(words, head, &layout)?;
    Ok(())
}
