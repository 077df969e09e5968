//! Accusations. `pick` is a licence or a round.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    constants::BREACH_SEATS,
    state::{case::reason, docket, License, Phase, Task},
};

use super::call;
use crate::{
    action::Numbers,
    addresses as at,
    people::tokens,
    scene::{judging, pick, Scene, Spot},
    view::PageView,
};

/// A fresh task in which a breach can be judged.
pub fn court(task: &Task) -> bool {
    let terms = &task.terms;
    let fresh = task.pages_made == 0 && task.accused == Address::default();
    fresh && terms.review_seats >= BREACH_SEATS && terms.appeal_rounds > 0 && terms.classes == 2
}

/// The task `amount` chooses; 8 and more in `extra` asks for another size.
pub fn accuse_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let (address, license) = scene.license(numbers.pick, |_, license| {
        scene.view.in_force(license) && license.accused == Address::default()
    });
    let publisher = scene.view.dataset(&license.dataset).map(|dataset| dataset.publisher);
    let publisher = publisher.unwrap_or_default();
    let courts: Vec<_> = scene
        .view
        .tasks
        .iter()
        .filter(|(_, task)| court(task) && task.requester == publisher)
        .collect();
    let (task, found) = pick(&courts, numbers.amount).map_or_else(|| scene.task(numbers.amount), |found| **found);
    let bytes = docket::accusation_bytes(&found.terms).unwrap_or(0) + u32::from(numbers.extra >> 3) * 8;
    let caller = scene.actor(numbers, publisher);
    call!(
        AccuseLicense { bytes },
        AccuseLicense {
            payer: caller,
            publisher: caller,
            config: at::config(),
            dataset: license.dataset,
            license: address,
            task,
            page: at::page(&task, found.pages_made),
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// Whether the rounds on a page are about a licence: the first one says so.
pub fn about_licence(page: &PageView) -> bool {
    let first = page.panels.first().and_then(|panel| panel.case);
    first.is_some_and(|case| case.reason == reason::BREACH)
}

/// The round about a licence that waits for appeals.
fn verdict(scene: &Scene, numbers: Numbers, over: bool) -> Spot {
    scene.panel(numbers.pick, |page, panel| {
        let ready = !over || panel.head.until <= scene.now();
        judging(&panel.head, Phase::Challenge) && ready && about_licence(page)
    })
}

fn subject(spot: &Spot) -> Address {
    spot.case.map_or(tokens(0), |case| case.subject_page)
}

pub fn defend_license(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = verdict(scene, numbers, false);
    let license = subject(&spot);
    let found: Option<&License> = scene.view.license(&license);
    let holder = scene.actor(numbers, found.map_or(Address::default(), |license| license.holder));
    call!(
        DefendLicense { number: spot.number() },
        DefendLicense {
            holder,
            config: at::config(),
            license,
            page: spot.page,
            escrow_vault: at::escrow_vault(),
            escrow_tokens: at::escrow_tokens(),
            from: scene.purse(&holder),
            tag_mint: at::TAG_MINT,
            token_program: at::TOKEN_PROGRAM,
        }
    )
}

/// An odd `extra` names `who` as the accused.
pub fn conclude_accusation(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = verdict(scene, numbers, true);
    let accused = scene.view.task(&spot.task).map(|task| task.accused);
    let accused = scene.actor(numbers, accused.unwrap_or_default());
    call!(
        ConcludeAccusation { number: spot.number() },
        ConcludeAccusation {
            task: spot.task,
            license: subject(&spot),
            member: at::member(&accused),
            page: spot.page,
        }
    )
}
