//! A member takes seats on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - Claims shall not be paused and the page shall not have ended
//! - The task shall let members choose: where panels are assigned a claim is a ticket, see `take_ticket.rs`
//! - Each panel shall take commitments and have a free seat in its current wave
//! - The member shall not sit on the panel yet, and his seat shall hold a free bond for each
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::PAUSE_CLAIMS,
    error::TaggerError,
    events::SeatActed,
    state::{Config, Member, Page, Roster, Seat, Terms},
};

#[derive(Accounts)]
pub struct Claim {
    pub actor: Signer,
    #[account(constraint = config.paused == 0 || config.check_entry(PAUSE_CLAIMS, &Now::get()?).is_ok() @ TaggerError::Paused)]
    pub config: Account<Config>,
    pub member: Account<Member>,
    #[account(mut, constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl Claim {
    pub fn handle(ctx: &mut Context<Self>, panels: Vec<u64>) -> Result<()> {
        require!(!panels.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        a.page.check_running(&now)?;
        let index = a.seat.index;
        let (page, words) = Page::split(&mut a.page)?;
        require!(!page.terms.assigned(), TaggerError::ClaimAssigned);
        for number in &panels {
            a.seat.hold_bond(page.terms.bond)?;
            let roster = page.roster(words, *number)?;
            let slot = roster.vacancy(index, &page.terms, &now)?;
            sit_down(&mut a.seat, roster, slot, &page.terms, &now)?;
        }
        SeatActed::log(page, index, 0, &panels);
        Ok(())
    }
}

/// Takes a free slot for a seat whose bond is held; his weights are copied beside it, and what he carried goes along.
#[inline(always)]
pub fn sit_down(seat: &mut Account<Seat>, mut roster: Roster, slot: u8, terms: &Terms, now: &Now) -> Result<()> {
    // The first panel takes all there is.
    let carry = core::mem::take(&mut seat.carry);
    roster.claim(slot, seat.index, carry, terms, now)?;
    if terms.weighted() {
        let (_, weights) = Seat::tail(seat, terms)?;
        roster.keep_weights(slot, weights);
    }
    Ok(())
}
