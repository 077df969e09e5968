//! Weighted vote on labels of 2, 4 or 8 bits (up to 16 classes).
//!
//! The answers to 16 items become one key an item, a nibble a member, by transposing nibbles. A small direct-mapped
//! cache remembers what was decided for a key, so that a pattern is decided once ([`crate::pattern`]).

use crate::bits::{gather, mask_lanes, ones, Codes};
use crate::majority::{shrink, widen};
use crate::pattern::{self, Panel, NONE, OPEN, SURE, USED};
use crate::shape::Answers;

/// Most entries of the cache, each a key and a result.
const MOST_SLOTS: usize = 256;

const _: () = assert!(pattern::COLUMN_WORDS + 2 * MOST_SLOTS == crate::SCRATCH_WORDS);

pub(crate) fn weighted(
    a: &Answers,
    prior: &[u8],
    weights: &[&[u8]],
    tau: u16,
    [labels, sure, open]: [&mut [u64]; 3],
    scratch: &mut [u64],
) {
    assert!(
        a.shape.classes <= 16,
        "weights are offered up to 16 classes: use majority"
    );
    labels.fill(0);
    sure.fill(0);
    open.fill(0);
    let (columns, cache) = scratch.split_at_mut(pattern::COLUMN_WORDS);
    let panel = Panel::new(a, prior, weights, tau, columns);
    let (cache, _) = cache.as_chunks_mut::<2>();
    // Members per key, a power of two: that is how far the nibbles have to be transposed.
    match panel.members {
        0..=4 => run::<4>(a, &panel, cache, [labels, sure, open]),
        5..=8 => run::<8>(a, &panel, cache, [labels, sure, open]),
        _ => run::<16>(a, &panel, cache, [labels, sure, open]),
    }
}

fn run<const WIDTH: usize>(a: &Answers, panel: &Panel, cache: &mut [[u64; 2]], out: [&mut [u64]; 3]) {
    let [labels, sure, open] = out;
    let slots = (a.shape.items as usize).next_power_of_two().clamp(16, MOST_SLOTS);
    let cache = &mut cache[..slots];
    cache.fill([0; 2]);
    // A key cannot say "no answer" when all 16 codes are classes; then a second word says who answered.
    let explicit = a.shape.classes == 16 && (a.shape.bits == 8 || !a.unmasked());
    let key_bits = 4 * WIDTH as u32;
    let key_mask = !0 >> (64 - key_bits);
    let shift = 64 - slots.trailing_zeros();
    for chunk in 0..(a.shape.items as usize).div_ceil(16) {
        let mut rows = [0u64; WIDTH];
        let mut answered = [0u16; 16];
        load(a, chunk, explicit, &mut rows, &mut answered);
        transpose(&mut rows);
        let (mut label, mut flags) = (0u64, 0u64);
        for block in 0..16 / WIDTH {
            for (r, row) in rows.iter_mut().enumerate() {
                let key = *row & key_mask;
                if WIDTH < 16 {
                    *row >>= key_bits & 63;
                }
                let mut tag = USED;
                if explicit {
                    tag |= (answered[block * WIDTH + r] as u64) << 16;
                }
                // Multiplying by an odd constant moves every nibble of the key into the top bits.
                let slot = (key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (shift & 63)) as usize;
                let Some(entry) = cache.get_mut(slot) else { continue };
                if entry[0] != key || entry[1] & !0x7f != tag {
                    *entry = [key, panel.decide(key, explicit.then_some((tag >> 16) as u16)) | tag];
                }
                let result = entry[1];
                label = label >> 4 | result << 60;
                flags = flags >> 4 | result >> 4 << 60;
            }
        }
        let at = chunk % 4 * 16;
        sure[chunk / 4] |= gather::<4>(flags / SURE_FLAG & ones(4)) << at;
        open[chunk / 4] |= gather::<4>(flags / OPEN_FLAG & ones(4)) << at;
        store(a, chunk, label, flags / NONE_FLAG & ones(4), labels);
    }
}

/// The flags of a result once its label is shifted out.
const SURE_FLAG: u64 = SURE >> 4;
const OPEN_FLAG: u64 = OPEN >> 4;
const NONE_FLAG: u64 = NONE >> 4;

/// Reads the answers to items `16 * chunk..` as a word of nibbles for each present member. A skipped or not asked
/// item is a nibble that is no class, or, when `explicit`, a cleared bit in `answered`.
#[inline(always)]
fn load(a: &Answers, chunk: usize, explicit: bool, rows: &mut [u64], answered: &mut [u16; 16]) {
    let mut m = 0;
    for j in 0..a.members {
        if !a.is_present(j) {
            continue;
        }
        let row = a.row(j);
        let (mut word, mut valid) = match a.shape.bits {
            2 => (widen(row[chunk / 2] >> (chunk % 2 * 32)), ones(4)),
            4 => (row[chunk], ones(4)),
            _ => {
                let codes = Codes::new(8, a.shape.classes);
                let (low, low_valid) = narrow(row[2 * chunk], codes);
                let (high, high_valid) = row.get(2 * chunk + 1).map_or((0, 0), |&word| narrow(word, codes));
                (low | high << 32, low_valid | high_valid << 32)
            }
        };
        if let Some(mask) = a.asked[j] {
            valid &= mask_lanes::<4>(mask, chunk);
        }
        if explicit {
            for (item, answered) in answered.iter_mut().enumerate() {
                *answered |= ((valid >> (4 * item) & 1) as u16) << m;
            }
        } else {
            // Fewer than 16 classes, or everything valid.
            word |= (valid ^ ones(4)) * 15;
        }
        rows[m] = word;
        m += 1;
    }
}

/// Eight bytes as eight nibbles, and flags in nibbles for those that are classes.
fn narrow(word: u64, codes: Codes) -> (u64, u64) {
    (squeeze(word & 0x0f0f_0f0f_0f0f_0f0f), squeeze(codes.valid::<8>(word)))
}

/// The low nibbles of eight bytes (whose high nibbles are 0), side by side.
fn squeeze(x: u64) -> u64 {
    let x = (x | x >> 4) & 0x00ff_00ff_00ff_00ff;
    let x = (x | x >> 8) & 0x0000_ffff_0000_ffff;
    (x | x >> 16) & 0xffff_ffff
}

/// The inverse of [`squeeze`].
fn stretch(x: u64) -> u64 {
    let x = x & 0xffff_ffff;
    let x = (x | x << 16) & 0x0000_ffff_0000_ffff;
    let x = (x | x << 8) & 0x00ff_00ff_00ff_00ff;
    (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0f
}

/// Transposes blocks of `W` x `W` nibbles: afterwards block `b` of row `r` holds item `W * b + r`.
#[inline(always)]
fn transpose<const W: usize>(rows: &mut [u64; W]) {
    exchange::<W, 1>(rows, 0x0f0f_0f0f_0f0f_0f0f);
    exchange::<W, 2>(rows, 0x00ff_00ff_00ff_00ff);
    if W >= 8 {
        exchange::<W, 4>(rows, 0x0000_ffff_0000_ffff);
    }
    if W >= 16 {
        exchange::<W, 8>(rows, 0x0000_0000_ffff_ffff);
    }
}

/// Exchanges blocks of `STEP` x `STEP` nibbles across the diagonal.
#[inline(always)]
fn exchange<const W: usize, const STEP: usize>(rows: &mut [u64; W], mask: u64) {
    for r in (0..W).filter(|r| r & STEP == 0) {
        let (low, high) = (rows[r], rows[r + STEP]);
        let swap = (low >> (4 * STEP) ^ high) & mask;
        rows[r] = low ^ swap << (4 * STEP);
        rows[r + STEP] = high ^ swap;
    }
}

/// Packs 16 decided nibbles into the labels; `none` flags items nobody answered.
#[inline(always)]
fn store(a: &Answers, chunk: usize, label: u64, none: u64, labels: &mut [u64]) {
    match a.shape.bits {
        2 => labels[chunk / 2] |= shrink(label) << (chunk % 2 * 32),
        4 => labels[chunk] = label,
        _ => {
            // The nibble of an unanswered item is all ones; the byte has to be as well.
            labels[2 * chunk] = stretch(label) | stretch(none * 15) << 4;
            if let Some(word) = labels.get_mut(2 * chunk + 1) {
                *word = stretch(label >> 32) | stretch((none >> 32) * 15) << 4;
            }
        }
    }
}
