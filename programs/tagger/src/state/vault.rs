//! `Vault`: the ledger of one pot of TAG. Tokens above `liabilities` are donations and belong to nobody's balance.
use anchor_lang::prelude::*;

use crate::{constants::ACCOUNT_VERSION, error::TaggerError};

#[account]
pub struct Vault {
    pub version: u8,
    pub bump: u8,
    pub tokens_bump: u8,
    pub reserved: [u8; 5],
    /// The PDA token account this ledger speaks about; its owner is this `Vault`.
    pub tokens: Address,
    /// Base units owed to members, tasks and pages together.
    pub liabilities: u64,
    /// Base units ever credited.
    pub credited: u64,
    /// Base units ever paid out or burnt.
    pub paid: u64,
}

impl Vault {
    pub fn birth(&mut self, bump: u8, tokens_bump: u8, tokens: Address) {
        *self = Self {
            version: ACCOUNT_VERSION,
            bump,
            tokens_bump,
            reserved: [0; 5],
            tokens,
            liabilities: 0,
            credited: 0,
            paid: 0,
        };
    }

    pub fn credit(&mut self, amount: u64) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        self.liabilities = self.liabilities.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        self.credited = self.credited.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    pub fn debit(&mut self, amount: u64) -> Result<()> {
        require!(self.version == ACCOUNT_VERSION, TaggerError::WrongVersion);
        self.liabilities = self.liabilities.checked_sub(amount).ok_or(TaggerError::LedgerBroken)?;
        self.paid = self.paid.checked_add(amount).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    /// Assets cover liabilities; called at the end of every instruction that moves tokens.
    pub fn invariant(&self, tokens: u64) -> Result<()> {
        require!(tokens >= self.liabilities, TaggerError::VaultInsolvent);
        require!(
            self.credited.checked_sub(self.paid) == Some(self.liabilities),
            TaggerError::LedgerBroken
        );
        Ok(())
    }
}
