//! A wallet becomes a member. Somebody else may pay the rent; it returns to that account.
//!
//! - The wallet shall sign
use anchor_lang::prelude::*;

use crate::{events::MemberChanged, seeds, state::Member};

#[derive(Accounts)]
pub struct CreateMember {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub wallet: Signer,
    #[account(init, payer = payer, seeds = [seeds::MEMBER, wallet.address().as_ref()], bump)]
    pub member: Account<Member>,
    pub system_program: Program<System>,
}

impl CreateMember {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let (wallet, payer) = (*ctx.accounts.wallet.address(), *ctx.accounts.payer.address());
        ctx.accounts.member.birth(ctx.bumps.member, wallet, payer);
        MemberChanged::log(&ctx.accounts.member, false);
        Ok(())
    }
}
