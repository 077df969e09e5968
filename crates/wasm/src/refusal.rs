//! Why a call was refused, as a number that passes through the C interface and back as text.

use alloc::{format, string::String};
use tagger_agreement::AgreementError;
use tagger_consensus::ShapeError;

/// A refusal. Codes: those of [`AgreementError`] from 1, of [`ShapeError`] from 101, our own from 201.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// From the agreement measures.
    Agreement(AgreementError),
    /// From the shape of a panel.
    Shape(ShapeError),
    /// An array has another length than the others ask for.
    Length,
    /// A number stands for no choice, or is out of range.
    Choice,
    /// Weights are offered for at most 16 classes.
    WeightedClasses,
    /// A gold item is outside the panel, or its label too wide.
    Gold,
    /// A text is not UTF-8.
    Text,
}

/// Shape errors with their names, in the order of their codes.
const SHAPES: [(ShapeError, &str); 6] = [
    (ShapeError::NoItems, "NoItems"),
    (ShapeError::Bits, "Bits"),
    (ShapeError::Classes, "PanelClasses"),
    (ShapeError::Members, "Members"),
    (ShapeError::AnswerWords, "AnswerWords"),
    (ShapeError::MaskWords, "MaskWords"),
];

/// Our own, in the order of their codes.
const OWN: [(Refusal, &str, &str); 5] = [
    (
        Refusal::Length,
        "Length",
        "an array has the wrong length: pass what the others ask for",
    ),
    (
        Refusal::Choice,
        "Choice",
        "a number stands for no choice: pass one of those listed",
    ),
    (
        Refusal::WeightedClasses,
        "WeightedClasses",
        "weights are offered for at most 16 classes: use majority",
    ),
    (
        Refusal::Gold,
        "Gold",
        "a gold item is outside the panel or its label too wide: correct it",
    ),
    (Refusal::Text, "Text", "a text is not UTF-8: encode it so"),
];

impl Refusal {
    /// Above 0, below 256.
    pub fn code(self) -> u8 {
        let place = match self {
            Self::Agreement(error) => return error.code(),
            Self::Shape(error) => {
                101 + SHAPES
                    .iter()
                    .position(|(other, _)| *other == error)
                    .unwrap_or(SHAPES.len())
            }
            own => 201 + OWN.iter().position(|(other, ..)| *other == own).unwrap_or(OWN.len()),
        };
        place as u8
    }

    /// `Name: sentence` of a code; `None` when no refusal has it.
    pub fn text(code: u8) -> Option<String> {
        if let Some(error) = AgreementError::from_code(code) {
            return Some(format!("{}: {error}", error.name()));
        }
        if let Some((error, name)) = code.checked_sub(101).and_then(|place| SHAPES.get(usize::from(place))) {
            return Some(format!("{name}: {error}"));
        }
        let (_, name, sentence) = OWN.get(usize::from(code.checked_sub(201)?))?;
        Some(format!("{name}: {sentence}"))
    }
}

impl From<AgreementError> for Refusal {
    fn from(error: AgreementError) -> Self {
        Self::Agreement(error)
    }
}

impl From<ShapeError> for Refusal {
    fn from(error: ShapeError) -> Self {
        Self::Shape(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_its_own_code_and_text() {
        let own = OWN.iter().map(|&(refusal, ..)| refusal);
        let shapes = SHAPES.iter().map(|&(error, _)| Refusal::Shape(error));
        let agreement = (1..=22).filter_map(AgreementError::from_code).map(Refusal::Agreement);
        let all: Vec<Refusal> = agreement.chain(shapes).chain(own).collect();
        assert_eq!(all.len(), 33);
        let mut names = std::collections::BTreeSet::new();
        for refusal in all {
            let text = Refusal::text(refusal.code()).expect("a text");
            assert!(
                names.insert(text.split_once(": ").expect("a name").0.to_owned()),
                "{text}"
            );
        }
        assert_eq!([0, 23, 107, 206, 255].map(Refusal::text), [const { None }; 5]);
    }
}
