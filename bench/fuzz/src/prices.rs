//! What members lose: the price of each thing not kept, and of nothing else. A second telling of the slashes, beside the
//! program's.
use std::collections::HashMap;

use solana_address::Address;
use tagger::{
    constants::MIN_GOLD_TO_SLASH,
    rules::{
        draw::{forgotten, DRAW_DELAY},
        pay::share,
    },
    state::{license::LicenceState, panel::kind, proposal::status, Member, PanelHead, Slot, SlotState, Terms},
};

use crate::{
    automaton::extended,
    books::Check,
    moves::Verb,
    scene::state_of,
    view::{PageView, View},
};

/// Checks that every member's slashes grew by what he did not keep.
pub fn check(before: &View, after: &View) -> Check {
    let mut due: HashMap<Address, u64> = HashMap::new();
    let mut judged: HashMap<Address, Vec<(Slot, Terms)>> = HashMap::new();
    slots(before, after, &mut due, &mut judged);
    tickets(before, after, &mut due);
    deposits(before, after, &mut due);
    keys(before, after, &mut due);
    for (address, new) in &after.members {
        let old = before.members.iter().find(|(other, _)| other == address);
        let lost = old.map_or(Some(0), |(_, old)| new.slashed.checked_sub(old.slashed));
        let price = due.get(&new.wallet).copied().unwrap_or(0);
        let votes = judged.get(&new.wallet).map_or(&[][..], |votes| votes);
        let grace = old.map_or(0, |(_, old)| old.grace);
        // Which of several was collected first can't be seen, and it matters: any order may be right.
        let right = orders(votes).any(|order| {
            let (reversed, left) = reversed(&order, grace);
            lost == Some(price + reversed) && new.grace == left
        });
        if !right {
            return Err(format!(
                "a member lost {lost:?} where {price} was the price besides reversed votes, his grace went from {grace} to {}",
                new.grace
            ));
        }
    }
    Ok(())
}

/// Seats let go and slots collected.
fn slots(
    before: &View,
    after: &View,
    due: &mut HashMap<Address, u64>,
    judged: &mut HashMap<Address, Vec<(Slot, Terms)>>,
) {
    for (page, old) in before.panels() {
        let there = after.page(&page.address);
        let new = there.and_then(|page| page.panels.iter().find(|panel| panel.head.number == old.head.number));
        let Some(new) = new else { continue };
        let annotates = old.head.kind == kind::ANNOTATE;
        for (from, to) in old.slots.iter().zip(&new.slots) {
            let wallet = || holder(before, page, annotates, from.seat).unwrap_or_default();
            let price = match (state_of(from), state_of(to)) {
                (SlotState::Claimed, SlotState::Empty) => left(before, page, &old.head, from),
                (SlotState::Missed | SlotState::Revealed, SlotState::Collected) if annotates => {
                    annotator(from, &page.page.terms)
                }
                (SlotState::Missed, SlotState::Collected) => silent(from, &page.page.terms),
                (SlotState::Revealed, SlotState::Collected) => {
                    judged.entry(wallet()).or_default().push((*from, page.page.terms));
                    continue;
                }
                _ => continue,
            };
            *due.entry(wallet()).or_default() += price;
        }
    }
}

/// For a hold that is over all of it; for a claim that is given back, the share of its seconds that have begun, rounded up, unless the
/// panel was assigned.
fn left(view: &View, page: &PageView, head: &PanelHead, slot: &Slot) -> u64 {
    let terms = &page.page.terms;
    let whole = share(terms.bond, terms.slash_hold_bps);
    let (hold, now) = (u64::from(terms.hold_secs), view.now.seconds);
    let end = extended(view, page, head, slot.held_until.into());
    let begun = (now + hold + 1).saturating_sub(end).clamp(1, hold);
    if now >= end || terms.assigned() {
        whole
    } else {
        (u128::from(whole) * u128::from(begun)).div_ceil(hold.into()) as u64
    }
}

/// Checks that silence, and nothing else, pays a keeper: his stake grows by the share of each slash or by nothing, and what the
/// page keeps of the slashes is less by that.
pub fn tips(verb: Verb, before: &View, after: &View) -> Check {
    if ![
        Verb::expire_claim,
        Verb::collect,
        Verb::collect_votes,
        Verb::return_claim,
    ]
    .contains(&verb)
    {
        return Ok(());
    }
    let stake = |member: &Member| member.stake_active + member.stake_locked + member.stake_cooling;
    let (mut lost, mut earned, mut keepers) = (0, 0, 0);
    for (address, new) in &after.members {
        let old = before.members.iter().find(|(other, _)| other == address);
        let Some((_, old)) = old else { continue };
        let slash = new.slashed - old.slashed;
        lost += slash;
        let tip = (stake(new) + slash).checked_sub(stake(old));
        let tip = tip.ok_or("a member lost more stake than was slashed")?;
        if tip > 0 && slash > 0 {
            return Err("a member earned by his own silence".into());
        }
        (earned, keepers) = (earned + tip, keepers + u32::from(tip > 0));
    }
    let mut due = 0;
    for (page, old) in before.panels() {
        let there = after.page(&page.address);
        let new = there.and_then(|page| page.panels.iter().find(|panel| panel.head.number == old.head.number));
        let Some(new) = new else { continue };
        for (from, to) in old.slots.iter().zip(&new.slots) {
            let terms = &page.page.terms;
            let slash = match (state_of(from), state_of(to)) {
                (SlotState::Claimed, SlotState::Empty) if verb == Verb::expire_claim => {
                    share(terms.bond, terms.slash_hold_bps)
                }
                (SlotState::Missed, SlotState::Collected) if old.head.kind == kind::ANNOTATE => annotator(from, terms),
                (SlotState::Missed, SlotState::Collected) => silent(from, terms),
                _ => 0,
            };
            due += slash * u64::from(page.page.keeper_tip_bps) / 10_000;
        }
    }
    let kept = |view: &View| view.pages.iter().map(|page| page.page.slashed).sum::<u64>();
    let right = (earned == 0 || earned == due) && keepers <= 1 && kept(after) + earned == kept(before) + lost;
    if right {
        return Ok(());
    }
    Err(format!(
        "{keepers} keepers earned {earned} where silence pays {due}; {lost} was slashed"
    ))
}

fn holder(view: &View, page: &PageView, annotates: bool, seat: u32) -> Option<Address> {
    if annotates {
        view.seat(&page.page.task, seat).map(|(_, seat)| seat.wallet)
    } else {
        view.validator(seat).map(|validator| validator.wallet)
    }
}

/// For silence, or for gold no better than a share of what guessing gets.
fn annotator(slot: &Slot, terms: &Terms) -> u64 {
    let (hits, total) = (u64::from(slot.gold_hits), u64::from(slot.gold_total));
    let worst = u64::from(terms.gold_fail_bps) * total;
    if slot.state == SlotState::Missed as u8 {
        share(terms.bond, terms.slash_miss_bps)
    } else if total >= u64::from(MIN_GOLD_TO_SLASH) && hits * u64::from(terms.classes) * 10_000 < worst {
        share(terms.bond, terms.slash_gold_bps)
    } else {
        0
    }
}

/// A validator's, for no commitment or for silence after one.
fn silent(slot: &Slot, terms: &Terms) -> u64 {
    let committed = slot.commitment != [0; 32];
    let bps = if committed {
        terms.slash_miss_bps
    } else {
        terms.slash_hold_bps
    };
    share(terms.review_bond, bps)
}

/// What votes that were clearly reversed cost when they are collected in this order, and the grace left: each vote forgives
/// an eighth of one, at most two are kept, and a vote costs a sixteenth of the most at most.
fn reversed(votes: &[(Slot, Terms)], grace: u32) -> (u64, u32) {
    votes.iter().fold((0, grace), |(lost, grace), (slot, terms)| {
        let (given, wrong) = (u64::from(slot.answered), u64::from(slot.gold_total));
        let forgives = u64::from(grace) + given;
        let costing = (0..=wrong)
            .find(|costing| 8 * (wrong - costing) <= forgives)
            .unwrap_or(wrong);
        let left = (forgives - 8 * (wrong - costing)).min(16);
        let most = share(terms.review_bond, terms.slash_reversed_bps);
        (lost + most * costing / given.max(16), left as u32)
    })
}

/// All orders of a few things.
fn orders(of: &[(Slot, Terms)]) -> Box<dyn Iterator<Item = Vec<(Slot, Terms)>> + '_> {
    if of.is_empty() {
        return Box::new(std::iter::once(Vec::new()));
    }
    Box::new((0..of.len()).flat_map(move |first| {
        let mut rest = of.to_vec();
        let head = rest.remove(first);
        let tails: Vec<_> = orders(&rest).collect();
        tails.into_iter().map(move |tail| [vec![head], tail].concat())
    }))
}

/// Tickets nobody redeemed in time.
fn tickets(before: &View, after: &View, due: &mut HashMap<Address, u64>) {
    for (address, old) in &before.seats {
        let target = old.ticket.target;
        let open = after
            .seats
            .iter()
            .any(|(other, new)| other == address && new.ticket.target != 0);
        let restarted = target != 0 && before.now.restart > target - DRAW_DELAY;
        if target == 0 || open || restarted || !forgotten(target, before.now.slot) {
            continue;
        }
        let each = before
            .task(&old.task)
            .map_or(0, |task| share(task.terms.bond, task.terms.slash_hold_bps));
        *due.entry(old.wallet).or_default() += u64::from(old.ticket.count) * each;
    }
}

/// Proposals that not even the quorum voted on.
fn deposits(before: &View, after: &View, due: &mut HashMap<Address, u64>) {
    for (address, old) in &before.proposals {
        let gone = !after.proposals.iter().any(|(other, _)| other == address);
        if gone && old.status == status::NO_QUORUM {
            *due.entry(old.proposer).or_default() += old.deposit / 2;
        }
    }
}

/// Keys that did not come in time: part of the bond, never more than the price.
fn keys(before: &View, after: &View, due: &mut HashMap<Address, u64>) {
    for (address, old) in &before.licenses {
        let waited = old.state == LicenceState::Pending as u8 && after.license(address).is_none();
        if let Some(dataset) = before.dataset(&old.dataset).filter(|_| waited) {
            let price = share(dataset.bond, dataset.slash_bps).min(old.paid);
            *due.entry(dataset.publisher).or_default() += price;
        }
    }
}
