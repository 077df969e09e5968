//! Anyone gives the room of finished panels back to the page, oldest first.
//!
//! - At least the oldest panel shall be finished
use anchor_lang::prelude::*;

use crate::{error::TaggerError, events::PageChanged, state::Page};

#[derive(Accounts)]
pub struct RecyclePage {
    #[account(mut)]
    pub page: Account<Page>,
}

impl RecyclePage {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        require!(page.recycle(words)? > 0, TaggerError::PageInUse);
        PageChanged::log(page, false);
        Ok(())
    }
}
