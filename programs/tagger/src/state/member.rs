//! `Member`: one wallet's stake, earnings, session key and track record.
use anchor_lang::prelude::*;

use tagger_consensus::{level, Record, EXPIRED_OBSERVATIONS};

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, MAX_DOMAINS, MIN_LURES_TO_JUDGE},
    error::TaggerError,
};

#[account]
pub struct Member {
    pub version: u8,
    pub bump: u8,
    pub reserved: [u8; 6],
    pub wallet: Address,
    /// Gets the rent back when the member account is closed.
    pub rent_payer: Address,
    /// May claim, commit and reveal, nothing else. Zero when there is none.
    pub session: Address,
    /// Unix seconds from which the session key is refused.
    pub session_until: u64,
    /// Token account for pushed payouts; zero means pull only.
    pub payout: Address,
    /// What others encrypt for him with, a point of ristretto255; zeros for none.
    pub key: [u8; 32],
    /// Base units of TAG, backed by the stake vault.
    pub stake_active: u64,
    /// Stake behind seats of tasks, votes and deposits of proposals; what is behind seats and deposits can be lost.
    pub stake_locked: u64,
    /// Stake on its way out.
    pub stake_cooling: u64,
    /// Unix seconds from which the cooling stake may be withdrawn.
    pub cooling_until: u64,
    /// Earned or refunded base units, backed by the escrow vault.
    pub balance: u64,
    pub earned: u64,
    pub slashed: u64,
    /// Track record over all tasks.
    pub answered: u64,
    pub agreed: u64,
    pub gold_hits: u64,
    pub gold_total: u64,
    pub panels: u32,
    pub missed_reveals: u32,
    pub expired_claims: u32,
    /// Open seats and tasks keep the account from being closed.
    pub seats: u32,
    pub tasks: u32,
    /// Voter account and open proposals; they keep the account from being closed as well.
    pub governance: u32,
    /// Place in the validators' pool plus one, `shard << 16 | place`; zero when he is none.
    pub pool_place: u32,
    /// Reversed votes his earlier votes forgive, in eighths (`tagger_consensus::reversal`).
    pub grace: u32,
    /// Datasets he publishes and purchases that wait for their key; they keep the account from being closed as well.
    pub datasets: u32,
    pub purchases: u32,
    /// Votes on concluded reviews, and those that became the verdict.
    pub votes: u64,
    pub coherent: u64,
    /// Gold items that carried a wrong suggestion, and how many of those he accepted.
    pub lured: u32,
    pub fell: u32,
    /// His record in each domain, by its place in `Domains`.
    pub records: [DomainRecord; MAX_DOMAINS as usize],
}

/// A `tagger_consensus::Record`, where the formulas are.
#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
#[repr(C)]
pub struct DomainRecord {
    /// Sum of the qualities of the observations, in 1/256.
    pub good: u32,
    /// Observations, faded, in 1/256.
    pub seen: u32,
    /// Day of the last change, days since 1970.
    pub day: u16,
    /// Panels in a row that were kept to the end.
    pub streak: u16,
}

impl From<DomainRecord> for Record {
    fn from(r: DomainRecord) -> Self {
        Self {
            good: r.good,
            seen: r.seen,
            day: r.day,
            streak: r.streak,
        }
    }
}

impl From<Record> for DomainRecord {
    fn from(r: Record) -> Self {
        Self {
            good: r.good,
            seen: r.seen,
            day: r.day,
            streak: r.streak,
        }
    }
}

impl Member {
    pub fn birth(&mut self, bump: u8, wallet: Address, rent_payer: Address) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.wallet = wallet;
        self.rent_payer = rent_payer;
    }

    /// Every way to act for a member or to move his money begins here.
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// The wallet always may; the session key while it lives.
    pub fn check_actor(&self, actor: &Address, now: &Now) -> Result<()> {
        self.check_version()?;
        if *actor == self.wallet {
            return Ok(());
        }
        require!(*actor == self.session, TaggerError::NotMemberOrSession);
        require!(now.seconds < self.session_until, TaggerError::SessionExpired);
        Ok(())
    }

    pub fn stake(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.stake_active = add(self.stake_active, amount)?;
        Ok(())
    }

    /// The whole cooling bucket waits for the latest request: an earlier request never ages a later one.
    pub fn unstake(&mut self, amount: u64, ready_at: u64) -> Result<()> {
        self.check_version()?;
        self.stake_active = self
            .stake_active
            .checked_sub(amount)
            .ok_or(TaggerError::NotEnoughStake)?;
        self.stake_cooling = add(self.stake_cooling, amount)?;
        self.cooling_until = ready_at;
        Ok(())
    }

    /// Takes all cooled-down stake out; returns how much.
    pub fn take_cooled(&mut self, now: &Now) -> Result<u64> {
        self.check_version()?;
        require!(self.stake_cooling > 0, TaggerError::NothingCooling);
        require!(now.seconds >= self.cooling_until, TaggerError::StillCooling);
        Ok(core::mem::take(&mut self.stake_cooling))
    }

    pub fn lock(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.stake_active = self
            .stake_active
            .checked_sub(amount)
            .ok_or(TaggerError::NotEnoughStake)?;
        self.stake_locked = add(self.stake_locked, amount)?;
        Ok(())
    }

    pub fn unlock(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.stake_locked = self.stake_locked.checked_sub(amount).ok_or(TaggerError::LedgerBroken)?;
        self.stake_active = add(self.stake_active, amount)?;
        Ok(())
    }

    pub fn slash(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.stake_locked = self.stake_locked.checked_sub(amount).ok_or(TaggerError::LedgerBroken)?;
        self.slashed = add(self.slashed, amount)?;
        Ok(())
    }

    pub fn credit(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.balance = add(self.balance, amount)?;
        Ok(())
    }

    pub fn debit(&mut self, amount: u64) -> Result<()> {
        self.check_version()?;
        self.balance = self.balance.checked_sub(amount).ok_or(TaggerError::NotEnoughBalance)?;
        Ok(())
    }

    /// Changes his record in a domain; returns what it is now.
    pub fn remember(&mut self, domain: u8, change: impl FnOnce(Record) -> Record) -> Result<Record> {
        let place = self
            .records
            .get_mut(usize::from(domain))
            .ok_or(TaggerError::NoSuchDomain)?;
        let record = change(Record::from(*place));
        *place = record.into();
        Ok(record)
    }

    /// He let `count` claims lapse, or a ticket for so many, which cost `slash` base units altogether.
    pub fn lose_claims(&mut self, count: u8, slash: u64, domain: u8, day: u16) -> Result<()> {
        self.slash(slash)?;
        self.expired_claims = self.expired_claims.saturating_add(u32::from(count));
        if count > 0 {
            let observations = EXPIRED_OBSERVATIONS * u16::from(count);
            self.remember(domain, |record| record.broken(observations, day))?;
        }
        Ok(())
    }

    /// His stake and his record in the domain open the level. All stake counts but what is cooling down.
    pub fn check_level(&self, domain: u8, required: u8, least_stake: u64, now: &Now) -> Result<()> {
        let record = *self.records.get(usize::from(domain)).ok_or(TaggerError::NoSuchDomain)?;
        let stake = self.stake_active.saturating_add(self.stake_locked);
        let reached = level(&record.into(), stake, least_stake, now.day());
        require!(reached >= required, TaggerError::LevelTooLow);
        Ok(())
    }

    /// He does not accept more than `over_bps` of the wrong suggestions; a few are no measure of anybody.
    pub fn check_lures(&self, over_bps: u16) -> Result<()> {
        let fell = u64::from(self.fell) * 10_000;
        let over = fell > u64::from(self.lured) * u64::from(over_bps);
        require!(self.lured < MIN_LURES_TO_JUDGE || !over, TaggerError::OverAccepting);
        Ok(())
    }

    /// A voter account or a proposal was opened.
    pub fn join_governance(&mut self) -> Result<()> {
        self.check_version()?;
        self.governance = self.governance.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// A voter account or a proposal was closed.
    pub fn leave_governance(&mut self) -> Result<()> {
        self.check_version()?;
        self.governance = self.governance.checked_sub(1).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// Opens or closes one of the things that keep the account alive.
    pub fn count(counter: &mut u32, opened: bool) -> Result<()> {
        let changed = if opened {
            counter.checked_add(1)
        } else {
            counter.checked_sub(1)
        };
        *counter = changed.ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// His place in the pool.
    pub fn place(&self) -> Result<u32> {
        Ok(self.pool_place.checked_sub(1).ok_or(TaggerError::NoSuchValidator)?)
    }

    /// Nothing of value and nothing open is left.
    pub fn check_closable(&self) -> Result<()> {
        let value = self.stake_active | self.stake_locked | self.stake_cooling | self.balance;
        let open = self.seats | self.tasks | self.governance | self.pool_place | self.datasets | self.purchases;
        require!(value == 0 && open == 0, TaggerError::MemberInUse);
        Ok(())
    }
}

fn add(a: u64, b: u64) -> core::result::Result<u64, TaggerError> {
    a.checked_add(b).ok_or(TaggerError::MathOverflow)
}
