//! The requester ends a task early. Claimed work goes on and is paid; nothing new is opened or claimed.
//!
//! - The requester shall sign
//! - The task shall be running
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, events::TaskChanged, state::Task};

#[derive(Accounts)]
pub struct CancelTask {
    #[account(address = task.requester @ TaggerError::NotRequester)]
    pub requester: Signer,
    #[account(mut)]
    pub task: Account<Task>,
}

impl CancelTask {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let task = &mut ctx.accounts.task;
        task.cancel(&Now::get()?)?;
        TaskChanged::log(task.address(), task, false);
        Ok(())
    }
}
