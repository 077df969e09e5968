//! How far people agree, and what their answers say about the truth: for the requester's report, never for pay.
//!
//! | what was labelled | measure |
//! |---|---|
//! | boxes | [`box_iou`], [`match_boxes`] |
//! | polygons | [`polygon_iou`] |
//! | spans of text | [`span_exact`], [`span_overlap`] |
//! | transcripts | [`word_error_rate`], [`character_error_rate`] |
//! | classes, two raters | [`cohen_kappa`], [`mean_kappa`] |
//! | classes, any number of raters | [`krippendorff_alpha`] |
//! | classes, who is right | [`dawid_skene`] |
//!
//! Pay comes from `tagger-consensus`, which has integers only; nothing here is linked into the program. The same input gives
//! the same bits natively and in WebAssembly: sums have a fixed order, most counts are integers until one last division, and
//! `ln` and `exp` are those of the crate `libm`. Every input has a limit, checked before the work starts.
#![no_std]
#![forbid(unsafe_code)]
#![deny(missing_docs)]

extern crate alloc;

mod alpha;
mod boxes;
mod dawid_skene;
mod edit;
mod error;
mod kappa;
mod matching;
mod polygon;
mod ratings;
mod share;
mod spans;

pub use alpha::{krippendorff_alpha, Alpha, Metric};
pub use boxes::{box_iou, BoundingBox};
pub use dawid_skene::{dawid_skene, DawidSkene, Settings, MAX_CELLS, MAX_ITERATIONS};
pub use edit::{character_error_rate, word_error_rate, EditRate, Normalisation, MAX_EDIT_CELLS, MAX_EDIT_UNITS};
pub use error::AgreementError;
pub use kappa::{cohen_kappa, mean_kappa, Kappa, MeanKappa, Weights, MAX_PAIR_STEPS};
pub use matching::{match_boxes, LabelledBox, Matching, Method, Pair, MAX_BOXES};
pub use polygon::{polygon_iou, Point, MAX_COORDINATE, MAX_CROSSINGS, MAX_VERTICES};
pub use ratings::{Answer, Ratings, MAX_ANSWERS, MAX_CLASSES};
pub use share::Score;
pub use spans::{span_exact, span_overlap, Span, MAX_SPANS};
