//! Random panels, and the same answers worked out the plain way: item by item, member by member.

use proptest::prelude::*;
use tagger_consensus::{decide, weights_len, Answers, Shape, MAX_MEMBERS};

/// A panel that owns its data.
#[derive(Clone, Debug)]
pub struct Panel {
    pub shape: Shape,
    pub members: usize,
    pub words: Vec<u64>,
    pub masks: Vec<Option<Vec<u64>>>,
    pub present: u16,
    pub weights: Vec<Vec<u8>>,
    pub prior: Vec<u8>,
    pub gold: Vec<(u16, u8)>,
}

impl Panel {
    pub fn answers(&self) -> Answers<'_> {
        let mut asked = [None; MAX_MEMBERS];
        for (slot, mask) in asked.iter_mut().zip(&self.masks) {
            *slot = mask.as_deref();
        }
        Answers::new(self.shape, self.members, &self.words, asked, self.present).expect("a valid panel")
    }

    pub fn weights(&self) -> Vec<&[u8]> {
        self.weights.iter().map(Vec::as_slice).collect()
    }

    pub fn items(&self) -> usize {
        self.shape.items as usize
    }

    /// The same panel with member `order[i]` in place `i`.
    pub fn permuted(&self, order: &[usize]) -> Self {
        let stride = self.shape.words();
        Self {
            words: order
                .iter()
                .flat_map(|&j| self.words[j * stride..][..stride].to_vec())
                .collect(),
            masks: order.iter().map(|&j| self.masks[j].clone()).collect(),
            weights: order.iter().map(|&j| self.weights[j].clone()).collect(),
            present: order
                .iter()
                .enumerate()
                .fold(0, |bits, (i, &j)| bits | (self.present >> j & 1) << i),
            ..self.clone()
        }
    }
}

pub fn mask_bit(mask: &[u64], item: usize) -> bool {
    mask[item / 64] >> (item % 64) & 1 == 1
}

/// Panels of every width and size; answers cluster around a truth so that patterns repeat as in real work.
pub fn panels(most_classes: u16) -> impl Strategy<Value = Panel> {
    let shape = (
        prop_oneof![4 => 1u16..200, 1 => 200u16..1500],
        prop::sample::select(vec![1u8, 2, 4, 8]),
    )
        .prop_flat_map(move |(items, bits)| {
            let top = (1u16 << bits).min(most_classes);
            (Just(items), Just(bits), prop_oneof![2u16..=top, Just(top)])
        });
    (shape, 1usize..=16, any::<u64>(), 0u8..4, 0u8..3, any::<bool>()).prop_map(
        |((items, bits, classes), members, seed, mask_kind, cost_kind, all_present)| {
            build(items, bits, classes, members, seed, mask_kind, cost_kind, all_present)
        },
    )
}

#[allow(clippy::too_many_arguments)] // One argument for each random choice.
fn build(
    items: u16,
    bits: u8,
    classes: u16,
    members: usize,
    seed: u64,
    mask_kind: u8,
    cost_kind: u8,
    all_present: bool,
) -> Panel {
    let mut state = seed;
    let mut random = move || {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    };
    let shape = Shape::new(items, bits, classes).expect("a valid shape");
    let codes = 1u64 << bits;
    let truths: Vec<u64> = (0..items).map(|_| random() % classes as u64).collect();
    let mut words = Vec::new();
    for _ in 0..members {
        let mut row = vec![0; shape.words()];
        for (item, truth) in truths.iter().enumerate() {
            let code = if random() % 3 > 0 { *truth } else { random() % codes };
            shape.put(&mut row, item, code as u8);
        }
        words.extend(row);
    }
    let shared: Vec<u64> = (0..shape.mask_words()).map(|_| random() & random()).collect();
    let masks = (0..members)
        .map(|j| match mask_kind {
            0 => None,
            1 if j >= members.div_ceil(2) => Some(shared.clone()),
            2 if random() % 2 == 0 => Some((0..shape.mask_words()).map(|_| random()).collect()),
            3 => Some((0..shape.mask_words()).map(|_| random() & random()).collect()),
            _ => None,
        })
        .collect();
    let size = classes as usize * classes as usize;
    let weights = (0..members)
        .map(|_| {
            (0..weights_len(classes))
                .map(|cell| match cost_kind {
                    0 => random() as u8,
                    // Few distinct costs make ties; the last kind reaches the largest sums.
                    1 => [3, 60][((cell / classes as usize) != (cell % classes as usize)) as usize],
                    _ => 255 - (random() % 3 == 0) as u8 * (random() % (size as u64 + 9)) as u8,
                })
                .collect()
        })
        .collect();
    let present = if all_present { u16::MAX } else { random() as u16 };
    let gold = (0..items)
        .filter(|_| random() % 10 == 0)
        .map(|i| (i, truths[i as usize] as u8))
        .collect();
    let prior = match random() % 3 {
        0 => Vec::new(),
        1 => (0..classes).map(|_| (random() % 60) as u8).collect(),
        _ => (0..classes).map(|_| random() as u8).collect(),
    };
    Panel {
        shape,
        members,
        words,
        masks,
        present,
        weights,
        prior,
        gold,
    }
}

/// Votes on one item.
pub fn votes(a: &Answers, item: usize) -> Vec<(usize, u8)> {
    (0..a.members)
        .filter_map(|j| a.answer(j, item).map(|label| (j, label)))
        .collect()
}

/// Label and whether it is sure, by counting.
pub fn majority_of(a: &Answers, item: usize) -> (u8, bool) {
    let votes = votes(a, item);
    let mut counts = [0usize; 256];
    votes.iter().for_each(|&(_, label)| counts[label as usize] += 1);
    let most = counts.iter().copied().max().unwrap_or(0);
    if most == 0 {
        return (a.shape.unanswered(), false);
    }
    let label = counts.iter().position(|&c| c == most).expect("the maximum is there") as u8;
    let margin = if a.shape.classes == 2 { 3 } else { 2 };
    (label, 2 * most >= votes.len() + margin)
}

/// Label, sure, open from [`decide`], which is itself checked against floating point elsewhere.
pub fn weighted_of(panel: &Panel, a: &Answers, item: usize, tau: u16) -> (u8, bool, bool) {
    let votes = votes(a, item);
    match decide(
        a.shape.classes,
        &panel.prior,
        votes.iter().map(|&(j, label)| (panel.weights[j].as_slice(), label)),
    ) {
        Some(d) => (d.label, d.sure(), d.open(tau)),
        None => (a.shape.unanswered(), false, true),
    }
}
