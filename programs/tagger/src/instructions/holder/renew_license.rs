//! Anyone pays for another term of a licence, at the price of an open offer with the same terms. It begins where the last one
//! ends, or now if that is over. The holder has the key already.
//!
//! - The payer shall sign; buying shall not be paused
//! - The licence shall have been in force, with a term; the offer shall be of its dataset and have its terms
//! - The price shall be at most what the payer says
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::PAUSE_TASKS,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
    rules::text::moment,
    state::{Config, Dataset, License, Offer, Vault},
    token,
};

#[derive(Accounts)]
pub struct RenewLicense {
    pub payer: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(constraint = offer.dataset == license.dataset @ TaggerError::WrongDataset)]
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

impl RenewLicense {
    fn validate(&self, most: u64, now: &Now) -> Result<()> {
        self.config.check_entry(PAUSE_TASKS, now)?;
        self.dataset.check_selling()?;
        require!(self.offer.price <= most, TaggerError::PriceTooHigh);
        require!(
            self.offer.terms.hash() == self.license.terms.hash(),
            TaggerError::WrongTerms
        );
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, most: u64) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(most, &now)?;
        let a = &mut ctx.accounts;
        a.license.renew(&now)?;
        let price = a.offer.price;
        if price > 0 {
            token::pull(
                &a.tag_mint,
                &mut a.from,
                &a.payer,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                price,
            )?;
            a.dataset.earn(price)?;
        }
        LicenseChanged::log(&a.license, LicenseChanged::RENEWED);
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: a.license.bump,
        };
        licence.set_expiry(&moment(a.license.expires_at))
    }
}
