//! Anyone ends a review whose last verdict can't be appealed any more: labels change where validators said so, validators
//! are credited for every vote that became the verdict, and what is left goes back to whoever turned out right.
//!
//! - The named panel shall be the last round and its window for appeals over
//! - Appended: the members who funded a round and are not the requester, in the order of the rounds
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseConcluded,
    rules::pay,
    state::{
        case::{items_of, reason},
        panel::Mask,
        rounds::{credit_votes, judge, portion, refunds, rounds_of},
        Member, Page, Phase, Task,
    },
};

#[derive(Accounts)]
pub struct ConcludeCase {
    #[account(address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub subject: Account<Page>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl ConcludeCase {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let funders = ctx.remaining_accounts()?;
        let a = &mut ctx.accounts;
        let subject_page = *a.subject.address();
        let (page, words) = Page::split(&mut a.page)?;
        let (subject, subject_words) = Page::split(&mut a.subject)?;
        let terms = page.terms;
        let last = page.court(words, number)?;
        last.head.check_phase(Phase::Challenge)?;
        last.head.check_over(terms.restart_grace_secs, &now)?;
        let case = *last.case();
        require!(case.subject_page == subject_page, TaggerError::WrongCase);
        let mut panel = subject.panel(subject_words, case.subject)?;
        let items: Vec<usize> = items_of(last.subject_items()).collect();
        let standing: Vec<u8> = items.iter().map(|item| panel.label(*item)).collect();

        let mut rounds = rounds_of(page, words, number)?;
        let (verdict, clear) = judge(page, words, &mut rounds, &standing)?;
        let mut changed = 0u16;
        for ((item, old), new) in items.iter().zip(&standing).zip(&verdict) {
            let Some(new) = new else { continue };
            changed += u16::from(new != old);
            if new != old && panel.has(Mask::Gold, *item) {
                // The requester's gold was wrong: it counts for nobody.
                panel.put(Mask::Gold, *item, false);
            }
            panel.decree(*item, *new);
        }
        panel.head.open_cases = panel.head.open_cases.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;

        let mut left = 0u64;
        for round in &mut rounds {
            left += credit_votes(page, words, round, (&verdict, &clear), &now)?;
        }
        let votes = verdict.len() as u64;
        let refunds = refunds(&rounds, left, votes);
        // What an annotator was right about is paid by the requester, out of what he set aside for an audit.
        let most = pay::reserve(
            terms.price,
            panel.head.items,
            terms.most_difficulty(panel.head.difficulty_bps),
            panel.head.seats_max,
            terms.fee_bps,
        )?;
        let most = most.saturating_add(terms.late_keys(panel.head)?);
        let spare = panel.head.reserve.saturating_sub(most);
        let mut unspent = spare;
        let mut funder = funders.iter();
        for (round, refund) in rounds.iter().zip(&refunds) {
            if round.reason != reason::ANNOTATOR {
                continue;
            }
            let view = funder.next().ok_or(TaggerError::WrongRemainingAccounts)?;
            // SAFETY: the only live borrow of this member. The framework's account lets go of it at the end of the turn:
            // one member may have funded several rounds.
            let mut member = unsafe { anchor_lang::accounts::Account::<Member>::load_mut(*view)? };
            require!(member.wallet == round.funder, TaggerError::WrongMember);
            page.unfund(*refund)?;
            let owed = portion(round.deposit, round.changed, votes).saturating_sub(*refund);
            let from_audit = owed.min(unspent);
            unspent -= from_audit;
            member.credit(refund.checked_add(from_audit).ok_or(TaggerError::MathOverflow)?)?;
        }
        require!(funder.next().is_none(), TaggerError::WrongRemainingAccounts);
        let paid = spare - unspent;
        panel.head.reserve -= paid;
        subject.release_reserve(paid)?;
        page.invariant()?;
        subject.invariant()?;
        CaseConcluded::log(page, &case, changed, left, &verdict);
        Ok(())
    }
}
