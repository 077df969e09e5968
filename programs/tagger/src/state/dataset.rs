//! `Dataset`: what is licensed, to whom its revenue belongs, and whether it is delivered.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::{task::Shares, Task};
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, UNCLAIMED_SECS},
    error::TaggerError,
    rules::revenue::{divide, owed, Parts},
};

/// Use classes of a licence after the Data Provenance Initiative (Longpre et al. 2023); 0 is refused.
pub mod use_class {
    pub const COMMERCIAL: u8 = 1;
    pub const UNSPECIFIED: u8 = 2;
    pub const NON_COMMERCIAL: u8 = 3;
    pub const ACADEMIC: u8 = 4;
}

/// What a dataset is made of and under which licence: fixed when it is published.
#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Contents {
    /// Arweave id and SHA-256 of the manifest, a Croissant file.
    pub manifest_id: [u8; 32],
    pub manifest_hash: [u8; 32],
    /// SHA-256 of the payload as it lies on Arweave, encrypted.
    pub payload_hash: [u8; 32],
    /// Commitment to its key, a point of ristretto255 (rules/delivery.rs).
    pub commitment: [u8; 32],
    /// SHA-256 and Arweave id of the text of its licence.
    pub licence_hash: [u8; 32],
    pub licence_id: [u8; 32],
    /// See [`use_class`].
    pub use_class: u8,
    /// 1 when the name of the publisher must be told, and when derived works go under the same licence.
    pub attribution: u8,
    pub share_alike: u8,
    pub reserved: [u8; 5],
}

impl Contents {
    /// Nothing may be left unsaid: what is not classified is refused.
    pub fn check(&self) -> Result<()> {
        let named = [
            self.manifest_id,
            self.manifest_hash,
            self.payload_hash,
            self.licence_hash,
            self.licence_id,
        ];
        let classified = (use_class::COMMERCIAL..=use_class::ACADEMIC).contains(&self.use_class);
        let flags = self.attribution <= 1 && self.share_alike <= 1 && self.reserved == [0; 5];
        require!(
            classified && flags && named.iter().all(|name| *name != [0; 32]),
            TaggerError::UnclassifiedLicence
        );
        Ok(())
    }
}

#[account]
pub struct Dataset {
    pub version: u8,
    pub bump: u8,
    pub mint_bump: u8,
    /// 1 once the publisher sells no more of it.
    pub withdrawn: u8,
    /// 1 once what nobody claimed was given up: from then on nothing is shared.
    pub given_up: u8,
    pub reserved: [u8; 3],
    /// Whoever delivers keys and gets the publisher's part.
    pub publisher: Address,
    /// The title: an NFT that names the dataset.
    pub mint: Address,
    /// The task whose labels it holds; zero for a provider's own data.
    pub task: Address,
    pub rent_payer: Address,
    pub nonce: u64,
    pub contents: Contents,
    /// Root over the panels of the task (`state/records.rs`), and how many; zeros for own data.
    pub records_root: [u8; 32],
    pub panels: u64,
    /// Accepted labels of all members who kept their seats: shares of the contributors' part.
    pub shares: u64,
    /// Votes that became the verdict, of all validators who kept their seats: shares of the validators' part.
    pub votes: u64,
    /// See `Task`; snapshot of the protocol's fee.
    pub contributor_bps: u16,
    pub validator_bps: u16,
    pub fee_bps: u16,
    pub slash_bps: u16,
    pub offers_made: u32,
    pub offers: u32,
    /// Purchases that wait for their key, and licences ever sold.
    pub pending: u64,
    pub sold: u64,
    /// Unix seconds; zero while it is sold.
    pub published_at: u64,
    pub withdrawn_at: u64,
    /// Stake of the publisher behind the delivery of keys, base units in the stake vault.
    pub bond: u64,
    /// Paid for purchases that wait for their key, base units in the escrow vault like all that follows.
    pub escrowed: u64,
    /// Contributors' and validators' part of everything ever earned, and what of both was taken.
    pub contributed: u64,
    pub validated: u64,
    pub shared_taken: u64,
    /// Waiting for treasury and publisher.
    pub fees_due: u64,
    pub publisher_due: u64,
    /// Ever earned, fees included.
    pub earned: u64,
}

impl Dataset {
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// It holds what a task's panels decided, and its revenue is shared as the task promised.
    pub fn made_of(&mut self, task: &mut Account<Task>) -> Result<()> {
        self.task = *task.address();
        self.records_root = task.records.root();
        self.panels = task.records.leaves;
        self.shares = task
            .accepted
            .checked_sub(task.forgone)
            .ok_or(TaggerError::LedgerBroken)?;
        self.votes = task
            .judged
            .checked_sub(task.forgone_votes)
            .ok_or(TaggerError::LedgerBroken)?;
        self.contributor_bps = task.contributor_bps;
        self.validator_bps = task.validator_bps;
        Ok(())
    }

    pub fn check_publisher(&self, wallet: &Address) -> Result<()> {
        self.check_version()?;
        require!(self.publisher == *wallet, TaggerError::NotPublisher);
        Ok(())
    }

    pub fn check_selling(&self) -> Result<()> {
        self.check_version()?;
        require!(self.withdrawn == 0, TaggerError::DatasetWithdrawn);
        Ok(())
    }

    /// A buyer's money waits for his key.
    pub fn escrow(&mut self, price: u64) -> Result<()> {
        self.escrowed = self.escrowed.checked_add(price).ok_or(TaggerError::MathOverflow)?;
        self.pending = self.pending.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// It leaves the escrow, to be divided or given back.
    pub fn release(&mut self, price: u64) -> Result<()> {
        self.escrowed = self.escrowed.checked_sub(price).ok_or(TaggerError::LedgerBroken)?;
        self.pending = self.pending.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// Divides what was earned. Without a contributor or a validator left their part is the publisher's.
    pub fn earn(&mut self, paid: u64) -> Result<Parts> {
        let shared = |all: u64, bps: u16| if all == 0 || self.given_up != 0 { 0 } else { bps };
        let contributor_bps = shared(self.shares, self.contributor_bps);
        let validator_bps = shared(self.votes, self.validator_bps);
        let parts = divide(paid, self.fee_bps, contributor_bps, validator_bps);
        let add = |a: &mut u64, b: u64| -> Result<()> {
            *a = a.checked_add(b).ok_or(TaggerError::MathOverflow)?;
            Ok(())
        };
        add(&mut self.earned, paid)?;
        add(&mut self.fees_due, parts.fee)?;
        add(&mut self.contributed, parts.contributors)?;
        add(&mut self.validated, parts.validators)?;
        add(&mut self.publisher_due, parts.publisher)?;
        Ok(parts)
    }

    /// What a seat with these shares that took `taken` before takes now, base units: its part of both funds.
    pub fn take_share(&mut self, shares: Shares, taken: u64) -> Result<u64> {
        if self.given_up != 0 {
            return Ok(0);
        }
        let all = owed(self.contributed, shares.accepted, self.shares, 0)?
            .checked_add(owed(self.validated, shares.judged, self.votes, 0)?)
            .ok_or(TaggerError::MathOverflow)?;
        let amount = all.checked_sub(taken).ok_or(TaggerError::LedgerBroken)?;
        self.shared_taken = self.shared_taken.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        require!(self.unclaimed().is_some(), TaggerError::LedgerBroken);
        Ok(amount)
    }

    /// What contributors and validators may still take together, base units.
    fn unclaimed(&self) -> Option<u64> {
        self.contributed
            .checked_add(self.validated)?
            .checked_sub(self.shared_taken)
    }

    /// What contributors and validators have not claimed becomes the treasury's once nobody is left to claim it, or two years after it was
    /// withdrawn; returns whether anything did.
    pub fn give_up(&mut self, alone: bool, now: &Now) -> Result<bool> {
        require!(self.withdrawn != 0 && self.pending == 0, TaggerError::DatasetInUse);
        let over = now.seconds >= self.withdrawn_at.saturating_add(u64::from(UNCLAIMED_SECS));
        require!(alone || over, TaggerError::DatasetInUse);
        let left = self.unclaimed().ok_or(TaggerError::LedgerBroken)?;
        self.given_up = 1;
        self.shared_taken = self.shared_taken.checked_add(left).ok_or(TaggerError::MathOverflow)?;
        self.fees_due = self.fees_due.checked_add(left).ok_or(TaggerError::MathOverflow)?;
        Ok(left > 0)
    }

    /// Nothing waits for anybody.
    pub fn check_closable(&self) -> Result<()> {
        self.check_version()?;
        let open = self.offers != 0 || self.pending != 0 || self.withdrawn == 0;
        require!(!open && self.holds() == Some(0), TaggerError::DatasetInUse);
        Ok(())
    }

    /// TAG in the escrow vault that belongs to this dataset, base units.
    pub fn holds(&self) -> Option<u64> {
        [self.escrowed, self.fees_due, self.publisher_due]
            .iter()
            .try_fold(self.unclaimed()?, |sum, part| sum.checked_add(*part))
    }
}
