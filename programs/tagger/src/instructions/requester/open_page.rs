//! The requester opens a page of a task: room for panels, with a copy of the terms and, if wished, first money.
//!
//! - Requester or operator shall sign
//! - The task shall be running and opening shall not be paused
//! - The size shall be a multiple of eight within the limits; the escrow shall cover the money
#![allow(unused_variables)] // the derive names every argument in each of its parts
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{MAX_PAGE_BYTES, PAUSE_TASKS},
    error::TaggerError,
    events::PageChanged,
    rules::commitment,
    seeds,
    state::{Config, Page, Task},
};

#[derive(Accounts)]
#[instruction(bytes: u32)]
pub struct OpenPage {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub operator: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(init, payer = payer, space = bytes as usize, seeds = [seeds::PAGE, task.address().as_ref(), &task.pages_made.to_le_bytes()], bump)]
    pub page: Account<Page>,
    pub system_program: Program<System>,
}

impl OpenPage {
    fn validate(&self, bytes: u32) -> Result<()> {
        let now = Now::get()?;
        self.config.check_version()?;
        self.config.check_entry(PAUSE_TASKS, &now)?;
        self.task.check_version()?;
        self.task.check_operator(self.operator.address())?;
        self.task.check_running(&now)?;
        let legal = bytes.is_multiple_of(8) && bytes <= MAX_PAGE_BYTES && bytes as usize > Page::HEADER_BYTES;
        require!(legal, TaggerError::BadPageSize);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, bytes: u32, amount: u64) -> Result<()> {
        ctx.accounts.validate(bytes)?;
        let a = &mut ctx.accounts;
        let task = *a.task.address();
        let context = commitment::context(&a.config.cluster, &crate::ID, &task);
        let payer = *a.payer.address();
        a.page.birth(ctx.bumps.page, &a.task, payer, context, bytes);
        a.task.take(amount)?;
        a.page.fund(amount)?;
        a.task.pages_made = a.task.pages_made.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        a.task.pages += 1;
        a.page.invariant()?;
        PageChanged::log(&a.page, false);
        Ok(())
    }
}
