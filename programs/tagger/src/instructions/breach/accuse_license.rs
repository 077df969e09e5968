//! A publisher accuses the holder of a licence of having broken its terms. Drawn validators judge the evidence, which is what the
//! rules of a task opened for it name. Besides their fees the publisher puts a bond there, as much as an appeal costs and a
//! tenth of what the licence cost: it is the holder's if he is acquitted. The licence stays in force, and with its holder, until there is a verdict.
//!
//! - The publisher of the licence's dataset shall sign
//! - The task shall be his, fresh, with two classes of one bit, at least five validators and an appeal; its escrow shall cover fees and bond
//! - The licence shall be in force and not accused yet
#![allow(unused_variables)] // the derive names every argument in each of its parts
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{BREACH_BOND_BPS, BREACH_SEATS},
    dataset_events::LicenseChanged,
    error::TaggerError,
    events::CaseMoved,
    instructions::review::audit_panel::birth_docket,
    rules::pay::share,
    seeds,
    state::{case::reason, docket, docket::Asked, Config, Dataset, License, Page, Task},
};

#[derive(Accounts)]
#[instruction(bytes: u32)]
pub struct AccuseLicense {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = dataset.publisher @ TaggerError::NotPublisher)]
    pub publisher: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(mut)]
    pub license: Account<License>,
    #[account(mut, constraint = task.requester == dataset.publisher @ TaggerError::NotRequester)]
    pub task: Account<Task>,
    #[account(init, payer = payer, space = bytes as usize, seeds = [seeds::PAGE, task.address().as_ref(), &task.pages_made.to_le_bytes()], bump)]
    pub page: Account<Page>,
    pub system_program: Program<System>,
}

impl AccuseLicense {
    fn validate(&self, now: &Now) -> Result<()> {
        self.config.check_version()?;
        self.dataset.check_version()?;
        self.task.check_version()?;
        self.task.check_running(now)?;
        let terms = &self.task.terms;
        let fresh = self.task.pages_made == 0 && self.task.accused == Address::default();
        let court = terms.review_seats >= BREACH_SEATS && terms.appeal_rounds >= 1;
        require!(
            fresh && court && terms.bits == 1 && terms.classes == 2,
            TaggerError::BadCourt
        );
        Ok(())
    }

    /// `bytes` is the size of the page the rounds lie on.
    pub fn handle(ctx: &mut Context<Self>, bytes: u32) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&now)?;
        let a = &mut ctx.accounts;
        a.license.check_in_force(&now)?;
        a.license.accuse(*a.task.address())?;
        let terms = a.task.terms;
        let bond = docket::cost(&terms, 1, 1)?
            .checked_add(share(a.license.paid, BREACH_BOND_BPS))
            .ok_or(TaggerError::MathOverflow)?;
        let deposit = docket::cost(&terms, 0, 1)?
            .checked_add(bond)
            .ok_or(TaggerError::MathOverflow)?;
        a.task.take(deposit)?;
        a.task.accused = a.license.holder;
        let payer = *a.payer.address();
        let needed = docket::accusation_bytes(&terms)?;
        birth_docket(
            &mut a.page,
            &mut a.task,
            &a.config,
            payer,
            ctx.bumps.page,
            (bytes, needed),
        )?;
        let asked = Asked {
            funder: a.task.requester,
            reason: reason::BREACH,
            deposit,
        };
        let license = *a.license.address();
        let (page, words) = Page::split(&mut a.page)?;
        let number = docket::open_accusation(page, words, (&license, bond), &asked, &now)?;
        CaseMoved::log(page, &page.court(words, number)?);
        LicenseChanged::log(&a.license, LicenseChanged::ACCUSED);
        Ok(())
    }
}
