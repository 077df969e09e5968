//! The requester takes escrow back that no page holds. Never paused.
//!
//! - The requester shall sign
//! - The amount shall be above zero and not above the task's free escrow
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    events::TaskChanged,
    state::{Member, Task},
};

#[derive(Accounts)]
pub struct RefundTask {
    #[account(address = task.requester @ TaggerError::NotRequester)]
    pub requester: Signer,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, constraint = member.wallet == task.requester @ TaggerError::WrongMember)]
    pub member: Account<Member>,
}

impl RefundTask {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        a.task.take(amount)?;
        a.member.credit(amount)?;
        TaskChanged::log(a.task.address(), &a.task, false);
        Ok(())
    }
}
