//! The admin opens a further shard of the validators' pool. Every draw names all shards, so nobody else may add one.
//!
//! - The admin shall sign
use anchor_lang::prelude::*;

use crate::{
    constants::{MAX_PAGE_BYTES, MAX_POOLS},
    error::TaggerError,
    events::PoolChanged,
    seeds,
    state::{Config, Pool},
};

#[derive(Accounts)]
pub struct OpenPool {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = config.admin @ TaggerError::NotAdmin)]
    pub admin: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, space = MAX_PAGE_BYTES as usize, seeds = [seeds::POOL, &u32::from(config.pools).to_le_bytes()], bump)]
    pub pool: Account<Pool>,
    pub system_program: Program<System>,
}

impl OpenPool {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.config.check_version()?;
        require!(a.config.pools < MAX_POOLS, TaggerError::PoolFull);
        let (index, payer) = (u32::from(a.config.pools), *a.payer.address());
        a.pool.birth(ctx.bumps.pool, index, payer);
        a.config.pools += 1;
        PoolChanged::log(&a.pool);
        Ok(())
    }
}
