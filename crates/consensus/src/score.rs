//! How one member did: agreement with the consensus, gold, and what his answers teach.

use crate::bits::{byte_counts, count_ones, fold_bytes, mask_lanes, nonzero, times, Codes};
use crate::counters::{add_count, counters_len};
use crate::pay::BPS;
use crate::shape::Answers;

/// One member against the consensus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    /// Items asked of the member and not skipped.
    pub answered: u16,
    /// Answered items whose label is the consensus.
    pub agreed: u16,
    /// Answered items that differ although the consensus is sure.
    pub against_sure: u16,
}

/// One member against gold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// Gold items answered right.
    pub hits: u16,
    /// Gold items answered.
    pub total: u16,
    /// Sum of what his hits are worth, basis points.
    pub worth: u64,
}

/// Compares one member's answers with packed `labels` (`shape.words()`) and `sure` (`shape.mask_words()`). Take gold
/// items out of `sure` with [`exclude`] first: gold is scored by gold. An empty `sure` says that no label is. A member
/// who has not revealed gets zeros.
///
/// Panics when a slice is too short.
#[inline(never)]
pub fn agreement(a: &Answers, member: usize, labels: &[u64], sure: &[u64]) -> Agreement {
    if !a.is_present(member) {
        return Agreement::default();
    }
    match (a.shape.bits, a.asked[member]) {
        (1, None) => agreement_binary(a, member, labels, sure),
        (1, Some(mask)) => agreement_binary_masked(a, member, mask, labels, sure),
        (2, _) => agreement_lanes::<2>(a, member, labels, sure),
        (4, _) => agreement_lanes::<4>(a, member, labels, sure),
        _ => agreement_lanes::<8>(a, member, labels, sure),
    }
}

/// One bit an item, all items asked, nothing can be skipped: two population counts.
fn agreement_binary(a: &Answers, member: usize, labels: &[u64], sure: &[u64]) -> Agreement {
    // Padding may differ only in the last word, which is counted apart.
    let last = a.shape.words() - 1;
    let (row, end) = a.row(member).split_at(last);
    let end = (end[0] ^ labels[last]) & a.shape.tail();
    let labels = &labels[..last];
    let ((r4, r), (l4, l)) = (row.as_chunks::<4>(), labels.as_chunks::<4>());
    let fours = r4
        .iter()
        .zip(l4)
        .map(|(r, l)| [r[0] ^ l[0], r[1] ^ l[1], r[2] ^ l[2], r[3] ^ l[3]]);
    let rest = r.iter().zip(l).map(|(r, l)| r ^ l);
    let against = if sure.is_empty() {
        0
    } else {
        let (s4, s) = sure[..last].as_chunks::<4>();
        count_ones(
            fours
                .clone()
                .zip(s4)
                .map(|(d, s)| [d[0] & s[0], d[1] & s[1], d[2] & s[2], d[3] & s[3]]),
            rest.clone().zip(s).map(|(d, s)| d & s).chain([end & sure[last]]),
        )
    };
    let differ = count_ones(fours, rest.chain([end]));
    Agreement {
        answered: a.shape.items,
        agreed: a.shape.items - differ as u16,
        against_sure: against as u16,
    }
}

/// One bit an item in a later wave.
fn agreement_binary_masked(a: &Answers, member: usize, mask: &[u64], labels: &[u64], sure: &[u64]) -> Agreement {
    let (row, last) = (a.row(member), a.shape.words() - 1);
    let mut score = Agreement::default();
    for (i, ((&row, &mask), &label)) in row.iter().zip(mask).zip(labels).enumerate() {
        let asked = if i == last { mask & a.shape.tail() } else { mask };
        let agreed = asked & !(row ^ label);
        score.answered += ones_in(asked);
        score.agreed += ones_in(agreed);
        if !sure.is_empty() {
            score.against_sure += ones_in(asked & !agreed & sure[i]);
        }
    }
    score
}

/// Ones of one word.
fn ones_in(x: u64) -> u16 {
    fold_bytes(byte_counts::<1>(x)) as u16
}

fn agreement_lanes<const L: u32>(a: &Answers, member: usize, labels: &[u64], sure: &[u64]) -> Agreement {
    let (row, asked, tail) = (a.row(member), a.asked[member], a.shape.tail());
    let codes = Codes::new(L, a.shape.classes);
    let labels = &labels[..row.len()];
    let (mut answered, mut differ, mut against) = (0u32, 0u32, 0u32);
    let mut word = 0;
    while word < row.len() {
        // 31 words add at most 8 to each byte sum: 248.
        let stop = row.len().min(word + 31);
        let (mut s0, mut s1, mut s2) = (0u64, 0u64, 0u64);
        while word < stop {
            let x = row[word];
            let mut valid = codes.valid::<L>(x);
            if let Some(mask) = asked {
                valid &= mask_lanes::<L>(mask, word);
            }
            if word + 1 == row.len() {
                valid &= tail;
            }
            let differs = nonzero::<L>(x ^ labels[word]) & valid;
            s0 = s0.wrapping_add(byte_counts::<L>(valid));
            if differs != 0 {
                s1 = s1.wrapping_add(byte_counts::<L>(differs));
                if !sure.is_empty() {
                    s2 = s2.wrapping_add(byte_counts::<L>(differs & mask_lanes::<L>(sure, word)));
                }
            }
            word += 1;
        }
        answered += fold_bytes(s0);
        differ += fold_bytes(s1);
        against += fold_bytes(s2);
    }
    Agreement {
        answered: answered as u16,
        agreed: (answered - differ) as u16,
        against_sure: against as u16,
    }
}

/// `counters[label][answer] += 1` over the items that are sure and that the member answered. Take gold items out of
/// `sure` with [`exclude`] first, or they teach twice. Does nothing above 16 classes.
///
/// Panics when a slice is too short.
#[inline(never)]
pub fn learn(a: &Answers, member: usize, labels: &[u64], sure: &[u64], counters: &mut [u16]) {
    let classes = a.shape.classes;
    if counters_len(classes) == 0 || !a.is_present(member) {
        return;
    }
    match a.shape.bits {
        1 => learn_binary(a, member, labels, sure, counters),
        _ => learn_lanes(a, member, labels, sure, counters),
    }
}

fn learn_lanes(a: &Answers, member: usize, labels: &[u64], sure: &[u64], counters: &mut [u16]) {
    let (row, asked, classes) = (a.row(member), a.asked[member], a.shape.classes as u64);
    let bits = u32::from(a.shape.bits & 15);
    let (code, per_word) = ((1u64 << bits) - 1, 64 / bits as usize);
    for (i, (&answers, &labels)) in row.iter().zip(labels).enumerate() {
        let (at, shift) = (times(i, per_word) / 64, times(i, per_word) % 64);
        let mut known = sure[at] & asked.map_or(!0, |mask| mask[at]);
        if i + 1 == row.len() {
            known &= a.shape.mask_tail();
        }
        known = known >> shift & (!0 >> (64 - per_word));
        let (mut answers, mut labels) = (answers, labels);
        while known != 0 {
            let (answer, label) = (answers & code, labels & code);
            if known & 1 == 1 && answer < classes && label < classes {
                let cell = label.wrapping_mul(classes).wrapping_add(answer) as usize;
                if counters[cell] < u16::MAX {
                    counters[cell] += 1;
                } else {
                    add_count(counters, a.shape.classes, label as u8, answer as u8, 1);
                }
            }
            (answers, labels, known) = (answers >> bits, labels >> bits, known >> 1);
        }
    }
}

/// The four cells are four population counts, of which one follows from the others.
fn learn_binary(a: &Answers, member: usize, labels: &[u64], sure: &[u64], counters: &mut [u16]) {
    let (row, asked, last) = (a.row(member), a.asked[member], a.shape.words() - 1);
    let (labels, sure) = (&labels[..row.len()], &sure[..row.len()]);
    let (mut all, mut truth, mut said, mut both) = (0, 0, 0, 0);
    for (i, ((&row, &label), &sure)) in row.iter().zip(labels).zip(sure).enumerate() {
        let mut known = sure & asked.map_or(!0, |mask| mask[i]);
        if i == last {
            known &= a.shape.tail();
        }
        if known != 0 {
            all += ones_in(known);
            truth += ones_in(known & label);
            said += ones_in(known & row);
            both += ones_in(known & label & row);
        }
    }
    let cells = [
        (0, 0, all - truth - (said - both)),
        (0, 1, said - both),
        (1, 0, truth - both),
        (1, 1, both),
    ];
    for (label, answer, count) in cells {
        add_count(counters, 2, label, answer, count);
    }
}

/// Scores one member on opened gold, `(item, label)` each. `worths` says what a hit on each class is worth
/// ([`crate::hit_worths`]; classes beyond its end are worth 10,000). Skipped gold and items he was not asked do not count.
///
/// Panics when an item is outside the panel.
#[inline(never)]
pub fn gold_score(a: &Answers, member: usize, gold: &[(u16, u8)], worths: &[u32]) -> Gold {
    let mut score = Gold::default();
    for &(item, label) in gold {
        if let Some(answer) = a.answer(member, item as usize) {
            score.total += 1;
            if answer == label {
                score.hits += 1;
                score.worth += worths.get(label as usize).map_or(BPS, |&worth| worth as u64);
            }
        }
    }
    score
}

/// Whether one gold item may be held against anybody: when at least three members answered it and fewer than one in
/// four of them got it right, the gold is more likely wrong than they are.
///
/// Panics when the item is outside the panel.
pub fn gold_fair(a: &Answers, item: u16, label: u8) -> bool {
    let (mut hits, mut total) = (0u32, 0u32);
    for member in 0..a.members {
        if let Some(answer) = a.answer(member, item as usize) {
            total += 1;
            hits += (answer == label) as u32;
        }
    }
    total < 3 || hits * 4 >= total
}

/// Clears the bits of gold items in a mask such as `sure`.
///
/// Panics when an item is outside the mask.
pub fn exclude(mask: &mut [u64], gold: &[(u16, u8)]) {
    for &(item, _) in gold {
        mask[item as usize / 64] &= !(1 << (item % 64));
    }
}
