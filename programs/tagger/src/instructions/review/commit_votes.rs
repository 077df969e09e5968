//! A drawn validator commits to his votes on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - The validator shall hold the named slot without a commitment; it can't be changed
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::SeatActed,
    instructions::hot::commit::CommitEntry,
    state::{Member, Page},
};

#[derive(Accounts)]
pub struct CommitVotes {
    pub actor: Signer,
    pub member: Account<Member>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl CommitVotes {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<CommitEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        // Nobody leaves the pool while he holds a slot, so the place is his as long as it matters.
        let place = a.member.place()?;
        let (page, words) = Page::split(&mut a.page)?;
        for entry in &entries {
            let mut panel = page.court(words, entry.panel)?;
            panel
                .roster()
                .commit(entry.slot, place, &entry.commitment, &page.terms, &now)?;
        }
        SeatActed::log_each(page, place, 1, entries.iter().map(|entry| entry.panel));
        Ok(())
    }
}
