//! The key of a private task's items, wrapped for the member of one seat, is put on chain; the program checks that it is the
//! right one, without seeing it (rules/delivery.rs). Anyone may send what only the requester can make. It can always be
//! sent, but from half of a hold on it is too late to blame the member for a claim that lapses, see `expire_claim.rs`.
//!
//! - The task shall be private, and the seat shall wait for its key
//! - The proof shall hold for this seat, this task and the key its member had when he took the seat
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::TaskKeyDelivered,
    rules::delivery::{Delivery, Place},
    state::{Seat, Task},
};

#[derive(Accounts)]
pub struct DeliverTaskKey {
    #[account(address = seat.task @ TaggerError::WrongSeat)]
    pub task: Account<Task>,
    #[account(mut)]
    pub seat: Account<Seat>,
}

impl DeliverTaskKey {
    pub fn handle(ctx: &mut Context<Self>, delivery: Delivery) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.task.check_version()?;
        let account = *a.seat.address();
        let key = Seat::key(&mut a.seat, &a.task.terms)?;
        require!(key.delivered_at == 0, TaggerError::KeyDelivered);
        let place = Place {
            program: &crate::ID,
            account: &account,
            commitment: &a.task.items_key,
            recipient: &key.recipient,
        };
        require!(delivery.proves(&place), TaggerError::WrongWrap);
        key.deliver(delivery.wrap, &now)?;
        TaskKeyDelivered::log(&a.seat, &now);
        Ok(())
    }
}
