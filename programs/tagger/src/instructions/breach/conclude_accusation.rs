//! Anyone ends an accusation whose last verdict can't be appealed any more: a licence that was broken is revoked, an acquitted
//! holder gets the publisher's bond, validators are credited for votes that became the verdict, and what is left goes back.
//! Without a verdict nothing happens to the licence and the bond is the publisher's again.
//!
//! - The named panel shall be the last round and its window for appeals over
//! - The holder's account shall be named, whether it is there or not: nobody concludes past it
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    events::CaseConcluded,
    seeds,
    state::{
        case::reason,
        rounds::{credit_votes, judge, refunds, rounds_of},
        License, Member, Page, Phase, Task,
    },
};

/// Codes of the two labels.
const NO_BREACH: u8 = 0;
const BREACH: u8 = 1;

#[derive(Accounts)]
pub struct ConcludeAccusation {
    #[account(address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    /// CHECK: the case names it; loaded by the handler, which goes on without it when it was burnt.
    #[account(mut)]
    pub license: UncheckedAccount,
    /// CHECK: where the accused's account is or would be; looked at by the handler.
    #[account(mut, seeds = [seeds::MEMBER, task.accused.as_ref()], bump)]
    pub member: UncheckedAccount,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ConcludeAccusation {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let (page, words) = Page::split(&mut a.page)?;
        let terms = page.terms;
        let last = page.court(words, number)?;
        last.head.check_phase(Phase::Challenge)?;
        last.head.check_over(terms.restart_grace_secs, &now)?;
        let case = *last.case();
        let mut rounds = rounds_of(page, words, number)?;
        let bond = page.court(words, rounds[0].number)?.case().bond;
        let accusation = rounds[0].reason == reason::BREACH && case.subject_page == *a.license.address();
        require!(accusation, TaggerError::WrongCase);

        let (verdict, clear) = judge(page, words, &mut rounds, &[NO_BREACH])?;
        let mut left = 0u64;
        for round in &mut rounds {
            left += credit_votes(page, words, round, (&verdict, &clear), &now)?;
        }
        left = left.checked_sub(bond).ok_or(TaggerError::LedgerBroken)?;
        let refunds = refunds(&rounds, left, 1);
        // All that is the holder's: what he paid for rounds that were right, and the bond if he is acquitted.
        let mut his = if verdict[0] == Some(NO_BREACH) { bond } else { 0 };
        for (round, refund) in rounds.iter().zip(&refunds) {
            if round.reason == reason::HOLDER {
                his = his.checked_add(*refund).ok_or(TaggerError::MathOverflow)?;
            }
        }
        // Who closed his account gave up what would go there.
        if his > 0 && a.member.account().owned_by(&crate::ID) {
            // SAFETY: the only live borrow of this member; a writable account given twice was refused.
            let mut member = unsafe { Account::<Member>::load_mut(*a.member.account())? };
            page.unfund(his)?;
            member.credit(his)?;
        }
        page.invariant()?;
        let changed = u16::from(verdict[0] == Some(BREACH));
        CaseConcluded::log(page, &case, changed, left, &verdict);
        if a.license.account().owned_by(&crate::ID) {
            // SAFETY: the only live borrow of the licence; a writable account given twice was refused.
            let mut license = unsafe { Account::<License>::load_mut(*a.license.account())? };
            // Another one may have been bought since at the same address.
            if license.accused == *a.task.address() {
                license.judged(changed == 1);
                let what = if changed == 1 {
                    LicenseChanged::REVOKED
                } else {
                    LicenseChanged::CLEARED
                };
                LicenseChanged::log(&license, what);
            }
        }
        Ok(())
    }
}
