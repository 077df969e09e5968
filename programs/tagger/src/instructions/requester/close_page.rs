//! A page without live panels is folded into its task and disappears; its rent returns to whoever paid it.
//!
//! - Requester or operator shall sign while the task runs; anyone may call afterwards, and always for a
//!   review's page
//! - No panel of the page shall be alive
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::PageChanged,
    state::{Page, Task},
};

#[derive(Accounts)]
pub struct ClosePage {
    pub caller: Signer,
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut, close = rent_payer)]
    pub page: Account<Page>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = page.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl ClosePage {
    fn validate(&self) -> Result<()> {
        if self.page.review != 0 || self.task.ended(&Now::get()?) {
            return Ok(());
        }
        self.task.check_operator(self.caller.address())
    }

    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        let (page, words) = Page::split(&mut a.page)?;
        page.recycle(words, &mut a.task.records)?;
        require!(page.live() == 0, TaggerError::PageInUse);
        a.task.fold(&page.take_totals()?)?;
        let rest = page.free;
        page.unfund(rest)?;
        require!(page.funds == 0, TaggerError::LedgerBroken);
        a.task.give_back(rest)?;
        a.task.pages = a.task.pages.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        PageChanged::log(page, true);
        Ok(())
    }
}
