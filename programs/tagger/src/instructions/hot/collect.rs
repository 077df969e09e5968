//! Anyone collects for one member what settled panels of one page owe him: reward to his balance, bond to his seat,
//! what was learnt to his counters.
//!
//! - Each panel shall be settled and the named slot shall be held by the member and not collected yet
//! - Appended, where a keeper wants his tip for a reveal that never came: see `crank/tip.rs`
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use tagger_consensus::{Record, MISSED_OBSERVATIONS};

use crate::{
    clock::Now,
    error::TaggerError,
    events::{Collected, ReputationChanged},
    instructions::crank::tip::pay_tip,
    rules::pay::{max_reward, share_bps},
    state::{Member, Page, Phase, Seat, Slot, SlotState, Terms},
};

#[derive(Accounts)]
pub struct Collect {
    #[account(mut, constraint(member.wallet == seat.wallet @ TaggerError::WrongMember))]
    pub member: Account<Member>,
    #[account(mut, constraint(seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub page: Account<Page>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct CollectEntry {
    pub panel: u64,
    pub slot: u8,
}

impl Collect {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<CollectEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let now = Now::get()?;
        let today = now.day();
        let a = &mut ctx.accounts;
        let terms = a.page.terms;
        let (page, words) = Page::split(&mut a.page)?;
        let (mut reward, mut slashed, mut tip) = (0u64, 0u64, 0u64);
        for entry in &entries {
            let paid = collect_slot(&mut a.member, &mut a.seat, page, words, entry, today)?;
            reward = reward.checked_add(paid.reward).ok_or(TaggerError::MathOverflow)?;
            slashed = slashed.checked_add(paid.slash).ok_or(TaggerError::MathOverflow)?;
            if paid.missed {
                // At most what was slashed.
                tip += page.tip_of(paid.slash);
            }
        }
        if tip > 0 {
            let task = page.task;
            let tip = pay_tip(&ctx.remaining_accounts()?, tip, &task, &now)?;
            ctx.accounts.page.give_tip(tip)?;
        }
        let a = &mut ctx.accounts;
        if terms.weighted() {
            let (counters, weights) = Seat::tail(&mut a.seat, &terms)?;
            tagger_consensus::weights_from(counters, terms.classes, weights);
        }
        let page: &Page = &a.page;
        page.invariant()?;
        Collected::log(page, &a.member, entries.len() as u32, reward, slashed);
        ReputationChanged::log(&a.member, &page.task, terms.domain, ReputationChanged::COLLECTED)
    }
}

/// What one slot came to, base units.
struct Paid {
    reward: u64,
    slash: u64,
    missed: bool,
}

fn collect_slot(
    member: &mut Account<Member>,
    seat: &mut Account<Seat>,
    page: &mut Page,
    words: &mut [u64],
    entry: &CollectEntry,
    today: u16,
) -> Result<Paid> {
    let terms = page.terms;
    let mut panel = page.panel(words, entry.panel)?;
    panel.head.check_phase(Phase::Settled)?;
    let index = usize::from(entry.slot);
    let slot = *panel.slot(entry.slot)?;
    let missed = slot.state == SlotState::Missed as u8;
    require!(
        slot.seat == seat.index && (missed || slot.state == SlotState::Revealed as u8),
        TaggerError::WrongSlot
    );
    let slash = panel.slash_of(index, &terms);
    if !missed && terms.weighted() {
        let (counters, _) = Seat::tail(seat, &terms)?;
        panel.teach(index, counters)?;
    }
    panel.slots[index].state = SlotState::Collected as u8;
    panel.head.to_collect = panel.head.to_collect.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
    if panel.head.to_collect == 0 {
        panel.head.phase = Phase::Done as u8;
    }
    page.pay_out(slot.reward)?;
    page.slashed = page.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
    seat.release_bond(terms.bond, slash)?;
    seat.carry = seat.carry.saturating_add(slot.carry);
    member.slash(slash)?;
    member.credit(slot.reward)?;
    record(member, seat, &slot, missed);
    page.accepted += u64::from(slot.agreed);
    let most = max_reward(terms.price, slot.answered, panel.head.difficulty_bps)?;
    member.remember(terms.domain, |record| observed(record, &slot, most, &terms, today))?;
    Ok(Paid {
        reward: slot.reward,
        slash,
        missed,
    })
}

/// What a panel says about a member: how much of the price it paid, as often as it was measured by gold or by review.
fn observed(record: Record, slot: &Slot, most: u64, terms: &Terms, today: u16) -> Record {
    if slot.state == SlotState::Missed as u8 {
        return record.broken(MISSED_OBSERVATIONS, today);
    }
    let measured = if terms.payload() {
        slot.answered
    } else {
        slot.gold_total
    };
    let quality = if slot.reward >= most {
        10_000
    } else {
        share_bps(slot.reward, most)
    };
    record.kept(measured, quality, today)
}

/// Track record of member and seat. Counters that would wrap stay at their end: they describe, they don't pay.
fn record(member: &mut Member, seat: &mut Seat, slot: &Slot, missed: bool) {
    let (answered, agreed) = (u64::from(slot.answered), u64::from(slot.agreed));
    member.earned = member.earned.saturating_add(slot.reward);
    member.answered = member.answered.saturating_add(answered);
    member.agreed = member.agreed.saturating_add(agreed);
    member.gold_hits = member.gold_hits.saturating_add(u64::from(slot.gold_hits));
    member.gold_total = member.gold_total.saturating_add(u64::from(slot.gold_total));
    member.lured = member.lured.saturating_add(u32::from(slot.lured));
    member.fell = member.fell.saturating_add(u32::from(slot.fell));
    member.panels = member.panels.saturating_add(1);
    member.missed_reveals = member.missed_reveals.saturating_add(u32::from(missed));
    seat.earned = seat.earned.saturating_add(slot.reward);
    seat.answered = seat.answered.saturating_add(answered);
    seat.accepted = seat.accepted.saturating_add(agreed);
    seat.gold_hits = seat.gold_hits.saturating_add(u32::from(slot.gold_hits));
    seat.gold_total = seat.gold_total.saturating_add(u32::from(slot.gold_total));
    seat.missed_reveals = seat.missed_reveals.saturating_add(u32::from(missed));
}
