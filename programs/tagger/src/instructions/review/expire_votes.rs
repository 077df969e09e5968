//! Anyone closes the commitments or reveals of a review when their time is over. Validators who stayed silent lose part
//! of their bond; seats without a commitment are drawn anew, once.
use anchor_lang::prelude::*;

use crate::{clock::Now, events::CaseMoved, state::Page};

#[derive(Accounts)]
pub struct ExpireVotes {
    #[account(mut)]
    pub page: Account<Page>,
}

impl ExpireVotes {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let (page, words) = Page::split(&mut ctx.accounts.page)?;
        let terms = page.terms;
        page.court(words, number)?.expire_votes(&terms, &now)?;
        CaseMoved::log(page, &page.court(words, number)?);
        Ok(())
    }
}
