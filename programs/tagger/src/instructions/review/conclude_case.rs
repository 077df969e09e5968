//! Anyone ends a review whose last verdict can't be appealed any more: labels change where validators said so, validators
//! are credited for every vote that became the verdict, and what is left goes back to whoever turned out right.
//!
//! - The named panel shall be the last round and its window for appeals over
//! - Appended: the members who funded a round and are not the requester, in the order of the rounds
use alloc::{vec, vec::Vec};

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseConcluded,
    rules::pay,
    state::{
        case::{items_of, reason},
        panel::Mask,
        Case, Member, Page, Panel, Phase, Task,
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

/// One round as it ends.
struct Round {
    number: u64,
    funder: Address,
    reason: u8,
    deposit: u64,
    /// Fees of its coherent votes.
    rewards: u64,
    /// Items whose label it changed to what is final.
    changed: u16,
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

/// The rounds from the first to `last`.
fn rounds_of(page: &Page, words: &mut [u64], last: u64) -> Result<Vec<Round>> {
    let mut rounds = Vec::new();
    let mut next = last + 1;
    while let Some(number) = next.checked_sub(1) {
        let panel = page.court(words, number)?;
        let Case {
            funder,
            reason,
            deposit,
            parent,
            ..
        } = *panel.case();
        rounds.push(Round {
            number,
            funder,
            reason,
            deposit,
            rewards: 0,
            changed: 0,
        });
        next = parent;
    }
    rounds.reverse();
    Ok(rounds)
}

/// The final label of each judged item, that of the last round that decided it, and whether that was clear. Notes how
/// many items each round changed to what is final: nobody is right by a verdict that did not last.
fn judge(
    page: &Page,
    words: &mut [u64],
    rounds: &mut [Round],
    standing: &[u8],
) -> Result<(Vec<Option<u8>>, Vec<bool>)> {
    let mut verdict = vec![None; standing.len()];
    let mut clear = vec![false; standing.len()];
    let mut counts = [0; 256];
    for (at, round) in rounds.iter().enumerate() {
        let panel = page.court(words, round.number)?;
        let voters = panel.voters();
        for (vote, decided) in verdict.iter_mut().enumerate() {
            if panel.decided(vote) {
                *decided = Some(panel.label(vote));
                // Only rounds after the first can overrule anybody.
                clear[vote] = at > 0 && panel.tally(&voters, vote, &mut counts).clear();
            }
        }
    }
    let mut before = standing.to_vec();
    for round in rounds {
        let panel = page.court(words, round.number)?;
        for (vote, (before, last)) in before.iter_mut().zip(&verdict).enumerate() {
            if panel.decided(vote) {
                let label = panel.label(vote);
                round.changed += u16::from(label != *before && *last == Some(label));
                *before = label;
            }
        }
    }
    Ok((verdict, clear))
}

/// Credits the votes of a round that agree with the verdict and ends it; returns what is left of its deposit.
fn credit_votes(
    page: &mut Page,
    words: &mut [u64],
    round: &mut Round,
    (verdict, clear): (&[Option<u8>], &[bool]),
    now: &Now,
) -> Result<u64> {
    let fee = page.terms.review_fee;
    let mut panel = page.court(words, round.number)?;
    let overruled = overruled(&panel, verdict, clear);
    for index in 0..usize::from(panel.head.seats) {
        panel.score_votes(index, verdict, &overruled, fee)?;
        round.rewards = round
            .rewards
            .checked_add(panel.slots[index].reward)
            .ok_or(TaggerError::MathOverflow)?;
        panel.head.to_collect += 1;
    }
    let phase = if panel.head.to_collect == 0 {
        Phase::Done
    } else {
        Phase::Settled
    };
    panel.head.enter(phase, now.seconds, now);
    let reserve = core::mem::take(&mut panel.head.reserve);
    panel.case_mut().deposit = 0;
    page.settle(reserve, round.rewards, 0)?;
    Ok(reserve - round.rewards)
}

/// Items this round decided otherwise than the verdict, where that was clear.
fn overruled(panel: &Panel, verdict: &[Option<u8>], clear: &[bool]) -> Vec<bool> {
    let overruled = |(vote, last): (usize, &Option<u8>)| {
        clear[vote] && last.is_some_and(|last| panel.decided(vote) && panel.label(vote) != last)
    };
    verdict.iter().enumerate().map(overruled).collect()
}

/// What each round's funder gets back of the fees that no vote earned: first those who appealed and were right, in the
/// order of the rounds, for the share of items they changed; the rest is the first one's.
fn refunds(rounds: &[Round], mut left: u64, votes: u64) -> Vec<u64> {
    let mut refunds = vec![0; rounds.len()];
    for (refund, round) in refunds.iter_mut().zip(rounds).skip(1) {
        *refund = portion(round.deposit, round.changed, votes).min(left);
        left -= *refund;
    }
    refunds[0] = left;
    refunds
}

/// `part / whole` of an amount, rounded down.
fn portion(amount: u64, part: u16, whole: u64) -> u64 {
    // At most `amount`: no more items change than were judged.
    (u128::from(amount) * u128::from(part) / u128::from(whole.max(1))) as u64
}
