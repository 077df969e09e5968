//! An annotator contests labels of a panel he answered on before they are paid. Validators judge them; what they confirm
//! he pays from his balance, what they change is paid from what the requester set aside.
//!
//! - The wallet shall sign and have a slot on the panel; the balance shall cover the validators' fees
//! - The panel shall be open to challenge and the items shall not be under review yet
#![allow(unused_variables)] // the derive names every argument in each of its parts
use alloc::vec::Vec;

use anchor_lang::prelude::*;

use super::audit_panel::birth_docket;
use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    seeds,
    state::{case::reason, docket, docket::Asked, Config, Member, Page, Phase, Seat, Task},
};

#[derive(Accounts)]
#[instruction(bytes: u32)]
pub struct ContestScore {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub member: Account<Member>,
    #[account(constraint(seat.wallet == member.wallet && seat.task == subject.task @ TaggerError::WrongSeat))]
    pub seat: Account<Seat>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, constraint = subject.task == *task.address() @ TaggerError::WrongPage)]
    pub subject: Account<Page>,
    #[account(init, payer = payer, space = bytes as usize, seeds = [seeds::PAGE, task.address().as_ref(), &task.pages_made.to_le_bytes()], bump)]
    pub page: Account<Page>,
    pub system_program: Program<System>,
}

impl ContestScore {
    /// `bytes` is the size of the review's page, `items` a mask over the panel's items, lowest bit first.
    pub fn handle(ctx: &mut Context<Self>, bytes: u32, number: u64, items: Vec<u64>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let subject_page = *a.subject.address();
        let (subject, words) = Page::split(&mut a.subject)?;
        let terms = subject.terms;
        let mut panel = subject.panel(words, number)?;
        panel.head.check_phase(Phase::Challenge)?;
        panel.head.check_open(terms.restart_grace_secs, &now)?;
        require!(panel.seated(a.seat.index), TaggerError::NotOnPanel);
        let count = docket::check_items(&panel, &items)?;
        let deposit = docket::cost(&terms, 0, count)?;
        a.member.debit(deposit)?;
        let payer = *a.payer.address();
        birth_docket(
            &mut a.page,
            &mut a.task,
            &a.config,
            payer,
            ctx.bumps.page,
            (bytes, docket::page_bytes(&terms, panel.head, count)?),
        )?;
        let asked = Asked {
            funder: a.member.wallet,
            reason: reason::ANNOTATOR,
            deposit,
        };
        let (page, words) = Page::split(&mut a.page)?;
        let case = docket::open_case(page, words, (&subject_page, &mut panel), &items, &asked, &now)?;
        CaseMoved::log(page, &page.court(words, case)?);
        Ok(())
    }
}
