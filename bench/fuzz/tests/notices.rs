//! The checks bite: a program that goes wrong in one place is noticed, and what shows it is short. Here the chain is spoilt
//! after an instruction, as a broken program would leave it; `mutants` breaks the program itself.
mod common;

use bytemuck::{bytes_of, pod_read_unaligned, Pod};
use solana_account::{AccountSharedData, ReadableAccount, WritableAccount};
use tagger::state::{Dataset, License, Member, Page, Proposal, Seat, Task};
use tagger_fuzz::{
    chain::Chain,
    engine::Engine,
    moves::Verb,
    trial::{Sabotage, Trial},
};

/// Actions after which a fault must have been noticed.
const MOST: u64 = 150_000;

/// Changes the first account of a type.
fn spoil<T: Pod + anchor_lang::Discriminator>(chain: &mut Chain, change: impl Fn(&mut T)) {
    let mut own = chain.own();
    let found = own
        .find(|(_, data)| data.starts_with(T::DISCRIMINATOR))
        .map(|(address, _)| *address);
    drop(own);
    let Some(address) = found else { return };
    let mut account: AccountSharedData = chain.account(&address).expect("it was found").clone();
    let end = 8 + size_of::<T>();
    let mut head: T = pod_read_unaligned(&account.data()[8..end]);
    change(&mut head);
    account.data_as_mut_slice()[8..end].copy_from_slice(bytes_of(&head));
    chain.write(address, Some(account));
}

/// Runs until the fault is noticed; returns the rule that noticed it and how many actions show it.
fn noticed(sabotage: Sabotage) -> (&'static str, usize) {
    let mut trial: Trial = common::committed();
    trial.sabotage = Some(sabotage);
    let mut engine = Engine::new(trial, 1);
    for actions in common::sequences("corpus.txt") {
        engine.plant(&actions);
    }
    while engine.found.is_empty() && engine.figures.actions < MOST {
        engine.run();
    }
    let found = engine.found.first().expect("the fault was not noticed");
    (found.finding.rule, found.actions.len())
}

#[test]
fn a_reward_paid_twice() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::collect {
            spoil::<Member>(chain, |member| member.balance += 1);
        }
    });
    assert_eq!(rule, "books");
    // Claims, commitments, reveals, a settlement, a collection, and some waiting.
    assert!(actions <= 40, "{actions} actions");
}

#[test]
fn a_unit_lost_when_a_review_ends() {
    let (rule, _) = noticed(|verb, chain| {
        if verb == Verb::conclude_case {
            spoil::<Page>(chain, |page| page.free = page.free.saturating_sub(1));
        }
    });
    assert_eq!(rule, "books");
}

#[test]
fn a_vote_counted_twice() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::cast_ballot {
            spoil::<Proposal>(chain, |proposal| proposal.against += 1);
        }
    });
    assert_eq!(rule, "books");
    assert!(actions <= 6, "{actions} actions");
}

#[test]
fn a_bond_that_is_not_given_back() {
    let (rule, _) = noticed(|verb, chain| {
        if verb == Verb::expire_claim {
            spoil::<Seat>(chain, |seat| seat.bond_free = seat.bond_free.saturating_sub(1));
        }
    });
    assert_eq!(rule, "books");
}

#[test]
fn a_task_that_counts_a_page_too_few() {
    let (rule, _) = noticed(|verb, chain| {
        if verb == Verb::close_page {
            spoil::<Task>(chain, |task| task.pages = task.pages.saturating_sub(1));
        }
    });
    assert_eq!(rule, "books");
}

#[test]
fn a_ticket_counted_twice() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::redeem_ticket {
            spoil::<Seat>(chain, |seat| seat.ticket.number += 1);
        }
    });
    assert_eq!(rule, "seats");
    // Asked for, waited for, redeemed.
    assert!(actions <= 4, "{actions} actions");
}

#[test]
fn a_debt_that_shrinks_by_itself() {
    let (rule, _) = noticed(|verb, chain| {
        if verb == Verb::collect {
            spoil::<Seat>(chain, |seat| seat.carry += 1);
        }
    });
    assert_eq!(rule, "seats");
}

#[test]
fn a_lapse_that_costs_a_unit_less() {
    let (rule, _) = noticed(|verb, chain| {
        if verb == Verb::drop_ticket {
            spoil::<Member>(chain, |member| member.slashed = member.slashed.wrapping_sub(1));
        }
    });
    assert_eq!(rule, "prices");
}

#[test]
fn a_price_that_is_divided_otherwise() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::renew_license {
            spoil::<Dataset>(chain, |dataset| {
                let moved = dataset.publisher_due.min(1);
                dataset.publisher_due -= moved;
                dataset.fees_due += moved;
            });
        }
    });
    assert_eq!(rule, "prices");
    assert!(actions <= 4, "{actions} actions");
}

#[test]
fn a_licence_whose_terms_change() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::ask_license {
            spoil::<License>(chain, |license| license.terms.seats += 1);
        }
    });
    assert_eq!(rule, "automaton");
    assert!(actions <= 2, "{actions} actions");
}

#[test]
fn a_licence_that_leaves_its_token_behind() {
    let (rule, actions) = noticed(|verb, chain| {
        if verb == Verb::ask_license {
            spoil::<License>(chain, |license| license.holder = Default::default());
        }
    });
    assert_eq!(rule, "books");
    assert!(actions <= 2, "{actions} actions");
}
