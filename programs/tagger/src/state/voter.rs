//! `Voter`: the votes of one wallet: locked stake, what it weighed on past days, who may cast it.
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, CHECKPOINTS},
    error::TaggerError,
    rules::votes::{day_of, record, weight_at, Checkpoint},
    state::Governance,
};

#[account]
pub struct Voter {
    pub version: u8,
    pub bump: u8,
    pub reserved: [u8; 6],
    pub wallet: Address,
    /// Gets the rent back when the voter account is closed.
    pub rent_payer: Address,
    /// May cast these votes as long as the wallet does not; zero for nobody.
    pub delegate: Address,
    /// Base units of the member's locked stake.
    pub locked: u64,
    /// Unix seconds before which nothing is unlocked: the latest end of any vote these votes were cast in.
    pub locked_until: u64,
    /// What the votes weighed from which day on, newest first.
    pub checkpoints: [Checkpoint; CHECKPOINTS as usize],
}

impl Voter {
    pub fn birth(&mut self, bump: u8, wallet: Address, rent_payer: Address) {
        *self = bytemuck::Zeroable::zeroed();
        self.version = ACCOUNT_VERSION;
        self.bump = bump;
        self.wallet = wallet;
        self.rent_payer = rent_payer;
    }

    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// The wallet always may; its delegate while there is one.
    pub fn check_caster(&self, caster: &Address) -> Result<()> {
        self.check_version()?;
        let delegated = *caster == self.delegate && self.delegate != Address::default();
        require!(*caster == self.wallet || delegated, TaggerError::NotVoterOrDelegate);
        Ok(())
    }

    /// Stake becomes votes; they count from tomorrow.
    pub fn lock(&mut self, governance: &mut Governance, amount: u64, now: &Now) -> Result<()> {
        self.check_version()?;
        let locked = self.locked.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        self.set_locked(governance, locked, now)
    }

    /// Votes become stake again, unless a ballot binds them.
    pub fn unlock(&mut self, governance: &mut Governance, amount: u64, now: &Now) -> Result<()> {
        self.check_version()?;
        self.check_free(now)?;
        let locked = self.locked.checked_sub(amount).ok_or(TaggerError::NotEnoughVotes)?;
        self.set_locked(governance, locked, now)
    }

    fn set_locked(&mut self, governance: &mut Governance, locked: u64, now: &Now) -> Result<()> {
        let day = day_of(now.seconds)?;
        let today = record(&mut self.checkpoints, day, locked)?;
        governance.votes_changed(day, today, (self.locked, locked))?;
        self.locked = locked;
        Ok(())
    }

    /// What these votes count for in a vote with this snapshot: what was locked then and still is.
    pub fn weight(&self, epoch: u32) -> Result<u64> {
        Ok(weight_at(&self.checkpoints, epoch)?.min(self.locked))
    }

    /// A ballot binds the votes until the vote can't go on any more.
    pub fn bind(&mut self, until: u64) {
        self.locked_until = self.locked_until.max(until);
    }

    fn check_free(&self, now: &Now) -> Result<()> {
        require!(now.seconds >= self.locked_until, TaggerError::VotesLocked);
        Ok(())
    }

    pub fn check_closable(&self, now: &Now) -> Result<()> {
        self.check_version()?;
        self.check_free(now)?;
        require!(self.locked == 0, TaggerError::VoterInUse);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::state::GovernanceParams;

    proptest! {
        /// The total of a day is the sum of all voters' weights on it, whoever locked and unlocked what and when.
        #[test]
        fn the_total_is_the_sum(acts in prop::collection::vec((0usize..4, 0u64..100_000, any::<bool>(), 0u64..1_000), 1..200)) {
            let mut governance: Governance = bytemuck::Zeroable::zeroed();
            governance.birth(0, <GovernanceParams as bytemuck::Zeroable>::zeroed());
            let mut voters: [Voter; 4] = bytemuck::Zeroable::zeroed();
            voters.iter_mut().for_each(|voter| voter.birth(0, Address::default(), Address::default()));
            let mut now = Now { seconds: 1_000_000, slot: 0 };
            for (who, later, unlock, amount) in acts {
                now.seconds += later;
                let before = voters[who].locked;
                let done = if unlock {
                    voters[who].unlock(&mut governance, amount, &now)
                } else {
                    voters[who].lock(&mut governance, amount, &now)
                };
                prop_assert_eq!(done.is_ok(), !unlock || amount <= before);
                let today = day_of(now.seconds).unwrap();
                let weights: u64 = voters.iter().map(|voter| weight_at(&voter.checkpoints, today).unwrap()).sum();
                prop_assert_eq!(governance.votes_today(today), weights);
                let tomorrow: u64 = voters.iter().map(|voter| weight_at(&voter.checkpoints, today + 1).unwrap()).sum();
                prop_assert_eq!(governance.votes_today(today + 1), tomorrow);
                prop_assert_eq!(governance.locked, voters.iter().map(|voter| voter.locked).sum::<u64>());
            }
        }
    }
}
