//! `tagger-consensus FILE.csv`: the consensus of the chain over answers in a file.

mod options;
mod outcome;
mod report;
mod speed;
mod stream;

use tagger_consensus_tool::table;

use options::{Command, Method, Options};
use std::process::ExitCode;
use std::time::Instant;

/// The input was refused.
const REFUSED: u8 = 2;

fn main() -> ExitCode {
    match options::parse(std::env::args().skip(1)) {
        Ok(Command::Help) => {
            print!("{}", options::USAGE);
            ExitCode::SUCCESS
        }
        Ok(Command::Speed { json }) => {
            speed::print(json);
            ExitCode::SUCCESS
        }
        Ok(Command::Run(options)) => match run(&options) {
            Ok(()) => ExitCode::SUCCESS,
            Err(error) => {
                eprintln!("{}: {error}", options.file.display());
                ExitCode::from(REFUSED)
            }
        },
        Err(error) => {
            eprintln!("{error}\n\n{}", options::USAGE);
            ExitCode::from(REFUSED)
        }
    }
}

fn run(options: &Options) -> Result<(), Box<dyn std::error::Error>> {
    let table = table::Table::open(&options.file, options.reading)?;
    let start = Instant::now();
    let (outcome, later) = match options.method {
        Method::Majority => (outcome::majority(&table), None),
        Method::Weighted => {
            let (outcome, later) = stream::run(&table, options.settings);
            (outcome, options.settings.copier.then_some(later))
        }
    };
    let report = report::Report::new(options, &table, &outcome, later, start.elapsed());
    if let Some(path) = &options.labels {
        report::write_labels(path, &table, &outcome)?;
    }
    println!("{}", if options.json { report.json() } else { report.text() });
    Ok(())
}
