//! Who is drawn. A draw names a slot that lies in the future; its seed is the hash of the first block at or after that
//! slot, so nobody can know it when the draw is asked for. Weights are those of the pool's epoch: what changes during an
//! epoch counts from the next one, so nobody can change them once the seed is known.
use anchor_lang::prelude::*;

use crate::rules::commitment::hash;

/// Slots of an epoch of the pools: half an hour of 400 ms.
#[constant]
pub const EPOCH_SLOTS: u64 = 4_500;
/// Slots between asking for a draw and its seed.
#[constant]
pub const DRAW_DELAY: u64 = 8;
/// A seed must leave this many slots of its epoch for the draw itself; otherwise the next epoch is taken.
#[constant]
pub const DRAW_ROOM: u64 = 300;
/// Separates draws from every other use of SHA-256.
#[constant]
pub const DRAW_DOMAIN: &[u8] = b"tagger:draw:v1";
/// Points of a draw that decide whether a panel is audited, and from which item on: no seat ever uses them.
#[constant]
pub const AUDIT_SELECTION: u16 = u16::MAX;
#[constant]
pub const AUDIT_OFFSET: u16 = u16::MAX - 1;
/// Candidates tried for each seat before a draw goes on without it.
#[constant]
pub const TRIES_A_SEAT: u16 = 16;
/// Block hashes the chain remembers.
#[constant]
pub const REMEMBERED: u64 = 512;

/// Whether the chain may have forgotten the first block at or after `target`: then nobody can use it any more.
pub fn forgotten(target: u64, slot: u64) -> bool {
    slot.saturating_sub(target) >= REMEMBERED
}

pub fn epoch_of(slot: u64) -> u64 {
    slot / EPOCH_SLOTS
}

/// The slot whose hash decides a draw that is asked for now.
pub fn target_after(slot: u64) -> u64 {
    let soon = slot.saturating_add(DRAW_DELAY);
    if epoch_of(soon.saturating_add(DRAW_ROOM)) == epoch_of(soon) {
        soon
    } else {
        (epoch_of(soon) + 1) * EPOCH_SLOTS + DRAW_DELAY
    }
}

/// The `n`th point of a draw, `0 <= point < total`, each equally likely; `None` when `total` is zero.
///
/// The digest has four words. A word is refused when it lies in the incomplete last round of `total` (2^-32 at most), so
/// that small remainders are not favoured; when all four are refused, the last is taken: 2^-128 of bias.
pub fn point(seed: &[u8; 32], place: &[u8; 32], panel: u64, n: u16, total: u64) -> Option<u64> {
    if total == 0 {
        return None;
    }
    let digest = hash(&[DRAW_DOMAIN, seed, place, &panel.to_le_bytes(), &n.to_le_bytes()]);
    let rounds = u64::MAX - u64::MAX % total;
    let mut words = digest.as_chunks::<8>().0.iter().map(|word| u64::from_le_bytes(*word));
    let last = digest[24..].try_into().map_or(0, u64::from_le_bytes);
    Some(words.find(|word| *word < rounds).unwrap_or(last) % total)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draw_asked_for_late_in_an_epoch_waits_for_the_next() {
        assert_eq!(target_after(0), 8);
        assert_eq!(
            target_after(EPOCH_SLOTS - DRAW_ROOM - DRAW_DELAY - 1),
            EPOCH_SLOTS - DRAW_ROOM - 1
        );
        assert_eq!(
            target_after(EPOCH_SLOTS - DRAW_ROOM - DRAW_DELAY),
            EPOCH_SLOTS + DRAW_DELAY
        );
        // A seed that lies in the next epoch anyway needs no longer wait.
        assert_eq!(target_after(EPOCH_SLOTS - 1), EPOCH_SLOTS - 1 + DRAW_DELAY);
        // Whatever the slot: the seed comes later and leaves room in its epoch.
        for slot in 0..3 * EPOCH_SLOTS {
            let target = target_after(slot);
            assert!(target >= slot + DRAW_DELAY && epoch_of(target + DRAW_ROOM) == epoch_of(target));
        }
    }

    #[test]
    fn points_are_spread_evenly() {
        // [attack 85] chi-square over 12 cells and 60,000 draws: 99.9 % of fair draws lie below 31.26 with 11 degrees of
        // freedom. The seed is fixed, so the test is too.
        let mut cells = [0u32; 12];
        for panel in 0..600 {
            for n in 0..100 {
                cells[point(&[7; 32], &[9; 32], panel, n, 12).unwrap() as usize] += 1;
            }
        }
        // The sum of squares over 5,000, kept whole: 31.26 * 5,000.
        let squares: u64 = cells.iter().map(|&cell| u64::from(cell.abs_diff(5_000)).pow(2)).sum();
        assert!(squares < 156_300, "{squares}");
    }

    #[test]
    fn every_part_of_the_place_matters() {
        let total = u64::from(u32::MAX);
        let base = point(&[1; 32], &[2; 32], 3, 4, total);
        assert_ne!(base, point(&[9; 32], &[2; 32], 3, 4, total));
        assert_ne!(base, point(&[1; 32], &[9; 32], 3, 4, total));
        assert_ne!(base, point(&[1; 32], &[2; 32], 9, 4, total));
        assert_ne!(base, point(&[1; 32], &[2; 32], 3, 9, total));
        assert_eq!(point(&[1; 32], &[2; 32], 3, 4, 0), None);
        assert_eq!(point(&[1; 32], &[2; 32], 3, 4, 1), Some(0));
    }
}
