//! The validators' pool.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::state::Task;

use super::call;
use crate::{
    action::Numbers,
    addresses as at,
    scene::{amount, pick, Scene},
};

/// The admin opens a shard, or with an odd `extra` anybody, who may do it once.
pub fn open_pool(scene: &Scene, numbers: Numbers) -> Instruction {
    let (admin, pools) = scene
        .view
        .config
        .map_or((Address::default(), 0), |config| (config.admin, config.pools));
    let caller = scene.actor(numbers, admin);
    call!(
        OpenPool {},
        OpenPool {
            payer: caller,
            caller,
            config: at::config(),
            pool: at::pool(u32::from(pools)),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The shard a number means.
fn pool(scene: &Scene, number: u16) -> Address {
    pick(&scene.view.pools, number).map_or(at::pool(0), |pool| pool.address)
}

/// `pick` is the shard; those not ready come first.
pub fn grow_pool(scene: &Scene, numbers: Numbers) -> Instruction {
    let small: Vec<_> = scene.view.pools.iter().filter(|pool| pool.head.ready == 0).collect();
    call!(
        GrowPool {},
        GrowPool {
            payer: scene.wallet(numbers.who),
            pool: pick(&small, numbers.pick).map_or_else(|| pool(scene, numbers.pick), |pool| pool.address),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `who` joins `pick`, or adds to his bond.
pub fn join_pool(scene: &Scene, numbers: Numbers) -> Instruction {
    let wallet = scene.wallet(numbers.who);
    let bond = scene.view.config.map_or(0, |config| config.params.review_bond);
    call!(
        JoinPool {
            bond: amount(2 * bond, numbers.amount),
        },
        JoinPool {
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            pool: pool(scene, numbers.pick),
        }
    )
}

/// The validator `pick` means and his shard.
fn validator(scene: &Scene, numbers: Numbers) -> (Address, Address) {
    let shards = scene.view.pools.iter();
    let all: Vec<_> = shards
        .flat_map(|pool| {
            pool.validators
                .iter()
                .map(|(_, validator)| (validator.wallet, pool.address))
        })
        .collect();
    let nobody = (scene.wallet(numbers.who), at::pool(0));
    pick(&all, numbers.pick).copied().unwrap_or(nobody)
}

pub fn leave_pool(scene: &Scene, numbers: Numbers) -> Instruction {
    let (wallet, pool) = validator(scene, numbers);
    let wallet = scene.actor(numbers, wallet);
    call!(
        LeavePool {},
        LeavePool {
            wallet,
            member: at::member(&wallet),
            pool,
        }
    )
}

pub fn weigh_validator(scene: &Scene, numbers: Numbers) -> Instruction {
    let (wallet, pool) = validator(scene, numbers);
    call!(
        WeighValidator {},
        WeighValidator {
            config: at::config(),
            member: at::member(&wallet),
            pool,
        }
    )
}

pub fn remove_validator(scene: &Scene, numbers: Numbers) -> Instruction {
    let (wallet, pool) = validator(scene, numbers);
    call!(
        RemoveValidator {},
        RemoveValidator {
            member: at::member(&wallet),
            pool,
        }
    )
}

/// A validator (`who`) opens a seat in a task (`pick`) that promised validators a part and has none of his yet.
pub fn open_validator_seat(scene: &Scene, numbers: Numbers) -> Instruction {
    let (wallet, _) = validator(
        scene,
        Numbers {
            pick: numbers.who,
            ..numbers
        },
    );
    let wallet = scene.actor(numbers, wallet);
    let bare = |(address, task): &&(Address, Task)| {
        let seated = scene.view.seats.iter();
        let seated = seated.filter(|(_, seat)| seat.task == *address && seat.wallet == wallet);
        task.validator_bps > 0 && task.dataset == Address::default() && seated.count() == 0
    };
    let tasks: Vec<_> = scene.view.tasks.iter().filter(bare).collect();
    let task = pick(&tasks, numbers.pick).map_or_else(|| scene.task(numbers.pick).0, |(address, _)| *address);
    call!(
        OpenValidatorSeat {},
        OpenValidatorSeat {
            payer: wallet,
            wallet,
            config: at::config(),
            task,
            member: at::member(&wallet),
            seat: at::seat(&task, &wallet),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}
