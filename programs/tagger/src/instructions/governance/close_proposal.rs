//! Anyone closes a proposal that is over: the deposit becomes active stake of the proposer again, the rent returns to
//! whoever paid it. When not even the quorum took part, half of the deposit is burnt.
//!
//! - The proposal shall have been executed, cancelled, voted down, or left unexecuted until it expired
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    error::TaggerError,
    governance_events::ProposalMoved,
    seeds,
    state::{Config, Member, Proposal, Vault},
    token,
};

#[derive(Accounts)]
pub struct CloseProposal {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub proposal: Account<Proposal>,
    #[account(mut, constraint = member.wallet == proposal.proposer @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    /// CHECK: the address stored when the rent was paid.
    #[account(mut, address = proposal.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    #[account(mut, seeds = [b"stake_vault"], bump)]
    pub stake_vault: Account<Vault>,
    #[account(mut, address = stake_vault.tokens @ TaggerError::WrongVault)]
    pub stake_tokens: Account<TokenAccount>,
    #[account(mut, address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
}

impl CloseProposal {
    pub fn handle(ctx: &mut Context<Self>) -> Result<()> {
        let a = &mut ctx.accounts;
        let burnt = a.proposal.wind_up(&Now::get()?)?;
        a.member.unlock(a.proposal.deposit - burnt)?;
        a.member.leave_governance()?;
        if burnt > 0 {
            a.member.slash(burnt)?;
            token::burn(
                &mut a.tag_mint,
                seeds::STAKE_VAULT,
                &mut a.stake_vault,
                &mut a.stake_tokens,
                burnt,
            )?;
        }
        ProposalMoved::log(a.proposal.address(), &a.proposal, burnt, true);
        Ok(())
    }
}
