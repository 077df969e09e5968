//! Accounts and errors of the naive twin.
use anchor_lang::prelude::*;

/// Votes each submission gets.
pub const VALIDATORS: u8 = 3;

/// Where a submission stands.
pub mod phase {
    pub const CLAIMED: u8 = 0;
    pub const COMMITTED: u8 = 1;
    pub const REVEALED: u8 = 2;
}

#[account]
pub struct Task {
    pub requester: Address,
    pub mint: Address,
    pub vault: Address,
    pub nonce: u64,
    /// Base units for one approved submission.
    pub price: u64,
    pub open: u64,
    pub paid: u64,
    pub bump: u8,
    pub reserved: [u8; 7],
}

#[account]
pub struct Submission {
    pub task: Address,
    pub annotator: Address,
    pub unit: u64,
    pub commitment: [u8; 32],
    pub phase: u8,
    pub label: u8,
    pub votes: u8,
    pub reveals: u8,
    pub approvals: u8,
    pub bump: u8,
    pub reserved: [u8; 2],
}

#[account]
pub struct Vote {
    pub submission: Address,
    pub validator: Address,
    pub commitment: [u8; 32],
    pub revealed: u8,
    pub approve: u8,
    pub bump: u8,
    pub reserved: [u8; 5],
}

impl Submission {
    pub fn birth(&mut self, task: Address, annotator: Address, unit: u64, bump: u8) {
        *self = bytemuck::Zeroable::zeroed();
        self.task = task;
        self.annotator = annotator;
        self.unit = unit;
        self.bump = bump;
    }

    pub fn step(&mut self, from: u8, to: u8) -> Result<()> {
        require!(self.phase == from, NaiveError::WrongPhase);
        self.phase = to;
        Ok(())
    }
}

#[error_code]
pub enum NaiveError {
    #[msg("This account does not belong to the others: pass the one that does")]
    WrongAccount,
    #[msg("The submission is in another phase: do the steps in their order")]
    WrongPhase,
    #[msg("The value and salt are not those committed to: reveal what was committed")]
    Mismatch,
    #[msg("A counter of the task is at its end: open another task")]
    Overflow,
}
