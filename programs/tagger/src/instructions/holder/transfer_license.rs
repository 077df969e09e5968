//! A holder pays what a transfer costs and names who may get the licence. Any wallet then sends it within the hour, in the same
//! transaction or later: the transfer hook lets it through once. Where the dataset is gone nobody is left to be paid.
//!
//! - The holder shall sign
//! - The licence shall be in force and transferable
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::TRANSFER_SECS,
    dataset_events::LicenseChanged,
    error::TaggerError,
    rules::revenue::royalty,
    state::{Config, Dataset, License, Vault},
    token,
};

#[derive(Accounts)]
pub struct TransferLicense {
    #[account(address = license.holder @ TaggerError::NotHolder)]
    pub holder: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// CHECK: the licence names it; loaded by the handler, which goes on without it when it is gone.
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: UncheckedAccount,
    #[account(mut)]
    pub license: Account<License>,
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

impl TransferLicense {
    pub fn handle(ctx: &mut Context<Self>, to: Address, price: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.license.approve(to, now.plus(TRANSFER_SECS)?, &now)?;
        let terms = &a.license.terms;
        let due = royalty(price, terms.royalty_bps, terms.least_royalty);
        if due > 0 && a.dataset.account().owned_by(&crate::ID) {
            token::pull(
                &a.tag_mint,
                &mut a.from,
                &a.holder,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                due,
            )?;
            // SAFETY: the only live borrow of the dataset; a writable account given twice was refused.
            let mut dataset = unsafe { Account::<Dataset>::load_mut(*a.dataset.account())? };
            dataset.check_version()?;
            dataset.earn(due)?;
        }
        LicenseChanged::log(&a.license, LicenseChanged::APPROVED);
        Ok(())
    }
}
