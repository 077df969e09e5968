//! A validator stops: from the next epoch on he is not drawn any more. Seats he holds stay his duty.
//!
//! - The wallet shall sign
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::ValidatorChanged,
    state::{Member, Pool},
};

#[derive(Accounts)]
pub struct LeavePool {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    pub member: Account<Member>,
    #[account(mut, constraint = pool.index == member.place()? >> 16 @ TaggerError::WrongPool)]
    pub pool: Account<Pool>,
}

impl LeavePool {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let at = a.member.place()?;
        let mut shard = Pool::split(&mut a.pool, Now::get()?.slot)?;
        shard.leave(at & 0xffff)?;
        let validator = *shard.validator(at & 0xffff)?;
        ValidatorChanged::log(&validator, at, 0);
        Ok(())
    }
}
