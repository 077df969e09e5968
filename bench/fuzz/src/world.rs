//! The state every run begins with: the program deployed, people with stakes, votes, a past and places in the pool, one task
//! of each kind with a page and panels, annotators seated.
use bytemuck::bytes_of;
use solana_account::{Account, AccountSharedData, WritableAccount};
use solana_address::Address;
use tagger::{constants::MAX_SEATS, state::member::DomainRecord};

use crate::{
    action::Action,
    addresses as at,
    chain::{Chain, Moment},
    moves::Verb,
    people::{self, ADMIN, ANNOTATORS, EXPERTS, GUARDIAN, PEOPLE, REQUESTERS, STRANGERS, VALIDATORS, VOTERS},
    shop::OFFERS,
    terms::{kind_of, panels, COURT, EXPERT_DOMAIN, KINDS, SHARED},
    trial::{token_account, Ending, Trial},
};

/// Base units of TAG everybody begins with.
const TAG: u64 = 1 << 40;
const SOL: u64 = 1_000_000_000;
const START: Moment = Moment {
    seconds: 1_800_000_000,
    slot: 4_500_100,
    restart: 0,
};

/// The world with a compiled program in it.
///
/// Panics when the program does not even get that far: then there is nothing to fuzz.
pub fn world(program: &[u8]) -> Trial {
    let mut chain = Chain::new(program, START);
    deploy(&mut chain);
    let mut trial = Trial::new(chain);
    for action in founding() {
        must(&mut trial, action);
    }
    past(&mut trial);
    publication(&mut trial);
    sales(&mut trial);
    for kind in 0..KINDS {
        let requester = REQUESTERS.start + kind % REQUESTERS.len();
        must(
            &mut trial,
            Action::new(Verb::open_task, [requester as u16, kind as u16, 0, 0]),
        );
    }
    for action in pages(&trial) {
        must(&mut trial, action);
    }
    for action in panels_and_seats(&trial) {
        must(&mut trial, action);
    }
    trial.chain.settle_base();
    trial
}

fn must(trial: &mut Trial, action: Action) {
    match trial.step(&action) {
        Ok(step) if step.ending == Ending::Done => {}
        Ok(step) => panic!(
            "the world can't be made: {action} ended with {:?}\n{}",
            step.ending,
            step.logs.join("\n")
        ),
        Err(finding) => panic!("the world can't be made: {action}: {finding}"),
    }
}

/// SOL, TAG and the loader's account of the program.
fn deploy(chain: &mut Chain) {
    let plain = |lamports| Account {
        lamports,
        ..Account::default()
    };
    for person in 0..PEOPLE {
        chain.write(people::wallet(person), Some(plain(1_000 * SOL).into()));
        let tokens = token_account(chain, &people::wallet(person), TAG);
        chain.write(people::tokens(person), Some(tokens));
    }
    let treasury = token_account(chain, &people::wallet(ADMIN), 0);
    chain.write(at::TREASURY, Some(treasury));
    // A mint of six decimals whose authority is gone.
    let mut mint = vec![0; 82];
    mint[36..44].copy_from_slice(&(TAG * PEOPLE as u64).to_le_bytes());
    (mint[44], mint[45]) = (6, 1);
    let mint = Account {
        lamports: chain.rent(mint.len()),
        data: mint,
        owner: at::TOKEN_PROGRAM,
        ..Account::default()
    };
    chain.write(at::TAG_MINT, Some(mint.into()));
    // Tag 3, slot, then who may upgrade.
    let mut data = vec![0; 45];
    (data[0], data[12]) = (3, 1);
    data[13..].copy_from_slice(people::wallet(ADMIN).as_ref());
    let data = Account {
        lamports: chain.rent(data.len()),
        data,
        owner: tagger::admin::initialize_config::UPGRADEABLE_LOADER,
        ..Account::default()
    };
    chain.write(at::program_data(), Some(data.into()));
}

/// The actions that make the world.
fn founding() -> Vec<Action> {
    let mut actions = Vec::new();
    let mut add = |verb: Verb, who: usize, pick: usize, amount: u16, extra: u16| {
        actions.push(Action::new(verb, [who as u16, pick as u16, amount, extra]));
    };
    add(Verb::initialize_config, ADMIN, 0, 0, 0);
    add(Verb::initialize_governance, ADMIN, 0, 0, 0);
    add(Verb::initialize_domains, ADMIN, 0, 0, 0);
    // Anybody opens the first shard.
    add(Verb::open_pool, GUARDIAN, 0, 0, 1);
    for _ in 0..8 {
        add(Verb::grow_pool, ADMIN, 0, 0, 0);
    }
    for person in (GUARDIAN..STRANGERS.start).chain([ADMIN]) {
        add(Verb::create_member, person, 0, 0, 0);
        for _ in 0..6 {
            add(Verb::stake, person, 0, 0, 0);
        }
    }
    for person in VALIDATORS {
        add(Verb::join_pool, person, 0, 0, 0);
    }
    for person in VOTERS {
        add(Verb::create_voter, person, 0, 0, 1);
        add(Verb::lock_votes, person, 0, 0, 1);
    }
    // Balances to contest and appeal with.
    for person in ANNOTATORS {
        add(Verb::open_task, person, 0, 0, 0);
        for (verb, who) in [
            (Verb::fund_task, person),
            (Verb::refund_task, 0),
            (Verb::cancel_task, 0),
            (Verb::close_task, 0),
        ] {
            add(verb, who, 0, 0, 0);
        }
    }
    for person in GUARDIAN..STRANGERS.start {
        add(Verb::set_key, person, 0, 0, 0);
    }
    // Votes count from tomorrow, validators from the next epoch.
    add(Verb::wait, 7, 0, 0, 0);
    actions
}

/// Tasks that run get money and a page; where breaches are judged only money.
fn pages(trial: &Trial) -> Vec<Action> {
    let mut actions = Vec::new();
    for (number, (_, task)) in trial.view.tasks.iter().enumerate() {
        if task.cancelled != 0 {
            continue;
        }
        actions.push(Action::new(
            Verb::fund_task,
            [REQUESTERS.start as u16, number as u16, 0, 0],
        ));
        if kind_of(&task.terms) != Some(COURT) {
            actions.push(Action::new(Verb::open_page, [0, number as u16, 0, 0]));
        }
    }
    actions
}

/// Waits until something is done that must wait for a block or the end of a window.
fn eventually(trial: &mut Trial, verb: Verb) {
    for kind in [5, 0, 5, 0] {
        let done = trial.step(&Action::new(verb, [0; 4])).map(|step| step.ending);
        if done == Ok(Ending::Done) {
            return;
        }
        must(trial, Action::new(Verb::wait, [kind, 0, 0, 0]));
    }
    must(trial, Action::new(verb, [0; 4]));
}

/// A task that promised shares is answered, reviewed, ended and published: members and a validator have a part in its dataset.
fn publication(trial: &mut Trial) {
    let requester = (REQUESTERS.end - 1) as u16;
    must(trial, Action::new(Verb::open_task, [requester, SHARED as u16, 0, 0]));
    must(trial, Action::new(Verb::fund_task, [requester, 0, 0, 0]));
    must(trial, Action::new(Verb::open_page, [0; 4]));
    must(trial, Action::new(Verb::open_panels, [0; 4]));
    for person in ANNOTATORS.take(2) {
        must(trial, Action::new(Verb::join_task, [person as u16, 0, 0, 0]));
    }
    for verb in [Verb::claim, Verb::commit, Verb::reveal] {
        must(trial, Action::new(verb, [0; 4]));
        must(trial, Action::new(verb, [0; 4]));
    }
    eventually(trial, Verb::settle);
    eventually(trial, Verb::audit_panel);
    eventually(trial, Verb::draw_seats);
    let judge = trial
        .view
        .panels()
        .find_map(|(_, panel)| panel.case.and(panel.slots.first()));
    let judge = judge.map_or(0, |slot| slot.seat);
    let place = trial.view.pools[0]
        .validators
        .iter()
        .position(|(place, _)| *place == judge);
    let place = place.expect("a validator was drawn") as u16;
    must(trial, Action::new(Verb::open_validator_seat, [place, 0, 0, 0]));
    for verb in [
        Verb::commit_votes,
        Verb::reveal_votes,
        Verb::settle_case,
        Verb::conclude_case,
        Verb::collect_votes,
        Verb::settle,
        Verb::collect,
        Verb::collect,
        Verb::cancel_task,
    ] {
        eventually(trial, verb);
    }
    for _ in 0..trial.view.pages.len() {
        must(trial, Action::new(Verb::close_page, [0; 4]));
    }
    must(trial, Action::new(Verb::publish_dataset, [0; 4]));
}

/// Data of a provider's own, offers, licences: one that may move and one for a month in force, one that waits for its key, and a bid.
fn sales(trial: &mut Trial) {
    let own = REQUESTERS.start;
    must(trial, Action::new(Verb::publish_dataset, [own as u16, 0, 0, 2]));
    for number in 0..trial.view.datasets.len() {
        let kinds = if trial.view.datasets[number].1.task == Default::default() {
            OFFERS
        } else {
            2
        };
        for kind in 0..kinds {
            must(trial, Action::new(Verb::open_offer, [0, number as u16, kind as u16, 0]));
        }
    }
    for (person, of_own, kind, delivered) in [(4, true, 0, true), (5, false, 1, true), (7, true, 3, false)] {
        let wanted = |dataset: &Address| {
            let found = trial.view.dataset(dataset);
            found.is_some_and(|dataset| (dataset.task == Address::default()) == of_own)
        };
        let offers = &trial.view.offers;
        let number = offers
            .iter()
            .position(|(_, offer)| offer.index == kind && wanted(&offer.dataset));
        let number = number.expect("the offer was opened") as u16;
        must(trial, Action::new(Verb::buy_license, [person, number, 0, 1]));
        if delivered {
            must(trial, Action::new(Verb::deliver_key, [0; 4]));
        }
    }
    must(trial, Action::new(Verb::bid_license, [8, 0, 0, 1]));
}

/// What some annotators did long ago, written into their accounts: ten panels of gold take longer than a sequence may be.
fn past(trial: &mut Trial) {
    for person in EXPERTS {
        let wallet = people::wallet(person);
        let mut member = *trial.view.member(&wallet).expect("everybody has an account by now");
        member.records[usize::from(EXPERT_DOMAIN)] = DomainRecord {
            // 40 observations at three quarters.
            good: 30 << 8,
            seen: 40 << 8,
            day: (trial.view.now.seconds / 86_400) as u16,
            streak: 4,
        };
        if person == EXPERTS.end - 1 {
            (member.lured, member.fell) = (20, 19);
        }
        let address = at::member(&wallet);
        let mut account: AccountSharedData = trial.chain.account(&address).expect("the view is of it").clone();
        account.data_as_mut_slice()[8..8 + size_of_val(&member)].copy_from_slice(bytes_of(&member));
        trial.chain.write(address, Some(account));
    }
    trial.refresh();
}

/// Every page gets the panels of its kind. Few annotators are seated in most tasks, all where a panel may have many seats.
fn panels_and_seats(trial: &Trial) -> Vec<Action> {
    let mut actions = Vec::new();
    for (number, page) in trial.view.pages.iter().enumerate() {
        let many = kind_of(&page.page.terms).map_or(1, |kind| panels(kind).len());
        actions.push(Action::new(Verb::open_panels, [0, number as u16, many as u16, 0]));
    }
    for (number, (_, task)) in trial.view.tasks.iter().enumerate() {
        if task.cancelled != 0 || kind_of(&task.terms) == Some(COURT) {
            continue;
        }
        let many = if task.terms.seats_limit == MAX_SEATS {
            ANNOTATORS.len()
        } else {
            4
        };
        let join = |person: usize| Action::new(Verb::join_task, [person as u16, number as u16, 0, 0]);
        actions.extend(ANNOTATORS.take(many).map(join));
    }
    actions
}
