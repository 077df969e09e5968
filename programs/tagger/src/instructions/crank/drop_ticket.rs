//! Anyone frees a ticket that nobody redeemed while its block was remembered. It costs what a claim costs that was not
//! kept: otherwise a member could look at what he got, and wait for another ticket when he does not like it.
//!
//! - The seat shall have a ticket, and its block shall be forgotten
//!
//! There is no way around the cost by a pause, an end or a closed page, because none of them stops `redeem_ticket`. Only a
//! restart of the cluster after the ticket was taken does: then nobody may have been there, and the bonds come back whole.
//! The page is not needed, so that a closed one holds nobody: what is slashed goes straight to the task.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::{ReputationChanged, TicketDropped},
    rules::{
        draw::{forgotten, DRAW_DELAY},
        pay::share,
    },
    state::{task::Totals, Member, Seat, Task},
};

#[derive(Accounts)]
pub struct DropTicket {
    #[account(mut, constraint(member.wallet == seat.wallet @ TaggerError::WrongMember))]
    pub member: Account<Member>,
    #[account(mut)]
    pub seat: Account<Seat>,
    #[account(mut, address = seat.task @ TaggerError::WrongSeat)]
    pub task: Account<Task>,
}

impl DropTicket {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.task.check_version()?;
        let ticket = a.seat.ticket.opened()?;
        require!(forgotten(ticket.target, now.slot), TaggerError::TicketLive);
        let lost = if now.restarted_since(ticket.target - DRAW_DELAY) {
            0
        } else {
            ticket.count
        };
        let terms = a.task.terms;
        let slash = share(terms.bond, terms.slash_hold_bps);
        for _ in 0..lost {
            a.seat.release_bond(terms.bond, slash)?;
        }
        a.seat.close_ticket(ticket.count - lost)?;
        let slashed = u64::from(lost) * slash;
        a.task.fold(&Totals {
            slashed,
            ..Totals::default()
        })?;
        a.member.lose_claims(lost, slashed, terms.domain, now.day())?;
        TicketDropped::log(&a.seat, &ticket, slashed);
        ReputationChanged::log(&a.member, a.task.address(), terms.domain, ReputationChanged::EXPIRED)
    }
}
