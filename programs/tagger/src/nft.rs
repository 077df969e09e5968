//! The only calls of Metaplex's Token Metadata program: the title of a dataset (docs/decisions/0017-nfts.md).
//!
//! A title is a classic SPL token with no decimals and a supply of one, with metadata that can't change and a master
//! edition that can't be printed from. The dataset's account is its update authority: whoever reads the title finds the
//! terms and the licences there.
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use pinocchio::cpi::{Seed, Signer as Seeds};

use crate::{
    cpi::{call, create, open_tokens, put_text, Role},
    error::TaggerError,
};

/// Metaplex Token Metadata.
pub const TOKEN_METADATA: Address = anchor_lang::address!("metaqbxxUerdq28cj1RbAWkYQm3ybzjb6a8bt518x1s");
pub const TITLE_SYMBOL: &str = "TAGD";
/// Limits of Token Metadata, bytes.
pub const MAX_NAME: usize = 32;
pub const MAX_URI: usize = 200;

/// Bytes of a classic mint.
const MINT_BYTES: usize = 82;
/// Instructions of the token program.
const INITIALIZE_MINT_2: u8 = 20;
const MINT_TO: u8 = 7;
/// Instructions of Token Metadata.
const CREATE_METADATA_ACCOUNT_V3: u8 = 33;
const CREATE_MASTER_EDITION_V3: u8 = 17;
const SIGN_METADATA: u8 = 7;

/// The accounts a title is made of.
pub struct Title<'a> {
    /// Pays rent and Metaplex's fee of 0.01 SOL.
    pub payer: &'a AccountView,
    /// Signs; gets the title and is named as its creator.
    pub publisher: &'a AccountView,
    /// An address of ours without an account.
    pub mint: &'a AccountView,
    /// `metadata`, Token Metadata, mint; Token Metadata checks it.
    pub metadata: &'a AccountView,
    /// `metadata`, Token Metadata, mint, `edition`; Token Metadata checks it.
    pub edition: &'a AccountView,
    /// The publisher's associated token account; the associated token program checks it.
    pub tokens: &'a AccountView,
    /// Address of ours: update authority.
    pub dataset: &'a AccountView,
    pub system_program: &'a AccountView,
    pub token_program: &'a AccountView,
}

/// Mints the title of a dataset to its publisher.
///
/// The seeds are those of the mint and of the dataset, bump included; the caller has checked both addresses.
///
/// Errors: `BadNftText`.
pub fn mint_title(title: &Title, mint_seeds: &[Seed], dataset_seeds: &[Seed], name: &str, uri: &str) -> Result<()> {
    check(name, MAX_NAME)?;
    check(uri, MAX_URI)?;
    let Title {
        payer,
        publisher,
        mint,
        metadata,
        edition,
        tokens,
        dataset,
        system_program,
        token_program,
    } = *title;
    let signer = [Seeds::from(dataset_seeds)];

    create(payer, mint, mint_seeds, &pinocchio_token::ID, MINT_BYTES, MINT_BYTES)?;
    let data = initialize_mint(dataset.address());
    call(&pinocchio_token::ID, [(mint, Role::Writes)], &[], &data);
    open_tokens(payer, tokens, publisher, mint, system_program, token_program);
    let mut data = [MINT_TO; 9];
    data[1..].copy_from_slice(&1u64.to_le_bytes());
    let accounts = [(mint, Role::Writes), (tokens, Role::Writes), (dataset, Role::Signs)];
    call(&pinocchio_token::ID, accounts, &signer, &data);

    let accounts = [
        (metadata, Role::Writes),
        (mint, Role::Reads),
        (dataset, Role::Signs),
        (payer, Role::Pays),
        (dataset, Role::Signs),
        (system_program, Role::Reads),
    ];
    let data = create_metadata(name, uri, publisher.address());
    call(&TOKEN_METADATA, accounts, &signer, &data);
    let accounts = [(metadata, Role::Writes), (publisher, Role::Signs)];
    call(&TOKEN_METADATA, accounts, &[], &[SIGN_METADATA]);
    // Takes over both authorities of the mint: nobody can mint a second one.
    let accounts = [
        (edition, Role::Writes),
        (mint, Role::Writes),
        (dataset, Role::Signs),
        (dataset, Role::Signs),
        (payer, Role::Pays),
        (metadata, Role::Writes),
        (token_program, Role::Reads),
        (system_program, Role::Reads),
    ];
    call(&TOKEN_METADATA, accounts, &signer, &create_master_edition());
    Ok(())
}

/// A text of 1 to `most` bytes without control characters: it is shown to people.
pub fn check(text: &str, most: usize) -> Result<()> {
    let plain = text.bytes().all(|byte| byte >= b' ' && byte != 0x7f);
    require!(!text.is_empty() && text.len() <= most && plain, TaggerError::BadNftText);
    Ok(())
}

/// `20 | decimals 0 | mint authority | Some(freeze authority)`. The master edition wants the freeze authority too.
fn initialize_mint(authority: &Address) -> [u8; 67] {
    let mut data = [0; 67];
    data[0] = INITIALIZE_MINT_2;
    data[2..34].copy_from_slice(authority.as_ref());
    data[34] = 1;
    data[35..].copy_from_slice(authority.as_ref());
    data
}

/// `33 | name, symbol, uri | fee u16 | Some([publisher, unverified, share 100]) | no collection, no uses | mutable |
/// no collection details`. Without a royalty of its own: licences pay theirs through this program.
fn create_metadata(name: &str, uri: &str, publisher: &Address) -> Vec<u8> {
    let mut data = Vec::with_capacity(64 + name.len() + TITLE_SYMBOL.len() + uri.len());
    data.push(CREATE_METADATA_ACCOUNT_V3);
    put_text(&mut data, name);
    put_text(&mut data, TITLE_SYMBOL);
    put_text(&mut data, uri);
    data.extend_from_slice(&0u16.to_le_bytes());
    data.push(1);
    data.extend_from_slice(&1u32.to_le_bytes());
    data.extend_from_slice(publisher.as_ref());
    data.extend_from_slice(&[0, 100]);
    data.extend_from_slice(&[0, 0, 0, 0]);
    data
}

/// `17 | Some(max supply 0)`.
fn create_master_edition() -> [u8; 10] {
    let mut data = [0; 10];
    data[0] = CREATE_MASTER_EDITION_V3;
    data[1] = 1;
    data
}
