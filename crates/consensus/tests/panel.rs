//! Every fast path against the plain one, on random panels.

mod common;

use common::{majority_of, mask_bit, panels, votes, weighted_of, Panel};
use proptest::prelude::*;
use tagger_consensus::*;

/// Majority labels and sure bits, from dirty buffers.
fn run_majority(p: &Panel) -> (Vec<u64>, Vec<u64>) {
    let (mut labels, mut sure) = (vec![!0; p.shape.words()], vec![!0; p.shape.mask_words()]);
    majority_sure(&p.answers(), &mut labels, &mut sure);
    (labels, sure)
}

/// Weighted labels, sure and open bits, from dirty buffers.
fn run_weighted(p: &Panel, tau: u16) -> [Vec<u64>; 3] {
    let mut labels = vec![!0; p.shape.words()];
    let (mut sure, mut open) = (vec![!0; p.shape.mask_words()], vec![!0; p.shape.mask_words()]);
    let mut scratch = vec![0xdead_beef_0bad_f00d; SCRATCH_WORDS];
    let (weights, tables) = (p.weights(), &mut scratch);
    weighted_with_prior(
        &p.answers(),
        &p.prior,
        &weights,
        tau,
        &mut labels,
        &mut sure,
        &mut open,
        tables,
    );
    [labels, sure, open]
}

/// Sets the bits beyond the last item: functions that read a mask must not care.
fn dirty(p: &Panel, mask: &mut [u64]) {
    if !p.items().is_multiple_of(64) {
        mask[p.items() / 64] |= !0 << (p.items() % 64);
    }
}

/// No bit is set beyond the last item.
fn padding_is_zero(p: &Panel, labels: &[u64], masks: &[&[u64]]) -> bool {
    let used = p.items() * p.shape.bits as usize % 64;
    let labels_end = used == 0 || labels[labels.len() - 1] >> used == 0;
    let used = p.items() % 64;
    labels_end && masks.iter().all(|mask| used == 0 || mask[mask.len() - 1] >> used == 0)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn majority_is_the_most_frequent_label(p in panels(256)) {
        let a = p.answers();
        let (labels, sure) = run_majority(&p);
        for item in 0..p.items() {
            let expected = majority_of(&a, item);
            prop_assert_eq!((p.shape.get(&labels, item), mask_bit(&sure, item)), expected, "item {}", item);
        }
        prop_assert!(padding_is_zero(&p, &labels, &[&sure]));
        let mut plain = vec![!0; p.shape.words()];
        majority(&a, &mut plain);
        prop_assert_eq!(plain, labels);
    }

    #[test]
    fn weighted_is_the_decision_item_by_item(p in panels(16), tau in prop_oneof![0u16..=10_000, Just(9_500), Just(u16::MAX)]) {
        let a = p.answers();
        let [labels, sure, open] = run_weighted(&p, tau);
        for item in 0..p.items() {
            let expected = weighted_of(&p, &a, item, tau);
            let got = (p.shape.get(&labels, item), mask_bit(&sure, item), mask_bit(&open, item));
            prop_assert_eq!(got, expected, "item {} votes {:?}", item, votes(&a, item));
        }
        prop_assert!(padding_is_zero(&p, &labels, &[&sure, &open]));
        if p.prior.is_empty() {
            let [mut flat, mut sure_too, mut open_too] = [labels.clone(), sure.clone(), open.clone()];
            let mut scratch = [1; SCRATCH_WORDS];
            weighted(&a, &p.weights(), tau, &mut flat, &mut sure_too, &mut open_too, &mut scratch);
            prop_assert_eq!([flat, sure_too, open_too], [labels, sure, open]);
        }
    }

    #[test]
    fn the_order_of_members_does_not_matter(p in panels(16), seed in any::<u64>()) {
        let mut order: Vec<usize> = (0..p.members).collect();
        for i in (1..order.len()).rev() {
            order.swap(i, (seed.rotate_left(i as u32 * 7) % (i as u64 + 1)) as usize);
        }
        let other = p.permuted(&order);
        prop_assert_eq!(run_majority(&p), run_majority(&other));
        prop_assert_eq!(run_weighted(&p, 9_500), run_weighted(&other, 9_500));
    }

    #[test]
    fn equal_members_make_weighted_a_majority(mut p in panels(16)) {
        let classes = p.shape.classes;
        let mut table = vec![0; weights_len(classes)];
        weights_from(&vec![0; counters_len(classes)], classes, &mut table);
        p.weights.fill(table);
        p.prior.clear();
        prop_assert_eq!(&run_weighted(&p, 9_500)[0], &run_majority(&p).0);
    }

    #[test]
    fn agreement_counts_what_it_says(p in panels(256)) {
        let a = p.answers();
        let (labels, mut sure) = run_majority(&p);
        exclude(&mut sure, &p.gold);
        dirty(&p, &mut sure);
        for j in 0..p.members {
            let mut expected = Agreement::default();
            for item in 0..p.items() {
                if let Some(answer) = a.answer(j, item) {
                    let agrees = answer == p.shape.get(&labels, item);
                    expected.answered += 1;
                    expected.agreed += agrees as u16;
                    expected.against_sure += (!agrees && mask_bit(&sure, item)) as u16;
                }
            }
            prop_assert_eq!(agreement(&a, j, &labels, &sure), expected);
        }
    }

    #[test]
    fn learning_and_gold_count_every_answer_once(p in panels(16)) {
        let a = p.answers();
        let [labels, mut sure, _] = run_weighted(&p, 9_500);
        exclude(&mut sure, &p.gold);
        prop_assert!(p.gold.iter().all(|&(item, _)| !mask_bit(&sure, item as usize)));
        dirty(&p, &mut sure);
        let k = p.shape.classes as usize;
        let worths: [u32; 16] = core::array::from_fn(|class| 7_000 + class as u32);
        for j in 0..p.members {
            let mut expected = vec![0u16; k * k];
            let mut score = Gold::default();
            for &(item, label) in &p.gold {
                if let Some(answer) = a.answer(j, item as usize) {
                    score.total += 1;
                    score.hits += (label == answer) as u16;
                    score.worth += if label == answer { worths[label as usize] as u64 } else { 0 };
                }
            }
            for item in (0..p.items()).filter(|&item| mask_bit(&sure, item)) {
                if let Some(answer) = a.answer(j, item) {
                    expected[p.shape.get(&labels, item) as usize * k + answer as usize] += 1;
                }
            }
            let mut counters = vec![0; counters_len(p.shape.classes)];
            prop_assert_eq!(gold_score(&a, j, &p.gold, &worths[..k]), score);
            let plain = Gold { worth: score.hits as u64 * BPS, ..score };
            prop_assert_eq!(gold_score(&a, j, &p.gold, &[]), plain);
            learn(&a, j, &labels, &sure, &mut counters);
            prop_assert_eq!(&counters, &expected);
            let gold_aside = { let mut sure = sure.clone(); exclude(&mut sure, &p.gold); sure };
            let seen = agreement(&a, j, &labels, &gold_aside);
            prop_assert_eq!(Recalls::new(&a, &labels, &gold_aside).of(j, &seen), slow_recall(&p, j, &labels, &gold_aside, &seen));
        }
    }
}

/// The formula of [`Recalls`], item by item and in fractions.
fn slow_recall(p: &Panel, j: usize, labels: &[u64], sure: &[u64], seen: &Agreement) -> Recall {
    let a = p.answers();
    if seen.against_sure == 0 {
        return Recall::default();
    }
    let k = p.shape.classes as usize;
    let (mut items, mut right) = (vec![0u64; k], vec![0u64; k]);
    for item in (0..p.items()).filter(|&item| mask_bit(sure, item)) {
        if let Some(answer) = a.answer(j, item) {
            let label = p.shape.get(labels, item);
            items[label as usize] += 1;
            right[label as usize] += (label == answer) as u64;
        }
    }
    let (all, hits): (u64, u64) = (items.iter().sum(), right.iter().sum());
    let recalls: Vec<u64> = (0..k)
        .filter(|&c| items[c] > 0)
        .map(|c| (right[c] * all + 4 * hits) * 10_000 / ((items[c] + 4) * all))
        .collect();
    let present = recalls.len() as u64;
    let sum: u64 = recalls.iter().sum();
    let quality = if present == 1 {
        sum
    } else {
        sum.saturating_sub(10_000) / (present - 1)
    };
    Recall {
        sure: all as u16,
        quality_bps: quality as u16,
    }
}

#[test]
fn the_largest_panel_works() {
    for (bits, classes) in [(1, 2), (2, 4), (4, 16), (8, 256)] {
        let shape = Shape::new(u16::MAX, bits, classes).unwrap();
        let words: Vec<u64> = (0..16 * shape.words() as u64)
            .map(|i| i.wrapping_mul(0x9e37_79b9_7f4a_7c15))
            .collect();
        let a = Answers::new(shape, 16, &words, [None; MAX_MEMBERS], u16::MAX).unwrap();
        let (mut labels, mut sure) = (vec![0; shape.words()], vec![0; shape.mask_words()]);
        majority_sure(&a, &mut labels, &mut sure);
        let agreed: u32 = (0..16).map(|j| agreement(&a, j, &labels, &sure).agreed as u32).sum();
        let expected = (0..65_535).map(|i| votes(&a, i).iter().filter(|v| v.1 == shape.get(&labels, i)).count());
        assert_eq!(agreed as usize, expected.sum::<usize>());
    }
}

#[test]
fn wrong_panels_are_refused_by_name() {
    assert_eq!(Shape::new(0, 1, 2), Err(ShapeError::NoItems));
    assert_eq!(Shape::new(1, 3, 2), Err(ShapeError::Bits));
    assert_eq!(Shape::new(1, 1, 3), Err(ShapeError::Classes));
    assert_eq!(Shape::new(1, 8, 1), Err(ShapeError::Classes));
    let shape = Shape::new(65, 1, 2).unwrap();
    let refuse = |members, words: &[u64], mask| {
        let mut asked = [None; MAX_MEMBERS];
        asked[0] = mask;
        Answers::new(shape, members, words, asked, 1).err()
    };
    assert_eq!(refuse(0, &[], None), Some(ShapeError::Members));
    assert_eq!(refuse(17, &[0; 34], None), Some(ShapeError::Members));
    assert_eq!(refuse(1, &[0; 3], None), Some(ShapeError::AnswerWords));
    assert_eq!(refuse(1, &[0; 2], Some(&[0u64; 1])), Some(ShapeError::MaskWords));
}
