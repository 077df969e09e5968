//! What a run says: text, JSON, and the labels as CSV.

use crate::options::{Method, Options};
use crate::outcome::{majority, Outcome};
use crate::stream::{gold_bps, LaterWaves};
use std::path::Path;
use std::time::Duration;
use tagger_consensus_tool::table::Table;

/// A figure with its name in JSON and its words in text.
struct Entry {
    key: &'static str,
    words: &'static str,
    value: Value,
}

enum Value {
    Text(String),
    Count(u64),
    Share(Option<f64>),
    Seconds(f64),
}

/// The figures of one run.
pub struct Report(Vec<Entry>);

impl Report {
    /// Collects the figures. The majority is worked out beside `weighted`, so that both are judged on the same items.
    pub fn new(
        options: &Options,
        table: &Table,
        outcome: &Outcome,
        later: Option<LaterWaves>,
        elapsed: Duration,
    ) -> Self {
        let mut report = Self(Vec::new());
        let weighted = options.method == Method::Weighted;
        report.text_entry("method", "method", options.method.to_string());
        if weighted {
            report.count("seed", "seed", options.settings.seed as usize);
        }
        report.count("rows", "rows in the file", table.rows);
        report.count("repeats", "rows in which a worker labels an item again", table.repeats);
        report.count("items", "items", table.items.len());
        report.count("workers", "workers", table.workers);
        report.text_entry("classes", "classes", table.classes.join(" "));
        report.count("labelsAvailable", "labels available", table.labels());
        report.count("labelsUsed", "labels used", outcome.used);
        let saved = 1.0 - outcome.used as f64 / table.labels().max(1) as f64;
        report.share("shareSaved", "share saved by early stop", Some(saved));
        report.count(
            "goldItems",
            "gold items",
            outcome.gold.iter().filter(|&&gold| gold).count(),
        );
        let judged = |i: usize| !outcome.gold[i];
        report.share(
            "accuracy",
            "accuracy on items that are not gold",
            outcome.accuracy(table, judged).share(),
        );
        report.share(
            "accuracyAllItems",
            "accuracy on all items",
            outcome.accuracy(table, |_| true).share(),
        );
        if weighted {
            let baseline = majority(table);
            report.share(
                "majorityAccuracy",
                "majority on the same items",
                baseline.accuracy(table, judged).share(),
            );
            let all = baseline.accuracy(table, |_| true).share();
            report.share("majorityAccuracyAllItems", "majority on all items", all);
        }
        if let Some(later) = later {
            let classes = table.classes.len();
            let bps = |bps: u64| Some(bps as f64 / 10_000.0);
            report.count("copiedItems", "items the copier answered", later.copied);
            report.share(
                "copierByAgreement",
                "copier's pay if agreement counted",
                bps(later.agreement_bps()),
            );
            report.count("copierGoldItems", "gold items in second waves", later.copier_gold.1);
            let own = bps(gold_bps(later.copier_gold, classes) as u64);
            report.share("copierByGold", "copier's pay by gold", own);
            let honest = bps(gold_bps(later.honest_gold, classes) as u64);
            report.share("honestByGold", "honest member's pay by gold there", honest);
            let (right, all) = later.honest_traps;
            let share = (all > 0).then(|| right as f64 / all as f64);
            report.count("trapItems", "of this gold, items whose leader is wrong", all);
            report.share("honestOnTraps", "honest answers right there (a copier's: 0)", share);
        }
        report.push("seconds", "seconds", Value::Seconds(elapsed.as_secs_f64()));
        report
    }

    fn push(&mut self, key: &'static str, words: &'static str, value: Value) {
        self.0.push(Entry { key, words, value });
    }

    fn text_entry(&mut self, key: &'static str, words: &'static str, text: String) {
        self.push(key, words, Value::Text(text));
    }

    fn count(&mut self, key: &'static str, words: &'static str, count: usize) {
        self.push(key, words, Value::Count(count as u64));
    }

    fn share(&mut self, key: &'static str, words: &'static str, share: Option<f64>) {
        self.push(key, words, Value::Share(share));
    }

    /// One figure a line.
    pub fn text(&self) -> String {
        let line = |entry: &Entry| {
            let value = match &entry.value {
                Value::Text(text) => text.clone(),
                Value::Count(count) => count.to_string(),
                Value::Share(Some(share)) => format!("{share:.4}"),
                Value::Share(None) => "unknown: the file has no gold to judge by".into(),
                Value::Seconds(seconds) => format!("{seconds:.4}"),
            };
            format!("{:<44} {value}", entry.words)
        };
        self.0.iter().map(line).collect::<Vec<_>>().join("\n")
    }

    /// One JSON object.
    pub fn json(&self) -> String {
        let field = |entry: &Entry| {
            let value = match &entry.value {
                Value::Text(text) => quoted(text),
                Value::Count(count) => count.to_string(),
                Value::Share(Some(share)) => format!("{share:.6}"),
                Value::Share(None) => "null".into(),
                Value::Seconds(seconds) => format!("{seconds:.6}"),
            };
            format!("{}:{value}", quoted(entry.key))
        };
        format!("{{{}}}", self.0.iter().map(field).collect::<Vec<_>>().join(","))
    }
}

/// A JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if (c as u32) < 0x20 => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// Writes `item,label,posterior`; an item nobody answered has an empty label.
pub fn write_labels(path: &Path, table: &Table, outcome: &Outcome) -> Result<(), csv::Error> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["item", "label", "posterior"])?;
    for (item, label) in table.items.iter().zip(&outcome.labels) {
        let (class, posterior) = label.map_or((String::new(), String::new()), |label| {
            let posterior = format!("{:.4}", label.posterior_bps as f64 / 10_000.0);
            (table.classes[label.class as usize].clone(), posterior)
        });
        writer.write_record([&item.name, &class, &posterior])?;
    }
    writer.flush()?;
    Ok(())
}
