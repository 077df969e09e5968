//! Liveness: from any state everybody gets out. First all parties are gone and a stranger pushes what anybody may push,
//! until no page, ballot or proposal is left and no task or seat but of what was published; then holders, bidders and publishers
//! end what is theirs, the stranger pushes the rest out, and each owner takes what is his, until nothing is owed.
use solana_address::Address;
use tagger::state::{license::LicenceState, License};

use crate::{
    action::Action,
    moves::Verb,
    natural::fitting,
    people::{PEOPLE, STRANGERS},
    trial::{Ending, Finding, Trial},
    view::View,
};

/// What a stranger may do, with what `extra` makes it his doing.
const CRANKS: [(Verb, u16); 32] = [
    (Verb::redeem_ticket, 0),
    (Verb::drop_ticket, 0),
    (Verb::expire_claim, 0),
    (Verb::expire_commit, 0),
    (Verb::expire_reveal, 0),
    (Verb::settle, 0),
    (Verb::collect, 0),
    (Verb::release_panel, 1),
    (Verb::retarget_draw, 0),
    (Verb::draw_seats, 0),
    (Verb::expire_votes, 0),
    (Verb::settle_case, 0),
    (Verb::conclude_case, 0),
    (Verb::conclude_accusation, 0),
    (Verb::collect_votes, 0),
    (Verb::recycle_page, 0),
    (Verb::fold_page, 0),
    (Verb::close_page, 1),
    (Verb::sweep_task, 0),
    (Verb::refund_purchase, 0),
    (Verb::withdraw_bid, 1),
    (Verb::burn_license, 1),
    (Verb::claim_share, 0),
    (Verb::take_revenue, 0),
    (Verb::close_offer, 1),
    (Verb::close_tokens, 0),
    (Verb::close_dataset, 0),
    (Verb::leave_task, 1),
    (Verb::close_task, 0),
    (Verb::finalize_proposal, 0),
    (Verb::close_ballot, 0),
    (Verb::close_proposal, 0),
];
/// Kinds of waiting: to the next deadline, for the next block of a draw, for the next epoch of the pool.
const DEADLINE: u16 = 0;
const BLOCK: u16 = 5;
const EPOCH: u16 = 6;
/// Rounds of pushing and waiting, several times what any state has taken.
const ROUNDS: usize = 600;

fn stuck(what: String) -> Finding {
    Finding { rule: "stuck", what }
}

/// Tries a verb on everything it fits; says whether anything came of it.
fn push(trial: &mut Trial, verb: Verb, extra: u16) -> Result<bool, Finding> {
    let count = fitting(&trial.view).get(&verb).copied().unwrap_or(0);
    let (mut moved, mut pick) = (false, 0);
    for _ in 0..count {
        let action = Action::new(verb, [STRANGERS.start as u16, pick, 0, extra]);
        let step = trial.step(&action)?;
        if step.ending == Ending::Done && step.changed {
            moved = true;
        } else {
            pick += 1;
        }
    }
    Ok(moved)
}

fn wait(trial: &mut Trial, kind: u16) -> Result<(), Finding> {
    trial.step(&Action::new(Verb::wait, [kind, 0, 0, 0])).map(|_| ())
}

/// Farther away nobody waits: a term or a bid may last for ever.
const FAR: u64 = 500 * 86_400;

/// Only owners are left with something: what was published is sold on, with the seats that share in it, and licences and bids that
/// last.
fn settled(view: &View) -> bool {
    let far = |at: u64| at >= view.now.seconds.saturating_add(FAR);
    let published = |task: &Address| view.task(task).is_some_and(|task| task.dataset != Address::default());
    let lasts = |license: &License| {
        let begun = license.state != LicenceState::Pending as u8;
        begun && (license.expires_at == 0 || far(license.expires_at))
    };
    view.pages.is_empty()
        && view.ballots.is_empty()
        && view.proposals.is_empty()
        && view.tasks.iter().all(|(address, _)| published(address))
        && view.seats.iter().all(|(_, seat)| published(&seat.task))
        && view.licenses.iter().all(|(_, license)| lasts(license))
        && view.bids.iter().all(|(_, bid)| far(bid.until))
}

/// Nothing is left but members and places in the pool.
fn all_over(view: &View) -> bool {
    settled(view)
        && view.tasks.is_empty()
        && view.datasets.is_empty()
        && view.offers.is_empty()
        && view.licenses.is_empty()
        && view.bids.is_empty()
}

/// Lets everybody out. The chain is left where that ends.
pub fn exits(trial: &mut Trial) -> Result<(), Finding> {
    strangers(trial, settled)?;
    sellers(trial)?;
    strangers(trial, all_over)?;
    owners(trial)
}

/// Holders burn what they have, bidders take their money back, publishers sell no more; every other member gives up his part, the
/// others never come back.
fn sellers(trial: &mut Trial) -> Result<(), Finding> {
    for verb in [Verb::burn_license, Verb::withdraw_bid, Verb::withdraw_dataset] {
        push(trial, verb, 0)?;
    }
    for pick in 0..trial.view.seats.len() / 2 {
        trial.step(&Action::new(Verb::leave_dataset, [0, pick as u16, 0, 0]))?;
    }
    Ok(())
}

/// A stranger pushes until there is nothing left for him.
fn strangers(trial: &mut Trial, over: fn(&View) -> bool) -> Result<(), Finding> {
    let (mut idle, mut rounds) = (0, 0);
    while !over(&trial.view) {
        rounds += 1;
        if rounds > ROUNDS {
            return Err(stuck(left(&trial.view)));
        }
        let mut moved = false;
        for (verb, extra) in CRANKS {
            moved |= push(trial, verb, extra)?;
        }
        idle = if moved { 0 } else { idle + 1 };
        // A draw needs the block it named, and sometimes another epoch.
        match idle {
            0 => {}
            idle if idle % 3 == 1 => wait(trial, BLOCK)?,
            idle if idle % 12 == 2 => wait(trial, EPOCH)?,
            _ => wait(trial, DEADLINE)?,
        }
    }
    Ok(())
}

/// What nobody could end.
fn left(view: &View) -> String {
    let panels: Vec<String> = view
        .panels()
        .map(|(page, panel)| {
            let slots: Vec<u8> = panel.slots.iter().map(|slot| slot.state).collect();
            let head = &panel.head;
            format!(
                "page {} panel {} kind {} phase {} slots {slots:?}",
                page.page.index, head.number, head.kind, head.phase
            )
        })
        .collect();
    format!(
        "{} tasks, {} datasets, {} licences, {} bids, {} pages, {} seats, {} proposals, {} ballots can't be ended by a stranger; {panels:?}",
        view.tasks.len(),
        view.datasets.len(),
        view.licenses.len(),
        view.bids.len(),
        view.pages.len(),
        view.seats.len(),
        view.proposals.len(),
        view.ballots.len()
    )
}

/// Votes, places in the pool, stake and balances go back to their owners.
fn owners(trial: &mut Trial) -> Result<(), Finding> {
    // The last vote may still bind.
    for _ in 0..8 {
        wait(trial, DEADLINE)?;
    }
    for _ in 0..trial.view.voters.len() {
        trial.step(&Action::new(Verb::unlock_votes, [0, 0, 0, 0]))?;
        trial.step(&Action::new(Verb::close_voter, [0, 0, 0, 0]))?;
    }
    let validators: usize = trial.view.pools.iter().map(|pool| pool.validators.len()).sum();
    for pick in 0..validators {
        trial.step(&Action::new(Verb::leave_pool, [0, pick as u16, 0, 0]))?;
    }
    wait(trial, EPOCH)?;
    for _ in 0..validators {
        trial.step(&Action::new(Verb::remove_validator, [0, 0, 0, 0]))?;
    }
    let everybody = |trial: &mut Trial, verb: Verb| -> Result<(), Finding> {
        (0..PEOPLE).try_for_each(|who| trial.step(&Action::new(verb, [who as u16, 0, 0, 0])).map(|_| ()))
    };
    everybody(trial, Verb::unstake)?;
    while trial
        .view
        .members
        .iter()
        .any(|(_, member)| member.cooling_until > trial.view.now.seconds)
    {
        wait(trial, DEADLINE)?;
    }
    for verb in [Verb::withdraw_stake, Verb::withdraw_balance, Verb::close_member] {
        everybody(trial, verb)?;
    }
    let rest: Vec<String> = trial.view.members.iter().map(|(_, member)| owed(member)).collect();
    if !rest.is_empty() {
        return Err(stuck(format!("owners can't take what is theirs: {}", rest.join("; "))));
    }
    match trial.view.vaults.iter().find(|(_, vault)| vault.liabilities > 0) {
        Some((_, vault)) => Err(stuck(format!(
            "a vault still owes {} when all are gone",
            vault.liabilities
        ))),
        None => Ok(()),
    }
}

fn owed(member: &tagger::state::Member) -> String {
    format!(
        "active {} locked {} cooling {} balance {} seats {} tasks {} governance {} place {} datasets {} purchases {}",
        member.stake_active,
        member.stake_locked,
        member.stake_cooling,
        member.balance,
        member.seats,
        member.tasks,
        member.governance,
        member.pool_place,
        member.datasets,
        member.purchases
    )
}
