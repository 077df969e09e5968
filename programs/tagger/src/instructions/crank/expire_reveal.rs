//! Anyone closes reveals that did not come in time; who committed and stayed silent loses part of the bond.
//!
//! - The reveal window shall be over
use anchor_lang::prelude::*;

use crate::{clock::Now, events::PanelMoved, state::Page};

#[derive(Accounts)]
pub struct ExpireReveal {
    #[account(mut)]
    pub page: Account<Page>,
}

impl ExpireReveal {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let terms = page.terms;
        let mut panel = page.panel(words, number)?;
        panel.expire_reveal(terms.restart_grace_secs, &now)?;
        PanelMoved::log(page, panel.head, 0);
        Ok(())
    }
}
