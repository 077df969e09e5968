//! Label consensus for panels, in integers only, bit-equal wherever it runs.
//!
//! `k` members answer the same `n` items with labels of 1, 2, 4 or 8 bits. Answers travel packed in 64-bit words
//! ([`Answers`]). A decision depends only on the *pattern* of answers an item got, so no function here loops over
//! items x members x classes: [`majority`] adds votes in bit slices, [`weighted`] decides once per pattern.
//!
//! | step | function |
//! |---|---|
//! | the label most members gave | [`majority`], [`majority_sure`] |
//! | the most likely label, given what is known of each member | [`weighted`] |
//! | how one member did | [`agreement`], [`Recalls`], [`gold_score`] |
//! | what was learnt about one member | [`learn`], [`weights_from`], [`prior_from`] |
//! | what it is worth | [`reward`], [`fee`] |
//! | what validators say about one item | [`tally`] |
//! | what is remembered of it | [`Record`], [`level`] |
//!
//! No allocation, no floating point, no `unsafe`, no stack frame above 4,096 bytes.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

mod binary;
mod bits;
mod columns;
mod counters;
mod decision;
mod lanes;
mod majority;
mod pattern;
mod pay;
mod recall;
mod reputation;
mod score;
mod shape;
mod tally;
mod votes;
mod weighted;

pub use counters::{
    add_count, counters_len, prior_from, weights_from, weights_len, ACCURACY_WEIGHT, MOST_COST, PRIOR_ACCURACY_PERCENT,
    ROW_WEIGHT,
};
pub use decision::{decide, Decision, SURE_BPS};
pub use majority::{majority, majority_sure};
pub use pay::{fee, informed_bps, reward, Pay, PayError, Reward, BPS};
pub use recall::{hit_worths, Recall, Recalls};
pub use reputation::{
    level, stake_level, Record, EXPIRED_OBSERVATIONS, HALF_LIFE_DAYS, MAX_LEVEL, MISSED_OBSERVATIONS, MOST_OBSERVATIONS,
};
pub use score::{agreement, exclude, gold_fair, gold_score, learn, Agreement, Gold};
pub use shape::{Answers, Shape, ShapeError, MAX_MEMBERS};
pub use tally::{reversal, tally, Counts, Reversal, Tally, FORGIVING_VOTES, LEAST_VOTES, MOST_GRACE};
pub use weighted::{weighted, weighted_with_prior, SCRATCH_WORDS};
