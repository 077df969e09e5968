//! An action: what is tried, with four numbers that say by whom, on what and how much, and maybe a twist that spoils it.
//! Written as a line: `commit 0 3 2 0` or `commit 0 3 2 0 swap 2 17`.
use std::fmt;

use crate::{moves::Verb, random::Random, twist::Twist};

/// Meaning depends on the verb; see the functions in `moves`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Numbers {
    pub who: u16,
    pub pick: u16,
    pub amount: u16,
    pub extra: u16,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Action {
    pub verb: Verb,
    pub numbers: Numbers,
    pub twist: Option<Twist>,
}

impl Action {
    pub fn new(verb: Verb, [who, pick, amount, extra]: [u16; 4]) -> Self {
        Self {
            verb,
            numbers: Numbers {
                who,
                pick,
                amount,
                extra,
            },
            twist: None,
        }
    }

    /// Anything at all.
    pub fn any(random: &mut Random) -> Self {
        let mut action = Self::new(*random.one_of(Verb::ALL), [0; 4]);
        action.numbers = Numbers {
            who: random.below(32) as u16,
            pick: random.below(32) as u16,
            amount: small(random),
            extra: small(random),
        };
        if random.below(8) == 0 {
            action.twist = Some(Twist::any(random));
        }
        action
    }

    /// Changes something about it.
    pub fn mutate(&mut self, random: &mut Random) {
        match random.below(8) {
            0 => self.numbers.who = random.below(32) as u16,
            1 | 2 => self.numbers.pick = random.below(32) as u16,
            3 => self.numbers.amount = small(random),
            4 => self.numbers.extra = small(random),
            5 => self.twist = Some(Twist::any(random)),
            6 => self.twist = None,
            _ => self.verb = *random.one_of(Verb::ALL),
        }
    }

    pub fn parse(line: &str) -> Result<Self, String> {
        let mut words = line.split_whitespace();
        let name = words.next().ok_or("an empty line")?;
        let verb = Verb::named(name).ok_or_else(|| format!("no verb is called {name}"))?;
        let mut numbers = [0; 4];
        for number in &mut numbers {
            let word = words.next().ok_or_else(|| format!("{name} needs four numbers"))?;
            *number = word.parse().map_err(|_| format!("{word} is no number of 16 bits"))?;
        }
        let mut action = Self::new(verb, numbers);
        let rest: Vec<&str> = words.collect();
        if !rest.is_empty() {
            action.twist = Some(Twist::parse(&rest)?);
        }
        Ok(action)
    }
}

/// Mostly zero, which is the natural choice.
fn small(random: &mut Random) -> u16 {
    match random.below(4) {
        0 | 1 => 0,
        2 => random.below(16) as u16,
        _ => random.below(1 << 16) as u16,
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Numbers {
            who,
            pick,
            amount,
            extra,
        } = self.numbers;
        write!(f, "{} {who} {pick} {amount} {extra}", self.verb.name())?;
        self.twist.map_or(Ok(()), |twist| write!(f, " {twist}"))
    }
}

/// The actions in a file: one a line, `#` begins a comment.
pub fn parse_all(text: &str) -> Result<Vec<Action>, String> {
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or("").trim());
    lines.filter(|line| !line.is_empty()).map(Action::parse).collect()
}

pub fn write_all(actions: &[Action]) -> String {
    actions.iter().map(|action| format!("{action}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_reads_back_as_the_action_it_was_written_from() {
        let mut random = Random::new(7);
        let actions: Vec<Action> = (0..10_000).map(|_| Action::any(&mut random)).collect();
        assert_eq!(parse_all(&write_all(&actions)), Ok(actions));
    }

    #[test]
    fn a_line_that_is_no_action_is_refused_with_what_is_wrong() {
        for (line, what) in [
            ("clam 0 0 0 0", "no verb is called clam"),
            ("claim 0 0 0", "claim needs four numbers"),
            ("claim 0 0 0 65536", "65536 is no number of 16 bits"),
            ("claim 0 0 0 0 swop 1 2", "no twist is called swop"),
            (
                "claim 0 0 0 0 swap 1",
                "a twist is a word and two numbers, not [\"swap\", \"1\"]",
            ),
        ] {
            assert_eq!(Action::parse(line), Err(what.to_owned()));
        }
        assert_eq!(parse_all("# nothing\n\n  # at all\n"), Ok(Vec::new()));
    }
}
