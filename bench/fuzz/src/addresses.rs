//! Addresses of accounts. Derived ones are remembered: a derivation costs more than many an instruction.
use std::{cell::RefCell, collections::HashMap};

use solana_address::Address;
use tagger::seeds;

thread_local! {
    static DERIVED: RefCell<HashMap<Vec<u8>, Address>> = RefCell::default();
}

/// The address with these seeds. Seeds of one prefix have one length, so they may be run together as a key.
fn derived(parts: &[&[u8]]) -> Address {
    DERIVED.with_borrow_mut(|known| {
        let derive = || Address::find_program_address(parts, &tagger::ID).0;
        *known.entry(parts.concat()).or_insert_with(derive)
    })
}

/// The same under another program.
fn derived_by(program: &Address, parts: &[&[u8]]) -> Address {
    DERIVED.with_borrow_mut(|known| {
        let derive = || Address::find_program_address(parts, program).0;
        let key = [program.as_ref(), &parts.concat()].concat();
        *known.entry(key).or_insert_with(derive)
    })
}

pub fn config() -> Address {
    derived(&[seeds::CONFIG])
}

pub fn governance() -> Address {
    derived(&[seeds::GOVERNANCE])
}

pub fn domains() -> Address {
    derived(&[seeds::DOMAINS])
}

pub fn stake_vault() -> Address {
    derived(&[seeds::STAKE_VAULT])
}

pub fn stake_tokens() -> Address {
    derived(&[seeds::STAKE_TOKENS])
}

pub fn escrow_vault() -> Address {
    derived(&[seeds::ESCROW_VAULT])
}

pub fn escrow_tokens() -> Address {
    derived(&[seeds::ESCROW_TOKENS])
}

pub fn member(wallet: &Address) -> Address {
    derived(&[seeds::MEMBER, wallet.as_ref()])
}

pub fn voter(wallet: &Address) -> Address {
    derived(&[seeds::VOTER, wallet.as_ref()])
}

pub fn task(requester: &Address, nonce: u64) -> Address {
    derived(&[seeds::TASK, requester.as_ref(), &nonce.to_le_bytes()])
}

pub fn page(task: &Address, index: u32) -> Address {
    derived(&[seeds::PAGE, task.as_ref(), &index.to_le_bytes()])
}

pub fn seat(task: &Address, wallet: &Address) -> Address {
    derived(&[seeds::SEAT, task.as_ref(), wallet.as_ref()])
}

pub fn proposal(number: u64) -> Address {
    derived(&[seeds::PROPOSAL, &number.to_le_bytes()])
}

pub fn ballot(proposal: &Address, wallet: &Address) -> Address {
    derived(&[seeds::BALLOT, proposal.as_ref(), wallet.as_ref()])
}

pub fn pool(index: u32) -> Address {
    derived(&[seeds::POOL, &index.to_le_bytes()])
}

pub fn title(publisher: &Address, nonce: u64) -> Address {
    derived(&[seeds::TITLE, publisher.as_ref(), &nonce.to_le_bytes()])
}

/// Of a title's mint.
pub fn dataset(mint: &Address) -> Address {
    derived(&[seeds::DATASET, mint.as_ref()])
}

pub fn offer(dataset: &Address, index: u32) -> Address {
    derived(&[seeds::OFFER, dataset.as_ref(), &index.to_le_bytes()])
}

pub fn licence_mint(dataset: &Address, buyer: &Address, nonce: u64) -> Address {
    derived(&[
        seeds::LICENCE_MINT,
        dataset.as_ref(),
        buyer.as_ref(),
        &nonce.to_le_bytes(),
    ])
}

pub fn license(mint: &Address) -> Address {
    derived(&[seeds::LICENSE, mint.as_ref()])
}

pub fn bid(license: &Address, bidder: &Address) -> Address {
    derived(&[seeds::BID, license.as_ref(), bidder.as_ref()])
}

/// What the hook of a licence needs.
pub fn metas(mint: &Address) -> Address {
    derived(&[seeds::EXTRA_METAS, mint.as_ref()])
}

/// An account of a wallet for a title, or for a licence.
pub fn title_tokens(mint: &Address, wallet: &Address) -> Address {
    derived_by(
        &ASSOCIATED_TOKEN,
        &[wallet.as_ref(), TOKEN_PROGRAM.as_ref(), mint.as_ref()],
    )
}

pub fn licence_tokens(mint: &Address, wallet: &Address) -> Address {
    derived_by(
        &ASSOCIATED_TOKEN,
        &[wallet.as_ref(), TOKEN_2022.as_ref(), mint.as_ref()],
    )
}

pub fn metadata(mint: &Address) -> Address {
    derived_by(&TOKEN_METADATA, &[b"metadata", TOKEN_METADATA.as_ref(), mint.as_ref()])
}

pub fn edition(mint: &Address) -> Address {
    derived_by(
        &TOKEN_METADATA,
        &[b"metadata", TOKEN_METADATA.as_ref(), mint.as_ref(), b"edition"],
    )
}

/// The loader's account about the program, where its upgrade authority stands.
pub fn program_data() -> Address {
    let loader = tagger::admin::initialize_config::UPGRADEABLE_LOADER;
    Address::find_program_address(&[tagger::ID.as_ref()], &loader).0
}

/// Programs and what the world made itself.
pub const TOKEN_PROGRAM: Address = Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
pub use tagger::{cpi::ASSOCIATED_TOKEN, licence_token::TOKEN_2022, nft::TOKEN_METADATA};
pub const SYSTEM_PROGRAM: Address = Address::new_from_array([0; 32]);
pub const TAG_MINT: Address = made(0xfd, 0);
pub const TREASURY: Address = made(0xfc, 0);

/// An address of our own choice.
pub const fn made(kind: u8, number: u8) -> Address {
    let mut bytes = [kind; 32];
    bytes[31] = number;
    Address::new_from_array(bytes)
}
