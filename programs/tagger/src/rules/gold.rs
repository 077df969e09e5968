//! Gold: items whose label the requester knows and committed to before anybody answered.
//!
//! One leaf holds the gold of one panel's range of items:
//! `leaf = sha256(0x00 "tagger:gold:v1" | first item u32 | count u16 | count x (offset u16, label u8) | salt)`,
//! `node = sha256(0x01 | smaller child | larger child)`. Leaf and node start with different bytes, so that neither
//! passes for the other. Opening a leaf reveals the gold of that panel only.
use crate::{
    constants::{GOLD_LEAF, GOLD_NODE, MAX_GOLD_DEPTH},
    rules::commitment::hash,
};

/// Bytes of one packed gold entry: offset in the panel (u16 LE), label (u8).
pub const ENTRY_BYTES: usize = 3;

/// The entries of a packed list, in order.
pub fn entries(packed: &[u8]) -> impl Iterator<Item = (u16, u8)> + '_ {
    packed
        .as_chunks::<ENTRY_BYTES>()
        .0
        .iter()
        .map(|e| (u16::from_le_bytes([e[0], e[1]]), e[2]))
}

/// Entries are whole, sorted by offset without repeats, inside the panel and real labels.
pub fn entries_valid(packed: &[u8], items: u16, classes: u16) -> bool {
    if packed.is_empty() || !packed.len().is_multiple_of(ENTRY_BYTES) {
        return false;
    }
    let mut next = 0u32;
    entries(packed).all(|(offset, label)| {
        let ok = u32::from(offset) >= next && offset < items && u16::from(label) < classes;
        next = u32::from(offset) + 1;
        ok
    })
}

pub fn leaf(first_item: u32, packed: &[u8], salt: &[u8; 32]) -> [u8; 32] {
    let count = (packed.len() / ENTRY_BYTES) as u16;
    hash(&[GOLD_LEAF, &first_item.to_le_bytes(), &count.to_le_bytes(), packed, salt])
}

fn node(a: &[u8; 32], b: &[u8; 32]) -> [u8; 32] {
    let (small, large) = if a <= b { (a, b) } else { (b, a) };
    hash(&[GOLD_NODE, small, large])
}

/// Whether `leaf` lies under `root` by `proof` (siblings from the leaf upwards).
pub fn proven(leaf: [u8; 32], proof: &[[u8; 32]], root: &[u8; 32]) -> bool {
    proof.len() <= usize::from(MAX_GOLD_DEPTH) && proof.iter().fold(leaf, |at, sibling| node(&at, sibling)) == *root
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_proves_itself_and_nothing_else_does() {
        let leaves = [
            leaf(0, &[0, 0, 1], &[1; 32]),
            leaf(10, &[3, 0, 0], &[2; 32]),
            leaf(20, &[4, 0, 1], &[3; 32]),
        ];
        let left = node(&leaves[0], &leaves[1]);
        let root = node(&left, &leaves[2]);
        assert!(proven(leaves[0], &[leaves[1], leaves[2]], &root));
        assert!(proven(leaves[2], &[left], &root));
        // [attack 126] an inner node is not a leaf, and a leaf not in the tree proves nothing.
        assert!(!proven(leaf(0, &[0, 0, 0], &[1; 32]), &[leaves[1], leaves[2]], &root));
        assert!(!proven(leaves[0], &[leaves[2], leaves[1]], &root));
    }

    #[test]
    fn entries_are_sorted_unique_and_inside() {
        assert!(entries_valid(&[0, 0, 1, 5, 0, 0], 6, 2));
        assert!(!entries_valid(&[], 6, 2));
        assert!(!entries_valid(&[0, 0], 6, 2));
        assert!(!entries_valid(&[5, 0, 1, 5, 0, 0], 6, 2));
        assert!(!entries_valid(&[6, 0, 1], 6, 2));
        assert!(!entries_valid(&[1, 0, 2], 6, 2));
    }
}
