//! Weighted vote on labels of 2, 4 or 8 bits (up to 16 classes).
//!
//! The answers to 16 items become one key an item, a nibble a member, by transposing nibbles. A small direct-mapped
//! cache remembers what was decided for a key, so that a pattern is decided once ([`crate::pattern`]).

use crate::bits::{gather, mask_lanes, ones, shrink, widen, Codes};
use crate::columns;
use crate::pattern::{Panel, NONE, OPEN, SURE};
use crate::shape::{Answers, MAX_MEMBERS};

/// Most entries of the cache, each a key and a result. A full panel leaves room for 256.
const MOST_SLOTS: usize = 512;

/// Marks a filled slot, above the 16 bits that say who answered.
const FILLED: u64 = 1 << 16;

/// Spreads keys over the slots: of 20,000 random odd numbers the one that keeps unanimous patterns of 2 to 16 members
/// apart in 256 slots and lets patterns with one deviation meet them least.
const SPREAD: u64 = 0xd6a2_8177_ba12_3e8d;

#[inline(never)]
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
    let (columns, cache) = scratch.split_at_mut(columns::total_words(a));
    let panel = Panel::new(a, prior, weights, tau, columns);
    let (cache, _) = cache.as_chunks_mut::<2>();
    run(a, &panel, cache, [labels, sure, open]);
}

#[inline(never)]
fn run(a: &Answers, panel: &Panel, cache: &mut [[u64; 2]], out: [&mut [u64]; 3]) {
    let [labels, sure, open] = out;
    let wanted = (a.shape.items as usize).next_power_of_two().clamp(16, MOST_SLOTS);
    // The largest power of two there is room for.
    let slots = if wanted > cache.len() { wanted / 2 } else { wanted };
    let cache = &mut cache[..slots];
    cache.fill([0; 2]);
    // A key cannot say "no answer" when all 16 codes are classes; then a second word says who answered.
    let explicit = a.shape.classes == 16 && (a.shape.bits == 8 || !a.unmasked());
    let shift = 64 - slots.trailing_zeros();
    let inputs = Inputs::new(a, explicit);
    for chunk in 0..(a.shape.items as usize).div_ceil(16) {
        let mut rows = [0u64; MAX_MEMBERS];
        // Where keys say it all, everybody may have answered.
        let mut answered = [if explicit { 0 } else { u16::MAX }; 16];
        inputs.load(chunk, &mut rows, &mut answered);
        transpose(&mut rows);
        // Results of eight items, a byte each.
        let mut halves = [0u64; 2];
        let keys = rows.as_chunks::<8>().0.iter().zip(answered.as_chunks::<8>().0);
        for ((keys, who), results) in keys.zip(&mut halves) {
            for (&key, &who) in keys.iter().zip(who) {
                let slot = (key.wrapping_mul(SPREAD) >> (shift & 63)) as usize;
                let Some(entry) = cache.get_mut(slot) else { continue };
                let mut result = entry[1];
                if entry[0] != key || result >> 16 != who as u64 | FILLED {
                    let free = result == 0;
                    result = panel.decide(key, who) | (who as u64 | FILLED) << 16;
                    // First come, first kept: frequent patterns come early, and rare ones do not push them out.
                    if free {
                        *entry = [key, result];
                    }
                }
                *results = *results >> 8 | result << 56;
            }
        }
        let flags =
            |flag: u32| gather::<8>(halves[0] >> flag & ones(8)) | gather::<8>(halves[1] >> flag & ones(8)) << 8;
        let at = chunk % 4 * 16;
        sure[chunk / 4] |= flags(SURE.trailing_zeros()) << at;
        open[chunk / 4] |= flags(OPEN.trailing_zeros()) << at;
        store(a, chunk, halves, labels);
    }
}

/// The members who revealed.
struct Inputs<'a> {
    rows: [&'a [u64]; MAX_MEMBERS],
    masks: [Option<&'a [u64]>; MAX_MEMBERS],
    members: usize,
    bits: u8,
    codes: Codes,
    /// Keys cannot say who answered.
    explicit: bool,
}

impl<'a> Inputs<'a> {
    fn new(a: &Answers<'a>, explicit: bool) -> Self {
        let codes = Codes::new(a.shape.bits as u32, a.shape.classes);
        let (rows, masks) = ([&[] as &[u64]; MAX_MEMBERS], [None; MAX_MEMBERS]);
        let mut inputs = Self {
            rows,
            masks,
            members: 0,
            bits: a.shape.bits,
            codes,
            explicit,
        };
        for j in (0..a.members).filter(|&j| a.is_present(j)) {
            inputs.rows[inputs.members] = a.row(j);
            inputs.masks[inputs.members] = a.asked[j];
            inputs.members += 1;
        }
        inputs
    }

    /// Reads the answers to items `16 * chunk..` as a word of nibbles for each member. A skipped or not asked item is a
    /// nibble that is no class, or, when `explicit`, a cleared bit in `answered`.
    #[inline(never)]
    fn load(&self, chunk: usize, words: &mut [u64], answered: &mut [u16; 16]) {
        for m in 0..self.members.min(words.len()) {
            let (row, mask) = (self.rows[m], self.masks[m]);
            let (word, mut valid) = match self.bits {
                4 => (row[chunk], ones(4)),
                2 => (widen(row[chunk / 2] >> (chunk % 2 * 32)), ones(4)),
                _ => {
                    let (low, low_valid) = narrow(row[chunk << 1], self.codes);
                    let (high, high_valid) = row.get(chunk << 1 | 1).map_or((0, 0), |&word| narrow(word, self.codes));
                    (low | high << 32, low_valid | high_valid << 32)
                }
            };
            if let Some(mask) = mask {
                valid &= mask_lanes::<4>(mask, chunk);
            }
            words[m] = word;
            if self.explicit {
                for (item, answered) in answered.iter_mut().enumerate() {
                    *answered |= ((valid >> (4 * item) & 1) as u16) << m;
                }
            } else {
                // Fewer than 16 classes, or everything valid.
                words[m] |= (valid ^ ones(4)).wrapping_mul(15);
            }
        }
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

/// Transposes 16 x 16 nibbles: afterwards row `r` holds item `r`, a nibble a member.
#[inline(never)]
fn transpose(rows: &mut [u64; MAX_MEMBERS]) {
    exchange::<1>(rows, 0x0f0f_0f0f_0f0f_0f0f);
    exchange::<2>(rows, 0x00ff_00ff_00ff_00ff);
    exchange::<4>(rows, 0x0000_ffff_0000_ffff);
    exchange::<8>(rows, 0x0000_0000_ffff_ffff);
}

/// Exchanges blocks of `STEP` x `STEP` nibbles across the diagonal.
#[inline(always)]
fn exchange<const STEP: usize>(rows: &mut [u64; MAX_MEMBERS], mask: u64) {
    for r in (0..MAX_MEMBERS).filter(|r| r & STEP == 0) {
        let (low, high) = (rows[r], rows[r + STEP]);
        let swap = (low >> (4 * STEP) ^ high) & mask;
        rows[r] = low ^ swap << (4 * STEP);
        rows[r + STEP] = high ^ swap;
    }
}

/// Packs the labels of 16 results, a byte each.
#[inline(never)]
fn store(a: &Answers, chunk: usize, [first, second]: [u64; 2], labels: &mut [u64]) {
    const LABEL: u64 = ones(8) * 15;
    let nibbles = || squeeze(first & LABEL) | squeeze(second & LABEL) << 32;
    match a.shape.bits {
        2 => labels[chunk / 2] |= shrink(nibbles()) << (chunk % 2 * 32),
        4 => labels[chunk] = nibbles(),
        _ => {
            // The nibble of an unanswered item is all ones; the byte has to be as well.
            let bytes =
                |results: u64| results & LABEL | (results >> NONE.trailing_zeros() & ones(8)).wrapping_mul(0xf0);
            labels[chunk << 1] = bytes(first);
            if let Some(word) = labels.get_mut(chunk << 1 | 1) {
                *word = bytes(second);
            }
        }
    }
}
