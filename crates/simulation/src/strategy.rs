//! How wallets answer. Nobody but the honest looks at an item with his own eyes; what the others do instead, and what it
//! costs them, is all a strategy is.
use tagger_consensus_tool::random::Random;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// One real answer of the file.
    Honest,
    /// Looks at every second item, gives the most frequent class to the others.
    Lazy,
    /// The most frequent class, always.
    Constant,
    /// Any class.
    Spammer,
    /// All of them give the class a public hash of the item says: perfect agreement about nothing.
    Colluding,
    /// One person behind five wallets: those on the same panel give one real answer together.
    Sybil,
    /// Recognises half of the gold and looks at that only; the most frequent class elsewhere.
    GoldDetecting,
}

pub const DISHONEST: [Strategy; 6] = [
    Strategy::Lazy,
    Strategy::Constant,
    Strategy::Spammer,
    Strategy::Colluding,
    Strategy::Sybil,
    Strategy::GoldDetecting,
];

/// Wallets of one sybil.
pub const SYBIL_WALLETS: usize = 5;

impl Strategy {
    pub fn name(self) -> &'static str {
        match self {
            Self::Honest => "honest",
            Self::Lazy => "lazy",
            Self::Constant => "constant",
            Self::Spammer => "spammer",
            Self::Colluding => "colluding",
            Self::Sybil => "sybil",
            Self::GoldDetecting => "gold-detecting",
        }
    }

    /// Work per item, as a share of an honest look at it.
    pub fn effort(self, gold_share: f64) -> f64 {
        match self {
            Self::Honest | Self::Sybil => 1.0,
            Self::Lazy => 0.5,
            Self::GoldDetecting => gold_share / 2.0,
            Self::Constant | Self::Spammer | Self::Colluding => 0.0,
        }
    }
}

/// What a wallet knows when it answers one item.
pub struct Look<'a> {
    pub item: usize,
    pub is_gold: bool,
    pub classes: usize,
    /// The class a task has most of; everybody can see it after a while.
    pub frequent: u8,
    /// A real answer to this item nobody else on the panel has been given.
    pub real: u8,
    /// The real answer this wallet's owner gave already, when he has several wallets on the panel.
    pub owners: u8,
    pub random: &'a mut Random,
}

pub fn answer(strategy: Strategy, look: Look) -> u8 {
    match strategy {
        Strategy::Honest => look.real,
        Strategy::Lazy if look.random.below(2) == 0 => look.real,
        Strategy::Lazy | Strategy::Constant => look.frequent,
        Strategy::Spammer => look.random.below(look.classes) as u8,
        Strategy::Colluding => Random::new(look.item as u64 ^ 0x5eed).below(look.classes) as u8,
        Strategy::Sybil => look.owners,
        Strategy::GoldDetecting if look.is_gold && look.random.below(2) == 0 => look.real,
        Strategy::GoldDetecting => look.frequent,
    }
}
