//! Anyone gives the room of finished panels back to the page, oldest first, and adds what they decided to the
//! task's records.
//!
//! - At least the oldest panel shall be finished
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    events::PageChanged,
    state::{Page, Task},
};

#[derive(Accounts)]
pub struct RecyclePage {
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl RecyclePage {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let (page, words) = Page::split(&mut a.page)?;
        require!(page.recycle(words, &mut a.task.records)? > 0, TaggerError::PageInUse);
        PageChanged::log(page, false);
        Ok(())
    }
}
