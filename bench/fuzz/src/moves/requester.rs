//! Tasks, pages, panels and gold.
use bytemuck::Zeroable;
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    requester::{open_gold::OpenGoldArgs, open_task::OpenTaskArgs},
    state::{Page, Phase, Terms},
};

use super::{call, world::move_field};
use crate::{
    action::Numbers,
    addresses as at,
    people::tokens,
    scene::{amount, annotating, pick, Scene},
    terms::{self, has_gold, kind_of, panels, KINDS, RULES},
};

const DAY: u64 = 86_400;
/// Sizes of pages, bytes; the first two are useful.
const SIZES: [u32; 8] = [
    4_096,
    10_240,
    Page::HEADER_BYTES as u32 + 8,
    Page::HEADER_BYTES as u32,
    10_248,
    0,
    4_095,
    8,
];

/// `who` asks. `pick` is the kind and then the life, `amount` the nonce. `extra` is 0 for terms as they are; else it moves
/// a field.
pub fn open_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let requester = scene.wallet(numbers.who);
    let kind = usize::from(numbers.pick) % KINDS;
    let free = (0..).find(|&nonce| scene.view.task(&at::task(&requester, nonce)).is_none());
    let nonce = free.unwrap_or(0).wrapping_sub(u64::from(numbers.amount & 1));
    let mut terms = terms::terms(kind);
    if numbers.extra != 0 {
        move_field(&mut terms, numbers.extra, numbers.amount);
    }
    let (contributor_bps, validator_bps) = terms::shares(kind);
    // With 4 in `amount` more than all is promised.
    let more = if numbers.amount & 4 == 0 { 0 } else { 10_000 };
    let gold = has_gold(kind) && terms.classes > 0;
    let life = [20 * DAY, 3_600, 2 * DAY, 0, 366 * DAY];
    call!(
        OpenTask {
            args: OpenTaskArgs {
                nonce,
                operator: if numbers.amount & 2 == 0 {
                    requester
                } else {
                    scene.wallet(numbers.who + 1)
                },
                rules_hash: RULES,
                rules_id: [2; 32],
                items_id: [3; 32],
                suggestions_hash: if terms.lures() { [4; 32] } else { [0; 32] },
                suggestions_id: if terms.lures() { [5; 32] } else { [0; 32] },
                gold_root: if gold { terms::gold_tree(0, &terms).0 } else { [0; 32] },
                // Private tasks are not fuzzed yet.
                items_key: [0; 32],
                contributor_bps: contributor_bps + more,
                validator_bps,
                ends_at: scene.now() + life[usize::from(numbers.pick) / KINDS % life.len()],
                terms,
            }
        },
        OpenTask {
            payer: requester,
            requester,
            config: at::config(),
            domains: at::domains(),
            member: at::member(&requester),
            task: at::task(&requester, nonce),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// `who` pays.
pub fn fund_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let (task, _) = scene.task(numbers.pick);
    call!(
        FundTask {
            amount: amount(2_000_000, numbers.amount),
        },
        FundTask {
            payer: scene.wallet(numbers.who),
            config: at::config(),
            task,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: tokens(scene.person(numbers.who)),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

pub fn refund_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let (task, terms) = scene.task(numbers.pick);
    call!(
        RefundTask {
            amount: amount(terms.escrow, numbers.amount),
        },
        RefundTask {
            requester: scene.actor(numbers, terms.requester),
            task,
            member: at::member(&terms.requester),
        }
    )
}

pub fn cancel_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, task) = scene.task(numbers.pick);
    call!(
        CancelTask {},
        CancelTask {
            requester: scene.actor(numbers, task.requester),
            task: address,
        }
    )
}

pub fn close_task(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, task) = scene.task(numbers.pick);
    let owner = if numbers.extra & 1 == 0 {
        task.requester
    } else {
        scene.wallet(numbers.who)
    };
    call!(
        CloseTask {},
        CloseTask {
            task: address,
            member: at::member(&owner),
            rent_payer: task.rent_payer,
        }
    )
}

/// `extra` picks the size.
pub fn open_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, task) = scene.task(numbers.pick);
    let operator = scene.actor(numbers, task.operator);
    call!(
        OpenPage {
            bytes: SIZES[usize::from(numbers.extra >> 1) % SIZES.len()],
            amount: amount(task.escrow / 2, numbers.amount),
        },
        OpenPage {
            payer: operator,
            operator,
            config: at::config(),
            task: address,
            page: at::page(&address, task.pages_made),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The page `pick` means: its address, its task's and what is free on it.
fn page(scene: &Scene, numbers: Numbers) -> (Address, Page) {
    let found = pick(&scene.view.pages, numbers.pick).map(|page| (page.address, page.page));
    found.unwrap_or((tokens(0), Page::zeroed()))
}

fn operator(scene: &Scene, numbers: Numbers, task: &Address) -> Address {
    let right = scene.view.task(task).map_or(Address::default(), |task| task.operator);
    scene.actor(numbers, right)
}

pub fn fund_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, page) = page(scene, numbers);
    let escrow = scene.view.task(&page.task).map_or(0, |task| task.escrow);
    call!(
        FundPage {
            amount: amount(escrow / 4, numbers.amount),
        },
        FundPage {
            operator: operator(scene, numbers, &page.task),
            task: page.task,
            page: address,
        }
    )
}

pub fn unfund_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, page) = page(scene, numbers);
    call!(
        UnfundPage {
            amount: amount(page.free, numbers.amount),
        },
        UnfundPage {
            operator: operator(scene, numbers, &page.task),
            task: page.task,
            page: address,
        }
    )
}

/// `amount` picks which panels of the task's kind; `extra` above 1 moves a field of the first.
pub fn open_panels(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, page) = page(scene, numbers);
    let mut specs = panels(kind_of(&page.terms).unwrap_or(0));
    let keep = usize::from(numbers.amount) % (specs.len() + 1);
    specs.truncate(if keep == 0 { 1 } else { keep });
    for spec in &mut specs {
        spec.first_item = (spec.first_item + 16 * u32::from(numbers.amount / 4)) % terms::ITEMS;
    }
    match numbers.extra >> 1 {
        0 => {}
        // Panels of all sizes and seats, not only the usual ones.
        1 => (specs[0].items, specs[0].seats_max) = (1 + numbers.amount % 64, 1 + (numbers.amount >> 6) as u8 % 5),
        2 => specs.clear(),
        3 => specs[0].items = numbers.amount,
        4 => specs[0].first_item = u32::MAX - u32::from(numbers.amount),
        5 => specs[0].difficulty_bps = numbers.amount,
        6 => specs[0].seats_first = numbers.amount as u8,
        7 => specs[0].seats_step = numbers.amount as u8,
        _ => specs[0].seats_max = numbers.amount as u8,
    }
    call!(
        OpenPanels { specs },
        OpenPanels {
            operator: operator(scene, numbers, &page.task),
            config: at::config(),
            task: page.task,
            page: address,
        }
    )
}

pub fn release_panel(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| {
        annotating(&panel.head, Phase::Commit) && panel.slots.iter().all(|slot| slot.state == 0)
    });
    call!(
        ReleasePanel { number: spot.number() },
        ReleasePanel {
            caller: operator(scene, numbers, &spot.task),
            task: spot.task,
            page: spot.page,
        }
    )
}

/// `amount` spoils the opening: 1 waives, 2 another salt, 3 a label changed, 4 the proof cut, 5 another panel's, 6 without
/// the last suggestion.
pub fn open_gold(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| annotating(&panel.head, Phase::Gold));
    let terms = Terms {
        // Where there is no panel.
        classes: spot.terms.classes.max(1),
        ..spot.terms
    };
    let first_item = spot.head.first_item + if numbers.amount == 5 { 16 } else { 0 };
    let (mut entries, mut salt) = terms::gold(first_item, &terms);
    let (_, mut proof) = terms::gold_tree(first_item % terms::ITEMS, &terms);
    match numbers.amount {
        1 => (entries, proof) = (Vec::new(), Vec::new()),
        2 => salt[0] ^= 1,
        3 => entries[2] ^= 1,
        4 => proof.truncate(proof.len() - 1),
        6 => entries.truncate(entries.len() - 1),
        _ => {}
    }
    call!(
        OpenGold {
            args: OpenGoldArgs {
                panel: spot.number(),
                salt,
                proof,
                entries,
            }
        },
        OpenGold {
            operator: operator(scene, numbers, &spot.task),
            task: spot.task,
            page: spot.page,
        }
    )
}

pub fn close_page(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, page) = page(scene, numbers);
    call!(
        ClosePage {},
        ClosePage {
            caller: operator(scene, numbers, &page.task),
            task: page.task,
            page: address,
            rent_payer: page.rent_payer,
        }
    )
}
