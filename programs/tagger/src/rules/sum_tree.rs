//! A tree of sums over the weights of a pool: who is drawn, and every change of a weight, in eleven steps.
//!
//! A heap of `2 * LEAVES` words: node 1 is the root, node `n` the sum of `2n` and `2n + 1`, leaf `i` is node
//! `LEAVES + i`. Weights are small enough that the sum of all of them fits the word (`MAX_WEIGHT`).

use anchor_lang::prelude::*;

/// Members of one shard.
#[constant]
pub const POOL_PLACES: u32 = 1_024;
pub const LEAVES: usize = POOL_PLACES as usize;
pub const NODES: usize = 2 * LEAVES;
/// Largest weight of one leaf: 1,024 of them still add up inside 32 bits.
pub const MAX_WEIGHT: u32 = u32::MAX / LEAVES as u32;

pub fn total(tree: &[u32; NODES]) -> u32 {
    tree[1]
}

/// Sets the weight of a leaf, at most [`MAX_WEIGHT`], and every sum above it.
pub fn set(tree: &mut [u32; NODES], leaf: usize, weight: u32) {
    let mut node = LEAVES + leaf % LEAVES;
    tree[node] = weight.min(MAX_WEIGHT);
    while node > 1 {
        node /= 2;
        // Cannot overflow: see `MAX_WEIGHT`.
        tree[node] = tree[2 * node].wrapping_add(tree[2 * node + 1]);
    }
}

/// Sets every leaf, at most [`MAX_WEIGHT`] each, and every sum once.
pub fn set_all(tree: &mut [u32; NODES], weight: impl Fn(usize) -> u32) {
    for leaf in 0..LEAVES {
        tree[LEAVES + leaf] = weight(leaf).min(MAX_WEIGHT);
    }
    for node in (1..LEAVES).rev() {
        // Cannot overflow: see `MAX_WEIGHT`.
        tree[node] = tree[2 * node].wrapping_add(tree[2 * node + 1]);
    }
}

/// The leaf in whose share `point` lies, `point < total`. Each leaf owns as many points as its weight.
pub fn find(tree: &[u32; NODES], mut point: u32) -> usize {
    let mut node = 1;
    while node < LEAVES {
        node *= 2;
        if point >= tree[node] {
            point -= tree[node];
            node += 1;
        }
    }
    node - LEAVES
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    extern crate std;

    fn tree(weights: &[(usize, u32)]) -> [u32; NODES] {
        let mut tree = [0; NODES];
        for &(leaf, weight) in weights {
            set(&mut tree, leaf, weight);
        }
        tree
    }

    #[test]
    fn every_point_belongs_to_the_leaf_that_owns_it() {
        let tree = tree(&[(0, 3), (5, 1), (1_023, 2)]);
        assert_eq!(total(&tree), 6);
        let owners: std::vec::Vec<usize> = (0..6).map(|point| find(&tree, point)).collect();
        assert_eq!(owners, [0, 0, 0, 5, 1_023, 1_023]);
    }

    #[test]
    fn the_heaviest_pool_does_not_overflow() {
        let mut tree = [0; NODES];
        (0..LEAVES).for_each(|leaf| set(&mut tree, leaf, u32::MAX));
        assert_eq!(u64::from(total(&tree)), LEAVES as u64 * u64::from(MAX_WEIGHT));
        assert_eq!(find(&tree, total(&tree) - 1), LEAVES - 1);
    }

    proptest! {
        #[test]
        fn sums_follow_any_changes_and_points_fall_by_weight(
            changes in prop::collection::vec((0..LEAVES, 0..MAX_WEIGHT), 1..200),
            share in 0u64..10_000,
        ) {
            let tree = tree(&changes);
            let mut weights = std::vec![0u32; LEAVES];
            changes.iter().for_each(|&(leaf, weight)| weights[leaf] = weight);
            prop_assert_eq!(total(&tree), weights.iter().sum::<u32>());
            let mut at_once = [7; NODES];
            at_once[0] = 0;
            set_all(&mut at_once, |leaf| weights[leaf]);
            prop_assert_eq!(at_once, tree);
            if total(&tree) > 0 {
                let point = (u64::from(total(&tree) - 1) * share / 10_000) as u32;
                let leaf = find(&tree, point);
                let before: u32 = weights[..leaf].iter().sum();
                prop_assert!(before <= point && point < before + weights[leaf]);
            }
        }
    }
}
