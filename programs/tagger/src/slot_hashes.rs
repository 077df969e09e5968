//! The hashes of the last 512 blocks, read piece by piece from their sysvar: newest first, each a slot (u64 LE) and its
//! hash (32 bytes), after a count (u64 LE). Skipped slots have no entry.
use anchor_lang::prelude::*;

use crate::{error::TaggerError, rules::draw::REMEMBERED};

const SLOT_HASHES: Address = anchor_lang::address!("SysvarS1otHashes111111111111111111111111111");
const ENTRY: usize = 40;

/// Hash of the first block at or after `target`.
///
/// Errors: `SeedNotReady` while there is none, `SeedGone` once the chain may have forgotten it.
pub fn first_at(target: u64, now: u64) -> Result<[u8; 32]> {
    require!(now > target, TaggerError::SeedNotReady);
    require!(now - target < REMEMBERED, TaggerError::SeedGone);
    let mut count = [0u8; 8];
    read(&mut count, 0)?;
    let (mut low, mut high) = (0, u64::from_le_bytes(count).min(REMEMBERED));
    // Entries 0..low lie at or after the target, high.. before it.
    while low < high {
        let middle = (low + high) / 2;
        if slot_at(middle)? >= target {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    require!(low > 0, TaggerError::SeedNotReady);
    let mut hash = [0u8; 32];
    read(&mut hash, 8 + (low as usize - 1) * ENTRY + 8)?;
    Ok(hash)
}

fn slot_at(entry: u64) -> Result<u64> {
    let mut slot = [0u8; 8];
    read(&mut slot, 8 + entry as usize * ENTRY)?;
    Ok(u64::from_le_bytes(slot))
}

fn read(into: &mut [u8], offset: usize) -> Result<()> {
    pinocchio::sysvars::get_sysvar(into, &SLOT_HASHES, offset).map_err(|_| TaggerError::SeedNotReady.into())
}
