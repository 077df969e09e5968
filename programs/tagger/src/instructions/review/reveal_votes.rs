//! A validator reveals his votes on panels of one page.
//!
//! - The wallet or its session key shall sign
//! - Commitments shall be closed and the reveal window open
//! - Votes and salt shall match the commitment; one vote an item, packed as labels are
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::SeatActed,
    instructions::hot::reveal::{check_reveal, RevealEntry},
    state::{Member, Page},
};

#[derive(Accounts)]
pub struct RevealVotes {
    pub actor: Signer,
    pub member: Account<Member>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl RevealVotes {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<RevealEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        let place = a.member.place()?;
        let (page, words) = Page::split(&mut a.page)?;
        for entry in &entries {
            let mut panel = page.court(words, entry.panel)?;
            check_reveal(page, &mut panel, place, &a.member.wallet, entry, &now)?;
            panel.reveal(entry.slot, &entry.answers, &now)?;
        }
        SeatActed::log_each(page, place, 2, entries.iter().map(|entry| entry.panel));
        Ok(())
    }
}
