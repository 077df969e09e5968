//! Majority vote, bit-sliced: every operation works on all items of a 64-bit word.
//!
//! The label is the class most members gave; of equal ones the smallest. An item nobody answered gets
//! [`crate::Shape::unanswered`]. An item is *sure* when its label leads all other answers together by 3 (two
//! classes) or 2 (more classes): then the posterior under the prior accuracy of 0.7 is at least 0.9.

use crate::bits::{full_add, gather, mask_lanes, ones, spread, Codes};
use crate::shape::{Answers, MAX_MEMBERS};

/// Writes the majority label of every item, packed like the answers (`shape.words()` words).
///
/// Panics when `labels` is too short.
pub fn majority(a: &Answers, labels: &mut [u64]) {
    run::<false>(a, labels, &mut []);
}

/// [`majority`], and one bit an item in `sure` (`shape.mask_words()` words) for labels that lead clearly.
///
/// Panics when a slice is too short.
pub fn majority_sure(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    run::<true>(a, labels, &mut sure[..a.shape.mask_words()]);
}

fn run<const SURE: bool>(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    let labels = &mut labels[..a.shape.words()];
    sure.fill(0);
    let members = a.present.count_ones();
    match a.shape.bits {
        1 if a.unmasked() => binary_unmasked::<SURE>(a, labels, sure),
        1 => binary_masked::<SURE>(a, labels, sure),
        // Small panels have their own code with everything unrolled.
        2 if members <= 5 => narrow::<5, SURE>(a, labels, sure),
        2 => narrow::<MAX_MEMBERS, SURE>(a, labels, sure),
        4 if members <= 3 => wide::<4, 3, SURE>(a, labels, sure),
        4 if members <= 5 => wide::<4, 5, SURE>(a, labels, sure),
        4 => wide::<4, MAX_MEMBERS, SURE>(a, labels, sure),
        _ => wide::<8, MAX_MEMBERS, SURE>(a, labels, sure),
    }
    if let Some(last) = labels.last_mut() {
        *last &= a.shape.tail();
    }
    if let Some(last) = sure.last_mut() {
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

fn binary_unmasked<const SURE: bool>(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    let mut rows: [&[u64]; MAX_MEMBERS] = [&[]; MAX_MEMBERS];
    let mut k = 0;
    for j in 0..a.members {
        if a.is_present(j) {
            rows[k] = a.row(j);
            k += 1;
        }
    }
    match k {
        0 => labels.fill(0),
        3 => fixed::<3, SURE>([rows[0], rows[1], rows[2]], labels, sure),
        5 => fixed::<5, SURE>([rows[0], rows[1], rows[2], rows[3], rows[4]], labels, sure),
        _ => {
            for i in 0..labels.len() {
                let planes = count(&rows[..k], i);
                labels[i] = at_least(&planes, k as u32 / 2 + 1);
                if SURE {
                    sure[i] = leads(&planes, k as u32);
                }
            }
        }
    }
}

/// Lanes where the ones lead by 3, or the zeros do, among `k` votes.
#[inline(always)]
fn leads(ones: &[u64], k: u32) -> u64 {
    if k < 3 {
        return 0;
    }
    at_least(ones, (k + 3).div_ceil(2)) | !at_least(ones, (k - 3) / 2 + 1)
}

/// The same for a number of members known when compiling: everything stays in registers.
fn fixed<const K: usize, const SURE: bool>(rows: [&[u64]; K], labels: &mut [u64], sure: &mut [u64]) {
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
        if SURE {
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
fn binary_masked<const SURE: bool>(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    let k = a.present.count_ones();
    for i in 0..labels.len() {
        let mut planes = [0u64; 6];
        for j in 0..a.members {
            if !a.is_present(j) {
                continue;
            }
            let asked = a.asked[j].map_or(!0, |mask| mask[i]);
            let said = a.row(j)[i] & asked;
            let carry = planes[0] & !asked;
            planes[0] ^= !asked;
            let (sum, mut carry) = full_add(planes[1], said, carry);
            planes[1] = sum;
            for plane in &mut planes[2..] {
                (*plane, carry) = (*plane ^ carry, *plane & carry);
            }
        }
        labels[i] = at_least(&planes, k + 1);
        if SURE {
            sure[i] = at_least(&planes, k + 3) | if k < 3 { 0 } else { !at_least(&planes, k - 2) };
        }
    }
}

/// The members who revealed, padded to `K` rows.
struct Rows<'a, const K: usize> {
    words: [&'a [u64]; K],
    masks: [Option<&'a [u64]>; K],
    k: usize,
    /// Every code is an answer, and every member was asked everything.
    full: bool,
    codes: Codes,
    margin: u64,
}

impl<'a, const K: usize> Rows<'a, K> {
    fn new(a: &Answers<'a>) -> Self {
        let codes = Codes::new(a.shape.bits as u32, a.shape.classes);
        // By how much a sure label leads all other answers together.
        let margin = if a.shape.classes == 2 { 3 } else { 2 };
        let members = a.present.count_ones() as usize;
        // A panel that is smaller than `K` has rows that never answer.
        let full = codes.all && a.unmasked() && members == if K == MAX_MEMBERS { members.max(1) } else { K };
        let mut rows = Self {
            words: [a.row(0); K],
            masks: [Some(&[]); K],
            k: 0,
            full,
            codes,
            margin,
        };
        for j in (0..a.members).filter(|&j| a.is_present(j)) {
            rows.words[rows.k] = a.row(j);
            rows.masks[rows.k] = a.asked[j];
            rows.k += 1;
        }
        rows
    }

    /// Rows to look at: all of them where the number is fixed, so that loops over them can be unrolled.
    #[inline(always)]
    fn len(&self) -> usize {
        if K == MAX_MEMBERS {
            self.k
        } else {
            K
        }
    }

    /// Flags in lanes of `L` for the items of word `i` that row `j` answered.
    #[inline(always)]
    fn valid<const L: u32>(&self, j: usize, word: u64, i: usize) -> u64 {
        match self.masks[j] {
            None => self.codes.valid::<L>(word),
            Some([]) => 0,
            Some(mask) => self.codes.valid::<L>(word) & mask_lanes::<L>(mask, i),
        }
    }
}

/// Two bits are decided in lanes of four: each word of answers is two words of nibbles.
fn narrow<const K: usize, const SURE: bool>(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    let rows = Rows::<K>::new(a);
    let n = labels.len();
    for i in 0..n {
        let (mut low, mut high) = (Votes::<K>::new(&rows), Votes::<K>::new(&rows));
        for j in 0..rows.len() {
            let x = rows.words[j][i];
            (low.words[j], high.words[j]) = (widen(x), widen(x >> 32));
            if !rows.full {
                let valid = rows.valid::<2>(j, x, i);
                (low.valid[j], high.valid[j]) = (widen(valid), widen(valid >> 32));
            }
        }
        let (first, first_sure) = low.decide::<4, SURE>();
        let (second, second_sure) = high.decide::<4, SURE>();
        // An unanswered nibble is all ones, so its low half is the unanswered code of two bits.
        let mut label = shrink(first) | shrink(second) << 32;
        if !rows.full && a.shape.unanswered() == 0 {
            label &= spread::<2>(low.any::<4>() | high.any::<4>() << 16) * 3;
        }
        labels[i] = label;
        if SURE {
            sure[i / 2] |= (first_sure | second_sure << 16) << (i % 2 * 32);
        }
    }
}

/// The low 16 fields of two bits as 16 nibbles.
#[inline(always)]
pub(crate) fn widen(x: u64) -> u64 {
    let x = x & 0xffff_ffff;
    let x = (x | x << 16) & 0x0000_ffff_0000_ffff;
    let x = (x | x << 8) & 0x00ff_00ff_00ff_00ff;
    let x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0f;
    (x | x << 2) & 0x3333_3333_3333_3333
}

/// The inverse of [`widen`]: the low half of every nibble.
#[inline(always)]
pub(crate) fn shrink(x: u64) -> u64 {
    let x = x & 0x3333_3333_3333_3333;
    let x = (x | x >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
    let x = (x | x >> 4) & 0x00ff_00ff_00ff_00ff;
    let x = (x | x >> 8) & 0x0000_ffff_0000_ffff;
    (x | x >> 16) & 0xffff_ffff
}

fn wide<const L: u32, const K: usize, const SURE: bool>(a: &Answers, labels: &mut [u64], sure: &mut [u64]) {
    let rows = Rows::<K>::new(a);
    let per_word = 64 / L as usize;
    let n = labels.len();
    for i in 0..n {
        let mut votes = Votes::<K>::new(&rows);
        for j in 0..rows.len() {
            let x = rows.words[j][i];
            votes.words[j] = x;
            if !rows.full {
                votes.valid[j] = rows.valid::<L>(j, x, i);
            }
        }
        let (mut label, clear) = votes.decide::<L, SURE>();
        if !rows.full && a.shape.unanswered() == 0 {
            label &= spread::<L>(votes.any::<L>()) * ((1 << L) - 1);
        }
        labels[i] = label;
        if SURE {
            sure[i * per_word / 64] |= clear << (i * per_word % 64);
        }
    }
}

/// Votes of all members on the items of one word.
struct Votes<const K: usize> {
    words: [u64; K],
    /// Flags of what was answered; not read when `full`.
    valid: [u64; K],
    k: usize,
    full: bool,
    margin: u64,
}

impl<const K: usize> Votes<K> {
    #[inline(always)]
    fn new(rows: &Rows<K>) -> Self {
        Self {
            words: [0; K],
            valid: [0; K],
            k: rows.len(),
            full: rows.full,
            margin: rows.margin,
        }
    }

    /// Items that got an answer, one bit each.
    fn any<const L: u32>(&self) -> u64 {
        gather::<L>(self.valid.iter().fold(0, |any, valid| any | valid))
    }

    /// The label of each lane, and one bit an item where it leads by the margin.
    ///
    /// Each answer gets a key in a lane of twice the width: how many *other* members gave the same label, then the
    /// label inverted. The largest key is the majority label, ties going to the smallest. No vote at all leaves key
    /// 0, the label of all ones.
    #[inline(always)]
    fn decide<const L: u32, const SURE: bool>(&self) -> (u64, u64) {
        let k = if K == MAX_MEMBERS { self.k } else { K };
        let mut same = [0u64; K];
        if self.full {
            for j in 1..k {
                for i in 0..j {
                    let equal = ones(L) & !fold::<L>(self.words[j] ^ self.words[i]);
                    same[i] = same[i].wrapping_add(equal);
                    same[j] = same[j].wrapping_add(equal);
                }
            }
        } else {
            for j in 1..k {
                for i in 0..j {
                    let equal = self.valid[i] & self.valid[j] & !fold::<L>(self.words[j] ^ self.words[i]);
                    same[i] = same[i].wrapping_add(equal);
                    same[j] = same[j].wrapping_add(equal);
                }
            }
        }
        // Keys of at most 8 members of nibbles, and all keys of bytes, leave the top bit of their lane free.
        if L == 4 && k > 8 {
            self.keys::<L, SURE, true>(k, &same)
        } else {
            self.keys::<L, SURE, false>(k, &same)
        }
    }

    #[inline(always)]
    fn keys<const L: u32, const SURE: bool, const WIDE: bool>(&self, k: usize, same: &[u64; K]) -> (u64, u64) {
        let low = ones(2 * L) * ((1 << L) - 1);
        let (mut even, mut odd) = (0u64, 0u64);
        let (mut even_votes, mut odd_votes) = (0u64, 0u64);
        for j in 0..k {
            let (word, same) = (self.words[j], same[j]);
            let mut even_key = (same & low) << L | (!word & low);
            let mut odd_key = (same & !low) | (!word >> L & low);
            if !self.full {
                let (even_valid, odd_valid) = (self.valid[j] & low, self.valid[j] >> L & low);
                // Flags become whole lanes.
                even_key &= (even_valid << (2 * L)).wrapping_sub(even_valid);
                odd_key &= (odd_valid << (2 * L)).wrapping_sub(odd_valid);
                if SURE {
                    even_votes = even_votes.wrapping_add(even_valid);
                    odd_votes = odd_votes.wrapping_add(odd_valid);
                }
            }
            (even, odd) = if j == 0 {
                (even_key, odd_key)
            } else {
                (larger::<L, WIDE>(even, even_key), larger::<L, WIDE>(odd, odd_key))
            };
        }
        let label = (!even & low) | (!odd & low) << L;
        if !SURE {
            return (label, 0);
        }
        if self.full {
            (even_votes, odd_votes) = (ones(2 * L).wrapping_mul(k as u64), ones(2 * L).wrapping_mul(k as u64));
        }
        // Leading by the margin: 2 * (others + 1) - votes >= margin, in lanes of twice the width.
        let top = ones(2 * L) << (2 * L - 1);
        let lead = |keys: u64, votes: u64| {
            let others = keys >> L & low;
            let enough =
                ((others << 1) | top).wrapping_sub(votes.wrapping_add(ones(2 * L).wrapping_mul(self.margin - 2)));
            (enough & top) >> (2 * L - 1) & nonzero_votes(votes, L)
        };
        (label, gather::<L>(lead(even, even_votes) | lead(odd, odd_votes) << L))
    }
}

/// Lanes of `2 * L` with at least one vote (at most 16 votes).
#[inline(always)]
fn nonzero_votes(votes: u64, lane: u32) -> u64 {
    let x = votes | votes >> 1;
    let x = x | x >> 2;
    (x | x >> 4) & ones(2 * lane)
}

/// The lowest bit of each lane is set when any bit of the lane is.
#[inline(always)]
fn fold<const L: u32>(x: u64) -> u64 {
    let x = x | x >> 1;
    let x = x | x >> 2;
    if L == 8 {
        x | x >> 4
    } else {
        x
    }
}

/// The larger of two keys in each lane of `2 * L` bits. Unless `WIDE`, the top bit of every lane is zero.
#[inline(always)]
fn larger<const L: u32, const WIDE: bool>(x: u64, y: u64) -> u64 {
    let top = ones(2 * L) << (2 * L - 1);
    let less = if WIDE {
        // Compare without the top bits, then let the top bits decide where they differ.
        let rest = (x | top).wrapping_sub(y & !top);
        ((!x & y) | (!(x ^ y) & !rest)) & top
    } else {
        !(x | top).wrapping_sub(y) & top
    };
    // All bits of the lanes where x is less; the top bit is not needed when it is always zero.
    let mut mask = less.wrapping_sub(less >> (2 * L - 1));
    if WIDE {
        mask |= less;
    }
    x ^ ((x ^ y) & mask)
}
