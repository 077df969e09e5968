//! The only token CPIs: pull TAG in, pay TAG out, burn, pay many. Each credits or debits the vault's ledger together
//! with the tokens and checks the vault's invariant.
use anchor_lang::prelude::*;
use anchor_spl::{
    mint::Mint,
    token::{TokenAccount, TokenCpiExt},
};

use crate::{error::TaggerError, state::Vault};

/// Moves `amount` from the signer's account into a vault and credits what really arrived.
#[allow(clippy::too_many_arguments)]
pub fn pull(
    program: &Program<Token>,
    mint: &Account<Mint>,
    from: &mut Account<TokenAccount>,
    authority: &Signer,
    vault: &mut Account<Vault>,
    tokens: &mut Account<TokenAccount>,
    amount: u64,
) -> Result<u64> {
    require!(amount > 0, TaggerError::ZeroAmount);
    let before = tokens.amount();
    program.transfer_checked(from, mint, tokens, authority, &[], amount, mint.decimals())?;
    let received = tokens.amount().checked_sub(before).ok_or(TaggerError::LedgerBroken)?;
    vault.credit(received)?;
    vault.invariant(tokens.amount())?;
    Ok(received)
}

/// Pays `amount` out of a vault.
pub fn pay(
    program: &Program<Token>,
    mint: &Account<Mint>,
    vault_seed: &[u8],
    vault: &mut Account<Vault>,
    tokens: &mut Account<TokenAccount>,
    to: &mut Account<TokenAccount>,
    amount: u64,
) -> Result<()> {
    require!(amount > 0, TaggerError::ZeroAmount);
    vault.debit(amount)?;
    let bump = [vault.bump];
    program.transfer_checked(tokens, mint, to, &*vault, &[&[vault_seed, &bump]], amount, mint.decimals())?;
    vault.invariant(tokens.amount())
}

/// Burns `amount` out of a vault.
pub fn burn(
    program: &Program<Token>,
    mint: &mut Account<Mint>,
    vault_seed: &[u8],
    vault: &mut Account<Vault>,
    tokens: &mut Account<TokenAccount>,
    amount: u64,
) -> Result<()> {
    vault.debit(amount)?;
    let bump = [vault.bump];
    let decimals = mint.decimals();
    program.burn_checked(tokens, mint, &*vault, &[&[vault_seed, &bump]], amount, decimals)?;
    vault.invariant(tokens.amount())
}
