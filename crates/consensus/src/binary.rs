//! Weighted vote on one-bit answers.
//!
//! With two classes the decision depends on one number, `D = S[1] - S[0]`, a sum of one term a member. Each member is
//! a *plane* of bits with the term of a one (a member of a later wave is two planes: asked and said 1, asked and said
//! 0). Up to 6 planes, the three outputs are truth tables, evaluated on 64 items at a time as a tree of selections;
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
    if planes.count <= 6 {
        tree(&planes, &rule, [labels, sure, open], scratch);
    } else {
        tables(&planes, &rule, labels, sure, open, scratch);
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

/// Truth tables of up to 6 planes: bit `p` of each is the output for pattern `p`.
fn tree(planes: &Planes, rule: &Rule, out: [&mut [u64]; 3], scratch: &mut [u64]) {
    // Signed sums, stored as their bits.
    scratch[0] = planes.base as i64 as u64;
    for v in 0..planes.count {
        let (known, new) = scratch.split_at_mut(1 << v);
        for (sum, &old) in new.iter_mut().zip(known.iter()) {
            *sum = old.wrapping_add(planes.terms[v] as i64 as u64);
        }
    }
    let mut truth = [0u64; 3];
    for (pattern, &sum) in scratch[..1 << planes.count].iter().enumerate() {
        let outputs = rule.outputs(sum as i64 as i32);
        truth[0] |= (outputs & 1) << pattern;
        truth[1] |= (outputs >> 1 & 1) << pattern;
        truth[2] |= (outputs >> 2) << pattern;
    }
    // Planes that do not exist repeat the table, so at least two planes are always there.
    if planes.count == 0 {
        truth = truth.map(|t| t * 0xf);
    } else if planes.count == 1 {
        truth = truth.map(|t| t * 5);
    }
    match planes.count {
        0..=2 => evaluate::<2>(planes, truth, out),
        3 => evaluate::<3>(planes, truth, out),
        4 => evaluate::<4>(planes, truth, out),
        5 => evaluate::<5>(planes, truth, out),
        _ => evaluate::<6>(planes, truth, out),
    }
}

/// Evaluates three truth tables of `V` planes.
fn evaluate<const V: usize>(planes: &Planes, truth: [u64; 3], out: [&mut [u64]; 3]) {
    let [labels, sure, open] = out;
    for (i, ((label, sure), open)) in labels.iter_mut().zip(sure).zip(open).enumerate() {
        let mut x = [0u64; V];
        for (x, source) in x.iter_mut().zip(&planes.sources[..planes.count]) {
            *x = source.word(i);
        }
        let pairs = functions_of_two(x[0], x[1]);
        *label = select(&pairs, truth[0], &x);
        *sure = select(&pairs, truth[1], &x);
        *open = select(&pairs, truth[2], &x);
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
fn select<const V: usize>(pairs: &[u64; 16], truth: u64, x: &[u64; V]) -> u64 {
    let leaf = |i: u32| pairs[(truth >> (4 * i) & 15) as usize];
    let two = |i| {
        if V >= 3 {
            mux(leaf(i), leaf(i + 1), x[2])
        } else {
            leaf(i)
        }
    };
    let four = |i| if V >= 4 { mux(two(i), two(i + 2), x[3]) } else { two(i) };
    let eight = |i| {
        if V >= 5 {
            mux(four(i), four(i + 4), x[4])
        } else {
            four(i)
        }
    };
    if V >= 6 {
        mux(eight(0), eight(8), x[5])
    } else {
        eight(0)
    }
}

/// `b` where `s` is set, else `a`.
#[inline(always)]
fn mux(a: u64, b: u64, s: u64) -> u64 {
    a ^ ((a ^ b) & s)
}

fn tables(planes: &Planes, rule: &Rule, labels: &mut [u64], sure: &mut [u64], open: &mut [u64], scratch: &mut [u64]) {
    let groups = planes.count.div_ceil(8);
    for (g, table) in scratch.chunks_exact_mut(256).take(groups).enumerate() {
        // Signed partial sums, stored as their bits; only the first group carries the base.
        table[0] = if g == 0 { planes.base as i64 as u64 } else { 0 };
        for bit in 0..8 {
            let term = if g * 8 + bit < planes.count {
                planes.terms[g * 8 + bit] as i64 as u64
            } else {
                0
            };
            let (known, new) = table.split_at_mut(1 << bit);
            for (sum, &old) in new.iter_mut().zip(known.iter()) {
                *sum = old.wrapping_add(term);
            }
        }
        if groups == 1 {
            table.iter_mut().for_each(|sum| *sum = rule.outputs(*sum as i64 as i32));
        }
    }
    let (first, rest) = scratch.as_chunks::<256>().0.split_at(1);
    let (first, rest) = (&first[0], &rest[..groups - 1]);
    for i in 0..labels.len() {
        let mut bytes = [0u64; 8];
        gather_planes(planes, 0, i, &mut bytes);
        let (mut label, mut is_sure, mut is_open) = (0, 0, 0);
        if groups == 1 {
            for (row, &x) in bytes.iter().enumerate() {
                // One byte of three output bits an item, for the items row, row + 8, ...
                let outputs = each_byte(|shift| first[(x >> shift & 255) as usize]);
                collect(outputs, row, &mut label, &mut is_sure, &mut is_open);
            }
        } else {
            let mut more = [[0u64; 8]; 3];
            for g in 1..groups {
                gather_planes(planes, g, i, &mut more[g - 1]);
            }
            for (row, &x) in bytes.iter().enumerate() {
                let outputs = each_byte(|shift| {
                    let mut sum = first[(x >> shift & 255) as usize];
                    for (table, bytes) in rest.iter().zip(&more) {
                        sum = sum.wrapping_add(table[(bytes[row] >> shift & 255) as usize]);
                    }
                    rule.outputs(sum as i64 as i32)
                });
                collect(outputs, row, &mut label, &mut is_sure, &mut is_open);
            }
        }
        (labels[i], sure[i], open[i]) = (label, is_sure, is_open);
    }
}

/// A byte for each of eight shifts.
#[inline(always)]
fn each_byte(byte: impl Fn(u32) -> u64) -> u64 {
    let low = byte(0) | byte(8) << 8 | byte(16) << 16 | byte(24) << 24;
    low | byte(32) << 32 | byte(40) << 40 | byte(48) << 48 | byte(56) << 56
}

/// Spreads the output bits of the items `row, row + 8, ...` into the three words.
#[inline(always)]
fn collect(outputs: u64, row: usize, label: &mut u64, sure: &mut u64, open: &mut u64) {
    const LOW: u64 = 0x0101_0101_0101_0101;
    *label |= (outputs & LOW) << row;
    *sure |= (outputs >> 1 & LOW) << row;
    *open |= (outputs >> 2 & LOW) << row;
}

/// Eight planes of word `i` as bytes: byte `c` of `out[r]` is the pattern of item `8 * c + r`.
#[inline(always)]
fn gather_planes(planes: &Planes, group: usize, i: usize, out: &mut [u64; 8]) {
    let sources = &planes.sources[..planes.count];
    let sources = &sources[group * 8..sources.len().min(group * 8 + 8)];
    for (out, source) in out.iter_mut().zip(sources) {
        *out = source.word(i);
    }
    // Three exchanges of ever smaller blocks, in all eight byte columns at once.
    for (step, mask) in [
        (4, 0x0f0f_0f0f_0f0f_0f0f),
        (2, 0x3333_3333_3333_3333),
        (1, 0x5555_5555_5555_5555u64),
    ] {
        let mut r = 0;
        while r < 8 {
            let (low, high) = (out[r], out[r + step]);
            let swap = (low >> step ^ high) & mask;
            out[r] = low ^ swap << step;
            out[r + step] = high ^ swap;
            // The next row that is the upper one of a pair.
            r = (r + 1 + step) & !step;
        }
    }
}
