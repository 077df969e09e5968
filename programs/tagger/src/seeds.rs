//! Every PDA seed of the program, exported to the IDL. Nothing else derives addresses.
//!
//! Where an address has only constant seeds, the account attributes spell them out (`seeds = [b"config"]`): then the
//! framework computes the address when the program is compiled, and the check is a comparison.
//!
//! | account | seeds |
//! |---|---|
//! | `Config` | `config` |
//! | `Vault` (one per purpose) | `stake_vault`, `escrow_vault` |
//! | vault token accounts | `stake_tokens`, `escrow_tokens` |
//! | `Member` | `member`, wallet |
//! | `Task` | `task`, requester, nonce (u64 LE) |
//! | `Page` | `page`, task, index (u32 LE) |
//! | `Seat` | `seat`, task, wallet |
//! | `Governance`, `Domains` | `governance`, `domains` |
//! | `Voter` | `voter`, wallet |
//! | `Proposal` | `proposal`, nonce (u64 LE) |
//! | `Ballot` | `ballot`, proposal, wallet |
//! | `Pool` | `pool`, index (u32 LE) |
//! | mint of a dataset's title | `title`, publisher, nonce (u64 LE) |
//! | `Dataset` | `dataset`, that mint |
//! | `Offer` | `offer`, dataset, index (u32 LE) |
//! | mint of a licence | `licence_mint`, dataset, buyer, nonce (u64 LE) |
//! | `License` | `license`, that mint |
//! | `Bid` | `bid`, license, bidder |
//! | what the hook of a licence needs | `extra-account-metas`, mint (fixed by the hook interface) |
use anchor_lang::prelude::*;

#[constant]
pub const CONFIG: &[u8] = b"config";
#[constant]
pub const STAKE_VAULT: &[u8] = b"stake_vault";
#[constant]
pub const ESCROW_VAULT: &[u8] = b"escrow_vault";
#[constant]
pub const STAKE_TOKENS: &[u8] = b"stake_tokens";
#[constant]
pub const ESCROW_TOKENS: &[u8] = b"escrow_tokens";
#[constant]
pub const MEMBER: &[u8] = b"member";
#[constant]
pub const TASK: &[u8] = b"task";
#[constant]
pub const PAGE: &[u8] = b"page";
#[constant]
pub const SEAT: &[u8] = b"seat";
#[constant]
pub const GOVERNANCE: &[u8] = b"governance";
#[constant]
pub const DOMAINS: &[u8] = b"domains";
#[constant]
pub const VOTER: &[u8] = b"voter";
#[constant]
pub const PROPOSAL: &[u8] = b"proposal";
#[constant]
pub const BALLOT: &[u8] = b"ballot";
#[constant]
pub const POOL: &[u8] = b"pool";
#[constant]
pub const TITLE: &[u8] = b"title";
#[constant]
pub const DATASET: &[u8] = b"dataset";
#[constant]
pub const OFFER: &[u8] = b"offer";
#[constant]
pub const LICENCE_MINT: &[u8] = b"licence_mint";
#[constant]
pub const LICENSE: &[u8] = b"license";
#[constant]
pub const BID: &[u8] = b"bid";
#[constant]
pub const EXTRA_METAS: &[u8] = b"extra-account-metas";
