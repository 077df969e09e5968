//! Anyone counts the votes of a review whose reveals are closed. The verdict may be appealed for a while.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    events::CaseMoved,
    state::{Page, Phase},
};

#[derive(Accounts)]
pub struct SettleCase {
    #[account(mut)]
    pub page: Account<Page>,
}

impl SettleCase {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let terms = page.terms;
        let mut panel = page.court(words, number)?;
        panel.head.check_phase(Phase::Revealed)?;
        panel.decide_votes();
        let window = if panel.case().round < terms.appeal_rounds {
            terms.appeal_secs
        } else {
            0
        };
        panel.head.enter(Phase::Challenge, now.plus(window)?, &now);
        CaseMoved::log(page, &page.court(words, number)?);
        Ok(())
    }
}
