//! An annotator appeals against a review of a panel he answered on: more validators, none of whom sat before, judge the
//! same items. He pays for what they confirm.
//!
//! - The wallet shall sign and have a slot on the judged panel; the balance shall cover the fees
//! - The review's window for appeals shall be open and the task shall allow another round
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    state::{case::reason, docket, docket::Asked, Member, Page, Seat},
};

#[derive(Accounts)]
pub struct AppealScore {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut)]
    pub member: Account<Member>,
    #[account(constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    // Only read; loaded for change because panels are taken apart in place.
    #[account(mut)]
    pub subject: Account<Page>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl AppealScore {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let subject_page = *a.subject.address();
        let (page, words) = Page::split(&mut a.page)?;
        let earlier = page.court(words, number)?;
        let case = *earlier.case();
        require!(case.subject_page == subject_page, TaggerError::WrongCase);
        let (subject, subject_words) = Page::split(&mut a.subject)?;
        let panel = subject.panel(subject_words, case.subject)?;
        require!(panel.seated(a.seat.index), TaggerError::NotOnPanel);
        let deposit = docket::cost(&page.terms, case.round.saturating_add(1), earlier.head.items)?;
        a.member.debit(deposit)?;
        let asked = Asked {
            funder: a.member.wallet,
            reason: reason::ANNOTATOR,
            deposit,
        };
        let appeal = docket::open_appeal(page, words, number, &asked, &now)?;
        CaseMoved::log(page, &page.court(words, appeal)?);
        Ok(())
    }
}
