//! Reads `worker, item, label, gold[, seconds]` rows.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fmt;
use std::path::Path;

/// Most classes a table may have: beyond, no weights are offered.
const MOST_CLASSES: usize = 16;

/// Why a file was refused.
#[derive(Debug)]
pub enum TableError {
    /// The file cannot be opened.
    Open(String),
    /// One row is wrong: line number and what to change.
    Row(u64, String),
    /// The whole table is wrong.
    Table(String),
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Open(reason) => write!(f, "the file cannot be read ({reason}): check the path"),
            Self::Row(line, what) => write!(f, "line {line}: {what}"),
            Self::Table(what) => f.write_str(what),
        }
    }
}

impl std::error::Error for TableError {}

/// What to do when a worker labels an item again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// The first answer counts.
    First,
    /// Every row counts.
    Keep,
}

/// How labels are put in order, which decides ties.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// By value when all labels are integers, else by text.
    Number,
    /// By text: 10 comes before 2.
    Text,
}

/// How a file is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    pub repeats: Repeats,
    pub order: Order,
}

/// One item and the answers to it.
#[derive(Clone, Debug)]
pub struct Item {
    pub name: String,
    /// `(worker, class)` in the order of the file.
    pub answers: Vec<(u32, u8)>,
    /// The true class, where the file knows it.
    pub gold: Option<u8>,
}

/// A file of answers.
#[derive(Clone, Debug)]
pub struct Table {
    pub items: Vec<Item>,
    pub workers: usize,
    /// Labels in order.
    pub classes: Vec<String>,
    pub rows: usize,
    /// Rows in which a worker labels an item again.
    pub repeats: usize,
}

struct Row {
    worker: u32,
    item: usize,
    label: String,
}

impl Table {
    /// Labels that count.
    pub fn labels(&self) -> usize {
        self.items.iter().map(|item| item.answers.len()).sum()
    }

    /// Reads a file.
    pub fn open(path: &Path, reading: Reading) -> Result<Self, TableError> {
        let file = std::fs::File::open(path).map_err(|e| TableError::Open(e.to_string()))?;
        Self::read(file, reading)
    }

    /// Reads rows; a first row `worker,item,label,gold` is a heading.
    pub fn read(input: impl std::io::Read, reading: Reading) -> Result<Self, TableError> {
        let mut reader = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(input);
        let (mut workers, mut names) = (HashMap::<String, u32>::new(), HashMap::<String, usize>::new());
        let (mut rows, mut items) = (Vec::new(), Vec::<(String, Option<String>)>::new());
        for (index, record) in reader.records().enumerate() {
            let record = record.map_err(|e| {
                let line = e.position().map_or(index as u64 + 1, csv::Position::line);
                TableError::Row(
                    line,
                    format!("not readable as CSV in UTF-8 ({e}): fix the quotes or the encoding"),
                )
            })?;
            let line = record.position().map_or(index as u64 + 1, csv::Position::line);
            let wrong = |what: String| TableError::Row(line, what);
            if index == 0 && record.iter().take(3).map(str::trim).eq(["worker", "item", "label"]) {
                continue;
            }
            if !(4..=5).contains(&record.len()) {
                let count = record.len();
                return Err(wrong(format!(
                    "{count} fields instead of worker,item,label,gold[,seconds]: write 4 or 5"
                )));
            }
            let field = |i: usize| record[i].trim();
            for (i, name) in ["worker", "item", "label"].iter().enumerate() {
                if field(i).is_empty() {
                    return Err(wrong(format!("the {name} is empty: fill it in or drop the row")));
                }
            }
            if record.len() == 5 && !field(4).parse::<f64>().is_ok_and(|s| s.is_finite() && s >= 0.0) {
                return Err(wrong(format!(
                    "the seconds `{}` are no number of 0 or more: correct them",
                    field(4)
                )));
            }
            let next = workers.len() as u32;
            let worker = *workers.entry(field(0).to_string()).or_insert(next);
            let next = names.len();
            let item = *names.entry(field(1).to_string()).or_insert(next);
            let gold = (!field(3).is_empty()).then(|| field(3).to_string());
            if item == items.len() {
                items.push((field(1).to_string(), gold));
            } else if items[item].1 != gold {
                let before = items[item].1.as_deref().unwrap_or("nothing");
                let now = gold.as_deref().unwrap_or("nothing");
                return Err(wrong(format!(
                    "gold `{now}` for an item whose gold was `{before}` above: make them equal"
                )));
            }
            rows.push(Row {
                worker,
                item,
                label: field(2).to_string(),
            });
        }
        Self::build(rows, items, workers.len(), reading)
    }

    fn build(
        rows: Vec<Row>,
        items: Vec<(String, Option<String>)>,
        workers: usize,
        reading: Reading,
    ) -> Result<Self, TableError> {
        let labels: BTreeSet<&str> = rows
            .iter()
            .map(|row| row.label.as_str())
            .chain(items.iter().filter_map(|item| item.1.as_deref()))
            .collect();
        let mut classes: Vec<String> = labels.into_iter().map(String::from).collect();
        if reading.order == Order::Number && classes.iter().all(|class| class.parse::<i64>().is_ok()) {
            classes.sort_by_key(|class| class.parse::<i64>().unwrap_or_default());
        }
        if classes.len() < 2 {
            let what = format!("{} different labels: a task needs at least 2 classes", classes.len());
            return Err(TableError::Table(what));
        }
        if classes.len() > MOST_CLASSES {
            let what = format!(
                "{} classes, at most {MOST_CLASSES} are possible: merge some",
                classes.len()
            );
            return Err(TableError::Table(what));
        }
        let class: HashMap<String, u8> = classes.iter().cloned().zip(0..).collect();
        let mut table = Self {
            items: items
                .into_iter()
                .map(|(name, gold)| Item {
                    name,
                    answers: Vec::new(),
                    gold: gold.map(|gold| class[&gold]),
                })
                .collect(),
            workers,
            classes,
            rows: rows.len(),
            repeats: 0,
        };
        let mut seen = HashSet::new();
        for row in rows {
            let first = seen.insert((row.worker, row.item));
            table.repeats += !first as usize;
            if first || reading.repeats == Repeats::Keep {
                table.items[row.item].answers.push((row.worker, class[&row.label]));
            }
        }
        Ok(table)
    }
}
