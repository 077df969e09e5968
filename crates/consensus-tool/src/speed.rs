//! How fast a million synthetic labels are decided on this machine, one thread.

use crate::outcome;
use crate::stream::{self, Settings};
use std::hint::black_box;
use std::time::Instant;
use tagger_consensus::{majority, weighted, weights_from, weights_len, Answers, Shape, MAX_MEMBERS, SCRATCH_WORDS};
use tagger_consensus_tool::random::Random;
use tagger_consensus_tool::table::{Item, Table};

/// Members of a panel, and answers to an item.
const MEMBERS: usize = 5;
/// Items: a million labels in all.
const ITEMS: usize = 200_000;
/// Items of one panel.
const PANEL: usize = 4_000;
/// Share of right answers, in percent; the others are spread over the classes.
const RIGHT: usize = 80;
/// Timed runs; the fastest counts.
const RUNS: usize = 5;

/// Prints one line a measurement.
pub fn print(json: bool) {
    let mut lines = Vec::new();
    for (name, bits, classes) in [("1 bit", 1, 2), ("2 bits", 2, 4), ("4 bits", 4, 16)] {
        lines.push((format!("majority, panels of {name}"), panels(bits, classes, false)));
        lines.push((format!("weighted, panels of {name}"), panels(bits, classes, true)));
    }
    let table = synthetic(4);
    lines.push((
        "majority, table of 4 classes".into(),
        fastest(|| drop(black_box(outcome::majority(&table)))),
    ));
    let settings = Settings {
        tau_bps: u16::MAX,
        ..Settings::default()
    };
    lines.push((
        "weighted stream, all labels, 4 classes".into(),
        fastest(|| drop(black_box(stream::run(&table, settings)))),
    ));
    let settings = Settings::default();
    lines.push((
        "weighted stream, early stop, 4 classes".into(),
        fastest(|| drop(black_box(stream::run(&table, settings)))),
    ));
    if json {
        let fields: Vec<_> = lines
            .iter()
            .map(|(name, seconds)| format!("\"{name}\":{seconds:.6}"))
            .collect();
        println!("{{\"labels\":{},{}}}", ITEMS * MEMBERS, fields.join(","));
    } else {
        println!(
            "| {} labels, one thread | milliseconds | million labels a second |\n|---|---|---|",
            ITEMS * MEMBERS
        );
        for (name, seconds) in lines {
            println!(
                "| {name} | {:.3} | {:.0} |",
                seconds * 1e3,
                (ITEMS * MEMBERS) as f64 / seconds / 1e6
            );
        }
    }
}

fn fastest(mut work: impl FnMut()) -> f64 {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64()
    });
    times.fold(f64::INFINITY, f64::min)
}

/// An answer to an item of class `truth`.
fn answer(random: &mut Random, truth: usize, classes: usize) -> u8 {
    if random.below(100) < RIGHT {
        truth as u8
    } else {
        random.below(classes) as u8
    }
}

/// Seconds for all panels through the functions the chain runs.
fn panels(bits: u8, classes: u16, weigh: bool) -> f64 {
    let Ok(shape) = Shape::new(PANEL as u16, bits, classes) else {
        return f64::NAN;
    };
    let mut random = Random::new(7);
    let panels: Vec<Vec<u64>> = (0..ITEMS / PANEL)
        .map(|_| {
            let truths: Vec<usize> = (0..PANEL).map(|_| random.below(classes as usize)).collect();
            let mut words = vec![0; MEMBERS * shape.words()];
            for row in words.chunks_exact_mut(shape.words()) {
                for (item, &truth) in truths.iter().enumerate() {
                    shape.put(row, item, answer(&mut random, truth, classes as usize));
                }
            }
            words
        })
        .collect();
    let size = weights_len(classes);
    let counters: Vec<u16> = (0..MEMBERS * size).map(|_| random.below(50) as u16).collect();
    let mut tables = vec![0; MEMBERS * size];
    for (counters, table) in counters.chunks_exact(size).zip(tables.chunks_exact_mut(size)) {
        weights_from(counters, classes, table);
    }
    let weights: Vec<&[u8]> = tables.chunks_exact(size).collect();
    let (mut labels, mut scratch) = (vec![0; shape.words()], vec![0; SCRATCH_WORDS]);
    let (mut sure, mut open) = (vec![0; shape.mask_words()], vec![0; shape.mask_words()]);
    fastest(|| {
        for words in &panels {
            let answers = Answers::new(shape, MEMBERS, words, [None; MAX_MEMBERS], u16::MAX);
            let Ok(answers) = answers else { continue };
            if weigh {
                weighted(
                    &answers,
                    &weights,
                    9_800,
                    &mut labels,
                    &mut sure,
                    &mut open,
                    &mut scratch,
                );
            } else {
                majority(&answers, &mut labels);
            }
            black_box(&labels);
        }
    })
}

/// A table like a real task: 5,000 workers, 5 answers an item.
fn synthetic(classes: usize) -> Table {
    let mut random = Random::new(11);
    let items = (0..ITEMS)
        .map(|i| {
            let truth = random.below(classes);
            let answers = (0..MEMBERS).map(|_| (random.below(5_000) as u32, answer(&mut random, truth, classes)));
            Item {
                name: i.to_string(),
                answers: answers.collect(),
                gold: Some(truth as u8),
            }
        })
        .collect();
    let classes = (0..classes).map(|c| c.to_string()).collect();
    Table {
        items,
        workers: 5_000,
        classes,
        rows: ITEMS * MEMBERS,
        repeats: 0,
    }
}
