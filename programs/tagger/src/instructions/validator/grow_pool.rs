//! Anyone pays for the next part of a pool's account: one instruction may add 10,240 bytes.
//!
//! - The pool shall not have its full size yet
use anchor_lang::prelude::*;

use crate::{constants::MAX_PAGE_BYTES, error::TaggerError, events::PoolChanged, state::Pool};

#[derive(Accounts)]
pub struct GrowPool {
    #[account(mut)]
    pub payer: Signer,
    #[account(mut)]
    pub pool: Account<Pool>,
    pub system_program: Program<System>,
}

impl GrowPool {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        require!(a.pool.ready == 0, TaggerError::PoolFull);
        let mut view = *a.pool.account();
        let size = (view.data_len() + MAX_PAGE_BYTES as usize).min(Pool::BYTES);
        anchor_lang::realloc_account(&mut view, size, a.payer.account(), false)?;
        a.pool.ready = u8::from(size == Pool::BYTES);
        PoolChanged::log(&a.pool);
        Ok(())
    }
}
