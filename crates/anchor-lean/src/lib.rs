//! `anchor-lang`, with the code its macros repeat in every instruction compiled once.
//!
//! `#[derive(Accounts)]` and `#[program]` reach the framework by paths that begin with `anchor_lang::`, and nearly all
//! they find there is `inline(always)`: a hundred instructions an account, again in each handler. A program that names
//! this crate `anchor_lang` in its Cargo.toml gets the same functions behind one call each, and an [`Account`] that
//! loads behind one; everything else is re-exported as it is. The checks are the framework's own, none is left out.
#![no_std]

extern crate alloc;

mod account;

use core::mem::ManuallyDrop;

pub use account::Account;
pub use anchor_lang::*;

pub mod prelude {
    pub use anchor_lang::prelude::*;

    pub use crate::Account;
}

type Refusable<T> = core::result::Result<T, Error>;

/// Bytes a list in an instruction's data may reserve before it is read. A transaction of 4,096 bytes carries lists that take
/// less than this.
const LIST_BYTES: usize = 8 * 1024;

/// The framework's, with a limit that fits the heap: 4 MiB for a list in 32 KiB of heap let a made-up length end in an
/// access violation instead of a refusal.
pub const BORSH_CONFIG: BorshConfig = anchor_lang::BORSH_CONFIG.with_preallocation_size_limit::<LIST_BYTES>();

pub type BorshConfig = wincode::config::Configuration<
    true,
    LIST_BYTES,
    wincode::len::FixIntLen<u32>,
    wincode::int_encoding::LittleEndian,
    wincode::int_encoding::FixInt,
    u8,
>;

#[inline(never)]
pub fn address_eq(a: &Address, b: &Address) -> bool {
    anchor_lang::address_eq(a, b)
}

#[inline(never)]
pub fn verify_program_address(seeds: &[&[u8]], program_id: &Address, expected: &Address) -> Refusable<()> {
    anchor_lang::verify_program_address(seeds, program_id, expected)
}

#[inline(never)]
pub fn find_and_verify_program_address(seeds: &[&[u8]], program_id: &Address, expected: &Address) -> Refusable<u8> {
    anchor_lang::find_and_verify_program_address(seeds, program_id, expected)
}

/// Walks the declared accounts of an instruction and refuses a writable one that is given twice.
#[inline(never)]
fn walk(cursor: &mut AccountCursor, given: usize, declared: usize, writable: &[u64; 4]) -> Refusable<()> {
    if given < declared {
        return Err(ErrorCode::AccountNotEnoughKeys.into());
    }
    // SAFETY: `declared` accounts are there.
    let (_, duplicates) = unsafe { cursor.walk_n(declared) };
    match duplicates {
        Some(duplicates) if duplicates.intersects(writable) => Err(ErrorCode::ConstraintDuplicateMutableAccount.into()),
        _ => Ok(()),
    }
}

/// As the framework's `run_handler`, with the walk behind a call. Borrow marks are not restored at the end: the runtime
/// doesn't read them and nothing runs after the instruction.
#[inline(always)]
pub fn run_handler<'a, T: TryAccounts, R>(
    program_id: &'a Address,
    cursor: &'a mut AccountCursor,
    ix_data: &'a [u8],
    num_accounts: usize,
    handler: impl FnOnce(&mut Context<'a, T>, T::IxArgs<'a>) -> Refusable<R>,
) -> Refusable<R> {
    // SAFETY: walks nothing; it only shows where the views will be written.
    let first = unsafe { cursor.walk_n(0) }.0.as_ptr();
    walk(cursor, num_accounts, T::HEADER_SIZE, &T::MUT_MASK)?;
    // SAFETY: `walk` wrote this many views there.
    let views = unsafe { core::slice::from_raw_parts(first, T::HEADER_SIZE) };
    let (accounts, bumps, args) = T::validate_accounts(program_id, views, cursor.duplicates(), 0, ix_data)?;
    // `walk` refused fewer; a transaction names at most 255 accounts.
    let remaining = num_accounts.wrapping_sub(T::HEADER_SIZE) as u8;
    let mask = if remaining != 0 && T::HAS_DYNAMIC_MUT_MASK {
        MutMask::Dynamic(accounts.active_mut_mask())
    } else {
        MutMask::Static(&T::MUT_MASK)
    };
    let mut context = ManuallyDrop::new(Context::new(program_id, accounts, bumps, cursor, remaining, mask));
    let result = handler(&mut context, args)?;
    context.accounts.exit_accounts(ix_data)?;
    Ok(result)
}
