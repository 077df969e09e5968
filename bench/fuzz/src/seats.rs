//! Seats: who gets one and who may give it up, what is carried from panel to panel, and the steps of tickets. A second telling
//! of the rules, beside the program's.
use std::collections::HashMap;

use solana_address::Address;
use tagger::{
    clock::Now,
    constants::{FULL_BPS, MIN_LURES_TO_JUDGE},
    rules::{
        draw::{forgotten, DRAW_DELAY},
        ticket::{pick, words},
    },
    state::{panel::kind, Phase, Seat, Slot, SlotState},
};
use tagger_consensus::{level, Record};

use crate::{
    automaton::over,
    books::Check,
    moves::Verb,
    view::{PageView, PanelView, View},
};

/// Checks what a transaction did to every seat.
pub fn check(verb: Verb, before: &View, after: &View) -> Check {
    let (carried, carries) = (carries(before), carries(after));
    for (address, new) in &after.seats {
        let old = before.seats.iter().find(|(other, _)| other == address);
        let Some((_, old)) = old else {
            joined(before, new)?;
            continue;
        };
        ticket(verb, before, after, (address, old), new).map_err(|what| format!("seat {} {what}", new.index))?;
        // Only where panels are paid does a score come in.
        let paid = verb.may_be(Verb::settle) || verb.may_be(Verb::open_gold);
        let key = (new.task, new.index);
        if !paid && carried.get(&key) != carries.get(&key) {
            return Err(format!("seat {} carries more or less than before", new.index));
        }
    }
    for (address, old) in &before.seats {
        let gone = !after.seats.iter().any(|(other, _)| other == address);
        let runs = before.task(&old.task).is_some_and(|task| !task.ended(&now(before)));
        if gone && (old.ticket.target != 0 || runs && old.carry < 0) {
            return Err(format!("seat {} was given up with a ticket or a debt", old.index));
        }
    }
    Ok(())
}

/// The program's clock, for what a restart does not change.
fn now(view: &View) -> Now {
    Now {
        seconds: view.now.seconds,
        slot: view.now.slot,
    }
}

/// What each seat carries, what lies in its slots included, in basis points of an item.
fn carries(view: &View) -> HashMap<(Address, u32), i64> {
    let own = |(_, seat): &(Address, Seat)| ((seat.task, seat.index), i64::from(seat.carry));
    let mut found: HashMap<_, _> = view.seats.iter().map(own).collect();
    for (page, panel) in view.panels().filter(|(_, panel)| panel.head.kind == kind::ANNOTATE) {
        let open = |slot: &&Slot| slot.state != SlotState::Empty as u8 && slot.state != SlotState::Collected as u8;
        for slot in panel.slots.iter().filter(open) {
            *found.entry((page.page.task, slot.seat)).or_default() += i64::from(slot.carry);
        }
    }
    found
}

/// A new seat is that of a member whom the task lets in, or of a validator for his part of the revenue.
fn joined(before: &View, seat: &Seat) -> Check {
    let Some((task, member)) = before.task(&seat.task).zip(before.member(&seat.wallet)) else {
        return Err(format!("seat {} is nobody's or in no task", seat.index));
    };
    if seat.validator != 0 {
        let promised = task.validator_bps > 0 && task.dataset == Address::default();
        let plain = seat.bond_free == 0 && seat.shares().accepted == 0;
        return if member.pool_place > 0 && promised && plain {
            Ok(())
        } else {
            Err(format!("seat {} is a validator's who may have none", seat.index))
        };
    }
    let terms = &task.terms;
    let record = Record::from(member.records[usize::from(terms.domain)]);
    let stake = member.stake_active + member.stake_locked;
    let reached = level(&record, stake, task.min_stake, now(before).day());
    let over = u64::from(member.fell) * u64::from(FULL_BPS) > u64::from(member.lured) * u64::from(terms.over_bps);
    let accepts_all = member.lured >= MIN_LURES_TO_JUDGE && over;
    if reached < terms.required_level || accepts_all || task.ended(&now(before)) {
        return Err(format!("seat {} is one of somebody the task keeps out", seat.index));
    }
    Ok(())
}

/// A ticket is taken, then redeemed while its block is remembered or dropped once it is not.
fn ticket(verb: Verb, before: &View, after: &View, (address, old): (&Address, &Seat), new: &Seat) -> Check {
    let (from, to) = (old.ticket, new.ticket);
    let now = before.now;
    let (right, what) = match (from.target != 0, to.target != 0) {
        (false, false) => (from.number == to.number, "counts a ticket that was not taken"),
        (false, true) => {
            let undecided = to.target >= now.slot + DRAW_DELAY && to.number == from.number + 1;
            (
                verb.may_be(Verb::take_ticket) && undecided && to.count > 0,
                "got a ticket it may not have",
            )
        }
        (true, true) => (
            bytemuck::bytes_of(&from) == bytemuck::bytes_of(&to),
            "had its ticket changed",
        ),
        // What it costs: see `prices.rs`.
        (true, false) if forgotten(from.target, now.slot) => (
            verb.may_be(Verb::drop_ticket) && old.open_slots == new.open_slots + u32::from(from.count),
            "kept a ticket that lapsed",
        ),
        (true, false) => {
            let page = |view| page_of(view, old);
            let got = page(after).map_or(Vec::new(), |page| seated(page, old.index));
            let had = page(before).map_or(Vec::new(), |page| seated(page, old.index));
            let mut fresh: Vec<u64> = got.into_iter().filter(|number| !had.contains(number)).collect();
            let mut drawn = page(before).map_or(Vec::new(), |page| drawn(before, page, address, old));
            fresh.sort_unstable();
            drawn.sort_unstable();
            (
                verb.may_be(Verb::redeem_ticket) && fresh == drawn,
                "got other panels than the block says",
            )
        }
    };
    if right {
        return Ok(());
    }
    Err(what.into())
}

/// The page a seat's ticket is for.
fn page_of<'a>(view: &'a View, seat: &Seat) -> Option<&'a PageView> {
    let own = |page: &&PageView| page.page.task == seat.task && page.page.index == seat.ticket.page;
    view.pages.iter().find(own)
}

/// Panels of a page a seat sits on.
fn seated(page: &PageView, seat: u32) -> Vec<u64> {
    let on = |panel: &&PanelView| sits(panel, seat);
    page.panels.iter().filter(on).map(|panel| panel.head.number).collect()
}

fn sits(panel: &PanelView, seat: u32) -> bool {
    let taken = |slot: &Slot| slot.state != SlotState::Empty as u8;
    panel.slots.iter().any(|slot| taken(slot) && slot.seat == seat)
}

/// The panels a ticket gets now: for each place the first of fifteen that takes claims of this seat, else one of all that do.
fn drawn(view: &View, page: &PageView, address: &Address, seat: &Seat) -> Vec<u64> {
    let ticket = &seat.ticket;
    let mut got = Vec::new();
    let Some(seed) = view
        .now
        .seed(ticket.target)
        .filter(|_| view.now.seconds < page.page.ends_at)
    else {
        return got;
    };
    let takes = |panel: &PanelView, got: &[u64]| {
        let head = &panel.head;
        let wave = usize::from(head.wave_start)..usize::from(head.seats);
        let free = panel.slots[wave]
            .iter()
            .any(|slot| slot.state == SlotState::Empty as u8);
        let open = head.phase == Phase::Commit as u8 && !over(view, page, head) && free;
        open && !sits(panel, seat.index) && !got.contains(&head.number)
    };
    for place in 0..ticket.count {
        let words = words(&seed, address, ticket.number, place);
        let (tries, last) = words.split_at(15);
        let named = tries
            .iter()
            .map(|word| ticket.first + u64::from(pick(*word, ticket.live)));
        let open: Vec<u64> = page
            .panels
            .iter()
            .filter(|panel| takes(panel, &got))
            .map(|panel| panel.head.number)
            .collect();
        let mut named = named.filter(|number| open.contains(number));
        let any = || open.get(usize::from(pick(last[0], open.len() as u8))).copied();
        let Some(number) = named.next().or_else(any) else { break };
        got.push(number);
    }
    got
}
