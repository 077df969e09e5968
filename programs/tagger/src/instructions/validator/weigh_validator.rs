//! Anyone brings a validator's weight up to date with his bond and his record; it counts from the next epoch on.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::ValidatorChanged,
    state::{Config, Member, Pool},
};

#[derive(Accounts)]
pub struct WeighValidator {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    pub member: Account<Member>,
    #[account(mut, constraint = pool.index == member.place()? >> 16 @ TaggerError::WrongPool)]
    pub pool: Account<Pool>,
}

impl WeighValidator {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let at = a.member.place()?;
        let mut shard = Pool::split(&mut a.pool, Now::get()?.slot)?;
        let weight = shard.weigh_member(&a.member, &a.config.params)?;
        let validator = *shard.validator(at & 0xffff)?;
        ValidatorChanged::log(&validator, at, weight);
        Ok(())
    }
}
