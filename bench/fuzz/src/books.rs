//! The books: what must be true of every state, whatever was tried. The same equalities as `tests/support/ledger.ts`, and
//! counts that nothing but a recount can prove.
use std::{collections::HashMap, fmt::Debug};

use solana_address::Address;
use tagger::{
    rules::pay,
    state::{case::reason, license::LicenceState, panel::kind, Dataset, License, Phase, Seat, SlotState},
};

use crate::{
    addresses as at,
    chain::Chain,
    people::{self, PEOPLE},
    view::{supply, tokens, PageView, PanelView, PoolView, View},
};

pub type Check = Result<(), String>;

/// Base units in the vaults that nobody is owed: stake, escrow.
pub type Excess = [u64; 2];

fn equal<T: PartialEq + Debug>(found: T, expected: T, what: impl FnOnce() -> String) -> Check {
    if found == expected {
        return Ok(());
    }
    Err(format!("{}: {found:?} is not {expected:?}", what()))
}

fn holds(condition: bool, what: impl FnOnce() -> String) -> Check {
    if condition {
        Ok(())
    } else {
        Err(what())
    }
}

/// Checks a state; returns what lies in the vaults and belongs to nobody.
pub fn check(view: &View, chain: &Chain) -> Result<Excess, String> {
    view.broken.first().map_or(Ok(()), |what| Err(what.clone()))?;
    let excess = vaults(view, chain)?;
    total(chain)?;
    for page in &view.pages {
        funds(page)?;
        page.panels.iter().try_for_each(|panel| record(page, panel))?;
    }
    tasks(view)?;
    seats(view)?;
    shares(view)?;
    datasets(view)?;
    members(view)?;
    cases(view)?;
    duties(view)?;
    view.pools.iter().try_for_each(trees)?;
    votes(view)?;
    Ok(excess)
}

/// What the vaults hold covers what the accounts say they owe, and the vaults' own ledgers say the same.
fn vaults(view: &View, chain: &Chain) -> Result<Excess, String> {
    let mut stake: u128 = 0;
    let mut escrow: u128 = 0;
    for (_, member) in &view.members {
        stake += u128::from(member.stake_active) + u128::from(member.stake_locked) + u128::from(member.stake_cooling);
        escrow += u128::from(member.balance);
    }
    for (_, task) in &view.tasks {
        stake += u128::from(task.slashes_due);
        escrow += u128::from(task.escrow) + u128::from(task.fees_due);
    }
    for page in &view.pages {
        stake += u128::from(page.page.slashed);
        escrow += u128::from(page.page.funds);
    }
    for (_, dataset) in &view.datasets {
        escrow += held_for(dataset).ok_or("of a dataset more was taken than earned")?;
    }
    escrow += view.bids.iter().map(|(_, bid)| u128::from(bid.price)).sum::<u128>();
    let mut excess = [0; 2];
    for ((name, owed), excess) in [("stake", stake), ("escrow", escrow)].into_iter().zip(&mut excess) {
        let address = if name == "stake" {
            at::stake_vault()
        } else {
            at::escrow_vault()
        };
        let found = view.vaults.iter().find(|(vault, _)| *vault == address);
        let (_, vault) = found.ok_or_else(|| format!("the {name} vault is gone"))?;
        equal(u128::from(vault.liabilities), owed, || {
            format!("ledger of the {name} vault")
        })?;
        equal(vault.credited.checked_sub(vault.paid), Some(vault.liabilities), || {
            format!("credited less paid of the {name} vault")
        })?;
        let held = tokens(chain, &vault.tokens);
        let over = u128::from(held).checked_sub(owed);
        *excess = over.ok_or_else(|| format!("the {name} vault holds {held} and owes {owed}"))? as u64;
    }
    Ok(excess)
}

/// Base units in the escrow vault that belong to a dataset.
fn held_for(dataset: &Dataset) -> Option<u128> {
    let [contributed, validated, taken] =
        [dataset.contributed, dataset.validated, dataset.shared_taken].map(u128::from);
    let own = [dataset.escrowed, dataset.fees_due, dataset.publisher_due].map(u128::from);
    Some((contributed + validated).checked_sub(taken)? + own.iter().sum::<u128>())
}

/// Every base unit of TAG that exists lies in an account we know.
fn total(chain: &Chain) -> Check {
    let all = (0..PEOPLE)
        .map(people::tokens)
        .chain([at::TREASURY, at::stake_tokens(), at::escrow_tokens()]);
    let sum: u128 = all.map(|address| u128::from(tokens(chain, &address))).sum();
    equal(sum, u128::from(supply(chain, &at::TAG_MINT)), || {
        "TAG in all accounts and its supply".into()
    })
}

/// A page's money is the sum of its parts, and its parts are the sums over its panels.
fn funds(page: &PageView) -> Check {
    let where_ = || format!("page {} of {}", page.page.index, page.page.task);
    let head = &page.page;
    let parts = [head.free, head.reserved_funds, head.credited, head.fees];
    equal(head.funds, parts.iter().sum(), || format!("{}: funds", where_()))?;
    let reserves = page.panels.iter().map(|panel| panel.head.reserve).sum();
    equal(head.reserved_funds, reserves, || format!("{}: reserves", where_()))?;
    let waiting = page
        .panels
        .iter()
        .filter(|panel| panel.head.phase == Phase::Settled as u8);
    let rewards = waiting
        .flat_map(|panel| &panel.slots)
        .filter(|slot| slot.state == SlotState::Revealed as u8)
        .map(|slot| slot.reward)
        .sum();
    equal(head.credited, rewards, || format!("{}: uncollected rewards", where_()))
}

/// A panel's counters are those of its slots, and its reserve covers the most it can cost.
fn record(page: &PageView, panel: &PanelView) -> Check {
    let head = &panel.head;
    let where_ = |what: &str| format!("panel {} of page {}: {what}", head.number, page.page.index);
    let count = |state: SlotState| panel.slots.iter().filter(|slot| slot.state == state as u8).count() as u8;
    if head.phase == Phase::Settled as u8 {
        let waiting = count(SlotState::Revealed) + count(SlotState::Missed);
        equal(head.to_collect, waiting, || where_("slots to collect"))?;
    }
    holds(head.seats <= head.seats_max, || where_("more seats than there may be"))?;
    let paid = matches!(head.phase, phase if phase == Phase::Settled as u8 || phase == Phase::Done as u8);
    if head.kind == kind::ANNOTATE {
        let terms = &page.page.terms;
        let hardest = terms.most_difficulty(head.difficulty_bps);
        if !paid {
            let most = pay::reserve(terms.price, head.items, hardest, head.seats_max, terms.fee_bps);
            let most = most.map_err(|_| where_("a reserve that can't be computed"))?;
            holds(head.reserve >= most, || {
                where_("its reserve does not cover its rewards")
            })?;
        } else {
            let mut scored = panel
                .slots
                .iter()
                .filter(|slot| slot.state == SlotState::Revealed as u8);
            scored.try_for_each(|slot| {
                let worth = |difficulty| pay::max_reward(terms.price, slot.answered, difficulty).unwrap_or(u64::MAX);
                holds(slot.reward <= worth(hardest), || {
                    where_("a reward above what the answers are worth")
                })?;
                // Nobody carries a debt who was paid, nor a surplus who was not paid in full.
                holds(slot.carry >= 0 || slot.reward == 0, || {
                    where_("paid in spite of a debt")
                })?;
                holds(slot.carry <= 0 || slot.reward >= worth(head.difficulty_bps), || {
                    where_("a surplus that was not paid")
                })
            })?;
        }
    }
    // Nobody sits twice.
    let seated = panel.slots.iter().filter(|slot| slot.state != SlotState::Empty as u8);
    let mut seats: Vec<u32> = seated.map(|slot| slot.seat).collect();
    seats.sort_unstable();
    holds(seats.windows(2).all(|pair| pair[0] != pair[1]), || {
        where_("a seat is there twice")
    })
}

/// A task counts its pages and seats, its requester counts his tasks.
fn tasks(view: &View) -> Check {
    let mut open: HashMap<Address, u32> = HashMap::new();
    for (address, task) in &view.tasks {
        let pages = view.pages.iter().filter(|page| page.page.task == *address).count() as u32;
        let seats = view.seats.iter().filter(|(_, seat)| seat.task == *address).count() as u32;
        equal(task.pages, pages, || format!("pages of task {address}"))?;
        equal(task.seats, seats, || format!("seats of task {address}"))?;
        *open.entry(task.requester).or_default() += 1;
    }
    view.members.iter().try_for_each(|(_, member)| {
        let own = open.get(&member.wallet).copied().unwrap_or(0);
        equal(member.tasks, own, || format!("tasks of {}", who(&member.wallet)))
    })
}

fn who(wallet: &Address) -> String {
    people::number(wallet).map_or_else(|| wallet.to_string(), |person| format!("person {person}"))
}

/// What a seat has bound is the bond of every slot it holds and of every panel its ticket asks for.
fn seats(view: &View) -> Check {
    let mut held: HashMap<(Address, u32), u32> = HashMap::new();
    for (page, panel) in view.panels().filter(|(_, panel)| panel.head.kind == kind::ANNOTATE) {
        let bound = |state: u8| state != SlotState::Empty as u8 && state != SlotState::Collected as u8;
        for slot in panel.slots.iter().filter(|slot| bound(slot.state)) {
            *held.entry((page.page.task, slot.seat)).or_default() += 1;
        }
    }
    for (_, seat) in &view.seats {
        let slots = held.remove(&(seat.task, seat.index)).unwrap_or(0) + u32::from(seat.ticket.count);
        let where_ = |what: &str| format!("{what} of the seat of {}", who(&seat.wallet));
        equal(seat.open_slots, slots, || where_("open slots"))?;
        let bond = view.task(&seat.task).map_or(0, |task| task.terms.bond);
        equal(seat.bond_held, u64::from(slots) * bond, || where_("bond bound"))?;
    }
    holds(held.is_empty(), || format!("slots without a seat: {held:?}"))
}

/// Until there is a dataset, what counts for a part of its revenue is what seats have and those took with them who left.
fn shares(view: &View) -> Check {
    for (address, task) in &view.tasks {
        let open = task.dataset == Address::default() && view.now.seconds < task.publish_until;
        let own = |review: bool| -> u64 {
            let pages = view.pages.iter().filter(|page| page.page.task == *address);
            let pages = pages.filter(|page| (page.page.review != 0) == review);
            pages.map(|page| page.page.accepted).sum()
        };
        let seats = || view.seats.iter().filter(|(_, seat)| seat.task == *address);
        if open && task.contributor_bps > 0 {
            let labels: u64 = seats().map(|(_, seat)| seat.accepted).sum();
            equal(labels + task.forgone, task.accepted + own(false), || {
                format!("accepted labels of task {address}")
            })?;
        }
        if open && task.validator_bps > 0 {
            let votes: u64 = seats().map(|(_, seat)| u64::from(seat.judged)).sum();
            equal(votes + task.forgone_votes, task.judged + own(true), || {
                format!("votes that became the verdict in task {address}")
            })?;
        }
    }
    Ok(())
}

/// What waits in a dataset is the sum over its purchases, seats have no more shares than there are, and nobody took more than
/// his part.
fn datasets(view: &View) -> Check {
    for (address, dataset) in &view.datasets {
        let where_ = |what: &str| format!("{what} of dataset {address}");
        let own = || view.licenses.iter().filter(|(_, license)| license.dataset == *address);
        let waiting = || own().filter(|(_, license)| license.state == LicenceState::Pending as u8);
        let offers = view
            .offers
            .iter()
            .filter(|(_, offer)| offer.dataset == *address)
            .count();
        equal(dataset.pending, waiting().count() as u64, || {
            where_("purchases without a key")
        })?;
        let paid: u64 = waiting().map(|(_, license)| license.paid).sum();
        equal(dataset.escrowed, paid, || where_("money of purchases without a key"))?;
        equal(dataset.offers as usize, offers, || where_("offers"))?;
        if dataset.task == Address::default() {
            continue;
        }
        let seats = || view.seats.iter().filter(|(_, seat)| seat.task == dataset.task);
        let labels: u64 = seats().map(|(_, seat)| seat.accepted).sum();
        let votes: u64 = seats().map(|(_, seat)| u64::from(seat.judged)).sum();
        let taken: u64 = seats().map(|(_, seat)| seat.revenue).sum();
        holds(labels <= dataset.shares, || where_("more labels than shares"))?;
        holds(votes <= dataset.votes, || where_("more votes than shares"))?;
        holds(taken <= dataset.shared_taken, || where_("more taken than is noted"))?;
        for (_, seat) in seats() {
            let most = part(dataset, seat);
            holds(u128::from(seat.revenue) <= most, || {
                format!("{} took {} of {most}", who(&seat.wallet), seat.revenue)
            })?;
        }
    }
    let lost = |(_, license): &&(Address, License)| {
        license.state == LicenceState::Pending as u8 && view.dataset(&license.dataset).is_none()
    };
    equal(view.licenses.iter().filter(lost).count(), 0, || {
        "purchases that wait for a key of a dataset that is gone".into()
    })
}

/// A seat's part of all its dataset ever earned for members and validators, base units.
pub fn part(dataset: &Dataset, seat: &Seat) -> u128 {
    let part = |all: u64, own: u64, shares: u64| (u128::from(all) * u128::from(own)).checked_div(u128::from(shares));
    let labels = part(dataset.contributed, seat.accepted, dataset.shares);
    let votes = part(dataset.validated, seat.judged.into(), dataset.votes);
    labels.unwrap_or(0) + votes.unwrap_or(0)
}

/// A member's locked stake is the sum of the bonds of his seats and datasets, his votes, the deposits of his proposals and his
/// place in the pool.
fn members(view: &View) -> Check {
    #[derive(Default)]
    struct Behind {
        stake: u64,
        seats: u32,
        governance: u32,
        place: u32,
        datasets: u32,
        purchases: u32,
    }
    let mut behind: HashMap<Address, Behind> = HashMap::new();
    for (_, seat) in &view.seats {
        let own = behind.entry(seat.wallet).or_default();
        (own.stake, own.seats) = (own.stake + seat.bond_free + seat.bond_held, own.seats + 1);
    }
    for (_, voter) in &view.voters {
        let own = behind.entry(voter.wallet).or_default();
        (own.stake, own.governance) = (own.stake + voter.locked, own.governance + 1);
    }
    for (_, proposal) in &view.proposals {
        let own = behind.entry(proposal.proposer).or_default();
        (own.stake, own.governance) = (own.stake + proposal.deposit, own.governance + 1);
    }
    for (_, dataset) in &view.datasets {
        let own = behind.entry(dataset.publisher).or_default();
        (own.stake, own.datasets) = (own.stake + dataset.bond, own.datasets + 1);
    }
    let waiting = |license: &&(Address, License)| license.1.state == LicenceState::Pending as u8;
    let buyers = view.licenses.iter().filter(waiting).map(|(_, license)| license.holder);
    for wallet in buyers.chain(view.bids.iter().map(|(_, bid)| bid.bidder)) {
        behind.entry(wallet).or_default().purchases += 1;
    }
    for pool in &view.pools {
        for (place, validator) in &pool.validators {
            let own = behind.entry(validator.wallet).or_default();
            holds(own.place == 0, || {
                format!("{} is in the pool twice", who(&validator.wallet))
            })?;
            (own.stake, own.place) = (own.stake + validator.bond, (pool.head.index << 16 | place) + 1);
        }
    }
    for (_, member) in &view.members {
        let own = behind.remove(&member.wallet).unwrap_or_default();
        let name = |what: &str| format!("{what} of {}", who(&member.wallet));
        holds(member.fell <= member.lured, || name("lures he fell for"))?;
        holds(member.records.iter().all(|record| record.good <= record.seen), || {
            name("a record better than perfect")
        })?;
        equal(member.stake_locked, own.stake, || name("locked stake"))?;
        equal(member.seats, own.seats, || name("seats"))?;
        equal(member.governance, own.governance, || {
            name("voter account and proposals")
        })?;
        equal(member.pool_place, own.place, || name("place in the pool"))?;
        equal(member.datasets, own.datasets, || name("datasets"))?;
        equal(member.purchases, own.purchases, || name("purchases"))?;
    }
    holds(behind.is_empty(), || {
        format!("{} without a member account hold something", behind.len())
    })
}

/// A panel knows how many of its reviews are not concluded.
fn cases(view: &View) -> Check {
    let mut open: HashMap<(Address, u64), u8> = HashMap::new();
    for page in view.pages.iter().filter(|page| page.page.review != 0) {
        let Some(case) = page.panels.first().and_then(|panel| panel.case) else {
            continue;
        };
        // About a licence, not a panel.
        if case.reason == reason::BREACH {
            continue;
        }
        let last = page.panels.last().map_or(Phase::Done as u8, |panel| panel.head.phase);
        let concluded = last == Phase::Settled as u8 || last == Phase::Done as u8;
        *open.entry((case.subject_page, case.subject)).or_default() += u8::from(!concluded);
    }
    for (page, panel) in view.panels().filter(|(_, panel)| panel.head.kind == kind::ANNOTATE) {
        let cases = open.remove(&(page.address, panel.head.number)).unwrap_or(0);
        equal(panel.head.open_cases, cases, || {
            format!(
                "open reviews of panel {} of page {}",
                panel.head.number, page.page.index
            )
        })?;
    }
    let lost = open.values().filter(|cases| **cases > 0).count();
    equal(lost, 0, || "open reviews of panels that are gone".into())
}

/// A validator's bound bond is that of the slots he holds on reviews.
fn duties(view: &View) -> Check {
    let mut held: HashMap<u32, (u16, u64)> = HashMap::new();
    for (page, panel) in view.panels().filter(|(_, panel)| panel.head.kind != kind::ANNOTATE) {
        let bound = |state: u8| state != SlotState::Empty as u8 && state != SlotState::Collected as u8;
        for slot in panel.slots.iter().filter(|slot| bound(slot.state)) {
            let so_far = held.entry(slot.seat).or_default();
            *so_far = (so_far.0 + 1, so_far.1 + page.page.terms.review_bond);
        }
    }
    for pool in &view.pools {
        equal(pool.head.members as usize, pool.validators.len(), || {
            format!("members of shard {}", pool.head.index)
        })?;
        for (place, validator) in &pool.validators {
            let own = held.remove(&(pool.head.index << 16 | place)).unwrap_or_default();
            let name = |what: &str| format!("{what} of validator {}", who(&validator.wallet));
            equal(validator.duties, own.0, || name("duties"))?;
            equal(validator.held, own.1, || name("bound bond"))?;
            holds(validator.held <= validator.bond, || name("more bound than there is"))?;
        }
    }
    holds(held.is_empty(), || format!("slots without a validator: {held:?}"))
}

/// Every node of a pool's trees is the sum of its two.
fn trees(pool: &PoolView) -> Check {
    for tree in [&pool.frozen, &pool.coming] {
        for node in 1..tree.len() / 2 {
            equal(tree[node], tree[2 * node] + tree[2 * node + 1], || {
                format!("sum {node} of shard {}", pool.head.index)
            })?;
        }
    }
    Ok(())
}

/// Locked votes add up, tallies are the sums of their ballots, and cast votes stay locked.
fn votes(view: &View) -> Check {
    let locked: u64 = view.voters.iter().map(|(_, voter)| voter.locked).sum();
    equal(
        view.governance.map_or(0, |governance| governance.locked),
        locked,
        || "votes locked altogether".into(),
    )?;
    for (address, proposal) in &view.proposals {
        let where_ = |what: &str| format!("proposal {}: {what}", proposal.number);
        let tally = [proposal.against, proposal.in_favour, proposal.abstain];
        holds(tally.iter().sum::<u64>() <= proposal.votes, || {
            where_("more votes than there were")
        })?;
        let own: Vec<_> = view
            .ballots
            .iter()
            .filter(|(_, ballot)| ballot.proposal == *address)
            .collect();
        if own.len() == proposal.ballots as usize {
            let said = |choice: u8| -> u64 {
                let so = own.iter().filter(|(_, ballot)| ballot.choice == choice);
                so.map(|(_, ballot)| ballot.weight).sum()
            };
            equal(tally, [0, 1, 2].map(said), || where_("its ballots"))?;
        }
        if view.now.seconds < proposal.latest_end {
            for (_, ballot) in own {
                let kept = view
                    .voter(&ballot.wallet)
                    .is_some_and(|voter| voter.locked >= ballot.weight);
                holds(kept, || where_("votes were unlocked before its end"))?;
            }
        }
    }
    Ok(())
}

/// What only ever grows.
pub fn monotone(before: &View, after: &View) -> Check {
    if let (Some(old), Some(new)) = (&before.config, &after.config) {
        holds(old.revision <= new.revision && old.pools <= new.pools, || {
            "the config went back".into()
        })?;
    }
    if let (Some(old), Some(new)) = (&before.governance, &after.governance) {
        holds(old.proposals <= new.proposals, || {
            "the number of proposals went back".into()
        })?;
    }
    if let (Some(old), Some(new)) = (&before.domains, &after.domains) {
        let names = usize::from(old.count);
        holds(
            old.count <= new.count && old.retired & !new.retired == 0 && old.names[..names] == new.names[..names],
            || "the list of domains went back".into(),
        )?;
    }
    for (address, old) in &before.tasks {
        let Some(new) = after.task(address) else { continue };
        let grows = old.pages_made <= new.pages_made && old.seats_made <= new.seats_made && old.funded <= new.funded;
        let sums = old.paid <= new.paid && old.fees <= new.fees && old.cancelled <= new.cancelled;
        holds(grows && sums, || format!("task {address} went back"))?;
    }
    for old in &before.pages {
        let Some(new) = after.page(&old.address) else { continue };
        let (old, new) = (&old.page, &new.page);
        let grows = old.first_panel <= new.first_panel && old.next_panel <= new.next_panel;
        holds(grows && new.ends_at <= old.ends_at, || {
            format!("page {} went back", old.index)
        })?;
    }
    Ok(())
}
