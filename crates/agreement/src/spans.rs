//! F1 of labelled spans: exactly the same spans, or the characters they cover.

use crate::error::AgreementError;
use crate::share::Score;
use alloc::vec::Vec;

/// Most spans on one side.
pub const MAX_SPANS: usize = 65_536;

/// A stretch of a text, in whatever unit both sides count: characters or tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its class.
    pub label: u32,
    /// First unit.
    pub start: u32,
    /// The first unit after it.
    pub end: u32,
}

/// Spans that both sides have with the same start, end and label. A span given twice counts twice.
///
/// Two empty sides agree: F1 is 1. Errors: [`EmptySpan`](AgreementError::EmptySpan),
/// [`TooManySpans`](AgreementError::TooManySpans).
pub fn span_exact(reference: &[Span], answer: &[Span]) -> Result<Score, AgreementError> {
    let (reference, answer) = (sorted(reference)?, sorted(answer)?);
    let (mut common, mut rest) = (0, answer.as_slice());
    for span in &reference {
        rest = &rest[rest.partition_point(|other| other < span)..];
        if let Some((_, after)) = rest.split_first().filter(|(first, _)| *first == span) {
            (common, rest) = (common + 1, after);
        }
    }
    Ok(Score {
        common,
        reference: reference.len() as u64,
        answer: answer.len() as u64,
    })
}

/// Units that both sides cover with the same label. A unit that several spans of one side cover with the same label counts once,
/// so half a span found is worth half, and cutting a span in two changes nothing.
///
/// Two empty sides agree: F1 is 1. Errors as for [`span_exact`].
pub fn span_overlap(reference: &[Span], answer: &[Span]) -> Result<Score, AgreementError> {
    let (reference, answer) = (merged(sorted(reference)?), merged(sorted(answer)?));
    let (mut common, mut i, mut j) = (0, 0, 0);
    while let (Some(a), Some(b)) = (reference.get(i), answer.get(j)) {
        if a.label == b.label {
            common += u64::from(a.end.min(b.end).saturating_sub(a.start.max(b.start)));
        }
        // The one that ends first meets nothing further.
        if (a.label, a.end) <= (b.label, b.end) {
            i += 1;
        } else {
            j += 1;
        }
    }
    Ok(Score {
        common,
        reference: units(&reference),
        answer: units(&answer),
    })
}

fn sorted(spans: &[Span]) -> Result<Vec<Span>, AgreementError> {
    if spans.len() > MAX_SPANS {
        return Err(AgreementError::TooManySpans);
    }
    if spans.iter().any(|span| span.start >= span.end) {
        return Err(AgreementError::EmptySpan);
    }
    let mut spans = spans.to_vec();
    spans.sort_unstable();
    Ok(spans)
}

/// Joins spans of one label that touch or overlap.
fn merged(spans: Vec<Span>) -> Vec<Span> {
    let mut out = Vec::<Span>::with_capacity(spans.len());
    for span in spans {
        match out.last_mut() {
            Some(last) if last.label == span.label && span.start <= last.end => last.end = last.end.max(span.end),
            _ => out.push(span),
        }
    }
    out
}

fn units(spans: &[Span]) -> u64 {
    spans.iter().map(|span| u64::from(span.end - span.start)).sum()
}
