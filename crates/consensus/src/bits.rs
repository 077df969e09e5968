//! Arithmetic inside a 64-bit word: lanes of 1, 2, 4 or 8 bits, one item a lane. SBF has no population count.

/// A product known to be small. With overflow checks a 64-bit product is worked out in 128 bits on the chain, which
/// costs 45 instructions instead of one.
#[inline(always)]
pub(crate) const fn times(a: usize, b: usize) -> usize {
    a.wrapping_mul(b)
}

/// The lowest bit of every lane of `L` bits.
pub(crate) const fn ones(lane: u32) -> u64 {
    match lane {
        1 => !0,
        2 => 0x5555_5555_5555_5555,
        4 => 0x1111_1111_1111_1111,
        8 => 0x0101_0101_0101_0101,
        _ => 0x0001_0001_0001_0001,
    }
}

/// Spreads the low `64 / L` bits to the lowest bit of each lane.
#[inline(always)]
pub(crate) fn spread<const L: u32>(x: u64) -> u64 {
    match L {
        1 => x,
        2 => {
            let x = x & 0xffff_ffff;
            let x = (x | x << 16) & 0x0000_ffff_0000_ffff;
            let x = (x | x << 8) & 0x00ff_00ff_00ff_00ff;
            let x = (x | x << 4) & 0x0f0f_0f0f_0f0f_0f0f;
            let x = (x | x << 2) & 0x3333_3333_3333_3333;
            (x | x << 1) & ones(2)
        }
        4 => {
            let x = x & 0xffff;
            let x = (x | x << 24) & 0x0000_00ff_0000_00ff;
            let x = (x | x << 12) & 0x000f_000f_000f_000f;
            let x = (x | x << 6) & 0x0303_0303_0303_0303;
            (x | x << 3) & ones(4)
        }
        _ => {
            let x = x & 0xff;
            let x = (x | x << 28) & 0x0000_000f_0000_000f;
            let x = (x | x << 14) & 0x0003_0003_0003_0003;
            (x | x << 7) & ones(8)
        }
    }
}

/// Collects the lowest bit of each lane into the low `64 / L` bits: the inverse of [`spread`]. Other bits must be 0.
#[inline(always)]
pub(crate) fn gather<const L: u32>(x: u64) -> u64 {
    match L {
        1 => x,
        2 => {
            let x = (x | x >> 1) & 0x3333_3333_3333_3333;
            let x = (x | x >> 2) & 0x0f0f_0f0f_0f0f_0f0f;
            let x = (x | x >> 4) & 0x00ff_00ff_00ff_00ff;
            let x = (x | x >> 8) & 0x0000_ffff_0000_ffff;
            (x | x >> 16) & 0xffff_ffff
        }
        4 => {
            let x = (x | x >> 3) & 0x0303_0303_0303_0303;
            let x = (x | x >> 6) & 0x000f_000f_000f_000f;
            let x = (x | x >> 12) & 0x0000_00ff_0000_00ff;
            (x | x >> 24) & 0xffff
        }
        _ => {
            let x = (x | x >> 7) & 0x0003_0003_0003_0003;
            let x = (x | x >> 14) & 0x0000_000f_0000_000f;
            (x | x >> 28) & 0xff
        }
    }
}

/// Bits of mask `mask` that belong to the items of answer word `word`, as flags in lanes of `L`.
#[inline(always)]
pub(crate) fn mask_lanes<const L: u32>(mask: &[u64], word: usize) -> u64 {
    let per_word = 64 / L as usize;
    let first = times(word, per_word);
    spread::<L>(mask[first / 64] >> (first % 64))
}

/// Flags the lanes that are not zero.
#[inline(always)]
pub(crate) fn nonzero<const L: u32>(x: u64) -> u64 {
    match L {
        1 => x,
        2 => (x | x >> 1) & ones(2),
        4 => {
            let x = x | x >> 1;
            (x | x >> 2) & ones(4)
        }
        _ => {
            let x = x | x >> 1;
            let x = x | x >> 2;
            (x | x >> 4) & ones(8)
        }
    }
}

/// Which codes are answers: flags lanes whose code is below `classes`.
#[derive(Clone, Copy)]
pub(crate) struct Codes {
    add: u64,
    upper: bool,
    /// Every code is a class: nothing can be skipped.
    pub(crate) all: bool,
}

impl Codes {
    pub(crate) fn new(lane: u32, classes: u16) -> Self {
        let half = 1u64 << (lane - 1);
        let (classes, all) = (classes as u64, classes as u64 == half << 1);
        let upper = classes > half;
        let rest = if upper { classes - half } else { classes };
        Self {
            add: ones(lane).wrapping_mul((half - rest) & ((half << 1) - 1)),
            upper,
            all,
        }
    }

    /// Adding `half - rest` to the low bits of a lane carries into the top bit exactly when they reach `rest`.
    #[inline(always)]
    pub(crate) fn valid<const L: u32>(&self, x: u64) -> u64 {
        if self.all {
            return ones(L);
        }
        let top = ones(L) << (L - 1);
        let carried = (x & !top).wrapping_add(self.add);
        let skipped = if self.upper { x & carried } else { x | carried };
        (!skipped & top) >> (L - 1)
    }
}

/// Population count of flags in lanes of `L`, as eight byte sums (each at most 8, so 31 of them add up safely).
#[inline(always)]
pub(crate) fn byte_counts<const L: u32>(x: u64) -> u64 {
    let pairs = if L == 1 { x.wrapping_sub(x >> 1 & ones(2)) } else { x };
    let nibbles = if L <= 2 {
        (pairs & 0x3333_3333_3333_3333) + (pairs >> 2 & 0x3333_3333_3333_3333)
    } else {
        pairs
    };
    if L <= 4 {
        nibbles.wrapping_add(nibbles >> 4) & 0x0f0f_0f0f_0f0f_0f0f
    } else {
        nibbles
    }
}

/// Sum of eight byte sums of at most 255 each.
#[inline(always)]
pub(crate) fn fold_bytes(x: u64) -> u32 {
    let x = (x & 0x00ff_00ff_00ff_00ff).wrapping_add(x >> 8 & 0x00ff_00ff_00ff_00ff);
    (x.wrapping_mul(0x0001_0001_0001_0001) >> 48) as u32
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

/// Three bits in, their sum out: (sum bit, carry bit), 64 lanes at once.
#[inline(always)]
pub(crate) fn full_add(a: u64, b: u64, c: u64) -> (u64, u64) {
    let half = a ^ b;
    (half ^ c, (a & b) | (half & c))
}

/// Counts the ones of a stream of words that comes in fours and a rest of at most four, with one population count
/// every four words (Harley and Seal). Up to 1,024 words.
#[inline(always)]
pub(crate) fn count_ones(fours: impl Iterator<Item = [u64; 4]>, rest: impl Iterator<Item = u64>) -> u32 {
    const BYTES: u64 = 0x00ff_00ff_00ff_00ff;
    let (mut first, mut twos, mut sums) = (0u64, 0u64, 0u64);
    let mut add = |[a, b, c, d]: [u64; 4]| {
        let (sum, low) = full_add(first, a, b);
        let (sum, high) = full_add(sum, c, d);
        first = sum;
        let (sum, carry) = full_add(twos, low, high);
        twos = sum;
        // In lanes of 16 bits, where 256 groups add at most 16 each.
        let counts = byte_counts::<1>(carry);
        sums = sums.wrapping_add(counts & BYTES).wrapping_add(counts >> 8 & BYTES);
    };
    for four in fours {
        add(four);
    }
    let mut last = [0u64; 4];
    for (last, word) in last.iter_mut().zip(rest) {
        *last = word;
    }
    add(last);
    let end = byte_counts::<1>(first);
    let quads = (sums.wrapping_mul(ones(16)) >> 48) as u32;
    4 * quads + 2 * fold_bytes(byte_counts::<1>(twos)) + fold_bytes(end)
}
