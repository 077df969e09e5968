//! The requester appeals against a review: more validators, none of whom sat before, judge the same items. He pays for
//! what they confirm.
//!
//! - Requester or operator shall sign; the escrow shall cover the fees
//! - The review's window for appeals shall be open and the task shall allow another round
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    state::{case::reason, docket, docket::Asked, Page, Task},
};

#[derive(Accounts)]
pub struct AppealItems {
    pub operator: Signer,
    #[account(mut, address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl AppealItems {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.task.check_operator(a.operator.address())?;
        let (page, words) = Page::split(&mut a.page)?;
        let earlier = page.court(words, number)?;
        let deposit = docket::cost(&page.terms, earlier.case().round.saturating_add(1), earlier.head.items)?;
        a.task.take(deposit)?;
        let asked = Asked {
            funder: a.task.requester,
            reason: reason::REQUESTER,
            deposit,
        };
        let appeal = docket::open_appeal(page, words, number, &asked, &now)?;
        CaseMoved::log(page, &page.court(words, appeal)?);
        Ok(())
    }
}
