//! What happened in governance, as in `events.rs`: one event an act, amounts in base units, balances after it.
use anchor_lang::prelude::*;

use crate::{
    constants::{DOMAIN_NAME_BYTES, MAX_DOMAINS},
    state::{Ballot, Change, Domains, Governance, GovernanceParams, Proposal, Voter},
};

#[event]
pub struct GovernanceChanged {
    pub params: GovernanceParams,
}

#[event]
pub struct DomainsChanged {
    pub count: u8,
    /// One bit a place.
    pub retired: u16,
    pub names: [[u8; DOMAIN_NAME_BYTES as usize]; MAX_DOMAINS as usize],
}

#[event]
pub struct VoterChanged {
    pub wallet: Address,
    pub delegate: Address,
    pub locked: u64,
    pub locked_until: u64,
    pub closed: bool,
}

/// A proposal was opened; the change is told in full, because indexers may never see the account.
#[event]
pub struct ProposalOpened {
    pub proposal: Address,
    pub number: u64,
    pub proposer: Address,
    pub deposit: u64,
    /// Unix day whose weights count, and what all votes weigh on it.
    pub snapshot: u32,
    pub votes: u64,
    pub ends_at: u64,
    pub change: Change,
}

/// A ballot was cast or changed; where the vote stands now.
#[event]
pub struct BallotCast {
    pub proposal: Address,
    pub wallet: Address,
    pub cast_by: Address,
    pub choice: u8,
    pub weight: u64,
    pub against: u64,
    pub in_favour: u64,
    pub abstain: u64,
    pub ends_at: u64,
}

#[event]
pub struct BallotClosed {
    pub proposal: Address,
    pub wallet: Address,
}

/// A proposal was finalized, executed, cancelled or closed.
#[event]
pub struct ProposalMoved {
    pub proposal: Address,
    pub number: u64,
    pub kind: u8,
    pub status: u8,
    pub against: u64,
    pub in_favour: u64,
    pub abstain: u64,
    /// Unix seconds of the window to execute it in, if it succeeded.
    pub executable_from: u64,
    pub expires_at: u64,
    /// Part of the deposit that was burnt.
    pub burnt: u64,
    pub closed: bool,
}

impl GovernanceChanged {
    #[inline(never)]
    pub fn log(governance: &Governance) {
        emit!(Self {
            params: governance.params
        });
    }
}

impl DomainsChanged {
    #[inline(never)]
    pub fn log(domains: &Domains) {
        emit!(Self {
            count: domains.count,
            retired: domains.retired,
            names: domains.names,
        });
    }
}

impl VoterChanged {
    #[inline(never)]
    pub fn log(voter: &Voter, closed: bool) {
        emit!(Self {
            wallet: voter.wallet,
            delegate: voter.delegate,
            locked: voter.locked,
            locked_until: voter.locked_until,
            closed,
        });
    }
}

impl ProposalOpened {
    #[inline(never)]
    pub fn log(address: &Address, proposal: &Proposal) {
        emit!(Self {
            proposal: *address,
            number: proposal.number,
            proposer: proposal.proposer,
            deposit: proposal.deposit,
            snapshot: proposal.snapshot,
            votes: proposal.votes,
            ends_at: proposal.ends_at,
            change: proposal.change,
        });
    }
}

impl BallotCast {
    #[inline(never)]
    pub fn log(ballot: &Ballot, proposal: &Proposal) {
        emit!(Self {
            proposal: ballot.proposal,
            wallet: ballot.wallet,
            cast_by: ballot.cast_by,
            choice: ballot.choice,
            weight: ballot.weight,
            against: proposal.against,
            in_favour: proposal.in_favour,
            abstain: proposal.abstain,
            ends_at: proposal.ends_at,
        });
    }
}

impl BallotClosed {
    #[inline(never)]
    pub fn log(ballot: &Ballot) {
        emit!(Self {
            proposal: ballot.proposal,
            wallet: ballot.wallet,
        });
    }
}

impl ProposalMoved {
    #[inline(never)]
    pub fn log(address: &Address, proposal: &Proposal, burnt: u64, closed: bool) {
        emit!(Self {
            proposal: *address,
            number: proposal.number,
            kind: proposal.change.kind,
            status: proposal.status,
            against: proposal.against,
            in_favour: proposal.in_favour,
            abstain: proposal.abstain,
            executable_from: proposal.executable_from(),
            expires_at: proposal.expires_at(),
            burnt,
            closed,
        });
    }
}
