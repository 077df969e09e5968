//! The publisher sells no more of a dataset. Licences stay what they are, and what was paid for is still to be delivered.
//!
//! - The publisher shall sign
use anchor_lang::prelude::*;

use crate::{clock::Now, dataset_events::DatasetChanged, error::TaggerError, state::Dataset};

#[derive(Accounts)]
pub struct WithdrawDataset {
    #[account(address = dataset.publisher @ TaggerError::NotPublisher)]
    pub publisher: Signer,
    #[account(mut)]
    pub dataset: Account<Dataset>,
}

impl WithdrawDataset {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let dataset = &mut ctx.accounts.dataset;
        dataset.check_selling()?;
        dataset.withdrawn = 1;
        dataset.withdrawn_at = Now::get()?.seconds;
        DatasetChanged::log(dataset.address(), dataset, false);
        Ok(())
    }
}
