//! Which sides of which branches of the program were taken, seen through the runtime's trace of every instruction.
use std::sync::{Arc, Mutex};

use litesvm::{InvocationInspectCallback, LiteSVM};
use solana_program_runtime::invoke_context::{Executable, InvokeContext, RegisterTrace};
use solana_transaction::sanitized::SanitizedTransaction;
use solana_transaction_context::{instruction::InstructionContext, IndexOfAccount};

use crate::elf;

/// Register of a trace entry that holds the number of the instruction.
const PROGRAM_COUNTER: usize = 11;
const NO_BRANCH: u32 = u32::MAX;

/// How often each side of each branch was taken by one transaction. Side 0 goes on, side 1 jumps.
#[derive(Default)]
pub struct Hits {
    counts: Vec<u16>,
    touched: Vec<u32>,
}

impl Hits {
    fn add(&mut self, edge: u32) {
        let count = &mut self.counts[edge as usize];
        if *count == 0 {
            self.touched.push(edge);
        }
        *count = count.saturating_add(1);
    }

    /// Takes all hits: edge and how often, in classes that double, so that a loop is new when it runs twice as long.
    pub fn drain(&mut self) -> Vec<(u32, u8)> {
        let counts = &mut self.counts;
        let take = |edge: u32| (edge, class(std::mem::take(&mut counts[edge as usize])));
        self.touched.drain(..).map(take).collect()
    }
}

/// 1, 2, 3, then one class for each power of two.
fn class(count: u16) -> u8 {
    match count {
        0..=3 => count as u8,
        _ => 2 + count.ilog2() as u8,
    }
}

/// Watches the program's own instructions; those of the token and system programs don't count.
pub struct Watch {
    /// Number of the branch at each instruction.
    branch_at: Vec<u32>,
    hits: Arc<Mutex<Hits>>,
}

impl Watch {
    /// Watches a program; the hits appear in what is returned beside it, with the number of edges there are.
    pub fn new(program: &[u8]) -> (Self, Arc<Mutex<Hits>>, usize) {
        let code = elf::instructions(program);
        let branches = elf::branches(&code);
        let mut branch_at = vec![NO_BRANCH; code.len()];
        for (number, &at) in branches.iter().enumerate() {
            branch_at[at] = number as u32;
        }
        let edges = 2 * branches.len();
        let hits = Arc::new(Mutex::new(Hits {
            counts: vec![0; edges],
            touched: Vec::new(),
        }));
        let watch = Self {
            branch_at,
            hits: hits.clone(),
        };
        (watch, hits, edges)
    }

    fn record(&self, trace: RegisterTrace) {
        let mut hits = self.hits.lock().expect("one thread");
        for pair in trace.windows(2) {
            let (at, next) = (pair[0][PROGRAM_COUNTER], pair[1][PROGRAM_COUNTER]);
            let branch = self.branch_at[at as usize];
            if branch != NO_BRANCH {
                hits.add(2 * branch + u32::from(next != at + 1));
            }
        }
    }
}

impl InvocationInspectCallback for Watch {
    fn before_invocation(
        &self,
        _: &LiteSVM,
        _: &SanitizedTransaction,
        _: &[IndexOfAccount],
        _: &mut InvokeContext,
        _: bool,
    ) {
    }

    fn after_invocation(
        &self,
        _: &LiteSVM,
        _: &SanitizedTransaction,
        _: &[IndexOfAccount],
        context: &InvokeContext,
        _: bool,
    ) {
        context.iterate_vm_traces(
            &|instruction: InstructionContext, _: &Executable, trace: RegisterTrace| {
                if instruction.get_program_key() == Ok(&tagger::ID) {
                    self.record(trace);
                }
            },
        );
    }
}
