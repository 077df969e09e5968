//! The fuzzer's command line; see README.md.
use std::{
    error::Error,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    time::{Duration, Instant},
};

use tagger_fuzz::{
    action::{parse_all, write_all, Action},
    elf::{branches, instructions},
    engine::{Engine, Found},
    exits::exits,
    moves::Deed,
    world::world,
};

const PROGRAM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../programs/tagger/artifacts/tagger.so");
const CORPUS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus.txt");
const FINDINGS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/findings");
const USAGE: &str = "usage: tagger-fuzz [--seconds N] [--actions N] [--seed N] [--program FILE] [--findings DIR]
                   [--corpus FILE | --no-corpus] [--save-corpus FILE] [--missing FILE] [--first]
       tagger-fuzz --replay FILE [--program FILE]";

type Outcome<T> = Result<T, Box<dyn Error>>;

struct Options {
    seconds: u64,
    /// Ends a run after so many actions, however long they take.
    actions: u64,
    seed: u64,
    program: PathBuf,
    corpus: Option<PathBuf>,
    findings: PathBuf,
    save_corpus: Option<PathBuf>,
    /// Ends a run at its first finding.
    first: bool,
    replay: Option<PathBuf>,
    /// Where to write the branches never taken, by the number of their instruction.
    missing: Option<PathBuf>,
}

impl Options {
    fn parse(mut words: impl Iterator<Item = String>) -> Outcome<Self> {
        let mut options = Self {
            seconds: 60,
            actions: u64::MAX,
            seed: 1,
            program: PROGRAM.into(),
            corpus: Some(CORPUS.into()),
            findings: FINDINGS.into(),
            save_corpus: None,
            first: false,
            replay: None,
            missing: None,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value\n{USAGE}"));
            match word.as_str() {
                "--seconds" => options.seconds = value()?.parse()?,
                "--actions" => options.actions = value()?.parse()?,
                "--seed" => options.seed = value()?.parse()?,
                "--program" => options.program = value()?.into(),
                "--corpus" => options.corpus = Some(value()?.into()),
                "--no-corpus" => options.corpus = None,
                "--findings" => options.findings = value()?.into(),
                "--save-corpus" => options.save_corpus = Some(value()?.into()),
                "--first" => options.first = true,
                "--missing" => options.missing = Some(value()?.into()),
                "--replay" => options.replay = Some(value()?.into()),
                _ => return Err(format!("{word} is unknown\n{USAGE}").into()),
            }
        }
        Ok(options)
    }
}

fn main() -> ExitCode {
    match Options::parse(std::env::args().skip(1)).and_then(|options| match &options.replay {
        Some(file) => replay(&options.program, file),
        None => fuzz(&options),
    }) {
        Ok(clean) => ExitCode::from(u8::from(!clean)),
        Err(error) => {
            eprintln!("{error}");
            ExitCode::from(2)
        }
    }
}

/// The sequences in a file, an empty line between them.
fn sequences(file: &Path) -> Outcome<Vec<Vec<Action>>> {
    let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(text.split("\n\n").map(parse_all).collect::<Result<_, _>>()?)
}

/// Fuzzes; says whether nothing was found.
fn fuzz(options: &Options) -> Outcome<bool> {
    let begun = Instant::now();
    let program = fs::read(&options.program)?;
    let mut engine = Engine::new(world(&program), options.seed);
    for actions in options.corpus.as_deref().map_or(Ok(Vec::new()), sequences)? {
        engine.plant(&actions);
    }
    println!(
        "{} of {} edges by the corpus alone",
        engine.edges(),
        engine.trial.chain.edges
    );
    let mut shown = 0;
    while begun.elapsed() < Duration::from_secs(options.seconds)
        && engine.figures.actions < options.actions
        && !engine.enough()
        && !(options.first && !engine.found.is_empty())
    {
        engine.run();
        if begun.elapsed().as_secs() / 10 > shown {
            shown = begun.elapsed().as_secs() / 10;
            println!("{}", line(&engine));
        }
    }
    println!("{}", line(&engine));
    let idle: Vec<&str> = engine.idle().into_iter().map(|verb| verb.name()).collect();
    println!(
        "never took effect: {}",
        if idle.is_empty() {
            "none".into()
        } else {
            idle.join(", ")
        }
    );
    println!("situations never seen: {:?}", engine.unseen());
    for (number, found) in engine.found.iter().enumerate() {
        let file = save(&options.findings, number, found)?;
        println!(
            "FOUND after {:.1} s, {} actions: {}\n  {}",
            found.after.0,
            found.after.1,
            found.finding,
            file.display()
        );
    }
    if let Some(file) = &options.missing {
        let branches = branches(&instructions(&program));
        let side = |edge: usize| format!("{} {}\n", branches[edge / 2], ["goes on", "jumps"][edge % 2]);
        fs::write(file, engine.missing().into_iter().map(side).collect::<String>())?;
    }
    if let Some(file) = &options.save_corpus {
        let essence = engine.essence();
        let texts: Vec<String> = essence.iter().map(|actions| write_all(actions)).collect();
        fs::write(file, texts.join("\n"))?;
        println!("{} sequences in {}", essence.len(), file.display());
    }
    Ok(engine.found.is_empty())
}

fn line(engine: &Engine) -> String {
    let figures = &engine.figures;
    let (edges, all) = (engine.edges(), engine.trial.chain.edges);
    format!(
        "{:4.0} s  {} actions ({:.0}/s, {} took effect)  {} runs  {edges} of {all} edges ({:.1} %)  {} states kept  {} let out  {} findings",
        figures.seconds,
        figures.actions,
        figures.actions as f64 / figures.seconds.max(0.001),
        figures.done,
        figures.runs,
        100.0 * edges as f64 / all as f64,
        engine.corpus(),
        figures.exits,
        engine.found.len(),
    )
}

/// Writes a finding and the sequence that shows it.
fn save(folder: &Path, number: usize, found: &Found) -> Outcome<PathBuf> {
    fs::create_dir_all(folder)?;
    let file = folder.join(format!("{}-{number}.txt", found.finding.rule));
    let head: String = found
        .finding
        .to_string()
        .lines()
        .map(|line| format!("# {line}\n"))
        .collect();
    fs::write(&file, head + &write_all(&found.actions))?;
    Ok(file)
}

/// Performs one sequence and tells what each action did; says whether nothing was found.
fn replay(program: &Path, file: &Path) -> Outcome<bool> {
    let mut trial = world(&fs::read(program)?);
    for action in parse_all(&fs::read_to_string(file)?)? {
        println!("{action}");
        if let Deed::Send(instruction) = trial.deed(&action) {
            for account in &instruction.accounts {
                let marks = (
                    if account.is_signer { "s" } else { "-" },
                    if account.is_writable { "w" } else { "-" },
                );
                println!("    {}{} {}", marks.0, marks.1, account.pubkey);
            }
            println!("    data {:02x?}", instruction.data);
        }
        match trial.step(&action) {
            Ok(step) => println!(
                "    {:?}, {} units {:?}\n    {}",
                step.ending,
                step.units,
                step.situations,
                step.logs.join("\n    ")
            ),
            Err(finding) => {
                println!("FOUND {finding}");
                return Ok(false);
            }
        }
    }
    let stuck = exits(&mut trial).err();
    match &stuck {
        None => println!("everybody got out"),
        Some(finding) => println!("FOUND {finding}"),
    }
    Ok(stuck.is_none())
}
