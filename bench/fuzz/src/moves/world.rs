//! What happens without the program: time passes, money is sent past it, the treasury goes away, nonsense arrives.
use anchor_lang::AccountMeta;
use bytemuck::Pod;
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    constants::UNCLAIMED_SECS,
    rules::draw::{DRAW_DELAY, EPOCH_SLOTS, REMEMBERED},
    state::{license::LicenceState, panel::kind, Phase, SlotState},
};

use super::{holder::burn_secs, Deed};
use crate::{
    action::Numbers,
    addresses as at,
    people::tokens,
    scene::{amount, pick, Scene},
};

const DAY: u64 = 86_400;

/// Moves one field of a struct of numbers: `field` counts its half-words, `code` says where to.
pub fn move_field<T: Pod>(whole: &mut T, field: u16, code: u16) {
    let words = bytemuck::bytes_of_mut(whole).as_chunks_mut::<2>().0;
    let at = usize::from(field) % words.len();
    let before = u16::from_le_bytes(words[at]);
    let after = match code % 8 {
        0 => before.wrapping_add(1),
        1 => before.wrapping_sub(1),
        2 => 0,
        3 => u16::MAX,
        4 => before.wrapping_mul(2),
        5 => before / 2,
        6 => before + before / 4,
        _ => code,
    };
    words[at] = after.to_le_bytes();
}

/// Every second at which something ends, in order, from the next on.
pub fn deadlines(scene: &Scene) -> Vec<u64> {
    let view = scene.view;
    let mut found = Vec::new();
    for (_, panel) in view.panels() {
        found.push(panel.head.until);
        if panel.head.kind == kind::ANNOTATE && panel.head.phase == Phase::Commit as u8 {
            let held = panel.slots.iter().filter(|slot| slot.state == SlotState::Claimed as u8);
            found.extend(held.map(|slot| u64::from(slot.held_until)));
        }
    }
    found.extend(view.tasks.iter().map(|(_, task)| task.ends_at));
    found.extend(
        view.members
            .iter()
            .flat_map(|(_, member)| [member.cooling_until, member.session_until]),
    );
    found.extend(view.voters.iter().map(|(_, voter)| voter.locked_until));
    found.extend(
        view.config
            .iter()
            .flat_map(|config| [config.paused_until, config.pause_allowed_from]),
    );
    for (_, proposal) in &view.proposals {
        found.extend([
            proposal.ends_at,
            proposal.latest_end,
            proposal.executable_from(),
            proposal.expires_at(),
        ]);
    }
    found.extend(view.tasks.iter().map(|(_, task)| task.publish_until));
    for (_, license) in &view.licenses {
        found.push(license.transfer_until);
        if license.state == LicenceState::Pending as u8 {
            found.push(license.key_until);
        } else if license.expires_at != 0 {
            found.extend([license.expires_at, license.expires_at.saturating_add(burn_secs())]);
        }
    }
    found.extend(view.bids.iter().map(|(_, bid)| bid.until));
    let withdrawn = view.datasets.iter().filter(|(_, dataset)| dataset.withdrawn != 0);
    found.extend(withdrawn.map(|(_, dataset)| dataset.withdrawn_at + u64::from(UNCLAIMED_SECS)));
    let grace = view
        .config
        .map_or(0, |config| u64::from(config.params.restart_grace_secs));
    if view.now.restart > 0 {
        found.extend(found.clone().iter().map(|at| at.saturating_add(grace)));
    }
    found.retain(|&at| at > view.now.seconds && at < view.now.seconds + 800 * DAY);
    found.sort_unstable();
    found.dedup();
    found
}

/// `who` is the kind of wait, `pick` how far; `amount` adds slots, which decides who is drawn.
pub fn wait(scene: &Scene, numbers: Numbers) -> Deed {
    let now = scene.view.now;
    let far = u64::from(numbers.pick % 32);
    let deadline = || {
        let known = deadlines(scene);
        known
            .get(usize::from(numbers.pick) % known.len().clamp(1, 8))
            .copied()
            .unwrap_or(now.seconds + 60)
    };
    let mut then = now;
    match numbers.who % 11 {
        0 | 1 => then.seconds = deadline(),
        2 => then.seconds = deadline() - 1,
        3 => then.seconds += far,
        4 => (then.slot, then.seconds) = (now.slot + 1 + far, now.seconds + far / 2),
        5 => (then.slot, then.seconds) = (now.slot + DRAW_DELAY + 1, now.seconds + 3),
        6 => then.slot = (now.slot / EPOCH_SLOTS + 1) * EPOCH_SLOTS + far,
        7 => then.seconds = (now.seconds / DAY + 1) * DAY,
        8 => (then.slot, then.restart) = (now.slot + 1, now.slot + 1),
        9 => then.slot = now.slot + REMEMBERED - 2 + far,
        _ => then.seconds += far * DAY,
    }
    if then.slot == now.slot {
        // Four tenths of a second each.
        then.slot += 1 + (then.seconds - now.seconds) * 5 / 2;
    }
    then.seconds = then.seconds.max(now.seconds + (then.slot - now.slot) * 2 / 5);
    then.slot += u64::from(numbers.amount % 16);
    Deed::Travel(then)
}

/// Base units arrive in a vault (`pick`) that nobody asked for.
pub fn donate(_: &Scene, numbers: Numbers) -> Deed {
    Deed::Donate {
        to: if numbers.pick & 1 == 0 {
            at::stake_tokens()
        } else {
            at::escrow_tokens()
        },
        amount: amount(1_000, numbers.amount) % 1_000_000,
    }
}

/// An odd `pick` closes the treasury's token account.
pub fn treasury(_: &Scene, numbers: Numbers) -> Deed {
    Deed::Treasury {
        open: numbers.pick & 1 == 0,
    }
}

/// Any instruction with any accounts and any bytes.
pub fn noise(scene: &Scene, numbers: Numbers) -> Instruction {
    let known: Vec<Address> = scene.chain.own().map(|(address, _)| *address).collect();
    let account = |at: u16| {
        let mixed = numbers.extra.wrapping_mul(at * 2 + 1).wrapping_add(numbers.pick);
        let person = scene.wallet(mixed >> 4);
        match mixed % 8 {
            0 | 1 => AccountMeta::new(person, true),
            2 => AccountMeta::new(tokens(scene.person(mixed >> 4)), false),
            3 => AccountMeta::new_readonly(at::config(), false),
            4 => AccountMeta::new_readonly(at::SYSTEM_PROGRAM, false),
            _ => AccountMeta::new(pick(&known, mixed).copied().unwrap_or(person), false),
        }
    };
    let byte = |at: u16| (numbers.amount.wrapping_mul(2 * at + 1) >> (at % 8)) as u8;
    let data = std::iter::once(numbers.who as u8).chain((0..numbers.amount % 48).map(byte));
    Instruction {
        program_id: tagger::ID,
        accounts: (0..numbers.extra % 12).map(account).collect(),
        data: data.collect(),
    }
}
