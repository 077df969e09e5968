//! Anyone pushes the balances of members who asked for it to their token accounts, many in one transfer batch.
//!
//! - Appended accounts shall be pairs: a member, then the token account he chose
//! - A member whose token account can't take TAG (closed, frozen, no longer his) is skipped, never the others
use alloc::vec::Vec;

use anchor_lang::{accounts::Account, prelude::*};
use anchor_spl::token::TokenAccount;
use pinocchio::cpi::{Seed, Signer};
use pinocchio_token::instructions::{Batch, BatchState, IntoBatch, Transfer};

use crate::{
    error::TaggerError,
    events::PayoutsPushed,
    seeds,
    state::{Config, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct PushPayouts {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// CHECK: pinned by its seeds; loaded around the transfer, because the batch wants it unborrowed.
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: UncheckedAccount,
    /// CHECK: pinned by its seeds; loaded around the transfer, because the batch wants it unborrowed.
    #[account(mut, seeds = [b"escrow_tokens"], bump)]
    pub escrow_tokens: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// One payee: where the TAG goes, base units.
struct Payee {
    to: AccountView,
    amount: u64,
}

/// Accounts and bytes of one transfer inside a batch.
const TRANSFER_ACCOUNTS: usize = 3;
const TRANSFER_BYTES: usize = 9;

impl PushPayouts {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let pairs = ctx.remaining_accounts()?;
        require!(
            !pairs.is_empty() && pairs.len() % 2 == 0,
            TaggerError::WrongRemainingAccounts
        );
        let a = &mut ctx.accounts;
        let mut payees = Vec::with_capacity(pairs.len() / 2);
        let (mut total, mut skipped) = (0u64, 0u32);
        for pair in pairs.as_chunks::<2>().0 {
            match take_balance(pair[0], pair[1], &a.config.tag_mint)? {
                Some(payee) => {
                    total = total.checked_add(payee.amount).ok_or(TaggerError::MathOverflow)?;
                    payees.push(payee);
                }
                None => skipped += 1,
            }
        }
        require!(total > 0, TaggerError::ZeroAmount);
        let (vault_view, tokens_view) = (*a.escrow_vault.account(), *a.escrow_tokens.account());
        let bump = {
            // SAFETY: the only live borrow of the vault, dropped at the end of the block.
            let mut vault = unsafe { Account::<Vault>::load_mut(vault_view)? };
            vault.debit(total)?;
            [vault.bump]
        };
        transfer_all(&tokens_view, &vault_view, &payees, &bump)?;
        let tokens = Account::<TokenAccount>::load(tokens_view)?;
        Account::<Vault>::load(vault_view)?.invariant(tokens.amount())?;
        emit!(PayoutsPushed {
            payees: payees.len() as u32,
            skipped,
            amount: total
        });
        Ok(())
    }
}

/// Takes a member's whole balance if the token account he chose can receive it now; `None` skips him.
fn take_balance(member: AccountView, to: AccountView, tag_mint: &Address) -> Result<Option<Payee>> {
    // SAFETY: the only live borrow of this member, dropped when the function returns; a repeated member has no balance
    // left the second time.
    let mut member = unsafe { Account::<Member>::load_mut(member)? };
    require!(
        *to.address() == member.payout && member.payout != Address::default(),
        TaggerError::WrongRemainingAccounts
    );
    let ready = token::takes_tag(to, tag_mint, Some(&member.wallet));
    let amount = member.balance;
    if !ready || amount == 0 {
        return Ok(None);
    }
    member.debit(amount)?;
    Ok(Some(Payee { to, amount }))
}

/// One CPI for all transfers: the token program's batch instruction.
fn transfer_all(from: &AccountView, authority: &AccountView, payees: &[Payee], bump: &[u8; 1]) -> Result<()> {
    let data = Batch::header_data_len(payees.len()) + payees.len() * TRANSFER_BYTES;
    let mut state = BatchState::new(payees.len() * TRANSFER_ACCOUNTS, data);
    let mut batch = state.as_batch()?;
    for payee in payees {
        Transfer::new(from, &payee.to, authority, payee.amount).into_batch(&mut batch)?;
    }
    let signer = [Seed::from(seeds::ESCROW_VAULT), Seed::from(bump.as_slice())];
    batch.invoke_signed(&[Signer::from(&signer)])
}
