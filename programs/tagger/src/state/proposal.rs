//! `Proposal`: one typed change, who asked for it, and its way from the vote to its execution.
//!
//! ```text
//! Voting ──finalize──► Succeeded ──time lock──► execute ──► Executed
//!    │  │                   └── not executed in time, or cancelled by the guardian (pauses only)
//!    │  └─finalize──► Defeated, NoQuorum
//!    └─cancel (nobody voted yet, or a pause) ──► Cancelled
//! ```
//!
//! All deadlines follow from `ends_at` and the rules of when the proposal was opened; a cluster restart since then moves
//! each by the grace.
use anchor_lang::prelude::*;
use bytemuck::{Pod, Zeroable};

use super::{domains::DomainName, Config, Domains, Governance, GovernanceParams, Params};
use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, DOMAIN_NAME_BYTES},
    error::TaggerError,
    rules::votes::{day_of, prolonged, quorum, Tally, Verdict},
};

/// What a proposal changes.
pub mod kind {
    /// All parameters of the config, in one step.
    pub const PARAMS: u8 = 0;
    pub const DOMAIN_APPEND: u8 = 1;
    pub const DOMAIN_RETIRE: u8 = 2;
    /// Stops entries for a time.
    pub const PAUSE: u8 = 3;
    /// All rules of voting, in one step.
    pub const GOVERNANCE: u8 = 4;
}

/// How far a proposal got.
pub mod status {
    pub const VOTING: u8 = 0;
    pub const SUCCEEDED: u8 = 1;
    pub const DEFEATED: u8 = 2;
    pub const NO_QUORUM: u8 = 3;
    pub const EXECUTED: u8 = 4;
    pub const CANCELLED: u8 = 5;
}

/// One change. What the kind does not use is zero.
#[derive(Clone, Copy, Pod, Zeroable, IdlType, AnchorSerialize, AnchorDeserialize)]
#[repr(C)]
pub struct Change {
    /// See [`kind`].
    pub kind: u8,
    /// Bits `PAUSE_*` of a pause.
    pub pause_entries: u8,
    /// Place of the domain to retire.
    pub domain: u8,
    pub reserved: u8,
    pub pause_secs: u32,
    /// Name of the domain to append, padded with zeros.
    pub name: [u8; DOMAIN_NAME_BYTES as usize],
    pub params: Params,
    pub governance: GovernanceParams,
}

impl Change {
    /// The change with everything its kind does not use set to zero.
    fn essence(&self) -> Result<Self> {
        let bare = Self {
            kind: self.kind,
            ..Zeroable::zeroed()
        };
        Ok(match self.kind {
            kind::PARAMS => Self {
                params: self.params,
                ..bare
            },
            kind::DOMAIN_APPEND => Self {
                name: self.name,
                ..bare
            },
            kind::DOMAIN_RETIRE => Self {
                domain: self.domain,
                ..bare
            },
            kind::PAUSE => Self {
                pause_entries: self.pause_entries,
                pause_secs: self.pause_secs,
                ..bare
            },
            kind::GOVERNANCE => Self {
                governance: self.governance,
                ..bare
            },
            _ => return Err(TaggerError::BadChange.into()),
        })
    }

    /// Whether the change could be made now if `votes` stood behind it. Asked when a proposal is opened and again when
    /// it is executed: what it changes may have moved in between.
    pub fn check(&self, config: &Config, governance: &Governance, domains: &Domains, votes: u64) -> Result<()> {
        config.check_version()?;
        governance.check_version()?;
        let essence = self.essence()?;
        require!(
            bytemuck::bytes_of(self) == bytemuck::bytes_of(&essence),
            TaggerError::BadChange
        );
        let name: &DomainName = &self.name;
        match self.kind {
            kind::PARAMS => {
                self.params.check()?;
                Ok(config.params.check_step(&self.params)?)
            }
            kind::DOMAIN_APPEND => domains.check_append(name),
            kind::DOMAIN_RETIRE => domains.check_retire(self.domain),
            kind::PAUSE => config.check_pause(self.pause_entries, self.pause_secs),
            _ => {
                self.governance.check()?;
                governance.params.check_step(&self.governance)?;
                Ok(self.governance.check_reach(votes)?)
            }
        }
    }

    /// Makes the change.
    pub fn apply(
        &self,
        config: &mut Config,
        governance: &mut Governance,
        domains: &mut Domains,
        votes: u64,
        now: &Now,
    ) -> Result<()> {
        self.check(config, governance, domains, votes)?;
        match self.kind {
            kind::PARAMS => config.set_params(&self.params),
            kind::DOMAIN_APPEND => domains.append(&self.name),
            kind::DOMAIN_RETIRE => domains.retire(self.domain),
            // Bound to no cool-down, as the admin's.
            kind::PAUSE => config.pause_more(self.pause_entries, self.pause_secs, now),
            _ => {
                governance.params = self.governance;
                Ok(())
            }
        }
    }
}

#[account]
pub struct Proposal {
    pub version: u8,
    pub bump: u8,
    /// See [`status`].
    pub status: u8,
    /// How often the end was moved.
    pub extensions: u8,
    /// Unix day whose weights count.
    pub snapshot: u32,
    pub number: u64,
    /// Locked a deposit and gets it back, all or half.
    pub proposer: Address,
    /// Gets the rent back when the proposal is closed.
    pub rent_payer: Address,
    /// Slot of opening; a cluster restart after it gives grace.
    pub slot: u64,
    pub opened_at: u64,
    /// Unix seconds at which voting ends.
    pub ends_at: u64,
    /// Unix seconds from which voting can't go on, whatever happens; until then ballots bind votes.
    pub latest_end: u64,
    /// Base units of the proposer's locked stake.
    pub deposit: u64,
    /// All votes that counted when the proposal was opened.
    pub votes: u64,
    pub against: u64,
    pub in_favour: u64,
    pub abstain: u64,
    /// Ballots cast.
    pub ballots: u32,
    /// Snapshot of the parameter `restart_grace_secs`.
    pub grace_secs: u32,
    /// Snapshot of the rules of voting.
    pub rules: GovernanceParams,
    pub change: Change,
}

/// Who opens a proposal, and its place.
pub struct Opening {
    pub bump: u8,
    pub proposer: Address,
    pub rent_payer: Address,
}

impl Proposal {
    /// A proposal under the rules of now. Refused while fewer votes are locked than it needs.
    pub fn open(
        opening: Opening,
        change: Change,
        config: &Config,
        governance: &mut Governance,
        now: &Now,
    ) -> Result<Self> {
        let snapshot = day_of(now.seconds)?;
        let votes = governance.votes_today(snapshot);
        let rules = governance.params;
        let ends_at = now.plus(rules.voting_secs)?;
        let grace_secs = config.params.restart_grace_secs;
        let longest = u32::from(rules.max_extensions)
            .checked_mul(rules.extension_secs)
            .and_then(|extensions| extensions.checked_add(grace_secs))
            .ok_or(TaggerError::MathOverflow)?;
        let latest_end = ends_at
            .checked_add(u64::from(longest))
            .ok_or(TaggerError::MathOverflow)?;
        require!(votes >= rules.min_quorum, TaggerError::QuorumOutOfReach);
        Ok(Self {
            version: ACCOUNT_VERSION,
            bump: opening.bump,
            status: status::VOTING,
            extensions: 0,
            snapshot,
            number: governance.next_number()?,
            proposer: opening.proposer,
            rent_payer: opening.rent_payer,
            slot: now.slot,
            opened_at: now.seconds,
            ends_at,
            latest_end,
            deposit: rules.deposit,
            votes,
            against: 0,
            in_favour: 0,
            abstain: 0,
            ballots: 0,
            grace_secs,
            rules,
            change,
        })
    }

    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    fn tally(&self) -> Tally {
        Tally {
            against: self.against,
            in_favour: self.in_favour,
            abstain: self.abstain,
        }
    }

    fn verdict(&self) -> Verdict {
        let needed = quorum(self.votes, self.rules.quorum_bps, self.rules.min_quorum);
        self.tally().verdict(needed)
    }

    /// Whether a deadline of this proposal is over.
    fn passed(&self, deadline: u64, now: &Now) -> bool {
        now.passed(deadline, self.slot, self.grace_secs)
    }

    /// Unix seconds from which a proposal that passed may be executed.
    pub fn executable_from(&self) -> u64 {
        self.ends_at.saturating_add(u64::from(self.rules.timelock_secs))
    }

    /// Unix seconds from which it may no more.
    pub fn expires_at(&self) -> u64 {
        self.executable_from()
            .saturating_add(u64::from(self.rules.execution_secs))
    }

    fn check_voting(&self, now: &Now) -> Result<()> {
        self.check_version()?;
        require!(self.status == status::VOTING, TaggerError::WrongProposalState);
        require!(!self.passed(self.ends_at, now), TaggerError::VotingClosed);
        Ok(())
    }

    /// Counts a ballot; `before` is what the same votes said until now. A late ballot that turns the outcome moves the end.
    pub fn count(&mut self, before: Option<u8>, choice: u8, weight: u64, now: &Now) -> Result<()> {
        self.check_voting(now)?;
        require!(weight > 0, TaggerError::NoVotes);
        let verdict = self.verdict();
        let mut tally = self.tally();
        match before {
            Some(choice) => tally.remove(choice, weight)?,
            None => self.ballots = self.ballots.checked_add(1).ok_or(TaggerError::MathOverflow)?,
        }
        tally.add(choice, weight)?;
        // More votes than there are would be votes counted twice.
        require!(tally.cast() <= self.votes, TaggerError::LedgerBroken);
        (self.against, self.in_favour, self.abstain) = (tally.against, tally.in_favour, tally.abstain);
        if u16::from(self.extensions) < self.rules.max_extensions {
            let later = prolonged(
                self.ends_at,
                now.seconds,
                self.rules.extension_secs,
                verdict,
                self.verdict(),
            );
            if let Some(later) = later {
                self.ends_at = later;
                self.extensions += 1;
            }
        }
        Ok(())
    }

    /// What the votes say, once no more can come.
    pub fn finalize(&mut self, now: &Now) -> Result<()> {
        self.check_version()?;
        require!(self.status == status::VOTING, TaggerError::WrongProposalState);
        require!(self.passed(self.ends_at, now), TaggerError::VotingOpen);
        self.status = match self.verdict() {
            Verdict::Passed => status::SUCCEEDED,
            Verdict::Defeated => status::DEFEATED,
            Verdict::NoQuorum => status::NO_QUORUM,
        };
        Ok(())
    }

    /// The time lock is over and the time to execute is not.
    pub fn execute(
        &mut self,
        config: &mut Config,
        governance: &mut Governance,
        domains: &mut Domains,
        now: &Now,
    ) -> Result<()> {
        self.check_version()?;
        require!(self.status == status::SUCCEEDED, TaggerError::WrongProposalState);
        require!(self.passed(self.executable_from(), now), TaggerError::TimelockRunning);
        require!(!self.passed(self.expires_at(), now), TaggerError::ProposalExpired);
        self.change
            .apply(config, governance, domains, self.tally().carrying(), now)?;
        self.status = status::EXECUTED;
        Ok(())
    }

    /// The guardian stops a pause as long as it is not executed; the proposer takes back what nobody voted on. Not after
    /// the vote: else a proposer could flood everybody with proposals and never lose a deposit.
    pub fn cancel(&mut self, by: &Address, guardian: &Address, now: &Now) -> Result<()> {
        self.check_version()?;
        let alive = matches!(self.status, status::VOTING | status::SUCCEEDED);
        require!(alive, TaggerError::WrongProposalState);
        let as_guardian = *by == *guardian && self.change.kind == kind::PAUSE;
        let as_proposer = *by == self.proposer && self.ballots == 0;
        require!(as_guardian || as_proposer, TaggerError::NotCanceller);
        if as_guardian {
            require!(!self.expired(now), TaggerError::ProposalExpired);
        } else {
            self.check_voting(now)?;
        }
        self.status = status::CANCELLED;
        Ok(())
    }

    fn expired(&self, now: &Now) -> bool {
        self.status == status::SUCCEEDED && self.passed(self.expires_at(), now)
    }

    /// Ends a proposal that is over; returns how much of the deposit is burnt. Half of it is (rounded down), when not
    /// even the quorum took part.
    pub fn wind_up(&mut self, now: &Now) -> Result<u64> {
        self.check_version()?;
        let live = matches!(self.status, status::VOTING | status::SUCCEEDED) && !self.expired(now);
        require!(!live, TaggerError::ProposalLive);
        Ok(if self.status == status::NO_QUORUM {
            self.deposit / 2
        } else {
            0
        })
    }
}
