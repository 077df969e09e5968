//! Weighted vote: the most likely label given each member's confusion costs, decided once per pattern of answers.

use crate::binary;
use crate::lanes;
use crate::shape::Answers;

/// Words of scratch space [`weighted`] may use: 12 KiB.
pub const SCRATCH_WORDS: usize = 1_536;

/// [`weighted_with_prior`] with classes that are equally likely beforehand.
#[allow(clippy::too_many_arguments)] // Inputs and buffers of the caller: nothing is allocated here.
pub fn weighted(
    a: &Answers,
    weights: &[&[u8]],
    tau: u16,
    labels: &mut [u64],
    sure: &mut [u64],
    open: &mut [u64],
    scratch: &mut [u64],
) {
    weighted_with_prior(a, &[], weights, tau, labels, sure, open, scratch);
}

/// Decides every item from the costs of its answers ([`crate::weights_from`], one table of `classes * classes` bytes
/// a member, empty for a member who has not revealed) and of its class (`prior`, from [`crate::prior_from`], or empty).
/// Of equally likely labels the smallest wins; an item nobody answered gets [`crate::Shape::unanswered`].
///
/// - `labels`: `shape.words()` words, packed like the answers.
/// - `sure`: `shape.mask_words()` words; set where the posterior is at least [`crate::SURE_BPS`].
/// - `open`: the same; set where the posterior is below `tau` basis points or nobody answered: the next wave asks these.
/// - `scratch`: [`SCRATCH_WORDS`] words, any content.
///
/// Exactly what [`crate::decide`] gives item by item. Panics when `classes > 16` or a slice is too short.
#[allow(clippy::too_many_arguments)] // As above.
#[inline(never)]
pub fn weighted_with_prior(
    a: &Answers,
    prior: &[u8],
    weights: &[&[u8]],
    tau: u16,
    labels: &mut [u64],
    sure: &mut [u64],
    open: &mut [u64],
    scratch: &mut [u64],
) {
    let labels = &mut labels[..a.shape.words()];
    let sure = &mut sure[..a.shape.mask_words()];
    let open = &mut open[..a.shape.mask_words()];
    let scratch = &mut scratch[..SCRATCH_WORDS];
    if a.shape.bits == 1 {
        binary::weighted(a, prior, weights, tau, [labels, sure, open], scratch);
    } else {
        lanes::weighted(a, prior, weights, tau, [labels, sure, open], scratch);
    }
    // The slices have at least one word: a shape has at least one item.
    if let Some(last) = labels.last_mut() {
        *last &= a.shape.tail();
    }
    for mask in [sure, open] {
        if let Some(last) = mask.last_mut() {
            *last &= a.shape.mask_tail();
        }
    }
}
