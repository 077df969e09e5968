//! A member commits to his answers on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - The member shall hold the named slot without a commitment, and its hold shall not be over
//! - A commitment shall not be zero; it can't be changed
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::SeatActed,
    state::{Member, Page, Seat},
};

#[derive(Accounts)]
pub struct Commit {
    pub actor: Signer,
    pub member: Account<Member>,
    #[account(constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct CommitEntry {
    pub panel: u64,
    pub slot: u8,
    /// See `rules/commitment.rs`.
    pub commitment: [u8; 32],
}

impl Commit {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<CommitEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        let seat = a.seat.index;
        let (page, words) = Page::split(&mut a.page)?;
        for entry in &entries {
            page.roster(words, entry.panel)?
                .commit(entry.slot, seat, &entry.commitment, &page.terms, &now)?;
        }
        SeatActed::log_each(page, seat, 1, entries.iter().map(|entry| entry.panel));
        Ok(())
    }
}
