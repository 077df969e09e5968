//! `Governance`: the rules of voting, how many votes there are, and the number of the next proposal.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use crate::{
    constants::{ACCOUNT_VERSION, CHECKPOINTS, MAX_ASKED_STAKE, MAX_LEAST_QUORUM},
    error::TaggerError,
    rules::votes::within_step,
};

const HOUR: u32 = 60 * 60;
const DAY: u32 = 24 * HOUR;
/// A vote lasts until another day, so that the weight at its snapshot is final long before it ends.
const VOTING_SECS: core::ops::RangeInclusive<u32> = DAY..=14 * DAY;
const EXTENSION_SECS: core::ops::RangeInclusive<u32> = HOUR..=2 * DAY;
const MAX_EXTENSIONS: u16 = 3;
/// The longest grace after a restart, see `Params`.
const MAX_GRACE_SECS: u32 = 7 * DAY;
/// Checkpoints reach back over the longest vote: two of them lie in the future or on the day itself.
const _: () = assert!(
    (*VOTING_SECS.end() + MAX_EXTENSIONS as u32 * *EXTENSION_SECS.end() + MAX_GRACE_SECS) / DAY + 3
        <= CHECKPOINTS as u32
);

#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct GovernanceParams {
    /// Active stake a proposer locks, base units; up to a million TAG.
    pub deposit: u64,
    /// Votes for and abstaining a proposal needs at least, base units; up to a billion TAG.
    pub min_quorum: u64,
    /// Seconds votes may be cast; 1 to 14 days.
    pub voting_secs: u32,
    /// Seconds between the end of a vote and its execution; 1 hour to 30 days.
    pub timelock_secs: u32,
    /// Seconds before the end in which a ballot that turns the outcome moves the end by as much; 1 hour to 2 days.
    pub extension_secs: u32,
    /// Seconds a proposal may be executed once the time lock is over; 1 to 30 days.
    pub execution_secs: u32,
    /// Share of all votes a proposal needs, basis points; 1 % to 50 %.
    pub quorum_bps: u16,
    /// How often the end may move; 1 to 3 times.
    pub max_extensions: u16,
    /// Zero; keeps the struct free of padding.
    pub reserved: [u16; 2],
}

impl GovernanceParams {
    /// Refuses values outside the hard bounds written at the fields.
    pub fn check(&self) -> core::result::Result<(), TaggerError> {
        let ok = (1..=MAX_ASKED_STAKE).contains(&self.deposit)
            && (1..=MAX_LEAST_QUORUM).contains(&self.min_quorum)
            && VOTING_SECS.contains(&self.voting_secs)
            && (HOUR..=30 * DAY).contains(&self.timelock_secs)
            && EXTENSION_SECS.contains(&self.extension_secs)
            && (DAY..=30 * DAY).contains(&self.execution_secs)
            && (100..=5_000).contains(&self.quorum_bps)
            && (1..=MAX_EXTENSIONS).contains(&self.max_extensions)
            && self.reserved == [0; 2];
        if ok {
            Ok(())
        } else {
            Err(TaggerError::ParameterOutOfBounds)
        }
    }

    /// Refuses a change one proposal may not make: more than double or less than half.
    pub fn check_step(&self, next: &Self) -> core::result::Result<(), TaggerError> {
        let numbers = [
            (self.deposit, next.deposit),
            (self.min_quorum, next.min_quorum),
            (self.voting_secs.into(), next.voting_secs.into()),
            (self.timelock_secs.into(), next.timelock_secs.into()),
            (self.extension_secs.into(), next.extension_secs.into()),
            (self.execution_secs.into(), next.execution_secs.into()),
            (self.quorum_bps.into(), next.quorum_bps.into()),
            (self.max_extensions.into(), next.max_extensions.into()),
        ];
        if numbers.iter().all(|(before, after)| within_step(*before, *after, 0)) {
            Ok(())
        } else {
            Err(TaggerError::ChangeTooLarge)
        }
    }

    /// Refuses a quorum or a deposit that those who ask for it could not raise themselves: a vote can't lock everybody
    /// out of voting.
    pub fn check_reach(&self, votes: u64) -> core::result::Result<(), TaggerError> {
        if self.min_quorum <= votes && self.deposit <= votes {
            Ok(())
        } else {
            Err(TaggerError::QuorumOutOfReach)
        }
    }
}

#[account]
pub struct Governance {
    pub version: u8,
    pub bump: u8,
    pub reserved: [u8; 2],
    /// Unix day on which all votes together weigh `counted`.
    pub epoch: u32,
    /// Votes locked now, base units in the stake vault; what counts on the days after `epoch`.
    pub locked: u64,
    pub counted: u64,
    /// Proposals ever opened; the next one's number.
    pub proposals: u64,
    pub params: GovernanceParams,
}

impl Governance {
    pub fn birth(&mut self, bump: u8, params: GovernanceParams) {
        *self = Self {
            version: ACCOUNT_VERSION,
            bump,
            reserved: [0; 2],
            epoch: 0,
            locked: 0,
            counted: 0,
            proposals: 0,
            params,
        };
    }

    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// What all votes weigh today.
    pub fn votes_today(&self, today: u32) -> u64 {
        if today > self.epoch {
            self.locked
        } else {
            self.counted
        }
    }

    /// One voter's votes went from `locked.0` to `locked.1`, and what they weigh today from `today.0` to `today.1`.
    pub fn votes_changed(&mut self, day: u32, today: (u64, u64), locked: (u64, u64)) -> Result<()> {
        self.check_version()?;
        self.counted = moved(self.votes_today(day), today)?;
        self.epoch = self.epoch.max(day);
        self.locked = moved(self.locked, locked)?;
        Ok(())
    }

    /// Takes the number of the next proposal.
    pub fn next_number(&mut self) -> Result<u64> {
        let number = self.proposals;
        self.proposals = number.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(number)
    }
}

/// A sum one of whose parts went from `part.0` to `part.1`.
fn moved(sum: u64, part: (u64, u64)) -> core::result::Result<u64, TaggerError> {
    let others = sum.checked_sub(part.0).ok_or(TaggerError::LedgerBroken)?;
    others.checked_add(part.1).ok_or(TaggerError::MathOverflow)
}
