//! A dataset that is sold no more disappears: the bond is free again, the rent goes to whoever paid it. What contributors have not
//! claimed goes to the treasury, two years after the dataset was withdrawn or once all of them have left.
//!
//! - No offer, no purchase and no other money shall wait
//! - All contributors shall have left, or two years shall be over
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::DatasetChanged,
    error::TaggerError,
    state::{Dataset, Member, Task},
};

#[derive(Accounts)]
pub struct CloseDataset {
    #[account(mut)]
    pub dataset: Account<Dataset>,
    #[account(mut, constraint = member.wallet == dataset.publisher @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    /// The task it was made of, if there was one.
    #[account(mut, constraint = *task.address() == dataset.task @ TaggerError::WrongDataset)]
    pub task: Option<Account<Task>>,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, address = dataset.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

impl CloseDataset {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let alone = match &a.task {
            Some(task) => task.seats == 0,
            None => a.dataset.task == Address::default(),
        };
        // Unclaimed revenue becomes a fee first, so that the treasury's own way out serves it too.
        if a.dataset.give_up(alone, &now)? {
            DatasetChanged::log(a.dataset.address(), &a.dataset, false);
            return Ok(());
        }
        a.dataset.check_closable()?;
        if let Some(task) = &mut a.task {
            task.unpublish();
        } else {
            require!(a.dataset.task == Address::default(), TaggerError::WrongDataset);
        }
        a.member.unlock(core::mem::take(&mut a.dataset.bond))?;
        Member::count(&mut a.member.datasets, false)?;
        DatasetChanged::log(a.dataset.address(), &a.dataset, true);
        a.dataset.close(*a.rent_payer.account())
    }
}
