//! Parameters governance may move, each within hard bounds. A task keeps the values it was opened with.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use crate::{
    constants::{FULL_BPS, MAX_ASKED_STAKE, MAX_FEE_BPS, MAX_FEE_STEP_BPS, MAX_KEEPER_TIP_BPS, MAX_LEAST_FEE},
    error::TaggerError,
    rules::{votes::within_step, weight::LEAST_BOND},
};

const DAY: u32 = 24 * 60 * 60;
/// How far a proposal may move a share or the grace beyond doubling and halving: from zero there is no doubling.
const SHARE_STEP_BPS: u64 = 100;
const GRACE_STEP_SECS: u64 = 3_600;

#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Params {
    /// TAG base units of active stake a member needs to join any task; up to a million TAG.
    pub min_stake: u64,
    /// Least bond, base units, a task may ask per panel.
    pub min_bond: u64,
    /// Seconds stake cools down after unstaking; 1 hour to 60 days.
    pub unbonding_secs: u64,
    /// Base units a validator's seat on a review panel binds; from 0.02 TAG, the least that weighs anything in a draw, up
    /// to the cap of weights.
    pub review_bond: u64,
    /// Least fee a task may pay a validator for judging one item, base units; up to a thousand TAG.
    pub min_review_fee: u64,
    /// Bond above this, base units, adds nothing to a validator's weight in draws; from `review_bond` to a million TAG.
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
    /// Share of a slash for silence that goes to the keeper who pushed; at most 2,000.
    pub keeper_tip_bps: u16,
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
            && self.slash_hold_bps <= self.slash_miss_bps
            && self.keeper_tip_bps <= MAX_KEEPER_TIP_BPS
            // Going silent after a commitment may never be cheaper than failing gold, nor hiding a vote than being reversed;
            // not even for one who earns the tip on his own silence.
            && self.least_miss() >= u32::from(self.slash_gold_bps.max(self.slash_reversed_bps)) * u32::from(FULL_BPS)
            && (3_600..=60 * u64::from(DAY)).contains(&self.unbonding_secs)
            && (60..=DAY).contains(&self.min_window_secs)
            && (self.min_window_secs..=30 * DAY).contains(&self.max_window_secs)
            && (self.max_window_secs..=730 * DAY).contains(&self.max_task_secs)
            && self.restart_grace_secs <= 7 * DAY
            && (60..=7 * DAY).contains(&self.max_pause_secs)
            && (3_600..=90 * DAY).contains(&self.max_session_secs)
            && self.min_bond > 0
            && (self.min_bond..=MAX_ASKED_STAKE).contains(&self.min_stake)
            && reviews.iter().all(|window| (60..=7 * DAY).contains(window))
            && self.review_bond >= LEAST_BOND
            && (1..=MAX_LEAST_FEE).contains(&self.min_review_fee)
            && (self.review_bond..=MAX_ASKED_STAKE).contains(&self.weight_cap);
        if ok {
            Ok(())
        } else {
            Err(TaggerError::ParameterOutOfBounds)
        }
    }

    /// What is lost at least by never revealing, of the bond, in hundred-millionths: the slash less the tip.
    fn least_miss(&self) -> u32 {
        // Both at most FULL_BPS: `check` asks after it has bounded them.
        u32::from(self.slash_miss_bps) * u32::from(FULL_BPS.saturating_sub(self.keeper_tip_bps))
    }

    /// Refuses a change one proposal may not make: more than double or less than half, or, for shares and the grace,
    /// which may be zero, more than a small step; the fee never rises by more than 1 %.
    pub fn check_step(&self, next: &Self) -> core::result::Result<(), TaggerError> {
        let numbers = [
            (self.min_stake, next.min_stake),
            (self.min_bond, next.min_bond),
            (self.unbonding_secs, next.unbonding_secs),
            (self.min_window_secs.into(), next.min_window_secs.into()),
            (self.max_window_secs.into(), next.max_window_secs.into()),
            (self.max_task_secs.into(), next.max_task_secs.into()),
            (self.max_pause_secs.into(), next.max_pause_secs.into()),
            (self.max_session_secs.into(), next.max_session_secs.into()),
            (self.review_bond, next.review_bond),
            (self.min_review_fee, next.min_review_fee),
            (self.weight_cap, next.weight_cap),
            (self.review_commit_secs.into(), next.review_commit_secs.into()),
            (self.review_reveal_secs.into(), next.review_reveal_secs.into()),
            (self.challenge_secs.into(), next.challenge_secs.into()),
            (self.appeal_secs.into(), next.appeal_secs.into()),
        ];
        let shares = [
            (self.fee_bps, next.fee_bps),
            (self.slash_hold_bps, next.slash_hold_bps),
            (self.slash_miss_bps, next.slash_miss_bps),
            (self.slash_gold_bps, next.slash_gold_bps),
            (self.slash_burn_bps, next.slash_burn_bps),
            (self.gold_fail_bps, next.gold_fail_bps),
            (self.slash_reversed_bps, next.slash_reversed_bps),
            (self.keeper_tip_bps, next.keeper_tip_bps),
        ];
        let grace = (self.restart_grace_secs.into(), next.restart_grace_secs.into());
        let ok = numbers.iter().all(|(before, after)| within_step(*before, *after, 0))
            && shares
                .iter()
                .all(|(before, after)| within_step((*before).into(), (*after).into(), SHARE_STEP_BPS))
            && within_step(grace.0, grace.1, GRACE_STEP_SECS)
            && next.fee_bps <= self.fee_bps.saturating_add(MAX_FEE_STEP_BPS);
        if ok {
            Ok(())
        } else {
            Err(TaggerError::ChangeTooLarge)
        }
    }
}
