//! A panel nobody ever sat on is given up; its reserve is free again.
//!
//! - Requester or operator shall sign while the task runs; anyone may call afterwards
//! - No seat of the panel shall be taken
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::PanelMoved,
    state::{Page, Phase, Task},
};

#[derive(Accounts)]
pub struct ReleasePanel {
    pub caller: Signer,
    #[account(address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ReleasePanel {
    fn validate(&self, now: &Now) -> Result<()> {
        if self.task.ended(now) {
            return Ok(());
        }
        self.task.check_operator(self.caller.address())
    }

    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&now)?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let roster = page.roster(words, number)?;
        roster.head.check_phase(Phase::Commit)?;
        require!(roster.untouched(), TaggerError::PanelTaken);
        let reserve = core::mem::take(&mut roster.head.reserve);
        roster.head.enter(Phase::Done, now.seconds, &now);
        page.settle(reserve, 0, 0)?;
        page.invariant()?;
        PanelMoved::log(page, roster.head, 0);
        Ok(())
    }
}
