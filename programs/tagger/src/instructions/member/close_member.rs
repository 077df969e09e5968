//! A member leaves; the rent returns to whoever paid it.
//!
//! - The wallet shall sign
//! - No stake, balance, seat or task shall be left
use anchor_lang::prelude::*;

use crate::{error::TaggerError, events::MemberChanged, seeds, state::Member};

#[derive(Accounts)]
pub struct CloseMember {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump, close = rent_payer)]
    pub member: Account<Member>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = member.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseMember {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.member.check_closable()?;
        MemberChanged::log(&ctx.accounts.member, true);
        Ok(())
    }
}
