//! Anyone opens the review of a panel that was drawn for an audit; payload panels always are. The requester set the
//! money aside when the panel opened, so that nothing can hold an audit up.
//!
//! - The panel shall be open to challenge; items under review already are left out, so that nobody is kept from an audit
//!   by a review of his own
//! - A categorical panel shall be drawn by a block that did not exist when its labels were computed
#![allow(unused_variables)] // the derive names every argument in each of its parts
use alloc::{vec, vec::Vec};

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::FULL_BPS,
    error::TaggerError,
    events::CaseMoved,
    rules::{
        commitment,
        draw::{point, AUDIT_OFFSET, AUDIT_SELECTION, DRAW_DELAY},
    },
    seeds, slot_hashes,
    state::{case::reason, docket, docket::Asked, panel::Mask, Config, Page, Panel, Phase, Task, Terms},
};

#[derive(Accounts)]
#[instruction(bytes: u32)]
pub struct AuditPanel {
    #[account(mut)]
    pub payer: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, constraint = subject.task == *task.address() @ TaggerError::WrongPage)]
    pub subject: Account<Page>,
    #[account(init, payer = payer, space = bytes as usize, seeds = [seeds::PAGE, task.address().as_ref(), &task.pages_made.to_le_bytes()], bump)]
    pub page: Account<Page>,
    pub system_program: Program<System>,
}

impl AuditPanel {
    /// `bytes` is the size of the review's page.
    pub fn handle(ctx: &mut Context<Self>, bytes: u32, number: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let subject_page = *a.subject.address();
        let (subject, words) = Page::split(&mut a.subject)?;
        let terms = subject.terms;
        require!(terms.audit_items > 0, TaggerError::NotAudited);
        let mut panel = subject.panel(words, number)?;
        panel.head.check_phase(Phase::Challenge)?;
        panel.head.check_open(terms.restart_grace_secs, &now)?;
        let items = drawn_items(&panel, &terms, &subject_page, &now)?;
        let count = docket::check_items(&panel, &items)?;
        let deposit = docket::cost(&terms, 0, count)?;
        // The part of the panel's own reserve that was set aside for this.
        panel.head.reserve = panel
            .head
            .reserve
            .checked_sub(deposit)
            .ok_or(TaggerError::LedgerBroken)?;
        subject.release_reserve(deposit)?;
        let payer = *a.payer.address();
        birth_docket(
            &mut a.page,
            &mut a.task,
            &a.config,
            payer,
            ctx.bumps.page,
            (bytes, docket::page_bytes(&terms, panel.head, count)?),
        )?;
        let asked = Asked {
            funder: a.task.requester,
            reason: reason::AUDIT,
            deposit,
        };
        let (page, words) = Page::split(&mut a.page)?;
        let case = docket::open_case(page, words, (&subject_page, &mut panel), &items, &asked, &now)?;
        subject.invariant()?;
        CaseMoved::log(page, &page.court(words, case)?);
        Ok(())
    }
}

/// The items an audit looks at: all, or as many as one takes in a row from a place drawn by lot; of them those that are
/// not under review.
fn drawn_items(panel: &Panel, terms: &Terms, page: &Address, now: &Now) -> Result<Vec<u64>> {
    let items = usize::from(panel.head.items);
    let wanted = items.min(usize::from(terms.audit_items));
    let all = wanted == items;
    let mut first = 0;
    if !all || !terms.payload() {
        let seed = slot_hashes::first_at(panel.head.phase_slot + DRAW_DELAY, now.slot)?;
        let place: &[u8; 32] = page.as_array();
        let draw = |n, total: u64| point(&seed, place, panel.head.number, n, total).unwrap_or(0);
        let drawn = terms.payload() || draw(AUDIT_SELECTION, u64::from(FULL_BPS)) < u64::from(terms.audit_bps);
        require!(drawn, TaggerError::NotAudited);
        first = if all {
            0
        } else {
            draw(AUDIT_OFFSET, items as u64) as usize
        };
    }
    let mut mask = vec![0u64; items.div_ceil(64)];
    for step in 0..wanted {
        let item = (first + step) % items;
        if !panel.has(Mask::Contested, item) {
            mask[item / 64] |= 1 << (item % 64);
        }
    }
    require!(mask.iter().any(|word| *word != 0), TaggerError::AlreadyContested);
    Ok(mask)
}

/// Makes the fresh page of a review. `bytes` are the size it was given and the one it needs.
#[inline(never)]
pub fn birth_docket(
    page: &mut Account<Page>,
    task: &mut Account<Task>,
    config: &Config,
    payer: Address,
    bump: u8,
    bytes: (u32, u32),
) -> Result<()> {
    require!(bytes.0 == bytes.1, TaggerError::BadPageSize);
    let address = *task.address();
    let context = commitment::context(&config.cluster, &crate::ID, &address);
    page.birth(bump, task, payer, context, bytes.0);
    page.review = 1;
    page.shared = u8::from(task.validator_bps > 0);
    task.pages_made = task.pages_made.checked_add(1).ok_or(TaggerError::MathOverflow)?;
    task.pages += 1;
    Ok(())
}
