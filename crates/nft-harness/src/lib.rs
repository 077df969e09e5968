//! Tagger's program with a few more instructions, for tests only: each calls one of the parts that talk to NFT programs, so
//! that these parts meet the real programs without the rules around them. Loaded at Tagger's address on a chain of its
//! own; everything below byte 200 is Tagger itself, the transfer hook included. It checks nothing.
//!
//! An instruction is its byte, the arguments as they are read below, and the accounts in the order of the patterns below.
#![cfg_attr(not(test), no_std)]

extern crate alloc;

use core::mem::MaybeUninit;

use anchor_lang::{prelude::*, AccountCursor, AnchorAccount, Discriminator};
use pinocchio::cpi::Seed;
use tagger::{
    clock::Now,
    constants::ACCOUNT_VERSION,
    cpi::{create, open_tokens},
    licence_token::{Licence, Text},
    nft::{mint_title, Title},
    seeds,
    state::{LicenceState, LicenceTerms, License},
};
#[cfg(target_arch = "bpf")]
use {sbf_builtins as _, solana_compiler_builtins as _};

#[cfg(target_arch = "bpf")]
pinocchio::default_allocator!();
#[cfg(target_arch = "bpf")]
pinocchio::default_panic_handler!();

const MINT_TITLE: u8 = 200;
const ISSUE: u8 = 201;
const APPROVE: u8 = 202;
const MOVE: u8 = 203;
const BURN: u8 = 204;
const RENEW: u8 = 205;

/// # Safety
/// Called by the runtime: `input` are the accounts, `data` the instruction's data, its length lies in front.
#[cfg_attr(target_arch = "bpf", no_mangle)]
pub unsafe extern "C" fn entrypoint(input: *mut u8, data: *const u8) -> u64 {
    // SAFETY: as the runtime lays it out.
    let given = unsafe { core::slice::from_raw_parts(data, *(data.sub(8) as *const u64) as usize) };
    match given.first() {
        // SAFETY: as above.
        Some(MINT_TITLE..) => match run(unsafe { views(input) }, Reader(given)) {
            Ok(()) => 0,
            Err(error) => error.into(),
        },
        // SAFETY: as above.
        _ => unsafe { tagger::__anchor_dispatch(input, data) },
    }
}

/// # Safety
/// `input` is what the runtime gave.
#[inline(never)]
unsafe fn views<'a>(input: *mut u8) -> &'a [AccountView] {
    // SAFETY: promised by the caller; the views are leaked.
    unsafe {
        let count = (*(input as *const u64) as usize).min(32);
        let mut room = alloc::boxed::Box::new([const { MaybeUninit::<AccountView>::uninit() }; 32]);
        let first = room.as_mut_ptr() as *mut AccountView;
        core::mem::forget(room);
        let mut cursor = AccountCursor::new(input, first);
        cursor.walk_n(count);
        core::slice::from_raw_parts(first, count)
    }
}

/// Takes arguments off the front of the data.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, length: usize) -> Result<&'a [u8]> {
        let (taken, rest) = self
            .0
            .split_at_checked(length)
            .ok_or(ProgramError::InvalidInstructionData)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.bytes(1)?[0])
    }

    fn word(&mut self) -> Result<u64> {
        let mut word = [0; 8];
        word.copy_from_slice(self.bytes(8)?);
        Ok(u64::from_le_bytes(word))
    }

    /// A length (u8) and so many bytes.
    fn text(&mut self) -> Result<&'a str> {
        let length = usize::from(self.byte()?);
        core::str::from_utf8(self.bytes(length)?).map_err(|_| ProgramError::InvalidInstructionData)
    }
}

fn run(accounts: &[AccountView], mut arguments: Reader) -> Result<()> {
    let few = ProgramError::NotEnoughAccountKeys;
    match arguments.byte()? {
        MINT_TITLE => {
            let [payer, publisher, mint, metadata, edition, tokens, dataset, system_program, token_program, ..] =
                accounts
            else {
                return Err(few);
            };
            let (salt, mint_bump, dataset_bump) = ([arguments.byte()?], [arguments.byte()?], [arguments.byte()?]);
            let title = Title {
                payer,
                publisher,
                mint,
                metadata,
                edition,
                tokens,
                dataset,
                system_program,
                token_program,
            };
            let mint_seeds = [
                b"title".as_slice().into(),
                publisher.address().as_ref().into(),
                salt.as_slice().into(),
                Seed::from(&mint_bump),
            ];
            let dataset_seeds = [
                b"dataset".as_slice().into(),
                mint.address().as_ref().into(),
                Seed::from(&dataset_bump),
            ];
            mint_title(
                &title,
                &mint_seeds,
                &dataset_seeds,
                arguments.text()?,
                arguments.text()?,
            )
        }
        ISSUE => {
            let [payer, holder, mint, license, tokens, metas, system_program, token_program, ..] = accounts else {
                return Err(few);
            };
            let (salt, mint_bump) = ([arguments.byte()?], arguments.byte()?);
            let (bump, metas_bump) = (arguments.byte()?, arguments.byte()?);
            let (transferable, expires_at) = (arguments.byte()?, arguments.word()?);
            let text = Text {
                name: arguments.text()?,
                uri: arguments.text()?,
                dataset: arguments.text()?,
                terms: arguments.text()?,
                expires: arguments.text()?,
            };
            let licence = Licence { license, mint, bump };
            let mint_seeds = [
                b"issued".as_slice().into(),
                salt.as_slice().into(),
                Seed::from(core::slice::from_ref(&mint_bump)),
            ];
            licence.create_mint(payer, &mint_seeds, &text)?;
            licence.create_metas(payer, metas, metas_bump)?;
            licence.mint_to(payer, holder, tokens, system_program, token_program, holder.is_signer());
            write_license(
                payer,
                license,
                &License {
                    version: ACCOUNT_VERSION,
                    bump,
                    mint_bump,
                    state: LicenceState::Active as u8,
                    metas_bump,
                    terms: LicenceTerms {
                        transferable,
                        ..bytemuck::Zeroable::zeroed()
                    },
                    dataset: Address::new_from_array([7; 32]),
                    mint: *mint.address(),
                    holder: *holder.address(),
                    expires_at,
                    ..bytemuck::Zeroable::zeroed()
                },
            )
        }
        APPROVE => {
            let [license, receiver, ..] = accounts else {
                return Err(few);
            };
            // SAFETY: nobody else refers to its data.
            let mut license = unsafe { Account::<License>::load_mut(*license)? };
            license.approve(*receiver.address(), arguments.word()?, &Now::get()?)
        }
        MOVE => {
            let [payer, license, mint, from, seller, to, receiver, system_program, token_program, ..] = accounts else {
                return Err(few);
            };
            let licence = Licence {
                license,
                mint,
                bump: arguments.byte()?,
            };
            open_tokens(payer, to, receiver, mint, system_program, token_program);
            licence.claim_rent(to, receiver);
            licence.transfer(from, to);
            licence.close_tokens(from, payer, seller);
            Ok(())
        }
        BURN => {
            let [license, mint, tokens, owner, rent_payer, metas, ..] = accounts else {
                return Err(few);
            };
            let licence = Licence {
                license,
                mint,
                bump: arguments.byte()?,
            };
            licence.burn(tokens);
            if arguments.byte()? == 1 {
                licence.close_tokens(tokens, rent_payer, owner);
            }
            licence.close_mint(rent_payer);
            Licence::close_metas(metas, rent_payer)?;
            Licence::close_metas(license, rent_payer)
        }
        RENEW => {
            let [license, mint, ..] = accounts else {
                return Err(few);
            };
            let licence = Licence {
                license,
                mint,
                bump: arguments.byte()?,
            };
            licence.set_expiry(arguments.text()?)
        }
        _ => Err(ProgramError::InvalidInstructionData),
    }
}

fn write_license(payer: &AccountView, account: &AccountView, license: &License) -> Result<()> {
    let bytes = bytemuck::bytes_of(license);
    let (bump, length) = ([license.bump], 8 + bytes.len());
    let parts = [seeds::LICENSE.into(), license.mint.as_ref().into(), Seed::from(&bump)];
    create(payer, account, &parts, &tagger::ID, length, length)?;
    let mut account = *account;
    // SAFETY: created just now with this length, nobody else refers to its data.
    let data = unsafe { account.borrow_unchecked_mut() };
    data[..8].copy_from_slice(License::DISCRIMINATOR);
    data[8..].copy_from_slice(bytes);
    Ok(())
}
