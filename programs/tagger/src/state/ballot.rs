//! `Ballot`: what one wallet's votes said about one proposal.
use anchor_lang::prelude::*;

use crate::{clock::Now, constants::ACCOUNT_VERSION, error::TaggerError};

#[account]
pub struct Ballot {
    pub version: u8,
    pub bump: u8,
    /// See `rules::votes::choice`.
    pub choice: u8,
    pub reserved: [u8; 5],
    pub proposal: Address,
    /// Whose votes these are.
    pub wallet: Address,
    /// Who cast them last: the wallet or its delegate.
    pub cast_by: Address,
    /// Gets the rent back when the ballot is closed.
    pub rent_payer: Address,
    /// Votes, base units of locked stake.
    pub weight: u64,
    /// Unix seconds from which anyone may close the ballot: the vote can't go on any more.
    pub closable_from: u64,
}

impl Ballot {
    pub fn check_version(&self) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        Ok(())
    }

    /// A delegate never changes what the owner of the votes cast himself.
    pub fn recast(&mut self, choice: u8, caster: &Address) -> Result<()> {
        self.check_version()?;
        require!(
            *caster == self.wallet || self.cast_by != self.wallet,
            TaggerError::OwnerVoted
        );
        self.choice = choice;
        self.cast_by = *caster;
        Ok(())
    }

    pub fn check_closable(&self, now: &Now) -> Result<()> {
        self.check_version()?;
        require!(now.seconds >= self.closable_from, TaggerError::VotingOpen);
        Ok(())
    }
}
