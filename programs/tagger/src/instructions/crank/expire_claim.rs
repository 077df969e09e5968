//! Anyone frees a seat whose holder let its hold pass without committing; he loses part of the bond.
//!
//! In a private task that is not his fault when he had no key for the first half of the hold: then it costs him nothing,
//! and where the key was late (`SeatKey::fault`) he is paid for his time, once for each seat, out of what the panel has set
//! aside for one late key for each of its seats. Who claims a panel on which all of these were paid waits for nothing.
//!
//! - The hold shall be over and the slot shall be held by the named seat without a commitment
//! - Appended, where a keeper wants his tip: see `tip.rs`
use anchor_lang::prelude::*;

use super::tip::pay_tip;
use crate::{
    clock::Now,
    error::TaggerError,
    events::{ClaimExcused, Collected, ReputationChanged},
    rules::pay::share,
    state::{Fault, Member, Page, PanelHead, Seat, Terms},
};

#[derive(Accounts)]
pub struct ExpireClaim {
    #[account(mut, constraint(member.wallet == seat.wallet @ TaggerError::WrongMember))]
    pub member: Account<Member>,
    #[account(mut, constraint(seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ExpireClaim {
    pub fn handle(ctx: &mut Context<Self>, number: u64, slot: u8) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let (page, words) = Page::split(&mut a.page)?;
        let terms = page.terms;
        let mut roster = page.roster(words, number)?;
        let (carry, held_until) = roster.expire_claim(slot, a.seat.index, terms.restart_grace_secs, &now)?;
        a.seat.carry = a.seat.carry.saturating_add(carry);
        let paid = if terms.secret() {
            excuse(&mut a.seat, roster.head, held_until, &terms, &now)?
        } else {
            None
        };
        if let Some(compensation) = paid {
            a.seat.release_bond(terms.bond, 0)?;
            a.seat.earned = a.seat.earned.saturating_add(compensation);
            a.member.earned = a.member.earned.saturating_add(compensation);
            a.member.credit(compensation)?;
            page.compensate(compensation)?;
            page.invariant()?;
            ClaimExcused::log(page, number, &a.member, compensation);
            return Ok(());
        }
        let slash = share(terms.bond, terms.slash_hold_bps);
        page.slashed = page.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
        a.seat.release_bond(terms.bond, slash)?;
        a.member.lose_claims(1, slash, terms.domain, now.day())?;
        let (task, tip) = (page.task, page.tip_of(slash));
        if tip > 0 {
            let tip = pay_tip(&ctx.remaining_accounts()?, tip, &task, &now)?;
            ctx.accounts.page.give_tip(tip)?;
        }
        let a = &ctx.accounts;
        Collected::log(&a.page, &a.member, 1, 0, slash);
        ReputationChanged::log(&a.member, &task, terms.domain, ReputationChanged::EXPIRED)
    }
}

/// What the member of a private task is paid when his claim lapsed through no fault of his, which may be nothing; `None`
/// when it was his fault.
fn excuse(
    seat: &mut Account<Seat>,
    head: &mut PanelHead,
    held_until: u64,
    terms: &Terms,
    now: &Now,
) -> Result<Option<u64>> {
    let grace = if now.restarted_since(head.phase_slot) {
        terms.restart_grace_secs
    } else {
        0
    };
    let key = Seat::key(seat, terms)?;
    match key.fault(held_until, terms.hold_secs, grace, now) {
        Fault::Member => Ok(None),
        Fault::Nobody => Ok(Some(0)),
        Fault::Requester if key.compensated != 0 || head.late >= head.seats_max => Ok(Some(0)),
        Fault::Requester => {
            let compensation = terms.compensation(head)?;
            key.compensated = 1;
            head.late += 1;
            head.reserve = head
                .reserve
                .checked_sub(compensation)
                .ok_or(TaggerError::LedgerBroken)?;
            Ok(Some(compensation))
        }
    }
}
