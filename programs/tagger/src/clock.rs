//! The one place that reads time. Deadlines are unix seconds; intervals are half-open: an action is allowed while
//! `now < deadline`, the expiry from `now >= deadline`, so that at every second exactly one of the two is.
use anchor_lang::prelude::*;

use crate::error::TaggerError;

#[derive(Clone, Copy)]
pub struct Now {
    /// Unix seconds of the Clock sysvar.
    pub seconds: u64,
    /// Current slot; stored at the start of a phase to notice a cluster restart.
    pub slot: u64,
}

impl Now {
    pub fn get() -> Result<Self> {
        let clock = Clock::get()?;
        let seconds = u64::try_from(clock.unix_timestamp).map_err(|_| TaggerError::MathOverflow)?;
        Ok(Self {
            seconds,
            slot: clock.slot,
        })
    }

    /// Days since 1970.
    pub fn day(&self) -> u16 {
        u16::try_from(self.seconds / 86_400).unwrap_or(u16::MAX)
    }

    pub fn plus(&self, seconds: u32) -> Result<u64> {
        Ok(self
            .seconds
            .checked_add(u64::from(seconds))
            .ok_or(TaggerError::MathOverflow)?)
    }

    /// Whether `deadline` of a phase that began at `phase_slot` is over. A cluster restart after the phase began
    /// gives everybody `grace` more seconds: nobody could act while the chain stood still.
    pub fn passed(&self, deadline: u64, phase_slot: u64, grace: u32) -> bool {
        if self.seconds < deadline {
            return false;
        }
        last_restart_slot() <= phase_slot || self.seconds >= deadline.saturating_add(u64::from(grace))
    }

    /// Seconds until `deadline` of a phase that began at `phase_slot` is over, see [`Self::passed`]; `None` when it is.
    pub fn left(&self, deadline: u64, phase_slot: u64, grace: u32) -> Option<u64> {
        let deadline = if self.restarted_since(phase_slot) {
            deadline.saturating_add(u64::from(grace))
        } else {
            deadline
        };
        deadline.checked_sub(self.seconds).filter(|left| *left > 0)
    }

    /// Whether the cluster was restarted after `slot`.
    pub fn restarted_since(&self, slot: u64) -> bool {
        last_restart_slot() > slot
    }
}

/// Slot of the last cluster restart, 0 when there was none (or the sysvar can't be read).
fn last_restart_slot() -> u64 {
    const LAST_RESTART_SLOT: Address = anchor_lang::address!("SysvarLastRestartS1ot1111111111111111111111");
    let mut slot = [0u8; 8];
    match pinocchio::sysvars::get_sysvar(&mut slot, &LAST_RESTART_SLOT, 0) {
        Ok(()) => u64::from_le_bytes(slot),
        Err(_) => 0,
    }
}
