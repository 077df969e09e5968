//! Cost columns: what one answer of one member adds under every truth, four classes to a word in lanes of 16 bits.
//!
//! A lane is 16 times the cost, so that its low 4 bits are free for the number of the class.

use crate::bits::times;
use crate::counters::MOST_COST;
use crate::shape::Answers;

/// Words of a column, four classes each: one, two or four, so that there are few kinds of code.
pub(crate) fn words(classes: u16) -> usize {
    match classes {
        0..=4 => 1,
        5..=8 => 2,
        _ => 4,
    }
}

/// Words of all columns of a panel: 16 answers of every member who revealed.
pub(crate) fn total_words(a: &Answers) -> usize {
    times(a.present.count_ones() as usize * 16, words(a.shape.classes))
}

/// Fills the columns of the present members, 16 answers each (those that are no class are left out) of `words`.
pub(crate) fn fill(a: &Answers, weights: &[&[u8]], columns: &mut [u64]) {
    let (classes, words) = (a.shape.classes as usize, words(a.shape.classes));
    let present = weights
        .iter()
        .enumerate()
        .take(a.members)
        .filter(|&(j, _)| a.is_present(j));
    for ((_, table), own) in present.zip(columns.chunks_exact_mut(words << 4)) {
        let table = &table[..times(classes, classes)];
        for group in 0..words {
            for first in (0..classes).step_by(8) {
                let mut rows = [0u64; 4];
                for (row, truth) in rows.iter_mut().zip(group << 2..classes) {
                    *row = cap(eight(&table[times(truth, classes) + first..]));
                }
                let own = &mut own[times(first, words)..];
                spread(rows, &mut own[group..], words);
                spread(rows.map(|row| row >> 32), &mut own[(words << 2) + group..], words);
            }
        }
    }
}

/// Up to eight bytes. Those beyond a row of the table land in columns of no class.
#[inline(always)]
fn eight(bytes: &[u8]) -> u64 {
    match bytes.first_chunk() {
        Some(&chunk) => u64::from_le_bytes(chunk),
        None => bytes.iter().rev().fold(0, |word, &byte| word << 8 | byte as u64),
    }
}

/// Eight costs, none above [`MOST_COST`]: where the high nibble of a byte is all ones the low one is cleared.
#[inline(always)]
fn cap(costs: u64) -> u64 {
    const _: () = assert!(MOST_COST == 0xf0);
    let full = costs & costs << 1 & costs << 2 & costs << 3 & 0x8080_8080_8080_8080;
    costs & !(full >> 7).wrapping_mul(15)
}

/// Turns the four low costs of four truths into four columns: a 4 x 4 transposition in lanes of 16 bits.
#[inline(always)]
fn spread(rows: [u64; 4], columns: &mut [u64], stride: usize) {
    let lanes = rows.map(|row| {
        let row = row & 0xffff_ffff;
        let row = (row | row << 16) & 0x0000_ffff_0000_ffff;
        (row | row << 8) & 0x00ff_00ff_00ff_00ff
    });
    let (a, c) = exchange::<32>(lanes[0], lanes[2], 0x0000_0000_ffff_ffff);
    let (b, d) = exchange::<32>(lanes[1], lanes[3], 0x0000_0000_ffff_ffff);
    let (a, b) = exchange::<16>(a, b, 0x0000_ffff_0000_ffff);
    let (c, d) = exchange::<16>(c, d, 0x0000_ffff_0000_ffff);
    for (column, value) in columns.iter_mut().step_by(stride).zip([a, b, c, d]) {
        *column = value << 4;
    }
}

/// Swaps the high part of `low` with the low part of `high`.
#[inline(always)]
fn exchange<const BITS: u32>(low: u64, high: u64, mask: u64) -> (u64, u64) {
    let swap = (low >> BITS ^ high) & mask;
    (low ^ swap << BITS, high ^ swap)
}
