//! Parameters governance may move, each within hard bounds. A task keeps the values it was opened with.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use crate::{
    constants::{FULL_BPS, MAX_FEE_BPS},
    error::TaggerError,
};

const DAY: u32 = 24 * 60 * 60;

#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Params {
    /// TAG base units of active stake a member needs to join any task.
    pub min_stake: u64,
    /// Least bond, base units, a task may ask per panel.
    pub min_bond: u64,
    /// Seconds stake cools down after unstaking; 1 hour to 60 days.
    pub unbonding_secs: u64,
    /// Base units a validator's seat on a review panel binds.
    pub review_bond: u64,
    /// Least fee a task may pay a validator for judging one item, base units.
    pub min_review_fee: u64,
    /// Bond above this, base units, adds nothing to a validator's weight in draws.
    pub weight_cap: u64,
    /// Shortest window a task may set, seconds; 60 to 1 day.
    pub min_window_secs: u32,
    /// Longest window a task may set, seconds; up to 30 days.
    pub max_window_secs: u32,
    /// Longest life of a task, seconds; up to 2 years.
    pub max_task_secs: u32,
    /// Seconds added to every deadline of a phase during which the cluster restarted; up to 7 days.
    pub restart_grace_secs: u32,
    /// Longest pause, seconds; up to 7 days. After a pause the same time must pass before the guardian may pause again.
    pub max_pause_secs: u32,
    /// Longest life of a session key, seconds; up to 90 days.
    pub max_session_secs: u32,
    /// Seconds drawn validators have to commit, and then to reveal; 60 to 7 days each.
    pub review_commit_secs: u32,
    pub review_reveal_secs: u32,
    /// Seconds to contest a panel's labels, and to appeal against a review; 60 to 7 days each.
    pub challenge_secs: u32,
    pub appeal_secs: u32,
    /// Fee on rewards, basis points, rounded up, paid by the requester on top; at most 500.
    pub fee_bps: u16,
    /// Share of the bond lost for holding a seat without committing.
    pub slash_hold_bps: u16,
    /// Share of the bond lost for committing without revealing.
    pub slash_miss_bps: u16,
    /// Share of the bond lost for failing gold.
    pub slash_gold_bps: u16,
    /// Share of every slash that is burnt; the rest goes to the requester.
    pub slash_burn_bps: u16,
    /// Members with fewer correct gold answers than this share, basis points of one over the number of classes, fail.
    pub gold_fail_bps: u16,
    /// Share of a validator's bond lost when an appeal clearly reversed all he decided.
    pub slash_reversed_bps: u16,
    /// Zero; keeps the struct free of padding.
    pub reserved: [u16; 1],
}

impl Params {
    /// Refuses values outside the hard bounds written at the fields.
    pub fn check(&self) -> core::result::Result<(), TaggerError> {
        let shares = [
            self.slash_hold_bps,
            self.slash_miss_bps,
            self.slash_gold_bps,
            self.slash_burn_bps,
            self.gold_fail_bps,
            self.slash_reversed_bps,
        ];
        let reviews = [
            self.review_commit_secs,
            self.review_reveal_secs,
            self.challenge_secs,
            self.appeal_secs,
        ];
        let ok = self.fee_bps <= MAX_FEE_BPS
            && shares.iter().all(|share| *share <= FULL_BPS)
            // Going silent after a commitment may never be cheaper than failing gold.
            && self.slash_miss_bps >= self.slash_gold_bps
            && self.slash_hold_bps <= self.slash_miss_bps
            // Nor may hiding a vote be cheaper than being reversed.
            && self.slash_miss_bps >= self.slash_reversed_bps
            && (3_600..=60 * u64::from(DAY)).contains(&self.unbonding_secs)
            && (60..=DAY).contains(&self.min_window_secs)
            && (self.min_window_secs..=30 * DAY).contains(&self.max_window_secs)
            && (self.max_window_secs..=730 * DAY).contains(&self.max_task_secs)
            && self.restart_grace_secs <= 7 * DAY
            && (60..=7 * DAY).contains(&self.max_pause_secs)
            && (3_600..=90 * DAY).contains(&self.max_session_secs)
            && self.min_bond > 0
            && self.min_stake >= self.min_bond
            && reviews.iter().all(|window| (60..=7 * DAY).contains(window))
            && self.review_bond > 0
            && self.min_review_fee > 0
            && self.weight_cap >= self.review_bond
            && self.reserved == [0; 1];
        if ok {
            Ok(())
        } else {
            Err(TaggerError::ParameterOutOfBounds)
        }
    }
}
