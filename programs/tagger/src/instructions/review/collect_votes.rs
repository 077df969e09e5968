//! Anyone collects for one validator what ended reviews on one page owe him: fees to his balance, the bond back to his
//! place in the pool less what he lost.
//!
//! - Each panel shall be settled and the named slot shall be the validator's and not collected yet
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::Collected,
    instructions::hot::collect::CollectEntry,
    state::{pool::Shard, Config, Member, Page, Pool},
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
}

impl CollectVotes {
    pub fn handle(ctx: &mut Context<Self>, entries: Vec<CollectEntry>) -> Result<()> {
        require!(!entries.is_empty(), TaggerError::BadBatch);
        let a = &mut ctx.accounts;
        let mut shard = Pool::split(&mut a.pool, Now::get()?.slot)?;
        let (page, words) = Page::split(&mut a.page)?;
        let (mut reward, mut slashed) = (0u64, 0u64);
        for entry in &entries {
            let (paid, slash) = collect_slot(&mut a.member, &mut shard, page, words, entry)?;
            reward = reward.checked_add(paid).ok_or(TaggerError::MathOverflow)?;
            slashed = slashed.checked_add(slash).ok_or(TaggerError::MathOverflow)?;
        }
        shard.weigh_member(&a.member, &a.config.params)?;
        page.invariant()?;
        Collected::log(page, &a.member, entries.len() as u32, reward, slashed);
        Ok(())
    }
}

/// Returns the fees and the slash of one slot, base units.
fn collect_slot(
    member: &mut Account<Member>,
    shard: &mut Shard,
    page: &mut Page,
    words: &mut [u64],
    entry: &CollectEntry,
) -> Result<(u64, u64)> {
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
    Ok((slot.reward, slash))
}
