//! Anyone closes an account a licence has left, whose holder let the licence close it when he bought: as long as the licence is there
//! the rent goes to whoever paid it, afterwards to the account's owner; so does everything where he has extended the account.
//!
//! - The account shall be empty and the licence allowed to close it
use anchor_lang::prelude::*;

use crate::{
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
    rules::hook::parties,
    seeds,
    state::License,
};

#[derive(Accounts)]
pub struct CloseTokens {
    /// CHECK: names the licence; may be gone.
    pub mint: UncheckedAccount,
    /// CHECK: derived from the mint; loaded by the handler if it is there.
    #[account(seeds = [seeds::LICENSE, mint.address().as_ref()], bump)]
    pub license: UncheckedAccount,
    /// CHECK: owner, mint and who may close it are checked by the handler.
    #[account(mut)]
    pub tokens: UncheckedAccount,
    /// CHECK: who gets the rent, checked by the handler.
    #[account(mut)]
    pub to: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
}

impl CloseTokens {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &ctx.accounts;
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: ctx.bumps.license,
        };
        require!(licence.may_close(a.tokens.account()), TaggerError::WrongLicense);
        require!(Licence::empty(a.tokens.account()), TaggerError::LicenseHere);
        let there = a.license.account().owned_by(&crate::ID);
        let to = if there && !Licence::extended(a.tokens.account()) {
            Account::<License>::load(*a.license.account())?.rent_payer
        } else {
            // SAFETY: read-only view of an account nobody borrows in this instruction.
            let data = unsafe { a.tokens.account().borrow_unchecked() };
            let (_, owner) = parties(data).ok_or(TaggerError::WrongLicense)?;
            Address::new_from_array(*owner)
        };
        require!(*a.to.address() == to, TaggerError::WrongRentPayer);
        licence.close(a.tokens.account(), a.to.account());
        Ok(())
    }
}
