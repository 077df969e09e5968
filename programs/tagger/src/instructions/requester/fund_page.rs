//! Escrow moves from a task to one of its pages.
//!
//! - Requester or operator shall sign
//! - The task shall be running; its free escrow shall cover the amount
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::PageChanged,
    state::{Page, Task},
};

#[derive(Accounts)]
pub struct FundPage {
    pub operator: Signer,
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl FundPage {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        a.task.check_operator(a.operator.address())?;
        a.task.check_running(&Now::get()?)?;
        a.task.take(amount)?;
        a.page.fund(amount)?;
        a.page.invariant()?;
        PageChanged::log(&a.page, false);
        Ok(())
    }
}
