//! Anyone sends the publisher's part of what a dataset earned to his balance, and the protocol's fee to the treasury. A treasury
//! that can't take TAG forfeits the fee to the publisher: it must not hold up anybody's exit.
//!
//! - Something shall be owed
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    dataset_events::RevenueTaken,
    error::TaggerError,
    seeds,
    state::{Config, Dataset, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct TakeRevenue {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub dataset: Account<Dataset>,
    #[account(mut, constraint = member.wallet == dataset.publisher @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    /// CHECK: pinned by the config; loaded by the handler, which goes on without it when it is gone.
    #[account(mut, address = config.treasury @ TaggerError::WrongTreasury)]
    pub treasury: UncheckedAccount,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl TakeRevenue {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        a.dataset.check_version()?;
        let mut own = core::mem::take(&mut a.dataset.publisher_due);
        let fees = core::mem::take(&mut a.dataset.fees_due);
        require!(own > 0 || fees > 0, TaggerError::NothingOwed);
        if !token::takes_tag(*a.treasury.account(), a.tag_mint.address(), None) {
            own = own.checked_add(fees).ok_or(TaggerError::MathOverflow)?;
        } else if fees > 0 {
            // SAFETY: the only live borrow of the treasury; a writable account given twice was refused.
            let mut treasury = unsafe { Account::<TokenAccount>::load_mut(*a.treasury.account())? };
            token::pay(
                &a.tag_mint,
                seeds::ESCROW_VAULT,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                &mut treasury,
                fees,
            )?;
        }
        a.member.credit(own)?;
        RevenueTaken::log(a.dataset.address(), &a.member.wallet, own);
        Ok(())
    }
}
