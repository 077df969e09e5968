//! Anyone takes a validator who left out of the pool: his bond becomes active stake again.
//!
//! - The epoch in which he left shall be over and his last duty collected
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::MemberChanged,
    state::{Member, Pool},
};

#[derive(Accounts)]
pub struct RemoveValidator {
    #[account(mut)]
    pub member: Account<Member>,
    #[account(mut, constraint = pool.index == member.place()? >> 16 @ TaggerError::WrongPool)]
    pub pool: Account<Pool>,
}

impl RemoveValidator {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let leaf = a.member.place()? & 0xffff;
        let bond = Pool::split(&mut a.pool, Now::get()?.slot)?.remove(leaf)?;
        a.member.unlock(bond)?;
        a.member.pool_place = 0;
        MemberChanged::log(&a.member, false);
        Ok(())
    }
}
