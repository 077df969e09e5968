//! The only token CPIs: pull TAG in, pay TAG out, burn, pay many. Each credits or debits the vault's ledger together
//! with the tokens and checks the vault's invariant. TAG is a classic SPL token and every amount travels with the
//! mint's decimals.
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use pinocchio::{
    cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as Seeds},
    instruction::{InstructionAccount, InstructionView},
};
use pinocchio_token::instructions::{BurnChecked, TransferChecked};

use crate::{error::TaggerError, state::Vault};

/// Moves `amount` from the signer's account into a vault and credits it. TAG has no fee of its own: all of it arrives.
#[inline(never)]
pub fn pull(
    mint: &Account<Mint>,
    from: &mut Account<TokenAccount>,
    authority: &Signer,
    vault: &mut Account<Vault>,
    tokens: &mut Account<TokenAccount>,
    amount: u64,
) -> Result<()> {
    require!(amount > 0, TaggerError::ZeroAmount);
    let before = tokens.amount();
    transfer(from, mint, tokens, authority.account(), &[], amount);
    require!(
        tokens.amount().checked_sub(before) == Some(amount),
        TaggerError::LedgerBroken
    );
    vault.credit(amount)?;
    vault.invariant(tokens.amount())
}

/// Pays `amount` out of a vault.
#[inline(never)]
pub fn pay(
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
    let seeds = [Seed::from(vault_seed), Seed::from(&bump)];
    transfer(tokens, mint, to, vault.account(), &[Seeds::from(&seeds)], amount);
    vault.invariant(tokens.amount())
}

/// Burns `amount` out of a vault.
pub fn burn(
    mint: &mut Account<Mint>,
    vault_seed: &[u8],
    vault: &mut Account<Vault>,
    tokens: &mut Account<TokenAccount>,
    amount: u64,
) -> Result<()> {
    vault.debit(amount)?;
    let bump = [vault.bump];
    let seeds = [Seed::from(vault_seed), Seed::from(&bump)];
    let accounts = [tokens.account(), mint.account(), vault.account()];
    let metas = [
        InstructionAccount::writable(accounts[0].address()),
        InstructionAccount::writable(accounts[1].address()),
        InstructionAccount::readonly_signer(accounts[2].address()),
    ];
    let data = data(BurnChecked::DISCRIMINATOR, amount, mint.decimals());
    call(&metas, &accounts.map(CpiAccount::from), &[Seeds::from(&seeds)], &data);
    vault.invariant(tokens.amount())
}

/// Whether an account can receive TAG now, and belongs to `owner` if one is named: not closed, not frozen, right mint.
#[inline(always)]
pub fn takes_tag(account: AccountView, tag_mint: &Address, owner: Option<&Address>) -> bool {
    // The framework's own type: it lets go of the account again.
    match anchor_lang::accounts::Account::<TokenAccount>::load(account) {
        Ok(tokens) => {
            !tokens.is_frozen() && tokens.mint() == tag_mint && owner.is_none_or(|owner| tokens.owner() == owner)
        }
        Err(_) => false,
    }
}

fn transfer(
    from: &Account<TokenAccount>,
    mint: &Account<Mint>,
    to: &Account<TokenAccount>,
    authority: &AccountView,
    seeds: &[Seeds],
    amount: u64,
) {
    let accounts = [from.account(), mint.account(), to.account(), authority];
    let metas = [
        InstructionAccount::writable(accounts[0].address()),
        InstructionAccount::readonly(accounts[1].address()),
        InstructionAccount::writable(accounts[2].address()),
        InstructionAccount::readonly_signer(accounts[3].address()),
    ];
    let data = data(TransferChecked::DISCRIMINATOR, amount, mint.decimals());
    call(&metas, &accounts.map(CpiAccount::from), seeds, &data);
}

/// `kind | amount u64 LE | decimals`
fn data(kind: u8, amount: u64, decimals: u8) -> [u8; 10] {
    let mut data = [kind; 10];
    data[1..9].copy_from_slice(&amount.to_le_bytes());
    data[9] = decimals;
    data
}

/// Calls the token program. A refusal there ends the transaction.
fn call(metas: &[InstructionAccount], accounts: &[CpiAccount], seeds: &[Seeds], data: &[u8]) {
    let instruction = InstructionView {
        program_id: &pinocchio_token::ID,
        accounts: metas,
        data,
    };
    // SAFETY: the accounts are those of the metas, in their order. Typed accounts read the runtime's memory at each
    // access and nobody holds a reference into their data across the call.
    unsafe { invoke_signed_unchecked(&instruction, accounts, seeds) };
}
