//! A member reveals his answers on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - Commitments shall be closed and the reveal window open
//! - Answers and salt shall match the member's commitment for this panel
//! - The answers shall have the panel's length and nothing behind the last one
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::SeatActed,
    rules::commitment::commitment,
    state::{Member, Page, Panel, Phase, Seat, SlotState},
};

#[derive(Accounts)]
pub struct Reveal {
    pub actor: Signer,
    pub member: Account<Member>,
    #[account(constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct RevealEntry {
    pub panel: u64,
    pub slot: u8,
    pub salt: [u8; 32],
    /// Labels of `bits` bits, first item in the lowest bits of the first byte; `ceil(items * bits / 8)` bytes.
    pub answers: Vec<u8>,
}

impl Reveal {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<RevealEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        let (seat, wallet) = (a.seat.index, &a.member.wallet);
        let (page, words) = Page::split(&mut a.page)?;
        for entry in &entries {
            let mut panel = page.panel(words, entry.panel)?;
            check_reveal(page, &mut panel, seat, wallet, entry, &now)?;
            panel.reveal(entry.slot, &entry.answers, &now)?;
        }
        SeatActed::log_each(page, seat, 2, entries.iter().map(|entry| entry.panel));
        Ok(())
    }
}

/// The window is open, the slot is his, answers and salt are those he committed to, and as long as the panel asks.
#[inline(always)]
pub fn check_reveal(
    page: &Page,
    panel: &mut Panel,
    seat: u32,
    wallet: &Address,
    entry: &RevealEntry,
    now: &Now,
) -> Result<()> {
    panel.head.check_phase(Phase::Reveal)?;
    panel.head.check_open(page.terms.restart_grace_secs, now)?;
    let slot = panel.slot_of(entry.slot, seat, SlotState::Committed)?;
    require!(entry.salt != [0; 32], TaggerError::ZeroSalt);
    let expected = commitment(
        &page.context,
        page.index,
        entry.panel,
        wallet,
        &entry.answers,
        &entry.salt,
    );
    require!(slot.commitment == expected, TaggerError::CommitmentMismatch);
    require!(entry.answers.len() == panel.answer_bytes, TaggerError::BadAnswerLength);
    Ok(())
}
