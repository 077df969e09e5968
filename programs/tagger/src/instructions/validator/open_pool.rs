//! Opens the next shard of the validators' pool. Reviews need one, so anyone may open the first; every draw names all
//! shards, so only the admin may add to their number.
//!
//! - The caller shall be the admin, unless there is no shard yet
//! - There shall be fewer shards than the most a draw can name
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
    pub caller: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, space = MAX_PAGE_BYTES as usize, seeds = [seeds::POOL, &u32::from(config.pools).to_le_bytes()], bump)]
    pub pool: Account<Pool>,
    pub system_program: Program<System>,
}

impl OpenPool {
    fn validate(&self) -> Result<()> {
        let config = &self.config;
        config.check_version()?;
        require!(
            config.pools == 0 || *self.caller.address() == config.admin,
            TaggerError::NotAdmin
        );
        require!(config.pools < MAX_POOLS, TaggerError::PoolFull);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        let (index, payer) = (u32::from(a.config.pools), *a.payer.address());
        a.pool.birth(ctx.bumps.pool, index, payer);
        a.config.pools += 1;
        PoolChanged::log(&a.pool);
        Ok(())
    }
}
