//! Anyone frees a seat whose holder let its hold pass without committing; he loses part of the bond.
//!
//! - The hold shall be over and the slot shall be held by the named seat without a commitment
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::{Collected, ReputationChanged},
    rules::pay::share,
    state::{Member, Page, Seat},
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
        let carry = page
            .roster(words, number)?
            .expire_claim(slot, a.seat.index, terms.restart_grace_secs, &now)?;
        let slash = share(terms.bond, terms.slash_hold_bps);
        page.slashed = page.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
        a.seat.release_bond(terms.bond, slash)?;
        a.seat.carry = a.seat.carry.saturating_add(carry);
        a.member.lose_claims(1, slash, terms.domain, now.day())?;
        Collected::log(page, &a.member, 1, 0, slash);
        ReputationChanged::log(&a.member, &page.task, terms.domain, ReputationChanged::EXPIRED)
    }
}
