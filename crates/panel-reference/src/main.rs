//! Reads panels from standard input and prints the labels the program must have computed for them.
//!
//! ```text
//! task BITS CLASSES TAU_BPS
//! prior COST COST ...                         optional, one a class
//! round                                       members' counters learn between rounds, not inside one
//! panel ITEMS
//! answers MEMBER HEX                          packed answers of one member, in slot order
//! gold OFFSET:LABEL OFFSET:LABEL ...          optional
//! ```
//! Each panel gives one line: the packed labels in hexadecimal. Later waves are not part of this reference.
use std::{
    collections::HashMap,
    io::{self, BufRead, Write},
    process::ExitCode,
};

use tagger_consensus::{
    counters_len, gold_fair, learn, weighted_with_prior, weights_from, weights_len, Answers, Shape, MAX_MEMBERS,
    SCRATCH_WORDS,
};

#[derive(Default)]
struct Panel {
    items: u16,
    answers: Vec<(String, Vec<u64>)>,
    gold: Vec<(u16, u8)>,
}

struct Settled {
    shape: Shape,
    panel: Panel,
    labels: Vec<u64>,
    sure: Vec<u64>,
}

struct Reference {
    bits: u8,
    classes: u16,
    tau: u16,
    prior: Vec<u8>,
    counters: HashMap<String, Vec<u16>>,
    round: Vec<Settled>,
}

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let mut reference: Option<Reference> = None;
    let mut open: Option<Panel> = None;
    let stdout = io::stdout();
    let mut out = stdout.lock();
    for (number, line) in io::stdin().lock().lines().enumerate() {
        let line = line.map_err(|error| error.to_string())?;
        let bad = |what: &str| format!("line {}: {what}", number + 1);
        let mut words = line.split_whitespace();
        let verb = words.next().unwrap_or("");
        if matches!(verb, "round" | "panel") {
            if let (Some(panel), Some(task)) = (open.take(), reference.as_mut()) {
                writeln!(out, "{}", task.settle(panel)?).map_err(|error| error.to_string())?;
            }
        }
        match verb {
            "" => {}
            "task" => {
                let mut next = || words.next().and_then(|word| word.parse::<u16>().ok());
                let (bits, classes, tau) = (next(), next(), next());
                let (Some(bits), Some(classes), Some(tau)) = (bits, classes, tau) else {
                    return Err(bad("write: task BITS CLASSES TAU_BPS"));
                };
                reference = Some(Reference {
                    bits: bits as u8,
                    classes,
                    tau,
                    prior: vec![],
                    counters: HashMap::new(),
                    round: vec![],
                });
            }
            "prior" => {
                let task = reference.as_mut().ok_or_else(|| bad("the task comes first"))?;
                task.prior = words.filter_map(|word| word.parse().ok()).collect();
                if task.prior.len() != usize::from(task.classes) {
                    return Err(bad("write one cost for each class"));
                }
            }
            "round" => reference.as_mut().ok_or_else(|| bad("the task comes first"))?.learn(),
            "panel" => {
                let items = words
                    .next()
                    .and_then(|word| word.parse().ok())
                    .ok_or_else(|| bad("write: panel ITEMS"))?;
                open = Some(Panel {
                    items,
                    ..Panel::default()
                });
            }
            "answers" => {
                let (Some(member), Some(hex), Some(panel)) = (words.next(), words.next(), open.as_mut()) else {
                    return Err(bad("write: answers MEMBER HEX, after a panel"));
                };
                panel.answers.push((
                    member.to_owned(),
                    unhex(hex).ok_or_else(|| bad("the answers are no hexadecimal"))?,
                ));
            }
            "gold" => {
                let panel = open.as_mut().ok_or_else(|| bad("a panel comes first"))?;
                for entry in words {
                    let (offset, label) = entry.split_once(':').ok_or_else(|| bad("write: gold OFFSET:LABEL"))?;
                    let parsed = offset.parse().ok().zip(label.parse().ok());
                    panel.gold.push(parsed.ok_or_else(|| bad("write: gold OFFSET:LABEL"))?);
                }
            }
            other => return Err(bad(&format!("unknown word {other}"))),
        }
    }
    if let (Some(panel), Some(mut task)) = (open.take(), reference) {
        writeln!(out, "{}", task.settle(panel)?).map_err(|error| error.to_string())?;
    }
    Ok(())
}

impl Reference {
    fn settle(&mut self, panel: Panel) -> Result<String, String> {
        let shape = Shape::new(panel.items, self.bits, self.classes).map_err(|error| error.to_string())?;
        let tables: Vec<Vec<u8>> = panel
            .answers
            .iter()
            .map(|(member, _)| self.weights_of(member))
            .collect();
        let tables: Vec<&[u8]> = tables.iter().map(Vec::as_slice).collect();
        let mut labels = vec![0; shape.words()];
        let (mut sure, mut open) = (vec![0; shape.mask_words()], vec![0; shape.mask_words()]);
        let words = rows(&shape, &panel);
        let answers = view(shape, &words, panel.answers.len())?;
        weighted_with_prior(
            &answers,
            &self.prior,
            &tables,
            self.tau,
            &mut labels,
            &mut sure,
            &mut open,
            &mut vec![0; SCRATCH_WORDS],
        );
        for &(offset, label) in panel
            .gold
            .iter()
            .filter(|(offset, label)| gold_fair(&answers, *offset, *label))
        {
            let at = usize::from(offset) * usize::from(self.bits);
            let ones = (1u64 << self.bits) - 1;
            labels[at / 64] = labels[at / 64] & !(ones << (at % 64)) | u64::from(label) << (at % 64);
            sure[usize::from(offset) / 64] |= 1 << (offset % 64);
        }
        let bytes = (usize::from(panel.items) * usize::from(self.bits)).div_ceil(8);
        let hex = labels
            .iter()
            .flat_map(|word| word.to_le_bytes())
            .take(bytes)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        self.round.push(Settled {
            shape,
            panel,
            labels,
            sure,
        });
        Ok(hex)
    }

    /// What a round taught, for the next one.
    fn learn(&mut self) {
        for settled in std::mem::take(&mut self.round) {
            let words = rows(&settled.shape, &settled.panel);
            let Ok(answers) = view(settled.shape, &words, settled.panel.answers.len()) else {
                continue;
            };
            for (index, (member, _)) in settled.panel.answers.iter().enumerate() {
                let cells = self
                    .counters
                    .entry(member.clone())
                    .or_insert_with(|| vec![0; counters_len(self.classes)]);
                learn(&answers, index, &settled.labels, &settled.sure, cells);
            }
        }
    }

    fn weights_of(&self, member: &str) -> Vec<u8> {
        let mut weights = vec![0; weights_len(self.classes)];
        let fresh = vec![0; counters_len(self.classes)];
        weights_from(self.counters.get(member).unwrap_or(&fresh), self.classes, &mut weights);
        weights
    }
}

fn rows(shape: &Shape, panel: &Panel) -> Vec<u64> {
    panel
        .answers
        .iter()
        .flat_map(|(_, row)| row.iter().copied().chain(std::iter::repeat(0)).take(shape.words()))
        .collect()
}

fn view(shape: Shape, words: &[u64], members: usize) -> Result<Answers<'_>, String> {
    let present = ((1u32 << members) - 1) as u16;
    Answers::new(shape, members, words, [None; MAX_MEMBERS], present).map_err(|error| error.to_string())
}

fn unhex(text: &str) -> Option<Vec<u64>> {
    let bytes: Option<Vec<u8>> = (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(text.get(at..at + 2)?, 16).ok())
        .collect();
    Some(
        bytes?
            .chunks(8)
            .map(|chunk| {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(word)
            })
            .collect(),
    )
}
