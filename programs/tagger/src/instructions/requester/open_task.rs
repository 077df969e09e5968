//! A requester opens a task: what is asked, at which price, under which terms. Terms never change afterwards.
//!
//! - The requester shall sign and be a member, so that refunds always have a place to go
//! - Opening tasks shall not be paused
//! - Terms, windows and end shall be within the limits of the config
//! - The commitment to the key of a private task's items shall be a point; zeros, the neutral one, mean public
//! - The domain shall be in use; wrong suggestions need the hash of all suggestions
#![allow(unused_variables)] // the derive names every argument in each of its parts
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, FULL_BPS, PAUSE_TASKS, PUBLISH_SECS},
    error::TaggerError,
    events::TaskChanged,
    rules::point::is_point,
    seeds,
    state::{Config, Domains, Member, Task, Terms},
};

#[derive(Accounts)]
#[instruction(args: OpenTaskArgs)]
pub struct OpenTask {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub requester: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(seeds = [seeds::DOMAINS], bump = domains.bump)]
    pub domains: Account<Domains>,
    #[account(mut, seeds = [seeds::MEMBER, requester.address().as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(init, payer = payer, seeds = [seeds::TASK, requester.address().as_ref(), &args.nonce.to_le_bytes()], bump)]
    pub task: Account<Task>,
    pub system_program: Program<System>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OpenTaskArgs {
    /// Chosen by the requester; a task is found by requester and nonce.
    pub nonce: u64,
    /// May open pages, panels and gold. The requester's own key for none.
    pub operator: Address,
    pub rules_hash: [u8; 32],
    pub rules_id: [u8; 32],
    pub items_id: [u8; 32],
    /// SHA-256 and Arweave id of the suggestions annotators are shown; zeros for none.
    pub suggestions_hash: [u8; 32],
    pub suggestions_id: [u8; 32],
    /// Zero for a task without gold.
    pub gold_root: [u8; 32],
    /// Unix seconds.
    pub ends_at: u64,
    /// See `Task`.
    pub contributor_bps: u16,
    pub validator_bps: u16,
    /// Commitment to the key of the items; zeros for a public task.
    pub items_key: [u8; 32],
    /// The fields that are snapshots of parameters are overwritten by the program.
    pub terms: Terms,
}

impl OpenTask {
    /// The terms as given, with the parameters of today written in.
    fn terms(&self, args: &OpenTaskArgs) -> Terms {
        let params = &self.config.params;
        Terms {
            restart_grace_secs: params.restart_grace_secs,
            fee_bps: params.fee_bps,
            slash_hold_bps: params.slash_hold_bps,
            slash_miss_bps: params.slash_miss_bps,
            slash_gold_bps: params.slash_gold_bps,
            slash_burn_bps: params.slash_burn_bps,
            gold_fail_bps: params.gold_fail_bps,
            slash_reversed_bps: params.slash_reversed_bps,
            review_bond: params.review_bond,
            review_commit_secs: params.review_commit_secs,
            review_reveal_secs: params.review_reveal_secs,
            challenge_secs: params.challenge_secs,
            appeal_secs: params.appeal_secs,
            has_gold: u8::from(args.gold_root != [0; 32]),
            private: u8::from(args.items_key != [0; 32]),
            ..args.terms
        }
    }

    fn validate(&self, args: &OpenTaskArgs, now: &Now) -> Result<()> {
        self.config.check_version()?;
        self.config.check_entry(PAUSE_TASKS, now)?;
        self.terms(args).check(&self.config.params)?;
        self.domains.check_in_use(args.terms.domain)?;
        let suggests = args.suggestions_hash != [0; 32];
        require!(args.terms.lure_bps == 0 || suggests, TaggerError::NoSuggestions);
        require!(args.operator != Address::default(), TaggerError::ZeroAddress);
        require!(args.rules_hash != [0; 32], TaggerError::WrongRules);
        require!(is_point(&args.items_key), TaggerError::BadKey);
        let promised = args.contributor_bps.saturating_add(args.validator_bps);
        require!(promised <= FULL_BPS, TaggerError::TooManyShares);
        let latest = now.plus(self.config.params.max_task_secs)?;
        require!(
            now.seconds < args.ends_at && args.ends_at <= latest,
            TaggerError::BadEnd
        );
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, args: OpenTaskArgs) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&args, &now)?;
        let a = &mut ctx.accounts;
        *a.task = Task {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.task,
            requester: *a.requester.address(),
            operator: args.operator,
            rent_payer: *a.payer.address(),
            nonce: args.nonce,
            rules_hash: args.rules_hash,
            rules_id: args.rules_id,
            items_id: args.items_id,
            suggestions_hash: args.suggestions_hash,
            suggestions_id: args.suggestions_id,
            gold_root: args.gold_root,
            ends_at: args.ends_at,
            terms: a.terms(&args),
            min_stake: a.config.params.min_stake,
            contributor_bps: args.contributor_bps,
            validator_bps: args.validator_bps,
            keeper_tip_bps: a.config.params.keeper_tip_bps,
            items_key: args.items_key,
            publish_until: args.ends_at.saturating_add(u64::from(PUBLISH_SECS)),
            ..bytemuck::Zeroable::zeroed()
        };
        a.member.tasks = a.member.tasks.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        TaskChanged::log(a.task.address(), &a.task, false);
        Ok(())
    }
}
