//! The publisher offers one kind of licence at a price. An offer never changes: close it and open another.
//!
//! - The publisher shall sign and still sell
//! - Terms shall be classified and legal
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_TASKS},
    dataset_events::OfferChanged,
    error::TaggerError,
    seeds,
    state::{Config, Dataset, LicenceTerms, Offer},
};

#[derive(Accounts)]
pub struct OpenOffer {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = dataset.publisher @ TaggerError::NotPublisher)]
    pub publisher: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub dataset: Account<Dataset>,
    #[account(init, payer = payer, seeds = [seeds::OFFER, dataset.address().as_ref(), &dataset.offers_made.to_le_bytes()], bump)]
    pub offer: Account<Offer>,
    pub system_program: Program<System>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OfferArgs {
    pub terms: LicenceTerms,
    /// Base units.
    pub price: u64,
    /// Root over the wallets that may buy; zeros for everybody.
    pub allowed: [u8; 32],
    /// Zero for any number.
    pub supply: u32,
    pub key_secs: u32,
}

impl OpenOffer {
    pub fn handle(ctx: &mut Context<Self>, args: OfferArgs) -> Result<()> {
        let a = &mut ctx.accounts;
        a.config.check_entry(PAUSE_TASKS, &Now::get()?)?;
        a.dataset.check_selling()?;
        *a.offer = Offer {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.offer,
            index: a.dataset.offers_made,
            dataset: *a.dataset.address(),
            rent_payer: *a.payer.address(),
            terms: args.terms,
            price: args.price,
            allowed: args.allowed,
            supply: args.supply,
            key_secs: args.key_secs,
            ..bytemuck::Zeroable::zeroed()
        };
        a.offer.check(&a.config.params)?;
        a.dataset.offers_made = a.dataset.offers_made.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        a.dataset.offers += 1;
        OfferChanged::log(&a.offer, false);
        Ok(())
    }
}
