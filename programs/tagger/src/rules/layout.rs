//! Where the parts of one panel record lie, in 64-bit words from the record's start.
//!
//! `head | slots | weights | labels | sure | asked (one mask per later wave) | gold, contested | answers (one row per seat)`
//! A review has `case | mask of the subject's items` where others have weights. A record holds only what its panel
//! needs, so small panels cost little rent.
use tagger_consensus::{weights_len, Shape};

/// Words of a `PanelHead` and of a `Slot`; checked against the structs in `state/panel.rs`.
pub const HEAD_WORDS: usize = 8;
pub const SLOT_WORDS: usize = 8;
/// Words of a `Case`; checked against the struct in `state/case.rs`.
pub const CASE_WORDS: usize = 18;
/// Words of a payload answer: its SHA-256 and its Arweave id.
pub const PAYLOAD_WORDS: usize = 8;
/// Masks a panel has behind those of its waves when its labels may be contested: gold, contested.
pub const REVIEW_MASKS: u8 = 2;

/// What the size of a record depends on besides the shape of its labels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub seats: u8,
    /// Masks between `sure` and the answers.
    pub masks: u8,
    pub weighted: bool,
    pub payload: bool,
    /// Words of the mask over its subject's items; only reviews have one.
    pub subject_mask: u8,
    pub review: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Layout {
    pub seats: usize,
    /// Words of the labels.
    pub stride: usize,
    /// Words of one member's answers.
    pub row: usize,
    /// Words of a mask with one bit per item.
    pub mask: usize,
    /// Words of one member's weight table.
    pub weight: usize,
    pub weights: usize,
    pub labels: usize,
    pub sure: usize,
    pub asked: usize,
    pub answers: usize,
    pub total: usize,
}

impl Layout {
    pub fn new(shape: &Shape, parts: &Parts) -> Self {
        // Products of 32 bits: the overflow check of a 64-bit product is a call of 45 instructions.
        let times = |count: u8, words: usize| (u32::from(count) * words as u32) as usize;
        let weight = if parts.weighted {
            weights_len(shape.classes).div_ceil(8)
        } else {
            0
        };
        let stride = shape.words();
        let row = if parts.payload { PAYLOAD_WORDS } else { stride };
        let mask = shape.mask_words();
        let weights = HEAD_WORDS + times(parts.seats, SLOT_WORDS);
        let court = if parts.review {
            CASE_WORDS + usize::from(parts.subject_mask)
        } else {
            0
        };
        let labels = weights + times(parts.seats, weight) + court;
        let sure = labels + stride;
        let asked = sure + mask;
        let answers = asked + times(parts.masks, mask);
        let total = answers + times(parts.seats, row);
        Self {
            seats: usize::from(parts.seats),
            stride,
            row,
            mask,
            weight,
            weights,
            labels,
            sure,
            asked,
            answers,
            total,
        }
    }
}

/// Waves after the first until all seats are used; `None` when the numbers don't make sense.
pub fn later_waves(first: u8, step: u8, max: u8) -> Option<u8> {
    if first == 0 || first > max {
        return None;
    }
    match (max - first, step) {
        (0, _) => Some(0),
        (_, 0) => None,
        (more, step) => Some(more.div_ceil(step)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waves_add_up() {
        assert_eq!(later_waves(3, 0, 3), Some(0));
        assert_eq!(later_waves(3, 2, 7), Some(2));
        assert_eq!(later_waves(3, 2, 8), Some(3));
        assert_eq!(later_waves(3, 0, 5), None);
        assert_eq!(later_waves(0, 1, 5), None);
        assert_eq!(later_waves(6, 1, 5), None);
    }
}
