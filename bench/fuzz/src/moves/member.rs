//! Members and their stake. `who` acts.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::state::{Member, Seat};

use super::call;
use crate::{
    action::Numbers,
    addresses as at, keys,
    people::tokens,
    scene::{amount, pick, Scene},
    terms::{BOND, RULES},
};

fn member(scene: &Scene, wallet: &Address) -> Member {
    scene
        .view
        .member(wallet)
        .copied()
        .unwrap_or(bytemuck::Zeroable::zeroed())
}

fn max_session(scene: &Scene) -> u64 {
    scene
        .view
        .config
        .map_or(0, |config| u64::from(config.params.max_session_secs))
}

/// One of his keys, none, or bytes that are no point.
pub fn set_key(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let key = match numbers.extra % 8 {
        1 => [0; 32],
        3 => [numbers.pick as u8 | 1; 32],
        _ => keys::key(scene.person(numbers.who), numbers.amount),
    };
    call!(
        SetKey { key },
        SetKey {
            wallet,
            member: at::member(&wallet),
        }
    )
}

/// The token account of `who`, or with 2 in `extra` that of `pick`.
fn purse(scene: &Scene, numbers: Numbers) -> Address {
    tokens(scene.person(if numbers.extra & 2 == 0 {
        numbers.who
    } else {
        numbers.pick
    }))
}

/// `pick` pays if `extra` is odd.
pub fn create_member(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let payer = if numbers.extra & 1 == 0 {
        wallet
    } else {
        scene.wallet(numbers.pick)
    };
    call!(
        CreateMember {},
        CreateMember {
            payer,
            wallet,
            member: at::member(&wallet),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

pub fn close_member(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        CloseMember {},
        CloseMember {
            wallet,
            member: at::member(&wallet),
            rent_payer: member(scene, &wallet).rent_payer,
        }
    )
}

/// `pick` gets the session key's powers.
pub fn set_session(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let session = if numbers.extra & 1 == 0 {
        scene.wallet(numbers.pick)
    } else {
        Address::default()
    };
    call!(
        SetSession {
            session,
            until: scene.now().wrapping_add(amount(max_session(scene), numbers.amount)),
        },
        SetSession {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
        }
    )
}

/// An odd `extra` withdraws the wish.
pub fn set_payout(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        SetPayout {},
        SetPayout {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            payout: (numbers.extra & 1 == 0).then(|| purse(scene, numbers)),
        }
    )
}

pub fn stake(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        Stake {
            amount: amount(1_000_000, numbers.amount),
        },
        Stake {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            stake_vault: at::stake_vault(),
            stake_tokens: at::stake_tokens(),
            from: purse(scene, numbers),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

pub fn unstake(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        Unstake {
            amount: amount(member(scene, &wallet).stake_active, numbers.amount),
        },
        Unstake {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
        }
    )
}

pub fn withdraw_stake(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        WithdrawStake {},
        WithdrawStake {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            stake_vault: at::stake_vault(),
            stake_tokens: at::stake_tokens(),
            to: purse(scene, numbers),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

pub fn withdraw_balance(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    call!(
        WithdrawBalance {
            amount: amount(member(scene, &wallet).balance, numbers.amount),
        },
        WithdrawBalance {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            to: purse(scene, numbers),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// `pick` is the task.
pub fn join_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let (task, _) = scene.task(numbers.pick);
    call!(
        JoinTask {
            rules_hash: if numbers.extra & 2 == 0 { RULES } else { [0; 32] },
            bond: amount(2 * BOND, numbers.amount),
        },
        JoinTask {
            payer: scene.actor(numbers, wallet),
            wallet,
            config: at::config(),
            task,
            member: at::member(&wallet),
            seat: at::seat(&task, &wallet),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The seat `pick` means.
fn seat(scene: &Scene, numbers: Numbers) -> (Address, Seat) {
    let nowhere = (tokens(0), bytemuck::Zeroable::zeroed());
    pick(&scene.view.seats, numbers.pick).copied().unwrap_or(nowhere)
}

/// `pick` is the seat.
pub fn add_bond(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, seat) = seat(scene, numbers);
    let wallet = scene.actor(numbers, seat.wallet);
    call!(
        AddBond {
            amount: amount(BOND, numbers.amount),
        },
        AddBond {
            wallet,
            member: at::member(&wallet),
            seat: address,
        }
    )
}

/// `pick` is the seat; with 2 in `extra` one that owes.
pub fn leave_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let debtors: Vec<_> = scene.view.seats.iter().filter(|(_, seat)| seat.owes()).collect();
    let debtor = pick(&debtors, numbers.pick).filter(|_| numbers.extra & 2 != 0);
    let (address, seat) = debtor.map_or_else(|| seat(scene, numbers), |found| **found);
    call!(
        LeaveTask {},
        LeaveTask {
            caller: scene.actor(numbers, seat.wallet),
            task: seat.task,
            member: at::member(&seat.wallet),
            seat: address,
            rent_payer: seat.rent_payer,
        }
    )
}
