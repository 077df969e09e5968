//! The only calls of Token-2022: licences (docs/decisions/0017-nfts.md).
//!
//! A licence is a Token-2022 mint with no decimals and a supply of one. It carries its metadata itself, and its `License`
//! account is whatever Token-2022 lets somebody be: permanent delegate, authority of the hook, of the metadata and of
//! closing, and, until the one token is minted, mint authority. There is no freeze authority.
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use pinocchio::cpi::{Seed, Signer as Seeds};

use crate::{
    cpi::{call, create, open_tokens, put_text, Role},
    error::TaggerError,
    nft::check_text,
    rules::hook,
    seeds,
};

pub const TOKEN_2022: Address = anchor_lang::address!("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
pub const LICENSE_SYMBOL: &str = "TAGL";

/// Bytes of a mint with its four extensions of fixed length: 165 + 1, and each extension with a header of four bytes.
const MINT_BYTES: usize = 166 + (4 + 32) + (4 + 32) + (4 + 64) + (4 + 64);
/// Bytes of an associated token account of a mint with a hook: `ImmutableOwner` (0) and `TransferHookAccount` (1). One that is
/// longer was extended by its owner.
const TOKENS_BYTES: usize = 166 + 4 + (4 + 1);

/// Instructions of Token-2022.
const SET_AUTHORITY: u8 = 6;
const MINT_TO: u8 = 7;
const CLOSE_ACCOUNT: u8 = 9;
const TRANSFER_CHECKED: u8 = 12;
const BURN_CHECKED: u8 = 15;
const INITIALIZE_MINT_2: u8 = 20;
const INITIALIZE_MINT_CLOSE_AUTHORITY: u8 = 25;
const INITIALIZE_PERMANENT_DELEGATE: u8 = 35;
const TRANSFER_HOOK: u8 = 36;
const METADATA_POINTER: u8 = 39;
/// First and second instruction of an extension.
const INITIALIZE: u8 = 0;
const UPDATE: u8 = 1;
/// What `SET_AUTHORITY` can set.
const MINT_TOKENS: u8 = 0;
const CLOSE_ACCOUNTS: u8 = 3;
/// First eight bytes of sha256 of `spl_token_metadata_interface:initialize_account` and `:updating_field`.
const INITIALIZE_METADATA: [u8; 8] = [210, 225, 30, 162, 88, 184, 77, 141];
const UPDATE_FIELD: [u8; 8] = [221, 233, 49, 45, 181, 202, 220, 200];
/// A field with a name of its own.
const KEY: u8 = 3;

/// Names of the additional fields.
const DATASET: &str = "dataset";
const TERMS: &str = "terms";
const EXPIRES: &str = "expires";

/// What a licence says about itself to who reads the mint alone. The truth is in its `License` account.
pub struct Text<'a> {
    pub name: &'a str,
    pub uri: &'a str,
    /// The dataset's address, base58.
    pub dataset: &'a str,
    /// The hash of the licence's text, hexadecimal.
    pub terms: &'a str,
    /// Unix seconds, or `never`.
    pub expires: &'a str,
}

impl Text<'_> {
    /// Bytes of the metadata extension: header, update authority, mint, three texts, the number of fields and the fields.
    fn bytes(&self) -> usize {
        let texts = [
            self.name,
            LICENSE_SYMBOL,
            self.uri,
            DATASET,
            self.dataset,
            TERMS,
            self.terms,
            EXPIRES,
            self.expires,
        ];
        4 + 32 + 32 + 4 + texts.iter().map(|text| 4 + text.len()).sum::<usize>()
    }
}

/// The accounts of a licence that every step needs.
pub struct Licence<'a> {
    /// `license`, mint: signs for the mint.
    pub license: &'a AccountView,
    pub mint: &'a AccountView,
    /// Bump of `license`.
    pub bump: u8,
}

/// Signs as the licence's account.
macro_rules! signed {
    ($licence:expr, $signer:ident) => {
        let bump = [$licence.bump];
        let parts = [
            Seed::from(seeds::LICENSE),
            Seed::from($licence.mint.address().as_ref()),
            Seed::from(&bump),
        ];
        let $signer = [Seeds::from(&parts)];
    };
}

impl<'a> Licence<'a> {
    /// Makes the mint with all it carries. The caller has checked the address; `mint_seeds` are its seeds with the bump.
    ///
    /// Errors: `BadNftText`.
    pub fn create_mint(&self, payer: &AccountView, mint_seeds: &[Seed], text: &Text) -> Result<()> {
        check_text(text.name, text.uri)?;
        let (mint, license) = (self.mint, self.license.address());
        let bytes = MINT_BYTES.checked_add(text.bytes()).ok_or(TaggerError::MathOverflow)?;
        create(payer, mint, mint_seeds, &TOKEN_2022, MINT_BYTES, bytes)?;
        // Extensions first: a mint can't get them later.
        self.configure(&[INITIALIZE_MINT_CLOSE_AUTHORITY, 1], &[license]);
        self.configure(&[INITIALIZE_PERMANENT_DELEGATE], &[license]);
        self.configure(&[TRANSFER_HOOK, INITIALIZE], &[license, &crate::ID]);
        // Nobody may point elsewhere.
        self.configure(&[METADATA_POINTER, INITIALIZE], &[&Address::default(), mint.address()]);
        let mut data = [0; 35];
        data[0] = INITIALIZE_MINT_2;
        data[2..34].copy_from_slice(license.as_ref());
        call(&TOKEN_2022, [(mint, Role::Writes)], &[], &data);

        signed!(self, signer);
        let mut data = Vec::with_capacity(320);
        data.extend_from_slice(&INITIALIZE_METADATA);
        put_text(&mut data, text.name);
        put_text(&mut data, LICENSE_SYMBOL);
        put_text(&mut data, text.uri);
        let accounts = [
            (mint, Role::Writes),
            (self.license, Role::Reads),
            (mint, Role::Reads),
            (self.license, Role::Signs),
        ];
        call(&TOKEN_2022, accounts, &signer, &data);
        for (field, value) in [(DATASET, text.dataset), (TERMS, text.terms), (EXPIRES, text.expires)] {
            self.set_field(&mut data, field, value);
        }
        Ok(())
    }

    /// Writes another expiry into the metadata, after a renewal. The payer adds the rent if the text is longer than before;
    /// the caller sees to that.
    pub fn set_expiry(&self, expires: &str) {
        self.set_field(&mut Vec::with_capacity(64), EXPIRES, expires);
    }

    /// Mints the one token into the holder's associated account, opened here, and gives the mint authority up.
    /// With `holder_signs` the licence may close that account later, so that its rent comes back to who paid it;
    /// otherwise it is the holder's.
    pub fn mint_to(
        &self,
        payer: &AccountView,
        holder: &AccountView,
        tokens: &AccountView,
        system_program: &AccountView,
        token_program: &AccountView,
        holder_signs: bool,
    ) {
        open_tokens(payer, tokens, holder, self.mint, system_program, token_program);
        signed!(self, signer);
        let mut data = [MINT_TO; 9];
        data[1..].copy_from_slice(&1u64.to_le_bytes());
        let accounts = [
            (self.mint, Role::Writes),
            (tokens, Role::Writes),
            (self.license, Role::Signs),
        ];
        call(&TOKEN_2022, accounts, &signer, &data);
        let accounts = [(self.mint, Role::Writes), (self.license, Role::Signs)];
        call(&TOKEN_2022, accounts, &signer, &[SET_AUTHORITY, MINT_TOKENS, 0]);
        if holder_signs {
            self.claim_rent(tokens, holder);
        }
    }

    /// The holder, who signs, lets the licence close his account of it.
    pub fn claim_rent(&self, tokens: &AccountView, holder: &AccountView) {
        let mut data = [0; 35];
        data[..3].copy_from_slice(&[SET_AUTHORITY, CLOSE_ACCOUNTS, 1]);
        data[3..].copy_from_slice(self.license.address().as_ref());
        call(&TOKEN_2022, [(tokens, Role::Writes), (holder, Role::Signs)], &[], &data);
    }

    /// Moves the token as permanent delegate. Token-2022 would call our hook, and the chain lets no program be called from
    /// below itself: the hook is taken off for this one transfer and put back before anything else can run. The caller has
    /// checked what the hook checks.
    pub fn transfer(&self, from: &AccountView, to: &AccountView) {
        signed!(self, signer);
        self.set_hook(&Address::default(), &signer);
        let accounts = [
            (from, Role::Writes),
            (self.mint, Role::Reads),
            (to, Role::Writes),
            (self.license, Role::Signs),
        ];
        call(&TOKEN_2022, accounts, &signer, &one(TRANSFER_CHECKED));
        self.set_hook(&crate::ID, &signer);
    }

    /// Burns the token, wherever it is, unless its holder did that himself. Named another account than where the token is, the mint
    /// can't be closed afterwards.
    pub fn burn(&self, tokens: &AccountView) {
        // SAFETY: read-only view of an account nobody borrows here.
        let data = unsafe { tokens.borrow_unchecked() };
        if data.get(hook::AMOUNT) != Some(&1u64.to_le_bytes()) {
            return;
        }
        signed!(self, signer);
        let accounts = [
            (tokens, Role::Writes),
            (self.mint, Role::Writes),
            (self.license, Role::Signs),
        ];
        call(&TOKEN_2022, accounts, &signer, &one(BURN_CHECKED));
    }

    /// Closes the mint after the burn; its rent goes to `to`.
    pub fn close_mint(&self, to: &AccountView) {
        self.close(self.mint, to);
    }

    /// Closes an empty account of the licence whose holder let it (`claim_rent`). Its rent goes to `to`; where the owner has
    /// extended the account he paid for that and may have guarded it: then everything goes to him.
    pub fn close_tokens(&self, tokens: &AccountView, to: &AccountView, owner: &AccountView) {
        let to = if tokens.data_len() == TOKENS_BYTES { to } else { owner };
        self.close(tokens, to);
    }

    /// Creates the account that tells wallets what the hook needs (`rules::hook`).
    pub fn create_metas(&self, payer: &AccountView, metas: &AccountView, metas_bump: u8) -> Result<()> {
        let bump = [metas_bump];
        let parts = [
            Seed::from(seeds::EXTRA_METAS),
            Seed::from(self.mint.address().as_ref()),
            Seed::from(&bump),
        ];
        create(payer, metas, &parts, &crate::ID, hook::METAS_BYTES, hook::METAS_BYTES)?;
        let mut metas = *metas;
        // SAFETY: created just now with this length, nobody else refers to its data.
        unsafe { metas.borrow_unchecked_mut() }.copy_from_slice(&hook::metas());
        Ok(())
    }

    /// Closes that list again, at the very end of an instruction: lamports that moved here and not by a call must be back in
    /// balance before the next call.
    pub fn close_metas(metas: &AccountView, to: &AccountView) -> Result<()> {
        let (mut metas, mut to) = (*metas, *to);
        let sum = to
            .lamports()
            .checked_add(metas.lamports())
            .ok_or(TaggerError::MathOverflow)?;
        to.set_lamports(sum);
        // SAFETY: nobody refers to its data any more.
        unsafe { metas.close_unchecked() };
        Ok(())
    }

    fn close(&self, account: &AccountView, to: &AccountView) {
        signed!(self, signer);
        let accounts = [(account, Role::Writes), (to, Role::Writes), (self.license, Role::Signs)];
        call(&TOKEN_2022, accounts, &signer, &[CLOSE_ACCOUNT]);
    }

    /// One instruction on the mint: a head and addresses.
    fn configure(&self, head: &[u8], addresses: &[&Address]) {
        let mut data = [0; 2 + 2 * 32];
        data[..head.len()].copy_from_slice(head);
        let mut end = head.len();
        for address in addresses {
            data[end..end + 32].copy_from_slice(address.as_ref());
            end += 32;
        }
        call(&TOKEN_2022, [(self.mint, Role::Writes)], &[], &data[..end]);
    }

    fn set_hook(&self, program: &Address, signer: &[Seeds]) {
        let mut data = [0; 34];
        data[..2].copy_from_slice(&[TRANSFER_HOOK, UPDATE]);
        data[2..].copy_from_slice(program.as_ref());
        call(
            &TOKEN_2022,
            [(self.mint, Role::Writes), (self.license, Role::Signs)],
            signer,
            &data,
        );
    }

    fn set_field(&self, data: &mut Vec<u8>, field: &str, value: &str) {
        signed!(self, signer);
        data.clear();
        data.extend_from_slice(&UPDATE_FIELD);
        data.push(KEY);
        put_text(data, field);
        put_text(data, value);
        call(
            &TOKEN_2022,
            [(self.mint, Role::Writes), (self.license, Role::Signs)],
            &signer,
            data,
        );
    }
}

/// `kind | amount 1 | decimals 0`
fn one(kind: u8) -> [u8; 10] {
    [kind, 1, 0, 0, 0, 0, 0, 0, 0, 0]
}
