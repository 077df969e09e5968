//! Free money moves from a page back to its task's escrow: what early stop saved, for instance.
//!
//! - Requester or operator shall sign
//! - The page's free money shall cover the amount
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    events::PageChanged,
    state::{Page, Task},
};

#[derive(Accounts)]
pub struct UnfundPage {
    pub operator: Signer,
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl UnfundPage {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        a.task.check_operator(a.operator.address())?;
        a.page.unfund(amount)?;
        a.task.give_back(amount)?;
        a.page.invariant()?;
        PageChanged::log(&a.page, false);
        Ok(())
    }
}
