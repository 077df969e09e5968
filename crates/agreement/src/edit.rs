//! Word and character error rate: edits that turn a reference into an answer, per unit of the reference (Levenshtein 1966).

use crate::error::AgreementError;
use alloc::{collections::BTreeMap, string::String, vec::Vec};

/// Most words or characters of one text.
pub const MAX_EDIT_UNITS: usize = 1 << 22;
/// Largest product of the two lengths.
pub const MAX_EDIT_CELLS: usize = 1 << 26;

/// What is made equal before two texts are compared. White space always is: only words count, whatever separates them.
///
/// Nothing else is changed. Texts that mix composed and decomposed characters should be brought to one form (NFC) before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Normalisation {
    /// Upper case becomes lower case, as the compiler's edition of Unicode says.
    pub case: bool,
    /// Punctuation disappears without leaving a space, so `don't` becomes `dont`: that of ASCII, the signs of Latin-1, the
    /// dashes, quotes and points of U+2010 to U+205E, and the marks of Chinese and Japanese including the wide forms.
    pub punctuation: bool,
}

impl Normalisation {
    fn apply(self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for letter in text
            .chars()
            .filter(|&letter| !(self.punctuation && is_punctuation(letter)))
        {
            if self.case {
                out.extend(letter.to_lowercase());
            } else {
                out.push(letter);
            }
        }
        out
    }
}

fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(letter,
            '¡' | '§' | '«' | '¶' | '·' | '»' | '¿'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}'
            | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{30fb}'
            | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}' | '\u{ff5b}'..='\u{ff65}')
}

/// The fewest edits. Where several sets of edits are the fewest, substitutions are preferred, then deletions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EditRate {
    /// Units of the reference replaced by others.
    pub substitutions: u32,
    /// Units of the reference that are missing.
    pub deletions: u32,
    /// Units that are too many.
    pub insertions: u32,
    /// Units of the reference.
    pub length: u32,
}

impl EditRate {
    /// All edits.
    pub fn edits(&self) -> u32 {
        self.substitutions + self.deletions + self.insertions
    }

    /// Edits per unit of the reference: 0 is equal, and insertions can take it above 1. For an empty reference every
    /// insertion counts 1.
    pub fn rate(&self) -> f64 {
        f64::from(self.edits()) / f64::from(self.length.max(1))
    }
}

/// Compares words, which are what white space separates.
///
/// Time: the product of the two numbers of words, at most [`MAX_EDIT_CELLS`]; neither above [`MAX_EDIT_UNITS`]. Error:
/// [`TextTooLong`](AgreementError::TextTooLong).
pub fn word_error_rate(
    reference: &str,
    answer: &str,
    normalisation: Normalisation,
) -> Result<EditRate, AgreementError> {
    let (reference, answer) = (normalisation.apply(reference), normalisation.apply(answer));
    let mut numbers = BTreeMap::new();
    let mut number = |word| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    let reference: Vec<u32> = reference.split_whitespace().map(&mut number).collect();
    let answer: Vec<u32> = answer.split_whitespace().map(&mut number).collect();
    edits(&reference, &answer)
}

/// Compares characters (Unicode scalar values); words are separated by one space each, and there is none at the ends.
///
/// Time and error as for [`word_error_rate`].
pub fn character_error_rate(
    reference: &str,
    answer: &str,
    normalisation: Normalisation,
) -> Result<EditRate, AgreementError> {
    let letters = |text: &str| {
        let text = normalisation.apply(text);
        let mut letters = Vec::with_capacity(text.len());
        for (place, word) in text.split_whitespace().enumerate() {
            if place > 0 {
                letters.push(u32::from(' '));
            }
            letters.extend(word.chars().map(u32::from));
        }
        letters
    };
    edits(&letters(reference), &letters(answer))
}

/// Row by row, each cell the fewest edits so far and what they are.
fn edits(reference: &[u32], answer: &[u32]) -> Result<EditRate, AgreementError> {
    let longest = reference.len().max(answer.len());
    if longest > MAX_EDIT_UNITS || reference.len().saturating_mul(answer.len()) > MAX_EDIT_CELLS {
        return Err(AgreementError::TextTooLong);
    }
    let mut row: Vec<EditRate> = (0..=answer.len() as u32)
        .map(|insertions| EditRate {
            insertions,
            ..EditRate::default()
        })
        .collect();
    for unit in reference {
        // The cell up and left of the one being decided.
        let mut corner = row[0];
        row[0].deletions += 1;
        for (place, other) in answer.iter().enumerate() {
            let above = row[place + 1];
            let mut best = corner;
            best.substitutions += u32::from(unit != other);
            if above.edits() + 1 < best.edits() {
                best = above;
                best.deletions += 1;
            }
            if row[place].edits() + 1 < best.edits() {
                best = row[place];
                best.insertions += 1;
            }
            corner = above;
            row[place + 1] = best;
        }
    }
    let length = reference.len() as u32;
    Ok(EditRate {
        length,
        ..row[answer.len()]
    })
}
