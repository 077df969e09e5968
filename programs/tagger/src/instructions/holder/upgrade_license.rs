//! A holder moves to another offer of the same dataset. What is left of the term he paid for is taken off the price. He has the
//! key already.
//!
//! - The holder shall sign; buying shall not be paused
//! - The licence shall be in force; the offer shall cost more than what was paid for it: who goes back and forth would use up
//!   what there is of both
//! - The offer shall be the one he looked at: terms by their hash, what is to be paid at most what he says
//! - There shall be licences left, and he shall be allowed
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::PAUSE_TASKS,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
    rules::text::{arweave, hex, moment},
    state::{Config, Dataset, License, Offer, Vault},
    token,
};

#[derive(Accounts)]
pub struct UpgradeLicense {
    #[account(address = license.holder @ TaggerError::NotHolder)]
    pub holder: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(mut, constraint = offer.dataset == license.dataset @ TaggerError::WrongDataset)]
    pub offer: Account<Offer>,
    #[account(mut)]
    pub license: Account<License>,
    /// CHECK: the licence names it.
    #[account(mut, address = license.mint @ TaggerError::WrongLicense)]
    pub mint: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
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

#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct UpgradeArgs {
    /// Base units the holder is ready to pay.
    pub most: u64,
    /// SHA-256 of the terms he agrees to.
    pub terms_hash: [u8; 32],
    /// Of an offer for named buyers: the path from his wallet to its root.
    pub path: Vec<[u8; 32]>,
}

impl UpgradeLicense {
    pub fn handle(ctx: &mut Context<Self>, args: UpgradeArgs) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.config.check_entry(PAUSE_TASKS, &now)?;
        a.dataset.check_selling()?;
        let price = a.offer.price;
        let credit = a.license.credit(&now)?;
        require!(price > a.license.paid, TaggerError::NotAnUpgrade);
        let due = price.saturating_sub(credit);
        require!(due <= args.most, TaggerError::PriceTooHigh);
        a.offer.sell(a.holder.address(), price, &args.terms_hash, &args.path)?;
        if due > 0 {
            token::pull(
                &a.tag_mint,
                &mut a.from,
                &a.holder,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                due,
            )?;
            a.dataset.earn(due)?;
        }
        a.license.upgrade(a.offer.index, a.offer.terms, price, &now)?;
        LicenseChanged::log(&a.license, LicenseChanged::UPGRADED);
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: a.license.bump,
        };
        let terms = &a.license.terms;
        licence.set_terms(
            &arweave(&terms.text_id),
            &hex(&terms.text_hash),
            &moment(a.license.expires_at),
        )
    }
}
