//! The dataset's key, wrapped for the buyer, is put on chain; the program checks that it is the right one, without seeing it
//! (rules/delivery.rs). The licence begins and its price is divided. Anyone may send what only the publisher can make.
//!
//! - The licence shall wait for its key, and its time shall not be over
//! - The proof shall hold for this licence, this dataset and this buyer
use anchor_lang::prelude::*;

use crate::{
    clock::Now,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, TOKEN_2022},
    rules::{
        delivery::{Delivery, Place},
        text::moment,
    },
    seeds,
    state::{Dataset, License, Member},
};

#[derive(Accounts)]
pub struct DeliverKey {
    #[account(mut, address = license.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(mut, seeds = [seeds::MEMBER, license.holder.as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut)]
    pub license: Account<License>,
    /// CHECK: the licence names it.
    #[account(mut, address = license.mint @ TaggerError::WrongLicense)]
    pub mint: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
}

impl DeliverKey {
    pub fn handle(ctx: &mut Context<Self>, delivery: Delivery) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        let place = Place {
            program: &crate::ID,
            account: a.license.address(),
            commitment: &a.dataset.contents.commitment,
            recipient: &a.license.recipient,
        };
        require!(delivery.proves(&place), TaggerError::WrongWrap);
        a.license.begin(delivery.wrap, &now)?;
        let paid = a.license.paid;
        a.dataset.release(paid)?;
        a.dataset.earn(paid)?;
        Member::count(&mut a.member.purchases, false)?;
        LicenseChanged::log(&a.license, LicenseChanged::DELIVERED);
        let licence = Licence {
            license: a.license.account(),
            mint: a.mint.account(),
            bump: a.license.bump,
        };
        licence.set_expiry(&moment(a.license.expires_at))?;
        Ok(())
    }
}
