//! A member gives back a claim he can't or won't keep, so that others can take the slot at once.
//!
//! It costs the part of the slash of a lapsed hold that matches the time he kept the slot: blocking one costs the same however
//! it ends, and a mistake that is returned at once next to nothing. In the first half of the hold his record stays as it is; from
//! then on he has let the panel down as if the hold had lapsed.
//!
//! Where panels are assigned by ticket and where items are private a return costs what a lapse costs, from the first second on:
//! drawing again, and claiming for the key's sake, may not become cheap.
//!
//! - The wallet or its session key shall sign
//! - The member shall hold the named slot without a commitment, and its hold shall not be over
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::{Collected, ReputationChanged},
    rules::pay::{share, share_of_time},
    state::{Member, Page, Seat},
};

#[derive(Accounts)]
pub struct ReturnClaim {
    pub actor: Signer,
    #[account(mut)]
    pub member: Account<Member>,
    #[account(mut, constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ReturnClaim {
    pub fn handle(ctx: &mut Context<Self>, number: u64, slot: u8) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        let (page, words) = Page::split(&mut a.page)?;
        let terms = page.terms;
        let mut roster = page.roster(words, number)?;
        let (carry, left) = roster.return_claim(slot, a.seat.index, terms.restart_grace_secs, &now)?;
        a.seat.carry = a.seat.carry.saturating_add(carry);
        let kept = terms.kept_secs(left);
        let slash = share_of_time(share(terms.bond, terms.slash_hold_bps), kept, terms.hold_secs);
        page.slashed = page.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
        a.seat.release_bond(terms.bond, slash)?;
        if kept > terms.hold_secs / 2 {
            a.member.lose_claims(1, slash, terms.domain, now.day())?;
        } else {
            a.member.slash(slash)?;
        }
        Collected::log(page, &a.member, 1, 0, slash);
        ReputationChanged::log(&a.member, &page.task, terms.domain, ReputationChanged::RETURNED)
    }
}
