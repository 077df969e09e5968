//! A member names the key others encrypt for him with, a point of ristretto255 (docs/decisions/0015-key-delivery.md), or
//! takes it away. What was encrypted for an earlier key stays so.
//!
//! - The wallet shall sign
//! - The key shall be the encoding of a point; zeros, the neutral one, mean none
use anchor_lang::prelude::*;

use crate::{error::TaggerError, events::MemberChanged, rules::point::is_point, seeds, state::Member};

#[derive(Accounts)]
pub struct SetKey {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
}

impl SetKey {
    pub fn handle(ctx: &mut Context<Self>, key: [u8; 32]) -> Result<()> {
        require!(is_point(&key), TaggerError::BadKey);
        let member = &mut ctx.accounts.member;
        member.check_version()?;
        member.key = key;
        MemberChanged::log(member, false);
        Ok(())
    }
}
