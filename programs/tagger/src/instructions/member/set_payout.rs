//! A member asks for pushed payouts to a token account of his own, or withdraws that wish.
//!
//! - The wallet shall sign
//! - The token account shall hold TAG and belong to the wallet
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;

use crate::{
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member},
};

#[derive(Accounts)]
pub struct SetPayout {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(
        constraint(*payout.mint() == config.tag_mint @ TaggerError::WrongMint),
        constraint(*payout.owner() == member.wallet @ TaggerError::WrongTokenOwner)
    )]
    pub payout: Option<Account<TokenAccount>>,
}

impl SetPayout {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let payout = ctx.accounts.payout.as_ref().map(|account| *account.address());
        let member = &mut ctx.accounts.member;
        member.payout = payout.unwrap_or_default();
        MemberChanged::log(member, false);
        Ok(())
    }
}
