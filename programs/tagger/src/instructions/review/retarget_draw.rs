//! Anyone gives a draw a new block when the old one can't decide any more: the chain forgot it, or its epoch is over.
//! Seats that were filled stay filled; the rest is drawn anew.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    rules::draw::{epoch_of, forgotten},
    state::{Page, Phase},
};

#[derive(Accounts)]
pub struct RetargetDraw {
    #[account(mut)]
    pub page: Account<Page>,
}

impl RetargetDraw {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let mut panel = page.court(words, number)?;
        require!(panel.head.phase == Phase::Draw as u8, TaggerError::NothingToDraw);
        let case = panel.case();
        let forgotten = case.seed == [0; 32] && forgotten(case.target, now.slot);
        let over = now.slot > case.target && epoch_of(case.target) != epoch_of(now.slot);
        require!(forgotten || over, TaggerError::WindowOpen);
        panel.retarget(&now);
        CaseMoved::log(page, &page.court(words, number)?);
        Ok(())
    }
}
