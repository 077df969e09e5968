//! A validator opens a seat in a task that promised validators a part of its dataset's revenue: from then on his votes that become
//! the verdict count for it. He answers nothing with it and binds no stake; who has a seat as an annotator needs no other.
//!
//! - The wallet shall sign and be in the pool
//! - The task shall promise validators a part, and shall not be published
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::PAUSE_CLAIMS,
    error::TaggerError,
    events::SeatChanged,
    seeds,
    state::{Config, Member, Seat, Task},
};

#[derive(Accounts)]
pub struct OpenValidatorSeat {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(init, payer = payer, space = Seat::space(&task.terms), seeds = [seeds::SEAT, task.address().as_ref(), wallet.address().as_ref()], bump)]
    pub seat: Account<Seat>,
    pub system_program: Program<System>,
}

impl OpenValidatorSeat {
    fn validate(&self) -> Result<()> {
        self.config.check_version()?;
        self.config.check_entry(PAUSE_CLAIMS, &Now::get()?)?;
        self.task.check_version()?;
        require!(
            self.task.validator_bps > 0 && self.task.dataset == Address::default(),
            TaggerError::NothingPromised
        );
        self.member.place()?;
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        let (task, wallet, payer) = (*a.task.address(), *a.wallet.address(), *a.payer.address());
        a.seat.birth(ctx.bumps.seat, a.task.seats_made, task, wallet, payer);
        a.seat.validator = 1;
        a.task.seats_made = a.task.seats_made.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        a.task.seats = a.task.seats.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        a.member.seats = a.member.seats.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        SeatChanged::log(&a.seat, false);
        Ok(())
    }
}
