//! Somebody bids for a licence another one holds. The money waits until the holder passes licence and key on, or comes back.
//!
//! - The bidder shall sign, be a member and have a key; buying shall not be paused
//! - The licence shall be in force and transferable, and not his own
//! - The terms shall be those he looked at, by their hash; his bid shall last into the future
use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_TASKS},
    dataset_events::BidChanged,
    error::TaggerError,
    seeds,
    state::{Bid, Config, License, Member, Vault},
    token,
};

#[derive(Accounts)]
pub struct BidLicense {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub bidder: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, bidder.address().as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    pub license: Account<License>,
    #[account(init, payer = payer, seeds = [seeds::BID, license.address().as_ref(), bidder.address().as_ref()], bump)]
    pub bid: Account<Bid>,
    #[account(mut, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    #[account(mut, address = escrow_vault.tokens @ TaggerError::WrongVault)]
    pub escrow_tokens: Account<TokenAccount>,
    #[account(mut)]
    pub from: Account<TokenAccount>,
    #[account(address = config.tag_mint @ TaggerError::WrongMint)]
    pub tag_mint: Account<Mint>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct BidArgs {
    /// Base units.
    pub price: u64,
    /// Unix seconds until which the bid stands.
    pub until: u64,
    /// SHA-256 of the terms he bids for.
    pub terms_hash: [u8; 32],
}

impl BidLicense {
    fn validate(&self, args: &BidArgs, now: &Now) -> Result<()> {
        self.config.check_version()?;
        self.config.check_entry(PAUSE_TASKS, now)?;
        self.license.check_movable(now)?;
        require!(self.license.holder != *self.bidder.address(), TaggerError::OwnLicense);
        require!(self.license.terms.hash() == args.terms_hash, TaggerError::WrongTerms);
        require!(args.price > 0, TaggerError::ZeroAmount);
        require!(args.until > now.seconds, TaggerError::BadEnd);
        require!(self.member.key != [0; 32], TaggerError::NoKey);
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, args: BidArgs) -> Result<()> {
        let now = Now::get()?;
        ctx.accounts.validate(&args, &now)?;
        let a = &mut ctx.accounts;
        token::pull(
            &a.tag_mint,
            &mut a.from,
            &a.bidder,
            &mut a.escrow_vault,
            &mut a.escrow_tokens,
            args.price,
        )?;
        Member::count(&mut a.member.purchases, true)?;
        *a.bid = Bid {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.bid,
            license: *a.license.address(),
            bidder: *a.bidder.address(),
            rent_payer: *a.payer.address(),
            price: args.price,
            until: args.until,
            terms_hash: args.terms_hash,
            expires_at: a.license.expires_at,
            recipient: a.member.key,
            ..bytemuck::Zeroable::zeroed()
        };
        BidChanged::log(&a.bid, BidChanged::OPENED);
        Ok(())
    }
}
