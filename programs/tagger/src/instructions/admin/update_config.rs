//! The admin changes parameters, guardian or treasury. Open tasks keep the terms they were opened with.
//!
//! - The admin shall sign, for the current revision and before the expiry he names
//! - Every parameter shall lie within its hard bounds
//! - The treasury shall be a TAG token account and none of the vaults
use anchor_lang::prelude::*;
use anchor_spl::token::TokenAccount;

use crate::{
    clock::Now,
    error::TaggerError,
    events::ConfigChanged,
    seeds,
    state::{Config, Params},
};

#[derive(Accounts)]
pub struct UpdateConfig {
    #[account(address = config.admin @ TaggerError::NotAdmin)]
    pub admin: Signer,
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(constraint = *treasury.mint() == config.tag_mint @ TaggerError::WrongMint)]
    pub treasury: Account<TokenAccount>,
}

#[derive(Clone, Copy, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct UpdateConfigArgs {
    pub revision: u64,
    /// Unix seconds from which this signature is void.
    pub expires_at: u64,
    pub guardian: Address,
    pub params: Params,
}

impl UpdateConfig {
    fn validate(&self, args: &UpdateConfigArgs) -> Result<()> {
        self.config.check_version()?;
        self.config.check_fresh(args.revision, args.expires_at, &Now::get()?)?;
        require!(args.guardian != Address::default(), TaggerError::ZeroAddress);
        for vault in [seeds::STAKE_VAULT, seeds::ESCROW_VAULT] {
            let (vault, _) = find_program_address(&[vault], &crate::ID);
            require!(*self.treasury.owner() != vault, TaggerError::WrongTreasury);
        }
        Ok(())
    }

    pub fn handle(ctx: &mut Context<Self>, args: UpdateConfigArgs) -> Result<()> {
        ctx.accounts.validate(&args)?;
        let treasury = *ctx.accounts.treasury.address();
        let config = &mut ctx.accounts.config;
        let fee_before = config.params.fee_bps;
        config.set_params(&args.params)?;
        config.guardian = args.guardian;
        config.treasury = treasury;
        ConfigChanged::log(config, fee_before);
        Ok(())
    }
}
