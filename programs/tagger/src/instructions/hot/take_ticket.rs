//! A member asks for panels of one page of a task that assigns them. A block that does not exist yet decides which, so
//! that neither one person with many wallets nor friends can choose to sit together.
//!
//! - The wallet or its session key shall sign
//! - Claims shall not be paused and the page shall not have ended
//! - The task shall assign panels, and the page shall hold some
//! - One to eight panels are asked for, and the seat shall hold a free bond for each and no other ticket
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_CLAIMS},
    error::TaggerError,
    events::TicketTaken,
    rules::{draw::DRAW_DELAY, ticket::MAX_TICKET_PANELS},
    state::{Config, Member, Page, Seat},
};

#[derive(Accounts)]
pub struct TakeTicket {
    pub actor: Signer,
    #[account(constraint = config.paused == 0 || config.check_entry(PAUSE_CLAIMS, &Now::get()?).is_ok() @ TaggerError::Paused)]
    pub config: Account<Config>,
    pub member: Account<Member>,
    #[account(mut, constraint(seat.wallet == member.wallet && seat.task == page.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    pub page: Account<Page>,
}

impl TakeTicket {
    pub fn handle(ctx: &mut Context<Self>, count: u8) -> Result<()> {
        require!((1..=MAX_TICKET_PANELS).contains(&count), TaggerError::BadTicket);
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.member.check_actor(a.actor.address(), &now)?;
        require!(a.page.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        a.page.check_running(&now)?;
        require!(a.page.terms.assigned(), TaggerError::ClaimSelfChosen);
        // Who sits on reviews is drawn.
        require!(a.page.review == 0 && a.page.live() > 0, TaggerError::NoSuchPanel);
        let target = now.slot.saturating_add(DRAW_DELAY);
        a.seat.open_ticket(&a.page, count, target)?;
        TicketTaken::log(&a.seat);
        Ok(())
    }
}
