//! A keeper's tip: part of what silence costs goes to whoever pushed the step, as stake.
//!
//! A step that takes a slash for silence may have two more accounts appended: the keeper's member, writable, and who signs
//! for him. With none, nobody is tipped. They are looked at only where a tip is due.
//!
//! - The keeper's wallet or its session key shall sign: nobody else puts stake into a member's account, who may want to close it
//! - He shall not be the one whose stake is slashed: the framework refuses that account twice
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError, events::TipPaid, state::Member};

/// Gives `tip` base units of stake that was slashed in `task` to the named keeper; returns what was given.
#[inline(never)]
pub fn pay_tip(named: &[AccountView], tip: u64, task: &Address, now: &Now) -> Result<u64> {
    let [member, actor] = named else {
        require!(named.is_empty(), TaggerError::WrongRemainingAccounts);
        return Ok(0);
    };
    require!(actor.is_signer(), TaggerError::NotMemberOrSession);
    // SAFETY: the only live borrow of this member; an account that the instruction names as writable was refused.
    let mut keeper = unsafe { Account::<Member>::load_mut(*member)? };
    keeper.check_actor(actor.address(), now)?;
    keeper.stake(tip)?;
    TipPaid::log(task, &keeper, tip);
    Ok(tip)
}
