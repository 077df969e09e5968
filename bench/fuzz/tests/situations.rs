//! The kept sequences get to what is rare.
mod common;

use std::collections::BTreeSet;

use tagger_fuzz::situations::Situation;

#[test]
fn the_corpus_gets_into_every_situation() {
    let mut trial = common::committed();
    let base = trial.chain.state();
    let mut found = BTreeSet::new();
    for actions in common::sequences("corpus.txt") {
        trial.restore(&base);
        for action in actions {
            found.extend(trial.step(&action).expect("nothing is wrong on the way").situations);
        }
    }
    let missing: Vec<_> = Situation::ALL.into_iter().filter(|one| !found.contains(one)).collect();
    assert!(missing.is_empty(), "make a new corpus, see README.md: {missing:?}");
}
