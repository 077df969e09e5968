//! One panel as the program settles it, bit for bit.

use crate::refusal::Refusal;
use alloc::{vec, vec::Vec};
use tagger_consensus::{
    counters_len, gold_fair, majority, weighted_with_prior, weights_from, weights_len, Answers, Shape, MAX_MEMBERS,
    SCRATCH_WORDS,
};

/// A panel's answers and what is known of its members.
pub struct Panel<'a> {
    /// Items, bits of a label, classes, members, bits of those who revealed, method (0 majority, 1 weighted), tau in basis points.
    pub terms: [u32; 7],
    /// Packed answers, a row of `words` a member.
    pub answers: &'a [u64],
    /// For each bit set here, from the lowest, `masks` has the row of the items that member was asked.
    pub masked: u32,
    /// Rows of one bit an item.
    pub masks: &'a [u64],
    /// `classes x classes` costs a member, as stored at claim; only for weighted panels.
    pub weights: &'a [u8],
    /// One cost a class, or nothing for classes that are equally likely; only for weighted panels.
    pub prior: &'a [u8],
    /// `item, label` of opened gold.
    pub gold: &'a [u32],
}

/// Writes the packed labels, one bit an item for sure ones, one bit for those below tau. Returns the words written.
///
/// Like the program: a majority leaves nothing sure and nothing open; gold that is fair stands, whatever was answered, and is sure. After a
/// later wave the program asks again only for those open items that this wave was asked.
pub fn settle(panel: &Panel, out: &mut [u64]) -> Result<usize, Refusal> {
    let [items, bits, classes, members, present, method, tau] = panel.terms;
    let small = |number| u16::try_from(number).map_err(|_| Refusal::Choice);
    let bits = u8::try_from(bits).map_err(|_| Refusal::Choice)?;
    let shape = Shape::new(small(items)?, bits, small(classes)?)?;
    let rows = |mask: usize| {
        panel
            .masks
            .get(mask * shape.mask_words()..(mask + 1) * shape.mask_words())
    };
    let (mut asked, mut next) = ([None; MAX_MEMBERS], 0);
    for (member, asked) in asked
        .iter_mut()
        .enumerate()
        .filter(|(member, _)| panel.masked >> member & 1 == 1)
    {
        if member >= members as usize {
            return Err(Refusal::Length);
        }
        *asked = Some(rows(next).ok_or(Refusal::Length)?);
        next += 1;
    }
    if panel.masks.len() != next * shape.mask_words() || panel.masked >> MAX_MEMBERS != 0 {
        return Err(Refusal::Length);
    }
    let answers = Answers::new(shape, members as usize, panel.answers, asked, small(present)?)?;
    let gold = gold(panel.gold, &shape)?;
    let (words, mask) = (shape.words(), shape.mask_words());
    let out = out.get_mut(..words + 2 * mask).ok_or(Refusal::Length)?;
    out.fill(0);
    let (labels, rest) = out.split_at_mut(words);
    let (sure, open) = rest.split_at_mut(mask);
    match method {
        0 => majority(&answers, labels),
        1 => {
            let tables = tables(panel, &shape)?;
            if answers.present != 0 {
                let mut scratch = vec![0; SCRATCH_WORDS];
                weighted_with_prior(
                    &answers,
                    panel.prior,
                    &tables,
                    small(tau)?,
                    labels,
                    sure,
                    open,
                    &mut scratch,
                );
            }
        }
        _ => return Err(Refusal::Choice),
    }
    for (item, label) in gold {
        if gold_fair(&answers, item, label) {
            let at = usize::from(item) * usize::from(shape.bits);
            let ones = (1u64 << shape.bits) - 1;
            labels[at / 64] = labels[at / 64] & !(ones << (at % 64)) | u64::from(label) << (at % 64);
            sure[usize::from(item) / 64] |= 1 << (item % 64);
        }
    }
    Ok(words + 2 * mask)
}

fn gold(entries: &[u32], shape: &Shape) -> Result<Vec<(u16, u8)>, Refusal> {
    let (entries, []) = entries.as_chunks::<2>() else {
        return Err(Refusal::Length);
    };
    let one = |&[item, label]: &[u32; 2]| {
        let fits = item < u32::from(shape.items) && label < 1 << shape.bits;
        fits.then_some((item as u16, label as u8)).ok_or(Refusal::Gold)
    };
    entries.iter().map(one).collect()
}

fn tables<'a>(panel: &Panel<'a>, shape: &Shape) -> Result<Vec<&'a [u8]>, Refusal> {
    let size = weights_len(shape.classes);
    if size == 0 {
        return Err(Refusal::WeightedClasses);
    }
    let prior = [0, usize::from(shape.classes)].contains(&panel.prior.len());
    if !prior || panel.weights.len() != size * panel.terms[3] as usize {
        return Err(Refusal::Length);
    }
    Ok(panel.weights.chunks_exact(size).collect())
}

/// The weight table of a member with these confusion counters (`classes x classes`, row = truth). Writes as many bytes.
pub fn weights(classes: u32, counters: &[u16], out: &mut [u8]) -> Result<usize, Refusal> {
    let classes = u16::try_from(classes).map_err(|_| Refusal::WeightedClasses)?;
    let size = counters_len(classes);
    if size == 0 {
        return Err(Refusal::WeightedClasses);
    }
    if classes < 2 || counters.len() != size || out.len() < size {
        return Err(Refusal::Length);
    }
    weights_from(counters, classes, out);
    Ok(size)
}
