//! Weighted vote on one-bit answers.
//!
//! With two classes the decision depends on one number, `D = S[1] - S[0]`, a sum of one term a member. Each member is
//! a *plane* of bits with the term of a one (a member of a later wave is two planes: asked and said 1, asked and said
//! 0). Up to 5 planes, the three outputs are truth tables, evaluated on 64 items at a time as a tree of selections;
//! beyond, 8x8 bit transposition turns the planes into bytes that index tables of partial sums.

use crate::counters::MOST_COST;
use crate::decision::{exp, largest_sum, FAR, SURE_BPS, UNIT};
use crate::shape::{Answers, MAX_MEMBERS};

/// Planes of a full panel of later-wave members.
const MAX_PLANES: usize = 2 * MAX_MEMBERS;

/// Where a plane of bits comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// What the member said.
    Said(&'a [u64]),
    /// Asked and said 1.
    One(&'a [u64], &'a [u64]),
    /// Asked and said 0.
    Zero(&'a [u64], &'a [u64]),
}

impl Source<'_> {
    #[inline(always)]
    fn word(&self, i: usize) -> u64 {
        match self {
            Self::Said(row) => row[i],
            Self::One(row, mask) => row[i] & mask[i],
            Self::Zero(row, mask) => !row[i] & mask[i],
        }
    }
}

/// The panel as a sum: `D = base + sum of term[p] over planes p whose bit is set`.
struct Planes<'a> {
    sources: [Source<'a>; MAX_PLANES],
    terms: [i32; MAX_PLANES],
    count: usize,
    base: i32,
}

impl<'a> Planes<'a> {
    fn new(a: &Answers<'a>, prior: &[u8], weights: &[&[u8]]) -> Self {
        let mut planes = Self {
            sources: [Source::Said(&[]); MAX_PLANES],
            terms: [0; MAX_PLANES],
            count: 0,
            base: 0,
        };
        if let &[zero, one] = prior {
            planes.base = difference(one, zero);
        }
        for (j, &table) in weights.iter().enumerate().take(a.members) {
            if !a.is_present(j) {
                continue;
            }
            // Row-major by truth: what each answer adds to S[1] - S[0].
            let zero = difference(table[2], table[0]);
            let one = difference(table[3], table[1]);
            let row = a.row(j);
            match a.asked[j] {
                None => {
                    planes.base += zero;
                    planes.push(Source::Said(row), one - zero);
                }
                Some(mask) => {
                    planes.push(Source::One(row, mask), one);
                    planes.push(Source::Zero(row, mask), zero);
                }
            }
        }
        planes
    }

    /// Word `i` of the eight planes of a group, as far as they exist.
    #[inline(never)]
    fn words(&self, group: usize, i: usize, out: &mut [u64; 8]) {
        let sources = &self.sources[..self.count];
        for (out, source) in out.iter_mut().zip(&sources[sources.len().min(8 * group)..]) {
            *out = source.word(i);
        }
    }

    fn push(&mut self, source: Source<'a>, term: i32) {
        self.sources[self.count] = source;
        self.terms[self.count] = term;
        self.count += 1;
    }
}

/// Of two costs, each at most [`MOST_COST`].
fn difference(a: u8, b: u8) -> i32 {
    a.min(MOST_COST) as i32 - b.min(MOST_COST) as i32
}

/// Thresholds on the distance between the two classes.
struct Rule {
    /// Sure from this distance on.
    sure: i32,
    /// Open below this distance.
    open: i32,
}

const LABEL: u64 = 1;
const SURE: u64 = 2;
const OPEN: u64 = 4;

impl Rule {
    fn new(tau: u16) -> Self {
        Self {
            sure: first_distance(SURE_BPS),
            open: first_distance(tau),
        }
    }

    /// The three output bits of one sum.
    #[inline(always)]
    fn outputs(&self, difference: i32) -> u64 {
        let distance = difference.abs();
        (if difference < 0 { LABEL } else { 0 })
            | (if distance >= self.sure { SURE } else { 0 })
            | (if distance < self.open { OPEN } else { 0 })
    }
}

/// The smallest distance whose posterior `32768 / (32768 + exp(d))` reaches `bps`; the posterior only grows with `d`.
fn first_distance(bps: u16) -> i32 {
    let limit = largest_sum(bps).saturating_sub(UNIT);
    if largest_sum(bps) < UNIT {
        // More than certainty was asked for.
        return i32::MAX;
    }
    let (mut low, mut high) = (0, FAR);
    while low < high {
        let middle = (low + high) / 2;
        if exp(middle) <= limit {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low as i32
}

#[inline(never)]
pub(crate) fn weighted(
    a: &Answers,
    prior: &[u8],
    weights: &[&[u8]],
    tau: u16,
    [labels, sure, open]: [&mut [u64]; 3],
    scratch: &mut [u64],
) {
    let rule = Rule::new(tau);
    let planes = Planes::new(a, prior, weights);
    let out = [&mut *labels, &mut *sure, &mut *open];
    match planes.count {
        0..=3 => tree::<3>(&planes, &rule, out, scratch),
        4..=5 => tree::<5>(&planes, &rule, out, scratch),
        _ => tables(&planes, &rule, out, scratch),
    }
    // An item nobody was asked has no label and is open, whatever the prior and tau say.
    if !a.unmasked() || a.present == 0 {
        for i in 0..labels.len() {
            let asked = |j: usize| {
                if a.is_present(j) {
                    a.asked[j].map_or(!0, |mask| mask[i])
                } else {
                    0
                }
            };
            let any = (0..a.members).fold(0, |any, j| any | asked(j));
            labels[i] &= any;
            sure[i] &= any;
            open[i] |= !any;
        }
    }
}

/// The sum of every pattern of the planes `first..first + count`, as the bits of signed numbers.
#[inline(never)]
fn fill_sums(planes: &Planes, first: usize, count: usize, base: i32, sums: &mut [u64]) {
    sums[0] = base as i64 as u64;
    for bit in 0..count {
        // A plane that does not exist changes nothing.
        let term = if first + bit < planes.count {
            planes.terms[first + bit] as i64 as u64
        } else {
            0
        };
        let (known, new) = sums.split_at_mut(1 << bit);
        for (sum, &old) in new.iter_mut().zip(known.iter()) {
            *sum = old.wrapping_add(term);
        }
    }
}

/// Truth tables of `count` planes, at most 6: bit `p` of each is the output for pattern `p`.
#[inline(never)]
fn truths(planes: &Planes, count: usize, rule: &Rule, scratch: &mut [u64]) -> [u64; 3] {
    fill_sums(planes, 0, count, planes.base, scratch);
    let mut truth = [0u64; 3];
    for (pattern, &sum) in scratch[..1 << count].iter().enumerate() {
        let outputs = rule.outputs(sum as i64 as i32);
        truth[0] |= (outputs & 1) << pattern;
        truth[1] |= (outputs >> 1 & 1) << pattern;
        truth[2] |= (outputs >> 2) << pattern;
    }
    truth
}

/// Selects by the truth tables of up to `V` planes.
#[inline(never)]
fn tree<const V: usize>(planes: &Planes, rule: &Rule, out: [&mut [u64]; 3], scratch: &mut [u64]) {
    let [labels, sure, open] = out;
    let truth = truths(planes, V, rule, scratch);
    for (i, ((label, sure), open)) in labels.iter_mut().zip(sure).zip(open).enumerate() {
        let mut x = [0u64; 8];
        planes.words(0, i, &mut x);
        let pairs = functions_of_two(x[0], x[1]);
        *label = select::<V>(&pairs, truth[0], &x);
        *sure = select::<V>(&pairs, truth[1], &x);
        *open = select::<V>(&pairs, truth[2], &x);
    }
}

/// All 16 functions of two planes, by truth table (bit `2 * b + a`).
#[inline(always)]
fn functions_of_two(a: u64, b: u64) -> [u64; 16] {
    let (and, or, xor) = (a & b, a | b, a ^ b);
    let (a_not_b, b_not_a) = (a & !b, b & !a);
    [
        0, !or, a_not_b, !b, b_not_a, !a, xor, !and, and, !xor, a, !b_not_a, b, !a_not_b, or, !0,
    ]
}

/// Evaluates one truth table: four bits a leaf, then a tree of selections by the planes from the third on.
#[inline(always)]
fn select<const V: usize>(pairs: &[u64; 16], truth: u64, x: &[u64; 8]) -> u64 {
    let leaf = |i: u32| pairs[(truth >> (4 * i) & 15) as usize];
    let two = |i| mux(leaf(i), leaf(i + 1), x[2]);
    let four = |i| if V >= 4 { mux(two(i), two(i + 2), x[3]) } else { two(i) };
    if V >= 5 {
        mux(four(0), four(4), x[4])
    } else {
        four(0)
    }
}

/// `b` where `s` is set, else `a`.
#[inline(always)]
fn mux(a: u64, b: u64, s: u64) -> u64 {
    a ^ ((a ^ b) & s)
}

#[inline(never)]
fn tables(planes: &Planes, rule: &Rule, out: [&mut [u64]; 3], scratch: &mut [u64]) {
    let [labels, sure, open] = out;
    let groups = planes.count.div_ceil(8);
    let (tables, _) = scratch.as_chunks_mut::<256>();
    for (g, table) in tables.iter_mut().take(groups).enumerate() {
        // Only the first group carries the base.
        fill_sums(planes, 8 * g, 8, if g == 0 { planes.base } else { 0 }, table);
    }
    if groups == 1 {
        // One lookup then gives the outputs themselves.
        tables[0]
            .iter_mut()
            .for_each(|sum| *sum = rule.outputs(*sum as i64 as i32));
    }
    for i in 0..labels.len() {
        let mut bytes = [[0u64; 8]; MAX_PLANES / 8];
        for (g, bytes) in bytes[..groups].iter_mut().enumerate() {
            planes.words(g, i, bytes);
            transpose(bytes);
        }
        (labels[i], sure[i], open[i]) = (0, 0, 0);
        for row in 0..8 {
            // One byte of three output bits an item, for the items row, row + 8, ...
            let (x, table) = (bytes[0][row], &tables[0]);
            let outputs = if groups == 1 {
                each_byte(|shift| table[(x >> shift & 255) as usize])
            } else {
                let mut outputs = 0;
                for byte in 0..8 {
                    let mut sum = 0u64;
                    for (table, bytes) in tables[..groups].iter().zip(&bytes) {
                        sum = sum.wrapping_add(table[(bytes[row] >> (8 * byte) & 255) as usize]);
                    }
                    outputs |= rule.outputs(sum as i64 as i32) << (8 * byte);
                }
                outputs
            };
            // Each output bit of the eight bytes goes to the items of this row.
            const LOW: u64 = 0x0101_0101_0101_0101;
            labels[i] |= (outputs & LOW) << row;
            sure[i] |= (outputs >> 1 & LOW) << row;
            open[i] |= (outputs >> 2 & LOW) << row;
        }
    }
}

/// A byte for each of eight shifts.
#[inline(always)]
fn each_byte(byte: impl Fn(u32) -> u64) -> u64 {
    let low = byte(0) | byte(8) << 8 | byte(16) << 16 | byte(24) << 24;
    low | byte(32) << 32 | byte(40) << 40 | byte(48) << 48 | byte(56) << 56
}

/// Turns eight planes into bytes: byte `c` of row `r` becomes the pattern of item `8 * c + r`. Three exchanges of ever
/// smaller blocks, in all eight byte columns at once.
#[inline(never)]
fn transpose(rows: &mut [u64; 8]) {
    for (step, mask) in [
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555u64),
    ] {
        let mut r = 0;
        while r + step < 8 {
            let (low, high) = (rows[r], rows[r + step]);
            let swap = (low >> step ^ high) & mask;
            rows[r] = low ^ swap << step;
            rows[r + step] = high ^ swap;
            // The next row that is the upper one of a pair.
            r = (r + 1 + step) & !step;
        }
    }
}
