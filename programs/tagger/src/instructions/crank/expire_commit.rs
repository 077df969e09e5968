//! Anyone closes the commitments of a wave that did not fill in time; who committed goes on to reveal.
//!
//! - The commit window shall be over and no seat shall be held without a commitment
use anchor_lang::prelude::*;

use crate::{clock::Now, events::PanelMoved, state::Page};

#[derive(Accounts)]
pub struct ExpireCommit {
    #[account(mut)]
    pub page: Account<Page>,
}

impl ExpireCommit {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let terms = page.terms;
        let mut panel = page.panel(words, number)?;
        panel.expire_commit(&terms, &now)?;
        PanelMoved::log(page, panel.head, 0);
        Ok(())
    }
}
