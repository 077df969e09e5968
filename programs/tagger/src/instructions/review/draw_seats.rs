//! Anyone draws validators for a review, as many as fit one transaction. Whoever calls, and whenever: the same people are
//! drawn, because seed and weights were fixed before anybody could know them.
//!
//! - The block that decides shall exist, be remembered, and belong to the present epoch of the pool
//! - Appended: every shard of the pool in order, then for each candidate in the order of the draw the address his seat in
//!   this task has or would have, which must not be left out: nobody can be kept from a draw
//! - Requester, operator, whoever is accused, whoever has a seat to answer in the task, whoever sat in an earlier round or sits already, and who has no
//!   free bond are passed over
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    rules::{
        draw::{epoch_of, point},
        sum_tree,
    },
    seeds, slot_hashes,
    state::{pool::Shard, Config, Page, Panel, Phase, Pool, Seat, Task},
};

#[derive(Accounts)]
pub struct DrawSeats {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(address = page.task @ TaggerError::WrongPage)]
    pub task: Account<Task>,
    #[account(mut)]
    pub page: Account<Page>,
}

impl DrawSeats {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let appended = ctx.remaining_accounts()?;
        let a = &mut ctx.accounts;
        let shards = usize::from(a.config.pools);
        require!(appended.len() >= shards, TaggerError::WrongPool);
        let (views, candidates) = appended.split_at(shards);
        let (place, task) = (*a.page.address(), *a.task.address());
        let (page, words) = Page::split(&mut a.page)?;
        let earlier = seated_before(page, words, number)?;
        let terms = page.terms;
        let mut panel = page.court(words, number)?;
        require!(panel.head.phase == Phase::Draw as u8, TaggerError::NothingToDraw);
        let seed = seed_of(&mut panel, &now)?;
        let mut pools = load_pools(views)?;
        let total = total_weight(&mut pools, &now)?;
        for candidate in candidates {
            let n = panel.case().tries;
            let drawn = point(&seed, place.as_array(), number, n, total);
            let (false, Some(drawn)) = (panel.drawn_out(), drawn) else {
                break;
            };
            panel.case_mut().tries = n.saturating_add(1);
            let (mut shard, drawn) = shard_of(&mut pools, drawn, &now)?;
            let leaf = sum_tree::find(shard.frozen, drawn) as u32;
            let seat = shard.head.index << 16 | leaf;
            let validator = shard.validator(leaf)?;
            let wallet = validator.wallet;
            let outsider = !answers_here(candidate, &task, &wallet)?;
            let stranger = ![a.task.requester, a.task.operator, a.task.accused].contains(&wallet);
            let fresh = !panel.seated(seat) && !earlier.contains(&seat);
            if outsider && stranger && fresh && validator.free_bond() >= terms.review_bond {
                validator.hold(terms.review_bond)?;
                panel.seat(seat)?;
            }
        }
        if total == 0 || panel.drawn_out() {
            panel.open_court(&terms, &now)?;
        }
        CaseMoved::log(page, &page.court(words, number)?);
        Ok(())
    }
}

/// Places that sat in the rounds before: an appeal is heard by others.
fn seated_before(page: &Page, words: &mut [u64], number: u64) -> Result<Vec<u32>> {
    let mut seated = Vec::new();
    let mut parent = page.court(words, number)?.case().parent;
    while let Some(earlier) = parent.checked_sub(1) {
        let panel = page.court(words, earlier)?;
        seated.extend(
            panel.slots[..usize::from(panel.head.seats)]
                .iter()
                .map(|slot| slot.seat),
        );
        parent = panel.case().parent;
    }
    Ok(seated)
}

/// The seed of this draw, fetched the first time and kept. Its epoch must be the present one: then the frozen weights
/// are those nobody could change once the seed was known.
fn seed_of(panel: &mut Panel, now: &Now) -> Result<[u8; 32]> {
    let case = panel.case_mut();
    require!(
        now.slot <= case.target || epoch_of(case.target) == epoch_of(now.slot),
        TaggerError::SeedGone
    );
    if case.seed == [0; 32] {
        case.seed = slot_hashes::first_at(case.target, now.slot)?;
    }
    Ok(case.seed)
}

/// Every shard, each once and in order, but those that have not their full size yet: nobody is in them, and whoever opened
/// one and went away must not stop all draws.
fn load_pools(views: &[AccountView]) -> Result<Vec<Account<Pool>>> {
    let mut pools = Vec::with_capacity(views.len());
    for (index, view) in views.iter().enumerate() {
        require!(view.is_writable(), ErrorCode::ConstraintMut);
        // SAFETY: a pool given twice is refused: its borrow mark stays set.
        let pool = unsafe { Account::<Pool>::load_mut(*view)? };
        require!(pool.index as usize == index, TaggerError::WrongPool);
        if pool.ready != 0 {
            pools.push(pool);
        }
    }
    Ok(pools)
}

/// What all shards weigh together in this epoch.
fn total_weight(pools: &mut [Account<Pool>], now: &Now) -> Result<u64> {
    pools.iter_mut().try_fold(0, |sum, pool| {
        Ok(sum + u64::from(sum_tree::total(Pool::split(pool, now.slot)?.frozen)))
    })
}

/// The shard a point falls into, and where inside it.
fn shard_of<'a>(pools: &'a mut [Account<Pool>], mut drawn: u64, now: &Now) -> Result<(Shard<'a>, u32)> {
    for pool in pools {
        let shard = Pool::split(pool, now.slot)?;
        let own = u64::from(sum_tree::total(shard.frozen));
        if drawn < own {
            return Ok((shard, drawn as u32));
        }
        drawn -= own;
    }
    Err(TaggerError::WrongPool.into())
}

/// Whether a wallet has a seat to answer in the task; a validator's own seat is none. The address is derived here: a caller
/// can't hide a seat behind another one.
fn answers_here(candidate: &AccountView, task: &Address, wallet: &Address) -> Result<bool> {
    let (seat, _) = find_program_address(&[seeds::SEAT, task.as_ref(), wallet.as_ref()], &crate::ID);
    require!(*candidate.address() == seat, TaggerError::WrongCandidate);
    if !candidate.owned_by(&crate::ID) {
        return Ok(false);
    }
    Ok(Account::<Seat>::load(*candidate)?.validator == 0)
}
