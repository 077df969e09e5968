//! What a panel looks like: how many items, how wide a label is, who answered what.

use crate::bits::times;

/// Most members a panel can have.
pub const MAX_MEMBERS: usize = 16;

/// Why a panel's data was refused. Each message says what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShapeError {
    /// A panel needs at least one item.
    NoItems,
    /// Labels are 1, 2, 4 or 8 bits wide.
    Bits,
    /// The number of classes must be from 2 to 2^bits.
    Classes,
    /// A panel has 1 to 16 members.
    Members,
    /// Pass exactly `members * shape.words()` answer words.
    AnswerWords,
    /// A wave's mask needs `shape.mask_words()` words.
    MaskWords,
}

impl core::fmt::Display for ShapeError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            Self::NoItems => "a panel needs at least one item: pass items >= 1",
            Self::Bits => "a label is 1, 2, 4 or 8 bits wide: pass one of these",
            Self::Classes => "the classes do not fit the label: pass 2 to 2^bits classes",
            Self::Members => "a panel has 1 to 16 members: pass a number in this range",
            Self::AnswerWords => "the answers have the wrong length: pass members * shape.words() words",
            Self::MaskWords => "a mask has the wrong length: pass shape.mask_words() words",
        })
    }
}

impl core::error::Error for ShapeError {}

/// Items of a panel and the width of their labels. A code `>= classes` means *skipped*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// Items each member was asked about, 1..=65535.
    pub items: u16,
    /// Bits of one label: 1, 2, 4 or 8.
    pub bits: u8,
    /// Classes, 2..=2^bits.
    pub classes: u16,
}

impl Shape {
    /// Checks the three figures. Errors: [`ShapeError::NoItems`], [`ShapeError::Bits`], [`ShapeError::Classes`].
    pub const fn new(items: u16, bits: u8, classes: u16) -> Result<Self, ShapeError> {
        if items == 0 {
            return Err(ShapeError::NoItems);
        }
        if !matches!(bits, 1 | 2 | 4 | 8) {
            return Err(ShapeError::Bits);
        }
        if classes < 2 || classes as u32 > 1 << bits {
            return Err(ShapeError::Classes);
        }
        Ok(Self { items, bits, classes })
    }

    /// Words of one member's packed answers, and of the packed labels.
    pub const fn words(&self) -> usize {
        times(self.items as usize, self.bits as usize).div_ceil(64)
    }

    /// Words of a mask with one bit an item.
    pub const fn mask_words(&self) -> usize {
        (self.items as usize).div_ceil(64)
    }

    /// The code of an item nobody answered: all ones when that is no class, else 0.
    pub const fn unanswered(&self) -> u8 {
        let ones = ((1u16 << self.bits) - 1) as u8;
        if ones as u16 >= self.classes {
            ones
        } else {
            0
        }
    }

    /// The bits of the last answer word that belong to items (the rest is padding).
    pub(crate) const fn tail(&self) -> u64 {
        let used = times(self.items as usize, self.bits as usize) % 64;
        if used == 0 {
            !0
        } else {
            (1 << used) - 1
        }
    }

    /// The bits of the last mask word that belong to items.
    pub(crate) const fn mask_tail(&self) -> u64 {
        let used = self.items as usize % 64;
        if used == 0 {
            !0
        } else {
            (1 << used) - 1
        }
    }

    /// The label of one item in packed `words`.
    pub fn get(&self, words: &[u64], item: usize) -> u8 {
        let bit = times(item, self.bits as usize);
        (words[bit / 64] >> (bit % 64) & ((1 << self.bits) - 1)) as u8
    }

    /// Writes the label of one item into packed `words` (which must be zero there).
    pub fn put(&self, words: &mut [u64], item: usize, label: u8) {
        let bit = times(item, self.bits as usize);
        words[bit / 64] |= (label as u64) << (bit % 64);
    }
}

/// The revealed answers of a panel.
#[derive(Clone, Copy, Debug)]
pub struct Answers<'a> {
    /// Items and label width.
    pub shape: Shape,
    /// Members of the panel, 1..=16.
    pub members: usize,
    /// `members * shape.words()` words, member-major; item `i` is bits `i*bits % 64..` of word `i*bits / 64`.
    pub words: &'a [u64],
    /// Which items each member was asked (one bit an item); `None` is all of them.
    pub asked: [Option<&'a [u64]>; MAX_MEMBERS],
    /// Bit `j` is set when member `j` has revealed.
    pub present: u16,
}

impl<'a> Answers<'a> {
    /// Checks the lengths. Errors: [`ShapeError::Members`], [`ShapeError::AnswerWords`], [`ShapeError::MaskWords`].
    pub fn new(
        shape: Shape,
        members: usize,
        words: &'a [u64],
        asked: [Option<&'a [u64]>; MAX_MEMBERS],
        present: u16,
    ) -> Result<Self, ShapeError> {
        if members == 0 || members > MAX_MEMBERS {
            return Err(ShapeError::Members);
        }
        if words.len() != times(members, shape.words()) {
            return Err(ShapeError::AnswerWords);
        }
        if asked.iter().flatten().any(|mask| mask.len() != shape.mask_words()) {
            return Err(ShapeError::MaskWords);
        }
        // Members beyond the panel cannot have revealed.
        let present = if members == 16 {
            present
        } else {
            present & ((1 << members) - 1)
        };
        Ok(Self {
            shape,
            members,
            words,
            asked,
            present,
        })
    }

    /// Answers of members who were all asked everything; later waves can be given their masks in `asked`, each of
    /// `shape.mask_words()` words.
    ///
    /// Panics unless there are 1 to 16 members and `members * shape.words()` words: for callers whose layout ensures both.
    #[inline(never)]
    pub fn of_one_wave(shape: Shape, members: usize, words: &'a [u64], present: u16) -> Self {
        assert!((1..=MAX_MEMBERS).contains(&members) && words.len() == times(members, shape.words()));
        Self {
            shape,
            members,
            words,
            asked: [None; MAX_MEMBERS],
            present: present & (!0 >> (MAX_MEMBERS - members)),
        }
    }

    /// Packed answers of one member.
    pub fn row(&self, member: usize) -> &'a [u64] {
        let stride = self.shape.words();
        &self.words[times(member, stride)..][..stride]
    }

    /// Whether member `member` has revealed.
    pub fn is_present(&self, member: usize) -> bool {
        member < self.members && self.present >> member & 1 == 1
    }

    /// The answer of one member to one item; `None` when not revealed, not asked or skipped.
    pub fn answer(&self, member: usize, item: usize) -> Option<u8> {
        if !self.is_present(member) {
            return None;
        }
        if let Some(mask) = self.asked[member] {
            if mask[item / 64] >> (item % 64) & 1 == 0 {
                return None;
            }
        }
        let code = self.shape.get(self.row(member), item);
        ((code as u16) < self.shape.classes).then_some(code)
    }

    /// Whether every present member was asked everything.
    pub(crate) fn unmasked(&self) -> bool {
        (0..self.members).all(|j| !self.is_present(j) || self.asked[j].is_none())
    }
}
