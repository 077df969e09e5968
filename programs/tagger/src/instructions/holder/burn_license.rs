//! A licence ends for good: its token is burnt and every lamport of its accounts goes back to whoever paid it.
//!
//! - The holder shall sign; 30 days after it expired anyone may call
//! - Its key shall not be outstanding: until then there is a refund
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
    seeds,
    state::License,
};

#[derive(Accounts)]
pub struct BurnLicense {
    pub caller: Signer,
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
    /// CHECK: the licence names him; gets what he added to his account of it. May be the caller.
    #[account(mut, unsafe(dup), address = license.holder @ TaggerError::NotHolder)]
    pub holder: UncheckedAccount,
    /// CHECK: the address stored when the rent was paid; may be the holder or the caller, none holds data.
    #[account(mut, unsafe(dup), address = license.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
}

impl BurnLicense {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let own = *a.caller.address() == a.license.holder;
        a.license.check_burnable(own, &Now::get()?)?;
        LicenseChanged::log(&a.license, LicenseChanged::BURNT);
        let to = *a.rent_payer.account();
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: a.license.bump,
        };
        licence.burn(a.tokens.account());
        licence.close_mint(&to);
        // After a transfer by a wallet the new holder's account is his own: only he closes it.
        if licence.may_close(a.tokens.account()) {
            licence.close_tokens(a.tokens.account(), &to, a.holder.account());
        }
        Licence::close_metas(a.metas.account(), &to)?;
        a.license.close(to)
    }
}
