//! What the calls of other programs have in common: an instruction out of accounts with their roles, and the creation of
//! accounts at addresses of ours.
use anchor_lang::prelude::*;
use pinocchio::{
    cpi::{invoke_signed_unchecked, CpiAccount, Seed, Signer as Seeds},
    instruction::{InstructionAccount, InstructionView},
};

/// What the callee may do with an account.
#[derive(Clone, Copy)]
pub enum Role {
    Reads,
    Writes,
    Signs,
    /// Signs and is written.
    Pays,
}

/// Calls `program`. A refusal there ends the transaction.
pub fn call<const N: usize>(program: &Address, accounts: [(&AccountView, Role); N], signers: &[Seeds], data: &[u8]) {
    let metas = accounts.map(|(account, role)| {
        InstructionAccount::new(
            account.address(),
            matches!(role, Role::Writes | Role::Pays),
            matches!(role, Role::Signs | Role::Pays),
        )
    });
    let instruction = InstructionView {
        program_id: program,
        accounts: &metas,
        data,
    };
    let accounts = accounts.map(|(account, _)| CpiAccount::from(account));
    // SAFETY: the accounts are those of the metas, in their order. Typed accounts read the runtime's memory at each
    // access and nobody holds a reference into their data across the call.
    unsafe { invoke_signed_unchecked(&instruction, &accounts, signers) };
}

const SYSTEM: Address = Address::new_from_array([0; 32]);
const CREATE: u32 = 0;
const ASSIGN: u32 = 1;
const TRANSFER: u32 = 2;
const ALLOCATE: u32 = 8;

/// Creates an account of `space` bytes that holds the rent of `rented` bytes: some programs let an account grow and expect
/// the rent to be there. Lamports somebody sent ahead don't hinder it; they are counted in.
pub fn create(
    payer: &AccountView,
    account: &AccountView,
    seeds: &[Seed],
    owner: &Address,
    space: usize,
    rented: usize,
) -> Result<()> {
    let rent = anchor_lang::cpi::rent_exempt_lamports(rented)?;
    let space = (space as u64).to_le_bytes();
    let signer = [Seeds::from(seeds)];
    if account.lamports() == 0 {
        let mut data = [0; 52];
        data[..4].copy_from_slice(&CREATE.to_le_bytes());
        data[4..12].copy_from_slice(&rent.to_le_bytes());
        data[12..20].copy_from_slice(&space);
        data[20..].copy_from_slice(owner.as_ref());
        call(&SYSTEM, [(payer, Role::Pays), (account, Role::Pays)], &signer, &data);
        return Ok(());
    }
    let missing = rent.saturating_sub(account.lamports());
    if missing > 0 {
        let mut data = [0; 12];
        data[..4].copy_from_slice(&TRANSFER.to_le_bytes());
        data[4..].copy_from_slice(&missing.to_le_bytes());
        call(&SYSTEM, [(payer, Role::Pays), (account, Role::Writes)], &[], &data);
    }
    let mut data = [0; 12];
    data[..4].copy_from_slice(&ALLOCATE.to_le_bytes());
    data[4..].copy_from_slice(&space);
    call(&SYSTEM, [(account, Role::Pays)], &signer, &data);
    let mut data = [0; 36];
    data[..4].copy_from_slice(&ASSIGN.to_le_bytes());
    data[4..].copy_from_slice(owner.as_ref());
    call(&SYSTEM, [(account, Role::Pays)], &signer, &data);
    Ok(())
}

/// The program that derives and creates associated token accounts.
pub const ASSOCIATED_TOKEN: Address = anchor_lang::address!("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
/// Create, unless it is there already.
const CREATE_IDEMPOTENT: u8 = 1;

/// Opens the associated token account of `owner`, whichever program the mint belongs to. It may be there already.
pub fn open_tokens(
    payer: &AccountView,
    tokens: &AccountView,
    owner: &AccountView,
    mint: &AccountView,
    system_program: &AccountView,
    token_program: &AccountView,
) {
    let accounts = [
        (payer, Role::Pays),
        (tokens, Role::Writes),
        (owner, Role::Reads),
        (mint, Role::Reads),
        (system_program, Role::Reads),
        (token_program, Role::Reads),
    ];
    call(&ASSOCIATED_TOKEN, accounts, &[], &[CREATE_IDEMPOTENT]);
}

/// Appends a text as Borsh writes it: its length in bytes (u32 LE), then the bytes.
pub fn put_text(data: &mut alloc::vec::Vec<u8>, text: &str) {
    data.extend_from_slice(&(text.len() as u32).to_le_bytes());
    data.extend_from_slice(text.as_bytes());
}
