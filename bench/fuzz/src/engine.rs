//! The loop: take a state that was worth keeping, go on from it, keep what is new. New is a side of a branch never taken, or
//! taken far more often at once, a refusal never seen from its verb, a kind of panel or seat never seen, or a rare situation.
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::Instant,
};

use tagger::{rules::draw::forgotten, state::panel::kind};

use crate::{
    action::{write_all, Action},
    chain::State,
    exits::exits,
    minimise::minimise,
    moves::Verb,
    natural,
    random::Random,
    situations::Situation,
    trial::{Ending, Finding, Step, Trial},
    view::View,
};

/// Most actions of a sequence.
const LONGEST: usize = 250;
/// Most actions of a sequence that is performed again from the start.
const REPEATABLE: usize = 120;
/// From one state in so many that are kept everybody must get out.
const EXITS_EVERY: u64 = 4;
/// Sequences that are kept of a run; more add little.
const ESSENCE: usize = 300;
/// Different findings after which a run ends: it has become slow and everybody knows.
const ENOUGH: usize = 20;

/// A state worth going on from, and how it was reached.
struct Kept {
    actions: Vec<Action>,
    state: State,
    /// How often it was gone on from, less what that brought.
    tired: i64,
}

/// A finding with the shortest sequence that shows it.
pub struct Found {
    pub finding: Finding,
    pub actions: Vec<Action>,
    /// Seconds and transactions into the run.
    pub after: (f64, u64),
}

/// Figures of a run.
#[derive(Default)]
pub struct Figures {
    /// Actions performed, refused ones included.
    pub actions: u64,
    /// Of them, those that changed something.
    pub done: u64,
    /// Sequences begun.
    pub runs: u64,
    /// States from which everybody was let out.
    pub exits: u64,
    pub seconds: f64,
}

pub struct Engine {
    pub trial: Trial,
    base: State,
    random: Random,
    kept: Vec<Kept>,
    /// Actions that once brought something new.
    spice: Vec<Action>,
    /// For each edge the classes of counts seen, one bit each.
    seen: Vec<u32>,
    features: HashSet<(u8, u64)>,
    /// The first sequence that took an edge.
    witness: BTreeMap<u32, Vec<Action>>,
    /// The first sequence that got into a situation.
    situations: BTreeMap<Situation, Vec<Action>>,
    pub found: Vec<Found>,
    pub figures: Figures,
    /// Verbs that took effect.
    effective: BTreeSet<Verb>,
    begun: Instant,
    planting: bool,
}

impl Engine {
    /// Begins from the world as it is.
    pub fn new(trial: Trial, seed: u64) -> Self {
        let base = trial.chain.state();
        trial.chain.hits();
        let start = Kept {
            actions: Vec::new(),
            state: base.clone(),
            tired: 0,
        };
        Self {
            seen: vec![0; trial.chain.edges],
            trial,
            base,
            random: Random::new(seed),
            kept: vec![start],
            spice: Vec::new(),
            features: HashSet::new(),
            witness: BTreeMap::new(),
            situations: BTreeMap::new(),
            found: Vec::new(),
            figures: Figures::default(),
            effective: BTreeSet::new(),
            begun: Instant::now(),
            planting: false,
        }
    }

    /// Sides of branches taken so far.
    pub fn edges(&self) -> usize {
        self.seen.iter().filter(|classes| **classes != 0).count()
    }

    /// Edges never taken: twice the number of the branch, plus one for the side that jumps.
    pub fn missing(&self) -> Vec<usize> {
        (0..self.seen.len()).filter(|&edge| self.seen[edge] == 0).collect()
    }

    pub fn corpus(&self) -> usize {
        self.kept.len()
    }

    /// Verbs that never took effect.
    pub fn idle(&self) -> Vec<Verb> {
        let idle = |verb: &Verb| !self.effective.contains(verb);
        Verb::ALL.iter().copied().filter(idle).collect()
    }

    /// Situations no sequence got into.
    pub fn unseen(&self) -> Vec<Situation> {
        let unseen = |situation: &Situation| !self.situations.contains_key(situation);
        Situation::ALL.into_iter().filter(unseen).collect()
    }

    pub fn enough(&self) -> bool {
        self.found.len() >= ENOUGH
    }

    /// Performs a given sequence and keeps what is new in it. Nobody is let out on its way: the tests of the corpus do that.
    pub fn plant(&mut self, actions: &[Action]) {
        self.trial.restore(&self.base);
        self.planting = true;
        self.perform(Vec::new(), actions.iter().copied(), 0);
        self.planting = false;
        self.figures.seconds = self.begun.elapsed().as_secs_f64();
    }

    /// One run.
    pub fn run(&mut self) {
        self.figures.runs += 1;
        match self.random.below(10) {
            0 => self.rewrite(),
            1 | 2 => self.graft(),
            _ => self.go_on(),
        }
        self.figures.seconds = self.begun.elapsed().as_secs_f64();
    }

    /// A kept state that was not gone on from too often.
    fn choose(&mut self) -> usize {
        let mut best = self.random.below(self.kept.len());
        for _ in 0..3 {
            let other = self.random.below(self.kept.len());
            if self.kept[other].tired < self.kept[best].tired {
                best = other;
            }
        }
        self.kept[best].tired += 1;
        best
    }

    /// Goes on from a kept state.
    fn go_on(&mut self) {
        let from = self.choose();
        self.trial.restore(&self.kept[from].state.clone());
        let mut actions = self.kept[from].actions.clone();
        for _ in 0..=self.random.below(8) {
            let action = match self.random.below(10) {
                0 => Action::any(&mut self.random),
                1 | 2 if !self.spice.is_empty() => {
                    let mut action = *self.random.one_of(&self.spice);
                    action.mutate(&mut self.random);
                    action
                }
                _ => natural::next(&self.trial.view, &mut self.random),
            };
            match self.perform(actions, std::iter::once(action), from) {
                Some(so_far) if so_far.len() <= LONGEST => actions = so_far,
                _ => return,
            }
        }
    }

    /// Goes on from a kept state with the end of another sequence.
    fn graft(&mut self) {
        let (from, other) = (self.choose(), self.random.below(self.kept.len()));
        let tail = &self.kept[other].actions;
        let length = self.random.below(tail.len() + 1).min(12);
        let tail = tail[tail.len() - length..].to_vec();
        self.trial.restore(&self.kept[from].state.clone());
        self.perform(self.kept[from].actions.clone(), tail.into_iter(), from);
    }

    /// Performs a kept sequence again with something changed in its middle.
    fn rewrite(&mut self) {
        let from = self.choose();
        let mut actions = self.kept[from].actions.clone();
        if actions.len() > REPEATABLE {
            return;
        }
        for _ in 0..=self.random.below(3) {
            let at = self.random.below(actions.len() + 1);
            match self.random.below(3) {
                0 if at < actions.len() => actions[at].mutate(&mut self.random),
                1 if at < actions.len() => drop(actions.remove(at)),
                _ => actions.insert(at, Action::any(&mut self.random)),
            }
        }
        self.trial.restore(&self.base);
        self.perform(Vec::new(), actions.into_iter(), from);
    }

    /// Performs actions after those that led here; returns all that did something, or nothing after a finding.
    fn perform(
        &mut self,
        mut so_far: Vec<Action>,
        next: impl Iterator<Item = Action>,
        parent: usize,
    ) -> Option<Vec<Action>> {
        for action in next {
            self.figures.actions += 1;
            match self.trial.step(&action) {
                Ok(step) => {
                    let worth = self.news(&action, &step, &so_far);
                    let done = step.ending == Ending::Done;
                    if done {
                        self.figures.done += 1;
                        self.effective.insert(action.verb);
                        so_far.push(action);
                    }
                    if worth {
                        self.keep(&action, &so_far, done, parent);
                    }
                }
                Err(finding) => {
                    self.trial.chain.hits();
                    so_far.push(action);
                    self.report(finding, so_far);
                    return None;
                }
            }
        }
        Some(so_far)
    }

    fn keep(&mut self, action: &Action, so_far: &[Action], done: bool, parent: usize) {
        self.kept[parent].tired -= 4;
        self.spice.push(*action);
        if !done || so_far.len() > LONGEST {
            return;
        }
        let state = self.trial.chain.state();
        self.kept.push(Kept {
            actions: so_far.to_vec(),
            state: state.clone(),
            tired: 0,
        });
        if !self.planting && (self.kept.len() as u64).is_multiple_of(EXITS_EVERY) {
            self.figures.exits += 1;
            if let Err(finding) = exits(&mut self.trial) {
                self.report(finding, so_far.to_vec());
            }
            self.trial.chain.hits();
            self.trial.restore(&state);
        }
    }

    /// Whether a step showed anything new.
    fn news(&mut self, action: &Action, step: &Step, so_far: &[Action]) -> bool {
        let mut new = false;
        for (edge, class) in self.trial.chain.hits() {
            let classes = &mut self.seen[edge as usize];
            if *classes == 0 {
                let mut actions = so_far.to_vec();
                actions.push(*action);
                self.witness.insert(edge, actions);
            }
            new |= *classes & 1 << class == 0;
            *classes |= 1 << class;
        }
        for situation in &step.situations {
            self.situations.entry(*situation).or_insert_with(|| {
                new = true;
                [so_far, &[*action]].concat()
            });
        }
        let refusal = match step.ending {
            Ending::Done => 0,
            Ending::Refused(number) => 1 + u64::from(number),
            Ending::Plain => u64::MAX,
        };
        new |= self.features.insert((action.verb as u8, refusal));
        if step.ending == Ending::Done {
            for feature in shapes(&self.trial.view) {
                new |= self.features.insert((u8::MAX, feature));
            }
        }
        new
    }

    fn report(&mut self, finding: Finding, actions: Vec<Action>) {
        let known = self.found.iter().any(|found| found.finding.kind() == finding.kind());
        if known {
            return;
        }
        let after = (self.begun.elapsed().as_secs_f64(), self.figures.actions);
        let actions = minimise(&mut self.trial, &self.base, &finding, actions);
        self.trial.chain.hits();
        self.found.push(Found {
            finding,
            actions,
            after,
        });
    }

    /// Sequences that together get into every situation and take most of the edges that were taken: first one for each
    /// situation, then the most productive.
    pub fn essence(&mut self) -> Vec<Vec<Action>> {
        let mut sequences: Vec<Vec<Action>> = self.witness.values().cloned().collect();
        sequences.sort_by_key(|actions| actions.len());
        sequences.dedup();
        let mut left: Vec<(Vec<Action>, Vec<u64>)> = Vec::new();
        for actions in sequences {
            left.extend(self.edges_of(&actions).map(|edges| (actions, edges)));
        }
        let mut missing = vec![0u64; self.seen.len().div_ceil(64)];
        left.iter()
            .for_each(|(_, edges)| missing.iter_mut().zip(edges).for_each(|(all, own)| *all |= own));
        let mut chosen: Vec<Vec<Action>> = self.situations.values().cloned().collect();
        // One sequence often shows several.
        let mut known = HashSet::new();
        chosen.retain(|actions| known.insert(write_all(actions)));
        for actions in &chosen {
            let edges = self.edges_of(actions).unwrap_or_default();
            missing.iter_mut().zip(&edges).for_each(|(all, own)| *all &= !own);
        }
        while chosen.len() < ESSENCE && missing.iter().any(|word| *word != 0) {
            let gain = |edges: &[u64]| -> u32 {
                edges
                    .iter()
                    .zip(&missing)
                    .map(|(own, all)| (own & all).count_ones())
                    .sum()
            };
            let best = (0..left.len())
                .max_by_key(|&at| (gain(&left[at].1), std::cmp::Reverse(at)))
                .unwrap_or(0);
            let (actions, edges) = left.swap_remove(best);
            missing.iter_mut().zip(&edges).for_each(|(all, own)| *all &= !own);
            chosen.push(actions);
        }
        chosen
    }

    /// The edges a sequence takes, one bit each; nothing when it ends with a finding: it is kept as that.
    fn edges_of(&mut self, actions: &[Action]) -> Option<Vec<u64>> {
        self.trial.restore(&self.base);
        let clean = actions.iter().all(|action| self.trial.step(action).is_ok());
        let mut mask = vec![0u64; self.seen.len().div_ceil(64)];
        for (edge, _) in self.trial.chain.hits() {
            mask[edge as usize / 64] |= 1 << (edge % 64);
        }
        clean.then_some(mask)
    }
}

/// What kinds of panels there are, roughly: method, kind, phase, wave, who has come how far; then seats, proposals, licences,
/// datasets and bids.
fn shapes(view: &View) -> Vec<u64> {
    let mut found = Vec::new();
    for (page, panel) in view.panels() {
        let head = &panel.head;
        let mut states = [0u8; 6];
        for slot in &panel.slots[..usize::from(head.seats).min(panel.slots.len())] {
            let state = &mut states[usize::from(slot.state).min(5)];
            *state = (*state + 1).min(3);
        }
        let mut bits = u64::from(page.page.terms.method);
        let mut push = |value: u8, width: u32| bits = bits << width | u64::from(value);
        push(page.page.terms.review_seats, 4);
        push(head.kind, 2);
        push(head.phase, 4);
        push(head.wave.min(3), 2);
        push(head.open_cases.min(3), 2);
        push(panel.case.map_or(0, |case| case.round.min(3)), 2);
        push(panel.case.map_or(0, |case| case.substituted), 1);
        push(panel.case.map_or(3, |case| case.reason), 2);
        states.into_iter().for_each(|count| push(count, 2));
        push(
            u8::from(head.kind == kind::ANNOTATE && panel.contested.contains(&true)),
            1,
        );
        found.push(bits);
    }
    // A seat: whether its ticket waits, is ready or lapsed, and what it carries.
    let seats = view.seats.iter().map(|(_, seat)| {
        let ticket = match seat.ticket.target {
            0 => 0,
            target if target >= view.now.slot => 1,
            target if forgotten(target, view.now.slot) => 3,
            _ => 2,
        };
        1 << 61 | ticket << 8 | u64::from(seat.ticket.count) << 4 | (1 + i64::from(seat.carry.signum())) as u64
    });
    found.extend(seats);
    let proposals = view.proposals.iter().map(|(_, proposal)| {
        let votes = u64::from(proposal.in_favour > proposal.against);
        1 << 60 | u64::from(proposal.status) << 8 | u64::from(proposal.change.kind) << 4 | votes << 1
    });
    found.extend(proposals);
    let licences = view.licenses.iter().map(|(address, license)| {
        let now = view.now.seconds;
        let marks = [
            license.expires_at != 0,
            license.expires_at != 0 && license.expires_at <= now,
            license.approved_to != Default::default(),
            license.accused != Default::default(),
            license.recipient != view.key(&license.holder),
            view.burnt.contains(address),
            view.dataset(&license.dataset).is_none(),
            license.asking > 0,
        ];
        let bits = marks.iter().fold(0, |bits, mark| bits << 1 | u64::from(*mark));
        1 << 59 | bits << 2 | u64::from(license.state)
    });
    found.extend(licences);
    let datasets = view.datasets.iter().map(|(_, dataset)| {
        let left = dataset.contributed + dataset.validated - dataset.shared_taken;
        let numbers = [
            dataset.offers.into(),
            dataset.pending,
            left,
            dataset.fees_due,
            dataset.publisher_due,
        ];
        let bits = numbers
            .iter()
            .fold(0, |bits, number| bits << 1 | u64::from(*number > 0));
        1 << 58 | bits << 2 | u64::from(dataset.withdrawn) << 1 | u64::from(dataset.shares > 0)
    });
    found.extend(datasets);
    let bids = view.bids.iter().map(|(_, bid)| {
        let there = view.license(&bid.license).is_some();
        1 << 57 | u64::from(there) << 1 | u64::from(bid.until <= view.now.seconds)
    });
    found.extend(bids);
    found
}
