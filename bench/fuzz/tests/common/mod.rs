//! The program under test and its sequences.
use std::{fs, path::PathBuf};

use tagger_fuzz::{
    action::{parse_all, Action},
    trial::Trial,
    world::world,
};

pub fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn program() -> Vec<u8> {
    fs::read(path("../../programs/tagger/artifacts/tagger.so")).expect("the program's artifact is there")
}

/// The world with the committed build of the program.
pub fn committed() -> Trial {
    world(&program())
}

/// The sequences of a file, an empty line between them.
#[allow(dead_code)] // each test file compiles this one anew
pub fn sequences(name: &str) -> Vec<Vec<Action>> {
    let text = fs::read_to_string(path(name)).expect("the file is there");
    text.split("\n\n")
        .map(|part| parse_all(part).expect("a sequence"))
        .collect()
}
