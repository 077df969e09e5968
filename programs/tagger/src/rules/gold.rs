//! Gold: items whose label the requester knows and committed to before anybody answered.
//!
//! One leaf holds the gold of one panel's range of items:
//! `leaf = sha256(0x00 "tagger:gold:v1" | first item u32 | count u16 | count x (offset u16, label u8) | salt)`,
//! `node = sha256(0x01 | left | right)`, zero for an empty branch. Leaf and node start with different bytes, so that neither
//! passes for the other. A leaf's place in the tree is its first item, so a root holds one leaf for a panel and no more:
//! otherwise a requester could commit to many and open the one that hurts, once he has seen the answers. Opening a leaf
//! reveals the gold of that panel only.
use crate::{
    constants::{GOLD_LEAF, GOLD_NODE},
    rules::commitment::hash,
};

/// Bytes of one packed gold entry: offset in the panel (u16 LE), label (u8).
pub const ENTRY_BYTES: usize = 3;
/// In a task with lures one byte more: the label that was suggested, [`NO_SUGGESTION`] for none.
pub const LURE_ENTRY_BYTES: usize = 4;
/// Nothing was suggested for this item.
pub const NO_SUGGESTION: u8 = 255;

/// One gold item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub offset: u16,
    pub label: u8,
    pub suggested: u8,
}

impl Entry {
    /// A suggestion that is not the label.
    pub fn lure(&self) -> bool {
        self.suggested != NO_SUGGESTION && self.suggested != self.label
    }
}

/// Bytes of an entry in a task with or without lures.
pub fn entry_bytes(lures: bool) -> usize {
    if lures {
        LURE_ENTRY_BYTES
    } else {
        ENTRY_BYTES
    }
}

/// The entries of a packed list, in order.
pub fn entries(packed: &[u8], lures: bool) -> impl Iterator<Item = Entry> + '_ {
    packed.chunks_exact(entry_bytes(lures)).map(|e| Entry {
        offset: u16::from_le_bytes([e[0], e[1]]),
        label: e[2],
        suggested: e.get(3).copied().unwrap_or(NO_SUGGESTION),
    })
}

/// Entries are whole, sorted by offset without repeats, inside the panel, real labels and real suggestions.
pub fn entries_valid(packed: &[u8], lures: bool, items: u16, classes: u16) -> bool {
    if packed.is_empty() || !packed.len().is_multiple_of(entry_bytes(lures)) {
        return false;
    }
    let mut next = 0u32;
    let label_ok = |label: u8| u16::from(label) < classes;
    entries(packed, lures).all(|entry| {
        let inside = u32::from(entry.offset) >= next && entry.offset < items;
        next = u32::from(entry.offset) + 1;
        inside && label_ok(entry.label) && (entry.suggested == NO_SUGGESTION || label_ok(entry.suggested))
    })
}

pub fn leaf(first_item: u32, packed: &[u8], lures: bool, salt: &[u8; 32]) -> [u8; 32] {
    let count = (packed.len() / entry_bytes(lures)) as u16;
    hash(&[GOLD_LEAF, &first_item.to_le_bytes(), &count.to_le_bytes(), packed, salt])
}

fn node(left: &[u8; 32], right: &[u8; 32]) -> [u8; 32] {
    hash(&[GOLD_NODE, left, right])
}

/// Levels of the tree of a task with so many items.
pub fn depth(item_count: u32) -> u32 {
    u32::BITS - item_count.saturating_sub(1).leading_zeros()
}

/// Whether `leaf` lies under `root` at the place of `first_item`; `proof` holds the siblings from the leaf upwards.
pub fn proven(leaf: [u8; 32], first_item: u32, item_count: u32, proof: &[[u8; 32]], root: &[u8; 32]) -> bool {
    if proof.len() != depth(item_count) as usize {
        return false;
    }
    let (mut at, mut place) = (leaf, first_item);
    for sibling in proof {
        at = if place & 1 == 0 {
            node(&at, sibling)
        } else {
            node(sibling, &at)
        };
        place >>= 1;
    }
    place == 0 && at == *root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_proves_itself_at_its_place_and_nowhere_else() {
        // Four items, gold for the panels that begin at 0 and 3.
        const NONE: [u8; 32] = [0; 32];
        let (first, last) = (
            leaf(0, &[0, 0, 1], false, &[1; 32]),
            leaf(3, &[0, 0, 0], false, &[2; 32]),
        );
        let (left, right) = (node(&first, &NONE), node(&NONE, &last));
        let root = node(&left, &right);
        assert!(proven(first, 0, 4, &[NONE, right], &root));
        assert!(proven(last, 3, 4, &[NONE, left], &root));
        // [attack 126] an inner node is not a leaf, and a proof of another length proves nothing.
        assert!(!proven(left, 0, 4, &[right], &root));
        // A second leaf for the panel at 0 has no place: the one at 1 is another panel's.
        let other = leaf(0, &[0, 0, 0], false, &[1; 32]);
        let crowded = node(&node(&first, &other), &right);
        assert!(proven(first, 0, 4, &[other, right], &crowded));
        assert!(!proven(other, 0, 4, &[first, right], &crowded));
    }

    #[test]
    fn the_tree_is_as_deep_as_its_items_need() {
        assert_eq!([1, 2, 3, 4, 5, 2_040, u32::MAX].map(depth), [0, 1, 2, 2, 3, 11, 32]);
    }

    #[test]
    fn entries_are_sorted_unique_and_inside() {
        let valid = |packed: &[u8]| entries_valid(packed, false, 6, 2);
        assert!(valid(&[0, 0, 1, 5, 0, 0]));
        assert!(!valid(&[]));
        assert!(!valid(&[0, 0]));
        assert!(!valid(&[5, 0, 1, 5, 0, 0]));
        assert!(!valid(&[6, 0, 1]));
        assert!(!valid(&[1, 0, 2]));
    }

    #[test]
    fn a_lure_is_a_suggestion_that_is_not_the_label() {
        let packed = [0, 0, 1, 0, 2, 0, 1, 1, 3, 0, 1, NO_SUGGESTION];
        assert!(entries_valid(&packed, true, 6, 2));
        let lures: [bool; 3] = [true, false, false];
        assert!(entries(&packed, true).map(|entry| entry.lure()).eq(lures));
        assert!(
            !entries_valid(&[0, 0, 1, 2], true, 6, 2),
            "a suggestion is a class or none"
        );
        assert!(!entries_valid(&packed[..6], true, 6, 2), "whole entries only");
    }
}
