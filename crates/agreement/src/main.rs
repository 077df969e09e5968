//! `tagger-agreement`: what the library says of answers on standard input, to the last bit, to compare with other builds.
//!
//! ```text
//! CLASSES ITEMS WORKERS SMOOTHING TOLERANCE ITERATIONS
//! ITEM WORKER LABEL                                      one line an answer, numbers from 0
//! ```
//! Prints one JSON object. Floating-point numbers are the 16 hexadecimal digits of their bits. With `--seconds`: how long
//! sorting the answers and each measure took, one thread, and the iterations of Dawid-Skene.

use std::fmt::Write as _;
use std::io::Read as _;
use std::process::ExitCode;
use std::str::FromStr;
use std::time::Instant;
use tagger_agreement::{
    dawid_skene, krippendorff_alpha, mean_kappa, AgreementError, Answer, Metric, Ratings, Settings, Weights,
};

/// Items two workers must have in common to count as a pair.
const LEAST_IN_COMMON: usize = 10;

fn main() -> ExitCode {
    let mut text = String::new();
    let read = std::io::stdin()
        .read_to_string(&mut text)
        .map_err(|error| error.to_string());
    let seconds = std::env::args().nth(1).is_some_and(|argument| argument == "--seconds");
    let told = read.and_then(|_| if seconds { timed(&text) } else { report(&text) });
    match told {
        Ok(json) => {
            println!("{json}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

/// Answers and settings as they stand in the text.
fn read(text: &str) -> Result<(Vec<Answer>, [u32; 3], Settings), String> {
    let mut lines = text.lines().enumerate();
    let (_, first) = lines.next().ok_or("no input: write the first line")?;
    let [classes, items, workers, smoothing, tolerance, iterations] = fields(first, 1)?;
    let settings = Settings {
        smoothing: number(smoothing, 1)?,
        tolerance: number(tolerance, 1)?,
        most_iterations: number(iterations, 1)?,
    };
    let answers = lines.map(|(index, line)| {
        let [item, worker, label] = fields(line, index + 1)?;
        Ok(Answer {
            item: number(item, index + 1)?,
            worker: number(worker, index + 1)?,
            label: number(label, index + 1)?,
        })
    });
    let sizes = [number(classes, 1)?, number(items, 1)?, number(workers, 1)?];
    Ok((answers.collect::<Result<Vec<_>, String>>()?, sizes, settings))
}

fn named(error: AgreementError) -> String {
    format!("{}: {error}", error.name())
}

fn ratings(answers: Vec<Answer>, [classes, items, workers]: [u32; 3]) -> Result<Ratings, String> {
    let classes = u16::try_from(classes).map_err(|_| named(AgreementError::Classes))?;
    Ratings::new(classes, items, workers, answers).map_err(named)
}

fn timed(text: &str) -> Result<String, String> {
    let (answers, sizes, settings) = read(text)?;
    let start = Instant::now();
    let ratings = ratings(answers, sizes)?;
    let sorted = start.elapsed().as_secs_f64();
    let start = Instant::now();
    krippendorff_alpha(&ratings, Metric::Nominal).map_err(named)?;
    let alpha = start.elapsed().as_secs_f64();
    let start = Instant::now();
    let model = dawid_skene(&ratings, settings).map_err(named)?;
    let estimated = start.elapsed().as_secs_f64();
    let iterations = model.log_likelihood.len();
    Ok(format!(
        "{{\"sort\":{sorted:.6},\"alpha\":{alpha:.6},\"dawidSkene\":{estimated:.6},\"iterations\":{iterations}}}"
    ))
}

fn report(text: &str) -> Result<String, String> {
    let (answers, sizes, settings) = read(text)?;
    let ratings = ratings(answers, sizes)?;
    let alpha = |metric| {
        krippendorff_alpha(&ratings, metric)
            .map(|alpha| alpha.alpha)
            .map_err(named)
    };
    let kappa = mean_kappa(&ratings, Weights::Unweighted, LEAST_IN_COMMON).map_err(named)?;
    let model = dawid_skene(&ratings, settings).map_err(named)?;
    let mut json = String::from("{");
    for (name, numbers) in [
        ("posteriors", &model.posteriors),
        ("confusion", &model.confusion),
        ("prior", &model.prior),
        ("logLikelihood", &model.log_likelihood),
        ("accuracies", &model.accuracies().collect()),
        (
            "alpha",
            &vec![
                alpha(Metric::Nominal)?,
                alpha(Metric::Ordinal)?,
                alpha(Metric::Interval)?,
            ],
        ),
        ("meanKappa", &vec![kappa.mean]),
    ] {
        let bits = numbers.iter().fold(String::new(), |mut bits, number| {
            let _ = write!(bits, "{:016x}", number.to_bits());
            bits
        });
        let _ = write!(json, "\"{name}\":\"{bits}\",");
    }
    let _ = write!(json, "\"converged\":{},\"pairs\":{}}}", model.converged, kappa.pairs);
    Ok(json)
}

fn fields<const N: usize>(line: &str, number: usize) -> Result<[&str; N], String> {
    let fields: Vec<&str> = line.split_whitespace().collect();
    let count = fields.len();
    fields
        .try_into()
        .map_err(|_| format!("line {number}: {count} fields instead of {N}"))
}

fn number<T: FromStr>(text: &str, line: usize) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("line {line}: `{text}` is no number that fits here"))
}
