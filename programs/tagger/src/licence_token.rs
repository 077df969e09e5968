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
    nft::{check, MAX_NAME, MAX_URI},
    rules::hook,
    seeds,
};

pub const TOKEN_2022: Address = anchor_lang::address!("TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb");
pub const LICENSE_SYMBOL: &str = "TAGL";
/// Bytes of an additional field.
pub const MAX_FIELD: usize = 64;

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
const BATCH: u8 = 255;
/// First and second instruction of an extension.
const INITIALIZE: u8 = 0;
const UPDATE: u8 = 1;
/// What `SET_AUTHORITY` can set.
const MINT_TOKENS: u8 = 0;
const CLOSE_ACCOUNTS: u8 = 3;
/// Head of the instruction that names who may close an account.
const CLAIM_RENT: [u8; 3] = [SET_AUTHORITY, CLOSE_ACCOUNTS, 1];
/// First eight bytes of sha256 of `spl_token_metadata_interface:initialize_account` and `:updating_field`.
const INITIALIZE_METADATA: [u8; 8] = [210, 225, 30, 162, 88, 184, 77, 141];
const UPDATE_FIELD: [u8; 8] = [221, 233, 49, 45, 181, 202, 220, 200];
/// A field of the metadata: the address, or one with a name of its own.
#[derive(Clone, Copy)]
enum Field {
    Uri,
    Named(&'static str),
}

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
    fn check(&self) -> Result<()> {
        check(self.name, MAX_NAME)?;
        check(self.uri, MAX_URI)?;
        check(self.dataset, MAX_FIELD)?;
        check(self.terms, MAX_FIELD)?;
        check(self.expires, MAX_FIELD)
    }

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
        text.check()?;
        let (mint, license) = (self.mint, self.license.address());
        let bytes = MINT_BYTES.checked_add(text.bytes()).ok_or(TaggerError::MathOverflow)?;
        create(payer, mint, mint_seeds, &TOKEN_2022, MINT_BYTES, bytes)?;
        // Extensions first: a mint can't get them later. Nobody may point the metadata elsewhere.
        let mut batch = Batch::new();
        batch.add(1, &[INITIALIZE_MINT_CLOSE_AUTHORITY, 1], &[license]);
        batch.add(1, &[INITIALIZE_PERMANENT_DELEGATE], &[license]);
        batch.add(1, &[TRANSFER_HOOK, INITIALIZE], &[license, &crate::ID]);
        batch.add(
            1,
            &[METADATA_POINTER, INITIALIZE],
            &[&Address::default(), mint.address()],
        );
        batch.add_mint(license);
        call(&TOKEN_2022, [(mint, Role::Writes); 5], &[], &batch.0);

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
        self.write([
            (Field::Named(DATASET), text.dataset),
            (Field::Named(TERMS), text.terms),
            (Field::Named(EXPIRES), text.expires),
        ]);
        Ok(())
    }

    /// Writes three fields of the metadata in one call.
    fn write(&self, fields: [(Field, &str); 3]) {
        signed!(self, signer);
        let mut batch = Batch::new();
        let mut data = Vec::with_capacity(320);
        for (field, value) in fields {
            data.clear();
            put_field(&mut data, field, value);
            batch.add(2, &data, &[]);
        }
        let (mint, license) = ((self.mint, Role::Writes), (self.license, Role::Signs));
        call(
            &TOKEN_2022,
            [mint, license, mint, license, mint, license],
            &signer,
            &batch.0,
        );
    }

    /// Writes another expiry into the metadata, after a renewal. The payer adds the rent if the text is longer than before;
    /// the caller sees to that.
    ///
    /// Errors: `BadNftText`.
    pub fn set_expiry(&self, expires: &str) -> Result<()> {
        check(expires, MAX_FIELD)?;
        signed!(self, signer);
        let mut data = Vec::with_capacity(128);
        put_field(&mut data, Field::Named(EXPIRES), expires);
        let accounts = [(self.mint, Role::Writes), (self.license, Role::Signs)];
        call(&TOKEN_2022, accounts, &signer, &data);
        Ok(())
    }

    /// Writes other terms into the metadata. All texts are as long as those they replace but the expiry, see `set_expiry`.
    ///
    /// Errors: `BadNftText`.
    pub fn set_terms(&self, uri: &str, terms: &str, expires: &str) -> Result<()> {
        check(uri, MAX_URI)?;
        check(terms, MAX_FIELD)?;
        check(expires, MAX_FIELD)?;
        self.write([
            (Field::Uri, uri),
            (Field::Named(TERMS), terms),
            (Field::Named(EXPIRES), expires),
        ]);
        Ok(())
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
        let mut batch = Batch::new();
        batch.add(3, &[MINT_TO, 1, 0, 0, 0, 0, 0, 0, 0], &[]);
        batch.add(2, &[SET_AUTHORITY, MINT_TOKENS, 0], &[]);
        let (mint, into, license) = (
            (self.mint, Role::Writes),
            (tokens, Role::Writes),
            (self.license, Role::Signs),
        );
        if holder_signs {
            batch.add(2, &CLAIM_RENT, &[self.license.address()]);
            let accounts = [mint, into, license, mint, license, into, (holder, Role::Signs)];
            call(&TOKEN_2022, accounts, &signer, &batch.0);
        } else {
            call(&TOKEN_2022, [mint, into, license, mint, license], &signer, &batch.0);
        }
    }

    /// The holder, who signs, lets the licence close his account of it.
    pub fn claim_rent(&self, tokens: &AccountView, holder: &AccountView) {
        let mut data = [0; 35];
        data[..3].copy_from_slice(&CLAIM_RENT);
        data[3..].copy_from_slice(self.license.address().as_ref());
        call(&TOKEN_2022, [(tokens, Role::Writes), (holder, Role::Signs)], &[], &data);
    }

    /// Moves the token as permanent delegate. Token-2022 would call our hook, and the chain lets no program be called from
    /// below itself: the hook is taken off for this one transfer and put back before anything else can run. The caller has
    /// checked what the hook checks; `to` is an associated account.
    pub fn transfer(&self, from: &AccountView, to: &AccountView) {
        signed!(self, signer);
        let mut batch = Batch::new();
        batch.add(2, &[TRANSFER_HOOK, UPDATE], &[&Address::default()]);
        batch.add(4, &one(TRANSFER_CHECKED), &[]);
        batch.add(2, &[TRANSFER_HOOK, UPDATE], &[&crate::ID]);
        let (mint, license) = ((self.mint, Role::Writes), (self.license, Role::Signs));
        let (from, to) = ((from, Role::Writes), (to, Role::Writes));
        let accounts = [mint, license, from, mint, to, license, mint, license];
        call(&TOKEN_2022, accounts, &signer, &batch.0);
    }

    /// Burns the token, wherever it is, unless its holder did that himself. Named another account than where the token is, the mint
    /// can't be closed afterwards.
    pub fn burn(&self, tokens: &AccountView) {
        if Self::empty(tokens) {
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

    /// Whether the token is elsewhere.
    pub fn empty(tokens: &AccountView) -> bool {
        // SAFETY: read-only view of an account nobody borrows here.
        let data = unsafe { tokens.borrow_unchecked() };
        data.get(hook::AMOUNT) != Some(&1u64.to_le_bytes())
    }

    /// Whether the holder let the licence close this account of his (`claim_rent`).
    pub fn may_close(&self, tokens: &AccountView) -> bool {
        // SAFETY: read-only view of an account nobody borrows here.
        let data = unsafe { tokens.borrow_unchecked() };
        tokens.owned_by(&TOKEN_2022) && hook::closer(data) == Some(self.license.address().as_array())
    }

    /// Closes the mint after the burn; its rent goes to `to`.
    pub fn close_mint(&self, to: &AccountView) {
        self.close(self.mint, to);
    }

    /// Closes an empty account of the licence whose holder let it (`claim_rent`). Its rent goes to `to`; where the owner has
    /// extended the account he paid for that and may have guarded it: then everything goes to him.
    pub fn close_tokens(&self, tokens: &AccountView, to: &AccountView, owner: &AccountView) {
        self.close(tokens, if Self::extended(tokens) { owner } else { to });
    }

    /// Whether the owner has added to his account of the licence.
    pub fn extended(tokens: &AccountView) -> bool {
        tokens.data_len() != TOKENS_BYTES
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

    /// Closes an account of the licence that holds no token; its rent goes to `to`.
    pub fn close(&self, account: &AccountView, to: &AccountView) {
        signed!(self, signer);
        let accounts = [(account, Role::Writes), (to, Role::Writes), (self.license, Role::Signs)];
        call(&TOKEN_2022, accounts, &signer, &[CLOSE_ACCOUNT]);
    }
}

/// Instructions of Token-2022 in one call, which spares a thousand units each: `255`, then for each the number of its accounts,
/// the number of its bytes, its bytes. The accounts of all follow each other in the call.
struct Batch(Vec<u8>);

impl Batch {
    fn new() -> Self {
        let mut data = Vec::with_capacity(256);
        data.push(BATCH);
        Self(data)
    }

    /// `20 | decimals 0 | mint authority | no freeze authority`
    fn add_mint(&mut self, authority: &Address) {
        self.0.extend_from_slice(&[1, 35, INITIALIZE_MINT_2, 0]);
        self.0.extend_from_slice(authority.as_ref());
        self.0.push(0);
    }

    /// Appends an instruction: a head of fixed bytes and addresses behind it.
    fn add(&mut self, accounts: u8, head: &[u8], addresses: &[&Address]) {
        let length = head.len().saturating_add(addresses.len().saturating_mul(32));
        self.0.extend_from_slice(&[accounts, length as u8]);
        self.0.extend_from_slice(head);
        for address in addresses {
            self.0.extend_from_slice(address.as_ref());
        }
    }
}

/// `kind | amount 1 | decimals 0`
fn one(kind: u8) -> [u8; 10] {
    [kind, 1, 0, 0, 0, 0, 0, 0, 0, 0]
}

/// `updating_field | which | name, if it is one of its own | value`. With the longest value it is 88 bytes.
fn put_field(data: &mut Vec<u8>, field: Field, value: &str) {
    data.extend_from_slice(&UPDATE_FIELD);
    match field {
        Field::Uri => data.push(2),
        Field::Named(name) => {
            data.push(3);
            put_text(data, name);
        }
    }
    put_text(data, value);
}
