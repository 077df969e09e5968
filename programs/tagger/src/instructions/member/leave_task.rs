//! A seat is given up: its stake becomes active again, its rent returns. After the end of the task anyone may do it
//! for a member who has gone. While the task runs, a seat that owes, and one of a private task, gives its stake back and
//! stays: a new one would forget the debt, or be delivered and compensated for a key again. As long as a dataset is
//! or may be published, a seat with shares is its member's to give up, and with it his part.
//!
//! - The wallet shall sign while the task runs or the seat has shares; anyone may call afterwards
//! - No slot of the seat shall wait for its collection
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::SeatChanged,
    state::{Member, Seat, Task},
};

#[derive(Accounts)]
pub struct LeaveTask {
    pub caller: Signer,
    #[account(mut, address = seat.task @ TaggerError::WrongSeat)]
    pub task: Account<Task>,
    #[account(mut, constraint = member.wallet == seat.wallet @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    #[account(mut)]
    pub seat: Account<Seat>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = seat.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl LeaveTask {
    fn validate(&self) -> Result<()> {
        let now = Now::get()?;
        let own = *self.caller.address() == self.member.wallet;
        require!(own || self.task.ended(&now), TaggerError::NotWallet);
        // What a published dataset earned is paid on the way out, see leave_dataset.
        let open = own && self.task.dataset == Address::default();
        require!(
            open || !self.task.holds_shares(self.seat.shares(), &now),
            TaggerError::SharesHeld
        );
        self.seat.check_free()
    }

    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        ctx.accounts.validate()?;
        let a = &mut ctx.accounts;
        let stays = (a.seat.owes() || a.task.terms.secret()) && !a.task.ended(&Now::get()?);
        a.member.unlock(core::mem::take(&mut a.seat.bond_free))?;
        if stays {
            SeatChanged::log(&a.seat, false);
            return Ok(());
        }
        a.member.seats = a.member.seats.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        a.task.seats = a.task.seats.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        if a.task.holds_shares(a.seat.shares(), &Now::get()?) {
            a.task.forgo(a.seat.shares())?;
        }
        SeatChanged::log(&a.seat, true);
        a.seat.close(*a.rent_payer.account())
    }
}
