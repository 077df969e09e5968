//! A task from its first panel to its last, with a share of the wallets in the hands of one strategy.
use tagger_consensus::prior_from;
use tagger_consensus_tool::{
    random::Random,
    table::{Item, Table},
};

use crate::{
    rules::{Market, Rule, PRICE},
    strategy::{answer, Look, Strategy, SYBIL_WALLETS},
};

/// What does not change between strategies.
#[derive(Clone, Copy)]
pub struct Setting {
    pub wallets: usize,
    pub seats: usize,
    pub items: usize,
    /// Share of the items the requester knows.
    pub gold: f64,
    pub panels: usize,
    /// What an honest look at one item costs, as a share of the price of an answer.
    pub effort: f64,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Profit an item, as a share of the price: pay less slashes less work.
    pub honest: f64,
    pub dishonest: f64,
    /// Labels equal to the truth, gold items left out.
    pub accuracy: f64,
}

/// Runs one task. `share` of the wallets follow `strategy`.
pub fn run(table: &Table, setting: &Setting, rule: Rule, (strategy, share): (Strategy, f64), seed: u64) -> Outcome {
    let mut random = Random::new(seed);
    let items: Vec<&Item> = table
        .items
        .iter()
        .filter(|item| item.gold.is_some() && item.answers.len() >= setting.seats)
        .collect();
    let classes = table.classes.len();
    let counts = class_counts(&items, classes);
    let mut prior = vec![0; classes];
    prior_from(&counts, &mut prior);
    let frequent = (0..classes)
        .max_by_key(|class| (counts[*class], classes - class))
        .unwrap_or(0) as u8;
    let mut market = Market::new(rule, bits_for(classes), prior);
    let attackers = (share * setting.wallets as f64).round() as usize;
    let mut sums = Sums::default();
    for _ in 0..setting.panels {
        let chosen: Vec<&Item> = draw(items.len(), setting.items, &mut random)
            .into_iter()
            .map(|at| items[at])
            .collect();
        // Assigned, not chosen: any wallet with the same chance.
        let members = draw(setting.wallets, setting.seats, &mut random);
        let known = (setting.gold * chosen.len() as f64).round() as usize;
        let gold: Vec<(u16, u8)> = (0..known).map(|at| (at as u16, chosen[at].gold.unwrap_or(0))).collect();
        let answers = answers(
            &chosen,
            &members,
            attackers,
            strategy,
            (known, classes, frequent),
            &mut random,
        );
        let settled = market.settle(&members, &answers, &gold);
        for (member, gain) in members.iter().zip(&settled.gains) {
            let (who, sum) = if *member < attackers {
                (strategy, &mut sums.dishonest)
            } else {
                (Strategy::Honest, &mut sums.honest)
            };
            // A sybil looks once for all his wallets on this panel.
            let together = match who {
                Strategy::Sybil => members
                    .iter()
                    .filter(|other| same_owner(**other, *member, attackers))
                    .count(),
                _ => 1,
            };
            let work = who.effort(setting.gold) / together as f64 * setting.effort * chosen.len() as f64;
            sum.0 += *gain as f64 / PRICE as f64 - work;
            sum.1 += chosen.len() as f64;
        }
        for (item, label) in chosen.iter().zip(&settled.labels).skip(known) {
            sums.right += f64::from(u8::from(item.gold == Some(*label)));
            sums.judged += 1.0;
        }
    }
    Outcome {
        honest: sums.honest.0 / sums.honest.1.max(1.0),
        dishonest: sums.dishonest.0 / sums.dishonest.1.max(1.0),
        accuracy: sums.right / sums.judged,
    }
}

#[derive(Default)]
struct Sums {
    /// Profit and items.
    honest: (f64, f64),
    dishonest: (f64, f64),
    right: f64,
    judged: f64,
}

fn class_counts(items: &[&Item], classes: usize) -> Vec<u16> {
    let mut counts = vec![0u16; classes];
    for class in items.iter().filter_map(|item| item.gold) {
        counts[usize::from(class)] = counts[usize::from(class)].saturating_add(1);
    }
    counts
}

fn bits_for(classes: usize) -> u8 {
    match classes {
        0..=2 => 1,
        3..=4 => 2,
        _ => 4,
    }
}

/// Whether two wallets belong to the same sybil.
fn same_owner(a: usize, b: usize, attackers: usize) -> bool {
    a < attackers && b < attackers && a / SYBIL_WALLETS == b / SYBIL_WALLETS
}

/// `count` different numbers below `of`.
fn draw(of: usize, count: usize, random: &mut Random) -> Vec<usize> {
    let mut all: Vec<usize> = (0..of).collect();
    random.shuffle(&mut all);
    all.truncate(count);
    all
}

/// Everybody's answers: each member gets real answers of his own, as many as the file has.
fn answers(
    chosen: &[&Item],
    members: &[usize],
    attackers: usize,
    strategy: Strategy,
    (known, classes, frequent): (usize, usize, u8),
    random: &mut Random,
) -> Vec<Vec<u8>> {
    let mut rows = vec![Vec::with_capacity(chosen.len()); members.len()];
    for (at, item) in chosen.iter().enumerate() {
        let mut real: Vec<u8> = item.answers.iter().map(|answer| answer.1).collect();
        random.shuffle(&mut real);
        for (index, member) in members.iter().enumerate() {
            let who = if *member < attackers {
                strategy
            } else {
                Strategy::Honest
            };
            // The first wallet of the same owner on this panel looked at the item for all of them.
            let first = members
                .iter()
                .position(|other| same_owner(*other, *member, attackers))
                .unwrap_or(index);
            let look = Look {
                item: at * 7_919 + item.name.len() * 31 + item.answers.len(),
                is_gold: at < known,
                classes,
                frequent,
                real: real[index],
                owners: real[first],
                random,
            };
            rows[index].push(answer(who, look));
        }
    }
    rows
}
