//! Anyone redeems a ticket: its panels are claimed as the block decided. Anyone, so that a member who sees what he got
//! can't let it lapse while others watch.
//!
//! - The block that decides shall exist and be remembered
//! - The page shall be the one the ticket was taken for
//!
//! Each place of the ticket gets one of the panels that take claims of this member, each equally likely. A place for
//! which there is none costs nothing: its bond is free again.
//!
//! Redeeming can always be done while the block is remembered, so whoever keeps to his ticket loses nothing by what
//! others do. A pause stops new tickets, not this. On a page that has ended nothing is claimed any more, on one that was
//! closed there is nothing to claim: all bonds come back.
use anchor_lang::prelude::*;

use super::claim::sit_down;
use crate::{
    clock::Now,
    constants::MAX_LIVE_PANELS,
    error::TaggerError,
    events::{SeatActed, SeatChanged},
    rules::ticket::{pick, words, MAX_TICKET_PANELS, TICKET_TRIES},
    seeds, slot_hashes,
    state::{Page, Roster, Seat, Ticket},
};

#[derive(Accounts)]
pub struct RedeemTicket {
    #[account(mut)]
    pub seat: Account<Seat>,
    /// CHECK: the ticket's page: read as one, or its address is derived when it was closed.
    #[account(mut)]
    pub page: UncheckedAccount,
}

impl RedeemTicket {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let ticket = a.seat.ticket.opened()?;
        let seed = slot_hashes::first_at(ticket.target, now.slot)?;
        let view = *a.page.account();
        if !view.owned_by(&crate::ID) {
            check_closed(view.address(), &a.seat.task, &ticket)?;
            a.seat.close_ticket(ticket.count)?;
            SeatChanged::log(&a.seat, false);
            return Ok(());
        }
        // SAFETY: no other account of this instruction is a page.
        let mut page = unsafe { Account::<Page>::load_mut(view)? };
        let own = page.task == a.seat.task && page.index == ticket.page;
        require!(own, TaggerError::WrongPage);
        let address = *a.seat.address();
        let (page, ring) = Page::split(&mut page)?;
        let mut got = [0; MAX_TICKET_PANELS as usize];
        let mut places = 0;
        while places < ticket.count && !page.ended(&now) {
            let words = words(&seed, &address, ticket.number, places);
            let Some((number, slot)) = draw(page, ring, &a.seat, &words, &now) else {
                break;
            };
            let roster = page.roster(ring, number)?;
            sit_down(&mut a.seat, roster, slot, &page.terms, &now)?;
            got[usize::from(places)] = number;
            places += 1;
        }
        a.seat.close_ticket(ticket.count - places)?;
        SeatActed::log(page, a.seat.index, 0, &got[..usize::from(places)]);
        Ok(())
    }
}

/// The panel and the slot that one place of a ticket gets; `None` when no panel takes claims of this member.
fn draw(page: &Page, ring: &mut [u64], seat: &Seat, words: &[u16; 16], now: &Now) -> Option<(u64, u8)> {
    let ticket = &seat.ticket;
    let mut vacancy = |number: u64| {
        let roster: Roster = page.roster(ring, number).ok()?;
        let slot = roster.vacancy(seat.index, &page.terms, now).ok()?;
        Some((number, slot))
    };
    let (tries, last) = words.split_at(usize::from(TICKET_TRIES));
    let named = tries
        .iter()
        .find_map(|word| vacancy(ticket.first + u64::from(pick(*word, ticket.live))));
    if named.is_some() {
        return named;
    }
    let mut open = [(0, 0); MAX_LIVE_PANELS as usize];
    let mut count = 0;
    for found in (page.first_panel..page.next_panel).filter_map(vacancy) {
        open[count] = found;
        count += 1;
    }
    // At most MAX_LIVE_PANELS.
    let chosen = pick(last[0], count as u8);
    (count > 0).then(|| open[usize::from(chosen)])
}

/// The account is where the ticket's page was.
fn check_closed(address: &Address, task: &Address, ticket: &Ticket) -> Result<()> {
    let seeds = [seeds::PAGE, task.as_ref(), &ticket.page.to_le_bytes()];
    let (page, _) = find_program_address(&seeds, &crate::ID);
    require!(*address == page, TaggerError::WrongPage);
    Ok(())
}
