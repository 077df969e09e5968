//! The deployer creates the config and the vaults, once.
//!
//! - Only the program's upgrade authority shall sign, so that nobody runs ahead of the deployment
//! - TAG shall be a classic SPL Token mint without freeze authority
//! - The treasury shall be a TAG token account
//! - Every parameter shall lie within its hard bounds
use anchor_lang::{accounts, prelude::*};
use anchor_spl::{
    mint::Mint,
    token::{self, TokenAccount},
};

use crate::{
    constants::ACCOUNT_VERSION,
    error::TaggerError,
    events::ConfigChanged,
    state::{Config, Params, Vault},
};

/// The loader that owns upgradeable programs and their data.
pub const UPGRADEABLE_LOADER: Address = anchor_lang::address!("BPFLoaderUpgradeab1e11111111111111111111111");

#[derive(Accounts)]
pub struct InitializeConfig {
    #[account(mut)]
    pub upgrade_authority: Signer,
    /// CHECK: pinned by its seeds under the loader; the handler reads the authority from it.
    #[account(seeds = [crate::ID.as_ref()], bump, seeds::program = UPGRADEABLE_LOADER)]
    pub program_data: UncheckedAccount,
    #[account(init, payer = upgrade_authority, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = upgrade_authority, seeds = [b"stake_vault"], bump)]
    pub stake_vault: Account<Vault>,
    #[account(init, payer = upgrade_authority, seeds = [b"escrow_vault"], bump)]
    pub escrow_vault: Account<Vault>,
    pub tag_mint: Account<Mint>,
    #[account(init, payer = upgrade_authority, seeds = [b"stake_tokens"], bump, token::mint = tag_mint, token::authority = stake_vault)]
    pub stake_tokens: accounts::Account<TokenAccount>,
    #[account(init, payer = upgrade_authority, seeds = [b"escrow_tokens"], bump, token::mint = tag_mint, token::authority = escrow_vault)]
    pub escrow_tokens: accounts::Account<TokenAccount>,
    #[account(constraint = treasury.mint() == tag_mint.address() @ TaggerError::WrongMint)]
    pub treasury: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct InitializeConfigArgs {
    pub admin: Address,
    pub guardian: Address,
    /// Genesis hash of the cluster.
    pub cluster: [u8; 32],
    pub params: Params,
}

/// Offset of the upgrade authority in a ProgramData account: state tag (u32), slot (u64), option tag (u8).
const AUTHORITY_AT: usize = 4 + 8 + 1;

/// Refuses a signer that the loader's account of the program does not name as its upgrade authority.
pub fn check_upgrade_authority(program_data: &UncheckedAccount, signer: &Address) -> Result<()> {
    // SAFETY: read-only view of an account nobody borrows in these instructions.
    let data = unsafe { program_data.account().borrow_unchecked() };
    let authority = data
        .get(AUTHORITY_AT - 1..AUTHORITY_AT + 32)
        .ok_or(TaggerError::NotUpgradeAuthority)?;
    let signed = authority[0] == 1 && authority[1..] == signer.as_ref()[..];
    require!(signed, TaggerError::NotUpgradeAuthority);
    Ok(())
}

impl InitializeConfig {
    fn validate(&self, args: &InitializeConfigArgs) -> Result<()> {
        check_upgrade_authority(&self.program_data, self.upgrade_authority.address())?;
        require!(!self.tag_mint.has_freeze_authority(), TaggerError::BadTagMint);
        require!(
            args.admin != Address::default() && args.guardian != Address::default(),
            TaggerError::ZeroAddress
        );
        Ok(args.params.check()?)
    }

    pub fn handle(ctx: &mut Context<Self>, args: InitializeConfigArgs) -> Result<()> {
        ctx.accounts.validate(&args)?;
        let accounts = &mut ctx.accounts;
        let (stake_tokens, escrow_tokens) = (*accounts.stake_tokens.address(), *accounts.escrow_tokens.address());
        accounts
            .stake_vault
            .birth(ctx.bumps.stake_vault, ctx.bumps.stake_tokens, stake_tokens);
        accounts
            .escrow_vault
            .birth(ctx.bumps.escrow_vault, ctx.bumps.escrow_tokens, escrow_tokens);
        *accounts.config = Config {
            version: ACCOUNT_VERSION,
            bump: ctx.bumps.config,
            paused: 0,
            pools: 0,
            reserved: [0; 4],
            admin: args.admin,
            pending_admin: Address::default(),
            guardian: args.guardian,
            tag_mint: *accounts.tag_mint.address(),
            treasury: *accounts.treasury.address(),
            cluster: args.cluster,
            paused_until: 0,
            pause_allowed_from: 0,
            revision: 1,
            params: args.params,
        };
        ConfigChanged::log(&accounts.config, accounts.config.params.fee_bps);
        Ok(())
    }
}
