//! What was found once must not come back. Each file in `regressions` names the rule that was broken and the build that
//! broke it; the sequence in it was minimised by the fuzzer.
mod common;

use std::fs;

use tagger_fuzz::{action::parse_all, minimise::replay};

#[test]
fn findings_stay_fixed() {
    let mut trial = common::committed();
    let base = trial.chain.state();
    let mut files: Vec<_> = fs::read_dir(common::path("regressions"))
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    assert!(!files.is_empty());
    for file in files {
        let actions = parse_all(&fs::read_to_string(&file).expect("readable")).expect("a sequence");
        assert_eq!(replay(&mut trial, &base, &actions), None, "{}", file.display());
    }
}
