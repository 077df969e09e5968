//! The requester contests labels or accepted items of a panel before they are paid. Validators judge them; he pays.
//!
//! - Requester or operator shall sign; the escrow shall cover the validators' fees
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
    state::{case::reason, docket, docket::Asked, Config, Page, Phase, Task},
};

#[derive(Accounts)]
#[instruction(bytes: u32)]
pub struct ContestItems {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub operator: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, constraint = subject.task == *task.address() @ TaggerError::WrongPage)]
    pub subject: Account<Page>,
    #[account(init, payer = payer, space = bytes as usize, seeds = [seeds::PAGE, task.address().as_ref(), &task.pages_made.to_le_bytes()], bump)]
    pub page: Account<Page>,
    pub system_program: Program<System>,
}

impl ContestItems {
    /// `bytes` is the size of the review's page, `items` a mask over the panel's items, lowest bit first.
    pub fn handle(ctx: &mut Context<Self>, bytes: u32, number: u64, items: Vec<u64>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.task.check_operator(a.operator.address())?;
        let subject_page = *a.subject.address();
        let (subject, words) = Page::split(&mut a.subject)?;
        let terms = subject.terms;
        let mut panel = subject.panel(words, number)?;
        panel.head.check_phase(Phase::Challenge)?;
        panel.head.check_open(terms.restart_grace_secs, &now)?;
        let count = docket::check_items(&panel, &items)?;
        let deposit = docket::cost(&terms, 0, count)?;
        a.task.take(deposit)?;
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
            funder: a.task.requester,
            reason: reason::REQUESTER,
            deposit,
        };
        let (page, words) = Page::split(&mut a.page)?;
        let case = docket::open_case(page, words, (&subject_page, &mut panel), &items, &asked, &now)?;
        CaseMoved::log(page, &page.court(words, case)?);
        Ok(())
    }
}
