//! A member takes seats on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - Claims shall not be paused and the page shall not have ended
//! - Each panel shall take commitments and have a free seat in its current wave
//! - The member shall not sit on the panel yet, and his seat shall hold a free bond for each
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::PAUSE_CLAIMS,
    error::TaggerError,
    events::SeatActed,
    state::{Config, Member, Page, Seat},
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
        require!(!a.page.ended(&now), TaggerError::TaskEnded);
        let index = a.seat.index;
        let (page, words) = Page::split(&mut a.page)?;
        let terms = &page.terms;
        for number in &panels {
            a.seat.hold_bond(terms.bond)?;
            let mut roster = page.roster(words, *number)?;
            // The first panel takes all there is.
            let carry = core::mem::take(&mut a.seat.carry);
            let slot = roster.claim(index, carry, terms, &now)?;
            if terms.weighted() {
                let (_, weights) = Seat::tail(&mut a.seat, terms)?;
                roster.keep_weights(slot, weights);
            }
        }
        SeatActed::log(page, index, 0, &panels);
        Ok(())
    }
}
