//! Anyone folds a page's totals and fees into its task. After the task's end the page stops taking claims and its free
//! money returns to the task.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::PageChanged,
    state::{Page, Task},
};

#[derive(Accounts)]
pub struct FoldPage {
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl FoldPage {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.task.fold(&a.page.take_totals()?)?;
        if a.task.ended(&now) {
            a.page.ends_at = a.page.ends_at.min(now.seconds);
            let rest = a.page.free;
            a.page.unfund(rest)?;
            a.task.give_back(rest)?;
        }
        a.page.invariant()?;
        PageChanged::log(&a.page, false);
        Ok(())
    }
}
