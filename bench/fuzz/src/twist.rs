//! A twist spoils an instruction after it was built: another account, a missing signature, a changed byte.
use std::fmt;

use solana_address::Address;
use solana_instruction::Instruction;

use crate::random::Random;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Another account in this place.
    Swap,
    /// The account in this place again in another.
    Repeat,
    /// This account did not sign.
    Unsign,
    /// This account may not be written.
    Freeze,
    /// A bit of the data is flipped.
    Flip,
    /// The data ends early.
    Cut,
    /// The data goes on.
    Extend,
    /// The last accounts are missing.
    Drop,
    /// One account more.
    Append,
}

const KINDS: [(Kind, &str); 9] = [
    (Kind::Swap, "swap"),
    (Kind::Repeat, "repeat"),
    (Kind::Unsign, "unsign"),
    (Kind::Freeze, "freeze"),
    (Kind::Flip, "flip"),
    (Kind::Cut, "cut"),
    (Kind::Extend, "extend"),
    (Kind::Drop, "drop"),
    (Kind::Append, "append"),
];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Twist {
    pub kind: Kind,
    pub at: u16,
    pub with: u16,
}

impl Twist {
    pub fn any(random: &mut Random) -> Self {
        Self {
            kind: random.one_of(&KINDS).0,
            at: random.below(12) as u16,
            with: random.below(256) as u16,
        }
    }

    pub fn parse(words: &[&str]) -> Result<Self, String> {
        let [name, at, with] = words else {
            return Err(format!("a twist is a word and two numbers, not {words:?}"));
        };
        let known = KINDS.iter().find(|(_, known)| known == name);
        let (kind, _) = *known.ok_or_else(|| format!("no twist is called {name}"))?;
        let number = |word: &str| word.parse().map_err(|_| format!("{word} is no number of 16 bits"));
        Ok(Self {
            kind,
            at: number(at)?,
            with: number(with)?,
        })
    }

    /// Spoils an instruction. `others` are the accounts there are.
    pub fn apply(self, instruction: &mut Instruction, others: &[Address]) {
        let accounts = instruction.accounts.len().max(1);
        let (at, other) = (usize::from(self.at) % accounts, usize::from(self.with));
        let data = &mut instruction.data;
        if instruction.accounts.is_empty() && !matches!(self.kind, Kind::Flip | Kind::Cut | Kind::Extend) {
            return;
        }
        match self.kind {
            Kind::Swap => instruction.accounts[at].pubkey = others[other % others.len()],
            Kind::Repeat => instruction.accounts[other % accounts].pubkey = instruction.accounts[at].pubkey,
            Kind::Unsign => {
                let key = instruction.accounts[at].pubkey;
                let same = instruction.accounts.iter_mut().filter(|account| account.pubkey == key);
                same.for_each(|account| account.is_signer = false);
            }
            Kind::Freeze => instruction.accounts[at].is_writable = false,
            Kind::Flip => {
                let bit = usize::from(self.at) * 256 + other;
                let bits = 8 * data.len();
                data[bit % bits / 8] ^= 1 << (bit % bits % 8);
            }
            Kind::Cut => data.truncate(data.len().saturating_sub(1 + other % 16).max(1)),
            Kind::Extend => data.extend(std::iter::repeat_n(self.at as u8, 1 + other % 16)),
            Kind::Drop => instruction.accounts.truncate(at),
            Kind::Append => {
                let mut meta = instruction.accounts[at].clone();
                meta.pubkey = others[other % others.len()];
                instruction.accounts.push(meta);
            }
        }
    }
}

impl fmt::Display for Twist {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let name = KINDS
            .iter()
            .find(|(kind, _)| *kind == self.kind)
            .map_or("", |(_, name)| name);
        write!(f, "{name} {} {}", self.at, self.with)
    }
}
