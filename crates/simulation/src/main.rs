//! `tagger-simulation DATA_DIR SEEDS [PICTURE.svg]`: what strategies earn beside honest people, in honest profits: below 1
//! honesty pays better. A table for each rule, at 30 % dishonest wallets, and a picture over the share of them.
mod bribes;
mod market;
mod picture;
mod rules;
mod strategy;

use std::{path::Path, process::ExitCode};

use market::{run, Outcome, Setting};
use rules::{Rule, RULES};
use strategy::{Strategy, DISHONEST};
use tagger_consensus_tool::table::{Order, Reading, Repeats, Table};

const SETTING: Setting = Setting {
    wallets: 60,
    seats: 4,
    items: 100,
    gold: 0.1,
    panels: 240,
    effort: 0.0,
};
const FILES: [&str; 6] = ["ZenCrowd_us", "ZenCrowd_in", "SP", "SP_amt", "MS", "CF_amt"];
pub const SHARES: [f64; 6] = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3];
/// Validators of the first round, appeals, items, and how often an honest one is right.
const COURTS: [(usize, usize, usize, f64); 5] = [
    (3, 0, 20, 0.9),
    (3, 1, 20, 0.9),
    (5, 1, 20, 0.9),
    (3, 1, 20, 0.75),
    (3, 1, 1, 0.9),
];
const BRIBED: [usize; 5] = [0, 10, 20, 30, 40];
const POOL: usize = 100;
const REVIEWS: usize = 400;
const CROWDS: [usize; 4] = [60, 120, 240, 480];
/// Work costs this share of what honest people are paid when all are honest: a requester who pays less finds nobody.
const WORK: f64 = 0.5;

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.as_slice() {
        [data, seeds] => simulate(data, seeds, None),
        [data, seeds, picture] => simulate(data, seeds, Some(picture)),
        _ => Err("usage: tagger-simulation DATA_DIR SEEDS [PICTURE.svg]".into()),
    }
    .map_or_else(
        |error| {
            eprintln!("{error}");
            ExitCode::from(2)
        },
        |()| ExitCode::SUCCESS,
    )
}

fn simulate(data: &str, seeds: &str, picture: Option<&str>) -> Result<(), Box<dyn std::error::Error>> {
    let seeds: u64 = seeds
        .parse()
        .ok()
        .filter(|seeds| *seeds > 0)
        .ok_or("SEEDS is a whole number above zero")?;
    let mut tables = Vec::new();
    for file in FILES {
        let reading = Reading {
            repeats: Repeats::First,
            order: Order::Number,
        };
        tables.push((
            file,
            Table::open(&Path::new(data).join(format!("{file}.csv")), reading)?,
        ));
    }
    let mut curves = Vec::new();
    for rule in RULES {
        println!("\nRule: {}\n", rule.name());
        let names: Vec<&str> = DISHONEST.iter().map(|strategy| strategy.name()).collect();
        println!(
            "| data | honest pay an item | {} | accuracy, all honest | worst accuracy |",
            names.join(" | ")
        );
        println!("| --- | {}--- | --- | --- |", "--- | ".repeat(names.len()));
        let mut sums = vec![[0.0; SHARES.len()]; DISHONEST.len()];
        for (file, table) in &tables {
            rows(file, table, rule, seeds, &mut sums);
        }
        curves.push((rule, sums));
    }
    crowds(&tables, seeds);
    bribery(seeds);
    if let Some(path) = picture {
        picture::draw(path, &curves)?;
    }
    Ok(())
}

/// The sybil saves work where his wallets meet on one panel: the larger the crowd, the rarer that is. Groups of five hold
/// 30 % of the wallets.
fn crowds(tables: &[(&str, Table)], seeds: u64) {
    println!("\nThe sybil by the size of the crowd, rule {}\n", Rule::Carried.name());
    let names: Vec<String> = CROWDS.iter().map(|wallets| format!("{wallets} wallets")).collect();
    println!("| data | {} |", names.join(" | "));
    println!("| --- | {}", "--- | ".repeat(names.len()));
    for (file, table) in tables {
        let mut row = String::new();
        for wallets in CROWDS {
            // As many panels a wallet as in the other tables.
            let setting = Setting {
                wallets,
                panels: SETTING.panels * wallets / SETTING.wallets,
                ..SETTING
            };
            let paid = average(table, Rule::Carried, (Strategy::Honest, 0.0), seeds, &setting);
            let setting = Setting {
                effort: WORK * paid.honest,
                ..setting
            };
            let mean = average(table, Rule::Carried, (Strategy::Sybil, 0.3), seeds, &setting);
            row += &format!(" {:.2} |", mean.dishonest / mean.honest);
        }
        println!("| {file} |{row}");
    }
}

/// Reviews by validators of whom a share is bribed, as good as a careful and as good as a hasty person.
fn bribery(seeds: u64) {
    println!("\nBribed validators, {REVIEWS} reviews a seed, a pool of {POOL}\n");
    println!("| first round, appeals, items, honest validators right | bribed | wrong labels that stand | honest profit a vote | bribed profit a vote, before the bribe |");
    println!("| --- | --- | --- | --- | --- |");
    for (seats, appeals, items, accuracy) in COURTS {
        let setting = bribes::Setting {
            seats,
            appeals,
            items,
            accuracy,
            pool: POOL,
        };
        for bribed in BRIBED {
            let mut sum = bribes::Outcome::default();
            for seed in 1..=seeds {
                let one = bribes::run(&setting, bribed, REVIEWS, seed);
                sum.wrong += one.wrong / seeds as f64;
                sum.honest += one.honest / seeds as f64;
                sum.bribed += one.bribed / seeds as f64;
            }
            let own = if bribed == 0 {
                String::from("-")
            } else {
                format!("{:.2}", sum.bribed)
            };
            println!(
                "| {seats}, {appeals}, {items}, {:.0} % | {bribed} % | {:.1} % | {:.2} | {own} |",
                accuracy * 100.0,
                sum.wrong * 100.0,
                sum.honest
            );
        }
    }
}

/// One file under one rule: a row of profits at 30 % dishonest wallets, in honest profits; adds all shares to `sums`.
fn rows(file: &str, table: &Table, rule: Rule, seeds: u64, sums: &mut [[f64; SHARES.len()]]) {
    let paid = average(table, rule, (Strategy::Honest, 0.0), seeds, &SETTING);
    let setting = Setting {
        effort: WORK * paid.honest,
        ..SETTING
    };
    let mut row = String::new();
    let mut worst = paid.accuracy;
    for (strategy, sum) in DISHONEST.into_iter().zip(sums) {
        let mut last = 0.0;
        for (share, sum) in SHARES.into_iter().zip(sum) {
            let mean = average(table, rule, (strategy, share), seeds, &setting);
            last = mean.dishonest / mean.honest;
            *sum += last / FILES.len() as f64;
            worst = worst.min(mean.accuracy);
        }
        row += &format!(" {last:.2} |");
    }
    println!(
        "| {file} | {:.2} |{row} {:.1} % | {:.1} % |",
        paid.honest,
        paid.accuracy * 100.0,
        worst * 100.0
    );
}

fn average(table: &Table, rule: Rule, who: (Strategy, f64), seeds: u64, setting: &Setting) -> Outcome {
    let mut sum = Outcome::default();
    for seed in 1..=seeds {
        let one = run(table, setting, rule, who, seed);
        let n = seeds as f64;
        sum.honest += one.honest / n;
        sum.dishonest += one.dishonest / n;
        sum.accuracy += one.accuracy / n;
    }
    sum
}
