//! The key of a licence is wrapped anew, for the key its holder has now: after a transfer by his wallet, or when he changed his
//! key. Either the publisher makes the wrap or whoever the present one is for; the program checks that it holds the same
//! key. Anyone may send what only they can make.
//!
//! - The licence shall be in force
//! - The holder shall have a key; the proof shall hold for it
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    rules::delivery::{Delivery, Handover, Place},
    seeds,
    state::{Dataset, License, Member},
};

#[derive(Accounts)]
pub struct RewrapLicense {
    /// CHECK: the licence names it; loaded by the handler for a wrap by its publisher.
    #[account(address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: UncheckedAccount,
    #[account(seeds = [seeds::MEMBER, license.holder.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut)]
    pub license: Account<License>,
}

impl RewrapLicense {
    /// `by_publisher`: the proof is the publisher's, otherwise that of whoever the present wrap is for.
    pub fn handle(ctx: &mut Context<Self>, delivery: Delivery, by_publisher: bool) -> Result<()> {
        let a = &mut ctx.accounts;
        a.license.check_in_force(&Now::get()?)?;
        let (program, account, recipient) = (&crate::ID, a.license.address(), &a.member.key);
        let good = if by_publisher {
            let dataset = Account::<Dataset>::load(*a.dataset.account())?;
            dataset.check_version()?;
            delivery.proves(&Place {
                program,
                account,
                commitment: &dataset.contents.commitment,
                recipient,
            })
        } else {
            delivery.passes_on(&Handover {
                program,
                account,
                giver: &a.license.recipient,
                held: &a.license.wrap,
                recipient,
            })
        };
        require!(good, TaggerError::WrongWrap);
        a.license.recipient = a.member.key;
        a.license.wrap = delivery.wrap;
        LicenseChanged::log(&a.license, LicenseChanged::REWRAPPED);
        Ok(())
    }
}
