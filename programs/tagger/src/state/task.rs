//! `Task`: what is asked, under which terms, and what it cost. Read-only in the hot path.
use anchor_lang::prelude::*;

use super::{Records, Terms};
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PUBLISH_SECS},
    error::TaggerError,
};

#[account]
pub struct Task {
    pub version: u8,
    pub bump: u8,
    /// 1 once the requester cancelled.
    pub cancelled: u8,
    pub reserved: [u8; 5],
    pub requester: Address,
    /// May open pages, panels and gold, but never touch money. May equal the requester.
    pub operator: Address,
    pub rent_payer: Address,
    pub nonce: u64,
    /// SHA-256 of the rules the annotators agree to.
    pub rules_hash: [u8; 32],
    /// Arweave id of the rules.
    pub rules_id: [u8; 32],
    /// Arweave id of the list of items, in the order panels refer to.
    pub items_id: [u8; 32],
    /// SHA-256 and Arweave id of the suggestions annotators are shown; zeros for none.
    pub suggestions_hash: [u8; 32],
    pub suggestions_id: [u8; 32],
    /// Root over the gold leaves; zero means no gold.
    pub gold_root: [u8; 32],
    /// Unix seconds after which nothing new is opened or claimed.
    pub ends_at: u64,
    pub terms: Terms,
    /// Requester's money that no page has yet, base units in the escrow vault.
    pub escrow: u64,
    /// Fees folded in from pages, not yet sent to the treasury; base units in the escrow vault.
    pub fees_due: u64,
    /// Slashes folded in from pages less what keepers earned, not yet burnt and handed over; base units in the stake vault.
    pub slashes_due: u64,
    /// Base units ever paid in by the requester (slashes handed over included).
    pub funded: u64,
    /// Totals over all folded pages.
    pub paid: u64,
    pub fees: u64,
    pub slashed: u64,
    pub answers: u64,
    pub items_settled: u64,
    pub panels_settled: u32,
    /// Pages alive and pages ever opened (the next page's index).
    pub pages: u32,
    pub pages_made: u32,
    /// Seats alive and seats ever opened (the next seat's index).
    pub seats: u32,
    pub seats_made: u32,
    pub reserved_tail: u32,
    /// Snapshot of the parameter of the same name: active stake a member needs to join.
    pub min_stake: u64,
    /// Shares of what licences of the task's dataset earn after the protocol's fee: for members by their accepted labels,
    /// for validators by their votes that became the verdict; the rest is the publisher's. Basis points, promised when the
    /// task opens.
    pub contributor_bps: u16,
    pub validator_bps: u16,
    /// Snapshot of the parameter of the same name; each page has a copy.
    pub keeper_tip_bps: u16,
    pub reserved_shares: [u8; 2],
    /// Unix seconds until which the dataset may be published.
    pub publish_until: u64,
    /// Accepted labels over all folded pages, and those of members who gave up their seat before there was a dataset.
    pub accepted: u64,
    pub forgone: u64,
    /// The same for validators: votes that became the verdict and have a seat.
    pub judged: u64,
    pub forgone_votes: u64,
    /// Zero until it is published.
    pub dataset: Address,
    /// Root over the panels that left their pages.
    pub records: Records,
    /// Holder of the licence whose breach its reviews judge, see `accuse_license`; zero for every other task.
    pub accused: Address,
    /// Commitment to the key of the items, a point of ristretto255; zeros for a public task. See `rules/delivery.rs`.
    pub items_key: [u8; 32],
}

/// What a page folds into its task.
#[derive(Clone, Copy, Default)]
pub struct Totals {
    pub paid: u64,
    pub fees: u64,
    pub slashed: u64,
    pub answers: u64,
    pub items_settled: u64,
    pub panels_settled: u32,
    pub shares: Shares,
}

/// What counts for a part of the dataset's revenue.
#[derive(Clone, Copy, Default)]
pub struct Shares {
    /// Accepted labels.
    pub accepted: u64,
    /// Votes in reviews that became the verdict.
    pub judged: u64,
}

impl Task {
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    pub fn ended(&self, now: &Now) -> bool {
        self.cancelled != 0 || now.seconds >= self.ends_at
    }

    pub fn check_running(&self, now: &Now) -> Result<()> {
        require!(!self.ended(now), TaggerError::TaskEnded);
        Ok(())
    }

    pub fn check_ended(&self, now: &Now) -> Result<()> {
        require!(self.ended(now), TaggerError::TaskRunning);
        Ok(())
    }

    pub fn check_operator(&self, actor: &Address) -> Result<()> {
        require!(
            *actor == self.requester || *actor == self.operator,
            TaggerError::NotOperator
        );
        Ok(())
    }

    pub fn fund(&mut self, amount: u64) -> Result<()> {
        self.escrow = self.escrow.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        self.funded = self.funded.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    pub fn take(&mut self, amount: u64) -> Result<()> {
        self.escrow = self.escrow.checked_sub(amount).ok_or(TaggerError::NotEnoughEscrow)?;
        Ok(())
    }

    pub fn give_back(&mut self, amount: u64) -> Result<()> {
        self.escrow = self.escrow.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    pub fn fold(&mut self, totals: &Totals) -> Result<()> {
        let add = |a: &mut u64, b: u64| -> Result<()> {
            *a = a.checked_add(b).ok_or(TaggerError::MathOverflow)?;
            Ok(())
        };
        add(&mut self.paid, totals.paid)?;
        add(&mut self.fees, totals.fees)?;
        add(&mut self.fees_due, totals.fees)?;
        add(&mut self.slashed, totals.slashed)?;
        add(&mut self.slashes_due, totals.slashed)?;
        add(&mut self.answers, totals.answers)?;
        add(&mut self.items_settled, totals.items_settled)?;
        add(&mut self.accepted, totals.shares.accepted)?;
        add(&mut self.judged, totals.shares.judged)?;
        self.panels_settled = self
            .panels_settled
            .checked_add(totals.panels_settled)
            .ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Whether a seat stays for its member's shares of a dataset that is or may yet be published.
    pub fn holds_shares(&self, shares: Shares, now: &Now) -> bool {
        let labels = self.contributor_bps > 0 && shares.accepted > 0;
        let votes = self.validator_bps > 0 && shares.judged > 0;
        (labels || votes) && (self.dataset != Address::default() || now.seconds < self.publish_until)
    }

    /// Somebody gives his shares up before there is a dataset: the others have more.
    pub fn forgo(&mut self, shares: Shares) -> Result<()> {
        let add = |a: &mut u64, b: u64| -> Result<()> {
            *a = a.checked_add(b).ok_or(TaggerError::MathOverflow)?;
            Ok(())
        };
        add(&mut self.forgone, shares.accepted)?;
        add(&mut self.forgone_votes, shares.judged)
    }

    /// Its dataset is gone for good: nothing more is shared.
    pub fn unpublish(&mut self) {
        self.dataset = Address::default();
        self.publish_until = 0;
    }

    /// Its work is done and on record, and nobody waits for a dataset any longer than promised.
    pub fn check_publishable(&self, now: &Now) -> Result<()> {
        let over = self.ended(now) && self.pages == 0 && now.seconds < self.publish_until;
        require!(
            over && self.dataset == Address::default() && self.records.leaves > 0,
            TaggerError::NotPublishable
        );
        Ok(())
    }

    /// The requester ends the task early: the time to publish begins.
    pub fn cancel(&mut self, now: &Now) -> Result<()> {
        self.check_running(now)?;
        self.cancelled = 1;
        self.publish_until = now.plus(PUBLISH_SECS)?;
        Ok(())
    }

    /// Every page and seat is closed and all money owed to others is on its way. Its dataset goes first: another task could
    /// be opened at this address, and its seats would have shares of it.
    pub fn check_closable(&self) -> Result<()> {
        let over = self.pages == 0 && self.seats == 0 && self.dataset == Address::default();
        let open = over && self.fees_due == 0 && self.slashes_due == 0;
        require!(open, TaggerError::TaskInUse);
        Ok(())
    }
}
