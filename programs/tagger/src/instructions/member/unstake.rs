//! A member starts the cool-down of active stake. Cooling stake opens no seats; locked stake can't cool down.
//!
//! - The wallet shall sign
//! - The amount shall be above zero and not above the active stake
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member},
};

#[derive(Accounts)]
pub struct Unstake {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
}

impl Unstake {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let cooling = ctx.accounts.config.params.unbonding_secs;
        let ready_at = Now::get()?
            .seconds
            .checked_add(cooling)
            .ok_or(TaggerError::MathOverflow)?;
        let member = &mut ctx.accounts.member;
        member.unstake(amount, ready_at)?;
        MemberChanged::log(member, false);
        Ok(())
    }
}
