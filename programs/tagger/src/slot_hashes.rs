//! The hashes of the last 512 blocks, read piece by piece from their sysvar: newest first, each a slot (u64 LE) and its
//! hash (32 bytes), after a count (u64 LE). Skipped slots have no entry.
use anchor_lang::prelude::*;

use crate::{error::TaggerError, rules::draw::forgotten};

const SLOT_HASHES: Address = anchor_lang::address!("SysvarS1otHashes111111111111111111111111111");
const COUNT: usize = 8;
const ENTRY: usize = 40;

/// A slot and the hash of its block.
type Block = (u64, [u8; 32]);

/// Hash of the first block at or after `target`.
///
/// Errors: `SeedNotReady` while there is none, `SeedGone` once the chain may have forgotten it.
pub fn first_at(target: u64, now: u64) -> Result<[u8; 32]> {
    require!(now > target, TaggerError::SeedNotReady);
    require!(!forgotten(target, now), TaggerError::SeedGone);
    // Each read is a call of more than a hundred units.
    let mut start = [0u8; COUNT + ENTRY];
    read(&mut start, 0)?;
    let (count, newest) = start.split_at(COUNT);
    search(target, word(count), block(newest), |entry| {
        let mut bytes = [0u8; ENTRY];
        read(&mut bytes, COUNT + entry as usize * ENTRY)?;
        Ok(block(&bytes))
    })
}

/// Finds the last of `count` entries whose slot is not before `target`; `newest` is the first of them.
fn search(target: u64, count: u64, newest: Block, read: impl Fn(u64) -> Result<Block>) -> Result<[u8; 32]> {
    require!(count > 0 && newest.0 >= target, TaggerError::SeedNotReady);
    // Slots fall by one an entry, or by more where some were skipped: the wanted entry lies here or nearer to the newest.
    let furthest = (newest.0 - target).min(count - 1);
    let (mut low, mut hash) = (0, newest.1);
    let (mut high, mut middle) = (furthest + 1, furthest);
    // Entries up to `low` lie at or after the target, those from `high` on before it.
    while high - low > 1 {
        let (slot, found) = read(middle)?;
        if slot >= target {
            (low, hash) = (middle, found);
        } else {
            high = middle;
        }
        middle = (low + high) / 2;
    }
    Ok(hash)
}

fn word(bytes: &[u8]) -> u64 {
    bytes
        .first_chunk()
        .map_or(0, |bytes: &[u8; 8]| u64::from_le_bytes(*bytes))
}

fn block(entry: &[u8]) -> Block {
    (word(entry), entry.last_chunk().copied().unwrap_or_default())
}

fn read(into: &mut [u8], offset: usize) -> Result<()> {
    pinocchio::sysvars::get_sysvar(into, &SLOT_HASHES, offset).map_err(|_| TaggerError::SeedNotReady.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    extern crate std;
    use core::cell::Cell;
    use std::vec::Vec;

    /// The hash of a slot's block, and how many entries were read for it.
    fn find(slots: &[u64], target: u64) -> (Option<u8>, u32) {
        let blocks: Vec<Block> = slots.iter().map(|slot| (*slot, [*slot as u8; 32])).collect();
        let reads = Cell::new(0);
        let newest = blocks.first().copied().unwrap_or_default();
        let found = search(target, blocks.len() as u64, newest, |entry| {
            reads.set(reads.get() + 1);
            Ok(blocks[entry as usize])
        });
        (found.ok().map(|hash| hash[0]), reads.get())
    }

    #[test]
    fn finds_what_a_look_at_every_entry_finds() {
        // Every way to skip some of twelve slots, every target.
        for skipped in 0u32..1 << 12 {
            let slots: Vec<u64> = (0..12).rev().filter(|slot| skipped >> slot & 1 == 0).collect();
            for target in 0..13 {
                let first = slots.iter().rev().find(|slot| **slot >= target);
                assert_eq!(
                    find(&slots, target).0,
                    first.map(|slot| *slot as u8),
                    "{slots:?} {target}"
                );
            }
        }
    }

    #[test]
    fn without_skipped_slots_one_read_is_enough() {
        let slots: Vec<u64> = (100..612).rev().collect();
        for target in 100..611 {
            assert_eq!(find(&slots, target), (Some(target as u8), 1));
        }
        assert_eq!(find(&slots, 611), (Some(611u64 as u8), 0));
        assert_eq!(find(&slots, 612), (None, 0));
        assert_eq!(find(&slots, 7).0, Some(100));
    }
}
