//! The shortest sequence, with the smallest numbers, that still shows a finding.
use crate::{
    action::{Action, Numbers},
    chain::State,
    exits::exits,
    trial::{Finding, Trial},
};

/// Most tries: a finding that takes the exits to see costs milliseconds each.
const TRIES: usize = 2_000;

/// Performs a sequence from a state, then lets everybody out; returns what is wrong.
pub fn replay(trial: &mut Trial, base: &State, actions: &[Action]) -> Option<Finding> {
    trial.restore(base);
    let stepped = actions.iter().try_for_each(|action| trial.step(action).map(|_| ()));
    stepped.and_then(|()| exits(trial)).err()
}

pub fn minimise(trial: &mut Trial, base: &State, finding: &Finding, mut actions: Vec<Action>) -> Vec<Action> {
    let mut tries = 0;
    let mut shows = |actions: &[Action]| {
        tries += 1;
        tries <= TRIES && replay(trial, base, actions).is_some_and(|other| other.kind() == finding.kind())
    };
    if !shows(&actions) {
        return actions;
    }
    // Halves, quarters, ... single actions, from the end.
    let mut size = actions.len().div_ceil(2).max(1);
    loop {
        let mut end = actions.len();
        while end > 0 {
            let start = end.saturating_sub(size);
            let mut shorter = actions.clone();
            shorter.drain(start..end);
            if shows(&shorter) {
                actions = shorter;
            }
            end = start;
        }
        if size == 1 {
            break;
        }
        size = size.div_ceil(2);
    }
    for at in 0..actions.len() {
        for simpler in simpler(&actions[at]) {
            let before = std::mem::replace(&mut actions[at], simpler);
            if !shows(&actions) {
                actions[at] = before;
            }
        }
    }
    actions
}

/// The action with each of its parts at its plainest; each builds on what the one before left when that still shows it.
fn simpler(action: &Action) -> Vec<Action> {
    let numbers = action.numbers;
    let with = |numbers: Numbers| Action { numbers, ..*action };
    let all = [
        with(Numbers { extra: 0, ..numbers }),
        with(Numbers { amount: 0, ..numbers }),
        with(Numbers { pick: 0, ..numbers }),
        with(Numbers { who: 0, ..numbers }),
        Action { twist: None, ..*action },
        with(Numbers::default()),
    ];
    all.into_iter().filter(|other| other != action).collect()
}
