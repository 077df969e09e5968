//! An accused holder appeals against a verdict: more validators, none of whom sat before, judge the same evidence. He pays for
//! them and has it back, and the publisher's bond, if they acquit him.
//!
//! - The holder shall sign; his tokens shall cover the fees
//! - The window for appeals shall be open and there be another round
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    error::TaggerError,
    events::CaseMoved,
    state::{case::reason, docket, docket::Asked, Config, License, Page, Vault},
    token,
};

#[derive(Accounts)]
pub struct DefendLicense {
    #[account(address = license.holder @ TaggerError::NotHolder)]
    pub holder: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(constraint = license.accused == page.task @ TaggerError::WrongCase)]
    pub license: Account<License>,
    #[account(mut)]
    pub page: Account<Page>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    #[account(mut)]
    pub from: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl DefendLicense {
    pub fn handle(ctx: &mut Context<Self>, number: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let license = *a.license.address();
        let holder = *a.holder.address();
        let (page, words) = Page::split(&mut a.page)?;
        let earlier = page.court(words, number)?;
        let case = *earlier.case();
        require!(case.subject_page == license, TaggerError::WrongCase);
        let deposit = docket::cost(&page.terms, case.round.saturating_add(1), 1)?;
        let asked = Asked {
            funder: holder,
            reason: reason::HOLDER,
            deposit,
        };
        let appeal = docket::open_appeal(page, words, number, &asked, &now)?;
        CaseMoved::log(page, &page.court(words, appeal)?);
        token::pull(
            &a.tag_mint,
            &mut a.from,
            &a.holder,
            &mut a.escrow_vault,
            &mut a.escrow_tokens,
            deposit,
        )?;
        Ok(())
    }
}
