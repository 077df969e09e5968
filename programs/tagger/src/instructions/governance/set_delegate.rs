//! A member lets another wallet cast his votes, or takes that back with the zero address. His own ballots stand above
//! the delegate's. Ballots already cast stay; who is bound by them waits as if he had cast them himself.
//!
//! - The wallet shall sign
use anchor_lang::prelude::*;

use crate::{error::TaggerError, governance_events::VoterChanged, seeds, state::Voter};

#[derive(Accounts)]
pub struct SetDelegate {
    #[account(address = voter.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(mut, seeds = [seeds::VOTER, voter.wallet.as_ref()], bump = voter.bump)]
    pub voter: Account<Voter>,
}

impl SetDelegate {
    pub fn handle(ctx: &mut Context<Self>, delegate: Address) -> Result<()> {
        let voter = &mut ctx.accounts.voter;
        voter.check_version()?;
        voter.delegate = delegate;
        VoterChanged::log(voter, false);
        Ok(())
    }
}
