//! No key came in time: anyone sends the buyer his money back, and with it part of the publisher's bond.
//!
//! - The licence shall have waited for its key past its time
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
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
    #[account(mut)]
    pub license: Account<License>,
    /// CHECK: the licence names it.
    #[account(mut, address = license.mint @ TaggerError::WrongLicense)]
    pub mint: UncheckedAccount,
    /// CHECK: derived from the mint.
    #[account(mut, seeds = [seeds::EXTRA_METAS, license.mint.as_ref()], bump = license.metas_bump)]
    pub metas: UncheckedAccount,
    /// CHECK: where the token is; the mint can't be closed with another.
    #[account(mut)]
    pub tokens: UncheckedAccount,
    /// CHECK: the licence names him; gets what he added to his account of it.
    #[account(mut, unsafe(dup), address = license.holder @ TaggerError::WrongMember)]
    pub holder: UncheckedAccount,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, unsafe(dup), address = license.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
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
        let to = *a.rent_payer.account();
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: a.license.bump,
        };
        licence.burn(a.tokens.account());
        licence.close_mint(&to);
        licence.close_tokens(a.tokens.account(), &to, a.holder.account());
        Licence::close_metas(a.metas.account(), &to)?;
        a.license.close(to)
    }
}
