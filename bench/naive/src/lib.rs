//! The naive twin of Tagger: one account per submission and one per vote, as annotation programs are usually written.
//!
//! An annotator claims one unit, commits to one label and reveals it; three validators commit to a vote and reveal it;
//! anyone finalises: a majority of approvals pays the annotator through SPL Token and closes the accounts.
#![cfg_attr(not(any(feature = "idl-build", test)), no_std)]
#![allow(unused_variables)] // the derive names every argument in each of its parts

extern crate alloc;

#[cfg(target_arch = "bpf")]
use {sbf_builtins as _, solana_compiler_builtins as _};

mod state;

use anchor_lang::prelude::*;
use anchor_spl::{
    mint::Mint,
    token::{TokenAccount, TokenCpiExt},
};
pub use state::*;

declare_id!("Na1veTwin1111111111111111111111111111111111");

#[program]
pub mod naive {
    use super::*;

    /// The requester opens a task; `vault` is a token account of the task's address.
    #[discrim = 0]
    pub fn open_task(ctx: &mut Context<OpenTask>, nonce: u64, price: u64) -> Result<()> {
        let a = &mut ctx.accounts;
        let (requester, mint, vault) = (*a.requester.address(), *a.mint.address(), *a.vault.address());
        *a.task = Task {
            requester,
            mint,
            vault,
            nonce,
            price,
            open: 0,
            paid: 0,
            bump: ctx.bumps.task,
            reserved: [0; 7],
        };
        Ok(())
    }

    /// An annotator takes one unit.
    #[discrim = 1]
    pub fn claim(ctx: &mut Context<Claim>, unit: u64) -> Result<()> {
        let a = &mut ctx.accounts;
        a.submission
            .birth(*a.task.address(), *a.annotator.address(), unit, ctx.bumps.submission);
        a.task.open = a.task.open.checked_add(1).ok_or(NaiveError::Overflow)?;
        Ok(())
    }

    /// The annotator commits to a label.
    #[discrim = 2]
    pub fn commit(ctx: &mut Context<Act>, commitment: [u8; 32]) -> Result<()> {
        let submission = &mut ctx.accounts.submission;
        submission.step(phase::CLAIMED, phase::COMMITTED)?;
        submission.commitment = commitment;
        Ok(())
    }

    /// The annotator reveals the label.
    #[discrim = 3]
    pub fn reveal(ctx: &mut Context<Act>, label: u8, salt: [u8; 32]) -> Result<()> {
        let submission = &mut ctx.accounts.submission;
        submission.step(phase::COMMITTED, phase::REVEALED)?;
        require!(
            submission.commitment == hash(label, &submission.annotator, &salt),
            NaiveError::Mismatch
        );
        submission.label = label;
        Ok(())
    }

    /// A validator commits to a vote.
    #[discrim = 4]
    pub fn commit_vote(ctx: &mut Context<CommitVote>, commitment: [u8; 32]) -> Result<()> {
        let a = &mut ctx.accounts;
        require!(a.submission.phase == phase::REVEALED, NaiveError::WrongPhase);
        require!(a.submission.votes < VALIDATORS, NaiveError::WrongPhase);
        a.submission.votes += 1;
        let (submission, validator) = (*a.submission.address(), *a.validator.address());
        *a.vote = Vote {
            submission,
            validator,
            commitment,
            revealed: 0,
            approve: 0,
            bump: ctx.bumps.vote,
            reserved: [0; 5],
        };
        Ok(())
    }

    /// A validator reveals his vote.
    #[discrim = 5]
    pub fn reveal_vote(ctx: &mut Context<RevealVote>, approve: u8, salt: [u8; 32]) -> Result<()> {
        let a = &mut ctx.accounts;
        require!(
            a.submission.votes == VALIDATORS && a.vote.revealed == 0,
            NaiveError::WrongPhase
        );
        require!(
            a.vote.commitment == hash(approve, &a.vote.validator, &salt),
            NaiveError::Mismatch
        );
        a.vote.revealed = 1;
        a.vote.approve = u8::from(approve != 0);
        a.submission.reveals += 1;
        a.submission.approvals += a.vote.approve;
        Ok(())
    }

    /// Anyone finalises: pays an approved submission, returns the rent.
    #[discrim = 6]
    pub fn finalise(ctx: &mut Context<Finalise>) -> Result<()> {
        let a = &mut ctx.accounts;
        require!(a.submission.reveals == VALIDATORS, NaiveError::WrongPhase);
        if a.submission.approvals > VALIDATORS / 2 {
            let (nonce, bump, price) = (a.task.nonce.to_le_bytes(), [a.task.bump], a.task.price);
            let requester = a.task.requester;
            let seeds: &[&[u8]] = &[b"task", requester.as_ref(), &nonce, &bump];
            let decimals = a.mint.decimals();
            a.token_program
                .transfer_checked(&mut a.vault, &a.mint, &mut a.to, &a.task, &[seeds], price, decimals)?;
            a.task.paid = a.task.paid.checked_add(price).ok_or(NaiveError::Overflow)?;
        }
        a.task.open = a.task.open.checked_sub(1).ok_or(NaiveError::Overflow)?;
        Ok(())
    }
}

fn hash(value: u8, author: &Address, salt: &[u8; 32]) -> [u8; 32] {
    anchor_lang::solana_program::hash::hashv(&[&[value], author.as_ref(), salt]).to_bytes()
}

#[derive(Accounts)]
#[instruction(nonce: u64)]
pub struct OpenTask {
    #[account(mut)]
    pub requester: Signer,
    #[account(init, payer = requester, seeds = [b"task", requester.address().as_ref(), &nonce.to_le_bytes()], bump)]
    pub task: Account<Task>,
    pub mint: Account<Mint>,
    #[account(constraint(vault.owner() == task.address() @ NaiveError::WrongAccount))]
    pub vault: Account<TokenAccount>,
    pub system_program: Program<System>,
}

#[derive(Accounts)]
#[instruction(unit: u64)]
pub struct Claim {
    #[account(mut)]
    pub annotator: Signer,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(init, payer = annotator, seeds = [b"submission", task.address().as_ref(), annotator.address().as_ref(), &unit.to_le_bytes()], bump)]
    pub submission: Account<Submission>,
    pub system_program: Program<System>,
}

#[derive(Accounts)]
pub struct Act {
    #[account(address = submission.annotator @ NaiveError::WrongAccount)]
    pub annotator: Signer,
    #[account(mut)]
    pub submission: Account<Submission>,
}

#[derive(Accounts)]
pub struct CommitVote {
    #[account(mut)]
    pub validator: Signer,
    #[account(mut)]
    pub submission: Account<Submission>,
    #[account(init, payer = validator, seeds = [b"vote", submission.address().as_ref(), validator.address().as_ref()], bump)]
    pub vote: Account<Vote>,
    pub system_program: Program<System>,
}

#[derive(Accounts)]
pub struct RevealVote {
    #[account(address = vote.validator @ NaiveError::WrongAccount)]
    pub validator: Signer,
    #[account(mut, address = vote.submission @ NaiveError::WrongAccount)]
    pub submission: Account<Submission>,
    #[account(mut)]
    pub vote: Account<Vote>,
}

#[derive(Accounts)]
pub struct Finalise {
    #[account(mut, address = submission.task @ NaiveError::WrongAccount)]
    pub task: Account<Task>,
    #[account(mut, close = annotator)]
    pub submission: Account<Submission>,
    /// CHECK: the address that paid the rent.
    #[account(mut, address = submission.annotator @ NaiveError::WrongAccount)]
    pub annotator: UncheckedAccount,
    #[account(mut, address = task.vault @ NaiveError::WrongAccount)]
    pub vault: Account<TokenAccount>,
    #[account(mut, constraint(to.owner() == annotator.address() @ NaiveError::WrongAccount))]
    pub to: Account<TokenAccount>,
    #[account(address = task.mint @ NaiveError::WrongAccount)]
    pub mint: Account<Mint>,
    pub token_program: Program<Token>,
    #[account(mut, close = first, constraint(vote_1.submission == *submission.address() @ NaiveError::WrongAccount))]
    pub vote_1: Account<Vote>,
    /// CHECK: the address that paid the rent.
    #[account(mut, address = vote_1.validator @ NaiveError::WrongAccount)]
    pub first: UncheckedAccount,
    #[account(mut, close = second, constraint(vote_2.submission == *submission.address() @ NaiveError::WrongAccount))]
    pub vote_2: Account<Vote>,
    /// CHECK: the address that paid the rent.
    #[account(mut, address = vote_2.validator @ NaiveError::WrongAccount)]
    pub second: UncheckedAccount,
    #[account(mut, close = third, constraint(vote_3.submission == *submission.address() @ NaiveError::WrongAccount))]
    pub vote_3: Account<Vote>,
    /// CHECK: the address that paid the rent.
    #[account(mut, address = vote_3.validator @ NaiveError::WrongAccount)]
    pub third: UncheckedAccount,
}
