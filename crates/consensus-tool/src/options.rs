//! The command line.

use crate::stream::Settings;
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use tagger_consensus_tool::table::{Order, Reading, Repeats};

pub const USAGE: &str = "\
tagger-consensus FILE.csv [options]      consensus over rows worker,item,label,gold[,seconds]
tagger-consensus --speed [--json]        time a million synthetic labels

  --method majority|weighted   default weighted
  --repeats first|keep         a worker's further answers to an item: ignore (default) or count
  --order number|text          ties go to the smallest label: 2 before 10 (default) or 10 before 2
  --gold SHARE                 share of the items used as gold, default 0.1
  --tau P                      ask on while the posterior is below this, default 0.98; 1 asks everybody
  --first N                    labels of an item in the first wave, default 3
  --step N                     labels a further wave adds, default 1
  --batch N                    items between two lessons, default 64
  --seed N                     default 1
  --prior gold|flat            classes as likely as in the gold (default), or equally likely
  --copier                     add a member to second waves who repeats the leading label
  --labels OUT.csv             write item,label,posterior
  --json                       one JSON object instead of text
Exit code 2: the command line or the file was refused; the message says where and why.
";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Majority,
    Weighted,
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Majority => "majority",
            Self::Weighted => "weighted",
        })
    }
}

/// What to do.
pub enum Command {
    Help,
    Speed { json: bool },
    Run(Box<Options>),
}

/// One run over a file.
pub struct Options {
    pub file: PathBuf,
    pub method: Method,
    pub reading: Reading,
    pub settings: Settings,
    pub labels: Option<PathBuf>,
    pub json: bool,
}

/// An argument that cannot be used, and what to pass instead.
#[derive(Debug, PartialEq, Eq)]
pub struct OptionError(String);

impl fmt::Display for OptionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl Iterator<Item = String>) -> Result<Command, OptionError> {
    let mut arguments = arguments;
    let (mut file, mut json, mut speed) = (None, false, false);
    let mut reading = Reading {
        repeats: Repeats::First,
        order: Order::Number,
    };
    let (mut method, mut settings, mut labels) = (Method::Weighted, Settings::default(), None);
    while let Some(argument) = arguments.next() {
        let mut value = || {
            arguments
                .next()
                .ok_or_else(|| OptionError(format!("{argument} needs a value after it")))
        };
        match argument.as_str() {
            "--help" | "-h" => return Ok(Command::Help),
            "--speed" => speed = true,
            "--json" => json = true,
            "--copier" => settings.copier = true,
            "--method" => {
                method = match value()?.as_str() {
                    "majority" => Method::Majority,
                    "weighted" => Method::Weighted,
                    other => {
                        return Err(OptionError(format!(
                            "--method {other} is unknown: majority or weighted"
                        )))
                    }
                }
            }
            "--repeats" => {
                reading.repeats = match value()?.as_str() {
                    "first" => Repeats::First,
                    "keep" => Repeats::Keep,
                    other => return Err(OptionError(format!("--repeats {other} is unknown: first or keep"))),
                }
            }
            "--order" => {
                reading.order = match value()?.as_str() {
                    "number" => Order::Number,
                    "text" => Order::Text,
                    other => return Err(OptionError(format!("--order {other} is unknown: number or text"))),
                }
            }
            "--gold" => settings.gold_bps = share(&argument, &value()?)?,
            "--prior" => {
                settings.class_prior = match value()?.as_str() {
                    "gold" => true,
                    "flat" => false,
                    other => return Err(OptionError(format!("--prior {other} is unknown: gold or flat"))),
                }
            }
            "--tau" => {
                // Certainty can never be reached: it asks everybody.
                settings.tau_bps = share(&argument, &value()?)?;
                if settings.tau_bps == 10_000 {
                    settings.tau_bps = u16::MAX;
                }
            }
            "--first" => settings.first = number(&argument, &value()?, 1)?,
            "--step" => settings.step = number(&argument, &value()?, 1)?,
            "--batch" => settings.batch = number(&argument, &value()?, 1)?,
            "--seed" => settings.seed = number(&argument, &value()?, 0)?,
            "--labels" => labels = Some(PathBuf::from(value()?)),
            other if other.starts_with('-') => return Err(OptionError(format!("{other} is no option: see below"))),
            _ if file.is_none() => file = Some(PathBuf::from(argument)),
            _ => return Err(OptionError(format!("{argument} is one file too many: pass one"))),
        }
    }
    match (file, speed) {
        (None, true) => Ok(Command::Speed { json }),
        (Some(_), true) => Err(OptionError("--speed makes its own labels: leave out the file".into())),
        (None, false) => Err(OptionError("no file: pass the CSV file to read".into())),
        (Some(file), false) => Ok(Command::Run(Box::new(Options {
            file,
            method,
            reading,
            settings,
            labels,
            json,
        }))),
    }
}

/// A number from 0 to 1 as basis points.
fn share(name: &str, text: &str) -> Result<u16, OptionError> {
    match text.parse::<f64>() {
        Ok(share) if (0.0..=1.0).contains(&share) => Ok((share * 10_000.0).round() as u16),
        _ => Err(OptionError(format!(
            "{name} {text} is not from 0 to 1: pass a share such as 0.1"
        ))),
    }
}

fn number<T: FromStr + PartialOrd + fmt::Display>(name: &str, text: &str, least: T) -> Result<T, OptionError> {
    match text.parse() {
        Ok(number) if number >= least => Ok(number),
        _ => Err(OptionError(format!(
            "{name} {text} is no whole number of {least} or more: pass one"
        ))),
    }
}
