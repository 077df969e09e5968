//! Majority vote, bit-sliced: every operation works on all items of a 64-bit word.
//!
//! The label is the class most members gave; of equal ones the smallest. An item nobody answered gets
//! [`crate::Shape::unanswered`]. An item is *sure* when its label leads all other answers together by 3 (two
//! classes) or 2 (more classes): then the posterior under the prior accuracy of 0.7 is at least 0.9.

use crate::bits::full_add;
use crate::shape::{Answers, MAX_MEMBERS};
use crate::votes::lanes;

/// Writes the majority label of every item, packed like the answers (`shape.words()` words).
///
/// Panics when `labels` is too short.
#[inline(never)]
pub fn majority(a: &Answers, labels: &mut [u64]) {
    run(a, labels, None);
}

/// [`majority`], and one bit an item in `sure` (`shape.mask_words()` words) for labels that lead clearly.
///
/// Panics when a slice is too short.
pub fn majority_sure(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    run(a, labels, Some(&mut sure[..a.shape.mask_words()]));
}

fn run(a: &Answers, labels: &mut [u64], mut sure: Option<&mut [u64]>) {
    let labels = &mut labels[..a.shape.words()];
    if let Some(sure) = &mut sure {
        sure.fill(0);
    }
    let members = a.present.count_ones();
    let clear = sure.as_deref_mut();
    match a.shape.bits {
        1 if a.unmasked() => binary_unmasked(a, labels, clear),
        1 => binary_masked(a, labels, clear),
        // Small panels have their own code with everything unrolled.
        8 => lanes::<8, MAX_MEMBERS>(a, labels, clear),
        _ if members <= 3 => lanes::<4, 3>(a, labels, clear),
        _ if members <= 5 => lanes::<4, 5>(a, labels, clear),
        _ => lanes::<4, MAX_MEMBERS>(a, labels, clear),
    }
    if let Some(last) = labels.last_mut() {
        *last &= a.shape.tail();
    }
    if let Some(last) = sure.and_then(|sure| sure.last_mut()) {
        *last &= a.shape.mask_tail();
    }
}

/// Lanes whose bit-sliced counter is at least `threshold`.
#[inline(always)]
fn at_least(planes: &[u64], threshold: u32) -> u64 {
    if threshold >> planes.len() != 0 {
        return 0;
    }
    let mut reached = !0;
    for (bit, &plane) in planes.iter().enumerate() {
        reached = if threshold >> bit & 1 == 1 {
            plane & reached
        } else {
            plane | reached
        };
    }
    reached
}

/// Lanes where the ones lead by 3, or the zeros do, among `k` votes.
#[inline(always)]
fn leads(ones: &[u64], k: u32) -> u64 {
    if k < 3 {
        return 0;
    }
    at_least(ones, (k + 3).div_ceil(2)) | !at_least(ones, (k - 3) / 2 + 1)
}

fn binary_unmasked(a: &Answers, labels: &mut [u64], mut sure: Option<&mut [u64]>) {
    let mut rows: [&[u64]; MAX_MEMBERS] = [&[]; MAX_MEMBERS];
    let mut k = 0;
    for j in (0..a.members).filter(|&j| a.is_present(j)) {
        rows[k] = a.row(j);
        k += 1;
    }
    match k {
        0 => labels.fill(0),
        3 => fixed([rows[0], rows[1], rows[2]], labels, sure),
        5 => fixed([rows[0], rows[1], rows[2], rows[3], rows[4]], labels, sure),
        _ => {
            for i in 0..labels.len() {
                let planes = count(&rows[..k], i);
                labels[i] = at_least(&planes, k as u32 / 2 + 1);
                if let Some(sure) = &mut sure {
                    sure[i] = leads(&planes, k as u32);
                }
            }
        }
    }
}

/// The same for a number of members known when compiling: everything stays in registers.
fn fixed<const K: usize>(rows: [&[u64]; K], labels: &mut [u64], mut sure: Option<&mut [u64]>) {
    let n = labels.len();
    let rows = rows.map(|row| &row[..n]);
    for i in 0..n {
        let (mut one, mut two, mut four) = (0, 0, 0);
        let mut j = 0;
        while j + 2 <= K {
            let (sum, carry) = full_add(one, rows[j][i], rows[j + 1][i]);
            (one, four, two) = (sum, four | (two & carry), two ^ carry);
            j += 2;
        }
        if j < K {
            let carry = one & rows[j][i];
            (one, four, two) = (one ^ rows[j][i], four | (two & carry), two ^ carry);
        }
        labels[i] = at_least(&[one, two, four], K as u32 / 2 + 1);
        if let Some(sure) = &mut sure {
            sure[i] = leads(&[one, two, four], K as u32);
        }
    }
}

/// Counts the ones of up to 16 rows in word `i`.
#[inline(always)]
fn count(rows: &[&[u64]], i: usize) -> [u64; 5] {
    let mut planes = [0u64; 5];
    for pair in rows.chunks(2) {
        let second = pair.get(1).map_or(0, |row| row[i]);
        let (sum, mut carry) = full_add(planes[0], pair[0][i], second);
        planes[0] = sum;
        for plane in &mut planes[1..] {
            (*plane, carry) = (*plane ^ carry, *plane & carry);
        }
    }
    planes
}

/// With waves each member adds 2 for a one, 1 when not asked, 0 for a zero: the sum minus `k` is the lead of the ones.
fn binary_masked(a: &Answers, labels: &mut [u64], mut sure: Option<&mut [u64]>) {
    let k = a.present.count_ones();
    for i in 0..labels.len() {
        let mut planes = [0u64; 6];
        for j in (0..a.members).filter(|&j| a.is_present(j)) {
            let asked = a.asked[j].map_or(!0, |mask| mask[i]);
            let carry = planes[0] & !asked;
            planes[0] ^= !asked;
            let (sum, mut carry) = full_add(planes[1], a.row(j)[i] & asked, carry);
            planes[1] = sum;
            for plane in &mut planes[2..] {
                (*plane, carry) = (*plane ^ carry, *plane & carry);
            }
        }
        labels[i] = at_least(&planes, k + 1);
        if let Some(sure) = &mut sure {
            sure[i] = at_least(&planes, k + 3) | if k < 3 { 0 } else { !at_least(&planes, k - 2) };
        }
    }
}
