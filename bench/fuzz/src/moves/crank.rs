//! What anybody may do.
use anchor_lang::AccountMeta;
use solana_instruction::Instruction;
use tagger::{
    rules::draw::forgotten,
    state::{Phase, SlotState},
};

use super::call;
use crate::{
    action::Numbers,
    addresses as at,
    people::tokens,
    scene::{annotating, pick, Scene},
};

/// `pick` is the ticket, one whose block is forgotten if there is any.
pub fn drop_ticket(scene: &Scene, numbers: Numbers) -> Instruction {
    let (seat, task, _) = scene.ticket(numbers.pick, |ticket| forgotten(ticket.target, scene.view.now.slot));
    let holder = scene.view.seats.iter().find(|(address, _)| *address == seat);
    let wallet = holder.map_or_else(|| scene.wallet(numbers.who), |(_, seat)| seat.wallet);
    call!(
        DropTicket {},
        DropTicket {
            member: at::member(&wallet),
            seat,
            task,
        }
    )
}

/// `pick` is the slot.
pub fn expire_claim(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.slot(numbers.pick, |head, state| {
        annotating(head, Phase::Commit) && state == SlotState::Claimed
    });
    let wallet = scene.holder(&spot);
    let expire = call!(
        ExpireClaim {
            number: spot.number(),
            slot: spot.index,
        },
        ExpireClaim {
            member: at::member(&wallet),
            seat: at::seat(&spot.task, &wallet),
            page: spot.page,
        }
    );
    tipped(expire, scene, numbers)
}

/// Names a keeper behind the accounts of a step, with 8 in `extra`: whoever does it, or with 16 too somebody who did not sign.
pub fn tipped(mut step: Instruction, scene: &Scene, numbers: Numbers) -> Instruction {
    if numbers.extra & 8 != 0 {
        let wallet = scene.wallet(numbers.who);
        step.accounts.push(AccountMeta::new(at::member(&wallet), false));
        step.accounts
            .push(AccountMeta::new_readonly(wallet, numbers.extra & 16 == 0));
    }
    step
}

pub fn expire_commit(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| {
        annotating(&panel.head, Phase::Commit) && panel.head.until != 0
    });
    call!(ExpireCommit { number: spot.number() }, ExpireCommit { page: spot.page })
}

pub fn expire_reveal(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| annotating(&panel.head, Phase::Reveal));
    call!(ExpireReveal { number: spot.number() }, ExpireReveal { page: spot.page })
}

pub fn fold_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let page = pick(&scene.view.pages, numbers.pick);
    call!(
        FoldPage {},
        FoldPage {
            task: page.map_or(tokens(0), |page| page.page.task),
            page: page.map_or(tokens(0), |page| page.address),
        }
    )
}

pub fn recycle_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let page = pick(&scene.view.pages, numbers.pick);
    call!(
        RecyclePage {},
        RecyclePage {
            task: page.map_or(tokens(0), |page| page.page.task),
            page: page.map_or(tokens(0), |page| page.address),
        }
    )
}

pub fn sweep_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let due: Vec<_> = scene
        .view
        .tasks
        .iter()
        .filter(|(_, task)| task.fees_due | task.slashes_due != 0)
        .collect();
    let task = pick(&due, numbers.pick).map_or_else(|| scene.task(numbers.pick).0, |(address, _)| *address);
    let treasury = scene.view.config.map_or(at::TREASURY, |config| config.treasury);
    call!(
        SweepTask {},
        SweepTask {
            config: at::config(),
            task,
            stake_vault: at::stake_vault(),
            stake_tokens: at::stake_tokens(),
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            treasury: if numbers.extra & 1 == 0 {
                treasury
            } else {
                tokens(scene.person(numbers.who))
            },
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// As many payees as `amount` says, 1 to 4; an odd `extra` names one twice.
pub fn push_payouts(scene: &Scene, numbers: Numbers) -> Instruction {
    let mut instruction = call!(
        PushPayouts {},
        PushPayouts {
            config: at::config(),
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            token_program: at::TOKEN_PROGRAM,
        }
    );
    let payees = scene
        .view
        .members
        .iter()
        .filter(|(_, member)| member.payout != Default::default());
    let mut chosen: Vec<_> = payees
        .skip(usize::from(numbers.pick) % 4)
        .take(1 + usize::from(numbers.amount) % 4)
        .collect();
    if numbers.extra & 1 != 0 {
        chosen.extend(chosen.first().copied());
    }
    for (address, member) in chosen {
        instruction.accounts.push(AccountMeta::new(*address, false));
        instruction.accounts.push(AccountMeta::new(member.payout, false));
    }
    instruction
}
