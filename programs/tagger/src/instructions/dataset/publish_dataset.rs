//! A publisher puts a dataset up: a finished task's labels, or data of his own. What it holds and under which licence never
//! changes afterwards; another version is another dataset. Its title, an NFT, goes to the publisher.
//!
//! - The wallet shall sign and lock stake behind the delivery of keys
//! - A task shall be his, over, without pages, and not published before; the root shall be that of its records
//! - Contents shall be named and classified; the commitment shall be a point
#![allow(unused_variables)] // the derive names every argument in each of its parts
use alloc::string::String;

use anchor_lang::prelude::*;
use pinocchio::cpi::Seed;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_TASKS},
    cpi::ASSOCIATED_TOKEN,
    dataset_events::DatasetChanged,
    error::TaggerError,
    nft::{mint_title, Title, TOKEN_METADATA},
    rules::point::is_point,
    seeds,
    state::{Config, Contents, Dataset, Member, Task},
};

#[derive(Accounts)]
#[instruction(args: PublishArgs)]
pub struct PublishDataset {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub publisher: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, publisher.address().as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut)]
    pub task: Option<Account<Task>>,
    /// CHECK: created here.
    #[account(mut, seeds = [seeds::TITLE, publisher.address().as_ref(), &args.nonce.to_le_bytes()], bump)]
    pub mint: UncheckedAccount,
    #[account(init, payer = payer, seeds = [seeds::DATASET, mint.address().as_ref()], bump)]
    pub dataset: Account<Dataset>,
    /// CHECK: Token Metadata checks it.
    #[account(mut)]
    pub metadata: UncheckedAccount,
    /// CHECK: Token Metadata checks it.
    #[account(mut)]
    pub edition: UncheckedAccount,
    /// CHECK: the publisher's account of the title; the associated token program checks it.
    #[account(mut)]
    pub tokens: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_METADATA @ TaggerError::WrongProgram)]
    pub token_metadata: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = ASSOCIATED_TOKEN @ TaggerError::WrongProgram)]
    pub associated_token: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct PublishArgs {
    /// Chosen by the publisher; a dataset is found by publisher and nonce.
    pub nonce: u64,
    /// Base units of his stake behind the delivery of keys.
    pub bond: u64,
    /// Root of the task's records; zeros for own data.
    pub records_root: [u8; 32],
    pub contents: Contents,
    /// Of the title: at most 32 bytes, and an address of at most 200.
    pub name: String,
    pub uri: String,
}

impl PublishDataset {
    fn validate(&self, args: &PublishArgs, now: &Now) -> Result<()> {
        self.config.check_version()?;
        self.config.check_entry(PAUSE_TASKS, now)?;
        require!(args.bond >= self.config.params.min_bond, TaggerError::BondTooSmall);
        args.contents.check()?;
        require!(
            is_point(&args.contents.commitment) && args.contents.commitment != [0; 32],
            TaggerError::BadKey
        );
        let root = match &self.task {
            Some(task) => {
                task.check_version()?;
                require!(task.requester == *self.publisher.address(), TaggerError::NotRequester);
                task.check_publishable(now)?;
                task.records.root()
            }
            None => [0; 32],
        };
        require!(root == args.records_root, TaggerError::WrongRoot);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, args: PublishArgs) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&args, &now)?;
        let a = &mut ctx.accounts;
        let params = &a.config.params;
        *a.dataset = Dataset {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.dataset,
            mint_bump: ctx.bumps.mint,
            publisher: *a.publisher.address(),
            mint: *a.mint.address(),
            rent_payer: *a.payer.address(),
            nonce: args.nonce,
            contents: args.contents,
            fee_bps: params.fee_bps,
            slash_bps: params.slash_hold_bps,
            bond: args.bond,
            published_at: now.seconds,
            ..bytemuck::Zeroable::zeroed()
        };
        if let Some(task) = &mut a.task {
            a.dataset.made_of(task)?;
            task.dataset = *a.dataset.address();
        }
        let (nonce, bumps) = (args.nonce.to_le_bytes(), [[ctx.bumps.mint], [ctx.bumps.dataset]]);
        let publisher = *a.publisher.address();
        let mint = *a.mint.address();
        let title = Title {
            payer: a.payer.account(),
            publisher: a.publisher.account(),
            mint: a.mint.account(),
            metadata: a.metadata.account(),
            edition: a.edition.account(),
            tokens: a.tokens.account(),
            dataset: a.dataset.account(),
            system_program: a.system_program.account(),
            token_program: a.token_program.account(),
        };
        let mint_seeds = [
            Seed::from(seeds::TITLE),
            Seed::from(publisher.as_ref()),
            Seed::from(&nonce),
            Seed::from(&bumps[0]),
        ];
        let dataset_seeds = [
            Seed::from(seeds::DATASET),
            Seed::from(mint.as_ref()),
            Seed::from(&bumps[1]),
        ];
        mint_title(&title, &mint_seeds, &dataset_seeds, &args.name, &args.uri)?;
        a.member.lock(args.bond)?;
        Member::count(&mut a.member.datasets, true)?;
        DatasetChanged::log(a.dataset.address(), &a.dataset, false);
        Ok(())
    }
}
