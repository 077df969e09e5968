//! Reviews and appeals. `pick` is a panel, a round or a slot.
use anchor_lang::AccountMeta;
use solana_address::Address;
use solana_instruction::Instruction;
use tagger::{
    hot::{collect::CollectEntry, commit::CommitEntry},
    rules::{
        draw::{epoch_of, point},
        sum_tree,
    },
    state::{case::reason, docket, Phase, SlotState},
};

use super::{annotate::opening, call, crank::tipped};
use crate::{
    action::Numbers,
    addresses as at,
    people::{self, ANNOTATORS},
    scene::{annotating, judging, Scene, Spot, STYLES},
    view::PoolView,
};

/// A panel whose labels may be contested, its page, the next page of its task, and the size a review of so many items
/// needs (`extra` above 7 asks for another).
struct Subject {
    spot: Spot,
    page: Address,
    bytes: u32,
}

fn subject(scene: &Scene, numbers: Numbers, items: impl Fn(&Spot) -> u16) -> Subject {
    let spot = scene.panel(numbers.pick, |_, panel| annotating(&panel.head, Phase::Challenge));
    let made = scene.view.task(&spot.task).map_or(0, |task| task.pages_made);
    let bytes = docket::page_bytes(&spot.terms, &spot.head, items(&spot)).unwrap_or(0);
    Subject {
        page: at::page(&spot.task, made),
        bytes: bytes + u32::from(numbers.extra >> 3) * 8,
        spot,
    }
}

fn operator(scene: &Scene, numbers: Numbers, task: &Address) -> Address {
    let right = scene.view.task(task).map_or(Address::default(), |task| task.operator);
    scene.actor(numbers, right)
}

/// `who` pays. `amount` is how many items are guessed to be free; 0 knows.
pub fn audit_panel(scene: &Scene, numbers: Numbers) -> Instruction {
    let count = |spot: &Spot| {
        let contested = scene.view.page(&spot.page).map_or(0, |page| {
            let panel = page.panels.iter().find(|panel| panel.head.number == spot.number());
            panel.map_or(0, |panel| {
                panel.contested.iter().filter(|contested| **contested).count()
            })
        });
        let wanted = spot.terms.audit_items.min(spot.head.items);
        let free = spot.head.items.saturating_sub(contested as u16);
        if numbers.amount == 0 {
            wanted.min(free)
        } else {
            numbers.amount % 17
        }
    };
    let Subject { spot, page, bytes } = subject(scene, numbers, count);
    call!(
        AuditPanel {
            bytes,
            number: spot.number(),
        },
        AuditPanel {
            payer: scene.wallet(numbers.who),
            config: at::config(),
            task: spot.task,
            subject: spot.page,
            page,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The items `amount` asks for: 0 all that are free, else those whose bit is set.
fn items(scene: &Scene, spot: &Spot, numbers: Numbers) -> Vec<u64> {
    let words = usize::from(spot.head.items).div_ceil(64);
    let mut mask = vec![0u64; words];
    let page = scene.view.page(&spot.page);
    let panel = page.and_then(|page| page.panels.iter().find(|panel| panel.head.number == spot.number()));
    for item in 0..usize::from(spot.head.items) {
        let contested = panel.is_some_and(|panel| panel.contested.get(item) == Some(&true));
        let asked = if numbers.amount == 0 {
            !contested
        } else {
            numbers.amount >> (item % 16) & 1 != 0
        };
        mask[item / 64] |= u64::from(asked) << (item % 64);
    }
    mask
}

fn ones(mask: &[u64]) -> u16 {
    mask.iter().map(|word| word.count_ones() as u16).sum()
}

pub fn contest_items(scene: &Scene, numbers: Numbers) -> Instruction {
    let Subject { spot, page, bytes } = subject(scene, numbers, |spot| ones(&items(scene, spot, numbers)));
    let operator = operator(scene, numbers, &spot.task);
    call!(
        ContestItems {
            bytes,
            number: spot.number(),
            items: items(scene, &spot, numbers),
        },
        ContestItems {
            payer: operator,
            operator,
            config: at::config(),
            task: spot.task,
            subject: spot.page,
            page,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// One who sits on a panel: `who` chooses, or with an odd `extra` is it.
fn annotator(scene: &Scene, numbers: Numbers, page: &Address, number: u64) -> Address {
    let seated = scene.slots(|head, state| head.number == number && state != SlotState::Empty);
    let seated: Vec<_> = seated.into_iter().filter(|spot| spot.page == *page).collect();
    let found = crate::scene::pick(&seated, numbers.who).map(|spot| scene.holder(spot));
    scene.actor(numbers, found.unwrap_or(people::wallet(ANNOTATORS.start)))
}

pub fn contest_score(scene: &Scene, numbers: Numbers) -> Instruction {
    let Subject { spot, page, bytes } = subject(scene, numbers, |spot| ones(&items(scene, spot, numbers)));
    let wallet = annotator(scene, numbers, &spot.page, spot.number());
    call!(
        ContestScore {
            bytes,
            number: spot.number(),
            items: items(scene, &spot, numbers),
        },
        ContestScore {
            payer: wallet,
            wallet,
            config: at::config(),
            member: at::member(&wallet),
            seat: at::seat(&spot.task, &wallet),
            task: spot.task,
            subject: spot.page,
            page,
            system_program: at::SYSTEM_PROGRAM,
        }
    )
}

/// The tree a draw of now uses.
fn tree(pool: &PoolView, slot: u64) -> Option<&[u32; sum_tree::NODES]> {
    let turned = pool.head.epoch < epoch_of(slot);
    let tree = if turned { &pool.coming } else { &pool.frozen };
    tree.as_slice().try_into().ok()
}

/// Wallets of the next candidates of a draw, as many as asked for.
fn candidates(scene: &Scene, spot: &Spot, many: usize) -> Vec<Address> {
    let now = scene.view.now;
    let Some(case) = spot.case else { return Vec::new() };
    let seed = if case.seed == [0; 32] {
        now.seed(case.target)
    } else {
        Some(case.seed)
    };
    let Some(seed) = seed else { return Vec::new() };
    let trees: Vec<_> = scene
        .view
        .pools
        .iter()
        .filter_map(|pool| Some((pool, tree(pool, now.slot)?)))
        .collect();
    let total: u64 = trees.iter().map(|(_, tree)| u64::from(sum_tree::total(tree))).sum();
    let drawn = |n: u16| -> Option<Address> {
        let mut at = point(&seed, spot.page.as_array(), spot.number(), n, total)?;
        for (pool, tree) in &trees {
            let own = u64::from(sum_tree::total(tree));
            if at < own {
                let place = sum_tree::find(tree, at as u32) as u32;
                let found = pool.validators.iter().find(|(taken, _)| *taken == place);
                return found.map(|(_, validator)| validator.wallet);
            }
            at -= own;
        }
        None
    };
    (case.tries..).map_while(drawn).take(many).collect()
}

/// `amount` candidates, 0 for as many as it takes.
pub fn draw_seats(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| judging(&panel.head, Phase::Draw));
    let many = if numbers.amount == 0 {
        14
    } else {
        usize::from(numbers.amount) % 8
    };
    let mut instruction = call!(
        DrawSeats { number: spot.number() },
        DrawSeats {
            config: at::config(),
            task: spot.task,
            page: spot.page,
        }
    );
    let pools = scene
        .view
        .pools
        .iter()
        .map(|pool| AccountMeta::new(pool.address, false));
    instruction.accounts.extend(pools);
    let seats = candidates(scene, &spot, many)
        .into_iter()
        .map(|wallet| at::seat(&spot.task, &wallet));
    instruction
        .accounts
        .extend(seats.map(|seat| AccountMeta::new_readonly(seat, false)));
    instruction
}

pub fn retarget_draw(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| judging(&panel.head, Phase::Draw));
    call!(RetargetDraw { number: spot.number() }, RetargetDraw { page: spot.page })
}

/// `amount` is the style of the votes.
pub fn commit_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.slot(numbers.pick, |head, state| {
        judging(head, Phase::Commit) && state == SlotState::Claimed
    });
    let wallet = scene.holder(&spot);
    let entry = CommitEntry {
        panel: spot.number(),
        slot: spot.index,
        commitment: spot.commitment(&wallet, numbers.amount % STYLES),
    };
    let twice = 1 + usize::from(numbers.extra >> 1 & 1);
    call!(
        CommitVotes {
            entries: vec![entry; twice],
        },
        CommitVotes {
            actor: scene.actor(numbers, wallet),
            member: at::member(&wallet),
            page: spot.page,
        }
    )
}

/// `amount` spoils the opening as that of annotators.
pub fn reveal_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.slot(numbers.pick, |head, state| {
        judging(head, Phase::Reveal) && state == SlotState::Committed
    });
    let wallet = scene.holder(&spot);
    let twice = 1 + usize::from(numbers.extra >> 1 & 1);
    call!(
        RevealVotes {
            entries: vec![opening(&spot, &wallet, numbers); twice],
        },
        RevealVotes {
            actor: scene.actor(numbers, wallet),
            member: at::member(&wallet),
            page: spot.page,
        }
    )
}

pub fn expire_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| {
        judging(&panel.head, Phase::Commit) || judging(&panel.head, Phase::Reveal)
    });
    call!(ExpireVotes { number: spot.number() }, ExpireVotes { page: spot.page })
}

pub fn settle_case(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| judging(&panel.head, Phase::Revealed));
    call!(SettleCase { number: spot.number() }, SettleCase { page: spot.page })
}

pub fn appeal_items(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| judging(&panel.head, Phase::Challenge));
    call!(
        AppealItems { number: spot.number() },
        AppealItems {
            operator: operator(scene, numbers, &spot.task),
            task: spot.task,
            page: spot.page,
        }
    )
}

pub fn appeal_score(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| judging(&panel.head, Phase::Challenge));
    let (subject, number) = spot
        .case
        .map_or((spot.page, 0), |case| (case.subject_page, case.subject));
    let wallet = annotator(scene, numbers, &subject, number);
    call!(
        AppealScore { number: spot.number() },
        AppealScore {
            wallet,
            member: at::member(&wallet),
            seat: at::seat(&spot.task, &wallet),
            subject,
            page: spot.page,
        }
    )
}

/// With 2 in `extra` the members who paid are left out, with 4 they are named in another order.
pub fn conclude_case(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.panel(numbers.pick, |_, panel| {
        judging(&panel.head, Phase::Challenge) && panel.head.until <= scene.now()
    });
    let mut instruction = call!(
        ConcludeCase { number: spot.number() },
        ConcludeCase {
            task: spot.task,
            subject: spot.case.map_or(spot.page, |case| case.subject_page),
            page: spot.page,
        }
    );
    let mut funders = funders(scene, &spot);
    if numbers.extra & 2 != 0 {
        funders.clear();
    }
    if numbers.extra & 4 != 0 {
        funders.reverse();
    }
    let metas = funders.iter().map(|wallet| AccountMeta::new(at::member(wallet), false));
    instruction.accounts.extend(metas);
    instruction
}

/// The annotators who paid for a round, in the order of the rounds.
fn funders(scene: &Scene, last: &Spot) -> Vec<Address> {
    let page = scene.view.page(&last.page);
    let rounds = page.map_or(&[] as &[_], |page| &page.panels);
    let (mut found, mut next) = (Vec::new(), Some(last.number()));
    while let Some(number) = next {
        let round = rounds.iter().find(|panel| panel.head.number == number);
        let Some(case) = round.and_then(|panel| panel.case) else {
            break;
        };
        if case.reason == reason::ANNOTATOR {
            found.push(case.funder);
        }
        next = case.parent.checked_sub(1);
    }
    found.reverse();
    found
}

/// With 2 in `extra` the slot is named twice.
pub fn collect_votes(scene: &Scene, numbers: Numbers) -> Instruction {
    let spot = scene.slot(numbers.pick, |head, state| {
        judging(head, Phase::Settled) && matches!(state, SlotState::Revealed | SlotState::Missed)
    });
    let wallet = scene.holder(&spot);
    let entry = CollectEntry {
        panel: spot.number(),
        slot: spot.index,
    };
    let twice = 1 + usize::from(numbers.extra >> 1 & 1);
    let collect = call!(
        CollectVotes {
            entries: vec![entry; twice],
        },
        CollectVotes {
            config: at::config(),
            member: at::member(&wallet),
            pool: at::pool(spot.slot.seat >> 16),
            page: spot.page,
            seat: at::seat(&spot.task, &wallet),
        }
    );
    tipped(collect, scene, numbers)
}
