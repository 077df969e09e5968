//! What comes next by itself: the verbs that fit the state, and how many things each fits. Random actions alone hardly ever
//! get a review to its appeal; these do.
use std::collections::BTreeMap;

use solana_address::Address;
use tagger::{
    rules::draw::forgotten,
    state::{license::LicenceState, panel::kind, pool::place, proposal::status, Phase, SlotState},
};

use crate::{
    action::{Action, Numbers},
    moves::{
        breach::{about_licence, court},
        dataset::{owed, publishable},
        resale::acceptable,
        Verb,
    },
    people::{self, PEOPLE},
    random::Random,
    shop::OFFERS,
    terms::COURT,
    view::{PageView, PanelView, View},
};

/// Verbs with the number of things each fits, in the order of verbs.
pub fn fitting(view: &View) -> BTreeMap<Verb, usize> {
    let mut found = BTreeMap::new();
    let mut add = |verb: Verb, count: usize| {
        if count > 0 {
            *found.entry(verb).or_insert(0) += count;
        }
    };
    for (page, panel) in view.panels() {
        if panel.head.kind == kind::ANNOTATE {
            annotating(page, panel, &mut add);
        } else {
            judging(page, panel, &mut add);
        }
    }
    add(Verb::recycle_page, view.pages.len());
    add(Verb::fold_page, view.pages.len());
    let full = |page: &&PageView| {
        let vacant = |panel: &PanelView| panel.head.phase == Phase::Commit as u8 && count(panel, SlotState::Empty) > 0;
        page.page.review == 0 && !page.panels.iter().any(vacant)
    };
    add(Verb::open_panels, view.pages.iter().filter(full).count());
    add(
        Verb::close_page,
        view.pages.iter().filter(|page| page.panels.iter().all(done)).count(),
    );
    let due = view
        .tasks
        .iter()
        .filter(|(_, task)| task.fees_due | task.slashes_due != 0)
        .count();
    add(Verb::sweep_task, due);
    add(Verb::leave_task, view.seats.len());
    let tickets = || {
        view.seats
            .iter()
            .map(|(_, seat)| seat.ticket)
            .filter(|ticket| ticket.target != 0)
    };
    let lapsed = tickets()
        .filter(|ticket| forgotten(ticket.target, view.now.slot))
        .count();
    add(Verb::drop_ticket, lapsed);
    add(Verb::redeem_ticket, tickets().count() - lapsed);
    let ended = |seconds, cancelled| cancelled != 0 || seconds <= view.now.seconds;
    let over = view
        .tasks
        .iter()
        .filter(|(_, task)| ended(task.ends_at, task.cancelled))
        .count();
    if over > 0 {
        add(Verb::close_task, view.tasks.len());
    }
    votes(view, &mut add);
    sales(view, &mut add);
    licences(view, &mut add);
    let validators = view.pools.iter().flat_map(|pool| &pool.validators);
    add(
        Verb::grow_pool,
        view.pools.iter().filter(|pool| pool.head.ready == 0).count(),
    );
    let payees = view
        .members
        .iter()
        .filter(|(_, member)| member.payout != Default::default() && member.balance > 0);
    add(Verb::push_payouts, payees.count());
    if validators
        .clone()
        .any(|(_, validator)| validator.state == place::LEAVING)
    {
        add(Verb::remove_validator, validators.count());
    }
    found
}

fn done(panel: &PanelView) -> bool {
    panel.head.phase == Phase::Done as u8
}

fn count(panel: &PanelView, state: SlotState) -> usize {
    let opened = usize::from(panel.head.seats).min(panel.slots.len());
    panel.slots[..opened]
        .iter()
        .filter(|slot| slot.state == state as u8)
        .count()
}

fn annotating(page: &PageView, panel: &PanelView, add: &mut impl FnMut(Verb, usize)) {
    let phase = panel.head.phase;
    if phase == Phase::Commit as u8 {
        let vacant = count(panel, SlotState::Empty);
        if page.page.terms.assigned() {
            add(Verb::take_ticket, vacant);
        } else {
            add(Verb::claim, vacant);
        }
        add(Verb::commit, count(panel, SlotState::Claimed));
        add(Verb::expire_claim, count(panel, SlotState::Claimed));
        add(Verb::expire_commit, usize::from(panel.head.until != 0));
        let untouched = panel.slots.iter().all(|slot| slot.state == SlotState::Empty as u8);
        add(Verb::release_panel, usize::from(untouched));
    } else if phase == Phase::Reveal as u8 {
        add(Verb::reveal, count(panel, SlotState::Committed));
        add(Verb::expire_reveal, 1);
    } else if phase == Phase::Revealed as u8 {
        add(Verb::settle, 1);
    } else if phase == Phase::Gold as u8 {
        add(Verb::open_gold, 1);
        add(Verb::settle, 1);
    } else if phase == Phase::Challenge as u8 {
        add(Verb::settle, 1);
        for verb in [Verb::audit_panel, Verb::contest_items, Verb::contest_score] {
            add(verb, 1);
        }
    } else if phase == Phase::Settled as u8 {
        add(
            Verb::collect,
            count(panel, SlotState::Revealed) + count(panel, SlotState::Missed),
        );
    }
}

fn judging(page: &PageView, panel: &PanelView, add: &mut impl FnMut(Verb, usize)) {
    let phase = panel.head.phase;
    if phase == Phase::Draw as u8 {
        add(Verb::draw_seats, 1);
        add(Verb::retarget_draw, 1);
    } else if phase == Phase::Commit as u8 {
        add(Verb::commit_votes, count(panel, SlotState::Claimed));
        add(Verb::expire_votes, 1);
    } else if phase == Phase::Reveal as u8 {
        add(Verb::reveal_votes, count(panel, SlotState::Committed));
        add(Verb::expire_votes, 1);
    } else if phase == Phase::Revealed as u8 {
        add(Verb::settle_case, 1);
    } else if phase == Phase::Challenge as u8 {
        let verbs: &[Verb] = if about_licence(page) {
            &[Verb::appeal_items, Verb::defend_license, Verb::conclude_accusation]
        } else {
            &[Verb::appeal_items, Verb::appeal_score, Verb::conclude_case]
        };
        verbs.iter().for_each(|verb| add(*verb, 1));
    } else if phase == Phase::Settled as u8 {
        add(
            Verb::collect_votes,
            count(panel, SlotState::Revealed) + count(panel, SlotState::Missed),
        );
    }
}

fn votes(view: &View, add: &mut impl FnMut(Verb, usize)) {
    let proposals = view.proposals.len();
    let in_status = |wanted: u8| {
        view.proposals
            .iter()
            .filter(|(_, proposal)| proposal.status == wanted)
            .count()
    };
    if in_status(status::VOTING) > 0 {
        add(Verb::cast_ballot, view.voters.len());
        add(Verb::finalize_proposal, proposals);
        add(Verb::cancel_proposal, proposals);
    }
    if in_status(status::SUCCEEDED) > 0 {
        add(Verb::execute_proposal, proposals);
    }
    add(Verb::close_proposal, proposals);
    add(Verb::change_ballot, view.ballots.len());
    add(Verb::close_ballot, view.ballots.len());
}

/// Datasets, offers, and what was earned.
fn sales(view: &View, add: &mut impl FnMut(Verb, usize)) {
    let ready = view.tasks.iter().filter(|(_, task)| publishable(view, task));
    add(Verb::publish_dataset, ready.count());
    let datasets = || view.datasets.iter().map(|(_, dataset)| dataset);
    let selling = datasets().filter(|dataset| dataset.withdrawn == 0).count();
    let withdrawn = view.datasets.len() - selling;
    add(Verb::open_offer, selling);
    add(Verb::withdraw_dataset, selling);
    if selling > 0 {
        add(Verb::buy_license, view.offers.len());
    }
    let over = view.offers.iter().filter(|(_, offer)| !view.sells(&offer.dataset));
    add(Verb::close_offer, over.count());
    add(Verb::close_dataset, withdrawn);
    let earned = datasets().filter(|dataset| dataset.fees_due | dataset.publisher_due != 0);
    add(Verb::take_revenue, earned.count());
    let seats = || view.seats.iter().map(|(_, seat)| seat);
    add(Verb::claim_share, seats().filter(|seat| owed(view, seat) > 0).count());
    let published = |task: &Address| datasets().any(|dataset| dataset.task == *task);
    add(
        Verb::leave_dataset,
        seats().filter(|seat| published(&seat.task)).count(),
    );
    let promised = view.tasks.iter().map(|(_, task)| task);
    let promised = promised.filter(|task| task.validator_bps > 0 && task.dataset == Address::default());
    add(Verb::open_validator_seat, promised.count());
}

/// Licences, bids and accusations.
fn licences(view: &View, add: &mut impl FnMut(Verb, usize)) {
    let now = view.now.seconds;
    let courts = view.tasks.iter().filter(|(_, task)| court(task)).count();
    for (address, license) in &view.licenses {
        if license.state == LicenceState::Pending as u8 {
            let late = now >= license.key_until;
            add(if late { Verb::refund_purchase } else { Verb::deliver_key }, 1);
            continue;
        }
        add(Verb::burn_license, 1);
        if view.burnt.contains(address) {
            continue;
        }
        add(Verb::burn_token, 1);
        if view.in_force(license) {
            add(Verb::upgrade_license, usize::from(view.sells(&license.dataset)));
            add(Verb::set_key, 1);
            add(
                Verb::rewrap_license,
                usize::from(license.recipient != view.key(&license.holder)),
            );
            add(Verb::accuse_license, courts.min(1));
        }
        if license.terms.term_secs > 0 {
            add(Verb::renew_license, usize::from(view.sells(&license.dataset)));
        }
        if view.movable(license) {
            for verb in [Verb::transfer_license, Verb::ask_license, Verb::bid_license] {
                add(verb, 1);
            }
        }
        if license.approved_to != Address::default() && now < license.transfer_until {
            add(Verb::open_tokens, 1);
            add(Verb::execute, 1);
        }
        add(Verb::close_tokens, 1);
    }
    for (_, bid) in &view.bids {
        add(Verb::withdraw_bid, 1);
        add(Verb::accept_bid, usize::from(acceptable(view, bid)));
    }
}

/// People a verb of members fits: who has something to take, to end or to begin.
fn members(view: &View, verb: Verb) -> Vec<usize> {
    let now = view.now.seconds;
    let fits = |person: &usize| {
        let Some(member) = view.member(&people::wallet(*person)) else {
            return verb == Verb::create_member;
        };
        match verb {
            Verb::unstake => member.stake_active > 0,
            Verb::withdraw_stake => member.stake_cooling > 0 && member.cooling_until <= now,
            Verb::withdraw_balance => member.balance > 0,
            Verb::close_member => member.check_closable().is_ok(),
            Verb::join_task => member.stake_active > 0,
            Verb::set_payout => member.balance > 0 && member.payout == Default::default(),
            _ => false,
        }
    };
    (0..PEOPLE).filter(fits).collect()
}

const MEMBERS: [Verb; 7] = [
    Verb::create_member,
    Verb::join_task,
    Verb::unstake,
    Verb::withdraw_stake,
    Verb::withdraw_balance,
    Verb::close_member,
    Verb::set_payout,
];

/// An action that fits, with natural numbers most of the time.
pub fn next(view: &View, random: &mut Random) -> Action {
    let fits: Vec<Verb> = fitting(view).into_keys().collect();
    let verb = match random.below(16) {
        // Windows must end, and draws need blocks.
        0 | 1 => Verb::wait,
        2 | 3 => *random.one_of(Verb::ALL),
        4 => *random.one_of(&MEMBERS),
        _ if fits.is_empty() => Verb::wait,
        _ => *random.one_of(&fits),
    };
    let mut numbers = Numbers {
        who: random.below(32) as u16,
        pick: random.below(32) as u16,
        amount: 0,
        extra: 0,
    };
    let people = members(view, verb);
    if !people.is_empty() {
        numbers.who = *random.one_of(&people) as u16;
    }
    match verb {
        Verb::wait => (numbers.who, numbers.pick) = (random.below(10) as u16, random.below(4) as u16),
        Verb::commit | Verb::commit_votes if random.below(2) == 0 => numbers.amount = random.below(8) as u16,
        // Openings of what was never committed to.
        Verb::reveal | Verb::reveal_votes | Verb::open_gold if random.below(16) == 0 => {
            numbers.amount = 1 + random.below(6) as u16;
        }
        Verb::open_panels => numbers.amount = random.below(16) as u16,
        Verb::open_offer => numbers.amount = random.below(OFFERS) as u16,
        Verb::set_key => numbers.amount = random.below(2) as u16,
        // Another court is wanted more often than any other task.
        Verb::open_task if random.below(4) == 0 => numbers.pick = COURT as u16,
        // The publisher may be gone, or the holder.
        Verb::rewrap_license => numbers.extra = 2 * random.below(2) as u16,
        Verb::deliver_key | Verb::accept_bid if random.below(16) == 0 => {
            numbers.amount = 1 + random.below(6) as u16;
        }
        Verb::burn_license | Verb::withdraw_bid | Verb::withdraw_dataset | Verb::burn_token => {
            numbers.extra = u16::from(random.below(4) != 0);
        }
        Verb::cast_ballot | Verb::change_ballot => numbers.amount = random.below(3) as u16,
        _ => {}
    }
    if random.below(6) == 0 {
        numbers.amount = random.below(64) as u16;
    }
    if random.below(6) == 0 {
        numbers.extra = random.below(16) as u16;
    }
    Action {
        verb,
        numbers,
        twist: None,
    }
}
