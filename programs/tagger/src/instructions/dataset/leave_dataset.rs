//! A contributor gives up his seat and with it his part of what the dataset will earn; what it has earned is his.
//!
//! - The wallet shall sign
//! - No slot of the seat shall wait for its collection
use anchor_lang::prelude::*;

use super::claim_share::take_share;
use crate::{
    error::TaggerError,
    events::SeatChanged,
    state::{Dataset, Member, Seat, Task},
};

#[derive(Accounts)]
pub struct LeaveDataset {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, constraint = dataset.task == seat.task @ TaggerError::WrongSeat)]
    pub dataset: Account<Dataset>,
    #[account(mut, address = seat.task @ TaggerError::WrongSeat)]
    pub task: Account<Task>,
    #[account(mut, constraint = member.wallet == seat.wallet @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    #[account(mut)]
    pub seat: Account<Seat>,
    /// CHECK: the address stored when the rent was paid; may be the wallet's, neither holds data.
    #[account(mut, unsafe(dup), address = seat.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl LeaveDataset {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        take_share(&mut a.dataset, &mut a.seat, &mut a.member)?;
        a.seat.check_free()?;
        a.member.unlock(core::mem::take(&mut a.seat.bond_free))?;
        a.member.seats = a.member.seats.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        a.task.seats = a.task.seats.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        SeatChanged::log(&a.seat, true);
        a.seat.close(*a.rent_payer.account())
    }
}
