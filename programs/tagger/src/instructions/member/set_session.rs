//! A wallet lends claim, commit and reveal to a session key for a limited time. The zero key withdraws it.
//!
//! - The wallet shall sign
//! - The expiry shall be within the configured limit
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    error::TaggerError,
    events::MemberChanged,
    seeds,
    state::{Config, Member},
};

#[derive(Accounts)]
pub struct SetSession {
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub wallet: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, member.wallet.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
}

impl SetSession {
    fn validate(&self, session: &Address, until: u64) -> Result<()> {
        if *session != Address::default() {
            let latest = Now::get()?.plus(self.config.params.max_session_secs)?;
            require!(until <= latest, TaggerError::SessionTooLong);
        }
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, session: Address, until: u64) -> Result<()> {
        ctx.accounts.validate(&session, until)?;
        let member = &mut ctx.accounts.member;
        member.session = session;
        member.session_until = if session == Address::default() { 0 } else { until };
        MemberChanged::log(member, false);
        Ok(())
    }
}
