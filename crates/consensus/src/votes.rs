//! Majority of labels of 2, 4 or 8 bits, all items of a word at once, in lanes.

use crate::bits::{gather, mask_lanes, ones, shrink, spread, times, widen, Codes};
use crate::shape::{Answers, MAX_MEMBERS};

/// The members who revealed, padded with rows that never answer.
struct Rows<'a> {
    words: [&'a [u64]; MAX_MEMBERS],
    masks: [Option<&'a [u64]>; MAX_MEMBERS],
    k: usize,
    codes: Codes,
    /// Two bits are decided in lanes of four: each word of answers is two words of nibbles.
    pairs: bool,
    /// Every code is an answer, and every member was asked everything.
    full: bool,
    /// By how much a sure label leads all other answers together.
    margin: u64,
    /// Whether sure items are asked for.
    want: bool,
}

impl<'a> Rows<'a> {
    /// For votes of `most` members.
    #[inline(never)]
    fn new(a: &Answers<'a>, most: usize, want: bool) -> Self {
        let codes = Codes::new(a.shape.bits as u32, a.shape.classes);
        let margin = if a.shape.classes == 2 { 3 } else { 2 };
        let members = a.present.count_ones() as usize;
        // A panel that is smaller has rows that never answer.
        let every_row = if most == MAX_MEMBERS {
            members > 0
        } else {
            members == most
        };
        let full = codes.all && every_row && a.unmasked();
        let mut rows = Self {
            words: [a.row(0); MAX_MEMBERS],
            masks: [Some(&[]); MAX_MEMBERS],
            k: 0,
            codes,
            pairs: a.shape.bits == 2,
            full,
            margin,
            want,
        };
        for j in (0..a.members).filter(|&j| a.is_present(j)) {
            rows.words[rows.k] = a.row(j);
            rows.masks[rows.k] = a.asked[j];
            rows.k += 1;
        }
        rows
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

    /// Reads the votes on the items `64 / L * part..`.
    #[inline(never)]
    fn load<const L: u32>(&self, part: usize, words: &mut [u64], valid: &mut [u64]) {
        for (j, (word, valid)) in words.iter_mut().zip(valid).enumerate() {
            if L == 4 && self.pairs {
                let (x, shift) = (self.words[j][part / 2], part % 2 * 32);
                *word = widen(x >> shift);
                if !self.full {
                    *valid = widen(self.valid::<2>(j, x, part / 2) >> shift);
                }
            } else {
                *word = self.words[j][part];
                if !self.full {
                    *valid = self.valid::<L>(j, *word, part);
                }
            }
        }
    }
}

/// Decides in lanes of `L` bits, 4 (for labels of 2 and 4 bits) or 8, the votes of at most `K` members.
#[inline(never)]
pub(crate) fn lanes<const L: u32, const K: usize>(a: &Answers, labels: &mut [u64], mut sure: Option<&mut [u64]>) {
    let rows = Rows::new(a, K, sure.is_some());
    // Loops over a fixed number of rows can be unrolled.
    let k = if K == MAX_MEMBERS { rows.k } else { K };
    let mut votes = Votes::<K> {
        words: [0; K],
        valid: [ones(L); K],
    };
    for part in 0..labels.len() << (L == 4 && rows.pairs) as u32 {
        rows.load::<L>(part, &mut votes.words[..k], &mut votes.valid[..k]);
        let (mut label, clear) = votes.decide::<L>(&rows, k);
        let nobody = !rows.full && a.shape.unanswered() == 0;
        let any = if nobody { votes.any::<L>(k) } else { 0 };
        if L == 4 && rows.pairs {
            // An unanswered nibble is all ones, so its low half is the unanswered code of two bits.
            label = shrink(label);
            if nobody {
                label &= spread::<2>(any).wrapping_mul(3);
            }
            let word = &mut labels[part / 2];
            *word = if part % 2 == 0 { label } else { *word | label << 32 };
        } else {
            if nobody {
                label &= spread::<L>(any).wrapping_mul((1 << L) - 1);
            }
            labels[part] = label;
        }
        if let Some(sure) = &mut sure {
            let first = times(part, 64 / L as usize);
            // The second half of the last word may be beyond the mask; it is padding then.
            if let Some(word) = sure.get_mut(first / 64) {
                *word |= clear << (first % 64);
            }
        }
    }
}

/// Votes of all members on the items of one word.
struct Votes<const K: usize> {
    words: [u64; K],
    /// Flags of what was answered; all of them when every row is full.
    valid: [u64; K],
}

impl<const K: usize> Votes<K> {
    /// Items that got an answer, one bit each.
    fn any<const L: u32>(&self, k: usize) -> u64 {
        gather::<L>(self.valid[..k].iter().fold(0, |any, valid| any | valid))
    }

    /// The label of each lane, and one bit an item where it leads by the margin.
    ///
    /// Each answer gets a key in a lane of twice the width: how many *other* members gave the same label, then the
    /// label inverted. The largest key is the majority label, ties going to the smallest. No vote at all leaves key
    /// 0, the label of all ones.
    #[inline(always)]
    fn decide<const L: u32>(&self, rows: &Rows, k: usize) -> (u64, u64) {
        let mut same = [0u64; K];
        for j in 1..k {
            for i in 0..j {
                let equal = self.valid[i] & self.valid[j] & !fold::<L>(self.words[j] ^ self.words[i]);
                same[i] = same[i].wrapping_add(equal);
                same[j] = same[j].wrapping_add(equal);
            }
        }
        let low = ones(2 * L) * ((1 << L) - 1);
        let (mut even, mut odd) = (0u64, 0u64);
        let (mut even_votes, mut odd_votes) = (0u64, 0u64);
        for j in 0..k {
            let (word, same) = (self.words[j], same[j]);
            let mut even_key = (same & low) << L | (!word & low);
            let mut odd_key = (same & !low) | (!word >> L & low);
            if !rows.full {
                let (even_valid, odd_valid) = (self.valid[j] & low, self.valid[j] >> L & low);
                // Flags become whole lanes.
                even_key &= (even_valid << (2 * L)).wrapping_sub(even_valid);
                odd_key &= (odd_valid << (2 * L)).wrapping_sub(odd_valid);
                even_votes = even_votes.wrapping_add(even_valid);
                odd_votes = odd_votes.wrapping_add(odd_valid);
            }
            if j == 0 {
                (even, odd) = (even_key, odd_key);
            } else {
                // Keys of more than 8 members of nibbles reach the top bit of their lane.
                (even, odd) = (larger::<L, K>(even, even_key), larger::<L, K>(odd, odd_key));
            }
        }
        let label = (!even & low) | (!odd & low) << L;
        if !rows.want {
            return (label, 0);
        }
        if rows.full {
            even_votes = ones(2 * L).wrapping_mul(k as u64);
            odd_votes = even_votes;
        }
        let clear = leading::<L>(even, even_votes, rows.margin) | leading::<L>(odd, odd_votes, rows.margin) << L;
        (label, gather::<L>(clear))
    }
}

/// Flags lanes whose best label leads: `2 * (others + 1) - votes >= margin`.
#[inline(always)]
fn leading<const L: u32>(keys: u64, votes: u64, margin: u64) -> u64 {
    let top = ones(2 * L) << (2 * L - 1);
    let others = keys >> L & (ones(2 * L) * ((1 << L) - 1));
    let enough = ((others << 1) | top).wrapping_sub(votes.wrapping_add(ones(2 * L).wrapping_mul(margin - 2)));
    // Without any vote there is nothing to lead by; there are at most 16.
    let any = votes | votes >> 1;
    let any = any | any >> 2;
    (enough & top) >> (2 * L - 1) & (any | any >> 4)
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

/// The larger of two keys in each lane of `2 * L` bits. The top bit is only ever used by nibbles of many members.
#[inline(always)]
fn larger<const L: u32, const K: usize>(x: u64, y: u64) -> u64 {
    let top = ones(2 * L) << (2 * L - 1);
    if L == 8 || K <= 8 {
        let less = !(x | top).wrapping_sub(y) & top;
        return x ^ ((x ^ y) & less.wrapping_sub(less >> (2 * L - 1)));
    }
    // Compare without the top bits, then let the top bits decide where they differ.
    let rest = (x | top).wrapping_sub(y & !top);
    let less = ((!x & y) | (!(x ^ y) & !rest)) & top;
    x ^ ((x ^ y) & (less.wrapping_sub(less >> (2 * L - 1)) | less))
}
