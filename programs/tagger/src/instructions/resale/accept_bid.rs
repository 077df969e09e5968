//! A holder takes a bid: licence and key go to the bidder, the price less the royalty to the holder's balance, in one step. The
//! key is passed on by the holder himself with a proof the program checks (rules/delivery.rs), so that nobody needs the
//! publisher for it. Where the dataset is gone no royalty is due.
//!
//! - The holder shall sign; the licence shall be in force and transferable
//! - The licence shall be what was bid for, and the bid shall stand
//! - The wrap on the licence shall be the holder's, and the new one hold the same key
//! - The price shall cover the royalty and be at least what the holder says: the bidder may bid anew at any time
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    cpi::{open_tokens, ASSOCIATED_TOKEN},
    dataset_events::{BidChanged, LicenseChanged},
    error::TaggerError,
    licence_events::LicenseMoved,
    licence_token::{Licence, TOKEN_2022},
    rules::{
        delivery::{Delivery, Handover},
        revenue::royalty,
    },
    state::{Bid, Dataset, License, Member},
};

#[derive(Accounts)]
pub struct AcceptBid {
    #[account(mut, address = license.holder @ TaggerError::NotHolder)]
    pub holder: Signer,
    /// CHECK: the licence names it; loaded by the handler, which goes on without it when it is gone.
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: UncheckedAccount,
    #[account(mut, address = bid.license @ TaggerError::WrongLicense)]
    pub license: Account<License>,
    #[account(mut, close = rent_payer)]
    pub bid: Account<Bid>,
    /// CHECK: the address stored when the rent was paid; may be the bidder's, neither holds data.
    #[account(mut, unsafe(dup), address = bid.rent_payer @ TaggerError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    /// The holder's.
    #[account(mut, constraint = seller.wallet == license.holder @ TaggerError::WrongMember)]
    pub seller: Account<Member>,
    #[account(mut, constraint = member.wallet == bid.bidder @ TaggerError::WrongMember)]
    pub member: Account<Member>,
    /// CHECK: the bid names him.
    #[account(unsafe(dup), address = bid.bidder @ TaggerError::WrongMember)]
    pub bidder: UncheckedAccount,
    /// CHECK: the licence names it.
    #[account(mut, address = license.mint @ TaggerError::WrongLicense)]
    pub mint: UncheckedAccount,
    /// CHECK: where the token is; Token-2022 takes it from no other.
    #[account(mut)]
    pub tokens: UncheckedAccount,
    /// CHECK: the bidder's account of the licence; the associated token program checks it.
    #[account(mut)]
    pub bidder_tokens: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = ASSOCIATED_TOKEN @ TaggerError::WrongProgram)]
    pub associated_token: UncheckedAccount,
    pub system_program: Program<System>,
}

impl AcceptBid {
    pub fn handle(ctx: &mut Context<Self>, delivery: Delivery, least: u64) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        require!(a.bid.price >= least, TaggerError::PriceTooLow);
        a.bid.check_matches(&a.license, &now)?;
        let handover = Handover {
            program: &crate::ID,
            account: a.license.address(),
            giver: &a.license.recipient,
            held: &a.license.wrap,
            recipient: &a.bid.recipient,
        };
        require!(delivery.passes_on(&handover), TaggerError::WrongWrap);
        let terms = &a.license.terms;
        let price = a.bid.price;
        let mut due = royalty(price, terms.royalty_bps, terms.least_royalty);
        if !a.dataset.account().owned_by(&crate::ID) {
            due = 0;
        }
        let rest = price.checked_sub(due).ok_or(TaggerError::BelowRoyalty)?;
        if due > 0 {
            // SAFETY: the only live borrow of the dataset; a writable account given twice was refused.
            let mut dataset = unsafe { Account::<Dataset>::load_mut(*a.dataset.account())? };
            dataset.check_version()?;
            dataset.earn(due)?;
        }
        a.seller.credit(rest)?;
        Member::count(&mut a.member.purchases, false)?;
        let from = a.license.sell_to(&a.bid.bidder, a.bid.recipient, delivery.wrap, &now)?;
        BidChanged::log(&a.bid, BidChanged::ACCEPTED);
        LicenseMoved::log(&a.license, from);
        LicenseChanged::log(&a.license, LicenseChanged::SOLD);
        a.hand_over();
        Ok(())
    }

    /// The token follows.
    #[inline(never)]
    fn hand_over(&self) {
        open_tokens(
            self.holder.account(),
            self.bidder_tokens.account(),
            self.bidder.account(),
            self.mint.account(),
            self.system_program.account(),
            self.token_2022.account(),
        );
        let licence = Licence {
            license: self.license.account(),
            mint: self.mint.account(),
            bump: self.license.bump,
        };
        licence.transfer(self.tokens.account(), self.bidder_tokens.account());
    }
}
