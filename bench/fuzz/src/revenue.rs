//! Where the money of datasets, licences and bids goes: every payment is divided as was promised, every balance grows by what is due
//! to it and by nothing else. A second telling of `rules/revenue.rs` and of what calls it.
use std::collections::HashMap;

use bytemuck::bytes_of;
use solana_address::Address;
use tagger::state::{license::LicenceState, Dataset, License};

use crate::{
    books::{part, Check},
    market::Step,
    moves::{holder::credit, Verb},
    view::View,
};

/// Verbs that move money between datasets, licences and members, and nothing else.
const OURS: [Verb; 16] = [
    Verb::publish_dataset,
    Verb::buy_license,
    Verb::deliver_key,
    Verb::refund_purchase,
    Verb::claim_share,
    Verb::leave_dataset,
    Verb::take_revenue,
    Verb::close_dataset,
    Verb::transfer_license,
    Verb::renew_license,
    Verb::upgrade_license,
    Verb::burn_license,
    Verb::bid_license,
    Verb::withdraw_bid,
    Verb::accept_bid,
    Verb::execute,
];

/// Checks what a transaction did to the money of everything that is sold.
pub fn check(step: &Step) -> Check {
    if !OURS.contains(&step.verb) {
        return Ok(());
    }
    for (address, old) in &step.before.datasets {
        let Some(new) = step.after.dataset(address) else {
            continue;
        };
        let paid = new
            .earned
            .checked_sub(old.earned)
            .ok_or("a dataset earned less than before")?;
        if !due(step, address).contains(&paid) {
            return Err(format!(
                "a dataset earned {paid} where {:?} was due",
                due(step, address)
            ));
        }
        if paid > 0 {
            divided(old, new, paid)?;
        }
    }
    balances(step)
}

/// Base units as a part of others, rounded down.
fn share(of: u64, bps: u16) -> u64 {
    (u128::from(of) * u128::from(bps) / 10_000) as u64
}

/// The fee is rounded up, the parts of members and validators down, the rest is the publisher's.
fn divided(old: &Dataset, new: &Dataset, paid: u64) -> Check {
    let fee = share(paid, old.fee_bps) + u64::from(u128::from(paid) * u128::from(old.fee_bps) % 10_000 != 0);
    let part = |bps: u16, shares: u64| {
        // What was given up is shared no more.
        if shares == 0 || old.given_up != 0 {
            0
        } else {
            share(paid - fee, bps)
        }
    };
    let labels = part(old.contributor_bps, old.shares);
    let votes = part(old.validator_bps, old.votes);
    let expected = [fee, labels, votes, paid - fee - labels - votes];
    let found = [
        new.fees_due - old.fees_due,
        new.contributed - old.contributed,
        new.validated - old.validated,
        new.publisher_due - old.publisher_due,
    ];
    if found == expected {
        return Ok(());
    }
    Err(format!("{paid} were divided into {found:?} and not {expected:?}"))
}

/// What passing a licence on costs where its dataset is still there.
fn royalty(view: &View, license: &License, price: u64) -> u64 {
    if view.dataset(&license.dataset).is_none() {
        return 0;
    }
    let terms = &license.terms;
    let exact = u128::from(price) * u128::from(terms.royalty_bps);
    (exact.div_ceil(10_000) as u64).max(terms.least_royalty)
}

/// What a dataset may have earned by a step.
fn due(step: &Step, address: &Address) -> Vec<u64> {
    let of_this = |license: &License| license.dataset == *address;
    let mut found = Vec::new();
    for (name, old) in step.before.licenses.iter().filter(|(_, license)| of_this(license)) {
        let Some(new) = step.after.license(name) else { continue };
        let now = step.before.now.seconds;
        match step.verb {
            Verb::deliver_key if old.state != new.state => found.push(old.paid),
            Verb::renew_license if old.expires_at != new.expires_at => {
                let offers = step.before.offers.iter().map(|(_, offer)| offer);
                let same = offers.filter(|offer| offer.dataset == *address && offer.terms.hash() == old.terms.hash());
                found.extend(same.map(|offer| offer.price));
            }
            Verb::upgrade_license
                if old.offer != new.offer || old.paid != new.paid || old.expires_at != new.expires_at =>
            {
                found.push(new.paid.saturating_sub(credit(now, old)));
            }
            Verb::accept_bid if old.holder != new.holder => {
                let price = step
                    .before
                    .bids
                    .iter()
                    .find(|(_, bid)| bid.license == *name && bid.bidder == new.holder);
                found.push(price.map_or(0, |(_, bid)| royalty(step.before, old, bid.price)));
            }
            Verb::transfer_license
                if old.transfer_until != new.transfer_until || old.approved_to != new.approved_to =>
            {
                // The price he named is not kept; at least the least is due.
                let least = royalty(step.before, old, 0);
                let earned = |view: &View| view.dataset(address).map_or(0, |dataset| dataset.earned);
                found.push((earned(step.after) - earned(step.before)).max(least));
            }
            _ => {}
        }
    }
    if found.is_empty() {
        found.push(0);
    }
    // The same approval, or an upgrade to what one has.
    if matches!(step.verb, Verb::transfer_license | Verb::upgrade_license) {
        let earned = |view: &View| view.dataset(address).map_or(0, |dataset| dataset.earned);
        let untouched = step.before.licenses.iter().filter(|(_, license)| of_this(license));
        let untouched = untouched.filter(|(name, old)| step.after.license(name).map(bytes_of) == Some(bytes_of(old)));
        if untouched.count() > 0 {
            found.push(earned(step.after) - earned(step.before));
        }
    }
    found
}

/// What each member's balance and active stake grew by.
fn balances(step: &Step) -> Check {
    let mut owed: HashMap<Address, (i128, i128)> = HashMap::new();
    let mut add = |wallet: &Address, balance: u64, stake: u64| {
        let own = owed.entry(*wallet).or_default();
        *own = (own.0 + i128::from(balance), own.1 + i128::from(stake));
    };
    for (address, old) in &step.before.licenses {
        let gone = step.after.license(address).is_none();
        if old.state != LicenceState::Pending as u8 || !gone {
            continue;
        }
        if let Some(dataset) = step.before.dataset(&old.dataset) {
            add(
                &old.holder,
                old.paid,
                share(dataset.bond, dataset.slash_bps).min(old.paid),
            );
        }
    }
    for (address, old) in &step.before.bids {
        if step.after.bid(address).is_some() {
            continue;
        }
        if step.verb == Verb::accept_bid {
            if let Some(license) = step.before.license(&old.license) {
                add(&license.holder, old.price - royalty(step.before, license, old.price), 0);
            }
        } else {
            add(&old.bidder, old.price, 0);
        }
    }
    if matches!(step.verb, Verb::claim_share | Verb::leave_dataset) {
        for (address, old) in &step.before.seats {
            let new = step.after.seats.iter().find(|(other, _)| other == address);
            let taken = new.map(|(_, new)| new.revenue);
            let dataset = step
                .before
                .datasets
                .iter()
                .find(|(_, dataset)| dataset.task == old.task);
            let (Some((_, dataset)), true) = (dataset, taken != Some(old.revenue)) else {
                continue;
            };
            let all = if dataset.given_up == 0 {
                part(dataset, old) as u64
            } else {
                old.revenue
            };
            if taken.is_some_and(|taken| taken != all) {
                return Err(format!("a seat has taken {taken:?} and not {all}"));
            }
            add(
                &old.wallet,
                all - old.revenue,
                if taken.is_none() { old.bond_free } else { 0 },
            );
        }
    }
    for (address, old) in &step.before.datasets {
        match step.after.dataset(address) {
            // One at a time.
            Some(new) if step.verb == Verb::take_revenue && bytes_of(old) != bytes_of(new) => {
                let own = old.publisher_due - new.publisher_due;
                let fees = old.fees_due - new.fees_due;
                let treasury = step.after.treasury - step.before.treasury;
                add(&old.publisher, own + fees - treasury, 0);
                // Either all of it or, where it can't be, nothing.
                if treasury != 0 && treasury != fees {
                    return Err(format!("the treasury got {treasury} of {fees}"));
                }
            }
            None => add(&old.publisher, 0, old.bond),
            _ => {}
        }
    }
    for (_, new) in &step.after.datasets {
        if step.verb == Verb::publish_dataset && step.before.datasets.iter().all(|(_, old)| old.mint != new.mint) {
            let own = owed.entry(new.publisher).or_default();
            own.1 -= i128::from(new.bond);
        }
    }
    for (address, new) in &step.after.members {
        let old = step.before.members.iter().find(|(other, _)| other == address);
        let Some((_, old)) = old else { continue };
        let grew = (
            i128::from(new.balance) - i128::from(old.balance),
            i128::from(new.stake_active) - i128::from(old.stake_active),
        );
        let due = owed.get(&new.wallet).copied().unwrap_or_default();
        if grew != due {
            return Err(format!(
                "balance and stake of a member grew by {grew:?} where {due:?} was due"
            ));
        }
    }
    Ok(())
}
