//! The sequences kept from earlier runs: nothing is wrong on their way, everybody gets out of where they lead, and together
//! they make every instruction of the program take effect.
mod common;

use std::{collections::BTreeSet, fs};

use tagger_fuzz::{minimise::replay, moves::Verb, trial::Ending};

/// What can't take effect: the world is made with them.
const ONCE: [Verb; 3] = [
    Verb::initialize_config,
    Verb::initialize_domains,
    Verb::initialize_governance,
];

/// Private tasks are explored by `tests/model` and not fuzzed yet.
const NOT_YET: [&str; 1] = ["deliver_task_key"];

#[test]
fn nothing_is_wrong_on_the_way_of_any_kept_sequence() {
    let mut trial = common::committed();
    let base = trial.chain.state();
    for (number, actions) in common::sequences("corpus.txt").iter().enumerate() {
        let finding = replay(&mut trial, &base, actions);
        assert_eq!(finding, None, "sequence {number} of corpus.txt");
    }
}

#[test]
fn every_instruction_has_a_verb_and_takes_effect() {
    let mut trial = common::committed();
    let base = trial.chain.state();
    let mut effective: BTreeSet<&str> = ONCE.iter().map(|verb| verb.name()).collect();
    for actions in common::sequences("corpus.txt") {
        trial.restore(&base);
        for action in actions {
            if trial.step(&action).is_ok_and(|step| step.ending == Ending::Done) {
                effective.insert(action.verb.name());
            }
        }
    }
    for name in instructions()
        .into_iter()
        .filter(|name| !NOT_YET.contains(&name.as_str()))
    {
        assert!(
            Verb::named(&name).is_some(),
            "{name} has no verb: write one in src/moves"
        );
        assert!(
            effective.contains(name.as_str()),
            "{name} never takes effect: make a new corpus, see README.md"
        );
    }
}

/// Names of the program's instructions, from its IDL.
fn instructions() -> Vec<String> {
    let idl =
        fs::read_to_string(common::path("../../programs/tagger/artifacts/tagger.json")).expect("the IDL is there");
    let (_, rest) = idl.split_once("\"instructions\": [").expect("an IDL has instructions");
    // Names of instructions are indented by six spaces, those of accounts and arguments by more.
    let names = rest.lines().take_while(|line| !line.starts_with("  ]"));
    let name = |line: &str| {
        line.strip_prefix("      \"name\": \"")
            .map(|rest| rest.trim_end_matches("\",").to_owned())
    };
    let found: Vec<String> = names.filter_map(name).collect();
    assert!(found.len() > 70, "{} instructions found in the IDL", found.len());
    found
}
