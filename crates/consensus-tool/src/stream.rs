//! The weighted vote in one pass, as the chain does it: gold first, then batches, each in waves, learning in between.
//!
//! 1. Gold items, picked by seed, seed the counters of every worker and the class prior.
//! 2. The other items come in seeded order, in batches. Costs are made from the counters when a batch starts, as a
//!    slot gets them at claim.
//! 3. Each item is asked of `first` workers, then of `step` more while its posterior is below `tau`.
//! 4. After the batch the first wave learns from the items that are sure. Later waves could read what was public,
//!    so agreement teaches nothing about them: they are known by gold alone.

use crate::outcome::{Label, Outcome};
use tagger_consensus::{add_count, counters_len, decide, informed_bps, prior_from, weights_from, weights_len, BPS};
use tagger_consensus_tool::random::Random;
use tagger_consensus_tool::table::Table;

/// Settings of a run.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Share of the items that are gold, in basis points.
    pub gold_bps: u16,
    /// Posterior below which an item is asked again, in basis points.
    pub tau_bps: u16,
    pub seed: u64,
    /// Labels an item gets in the first wave.
    pub first: usize,
    /// Labels a further wave adds.
    pub step: usize,
    /// Items in a batch.
    pub batch: usize,
    /// Classes are as likely as gold says, else equally likely.
    pub class_prior: bool,
    /// Adds a member to every second wave who repeats the leading label.
    pub copier: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            gold_bps: 1_000,
            tau_bps: 9_800,
            seed: 1,
            first: 3,
            step: 1,
            batch: 64,
            class_prior: true,
            copier: false,
        }
    }
}

/// How members of later waves did, honest ones and the copier.
#[derive(Clone, Copy, Debug, Default)]
pub struct LaterWaves {
    /// Items that got to a second wave: those the copier was asked.
    pub copied: usize,
    /// Of them, answers equal to the final label: what scoring by agreement would have paid.
    pub copied_agreed: usize,
    /// Gold items in a second wave, and what the copier got right there.
    pub copier_gold: (usize, usize),
    /// Gold answers of honest members in second waves: right, all.
    pub honest_gold: (usize, usize),
    /// The honest answers among them where the leading label is wrong, and a copier therefore as well.
    pub honest_traps: (usize, usize),
}

impl LaterWaves {
    /// The copier's pay if agreement counted, in basis points.
    pub fn agreement_bps(&self) -> u64 {
        self.copied_agreed as u64 * BPS / self.copied.max(1) as u64
    }
}

/// Pay factor of `(hits, total)` on gold, in basis points.
pub fn gold_bps((hits, total): (usize, usize), classes: usize) -> u16 {
    informed_bps(hits as u64 * BPS, total as u16, classes as u16).clamp(0, BPS as i32) as u16
}

/// The state of one task.
struct Stream<'t> {
    table: &'t Table,
    settings: Settings,
    classes: u16,
    random: Random,
    /// One table of counters a worker, and one for the copier.
    counters: Vec<u16>,
    weights: Vec<u8>,
    /// Members whose counters changed since their costs were made.
    changed: Vec<u32>,
    is_changed: Vec<bool>,
    prior: Vec<u8>,
    outcome: Outcome,
    later: LaterWaves,
}

/// Runs the stream over a table.
pub fn run(table: &Table, settings: Settings) -> (Outcome, LaterWaves) {
    let classes = table.classes.len() as u16;
    let members = table.workers + 1;
    let mut stream = Stream {
        table,
        settings,
        classes,
        random: Random::new(settings.seed),
        counters: vec![0; members * counters_len(classes)],
        weights: vec![0; members * weights_len(classes)],
        changed: (0..members as u32).collect(),
        is_changed: vec![true; members],
        prior: vec![0; classes as usize],
        outcome: Outcome {
            labels: vec![None; table.items.len()],
            gold: vec![false; table.items.len()],
            used: 0,
        },
        later: LaterWaves::default(),
    };
    let mut order: Vec<usize> = (0..table.items.len()).collect();
    stream.random.shuffle(&mut order);
    let wanted = (table.items.len() * settings.gold_bps as usize + 5_000) / 10_000;
    let (gold, rest): (Vec<usize>, Vec<usize>) = {
        let mut left = wanted;
        order.into_iter().partition(|&i| {
            let take = left > 0 && table.items[i].gold.is_some();
            left -= take as usize;
            take
        })
    };
    stream.seed(&gold);
    for batch in rest.chunks(settings.batch.max(1)) {
        stream.batch(batch);
    }
    (stream.outcome, stream.later)
}

impl Stream<'_> {
    fn copier(&self) -> u32 {
        self.table.workers as u32
    }

    /// Gold: every worker of these items is scored, and the classes are counted.
    fn seed(&mut self, gold: &[usize]) {
        let mut classes = vec![0u16; self.classes as usize];
        for &i in gold {
            let item = &self.table.items[i];
            let Some(truth) = item.gold else { continue };
            classes[truth as usize] = classes[truth as usize].saturating_add(1);
            for &(worker, answer) in &item.answers {
                self.count(worker, truth, answer);
            }
            self.outcome.used += item.answers.len();
            self.outcome.gold[i] = true;
            self.outcome.labels[i] = Some(Label {
                class: truth,
                posterior_bps: BPS as u16,
            });
        }
        if self.settings.class_prior {
            prior_from(&classes, &mut self.prior);
        }
        self.refresh();
        if self.settings.copier {
            for &i in gold {
                self.copier_on_gold(i);
            }
        }
    }

    /// What a second wave looks like on a gold item: the copier repeats the leader, an honest member answers.
    fn copier_on_gold(&mut self, i: usize) {
        let item = &self.table.items[i];
        let Some(truth) = item.gold else { return };
        let mut answers = item.answers.clone();
        self.random.shuffle(&mut answers);
        let first = self.settings.first.min(answers.len());
        let Some(decision) = self.decide(&answers[..first]) else {
            return;
        };
        if !decision.open(self.settings.tau_bps) || answers.len() == first {
            return;
        }
        let right = decision.label == truth;
        self.later.copier_gold.1 += 1;
        self.later.copier_gold.0 += right as usize;
        self.later.honest_gold.1 += 1;
        self.later.honest_gold.0 += (answers[first].1 == truth) as usize;
        if !right {
            self.later.honest_traps.1 += 1;
            self.later.honest_traps.0 += (answers[first].1 == truth) as usize;
        }
        self.count(self.copier(), truth, decision.label);
    }

    fn count(&mut self, worker: u32, truth: u8, answer: u8) {
        let size = counters_len(self.classes);
        let own = &mut self.counters[worker as usize * size..][..size];
        add_count(own, self.classes, truth, answer, 1);
        if !std::mem::replace(&mut self.is_changed[worker as usize], true) {
            self.changed.push(worker);
        }
    }

    /// Costs of every member from his counters.
    fn refresh(&mut self) {
        let size = weights_len(self.classes);
        for member in self.changed.drain(..) {
            let own = member as usize * size..(member as usize + 1) * size;
            weights_from(&self.counters[own.clone()], self.classes, &mut self.weights[own]);
            self.is_changed[member as usize] = false;
        }
    }

    fn decide(&self, answers: &[(u32, u8)]) -> Option<tagger_consensus::Decision> {
        let size = weights_len(self.classes);
        let table = |worker: u32| &self.weights[worker as usize * size..][..size];
        decide(
            self.classes,
            &self.prior,
            answers.iter().map(|&(worker, answer)| (table(worker), answer)),
        )
    }

    fn batch(&mut self, batch: &[usize]) {
        self.refresh();
        let mut sure = Vec::new();
        for &i in batch {
            let mut answers = self.table.items[i].answers.clone();
            self.random.shuffle(&mut answers);
            let real = answers.len();
            let first = self.settings.first.min(real);
            let Some(mut decision) = self.decide(&answers[..first]) else {
                continue;
            };
            let mut asked = first;
            if decision.open(self.settings.tau_bps) && asked < real {
                // The copier sits in the second wave, right after the first; his label is not one of the real ones.
                let copied = self.settings.copier.then_some(decision.label);
                if let Some(label) = copied {
                    answers.insert(asked, (self.copier(), label));
                    asked += 1;
                }
                loop {
                    asked = (asked + self.settings.step.max(1)).min(answers.len());
                    decision = self.decide(&answers[..asked]).unwrap_or(decision);
                    if asked == answers.len() || !decision.open(self.settings.tau_bps) {
                        break;
                    }
                }
                if let Some(label) = copied {
                    self.later.copied += 1;
                    self.later.copied_agreed += (label == decision.label) as usize;
                    self.outcome.used -= 1;
                }
            }
            self.outcome.used += asked;
            self.outcome.labels[i] = Some(Label {
                class: decision.label,
                posterior_bps: decision.posterior_bps(),
            });
            if decision.sure() {
                answers.truncate(first);
                sure.push((decision.label, answers));
            }
        }
        for (label, answers) in sure {
            for (worker, answer) in answers {
                self.count(worker, label, answer);
            }
        }
    }
}
