//! A task that is over disappears: the rest of its escrow goes to the requester's balance, its rent to whoever paid it.
//!
//! - The task shall have ended
//! - No page, no seat and no unswept money shall be left
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::TaskChanged,
    state::{Member, Task},
};

#[derive(Accounts)]
pub struct CloseTask {
    #[account(mut, close = rent_payer)]
    pub task: Account<Task>,
    #[account(mut, constraint = member.wallet == task.requester @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, address = task.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseTask {
    fn validate(&self) -> Result<()> {
        self.task.check_ended(&Now::get()?)?;
        self.task.check_closable()
    }

    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        let rest = a.task.escrow;
        a.task.take(rest)?;
        a.member.credit(rest)?;
        a.member.tasks = a.member.tasks.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        TaskChanged::log(a.task.address(), &a.task, true);
        Ok(())
    }
}
