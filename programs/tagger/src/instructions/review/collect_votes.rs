//! Anyone collects for one validator what ended reviews on one page owe him: fees to his balance, the bond back to his
//! place in the pool less what he lost. Where the task promised validators a part of its dataset's revenue, votes that became
//! the verdict count for his seat in the task, if he opened one.
//!
//! - Each panel shall be settled and the named slot shall be the validator's and not collected yet
//! - The seat's address shall be his, whether there is a seat or not: nobody collects past it
//! - Appended, where a keeper wants his tip for votes that never came: see `crank/tip.rs`
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::Collected,
    instructions::{crank::tip::pay_tip, hot::collect::CollectEntry},
    seeds,
    state::{pool::Shard, Config, Member, Page, Pool, Seat, Slot, SlotState},
};

#[derive(Accounts)]
pub struct CollectVotes {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub member: Account<Member>,
    #[account(mut, constraint = pool.index == member.place()? >> 16 @ TaggerError::WrongPool)]
    pub pool: Account<Pool>,
    #[account(mut)]
    pub page: Account<Page>,
    /// CHECK: where his seat is or would be; looked at by the handler where votes share in revenue.
    #[account(mut)]
    pub seat: UncheckedAccount,
}

impl CollectVotes {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<CollectEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let a = &mut ctx.accounts;
        let now = Now::get()?;
        let mut shard = Pool::split(&mut a.pool, now.slot)?;
        let (page, words) = Page::split(&mut a.page)?;
        let (mut reward, mut slashed, mut tip, mut coherent) = (0u64, 0u64, 0u64, 0u32);
        for entry in &entries {
            let (slot, slash) = collect_slot(&mut a.member, &mut shard, page, words, entry)?;
            reward = reward.checked_add(slot.reward).ok_or(TaggerError::MathOverflow)?;
            slashed = slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
            if slot.state == SlotState::Missed as u8 {
                // At most what was slashed.
                tip += page.tip_of(slash);
            }
            coherent += u32::from(slot.agreed);
        }
        shard.weigh_member(&a.member, &a.config.params)?;
        if page.shared != 0 {
            count_votes(page, &a.member.wallet, a.seat.account(), coherent)?;
        }
        page.invariant()?;
        if tip > 0 {
            let task = page.task;
            let tip = pay_tip(&ctx.remaining_accounts()?, tip, &task, &now)?;
            ctx.accounts.page.give_tip(tip)?;
        }
        let a = &ctx.accounts;
        Collected::log(&a.page, &a.member, entries.len() as u32, reward, slashed);
        Ok(())
    }
}

/// Counts votes for the seat the validator opened in the task; without one they have no share.
fn count_votes(page: &mut Page, wallet: &Address, seat: &AccountView, votes: u32) -> Result<()> {
    let seeds = [seeds::SEAT, page.task.as_ref(), wallet.as_ref()];
    let (address, _) = find_program_address(&seeds, &crate::ID);
    require!(*seat.address() == address, TaggerError::WrongSeat);
    if !seat.owned_by(&crate::ID) {
        return Ok(());
    }
    // SAFETY: the only live borrow of the seat; a writable account given twice was refused.
    let mut seat = unsafe { Account::<Seat>::load_mut(*seat)? };
    seat.judged = seat.judged.checked_add(votes).ok_or(TaggerError::MathOverflow)?;
    page.accepted = page
        .accepted
        .checked_add(u64::from(votes))
        .ok_or(TaggerError::MathOverflow)?;
    Ok(())
}

/// Returns a slot as it was and its slash, base units.
fn collect_slot(
    member: &mut Account<Member>,
    shard: &mut Shard,
    page: &mut Page,
    words: &mut [u64],
    entry: &CollectEntry,
) -> Result<(Slot, u64)> {
    let terms = page.terms;
    let place = member.place()?;
    let mut panel = page.court(words, entry.panel)?;
    let (slot, slash) = panel.collect_votes(entry.slot, place, &terms, &mut member.grace)?;
    page.pay_out(slot.reward)?;
    page.slashed = page.slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
    shard
        .validator_of(place & 0xffff, &member.wallet)?
        .release(terms.review_bond, slash)?;
    member.slash(slash)?;
    member.credit(slot.reward)?;
    // They describe, they don't pay: at their end they stay there.
    member.earned = member.earned.saturating_add(slot.reward);
    member.votes = member.votes.saturating_add(u64::from(slot.answered));
    member.coherent = member.coherent.saturating_add(u64::from(slot.agreed));
    Ok((slot, slash))
}
