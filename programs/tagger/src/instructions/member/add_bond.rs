//! A member locks more active stake behind a seat, to sit on more panels at the same time.
//!
//! - The wallet shall sign
//! - The amount shall be above zero and not above the active stake
//! - The seat shall be an annotator's
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    events::SeatChanged,
    state::{Member, Seat},
};

#[derive(Accounts)]
pub struct AddBond {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut)]
    pub member: Account<Member>,
    #[account(mut, constraint = seat.wallet == member.wallet @ TaggerError::WrongSeat)]
    pub seat: Account<Seat>,
}

impl AddBond {
    pub fn handle(ctx: &mut Context<Self>, amount: u64) -> Result<()> {
        require!(amount > 0, TaggerError::ZeroAmount);
        let a = &mut ctx.accounts;
        require!(a.seat.validator == 0, TaggerError::ValidatorSeat);
        a.member.lock(amount)?;
        a.seat.bond_free = a.seat.bond_free.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        SeatChanged::log(&a.seat, false);
        Ok(())
    }
}
