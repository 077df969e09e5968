//! Rare things worth having been through: what a transaction did, or ran into, that needs much to come together. They guide
//! the fuzzer as new branches do, and a test asks the corpus for every one of them.
use solana_address::Address;
use tagger::{
    error::TaggerError,
    rules::pay::max_reward,
    state::{panel::kind, Phase, SlotState},
};

use crate::{
    moves::{
        holder::{burn_secs, credit},
        Verb,
    },
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
    SharesForgone,
    SharesHeldForHim,
    PartOfAValidator,
    PartsUnclaimed,
    FeeForfeited,
    KeyTooLate,
    RefundAtMostThePrice,
    SoldOut,
    NotNamed,
    WrongWrap,
    SoldToABidder,
    SoldWithoutDataset,
    BelowTheRoyalty,
    SentByAWallet,
    HookRefuses,
    Rewrapped,
    BurntByHand,
    ExpiredLongAgo,
    CreditOfATerm,
    Defended,
    Revoked,
    Acquitted,
    AccusedBurnt,
}

impl Situation {
    pub const ALL: [Self; 41] = [
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
        Self::SharesForgone,
        Self::SharesHeldForHim,
        Self::PartOfAValidator,
        Self::PartsUnclaimed,
        Self::FeeForfeited,
        Self::KeyTooLate,
        Self::RefundAtMostThePrice,
        Self::SoldOut,
        Self::NotNamed,
        Self::WrongWrap,
        Self::SoldToABidder,
        Self::SoldWithoutDataset,
        Self::BelowTheRoyalty,
        Self::SentByAWallet,
        Self::HookRefuses,
        Self::Rewrapped,
        Self::BurntByHand,
        Self::ExpiredLongAgo,
        Self::CreditOfATerm,
        Self::Defended,
        Self::Revoked,
        Self::Acquitted,
        Self::AccusedBurnt,
    ];
}

/// What a refusal shows.
pub fn refused(error: u32) -> Vec<Situation> {
    let known = [
        (TaggerError::LevelTooLow, Situation::BelowTheLevel),
        (TaggerError::OverAccepting, Situation::AcceptsEverything),
        (TaggerError::TooManyLures, Situation::MoreLuresThanAnnounced),
        (TaggerError::TicketLive, Situation::TicketDroppedEarly),
        (TaggerError::SharesHeld, Situation::SharesHeldForHim),
        (TaggerError::SoldOut, Situation::SoldOut),
        (TaggerError::NotAllowed, Situation::NotNamed),
        (TaggerError::WrongWrap, Situation::WrongWrap),
        (TaggerError::BelowRoyalty, Situation::BelowTheRoyalty),
        (TaggerError::TransferNotApproved, Situation::HookRefuses),
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
    datasets(verb, before, after, &mut found);
    licences(verb, before, after, &mut found);
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

/// What datasets earned and who got it.
fn datasets(verb: Verb, before: &View, after: &View, found: &mut Vec<Situation>) {
    let forgone = |view: &View| -> u64 {
        view.tasks
            .iter()
            .map(|(_, task)| task.forgone + task.forgone_votes)
            .sum()
    };
    if verb == Verb::leave_task && forgone(after) > forgone(before) {
        found.push(Situation::SharesForgone);
    }
    let revenue = |view: &View| -> u64 {
        let validators = view.seats.iter().filter(|(_, seat)| seat.judged > 0);
        validators.map(|(_, seat)| seat.revenue).sum()
    };
    if verb == Verb::claim_share && revenue(after) > revenue(before) {
        found.push(Situation::PartOfAValidator);
    }
    for (address, old) in &before.datasets {
        let Some(new) = after.dataset(address) else { continue };
        if verb == Verb::close_dataset && new.fees_due > old.fees_due {
            found.push(Situation::PartsUnclaimed);
        }
        if verb == Verb::take_revenue && old.fees_due > new.fees_due && after.treasury == before.treasury {
            found.push(Situation::FeeForfeited);
        }
        if verb == Verb::refund_purchase && new.pending < old.pending {
            let paid = old.escrowed - new.escrowed;
            found.push(if old.bond - new.bond == paid && paid > 0 {
                Situation::RefundAtMostThePrice
            } else {
                Situation::KeyTooLate
            });
        }
    }
}

/// What became of licences.
fn licences(verb: Verb, before: &View, after: &View, found: &mut Vec<Situation>) {
    for (address, old) in &before.licenses {
        let Some(new) = after.license(address) else {
            if verb == Verb::burn_license {
                let over = old.expires_at != 0 && old.expires_at + burn_secs() <= before.now.seconds;
                let by_hand = before.burnt.contains(address);
                found.extend(by_hand.then_some(Situation::BurntByHand));
                found.extend(over.then_some(Situation::ExpiredLongAgo));
            }
            continue;
        };
        match verb {
            Verb::accept_bid if old.holder != new.holder => {
                let there = before.dataset(&old.dataset).is_some();
                found.push(if there {
                    Situation::SoldToABidder
                } else {
                    Situation::SoldWithoutDataset
                });
            }
            Verb::execute if old.holder != new.holder => found.push(Situation::SentByAWallet),
            Verb::rewrap_license if old.recipient != new.recipient => found.push(Situation::Rewrapped),
            Verb::upgrade_license if old.terms.term_secs > 0 && credit(before.now.seconds, old) > 0 => {
                found.extend((old.offer != new.offer).then_some(Situation::CreditOfATerm));
            }
            Verb::conclude_accusation if old.state != new.state => found.push(Situation::Revoked),
            Verb::conclude_accusation if old.accused != new.accused => {
                let balance = |view: &View| view.member(&old.holder).map_or(0, |member| member.balance);
                found.extend((balance(after) > balance(before)).then_some(Situation::Acquitted));
            }
            _ => {}
        }
    }
    let rounds = |view: &View| -> usize { view.pages.iter().map(|page| page.panels.len()).sum() };
    if verb == Verb::defend_license && rounds(after) > rounds(before) {
        found.push(Situation::Defended);
    }
    let judged = |view: &View| -> usize {
        view.licenses
            .iter()
            .filter(|(_, one)| one.accused != Address::default())
            .count()
    };
    if verb == Verb::conclude_accusation && judged(before) == judged(after) {
        found.push(Situation::AccusedBurnt);
    }
}
