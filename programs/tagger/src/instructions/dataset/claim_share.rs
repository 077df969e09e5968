//! Anyone sends a contributor or a validator his part of what a dataset earned to his balance: accepted labels of his seat over
//! those of all, and votes that became the verdict over those of all.
//!
//! - Something shall be owed
use anchor_lang::prelude::*;

use crate::{
    dataset_events::RevenueTaken,
    error::TaggerError,
    state::{Dataset, Member, Seat},
};

#[derive(Accounts)]
pub struct ClaimShare {
    #[account(mut)]
    pub dataset: Account<Dataset>,
    #[account(mut, constraint = seat.task == dataset.task @ TaggerError::WrongSeat)]
    pub seat: Account<Seat>,
    #[account(mut, constraint = member.wallet == seat.wallet @ TaggerError::WrongMember)]
    pub member: Account<Member>,
}

impl ClaimShare {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let amount = take_share(&mut a.dataset, &mut a.seat, &mut a.member)?;
        require!(amount > 0, TaggerError::NothingOwed);
        Ok(())
    }
}

/// Moves what a seat may take to its member's balance; returns it, base units.
pub fn take_share(
    dataset: &mut Account<Dataset>,
    seat: &mut Account<Seat>,
    member: &mut Account<Member>,
) -> Result<u64> {
    dataset.check_version()?;
    let amount = dataset.take_share(seat.shares(), seat.revenue)?;
    seat.revenue = seat.revenue.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
    member.credit(amount)?;
    member.earned = member.earned.saturating_add(amount);
    RevenueTaken::log(dataset.address(), &seat.wallet, amount);
    Ok(amount)
}
