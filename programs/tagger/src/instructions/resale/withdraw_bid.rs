//! A bid goes back to the bidder's balance, whatever became of the licence.
//!
//! - The bidder shall sign, or the bid's time be over: then anyone may call
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::BidChanged,
    error::TaggerError,
    state::{Bid, Member},
};

#[derive(Accounts)]
pub struct WithdrawBid {
    pub caller: Signer,
    #[account(mut, close = rent_payer)]
    pub bid: Account<Bid>,
    #[account(mut, constraint = member.wallet == bid.bidder @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = bid.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl WithdrawBid {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let own = *a.caller.address() == a.bid.bidder;
        a.bid.check_withdrawable(own, &Now::get()?)?;
        a.member.credit(a.bid.price)?;
        Member::count(&mut a.member.purchases, false)?;
        BidChanged::log(&a.bid, BidChanged::WITHDRAWN);
        Ok(())
    }
}
