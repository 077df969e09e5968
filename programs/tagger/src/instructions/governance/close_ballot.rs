//! Anyone closes a ballot once its vote can't go on; the rent returns to whoever paid it. The proposal need not exist
//! any more.
//!
//! - The latest end of the vote shall be over
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, governance_events::BallotClosed, state::Ballot};

#[derive(Accounts)]
pub struct CloseBallot {
    #[account(mut, close = rent_payer)]
    pub ballot: Account<Ballot>,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, address = ballot.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseBallot {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let ballot = &ctx.accounts.ballot;
        ballot.check_closable(&Now::get()?)?;
        BallotClosed::log(ballot);
        Ok(())
    }
}
