//! A buyer pays for a licence. The money waits until the dataset's key, wrapped for him, is on chain, or comes back.
//!
//! - The buyer shall sign, be a member and have a key; buying shall not be paused
//! - The offer shall be the one he looked at: terms by their hash, price at most what he says
//! - He shall not be the publisher
//! - There shall be licences left, and he shall be allowed
#![allow(unused_variables)] // the derive names every argument in each of its parts
use alloc::vec::Vec;

use anchor_lang::prelude::*;
use anchor_spl::{mint::Mint, token::TokenAccount};
use pinocchio::cpi::Seed;

use crate::{
    clock::Now,
    constants::{ACCOUNT_VERSION, PAUSE_TASKS},
    cpi::ASSOCIATED_TOKEN,
    dataset_events::LicenseChanged,
    error::TaggerError,
    licence_token::{Licence, Text, TOKEN_2022},
    rules::text::{arweave, hex},
    seeds,
    state::{Config, Dataset, License, Member, Offer, Vault},
    token,
};

/// Name of every licence's token.
const NAME: &str = "Tagger licence";
/// Its expiry until the key is delivered; as long as any that comes later, so that the rent is paid.
const UNKNOWN: &str = "after the delivery of the key";

#[derive(Accounts)]
#[instruction(args: BuyArgs)]
pub struct BuyLicense {
    // May be the same key as the signer below: neither holds data.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    #[account(address = member.wallet @ TaggerError::NotWallet)]
    pub buyer: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [seeds::MEMBER, buyer.address().as_ref()], bump = member.bump)]
    pub member: Account<Member>,
    #[account(mut, address = offer.dataset @ TaggerError::WrongDataset)]
    pub dataset: Account<Dataset>,
    #[account(mut)]
    pub offer: Account<Offer>,
    /// CHECK: created here.
    #[account(mut, seeds = [seeds::LICENCE_MINT, dataset.address().as_ref(), buyer.address().as_ref(), &args.nonce.to_le_bytes()], bump)]
    pub mint: UncheckedAccount,
    #[account(init, payer = payer, seeds = [seeds::LICENSE, mint.address().as_ref()], bump)]
    pub license: Account<License>,
    /// CHECK: created here: tells wallets what the hook needs.
    #[account(mut, seeds = [seeds::EXTRA_METAS, mint.address().as_ref()], bump)]
    pub metas: UncheckedAccount,
    /// CHECK: the buyer's account of the licence; the associated token program checks it.
    #[account(mut)]
    pub tokens: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = TOKEN_2022 @ TaggerError::WrongProgram)]
    pub token_2022: UncheckedAccount,
    /// CHECK: an address only.
    #[account(address = ASSOCIATED_TOKEN @ TaggerError::WrongProgram)]
    pub associated_token: UncheckedAccount,
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

#[derive(Clone, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct BuyArgs {
    /// Chosen by the buyer; the same purchase sent twice is refused.
    pub nonce: u64,
    /// Base units the buyer is ready to pay.
    pub most: u64,
    /// SHA-256 of the terms he agrees to.
    pub terms_hash: [u8; 32],
    /// Of an offer for named buyers: the path from his wallet to its root.
    pub path: Vec<[u8; 32]>,
}

impl BuyLicense {
    pub fn handle(ctx: &mut Context<Self>, args: BuyArgs) -> Result<()> {
        let now = Now::get()?;
        let a = &mut ctx.accounts;
        a.config.check_entry(PAUSE_TASKS, &now)?;
        a.dataset.check_selling()?;
        // He would be on both sides of a refund.
        require!(*a.buyer.address() != a.dataset.publisher, TaggerError::OwnDataset);
        require!(a.member.key != [0; 32], TaggerError::NoKey);
        a.offer
            .sell(a.buyer.address(), args.most, &args.terms_hash, &args.path)?;
        let price = a.offer.price;
        if price > 0 {
            token::pull(
                &a.tag_mint,
                &mut a.from,
                &a.buyer,
                &mut a.escrow_vault,
                &mut a.escrow_tokens,
                price,
            )?;
        }
        a.dataset.escrow(price)?;
        a.dataset.sold = a.dataset.sold.checked_add(1).ok_or(TaggerError::MathOverflow)?;
        Member::count(&mut a.member.purchases, true)?;
        *a.license = License {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.license,
            mint_bump: ctx.bumps.mint,
            metas_bump: ctx.bumps.metas,
            offer: a.offer.index,
            dataset: *a.dataset.address(),
            mint: *a.mint.address(),
            holder: *a.buyer.address(),
            rent_payer: *a.payer.address(),
            terms: a.offer.terms,
            paid: price,
            bought_at: now.seconds,
            key_until: now.plus(a.offer.key_secs)?,
            recipient: a.member.key,
            ..bytemuck::Zeroable::zeroed()
        };
        LicenseChanged::log(&a.license, LicenseChanged::BOUGHT);
        a.issue(&args.nonce.to_le_bytes(), ctx.bumps.mint, ctx.bumps.metas)
    }

    /// The token of the licence, in the buyer's wallet; what it carries can be read without this program.
    #[inline(never)]
    fn issue(&self, nonce: &[u8; 8], mint_bump: u8, metas_bump: u8) -> Result<()> {
        let licence = Licence {
            license: self.license.account(),
            mint: self.mint.account(),
            bump: self.license.bump,
        };
        let bump = [mint_bump];
        let (dataset, buyer) = (*self.dataset.address(), *self.buyer.address());
        let mint_seeds = [
            Seed::from(seeds::LICENCE_MINT),
            Seed::from(dataset.as_ref()),
            Seed::from(buyer.as_ref()),
            Seed::from(nonce),
            Seed::from(&bump),
        ];
        let terms = &self.license.terms;
        let text = Text {
            name: NAME,
            uri: &arweave(&terms.text_id),
            dataset: &hex(dataset.as_array()),
            terms: &hex(&terms.text_hash),
            expires: UNKNOWN,
        };
        licence.create_mint(self.payer.account(), &mint_seeds, &text)?;
        licence.create_metas(self.payer.account(), self.metas.account(), metas_bump)?;
        licence.mint_to(
            self.payer.account(),
            self.buyer.account(),
            self.tokens.account(),
            self.system_program.account(),
            self.token_2022.account(),
            true,
        );
        Ok(())
    }
}
