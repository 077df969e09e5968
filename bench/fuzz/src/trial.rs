//! One step: an action is performed and everything that must hold is checked. What does not hold is a finding.
use std::fmt;

use solana_account::{Account, AccountSharedData};
use solana_address::Address;
use solana_instruction::{error::InstructionError, Instruction};
use solana_transaction_error::TransactionError;
use tagger::error::TaggerError;

use crate::{
    action::Action,
    addresses as at, automaton,
    books::{self, Excess},
    chain::{Chain, Outcome, State},
    keys::STYLES,
    market,
    moves::{Deed, Verb},
    people, prices, revenue,
    scene::Scene,
    seats,
    situations::{self, Situation},
    twist::Kind,
    view::{tokens, View},
};

/// Something that must never happen, and did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// One word: the rule that was broken.
    pub rule: &'static str,
    /// What exactly.
    pub what: String,
}

impl Finding {
    /// What findings of one kind have in common: all but numbers and addresses.
    pub fn kind(&self) -> String {
        let plain = |word: &&str| word.len() < 32 && !word.contains(|letter: char| letter.is_ascii_digit());
        let what = self.what.split("; [").next().unwrap_or_default();
        let words: Vec<&str> = what.split_whitespace().filter(plain).collect();
        format!("{} {}", self.rule, words.join(" "))
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}: {}", self.rule, self.what)
    }
}

fn finding(rule: &'static str, what: impl Into<String>) -> Finding {
    let what = what.into();
    Finding { rule, what }
}

/// How an action ended.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Ending {
    Done,
    /// Refused by the program, the framework or a program it called, by number.
    Refused(u32),
    /// Refused by the runtime, or with one of its plain errors.
    Plain,
}

/// What an action did.
pub struct Step {
    pub ending: Ending,
    /// Whether any account differs from before.
    pub changed: bool,
    pub units: u64,
    pub logs: Vec<String>,
    /// Rare things it shows.
    pub situations: Vec<Situation>,
}

/// Spoils the chain after an instruction, as a broken program would. For tests of the checks themselves.
pub type Sabotage = fn(Verb, &mut Chain);

/// A chain, what its accounts say, and what was checked about it so far.
pub struct Trial {
    pub chain: Chain,
    pub view: View,
    excess: Excess,
    pub sabotage: Option<Sabotage>,
}

impl Trial {
    /// A chain before the config exists: there are no books yet.
    pub fn new(chain: Chain) -> Self {
        Self {
            view: View::read(&chain),
            chain,
            excess: [0; 2],
            sabotage: None,
        }
    }

    pub fn restore(&mut self, state: &State) {
        self.chain.restore(state);
        self.refresh();
    }

    /// Takes what the chain says for granted.
    pub fn refresh(&mut self) {
        self.view = View::read(&self.chain);
        // States are kept only after they were checked.
        self.excess = books::check(&self.view, &self.chain).unwrap_or_default();
    }

    pub fn deed(&self, action: &Action) -> Deed {
        let scene = Scene {
            chain: &self.chain,
            view: &self.view,
        };
        action.verb.deed(&scene, action.numbers)
    }

    /// Performs an action and checks what came of it.
    pub fn step(&mut self, action: &Action) -> Result<Step, Finding> {
        match self.deed(action) {
            Deed::Send(instruction) => self.send(action, instruction),
            Deed::Travel(moment) => {
                self.chain.travel(moment);
                self.view.now = moment;
                Ok(plain_step(Ending::Done))
            }
            Deed::Donate { to, amount } => {
                let giver = people::tokens(people::ADMIN);
                let amount = amount.min(tokens(&self.chain, &giver));
                self.move_tokens(&giver, &to, amount);
                self.review(action, &[])
            }
            Deed::Treasury { open } => {
                let bare = self.chain.account(&at::TREASURY).is_none();
                if open && bare {
                    self.chain.write(
                        at::TREASURY,
                        Some(token_account(&self.chain, &people::wallet(people::ADMIN), 0)),
                    );
                } else if !open && !bare {
                    let rest = tokens(&self.chain, &at::TREASURY);
                    self.move_tokens(&at::TREASURY, &people::tokens(people::ADMIN), rest);
                    self.chain.write(at::TREASURY, None);
                }
                self.view.see_treasury(&self.chain);
                Ok(plain_step(Ending::Done))
            }
        }
    }

    fn send(&mut self, action: &Action, mut instruction: Instruction) -> Result<Step, Finding> {
        let signers =
            |instruction: &Instruction| instruction.accounts.iter().filter(|account| account.is_signer).count();
        let before = signers(&instruction);
        if let Some(twist) = action.twist {
            let mut others: Vec<Address> = self.chain.own().map(|(address, _)| *address).collect();
            others.extend((0..people::PEOPLE).flat_map(|person| [people::wallet(person), people::tokens(person)]));
            others.extend([
                at::TREASURY,
                at::TAG_MINT,
                at::stake_tokens(),
                at::escrow_tokens(),
                at::TOKEN_PROGRAM,
            ]);
            others.extend(self.view.licenses.iter().flat_map(|(_, license)| {
                let tokens = at::licence_tokens(&license.mint, &license.holder);
                [license.mint, tokens]
            }));
            twist.apply(&mut instruction, &others);
        }
        let unsigned = action.twist.is_some_and(|twist| twist.kind == Kind::Unsign)
            && signers(&instruction) < before
            // Opening an account that is there needs none.
            && instruction.program_id != at::ASSOCIATED_TOKEN;
        let signed = instruction.accounts.iter().filter(|account| account.is_signer);
        let signed: Vec<Address> = signed.map(|account| account.pubkey).collect();
        let program = instruction.program_id;
        let outcome = self.chain.send(instruction);
        let ending = judge(action, &program, &outcome)?;
        if ending == Ending::Done {
            if unsigned {
                return Err(finding("signer", format!("{} needs no signature", action.verb.name())));
            }
            if action.twist.is_none() && forged(action) {
                return Err(finding(
                    "forged",
                    format!("{} takes a false opening", action.verb.name()),
                ));
            }
            if outcome.lamports != 0 {
                return Err(finding(
                    "lamports",
                    format!("{} appeared in {}", outcome.lamports, action.verb.name()),
                ));
            }
            if let Some(sabotage) = self.sabotage {
                sabotage(action.verb, &mut self.chain);
            }
        }
        let situations = match ending {
            Ending::Done => self.review(action, &signed)?.situations,
            Ending::Refused(error) => situations::refused(error),
            Ending::Plain => Vec::new(),
        };
        Ok(Step {
            ending,
            changed: !outcome.changed.is_empty(),
            units: outcome.units,
            logs: outcome.logs,
            situations,
        })
    }

    /// Reads the accounts again and checks all of them.
    fn review(&mut self, action: &Action, signers: &[Address]) -> Result<Step, Finding> {
        let view = View::read(&self.chain);
        let named = |rule, what: String| finding(rule, format!("after {}: {what}", action.verb.name()));
        let excess = books::check(&view, &self.chain).map_err(|what| named("books", what))?;
        books::monotone(&self.view, &view).map_err(|what| named("monotone", what))?;
        // A flipped bit may make it another instruction.
        let flipped = action.twist.is_some_and(|twist| twist.kind == Kind::Flip);
        let verb = if flipped { Verb::noise } else { action.verb };
        automaton::check(verb, &self.view, &view).map_err(|what| named("automaton", what))?;
        seats::check(verb, &self.view, &view).map_err(|what| named("seats", what))?;
        prices::check(&self.view, &view).map_err(|what| named("prices", what))?;
        prices::tips(verb, &self.view, &view).map_err(|what| named("prices", what))?;
        let step = market::Step {
            verb,
            signers,
            before: &self.view,
            after: &view,
        };
        market::check(&step).map_err(|what| named("automaton", what))?;
        revenue::check(&step).map_err(|what| named("prices", what))?;
        // Somebody may name a vault where his own account belongs; then the money is gone, and his.
        let given = action.twist.is_some() || matches!(action.verb, Verb::donate | Verb::noise);
        let fair = |(before, after): (&u64, &u64)| before == after || given && before < after;
        if !self.excess.iter().zip(&excess).all(fair) {
            let what = format!("what is nobody's went from {:?} to {excess:?}", self.excess);
            return Err(named("excess", what));
        }
        let situations = situations::done(action.verb, &self.view, &view);
        (self.view, self.excess) = (view, excess);
        Ok(Step {
            situations,
            ..plain_step(Ending::Done)
        })
    }

    fn move_tokens(&mut self, from: &Address, to: &Address, amount: u64) {
        for (address, less, more) in [(from, amount, 0), (to, 0, amount)] {
            if let Some(account) = self.chain.account(address) {
                let mut account = Account::from(account.clone());
                let now = tokens(&self.chain, address) - less + more;
                account.data[64..72].copy_from_slice(&now.to_le_bytes());
                self.chain.write(*address, Some(account.into()));
            }
        }
    }
}

fn plain_step(ending: Ending) -> Step {
    Step {
        ending,
        changed: true,
        units: 0,
        logs: Vec::new(),
        situations: Vec::new(),
    }
}

/// A TAG account with so many base units.
pub fn token_account(chain: &Chain, owner: &Address, amount: u64) -> AccountSharedData {
    let mut data = vec![0; 165];
    data[..32].copy_from_slice(at::TAG_MINT.as_ref());
    data[32..64].copy_from_slice(owner.as_ref());
    data[64..72].copy_from_slice(&amount.to_le_bytes());
    data[108] = 1;
    let account = Account {
        lamports: chain.rent(data.len()),
        data,
        owner: at::TOKEN_PROGRAM,
        ..Account::default()
    };
    account.into()
}

/// Whether an action opens what was never committed to: another salt, other answers, other gold.
fn forged(action: &Action) -> bool {
    let amount = action.numbers.amount;
    match action.verb {
        Verb::reveal | Verb::reveal_votes => (1..=4).contains(&amount),
        Verb::open_gold => (2..=6).contains(&amount),
        Verb::deliver_key | Verb::rewrap_license | Verb::accept_bid => (1..STYLES).contains(&amount),
        _ => false,
    }
}

/// Number of one of the program's own errors.
pub fn number_of(error: TaggerError) -> u32 {
    match anchor_lang::Error::from(error) {
        anchor_lang::Error::Custom(number) => number,
        _ => 0,
    }
}

/// Instructions that are told how large an account shall be.
const SIZED: [Verb; 5] = [
    Verb::open_page,
    Verb::audit_panel,
    Verb::contest_items,
    Verb::contest_score,
    Verb::accuse_license,
];

/// A refusal must say why. An abort, or books the program itself finds broken, is a finding.
#[allow(deprecated)] // the framework still says NotEnoughAccountKeys
fn judge(action: &Action, program: &Address, outcome: &Outcome) -> Result<Ending, Finding> {
    let name = action.verb.name();
    let spoilt = action.twist.is_some() || action.verb == Verb::noise;
    let error = match &outcome.result {
        Ok(()) => return Ok(Ending::Done),
        Err(TransactionError::InstructionError(_, error)) => error,
        Err(_) => return Ok(Ending::Plain),
    };
    match error {
        // Token-2022 panics where an account is given twice; that is not ours.
        InstructionError::ProgramFailedToComplete if spoilt && *program != tagger::ID => Ok(Ending::Plain),
        InstructionError::Custom(number) => {
            let broken = [TaggerError::LedgerBroken, TaggerError::VaultInsolvent].map(number_of);
            if broken.contains(number) && !spoilt {
                return Err(finding(
                    "ledger",
                    format!("{name} says that the books are broken ({number})"),
                ));
            }
            Ok(Ending::Refused(*number))
        }
        // A page is made before its size is looked at: one too large for an account is refused by the runtime.
        InstructionError::InvalidRealloc if SIZED.contains(&action.verb) => Ok(Ending::Plain),
        // Where an account may not be written that must be, the runtime says so when a program it calls tries.
        InstructionError::PrivilegeEscalation
        | InstructionError::ReadonlyDataModified
        | InstructionError::ReadonlyLamportChange
            if spoilt =>
        {
            Ok(Ending::Plain)
        }
        InstructionError::InvalidArgument
        | InstructionError::InvalidInstructionData
        | InstructionError::InvalidAccountData
        | InstructionError::AccountDataTooSmall
        | InstructionError::InsufficientFunds
        | InstructionError::IncorrectProgramId
        | InstructionError::MissingRequiredSignature
        | InstructionError::AccountAlreadyInitialized
        | InstructionError::UninitializedAccount
        | InstructionError::AccountBorrowFailed
        | InstructionError::NotEnoughAccountKeys
        | InstructionError::InvalidSeeds
        | InstructionError::InvalidAccountOwner
        | InstructionError::IllegalOwner
        | InstructionError::IncorrectAuthority
        | InstructionError::MissingAccount => Ok(Ending::Plain),
        other => {
            let last = outcome
                .logs
                .iter()
                .rev()
                .find(|line| line.contains("failed"))
                .cloned()
                .unwrap_or_default();
            Err(finding(
                "abort",
                format!("{name} ended with {other:?} after {} units: {last}", outcome.units),
            ))
        }
    }
}
