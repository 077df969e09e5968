//! The decision for one pattern of answers, from the cost columns of its members ([`crate::columns`]).
//!
//! Each lane starts as the class's prior cost and number. The smallest lane of the sum is the best class, ties going to
//! the smallest. Sums fit: (16 members + a prior) x 240 x 16 + 15 = 65,295.

use crate::bits::ones;
use crate::columns;
use crate::counters::MOST_COST;
use crate::decision::{exp, largest_sum, FAR, SURE_BPS, UNIT};
use crate::shape::Answers;

/// Flags of a result; its low 4 bits are the label.
pub(crate) const SURE: u64 = 1 << 4;
pub(crate) const OPEN: u64 = 1 << 5;
/// Nobody answered.
pub(crate) const NONE: u64 = 1 << 6;
const TOP: u64 = ones(16) << 15;

/// Everything a decision needs of a panel.
pub(crate) struct Panel<'s> {
    columns: &'s [u64],
    /// Lanes before any vote: the prior and the number of the class, or a value no class reaches.
    start: [u64; 4],
    /// The top bit of every lane that is a class.
    live: [u64; 4],
    classes: u64,
    /// The largest sum of exponentials that is not open.
    closed: u32,
    /// A larger sum changes neither flag any more.
    enough: u32,
    unanswered: u64,
}

impl<'s> Panel<'s> {
    /// Fills `cells` with the cost columns of the panel, exactly [`columns::total_words`].
    pub(crate) fn new(a: &Answers, prior: &[u8], weights: &[&[u8]], tau: u16, cells: &'s mut [u64]) -> Self {
        columns::fill(a, weights, cells);
        let classes = a.shape.classes as usize;
        let (mut start, mut live) = ([0u64; 4], [0u64; 4]);
        for class in 0..16 {
            let cost = prior.get(class).map_or(0, |&cost| cost.min(MOST_COST)) as u64;
            let value = if class < classes {
                cost << 4 | class as u64
            } else {
                0xffff
            };
            start[class / 4] |= value << (class % 4 * 16);
            live[class / 4] |= ((class < classes) as u64) << (class % 4 * 16 + 15);
        }
        let unanswered = a.shape.unanswered() as u64 & 15;
        let closed = largest_sum(tau);
        Self {
            columns: cells,
            start,
            live,
            classes: classes as u64,
            closed,
            enough: closed.max(largest_sum(SURE_BPS)),
            unanswered,
        }
    }

    /// Decides the pattern `key`, a nibble a member; `who` has a bit for each member who may have answered, and has if
    /// his nibble is a class.
    #[inline(never)]
    pub(crate) fn decide(&self, key: u64, who: u16) -> u64 {
        match columns::words(self.classes as u16) {
            1 => self.decide_in::<1>(key, who),
            2 => self.decide_in::<2>(key, who),
            _ => self.decide_in::<4>(key, who),
        }
    }

    /// `N` words of four classes.
    fn decide_in<const N: usize>(&self, mut key: u64, mut who: u16) -> u64 {
        let mut lanes = [0u64; N];
        lanes.copy_from_slice(&self.start[..N]);
        let mut voted = false;
        let (columns, _) = self.columns.as_chunks::<N>();
        for columns in columns.as_chunks::<16>().0 {
            let code = key & 15;
            if code < self.classes && who & 1 == 1 {
                voted = true;
                for (lane, &cost) in lanes.iter_mut().zip(&columns[code as usize]) {
                    *lane = lane.wrapping_add(cost);
                }
            }
            key >>= 4;
            who >>= 1;
        }
        if !voted {
            return self.unanswered | NONE | OPEN;
        }
        let mut least = lanes[0];
        for &lane in &lanes[1..] {
            least = smaller(least, lane);
        }
        let least = smaller(least, least >> 32 | !0 << 32);
        let (first, second) = (least & 0xffff, least >> 16 & 0xffff);
        let best = first.min(second);
        let sum = sum_of_exponentials(&lanes, &self.live, best & !15, self.enough);
        let label = best & 15;
        label | if sum <= largest_sum(SURE_BPS) { SURE } else { 0 } | if sum > self.closed { OPEN } else { 0 }
    }
}

/// The smaller of two numbers in each lane of 16 bits: compared without the top bits, which decide where they differ.
#[inline(always)]
fn smaller(x: u64, y: u64) -> u64 {
    let rest = (x | TOP).wrapping_sub(y & !TOP);
    let less = ((!x & y) | (!(x ^ y) & !rest)) & TOP;
    y ^ ((x ^ y) & (less.wrapping_sub(less >> 15) | less))
}

/// Sum over all classes of `exp` of the distance to `best` (whose low 4 bits are 0; no lane is smaller), or any sum
/// above `enough`.
#[inline(always)]
fn sum_of_exponentials(lanes: &[u64], live: &[u64], best: u64, enough: u32) -> u32 {
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
        let (mut near, mut distance) = (near, distance);
        while near != 0 {
            if near & 0x8000 != 0 {
                sum = sum.wrapping_add(exp((distance >> 4 & 0xfff) as usize));
            }
            (near, distance) = (near >> 16, distance >> 16);
        }
        if sum > enough {
            break;
        }
    }
    sum
}
