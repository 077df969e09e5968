//! Rare things worth having been through: what a transaction did, or ran into, that needs much to come together. They guide
//! the fuzzer as new branches do, and a test asks the corpus for every one of them.
use tagger::{
    error::TaggerError,
    rules::pay::max_reward,
    state::{panel::kind, Phase, SlotState},
};

use crate::{
    moves::Verb,
    trial::number_of,
    view::{PageView, PanelView, View},
};

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Situation {
    BelowTheLevel,
    AcceptsEverything,
    MoreLuresThanAnnounced,
    FellForALure,
    DearerForDisagreement,
    Debt,
    DebtGoesAlong,
    DebtComesBack,
    DebtorStays,
    Surplus,
    TicketFull,
    TicketPartial,
    TicketWithoutPage,
    TicketLapsed,
    TicketLapsedInRestart,
    TicketDroppedEarly,
    ReversalForgiven,
    ReversalPaidFor,
}

impl Situation {
    pub const ALL: [Self; 18] = [
        Self::BelowTheLevel,
        Self::AcceptsEverything,
        Self::MoreLuresThanAnnounced,
        Self::FellForALure,
        Self::DearerForDisagreement,
        Self::Debt,
        Self::DebtGoesAlong,
        Self::DebtComesBack,
        Self::DebtorStays,
        Self::Surplus,
        Self::TicketFull,
        Self::TicketPartial,
        Self::TicketWithoutPage,
        Self::TicketLapsed,
        Self::TicketLapsedInRestart,
        Self::TicketDroppedEarly,
        Self::ReversalForgiven,
        Self::ReversalPaidFor,
    ];
}

/// What a refusal shows.
pub fn refused(error: u32) -> Vec<Situation> {
    let known = [
        (TaggerError::LevelTooLow, Situation::BelowTheLevel),
        (TaggerError::OverAccepting, Situation::AcceptsEverything),
        (TaggerError::TooManyLures, Situation::MoreLuresThanAnnounced),
        (TaggerError::TicketLive, Situation::TicketDroppedEarly),
    ];
    let found = known.into_iter().filter(|(known, _)| number_of(*known) == error);
    found.map(|(_, situation)| situation).collect()
}

/// What a transaction shows that went through.
pub fn done(verb: Verb, before: &View, after: &View) -> Vec<Situation> {
    let mut found = Vec::new();
    for (page, panel) in after.panels() {
        if panel.head.kind == kind::ANNOTATE {
            annotated(page, panel, &mut found);
        } else {
            judged(panel, &mut found);
        }
    }
    for (address, new) in &after.seats {
        if new.carry != 0 {
            found.push(if new.carry < 0 {
                Situation::Debt
            } else {
                Situation::Surplus
            });
        }
        let Some((_, old)) = before.seats.iter().find(|(other, _)| other == address) else {
            continue;
        };
        if verb == Verb::expire_claim && new.carry < old.carry {
            found.push(Situation::DebtComesBack);
        }
        if verb == Verb::leave_task && old.bond_free > 0 && new.bond_free == 0 {
            found.push(Situation::DebtorStays);
        }
        if old.ticket.target == 0 || new.ticket.target != 0 {
            continue;
        }
        let own = |page: &PageView| (page.page.task, page.page.index) == (old.task, old.ticket.page);
        found.push(match verb {
            Verb::drop_ticket if new.slashed > old.slashed => Situation::TicketLapsed,
            Verb::drop_ticket => Situation::TicketLapsedInRestart,
            _ if !after.pages.iter().any(own) => Situation::TicketWithoutPage,
            _ if new.open_slots < old.open_slots => Situation::TicketPartial,
            _ => Situation::TicketFull,
        });
    }
    found
}

fn annotated(page: &PageView, panel: &PanelView, found: &mut Vec<Situation>) {
    let (terms, head) = (&page.page.terms, &panel.head);
    for slot in &panel.slots {
        if slot.fell > 0 {
            found.push(Situation::FellForALure);
        }
        if slot.carry < 0 && slot.state == SlotState::Claimed as u8 {
            found.push(Situation::DebtGoesAlong);
        }
        let usual = max_reward(terms.price, slot.answered, head.difficulty_bps);
        if head.phase == Phase::Settled as u8 && usual.is_ok_and(|usual| slot.reward > usual) {
            found.push(Situation::DearerForDisagreement);
        }
    }
}

fn judged(panel: &PanelView, found: &mut Vec<Situation>) {
    let settled = panel.head.phase == Phase::Settled as u8;
    for slot in panel.slots.iter().filter(|slot| settled && slot.gold_total > 0) {
        found.push(if slot.gold_total <= 1 + slot.answered / 4 {
            Situation::ReversalForgiven
        } else {
            Situation::ReversalPaidFor
        });
    }
}
