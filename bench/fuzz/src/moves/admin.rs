//! Administration.
use solana_instruction::Instruction;
use tagger::{
    admin::{initialize_config::InitializeConfigArgs, update_config::UpdateConfigArgs},
    state::Config,
};

use super::call;
use crate::{
    action::Numbers,
    addresses as at,
    people::{self, ADMIN, GUARDIAN},
    scene::{amount, Scene},
    terms::params,
};

fn config(scene: &Scene) -> Config {
    scene.view.config.unwrap_or(bytemuck::Zeroable::zeroed())
}

/// `who` deploys, `extra` picks the treasury.
pub fn initialize_config(scene: &Scene, numbers: Numbers) -> Instruction {
    let treasury = if numbers.extra == 0 {
        at::TREASURY
    } else {
        people::tokens(scene.person(numbers.extra))
    };
    let args = InitializeConfigArgs {
        admin: people::wallet(ADMIN),
        guardian: people::wallet(GUARDIAN),
        cluster: [1; 32],
        params: params(),
    };
    call!(
        InitializeConfig { args },
        InitializeConfig {
            upgrade_authority: scene.wallet(numbers.who),
            program_data: at::program_data(),
            config: at::config(),
            stake_vault: at::stake_vault(),
            escrow_vault: at::escrow_vault(),
            tag_mint: at::TAG_MINT,
            stake_tokens: at::stake_tokens(),
            escrow_tokens: at::escrow_tokens(),
            treasury,
            token_program: at::TOKEN_PROGRAM,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `pick` says which parameter moves and `amount` where to; an odd `extra` makes anybody the admin, 2 another treasury,
/// 4 an old revision.
pub fn update_config(scene: &Scene, numbers: Numbers) -> Instruction {
    let config = config(scene);
    let mut params = config.params;
    super::world::move_field(&mut params, numbers.pick, numbers.amount);
    let tokens = people::tokens(scene.person(numbers.who));
    call!(
        UpdateConfig {
            args: UpdateConfigArgs {
                revision: config.revision.saturating_sub(u64::from(numbers.extra >> 2 & 1)),
                expires_at: scene.now() + 60,
                guardian: config.guardian,
                params,
            }
        },
        UpdateConfig {
            admin: scene.actor(numbers, config.admin),
            config: at::config(),
            treasury: if numbers.extra & 2 == 0 {
                config.treasury
            } else {
                tokens
            },
        }
    )
}

/// `pick` succeeds; an odd `extra` lets anybody propose.
pub fn propose_admin(scene: &Scene, numbers: Numbers) -> Instruction {
    let config = config(scene);
    call!(
        ProposeAdmin {
            revision: config.revision,
            expires_at: amount(scene.now() + 60, numbers.amount),
            successor: scene.wallet(numbers.pick),
        },
        ProposeAdmin {
            admin: scene.actor(numbers, config.admin),
            config: at::config(),
        }
    )
}

pub fn accept_admin(scene: &Scene, numbers: Numbers) -> Instruction {
    call!(
        AcceptAdmin {},
        AcceptAdmin {
            pending_admin: scene.actor(numbers, config(scene).pending_admin),
            config: at::config(),
        }
    )
}

/// `pick` are the entries, `amount` the seconds; with 2 in `extra` the admin pauses.
pub fn pause(scene: &Scene, numbers: Numbers) -> Instruction {
    let config = config(scene);
    let right = if numbers.extra & 2 == 0 {
        config.guardian
    } else {
        config.admin
    };
    call!(
        Pause {
            entries: numbers.pick as u8,
            seconds: amount(u64::from(config.params.max_pause_secs), numbers.amount) as u32,
        },
        Pause {
            guardian: scene.actor(numbers, right),
            config: at::config(),
        }
    )
}

pub fn unpause(scene: &Scene, numbers: Numbers) -> Instruction {
    call!(
        Unpause {},
        Unpause {
            admin: scene.actor(numbers, config(scene).admin),
            config: at::config(),
        }
    )
}
