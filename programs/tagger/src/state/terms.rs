//! `Terms`: what a task promises, copied into each of its pages so that the hot path never reads the task.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};
use tagger_consensus::Shape;

use super::Params;
use crate::{
    constants::{FULL_BPS, MAX_PRIOR_COST, MAX_SEATS, MAX_WEIGHTED_CLASSES},
    error::TaggerError,
};

/// How labels are decided.
pub mod method {
    /// Most votes, ties to the smallest label; pay depends on gold only.
    pub const MAJORITY: u8 = 0;
    /// Log-odds from each member's confusion counters; pay depends on gold and on agreement with sure labels.
    pub const WEIGHTED: u8 = 1;
}

/// How seats are taken.
pub mod claim_mode {
    /// Any member with a seat in the task takes a free slot: closed teams, training, replays.
    pub const SELF_CHOSEN: u8 = 0;
}

#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Terms {
    /// Base units for one item at difficulty 10,000 and full quality.
    pub price: u64,
    /// Base units of stake held back per panel.
    pub bond: u64,
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
    pub reserved: [u8; 3],
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
            self.method <= method::WEIGHTED && self.claim_mode == claim_mode::SELF_CHOSEN,
            TaggerError::UnknownKind
        );
        require!(
            self.method == method::MAJORITY || self.classes <= MAX_WEIGHTED_CLASSES,
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
        require!(self.reserved == [0; 3], TaggerError::ParameterOutOfBounds);
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

    /// Shape of a panel of `items` items.
    pub fn shape(&self, items: u16) -> core::result::Result<Shape, TaggerError> {
        Shape::new(items, self.bits, self.classes).map_err(|_| TaggerError::BadLabelShape)
    }

    pub fn weighted(&self) -> bool {
        self.method == method::WEIGHTED
    }
}
