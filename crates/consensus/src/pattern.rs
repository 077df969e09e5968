//! The decision for one pattern of answers, four classes to a word.
//!
//! A column is what one answer of one member adds under every truth, in lanes of 16 bits: 16 times the cost, so that
//! the low 4 bits of a lane keep the number of its class. The smallest lane of the sum is the best class, ties going to
//! the smallest. Sums fit: (16 members + a prior) x 240 x 16 + 15 = 65,295.

use crate::bits::ones;
use crate::counters::MOST_COST;
use crate::decision::{exp, largest_sum, FAR, SURE_BPS, UNIT};
use crate::shape::{Answers, MAX_MEMBERS};

/// Cost columns: 16 members x 16 answers x 4 words.
pub(crate) const COLUMN_WORDS: usize = MAX_MEMBERS * 16 * 4;

/// Flags of a result; its low 4 bits are the label.
pub(crate) const SURE: u64 = 1 << 4;
pub(crate) const OPEN: u64 = 1 << 5;
/// Nobody answered.
pub(crate) const NONE: u64 = 1 << 6;
/// Marks a filled cache entry.
pub(crate) const USED: u64 = 1 << 7;

/// Up to this many members no lane reaches its top bit: (7 + 1) x 240 x 16 + 15 = 30,735.
const NARROW: usize = 7;

const TOP: u64 = ones(16) << 15;

/// Everything a decision needs of a panel.
pub(crate) struct Panel<'s> {
    columns: &'s [u64],
    /// Lanes before any vote: the prior and the number of the class, or a value no class reaches.
    start: [u64; 4],
    /// The top bit of every lane that is a class.
    live: [u64; 4],
    /// Members who revealed.
    pub(crate) members: usize,
    classes: u64,
    /// The largest sum of exponentials that is not open.
    closed: u32,
    unanswered: u64,
}

impl<'s> Panel<'s> {
    /// Fills the cost columns of the present members: `words` words for each of 16 answers.
    pub(crate) fn new(a: &Answers, prior: &[u8], weights: &[&[u8]], tau: u16, columns: &'s mut [u64]) -> Self {
        let classes = a.shape.classes as usize;
        let words = if classes <= 4 { 1 } else { 4 };
        let mut members = 0;
        for (j, &table) in weights.iter().enumerate().take(a.members) {
            if !a.is_present(j) {
                continue;
            }
            let own = &mut columns[members * 16 * words..][..16 * words];
            let (real, none) = own.split_at_mut(classes * words);
            for (answer, column) in real.chunks_exact_mut(words).enumerate() {
                for (group, word) in column.iter_mut().enumerate() {
                    let rows = table[..classes * classes].chunks_exact(classes).skip(4 * group).take(4);
                    *word = rows.enumerate().fold(0, |word, (lane, row)| {
                        word | (row[answer].min(MOST_COST) as u64) << (16 * lane + 4)
                    });
                }
            }
            none.fill(0);
            members += 1;
        }
        let (mut start, mut live) = ([0u64; 4], [0u64; 4]);
        let unused = if members <= NARROW { 0x7fff } else { 0xffff };
        for class in 0..16 {
            let cost = prior.get(class).map_or(0, |&cost| cost.min(MOST_COST)) as u64;
            let value = if class < classes {
                cost << 4 | class as u64
            } else {
                unused
            };
            start[class / 4] |= value << (class % 4 * 16);
            live[class / 4] |= ((class < classes) as u64) << (class % 4 * 16 + 15);
        }
        let unanswered = a.shape.unanswered() as u64 & 15;
        Self {
            columns,
            start,
            live,
            members,
            classes: classes as u64,
            closed: largest_sum(tau),
            unanswered,
        }
    }

    /// Decides the pattern `key`, a nibble a member; `who` has a bit for each member who answered, and when it is `None`
    /// the nibbles that are classes are answers.
    #[inline(never)]
    pub(crate) fn decide(&self, key: u64, who: Option<u16>) -> u64 {
        match (self.classes <= 4, self.members <= NARROW) {
            (true, true) => self.decide_in::<1, false>(key, who),
            (true, false) => self.decide_in::<1, true>(key, who),
            (false, true) => self.decide_in::<4, false>(key, who),
            (false, false) => self.decide_in::<4, true>(key, who),
        }
    }

    /// `N` words of four classes. Unless `WIDE`, no lane uses its top bit.
    fn decide_in<const N: usize, const WIDE: bool>(&self, mut key: u64, who: Option<u16>) -> u64 {
        let mut lanes = [0u64; N];
        lanes.copy_from_slice(&self.start[..N]);
        let mut voted = false;
        let (columns, _) = self.columns.as_chunks::<N>();
        for m in 0..self.members {
            let code = key & 15;
            key >>= 4;
            let answered = match who {
                None => code < self.classes,
                Some(who) => who >> m & 1 == 1,
            };
            if answered {
                voted = true;
                for (lane, &cost) in lanes.iter_mut().zip(&columns[m << 4 | code as usize]) {
                    *lane = lane.wrapping_add(cost);
                }
            }
        }
        if !voted {
            return self.unanswered | NONE | OPEN;
        }
        let mut least = lanes[0];
        for &lane in &lanes[1..] {
            least = smaller::<WIDE>(least, lane);
        }
        let least = smaller::<WIDE>(least, least >> 32 | !0 << 32);
        let (first, second) = (least & 0xffff, least >> 16 & 0xffff);
        let best = first.min(second);
        let sum = sum_of_exponentials(&lanes, &self.live, best & !15);
        let label = best & 15;
        label | if sum <= largest_sum(SURE_BPS) { SURE } else { 0 } | if sum > self.closed { OPEN } else { 0 }
    }
}

/// The smaller of two numbers in each lane of 16 bits.
#[inline(always)]
fn smaller<const WIDE: bool>(x: u64, y: u64) -> u64 {
    let rest = (x | TOP).wrapping_sub(y & !TOP);
    let less = if WIDE {
        ((!x & y) | (!(x ^ y) & !rest)) & TOP
    } else {
        !rest & TOP
    };
    let mut mask = less.wrapping_sub(less >> 15);
    if WIDE {
        mask |= less;
    }
    y ^ ((x ^ y) & mask)
}

/// Sum over all classes of `exp` of the distance to `best` (whose low 4 bits are 0; no lane is smaller).
#[inline(always)]
fn sum_of_exponentials(lanes: &[u64], live: &[u64], best: u64) -> u32 {
    const LIMIT: u64 = ones(16) * ((FAR as u64) << 4);
    let mut sum = 0u32;
    for (&lane, &live) in lanes.iter().zip(live) {
        let distance = lane.wrapping_sub(best.wrapping_mul(ones(16)));
        // Most classes are too far to matter: look only at lanes below the limit.
        let near = !((distance | TOP).wrapping_sub(LIMIT) | distance) & live;
        if near == 0 {
            continue;
        }
        if near & near.wrapping_sub(1) == 0 && distance & near.wrapping_sub(near >> 11) == 0 {
            // Only the best class itself.
            sum = sum.wrapping_add(UNIT);
            continue;
        }
        for shift in [0, 16, 32, 48] {
            if near >> shift & 0x8000 != 0 {
                sum = sum.wrapping_add(exp((distance >> (shift + 4) & 0xfff) as usize));
            }
        }
    }
    sum
}
