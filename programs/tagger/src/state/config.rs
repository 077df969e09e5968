//! `Config`: who may administer, which mint is TAG, the parameters, what is paused.
use anchor_lang::prelude::*;

use super::Params;
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_CLAIMS, PAUSE_STAKE, PAUSE_TASKS},
    error::TaggerError,
};

#[account]
pub struct Config {
    pub version: u8,
    pub bump: u8,
    /// Entries paused until `paused_until`; bits `PAUSE_*`.
    pub paused: u8,
    /// Shards of the validators' pool.
    pub pools: u8,
    pub reserved: [u8; 4],
    pub admin: Address,
    /// Zero when no hand-over is under way.
    pub pending_admin: Address,
    pub guardian: Address,
    pub tag_mint: Address,
    /// TAG token account that receives fees.
    pub treasury: Address,
    /// Genesis hash of the cluster; part of every commitment, so none can be carried to another cluster.
    pub cluster: [u8; 32],
    /// Unix seconds at which the pause ends by itself.
    pub paused_until: u64,
    /// Unix seconds before which the guardian may not pause again.
    pub pause_allowed_from: u64,
    /// Counts every change; administration names the revision it was signed for.
    pub revision: u64,
    pub params: Params,
}

impl Config {
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// An administrative act must name the revision it was signed for and must not be older than its expiry.
    pub fn check_fresh(&self, revision: u64, expires_at: u64, now: &Now) -> Result<()> {
        require!(revision == self.revision, TaggerError::StaleRevision);
        require!(now.seconds < expires_at, TaggerError::SignatureExpired);
        Ok(())
    }

    /// Refuses an entry that is paused now. Exits never ask.
    pub fn check_entry(&self, entry: u8, now: &Now) -> Result<()> {
        let paused = self.paused & entry != 0 && now.seconds < self.paused_until;
        require!(!paused, TaggerError::Paused);
        Ok(())
    }

    /// Puts new parameters in force, for what is opened from now on.
    pub fn set_params(&mut self, params: &Params) -> Result<()> {
        params.check()?;
        self.params = *params;
        self.bump_revision()
    }

    pub fn bump_revision(&mut self) -> Result<()> {
        self.revision = self.revision.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Refuses unknown entries and a time above the limit.
    pub fn check_pause(&self, entries: u8, seconds: u32) -> Result<()> {
        let known = PAUSE_STAKE | PAUSE_TASKS | PAUSE_CLAIMS;
        require!(entries != 0 && entries & !known == 0, TaggerError::UnknownPauseBits);
        require!(
            seconds > 0 && seconds <= self.params.max_pause_secs,
            TaggerError::ParameterOutOfBounds
        );
        Ok(())
    }

    /// Pauses entries for at most the configured time. The cool-down that follows keeps a guardian from pausing for ever.
    pub fn pause(&mut self, entries: u8, seconds: u32, by_admin: bool, now: &Now) -> Result<()> {
        self.check_pause(entries, seconds)?;
        require!(
            by_admin || now.seconds >= self.pause_allowed_from,
            TaggerError::PauseTooSoon
        );
        self.paused = entries;
        self.paused_until = now.plus(seconds)?;
        self.pause_allowed_from = self
            .paused_until
            .checked_add(u64::from(self.params.max_pause_secs))
            .ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Pauses entries by vote. What the guardian paused meanwhile stays paused, and no shorter: else a harmless pause voted
    /// for in advance could end his.
    pub fn pause_more(&mut self, entries: u8, seconds: u32, now: &Now) -> Result<()> {
        let left = u32::try_from(self.paused_until.saturating_sub(now.seconds)).unwrap_or(u32::MAX);
        let already = if left > 0 { self.paused } else { 0 };
        self.pause(entries | already, seconds.max(left), true, now)
    }

    pub fn unpause(&mut self, now: &Now) {
        self.paused = 0;
        self.paused_until = now.seconds;
    }
}
