//! The requester opens panels on a page, several at once, and sets aside the most they can cost.
//!
//! - Requester or operator shall sign
//! - The task shall be running and opening shall not be paused
//! - Items shall lie inside the task; seats and waves shall add up; difficulty shall be within its limits
//! - The page shall have room and its free money shall cover the reserve
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use bytemuck::Zeroable;

use crate::{
    clock::Now,
    constants::{MAX_DIFFICULTY_BPS, MAX_PANEL_ITEMS, MAX_WIDE_ANSWERS, MIN_DIFFICULTY_BPS, PAUSE_TASKS},
    error::TaggerError,
    events::PageChanged,
    rules::{
        layout::{later_waves, Layout, HEAD_WORDS},
        pay,
    },
    state::{panel::kind, Config, Page, PanelHead, Task, Terms},
};

#[derive(Accounts)]
pub struct OpenPanels {
    pub operator: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(address = page.task @ TaggerError::WrongPage)]
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
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, specs: Vec<PanelSpec>) -> Result<()> {
        ctx.accounts.validate(&specs)?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        page.recycle(words)?;
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
    let layout = Layout::new(&terms.shape(spec.items)?, spec.seats_max, waves, terms.weighted());
    let reserve = pay::reserve(
        terms.price,
        spec.items,
        spec.difficulty_bps,
        spec.seats_max,
        terms.fee_bps,
    )?;
    page.reserve(reserve)?;
    let (number, at) = page.place(layout.total as u32)?;
    let record = words.get_mut(at..at + layout.total).ok_or(TaggerError::PageFull)?;
    record.fill(0);
    let head = PanelHead {
        number,
        reserve,
        first_item: spec.first_item,
        items: spec.items,
        difficulty_bps: spec.difficulty_bps,
        kind: kind::ANNOTATE,
        seats_first: spec.seats_first,
        seats_step: spec.seats_step,
        seats_max: spec.seats_max,
        later_waves: waves,
        seats: spec.seats_first,
        // A record lies inside a page of at most MAX_PAGE_BYTES, so words fit 16 bits.
        labels_at: layout.labels as u16,
        sure_at: layout.sure as u16,
        answers_at: layout.answers as u16,
        words: layout.total as u16,
        ..PanelHead::zeroed()
    };
    record[..HEAD_WORDS].copy_from_slice(bytemuck::cast_slice(core::slice::from_ref(&head)));
    Ok(())
}
