//! The chain the program runs on: LiteSVM, with states that can be kept and brought back, and time that moves when told.
use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    path::PathBuf,
    sync::{Arc, Mutex},
};

use litesvm::LiteSVM;
use solana_account::{Account, AccountSharedData, ReadableAccount};
use solana_address::Address;
use solana_clock::Clock;
use solana_compute_budget::compute_budget::ComputeBudget;
use solana_instruction::Instruction;
use solana_last_restart_slot::LastRestartSlot;
use solana_message::{Message, VersionedMessage};
use solana_slot_hashes::SlotHashes;
use solana_transaction::versioned::VersionedTransaction;
use solana_transaction_error::TransactionError;
use tagger::rules::{
    commitment::hash,
    draw::{forgotten, REMEMBERED},
};

use crate::{
    addresses::TOKEN_METADATA,
    coverage::{Hits, Watch},
    elf,
};

/// Most compute units of a transaction.
const UNITS: u64 = 1_400_000;
/// Pays the fees of all transactions and is left out of all sums.
const SPONSOR: Address = Address::new_from_array([0xfe; 32]);

/// What the sysvars say.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// Unix seconds.
    pub seconds: u64,
    pub slot: u64,
    /// Slot of the last restart of the cluster.
    pub restart: u64,
}

/// What became of a transaction.
pub struct Outcome {
    pub result: Result<(), TransactionError>,
    pub units: u64,
    pub logs: Vec<String>,
    /// Lamports that appeared (above zero) or vanished.
    pub lamports: i128,
    /// Accounts the transaction changed, with what they were.
    pub changed: Vec<(Address, Option<AccountSharedData>)>,
}

/// A state: what differs from the base, and the time.
#[derive(Clone)]
pub struct State {
    accounts: Vec<(Address, Option<AccountSharedData>)>,
    moment: Moment,
}

pub struct Chain {
    svm: LiteSVM,
    hits: Arc<Mutex<Hits>>,
    /// Sides of branches there are in the program.
    pub edges: usize,
    /// Accounts that differ from the base, with what they are there.
    dirty: BTreeMap<Address, Option<AccountSharedData>>,
    /// Accounts the program owns.
    own: BTreeSet<Address>,
    moment: Moment,
}

impl Chain {
    /// A chain with the program and the token programs, and nothing else.
    ///
    /// Panics without Token Metadata, see `toolchain/programs.sh`.
    pub fn new(program: &[u8], moment: Moment) -> Self {
        let budget = ComputeBudget {
            compute_unit_limit: UNITS,
            ..ComputeBudget::new_with_defaults(false)
        };
        let mut svm = LiteSVM::new_debuggable(true)
            .with_sigverify(false)
            .with_blockhash_check(false)
            .with_transaction_history(0)
            .with_compute_budget(budget);
        svm.add_program(tagger::ID, &elf::with_sections(program))
            .expect("the runtime refuses the program");
        svm.add_program(TOKEN_METADATA, &token_metadata())
            .expect("the runtime refuses Token Metadata");
        let (watch, hits, edges) = Watch::new(program);
        svm.set_invocation_inspect_callback(watch);
        let sponsor = Account {
            lamports: u64::MAX / 2,
            ..Account::default()
        };
        svm.set_account(SPONSOR, sponsor).expect("a plain account");
        let mut chain = Self {
            svm,
            hits,
            edges,
            dirty: BTreeMap::new(),
            own: BTreeSet::new(),
            moment,
        };
        chain.set_sysvars(None);
        chain
    }

    /// From here on states are remembered as differences to this one.
    pub fn settle_base(&mut self) {
        self.dirty.clear();
    }

    pub fn moment(&self) -> Moment {
        self.moment
    }

    pub fn account(&self, address: &Address) -> Option<&AccountSharedData> {
        self.svm.accounts_db().get_account_ref(address)
    }

    /// Addresses of all accounts of the program, in order.
    pub fn own(&self) -> impl Iterator<Item = (&Address, &[u8])> {
        let data = |address| self.account(address).map_or(&[] as &[u8], |account| account.data());
        self.own.iter().map(move |address| (address, data(address)))
    }

    /// Lamports it takes to keep an account of so many bytes.
    pub fn rent(&self, bytes: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(bytes)
    }

    /// Puts an account there, or takes it away.
    pub fn write(&mut self, address: Address, account: Option<AccountSharedData>) {
        let before = self.account(&address).cloned();
        self.dirty.entry(address).or_insert(before);
        self.set(address, account);
    }

    fn set(&mut self, address: Address, account: Option<AccountSharedData>) {
        match account.filter(|account| account.lamports() > 0) {
            Some(account) => {
                if *account.owner() == tagger::ID {
                    self.own.insert(address);
                } else {
                    self.own.remove(&address);
                }
                self.svm.set_account_no_checks(address, account);
            }
            None => {
                self.own.remove(&address);
                self.svm
                    .set_account(address, Account::default())
                    .expect("a plain account");
            }
        }
    }

    pub fn state(&self) -> State {
        let now = |address| self.account(address).cloned();
        State {
            accounts: self.dirty.keys().map(|address| (*address, now(address))).collect(),
            moment: self.moment,
        }
    }

    /// Brings a state back.
    pub fn restore(&mut self, state: &State) {
        for (address, base) in std::mem::take(&mut self.dirty) {
            self.set(address, base);
        }
        for (address, account) in &state.accounts {
            self.write(*address, account.clone());
        }
        self.travel(state.moment);
    }

    /// Moves the clock.
    pub fn travel(&mut self, to: Moment) {
        let from = std::mem::replace(&mut self.moment, to);
        if from != to {
            self.set_sysvars(Some(from));
        }
    }

    fn set_sysvars(&mut self, from: Option<Moment>) {
        let Moment { seconds, slot, restart } = self.moment;
        if from.is_none_or(|from| from.slot != slot) {
            let blocks = (1..=REMEMBERED).map(|back| slot - back).filter(|&slot| has_block(slot));
            let hashes: Vec<_> = blocks.map(|slot| (slot, block_hash(slot).into())).collect();
            self.svm.set_sysvar(&SlotHashes::new(&hashes));
        }
        if from.is_none_or(|from| from.restart != restart) {
            self.svm.set_sysvar(&LastRestartSlot {
                last_restart_slot: restart,
            });
        }
        self.svm.set_sysvar(&Clock {
            slot,
            unix_timestamp: seconds as i64,
            ..Clock::default()
        });
    }

    /// Sends one instruction in a transaction of its own. Signatures are not checked: who is marked as a signer has signed.
    pub fn send(&mut self, instruction: Instruction) -> Outcome {
        let message = Message::new(&[instruction], Some(&SPONSOR));
        let transaction = VersionedTransaction {
            signatures: vec![Default::default(); usize::from(message.header.num_required_signatures)],
            message: VersionedMessage::Legacy(message),
        };
        match self.svm.simulate_transaction(transaction) {
            Err(failed) => Outcome {
                result: Err(failed.err),
                units: failed.meta.compute_units_consumed,
                logs: failed.meta.logs,
                lamports: 0,
                changed: Vec::new(),
            },
            Ok(done) => {
                let (lamports, changed) = self.apply(done.post_accounts);
                Outcome {
                    result: Ok(()),
                    units: done.meta.compute_units_consumed,
                    logs: done.meta.logs,
                    lamports,
                    changed,
                }
            }
        }
    }

    fn apply(
        &mut self,
        accounts: Vec<(Address, AccountSharedData)>,
    ) -> (i128, Vec<(Address, Option<AccountSharedData>)>) {
        let (mut lamports, mut changed) = (0, Vec::new());
        for (address, after) in accounts.into_iter().filter(|(address, _)| *address != SPONSOR) {
            let before = self.account(&address).cloned();
            let held = before.as_ref().map_or(0, |account| account.lamports());
            lamports += i128::from(after.lamports()) - i128::from(held);
            let same = match &before {
                Some(before) => same(before, &after),
                None => after.lamports() == 0,
            };
            if !same {
                self.write(address, Some(after));
                changed.push((address, before));
            }
        }
        (lamports, changed)
    }

    /// What the last transactions covered: side of a branch, and how often in classes.
    pub fn hits(&self) -> Vec<(u32, u8)> {
        self.hits.lock().expect("one thread").drain()
    }
}

/// The binary of Token Metadata, which the runtime does not bring, from where `toolchain/programs.sh` leaves it.
fn token_metadata() -> Vec<u8> {
    let folder = |name, under: &str| env::var_os(name).map(|path| PathBuf::from(path).join(under));
    let cache = folder("XDG_CACHE_HOME", "tagger-programs").or_else(|| folder("HOME", ".cache/tagger-programs"));
    let programs = folder("TAGGER_PROGRAMS", "").or(cache).unwrap_or_default();
    let found = fs::read(programs.join("token_metadata.so"));
    found.expect("Token Metadata is not here yet: run toolchain/programs.sh")
}

/// Equal but for the epoch of rent, which the runtime sets when it loads an account.
fn same(one: &AccountSharedData, other: &AccountSharedData) -> bool {
    one.lamports() == other.lamports() && one.owner() == other.owner() && one.data() == other.data()
}

/// Every eighth slot is skipped, so that a target can lie in a gap.
fn has_block(slot: u64) -> bool {
    slot % 8 != 3
}

impl Moment {
    /// The hash a draw with this target uses, as `slot_hashes::first_at` finds it on the chain.
    pub fn seed(&self, target: u64) -> Option<[u8; 32]> {
        if forgotten(target, self.slot) {
            return None;
        }
        (target..self.slot).find(|&slot| has_block(slot)).map(block_hash)
    }
}

/// Hash of the block of a slot: always the same, so that a draw has one outcome.
fn block_hash(slot: u64) -> [u8; 32] {
    hash(&[b"block", &slot.to_le_bytes()])
}
