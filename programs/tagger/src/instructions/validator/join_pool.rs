//! A member becomes a validator, or a validator adds to his bond. Either counts in draws from the next epoch on.
//!
//! - The wallet shall sign
//! - Staking shall not be paused
//! - The bond shall cover one seat at least, and come out of active stake
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::PAUSE_STAKE,
    error::TaggerError,
    events::ValidatorChanged,
    seeds,
    state::{pool::place, Config, Member, Pool},
};

#[derive(Accounts)]
pub struct JoinPool {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut)]
    pub pool: Account<Pool>,
}

impl JoinPool {
    pub fn handle(ctx: &mut Context<Self>, bond: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.config.check_version()?;
        a.config.check_entry(PAUSE_STAKE, &now)?;
        require!(bond > 0, TaggerError::ZeroAmount);
        a.member.lock(bond)?;
        let shard_bits = a.pool.index << 16;
        let mut shard = Pool::split(&mut a.pool, now.slot)?;
        let leaf = if a.member.pool_place == 0 {
            let leaf = shard.join(a.member.wallet, bond)?;
            a.member.pool_place = (shard_bits | leaf) + 1;
            leaf
        } else {
            let at = a.member.place()?;
            require!(at & !0xffff == shard_bits, TaggerError::WrongPool);
            let validator = shard.validator_of(at & 0xffff, &a.member.wallet)?;
            require!(validator.state == place::ACTIVE, TaggerError::AlreadyValidator);
            validator.bond = validator.bond.checked_add(bond).ok_or(TaggerError::MathOverflow)?;
            at & 0xffff
        };
        let validator = *shard.validator(leaf)?;
        require!(validator.bond >= a.config.params.review_bond, TaggerError::BondTooSmall);
        let weight = shard.weigh_member(&a.member, &a.config.params)?;
        ValidatorChanged::log(&validator, a.member.pool_place - 1, weight);
        Ok(())
    }
}
