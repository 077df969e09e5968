//! The annotators' path. `pick` is a slot or a panel; with 2 in `extra` there are two entries, the same twice or its neighbour.
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    hot::{collect::CollectEntry, commit::CommitEntry, reveal::RevealEntry},
    rules::ticket::MAX_TICKET_PANELS,
    state::{panel::kind, Phase, SlotState},
};

use super::{call, crank::tipped};
use crate::{
    action::Numbers,
    addresses as at,
    people::{self, ANNOTATORS},
    scene::{annotating, pick, salt, Scene, Spot, STYLES},
};

/// The spots of an entry or two: with 2 in `extra` the next one on the same page, or with 4 the same again.
fn batch(all: &[Spot], first: Spot, numbers: Numbers) -> Vec<Spot> {
    if numbers.extra & 2 == 0 {
        return vec![first];
    }
    let neighbour = |other: &&Spot| other.page == first.page && other.number() != first.number();
    let second = match all.iter().find(neighbour) {
        Some(other) if numbers.extra & 4 == 0 => other.clone(),
        _ => first.clone(),
    };
    vec![first, second]
}

/// Whoever has a seat takes it on a panel that has one free.
pub fn claim(scene: &Scene, numbers: Numbers) -> Instruction {
    let mut open = Vec::new();
    for (page, panel) in scene
        .view
        .panels()
        .filter(|(page, panel)| annotating(&panel.head, Phase::Commit) && !page.page.terms.assigned())
    {
        let wave = usize::from(panel.head.wave_start)..usize::from(panel.head.seats);
        if panel.slots[wave]
            .iter()
            .all(|slot| slot.state != SlotState::Empty as u8)
        {
            continue;
        }
        for (_, seat) in scene.view.seats.iter().filter(|(_, seat)| seat.task == page.page.task) {
            let taken = |slot: &tagger::state::Slot| slot.state != SlotState::Empty as u8 && slot.seat == seat.index;
            if seat.bond_free >= page.page.terms.bond && !panel.slots.iter().any(taken) {
                open.push((page.address, page.page.task, panel.head.number, seat.wallet));
            }
        }
    }
    let (page, task, number, wallet) = match pick(&open, numbers.pick) {
        Some(found) => *found,
        None => {
            let spot = scene.panel(numbers.pick, |_, panel| panel.head.kind == kind::ANNOTATE);
            let someone = ANNOTATORS.start + scene.person(numbers.who) % ANNOTATORS.len();
            (spot.page, spot.task, spot.number(), people::wallet(someone))
        }
    };
    let mut panels = vec![number];
    if numbers.extra & 2 != 0 {
        panels.push(number.wrapping_add(u64::from(numbers.extra >> 2 & 1)));
    }
    call!(
        Claim { panels },
        Claim {
            actor: scene.actor(numbers, wallet),
            config: at::config(),
            member: at::member(&wallet),
            seat: at::seat(&task, &wallet),
            page,
        }
    )
}

/// Whoever has a seat in a task with tickets, and none yet, asks for as many panels as his bond covers; `amount` asks for
/// another number.
pub fn take_ticket(scene: &Scene, numbers: Numbers) -> Instruction {
    let mut could = Vec::new();
    let pages = scene.view.pages.iter();
    for page in pages.filter(|page| page.page.terms.assigned() && !page.panels.is_empty()) {
        let bond = page.page.terms.bond.max(1);
        let own = scene.view.seats.iter().filter(|(_, seat)| seat.task == page.page.task);
        let free = own.filter(|(_, seat)| seat.ticket.target == 0 && seat.bond_free >= bond);
        could.extend(free.map(|(address, seat)| (page.address, *address, seat.wallet, seat.bond_free / bond)));
    }
    let (page, seat, wallet, most) = match pick(&could, numbers.pick) {
        Some(found) => *found,
        None => {
            let page = pick(&scene.view.pages, numbers.pick).map_or(people::tokens(0), |page| page.address);
            let nobody = (page, people::tokens(0), scene.wallet(numbers.who), 1);
            let seats = &scene.view.seats;
            pick(seats, numbers.who).map_or(nobody, |(address, seat)| (page, *address, seat.wallet, 1))
        }
    };
    let count = if numbers.amount == 0 {
        most.min(u64::from(MAX_TICKET_PANELS)) as u8
    } else {
        numbers.amount as u8
    };
    call!(
        TakeTicket { count },
        TakeTicket {
            actor: scene.actor(numbers, wallet),
            config: at::config(),
            member: at::member(&wallet),
            seat,
            page,
        }
    )
}

/// A ticket whose block is there is redeemed; with 2 in `extra` on another page.
pub fn redeem_ticket(scene: &Scene, numbers: Numbers) -> Instruction {
    let (seat, task, ticket) = scene.ticket(numbers.pick, |ticket| scene.view.now.seed(ticket.target).is_some());
    call!(
        RedeemTicket {},
        RedeemTicket {
            seat,
            page: at::page(&task, ticket.page ^ u32::from(numbers.extra >> 1 & 1)),
        }
    )
}

fn members(scene: &Scene, spot: &Spot) -> (Address, Address, Address) {
    let wallet = scene.holder(spot);
    (wallet, at::member(&wallet), at::seat(&spot.task, &wallet))
}

/// `amount` is the style of the answers.
pub fn commit(scene: &Scene, numbers: Numbers) -> Instruction {
    let wanted = |head: &_, state| annotating(head, Phase::Commit) && state == SlotState::Claimed;
    let spot = scene.slot(numbers.pick, wanted);
    let (wallet, member, seat) = members(scene, &spot);
    let page = spot.page;
    let entry = |spot: &Spot| CommitEntry {
        panel: spot.number(),
        slot: spot.index,
        commitment: spot.commitment(&wallet, numbers.amount % STYLES),
    };
    call!(
        Commit {
            entries: batch(&scene.slots(wanted), spot, numbers).iter().map(entry).collect(),
        },
        Commit {
            actor: scene.actor(numbers, wallet),
            member,
            seat,
            page,
        }
    )
}

/// What to reveal: what was committed to, or something else: `amount` 1 another salt, 2 too short, 3 too long, 4 no salt.
pub fn opening(spot: &Spot, wallet: &Address, numbers: Numbers) -> RevealEntry {
    let style = spot.style_of(wallet).unwrap_or(numbers.amount % STYLES);
    let (mut answers, mut salt) = (spot.answers(style), salt(style));
    match numbers.amount {
        1 => salt[31] ^= 1,
        2 => answers.truncate(answers.len().saturating_sub(1)),
        3 => answers.push(0),
        4 => salt = [0; 32],
        _ => {}
    }
    RevealEntry {
        panel: spot.number(),
        slot: spot.index,
        salt,
        answers,
    }
}

pub fn reveal(scene: &Scene, numbers: Numbers) -> Instruction {
    let wanted = |head: &_, state| annotating(head, Phase::Reveal) && state == SlotState::Committed;
    let spot = scene.slot(numbers.pick, wanted);
    let (wallet, member, seat) = members(scene, &spot);
    let page = spot.page;
    let entry = |spot: &Spot| opening(spot, &wallet, numbers);
    call!(
        Reveal {
            entries: batch(&scene.slots(wanted), spot, numbers).iter().map(entry).collect(),
        },
        Reveal {
            actor: scene.actor(numbers, wallet),
            member,
            seat,
            page,
        }
    )
}

/// `pick` is the slot.
pub fn return_claim(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.slot(numbers.pick, |head, state| {
        annotating(head, Phase::Commit) && state == SlotState::Claimed
    });
    let (wallet, member, seat) = members(scene, &spot);
    call!(
        ReturnClaim {
            number: spot.number(),
            slot: spot.index,
        },
        ReturnClaim {
            actor: scene.actor(numbers, wallet),
            member,
            seat,
            page: spot.page,
        }
    )
}

pub fn settle(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| {
        let waits = annotating(&panel.head, Phase::Gold) || annotating(&panel.head, Phase::Challenge);
        let over = panel.head.until <= scene.now() && panel.head.open_cases == 0;
        annotating(&panel.head, Phase::Revealed) || waits && over
    });
    let mut panels = vec![spot.number()];
    if numbers.extra & 2 != 0 {
        panels.push(spot.number().wrapping_add(u64::from(numbers.extra >> 2 & 1)));
    }
    call!(Settle { panels }, Settle { page: spot.page })
}

pub fn collect(scene: &Scene, numbers: Numbers) -> Instruction {
    let wanted =
        |head: &_, state| annotating(head, Phase::Settled) && matches!(state, SlotState::Revealed | SlotState::Missed);
    let spot = scene.slot(numbers.pick, wanted);
    let (_, member, seat) = members(scene, &spot);
    let (page, index) = (spot.page, spot.slot.seat);
    let mine: Vec<Spot> = scene
        .slots(wanted)
        .into_iter()
        .filter(|other| other.slot.seat == index)
        .collect();
    let entry = |spot: &Spot| CollectEntry {
        panel: spot.number(),
        slot: spot.index,
    };
    let collect = call!(
        Collect {
            entries: batch(&mine, spot, numbers).iter().map(entry).collect(),
        },
        Collect { member, seat, page }
    );
    tipped(collect, scene, numbers)
}
