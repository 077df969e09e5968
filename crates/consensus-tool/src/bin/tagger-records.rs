//! `tagger-records`: records of members from what was observed of them, as the program keeps them, to compare with reports.
//!
//! Standard input: `member,domain,day,kept,observations,quality_bps` in the order in which it happened, `kept` 1 or 0.
//! Standard output: `member,domain,day,good,seen,streak,volume,quality_bps,level` of the last day, by member and domain.

use std::collections::BTreeMap;
use std::error::Error;
use std::process::ExitCode;
use tagger_consensus::Record;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("standard input: {error}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut records = BTreeMap::<(String, u8), Record>::new();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(std::io::stdin().lock());
    for row in reader.deserialize() {
        let (member, domain, day, kept, observations, quality): (String, u8, u16, u8, u16, u16) = row?;
        let record = records.entry((member, domain)).or_default();
        *record = if kept == 1 {
            record.kept(observations, quality, day)
        } else {
            record.broken(observations, day)
        };
    }
    let mut writer = csv::Writer::from_writer(std::io::stdout().lock());
    for ((member, domain), r) in records {
        let facts = (r.day, r.good, r.seen, r.streak, r.volume(), r.quality_bps(), r.level());
        writer.serialize((member, domain, facts))?;
    }
    writer.flush()?;
    Ok(())
}
