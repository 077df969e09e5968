//! A member takes a seat in a task and locks stake behind it: the bonds of the panels he will sit on.
//!
//! - The wallet shall sign and agree to the task's rules by naming their hash
//! - Claims shall not be paused and the task shall be running
//! - Neither requester nor operator shall answer their own task
//! - The member shall have reached the level the task asks for in its domain, and not accept wrong suggestions too often
//! - In a private task the member shall have a key the items' key can be wrapped for
//! - The member shall hold at least the minimum stake of when the task was opened, and lock at least one bond
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    constants::PAUSE_CLAIMS,
    error::TaggerError,
    events::SeatChanged,
    seeds,
    state::{Config, Member, Seat, Task},
};

#[derive(Accounts)]
pub struct JoinTask {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub task: Account<Task>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(init, payer = payer, space = Seat::space(&task.terms), seeds = [seeds::SEAT, task.address().as_ref(), wallet.address().as_ref()], bump)]
    pub seat: Account<Seat>,
    pub system_program: Program<System>,
}

impl JoinTask {
    fn validate(&self, rules_hash: &[u8; 32], bond: u64) -> Result<()> {
        let now = Now::get()?;
        self.config.check_version()?;
        self.config.check_entry(PAUSE_CLAIMS, &now)?;
        self.task.check_version()?;
        self.task.check_running(&now)?;
        let own = self.task.check_operator(self.wallet.address()).is_ok();
        require!(!own, TaggerError::OwnTask);
        require!(*rules_hash == self.task.rules_hash, TaggerError::WrongRules);
        require!(
            self.member.stake_active >= self.task.min_stake,
            TaggerError::NotEnoughStake
        );
        require!(bond >= self.task.terms.bond, TaggerError::BondTooSmall);
        let terms = &self.task.terms;
        self.member
            .check_level(terms.domain, terms.required_level, self.task.min_stake, &now)?;
        self.member.check_lures(terms.over_bps)?;
        require!(!terms.secret() || self.member.key != [0; 32], TaggerError::NoKey);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, rules_hash: [u8; 32], bond: u64) -> Result<()> {
        ctx.accounts.validate(&rules_hash, bond)?;
        let a = &mut ctx.accounts;
        let (task, wallet, payer) = (*a.task.address(), *a.wallet.address(), *a.payer.address());
        a.seat.birth(ctx.bumps.seat, a.task.seats_made, task, wallet, payer);
        a.seat.bond_free = bond;
        if a.task.terms.weighted() {
            let terms = a.task.terms;
            let (counters, weights) = Seat::tail(&mut a.seat, &terms)?;
            tagger_consensus::weights_from(counters, terms.classes, weights);
        }
        if a.task.terms.secret() {
            let terms = a.task.terms;
            Seat::key(&mut a.seat, &terms)?.birth(a.member.key, &Now::get()?);
        }
        a.task.seats_made = a.task.seats_made.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        a.task.seats += 1;
        a.member.lock(bond)?;
        a.member.seats += 1;
        SeatChanged::log(&a.seat, false);
        Ok(())
    }
}
