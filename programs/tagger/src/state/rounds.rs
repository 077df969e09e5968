//! The rounds of a review as they end: what is final, whose votes agree with it, and what is left of each deposit.
use alloc::{vec, vec::Vec};

use anchor_lang::prelude::*;

use super::{Case, Page, Panel, Phase};
use crate::{clock::Now, error::TaggerError};

/// One round as it ends.
pub struct Round {
    pub number: u64,
    pub funder: Address,
    pub reason: u8,
    pub deposit: u64,
    /// Fees of its coherent votes.
    pub rewards: u64,
    /// Items whose label it changed to what is final.
    pub changed: u16,
}

/// The rounds from the first to `last`.
pub fn rounds_of(page: &Page, words: &mut [u64], last: u64) -> Result<Vec<Round>> {
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
pub fn judge(
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
pub fn credit_votes(
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
pub fn refunds(rounds: &[Round], mut left: u64, votes: u64) -> Vec<u64> {
    let mut refunds = vec![0; rounds.len()];
    for (refund, round) in refunds.iter_mut().zip(rounds).skip(1) {
        *refund = portion(round.deposit, round.changed, votes).min(left);
        left -= *refund;
    }
    refunds[0] = left;
    refunds
}

/// `part / whole` of an amount, rounded down.
pub fn portion(amount: u64, part: u16, whole: u64) -> u64 {
    // At most `amount`: no more items change than were judged.
    (u128::from(amount) * u128::from(part) / u128::from(whole.max(1))) as u64
}
