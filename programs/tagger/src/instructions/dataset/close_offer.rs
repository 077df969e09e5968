//! An offer disappears. Licences bought from it stay what they are.
//!
//! - The publisher shall sign; once the dataset is withdrawn anyone may call
use anchor_lang::prelude::*;

use crate::{
    dataset_events::OfferChanged,
    error::TaggerError,
    state::{Dataset, Offer},
};

#[derive(Accounts)]
pub struct CloseOffer {
    pub caller: Signer,
    #[account(mut, address = offer.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(mut, close = rent_payer)]
    pub offer: Account<Offer>,
    /// CHECK: the address stored when the rent was paid; may be the caller's, neither holds data.
    #[account(mut, unsafe(dup), address = offer.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseOffer {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.dataset.check_version()?;
        let own = *a.caller.address() == a.dataset.publisher;
        require!(own || a.dataset.withdrawn != 0, TaggerError::NotPublisher);
        a.dataset.offers = a.dataset.offers.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        OfferChanged::log(&a.offer, true);
        Ok(())
    }
}
