//! Datasets, offers, licences and bids take only the steps drawn in `docs/state-machine.md`, each by whom it is due. A second telling
//! of the rules, beside the program's.
use bytemuck::bytes_of;
use solana_address::Address;
use tagger::state::{license::LicenceState, Bid, Dataset, LicenceTerms, License, Offer, SlotState};

use crate::{
    books::Check,
    keys::opens,
    moves::{holder::burn_secs, Verb},
    people,
    shop::NAMED,
    view::View,
};

/// A step: what was tried, who signed, what it did.
pub struct Step<'a> {
    pub verb: Verb,
    pub signers: &'a [Address],
    pub before: &'a View,
    pub after: &'a View,
}

const PENDING: u8 = LicenceState::Pending as u8;
const ACTIVE: u8 = LicenceState::Active as u8;
const REVOKED: u8 = LicenceState::Revoked as u8;

fn must(condition: bool, what: &str) -> Check {
    if condition {
        Ok(())
    } else {
        Err(what.to_owned())
    }
}

/// Seconds from which it is over, far away for never.
fn end(license: &License) -> u64 {
    if license.expires_at == 0 {
        u64::MAX
    } else {
        license.expires_at
    }
}

fn by(step: &Step, verb: Verb) -> bool {
    step.verb.may_be(verb)
}

/// Checks what a transaction did to everything that is sold.
pub fn check(step: &Step) -> Check {
    for (address, old) in &step.before.datasets {
        dataset(step, old, step.after.dataset(address)).map_err(|what| format!("a dataset {what}"))?;
    }
    for (address, new) in &step.after.datasets {
        if step.before.dataset(address).is_none() {
            published(step, new).map_err(|what| format!("a new dataset {what}"))?;
        }
    }
    offers(step).map_err(|what| format!("an offer {what}"))?;
    for (address, old) in &step.before.licenses {
        match step.after.license(address) {
            Some(new) => license(step, address, old, new),
            None => ended(step, old),
        }
        .map_err(|what| format!("a licence {what}"))?;
    }
    for (address, new) in &step.after.licenses {
        if step.before.license(address).is_none() {
            bought(step, new).map_err(|what| format!("a new licence {what}"))?;
        }
    }
    for (address, old) in &step.before.bids {
        bid(step, old, step.after.bid(address)).map_err(|what| format!("a bid {what}"))?;
    }
    seats(step)
}

fn dataset(step: &Step, old: &Dataset, new: Option<&Dataset>) -> Check {
    let Some(new) = new else {
        let empty = old.withdrawn != 0 && old.offers == 0 && old.pending == 0 && old.holds() == Some(0);
        return must(
            by(step, Verb::close_dataset) && empty,
            "was closed while something waited",
        );
    };
    let fixed = |dataset: &Dataset| {
        let promised = (
            dataset.contributor_bps,
            dataset.validator_bps,
            dataset.fee_bps,
            dataset.slash_bps,
        );
        let shares = (dataset.shares, dataset.votes, dataset.panels, dataset.records_root);
        (dataset.publisher, dataset.task, shares, promised)
    };
    must(fixed(old) == fixed(new), "changed what it promised")?;
    must(
        bytes_of(&old.contents) == bytes_of(&new.contents),
        "changed what it holds",
    )?;
    must(
        new.bond == old.bond || by(step, Verb::refund_purchase),
        "lost part of its bond",
    )?;
    must(
        old.withdrawn == new.withdrawn || (by(step, Verb::withdraw_dataset) && step.signers.contains(&old.publisher)),
        "was withdrawn by somebody else, or came back",
    )?;
    // Unclaimed revenue is nobody's only when nobody is left, or after two years.
    let claims = [Verb::claim_share, Verb::leave_dataset]
        .into_iter()
        .any(|verb| by(step, verb));
    if new.shared_taken != old.shared_taken && !claims {
        let alone = step.before.task(&old.task).is_none_or(|task| task.seats == 0);
        let over = step.before.now.seconds >= old.withdrawn_at + u64::from(tagger::constants::UNCLAIMED_SECS);
        must(
            by(step, Verb::close_dataset) && old.withdrawn != 0 && old.pending == 0 && (alone || over),
            "gave up what others could claim",
        )?;
    }
    Ok(())
}

fn published(step: &Step, new: &Dataset) -> Check {
    let signed = by(step, Verb::publish_dataset) && step.signers.contains(&new.publisher);
    must(signed, "has a publisher who did not sign")?;
    if new.task == Address::default() {
        return must(
            new.shares == 0 && new.contributor_bps == 0 && new.validator_bps == 0,
            "shares out of nothing",
        );
    }
    let Some(task) = step.before.task(&new.task) else {
        return Err("is made of no task".into());
    };
    let now = step.before.now.seconds;
    let ready = task.requester == new.publisher
        && (task.cancelled != 0 || task.ends_at <= now)
        && now < task.publish_until
        && task.pages == 0
        && task.dataset == Address::default();
    must(ready, "is made of a task that could not be published")?;
    let seats = || step.before.seats.iter().filter(|(_, seat)| seat.task == new.task);
    let labels: u64 = seats().map(|(_, seat)| seat.accepted).sum();
    let votes: u64 = seats().map(|(_, seat)| u64::from(seat.judged)).sum();
    let kept = (task.contributor_bps == 0 || new.shares == labels) && (task.validator_bps == 0 || new.votes == votes);
    let promised = (new.contributor_bps, new.validator_bps) == (task.contributor_bps, task.validator_bps);
    must(kept && promised, "shares otherwise than its task promised")
}

fn offers(step: &Step) -> Check {
    let selling = |offer: &Offer| {
        step.before
            .dataset(&offer.dataset)
            .filter(|dataset| dataset.withdrawn == 0)
    };
    for (address, old) in &step.before.offers {
        let new = step.after.offers.iter().find(|(other, _)| other == address);
        let Some((_, new)) = new else {
            let own = selling(old).is_none_or(|dataset| step.signers.contains(&dataset.publisher));
            must(by(step, Verb::close_offer) && own, "was closed by somebody else")?;
            continue;
        };
        let fixed = |offer: &Offer| Offer { sold: 0, ..*offer };
        must(bytes_of(&fixed(old)) == bytes_of(&fixed(new)), "changed")?;
        must(new.supply == 0 || new.sold <= new.supply, "sold more than there are")?;
    }
    for (address, new) in &step.after.offers {
        if step.before.offers.iter().all(|(other, _)| other != address) {
            let own = selling(new).is_some_and(|dataset| step.signers.contains(&dataset.publisher));
            must(by(step, Verb::open_offer) && own, "was opened by somebody else")?;
        }
    }
    Ok(())
}

/// The offer some terms come from, which must have let this wallet have them.
fn offered(step: &Step, license: &License, wallet: &Address) -> Result<Offer, String> {
    let selling = step
        .before
        .dataset(&license.dataset)
        .is_some_and(|dataset| dataset.withdrawn == 0);
    let offer = step.before.offer(&license.dataset, license.offer).filter(|_| selling);
    let Some(offer) = offer else {
        return Err("comes from no offer that is open".into());
    };
    let named = NAMED.map(people::wallet).contains(wallet);
    must(offer.allowed == [0; 32] || named, "went to somebody who may not buy")?;
    must(offer.supply == 0 || offer.sold < offer.supply, "was sold out")?;
    must(
        same_terms(&offer.terms, &license.terms) && offer.price == license.paid,
        "is not what was offered",
    )?;
    Ok(*offer)
}

fn same_terms(one: &LicenceTerms, other: &LicenceTerms) -> bool {
    bytes_of(one) == bytes_of(other)
}

fn bought(step: &Step, new: &License) -> Check {
    let signed = by(step, Verb::buy_license) && step.signers.contains(&new.holder);
    must(signed && new.state == PENDING, "was not bought by its holder")?;
    let offer = offered(step, new, &new.holder)?;
    let publisher = step.before.dataset(&new.dataset).map(|dataset| dataset.publisher);
    must(publisher != Some(new.holder), "is its publisher's")?;
    let key = step.before.member(&new.holder).map(|member| member.key);
    must(
        key == Some(new.recipient) && new.recipient != [0; 32],
        "is for somebody without a key",
    )?;
    must(
        new.key_until == step.before.now.seconds + u64::from(offer.key_secs),
        "waits too long for its key",
    )
}

/// A licence that is there no more.
fn ended(step: &Step, old: &License) -> Check {
    let now = step.before.now.seconds;
    if old.state == PENDING {
        return must(
            by(step, Verb::refund_purchase) && now >= old.key_until,
            "that waited for its key went without a refund",
        );
    }
    let own = step.signers.contains(&old.holder);
    let over = old.expires_at != 0 && now >= old.expires_at.saturating_add(burn_secs());
    must(
        by(step, Verb::burn_license) && (own || over),
        "was burnt by somebody else",
    )
}

/// A licence that stays.
fn license(step: &Step, address: &Address, old: &License, new: &License) -> Check {
    let now = step.before.now.seconds;
    must(
        old.dataset == new.dataset && old.mint == new.mint,
        "is of another dataset",
    )?;
    match (old.state, new.state) {
        (from, to) if from == to => {}
        (PENDING, ACTIVE) => must(
            by(step, Verb::deliver_key) && now < old.key_until,
            "began without its key in time",
        )?,
        (ACTIVE, REVOKED) => must(
            by(step, Verb::conclude_accusation) && verdict(step, old),
            "was taken back without a verdict",
        )?,
        (from, to) => return Err(format!("went from {from} to {to}")),
    }
    if old.holder != new.holder {
        moved(step, address, old, new)?;
    }
    if old.wrap != new.wrap || old.recipient != new.recipient {
        wrapped(step, old, new)?;
    }
    let upgraded = by(step, Verb::upgrade_license) && step.signers.contains(&old.holder);
    if !same_terms(&old.terms, &new.terms) || old.paid != new.paid || old.offer != new.offer {
        must(upgraded && now < end(old) && old.state == ACTIVE, "changed its terms")?;
        offered(step, new, &old.holder)?;
    }
    let term = new.terms.term_secs;
    let until = |from: u64| if term == 0 { 0 } else { from + term };
    if old.expires_at != new.expires_at {
        let right = (by(step, Verb::deliver_key) || upgraded) && new.expires_at == until(now)
            || by(step, Verb::renew_license) && new.expires_at == until(old.expires_at.max(now));
        must(right, "ends at another time than was paid for")?;
    }
    if new.approved_to != old.approved_to && new.approved_to != Address::default() {
        let own = by(step, Verb::transfer_license) && step.signers.contains(&old.holder);
        must(own && movable(old, now), "may go to somebody its holder did not name")?;
    }
    if old.accused != new.accused {
        let publisher = step.before.dataset(&old.dataset).map(|dataset| dataset.publisher);
        let right = if old.accused == Address::default() {
            by(step, Verb::accuse_license) && publisher.is_some_and(|wallet| step.signers.contains(&wallet))
        } else {
            by(step, Verb::conclude_accusation) && new.accused == Address::default()
        };
        must(right, "was accused, or let off, by somebody who may not")?;
    }
    let asked = by(step, Verb::ask_license) && step.signers.contains(&old.holder);
    must(
        old.asking == new.asking || asked || new.asking == 0,
        "has another price",
    )?;
    let gone = |view: &View| view.burnt.contains(address);
    let own = by(step, Verb::burn_token) && step.signers.contains(&old.holder);
    must(gone(step.before) == gone(step.after) || own, "lost its token")
}

fn movable(license: &License, now: u64) -> bool {
    let free = license.accused == Address::default() && license.terms.transferable == 1;
    license.state == ACTIVE && now < end(license) && free
}

/// Most validators said that it was broken: votes of the last round that decided, told once more.
fn verdict(step: &Step, old: &License) -> bool {
    let court = step.before.pages.iter().find(|page| page.page.task == old.accused);
    let Some(page) = court else { return false };
    let mut said = None;
    for panel in &page.panels {
        let votes = |label: u8| {
            let slots = panel.slots.iter();
            slots
                .zip(&panel.votes)
                .filter(|(slot, vote)| slot.state == SlotState::Revealed as u8 && **vote == Some(label))
                .count()
        };
        let (no, yes) = (votes(0), votes(1));
        if no != yes {
            said = Some(yes > no);
        }
    }
    said == Some(true)
}

/// To whom its holder let it go, or to a bidder who got the key.
fn moved(step: &Step, address: &Address, old: &License, new: &License) -> Check {
    let now = step.before.now.seconds;
    must(movable(old, now), "changed hands though it may not")?;
    let clean = new.approved_to == Address::default() && new.asking == 0;
    must(clean, "kept what its last holder allowed")?;
    let sent = step.verb.may_be(Verb::execute)
        && old.approved_to == new.holder
        && now < old.transfer_until
        && new.wrap == old.wrap;
    let of_new = |(_, bid): &&(Address, Bid)| bid.license == *address && bid.bidder == new.holder;
    let bid = step.before.bids.iter().find(of_new).map(|(_, bid)| bid);
    let sold = by(step, Verb::accept_bid)
        && step.signers.contains(&old.holder)
        && bid.is_some_and(|bid| {
            let lasts = bid.expires_at == 0 && old.expires_at == 0 || bid.expires_at != 0 && end(old) >= bid.expires_at;
            now < bid.until && lasts && bid.terms_hash == old.terms.hash() && bid.recipient == new.recipient
        });
    must(sent || sold, "changed hands without an approval or a bid")?;
    must(
        !sold || opens_well(step, new),
        "was sold with a wrap that does not open",
    )
}

fn opens_well(step: &Step, license: &License) -> bool {
    let commitment = step
        .before
        .dataset(&license.dataset)
        .map(|dataset| dataset.contents.commitment);
    commitment.is_none_or(|commitment| opens(license, &commitment) != Some(false))
}

/// Its key was wrapped anew: for the key the one it is for has now, and it is the same key.
fn wrapped(step: &Step, old: &License, new: &License) -> Check {
    let key = step.before.member(&new.holder).map(|member| member.key);
    let right = by(step, Verb::deliver_key) && new.recipient == old.recipient
        || by(step, Verb::rewrap_license) && key == Some(new.recipient)
        || by(step, Verb::accept_bid) && old.holder != new.holder;
    must(right, "was wrapped for another key")?;
    must(opens_well(step, new), "has a wrap that does not open")
}

fn bid(step: &Step, old: &Bid, new: Option<&Bid>) -> Check {
    if let Some(new) = new {
        return must(bytes_of(old) == bytes_of(new), "changed");
    }
    let own = step.signers.contains(&old.bidder) || step.before.now.seconds >= old.until;
    let taken = by(step, Verb::accept_bid)
        && step
            .after
            .license(&old.license)
            .is_some_and(|license| license.holder == old.bidder);
    must(by(step, Verb::withdraw_bid) && own || taken, "went without its bidder")
}

/// A seat with shares goes only with its member's will, unless nothing more is shared.
fn seats(step: &Step) -> Check {
    for (address, old) in &step.before.seats {
        let new = step.after.seats.iter().find(|(other, _)| other == address);
        must(
            new.is_none_or(|(_, new)| new.revenue >= old.revenue),
            "a seat took less than before",
        )?;
        let Some(task) = step.before.task(&old.task).filter(|_| new.is_none()) else {
            continue;
        };
        let promised = task.contributor_bps > 0 && old.accepted > 0 || task.validator_bps > 0 && old.judged > 0;
        let waits = task.dataset != Address::default() || step.before.now.seconds < task.publish_until;
        must(
            !(promised && waits) || step.signers.contains(&old.wallet),
            "a seat with shares was closed by somebody else",
        )?;
    }
    Ok(())
}
