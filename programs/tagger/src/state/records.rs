//! What a task's panels decided and who answered, as one Merkle root the program itself computes: a mountain range that
//! grows by a leaf whenever a finished panel leaves its page. Nothing about it lies in the hot path.
//!
//! `leaf = sha256(0x00 "tagger:record:v1" | page u32 | panel u64 | first item u32 | items u16 | labels | members)`, where labels are
//! packed as on the page and members are `commitment (32) | answered u16` for each seat in order;
//! `node = sha256(0x01 | left | right)`; `root = sha256(0x02 | leaves u64 | peaks, folded from the lowest)`. After the scheme of
//! Todd (2012), "Merkle mountain ranges".
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::Panel;
use crate::{
    constants::{RECORD_LEAF, RECORD_NODE, RECORD_PEAKS, RECORD_ROOT},
    rules::commitment::hash,
};

const PEAKS: usize = RECORD_PEAKS as usize;

#[derive(Clone, Copy, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct Records {
    /// Panels counted. Bit `i` says whether there is a peak over `2^i` of them.
    pub leaves: u64,
    pub peaks: [[u8; 32]; PEAKS],
}

/// The leaf of a finished panel.
pub fn leaf(page: u32, panel: &Panel) -> [u8; 32] {
    let head = &panel.head;
    let mut place = [0; 18];
    place[..4].copy_from_slice(&page.to_le_bytes());
    place[4..12].copy_from_slice(&head.number.to_le_bytes());
    place[12..16].copy_from_slice(&head.first_item.to_le_bytes());
    place[16..].copy_from_slice(&head.items.to_le_bytes());
    let labels = &bytemuck::cast_slice::<u64, u8>(panel.labels)[..panel.label_bytes()];
    let mut members = Vec::with_capacity(34 * panel.slots.len());
    for slot in &panel.slots[..usize::from(head.seats)] {
        members.extend_from_slice(&slot.commitment);
        members.extend_from_slice(&slot.answered.to_le_bytes());
    }
    hash(&[RECORD_LEAF, &place, labels, &members])
}

impl Records {
    /// Adds a leaf. A range that is full stays as it is: nobody is kept from his money by the number of panels.
    pub fn append(&mut self, leaf: [u8; 32]) {
        let merged = self.leaves.trailing_ones() as usize;
        if merged >= PEAKS {
            return;
        }
        let peak = self.peaks[..merged]
            .iter()
            .fold(leaf, |right, left| hash(&[RECORD_NODE, left, &right]));
        self.peaks[merged] = peak;
        self.leaves += 1;
    }

    /// The root over all leaves; zeros when there is none.
    pub fn root(&self) -> [u8; 32] {
        let mut peaks = (0..PEAKS)
            .filter(|at| self.leaves >> at & 1 != 0)
            .map(|at| &self.peaks[at]);
        let Some(lowest) = peaks.next() else {
            return [0; 32];
        };
        let folded = peaks.fold(*lowest, |right, left| hash(&[RECORD_NODE, left, &right]));
        hash(&[RECORD_ROOT, &self.leaves.to_le_bytes(), &folded])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(leaves: u8) -> Records {
        let mut records = Records::zeroed();
        (0..leaves).for_each(|leaf| records.append([leaf; 32]));
        records
    }

    #[test]
    fn five_leaves_are_a_tree_of_four_and_one() {
        let node = |a: [u8; 32], b: [u8; 32]| hash(&[RECORD_NODE, &a, &b]);
        let four = node(node([0; 32], [1; 32]), node([2; 32], [3; 32]));
        let five = node(four, [4; 32]);
        assert_eq!(of(5).root(), hash(&[RECORD_ROOT, &5u64.to_le_bytes(), &five]));
        assert_eq!(of(4).root(), hash(&[RECORD_ROOT, &4u64.to_le_bytes(), &four]));
    }

    #[test]
    fn no_two_lengths_share_a_root_and_nothing_has_none() {
        assert_eq!(of(0).root(), [0; 32]);
        let roots: std::collections::BTreeSet<_> = (0..40).map(|leaves| of(leaves).root()).collect();
        assert_eq!(roots.len(), 40);
    }

    #[test]
    fn a_full_range_stays_as_it_is() {
        let mut records = Records::zeroed();
        records.leaves = (1 << PEAKS) - 1;
        let before = records.root();
        records.append([7; 32]);
        assert_eq!((records.leaves, records.root()), ((1 << PEAKS) - 1, before));
    }
}
