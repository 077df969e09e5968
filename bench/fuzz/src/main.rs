use std::time::{Duration, Instant};
fn main() {
    let program = std::fs::read("../../programs/tagger/artifacts/tagger.so").unwrap();
    let trial = tagger_fuzz::world::world(&program);
    let mut engine = tagger_fuzz::engine::Engine::new(trial, 1);
    let seconds: u64 = std::env::args().nth(1).unwrap().parse().unwrap();
    let begun = Instant::now();
    let mut next = 5;
    while begun.elapsed() < Duration::from_secs(seconds) && !engine.enough() {
        for _ in 0..20 { engine.run(); }
        if begun.elapsed().as_secs() >= next { next += 5;
            let f = &engine.figures;
            println!("{:.0}s actions {} ({:.0}/s) done {} runs {} edges {}/{} kept {} exits {} found {}", f.seconds, f.actions, f.actions as f64 / f.seconds, f.done, f.runs, engine.edges(), engine.trial.chain.edges, engine.corpus(), f.exits, engine.found.len());
        }
    }
    for f in &engine.found { println!("FOUND {:?} {}\n{}", f.after, f.finding, tagger_fuzz::action::write_all(&f.actions)); }
    let essence = engine.essence();
    println!("essence {} sequences {} actions", essence.len(), essence.iter().map(Vec::len).sum::<usize>());
    println!("{}", std::fs::read_to_string("/proc/self/status").unwrap().lines().find(|l| l.starts_with("VmHWM")).unwrap());
}
