//! Token-2022 asks, in the middle of a transfer by any wallet, whether a licence may move: the transfer hook. The name and
//! the accounts are fixed by the interface of transfer hooks; the last account is what our list for the mint adds.
//!
//! - The instruction shall be the interface's: all eight bytes of its name
//! - Token-2022 shall be sending from the source right now, and the whole licence
//! - The receiving account shall not change its owner without a transfer: the next sale would pass the hook by
//! - The licence shall be in force, not expired and transferable by its terms
//! - Our transfer instruction shall have approved this receiver: what is due was paid
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    licence_events::LicenseMoved,
    licence_token::TOKEN_2022,
    rules::hook::{keeps_owner, parties, transferring, EXECUTE},
    state::License,
};

#[derive(Accounts)]
pub struct Execute {
    /// CHECK: owner, mint and mark are checked by the handler.
    pub source: UncheckedAccount,
    /// CHECK: the licence names it.
    #[account(address = license.mint @ TaggerError::WrongLicense)]
    pub mint: UncheckedAccount,
    /// CHECK: owner and mint are checked by the handler.
    pub destination: UncheckedAccount,
    /// CHECK: who signed for the transfer; Token-2022 has checked it.
    pub authority: UncheckedAccount,
    /// CHECK: the list by which Token-2022 found the licence; not read here.
    pub metas: UncheckedAccount,
    #[account(mut)]
    pub license: Account<License>,
}

impl Execute {
    /// The wallet that owns a token account of this licence.
    fn owner<'a>(&self, tokens: &'a UncheckedAccount) -> Result<(&'a [u8], Address)> {
        require!(tokens.account().owned_by(&TOKEN_2022), TaggerError::NotTransferring);
        // SAFETY: read-only view of an account nobody borrows in this instruction.
        let data = unsafe { tokens.account().borrow_unchecked() };
        let (mint, owner) = parties(data).ok_or(TaggerError::NotTransferring)?;
        require!(mint == self.license.mint.as_array(), TaggerError::WrongLicense);
        Ok((data, Address::new_from_array(*owner)))
    }

    pub fn handle(ctx: &mut Context<Self>, name: [u8; 7], amount: u64) -> Result<()> {
        require!(name == EXECUTE[1..], TaggerError::NotTransferHook);
        let accounts = &ctx.accounts;
        let (source, _) = accounts.owner(&accounts.source)?;
        require!(transferring(source), TaggerError::NotTransferring);
        // A transfer of nothing asks too, and anybody can make one.
        require!(amount == 1, TaggerError::NotWholeLicense);
        let (destination, to) = accounts.owner(&accounts.destination)?;
        require!(keeps_owner(destination), TaggerError::ReownableTokens);
        let license = &mut ctx.accounts.license;
        let from = license.pass_to(&to, &Now::get()?)?;
        LicenseMoved::log(license, from);
        Ok(())
    }
}
