//! `Terms`: what a task promises, copied into each of its pages so that the hot path never reads the task.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::{weights_len, Shape, MAX_LEVEL};

use super::{
    panel::{kind, PanelHead},
    Params,
};
use crate::{
    constants::{FULL_BPS, MAX_DOMAINS, MAX_PRIOR_COST, MAX_REVIEW_ITEMS, MAX_SEATS, MAX_WEIGHTED_CLASSES},
    error::TaggerError,
    rules::{
        layout::{Layout, Parts, HEAD_WORDS, PAYLOAD_WORDS, REVIEW_MASKS, SLOT_WORDS},
        pay,
    },
};

/// How labels are decided.
pub mod method {
    /// Most votes, ties to the smallest label; pay depends on gold only.
    pub const MAJORITY: u8 = 0;
    /// Log-odds from each member's confusion counters; pay depends on gold and on agreement with sure labels.
    pub const WEIGHTED: u8 = 1;
    /// The answer is the hash and the address of a payload; what it is worth is decided by review.
    pub const PAYLOAD: u8 = 2;
}

/// What validators say about one item of a payload; two bits.
pub mod verdict {
    pub const ACCEPT: u8 = 0;
    pub const MINOR_FIX: u8 = 1;
    pub const REJECT: u8 = 2;
    /// The item can't be answered: the requester's fault, paid in full.
    pub const INVALID_ITEM: u8 = 3;
    pub const COUNT: u16 = 4;
}

/// How seats are taken.
pub mod claim_mode {
    /// Any member with a seat in the task takes a free slot: closed teams, training, replays.
    pub const SELF_CHOSEN: u8 = 0;
    /// A claim is a ticket; a block that does not exist yet decides which panels it gets.
    pub const ASSIGNED: u8 = 1;
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Terms {
    /// Base units for one item at difficulty 10,000 and full quality.
    pub price: u64,
    /// Base units of stake held back per panel.
    pub bond: u64,
    /// Base units a validator gets for judging one item; zero when the task has no reviews.
    pub review_fee: u64,
    /// Snapshot of `Params.review_bond`.
    pub review_bond: u64,
    pub item_count: u32,
    /// Seconds a claimed seat may wait for its commitment.
    pub hold_secs: u32,
    /// Seconds from the first claim of a wave to the end of commitments.
    pub commit_secs: u32,
    /// Seconds from the last commitment to the end of reveals.
    pub reveal_secs: u32,
    /// Seconds the requester has to open the panel's gold.
    pub gold_secs: u32,
    /// Snapshot of `Params.restart_grace_secs`.
    pub restart_grace_secs: u32,
    /// Snapshots of the parameters of the same names.
    pub review_commit_secs: u32,
    pub review_reveal_secs: u32,
    pub challenge_secs: u32,
    pub appeal_secs: u32,
    pub classes: u16,
    /// Posterior below which an item is asked again, basis points.
    pub tau_bps: u16,
    /// Snapshots of the parameters of the same names.
    pub fee_bps: u16,
    pub slash_hold_bps: u16,
    pub slash_miss_bps: u16,
    pub slash_gold_bps: u16,
    pub slash_burn_bps: u16,
    pub gold_fail_bps: u16,
    pub slash_reversed_bps: u16,
    /// Share of panels that are audited, drawn at random; payload panels always are.
    pub audit_bps: u16,
    /// Most items of one audit; money for it is set aside with every panel.
    pub audit_items: u16,
    /// Share of the price paid for a payload item that needed a minor fix.
    pub fix_bps: u16,
    /// By how much measured disagreement may raise the difficulty of a panel: by all of it when no label is sure. Weighted
    /// tasks only.
    pub spread_bps: u16,
    /// Most gold items of a panel that may carry a wrong suggestion, rounded up. Zero for a task without suggestions; above
    /// it gold entries name what was suggested.
    pub lure_bps: u16,
    /// Members who accept more of the wrong suggestions than this may not join; 10,000 for no such gate.
    pub over_bps: u16,
    /// Place of the task's domain in `Domains`.
    pub domain: u8,
    /// Level a member needs in that domain to join.
    pub required_level: u8,
    /// Bits of one label: 1, 2, 4 or 8.
    pub bits: u8,
    /// See [`method`].
    pub method: u8,
    /// See [`claim_mode`].
    pub claim_mode: u8,
    /// 1 when the task committed to gold.
    pub has_gold: u8,
    /// Most seats a panel of this task may have.
    pub seats_limit: u8,
    /// Validators of a review, odd; zero for a task without reviews.
    pub review_seats: u8,
    /// How often a review may be appealed.
    pub appeal_rounds: u8,
    /// 1 when the items are encrypted and each seat waits for their key, see `SeatKey`.
    pub private: u8,
    /// What the requester knows about how common each class is, from his gold: `round(32 * -ln(share / largest share))`.
    /// All zeros says nothing. Weighted tasks only; zero beyond the classes.
    pub prior: [u8; MAX_WEIGHTED_CLASSES as usize],
}

impl Terms {
    /// Everything about the terms that can be refused without looking at money.
    pub fn check(&self, params: &Params) -> Result<()> {
        require!(matches!(self.bits, 1 | 2 | 4 | 8), TaggerError::BadLabelShape);
        require!(
            self.classes >= 2 && u32::from(self.classes) <= 1 << self.bits,
            TaggerError::BadLabelShape
        );
        require!(
            self.method <= method::PAYLOAD && self.claim_mode <= claim_mode::ASSIGNED,
            TaggerError::UnknownKind
        );
        require!(
            !self.weighted() || self.classes <= MAX_WEIGHTED_CLASSES,
            TaggerError::TooManyClasses
        );
        require!(self.item_count > 0 && self.price > 0, TaggerError::EmptyTask);
        require!(self.bond >= params.min_bond, TaggerError::BondTooSmall);
        require!((1..=MAX_SEATS).contains(&self.seats_limit), TaggerError::BadSeats);
        require!(self.tau_bps <= FULL_BPS, TaggerError::ParameterOutOfBounds);
        let windows = [self.hold_secs, self.commit_secs, self.reveal_secs, self.gold_secs];
        let legal = params.min_window_secs..=params.max_window_secs;
        require!(
            windows.iter().all(|window| legal.contains(window)),
            TaggerError::WindowOutOfBounds
        );
        require!(self.hold_secs <= self.commit_secs, TaggerError::WindowOutOfBounds);
        self.check_reviews(params)?;
        let shares = [self.spread_bps, self.lure_bps, self.over_bps];
        require!(
            shares.iter().all(|share| *share <= FULL_BPS) && (self.spread_bps == 0 || self.weighted()),
            TaggerError::ParameterOutOfBounds
        );
        require!(self.lure_bps == 0 || self.has_gold != 0, TaggerError::NoSuggestions);
        require!(
            self.domain < MAX_DOMAINS && self.required_level <= MAX_LEVEL,
            TaggerError::ParameterOutOfBounds
        );
        // Bounded, so that a prior can tip close decisions but never outvote members who agree.
        let classes = usize::from(self.classes).min(self.prior.len());
        let bounded = self.prior[..classes].iter().all(|cost| *cost <= MAX_PRIOR_COST);
        let unused = if self.weighted() {
            &self.prior[classes..]
        } else {
            &self.prior[..]
        };
        require!(bounded && unused.iter().all(|cost| *cost == 0), TaggerError::BadPrior);
        Ok(())
    }

    /// Reviews: all of it or none of it.
    fn check_reviews(&self, params: &Params) -> Result<()> {
        if self.payload() {
            // Codes of labels are verdicts; only validators say what a payload is worth, and gold has nothing to compare.
            let verdicts =
                self.bits == 2 && self.classes == verdict::COUNT && self.has_gold == 0 && self.seats_limit == 1;
            require!(
                verdicts && self.reviewed() && self.audit_items > 0,
                TaggerError::BadReviewTerms
            );
        }
        require!(
            self.fix_bps <= FULL_BPS && self.audit_bps <= FULL_BPS,
            TaggerError::ParameterOutOfBounds
        );
        if !self.reviewed() {
            let unused = u64::from(self.audit_bps | self.audit_items) | u64::from(self.appeal_rounds) | self.review_fee;
            require!(unused == 0, TaggerError::BadReviewTerms);
            return Ok(());
        }
        let last = seats_of_round(self.review_seats, self.appeal_rounds);
        require!(
            self.review_seats % 2 == 1 && last <= u32::from(MAX_SEATS) && self.audit_items <= MAX_REVIEW_ITEMS,
            TaggerError::BadReviewTerms
        );
        require!(self.review_fee >= params.min_review_fee, TaggerError::ReviewFeeTooSmall);
        require!(
            (self.audit_items > 0) == (self.audit_bps > 0 || self.payload()),
            TaggerError::BadReviewTerms
        );
        Ok(())
    }

    /// Whether labels may be contested before they are paid.
    pub fn reviewed(&self) -> bool {
        self.review_seats != 0
    }

    /// Items are encrypted.
    pub fn secret(&self) -> bool {
        self.private != 0
    }

    pub fn payload(&self) -> bool {
        self.method == method::PAYLOAD
    }

    /// Shape of a panel of `items` items.
    pub fn shape(&self, items: u16) -> core::result::Result<Shape, TaggerError> {
        Shape::new(items, self.bits, self.classes).map_err(|_| TaggerError::BadLabelShape)
    }

    /// Where the parts of a panel's record lie.
    pub fn layout(&self, head: &PanelHead, shape: &Shape) -> Layout {
        let review = head.kind != kind::ANNOTATE;
        let masks = if self.reviewed() && !review { REVIEW_MASKS } else { 0 };
        let parts = Parts {
            seats: head.seats_max,
            masks: head.later_waves + masks,
            weighted: self.weighted() && !review,
            payload: self.payload() && !review,
            subject_mask: head.subject_mask,
            review,
        };
        Layout::new(shape, &parts)
    }

    /// The same layout read back from the head of a written record, where its sums are: no products but two.
    pub fn layout_written(&self, head: &PanelHead) -> Layout {
        let review = head.kind != kind::ANNOTATE;
        let seats = usize::from(head.seats_max);
        let (labels, sure) = (usize::from(head.labels_at), usize::from(head.sure_at));
        let mask = usize::from(head.items).div_ceil(64);
        let stride = sure.wrapping_sub(labels);
        Layout {
            seats,
            stride,
            row: if self.payload() && !review {
                PAYLOAD_WORDS
            } else {
                stride
            },
            mask,
            weight: if self.weighted() && !review {
                weights_len(self.classes).div_ceil(8)
            } else {
                0
            },
            weights: HEAD_WORDS + seats * SLOT_WORDS,
            labels,
            sure,
            asked: sure + mask,
            answers: usize::from(head.answers_at),
            total: usize::from(head.words),
        }
    }

    /// Bytes a member of a panel reveals.
    pub fn answer_bytes(&self, head: &PanelHead) -> usize {
        if self.payload() && head.kind == kind::ANNOTATE {
            8 * PAYLOAD_WORDS
        } else {
            (u32::from(head.items) * u32::from(self.bits)).div_ceil(8) as usize
        }
    }

    /// Seconds from the last commitment to the end of reveals.
    pub fn reveal_window(&self, of: u8) -> u32 {
        if of == kind::ANNOTATE {
            self.reveal_secs
        } else {
            self.review_reveal_secs
        }
    }

    /// Whether gold entries name what was suggested.
    pub fn lures(&self) -> bool {
        self.lure_bps != 0
    }

    /// The highest difficulty a panel opened at `difficulty_bps` can end with.
    pub fn most_difficulty(&self, difficulty_bps: u16) -> u16 {
        self.difficulty(difficulty_bps, 1, 1)
    }

    /// Difficulty after disagreement was measured: raised by `spread_bps` where no label is sure, in proportion to how many
    /// are not, rounded down.
    pub fn difficulty(&self, difficulty_bps: u16, unsure: u16, items: u16) -> u16 {
        let most = u64::from(difficulty_bps) * u64::from(self.spread_bps);
        let raise = most * u64::from(unsure) / (u64::from(items.max(1)) * u64::from(FULL_BPS));
        // At most twice MAX_DIFFICULTY_BPS.
        difficulty_bps + raise as u16
    }

    /// What one late key costs the requester of a panel, base units; zero where items are public.
    pub fn compensation(&self, head: &PanelHead) -> core::result::Result<u64, TaggerError> {
        if !self.secret() {
            return Ok(0);
        }
        pay::compensation(self.price, head.items, head.difficulty_bps)
    }

    /// What a panel keeps for late keys: one compensation for each seat, less those that were paid.
    pub fn late_keys(&self, head: &PanelHead) -> core::result::Result<u64, TaggerError> {
        let left = u64::from(head.seats_max.saturating_sub(head.late));
        self.compensation(head)?
            .checked_mul(left)
            .ok_or(TaggerError::MathOverflow)
    }

    /// Seconds of its hold that a claim which is given back is charged for, with `left` seconds to go: each that was begun, so
    /// that none is free. The claim's own second is not stored: a hold that its window cut short counts from where a whole one
    /// would have begun. All of the hold where a claim decides what its member gets to see.
    pub fn kept_secs(&self, left: u64) -> u32 {
        if self.assigned() || self.secret() {
            return self.hold_secs;
        }
        let left = u32::try_from(left).unwrap_or(u32::MAX);
        self.hold_secs
            .saturating_sub(left)
            .saturating_add(1)
            .min(self.hold_secs)
    }

    /// Claims are tickets.
    pub fn assigned(&self) -> bool {
        self.claim_mode == claim_mode::ASSIGNED
    }

    pub fn weighted(&self) -> bool {
        self.method == method::WEIGHTED
    }
}

/// Validators of a round of review: k at first, then 2k + 1 of the round before.
pub fn seats_of_round(first: u8, round: u8) -> u32 {
    (0..round).fold(u32::from(first), |seats, _| 2 * seats.min(1 << 16) + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_layout_read_back_is_the_layout_written() {
        for (bits, classes, method, kind) in [
            (1, 2, method::MAJORITY, kind::ANNOTATE),
            (4, 9, method::WEIGHTED, kind::ANNOTATE),
            (4, 9, method::WEIGHTED, kind::REVIEW),
            (2, 4, method::PAYLOAD, kind::ANNOTATE),
            (2, 4, method::PAYLOAD, kind::APPEAL),
        ] {
            for (items, seats_max, later_waves, review_seats) in [(1, 1, 0, 0), (64, 3, 0, 3), (1_000, 16, 3, 5)] {
                let review = kind != kind::ANNOTATE;
                let terms = Terms {
                    bits,
                    classes,
                    method,
                    review_seats,
                    ..Zeroable::zeroed()
                };
                let mut head = PanelHead {
                    items,
                    seats_max,
                    later_waves: if review { 0 } else { later_waves },
                    subject_mask: if review { 2 } else { 0 },
                    kind,
                    ..Zeroable::zeroed()
                };
                let layout = terms.layout(&head, &terms.shape(items).unwrap());
                head.labels_at = layout.labels as u16;
                head.sure_at = layout.sure as u16;
                head.answers_at = layout.answers as u16;
                head.words = layout.total as u16;
                assert_eq!(terms.layout_written(&head), layout);
            }
        }
    }
}
