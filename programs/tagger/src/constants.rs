//! Numeric limits, each with its unit and its reason. Limits that governance may move live in `Config.params`.
use anchor_lang::prelude::*;

/// Version byte written first in every account; an account with another version is refused.
#[constant]
pub const ACCOUNT_VERSION: u8 = 1;
/// 100 %, in basis points.
#[constant]
pub const FULL_BPS: u16 = 10_000;
/// Protocol fee can never be set above this (5 %).
#[constant]
pub const MAX_FEE_BPS: u16 = 500;
/// A keeper's tip can never be set above this share of a slash (20 %): who is silent could earn it by pushing himself.
#[constant]
pub const MAX_KEEPER_TIP_BPS: u16 = 2_000;
/// Seats of one panel; a presence mask is a `u16`.
#[constant]
pub const MAX_SEATS: u8 = 16;
/// Panels of one page alive at the same time; the directory of a page has this many entries.
#[constant]
pub const MAX_LIVE_PANELS: u16 = 64;
/// Items of one panel: a reveal of one-bit answers for all of them still fits a v0 transaction.
#[constant]
pub const MAX_PANEL_ITEMS: u16 = 4_096;
/// Shards of the validators' pool: a draw names them all.
#[constant]
pub const MAX_POOLS: u8 = 16;
/// Items of one review: what a few people can judge in one sitting.
#[constant]
pub const MAX_REVIEW_ITEMS: u16 = 256;
/// Classes up to which confusion matrices are kept, so that answers can be weighted.
#[constant]
pub const MAX_WEIGHTED_CLASSES: u16 = 16;
/// Answers (seats x items) of one weighted panel with labels wider than one bit: every one may show a new pattern, and
/// settling it must still fit one transaction.
#[constant]
pub const MAX_WIDE_ANSWERS: u32 = 6_144;
/// Largest cost of a class in a task's prior: 3 nats, 20 to 1, about what two fair members say together.
#[constant]
pub const MAX_PRIOR_COST: u8 = 96;
/// Bytes of a page account: what one instruction may allocate by CPI.
#[constant]
pub const MAX_PAGE_BYTES: u32 = 10_240;
/// Difficulty of a panel, basis points of the base price: from half to three times.
#[constant]
pub const MIN_DIFFICULTY_BPS: u16 = 5_000;
#[constant]
pub const MAX_DIFFICULTY_BPS: u16 = 30_000;
const _: () = assert!(MIN_DIFFICULTY_BPS <= FULL_BPS && FULL_BPS <= MAX_DIFFICULTY_BPS);
/// Below this many answered gold items nobody is slashed: too few to tell bad luck from bad faith.
#[constant]
pub const MIN_GOLD_TO_SLASH: u16 = 10;
/// Below this many wrong suggestions seen nobody is kept out for accepting them.
#[constant]
pub const MIN_LURES_TO_JUDGE: u32 = 10;
/// Separates Tagger commitments from every other use of SHA-256.
#[constant]
pub const COMMIT_DOMAIN: &[u8] = b"tagger:commit:v1";
/// First byte under a gold leaf, so that a leaf is never taken for an inner node.
#[constant]
pub const GOLD_LEAF: &[u8] = b"\x00tagger:gold:v1";
/// First byte under an inner node of the gold tree.
#[constant]
pub const GOLD_NODE: &[u8] = b"\x01";

/// Seconds after the end of a task in which its requester may publish what it made as a dataset: 90 days. For so long seats
/// with shares wait for their members.
#[constant]
pub const PUBLISH_SECS: u32 = 7_776_000;
/// First byte under a leaf of a task's records.
#[constant]
pub const RECORD_LEAF: &[u8] = b"\x00tagger:record:v1";
/// First byte under an inner node of a task's records.
#[constant]
pub const RECORD_NODE: &[u8] = b"\x01";
/// First byte under their root.
#[constant]
pub const RECORD_ROOT: &[u8] = b"\x02";
/// A task's records have at most so many peaks: sixteen million panels.
#[constant]
pub const RECORD_PEAKS: u8 = 24;

/// Separates deliveries of keys from every other use of SHA-256.
#[constant]
pub const DELIVERY_DOMAIN: &[u8] = b"tagger:delivery:v1";
/// Base point of ristretto255 (RFC 9496), and a second generator whose logarithm nobody knows: RFC 9380's
/// `hash_to_ristretto255` of "H" under `DELIVERY_DOMAIN`. The client's tests make both anew.
pub const DELIVERY_G: [u8; 32] = [
    0xe2, 0xf2, 0xae, 0x0a, 0x6a, 0xbc, 0x4e, 0x71, 0xa8, 0x84, 0xa9, 0x61, 0xc5, 0x00, 0x51, 0x5f, 0x58, 0xe3, 0x0b,
    0x6a, 0xa5, 0x82, 0xdd, 0x8d, 0xb6, 0xa6, 0x59, 0x45, 0xe0, 0x8d, 0x2d, 0x76,
];
pub const DELIVERY_H: [u8; 32] = [
    0xd4, 0xa8, 0xf4, 0xf1, 0x64, 0x1e, 0x25, 0x35, 0xf8, 0x69, 0xa7, 0xbc, 0x24, 0x06, 0x0c, 0xcf, 0x97, 0x76, 0x03,
    0x2f, 0x8b, 0x1b, 0x91, 0xf1, 0xa7, 0xef, 0x9d, 0x1e, 0x34, 0x60, 0xb6, 0x62,
];
/// The same for a key that one holder passes on to another.
pub const HANDOVER_DOMAIN: &[u8] = b"tagger:handover:v1";
/// Validators, at least, of the first round about a breach of a licence.
#[constant]
pub const BREACH_SEATS: u8 = 5;
/// What a member gets when a claim lapses because the key of a private task's items was late, basis points of the most he
/// could have earned: enough that a key service that is down is mended, little enough that waiting for one is no business.
#[constant]
pub const LATE_KEY_BPS: u16 = 1_000;
/// Part of what a licence cost that whoever accuses its holder puts at stake, basis points: an accusation that fails keeps the
/// licence where it is for days, which must not be cheap.
#[constant]
pub const BREACH_BOND_BPS: u16 = 1_000;
/// Seconds in which a transfer that was paid may happen: an hour.
#[constant]
pub const TRANSFER_SECS: u32 = 3_600;
/// Seconds after its expiry until anyone may burn a licence: 30 days.
#[constant]
pub const BURN_SECS: u32 = 2_592_000;
/// Seconds after a dataset was withdrawn until unclaimed revenue goes to the treasury: two years.
#[constant]
pub const UNCLAIMED_SECS: u32 = 63_072_000;

/// Entries that a pause can stop, one bit each. Exits have no bit: they can't be paused.
#[constant]
pub const PAUSE_STAKE: u8 = 1;
#[constant]
pub const PAUSE_TASKS: u8 = 2;
#[constant]
pub const PAUSE_CLAIMS: u8 = 4;

// ---- governance ---------------------------------------------------------------------------------------------------

/// Changes of a member's votes that are remembered, at most two a day: more than the longest vote lasts.
#[constant]
pub const CHECKPOINTS: u8 = 32;
/// Domains there can ever be, retired ones included: retired domains keep their place.
#[constant]
pub const MAX_DOMAINS: u8 = 16;
/// Bytes of a domain's name, padded with zeros.
#[constant]
pub const DOMAIN_NAME_BYTES: u8 = 16;
/// The fee rises by at most this in one proposal (1 %).
#[constant]
pub const MAX_FEE_STEP_BPS: u16 = 100;
/// Largest stake the parameters may ask of a member and largest deposit of a proposal, base units: a million TAG. (No #[constant]: the IDL builder takes no literal beyond 32 bits.)
pub const MAX_ASKED_STAKE: u64 = 1_000_000_000_000;
/// Most a parameter may ask tasks to pay a validator for judging one item: a thousand TAG.
#[constant]
pub const MAX_LEAST_FEE: u64 = 1_000_000_000;
/// Largest absolute quorum, base units: a billion TAG.
pub const MAX_LEAST_QUORUM: u64 = 1_000_000_000_000_000;
