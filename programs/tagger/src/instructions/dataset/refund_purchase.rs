//! No key came in time: anyone sends the buyer his money back, and with it part of the publisher's bond.
//!
//! - The licence shall have waited for its key past its time
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    rules::pay::share,
    seeds,
    state::{Dataset, License, Member},
};

#[derive(Accounts)]
pub struct RefundPurchase {
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    /// The publisher's.
    #[account(mut, seeds = [seeds::MEMBER, dataset.publisher.as_ref()], bump = publisher.bump)]
    pub publisher: Account<Member>,
    /// The buyer's; nobody buys from himself here, see `buy_license`.
    #[account(mut, seeds = [seeds::MEMBER, license.holder.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, close = rent_payer)]
    pub license: Account<License>,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, address = license.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl RefundPurchase {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.license.check_late(&Now::get()?)?;
        let paid = a.license.paid;
        a.dataset.release(paid)?;
        a.member.credit(paid)?;
        Member::count(&mut a.member.purchases, false)?;
        // Never more than the price: nobody buys in order to be let down.
        let slash = share(a.dataset.bond, a.dataset.slash_bps).min(paid);
        a.dataset.bond -= slash;
        a.publisher.slash(slash)?;
        // It stays in the stake vault and becomes the buyer's stake.
        a.member.stake(slash)?;
        LicenseChanged::log(&a.license, LicenseChanged::REFUNDED);
        Ok(())
    }
}
