//! Why an input was refused.

/// Each message says what to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum AgreementError {
    /// There is nothing to compare.
    NoAnswers = 1,
    /// The number of classes is out of range.
    Classes,
    /// A label is no class.
    Label,
    /// An item's number is out of range.
    Item,
    /// A worker's number is out of range.
    Worker,
    /// One worker labelled one item twice.
    Repeated,
    /// Too many answers.
    TooManyAnswers,
    /// Too many items, workers or classes for the memory a report may take.
    TooLarge,
    /// Two lists that belong together have different lengths.
    Lengths,
    /// No item was labelled by two people.
    NoPairs,
    /// Everybody gave one and the same label.
    NoVariance,
    /// Settings of an estimate are out of range.
    Settings,
    /// A box has no area.
    EmptyBox,
    /// Too many boxes.
    TooManyBoxes,
    /// A threshold is out of range.
    Threshold,
    /// A polygon has too few or too many corners.
    Vertices,
    /// A coordinate is out of range.
    Coordinate,
    /// A polygon touches or crosses itself.
    NotSimple,
    /// Two polygons cross too often.
    TooManyCrossings,
    /// A span has no length.
    EmptySpan,
    /// Too many spans.
    TooManySpans,
    /// Two texts are too long to compare.
    TextTooLong,
}

use AgreementError::*;

/// Every error with its name and sentence, in the order of the codes.
const TEXTS: [(AgreementError, &str, &str); 22] = [
    (NoAnswers, "NoAnswers", "there is no answer to judge: pass at least one"),
    (
        Classes,
        "Classes",
        "the number of classes is out of range: pass 2 to 256",
    ),
    (
        Label,
        "Label",
        "a label is no class: pass labels below the number of classes",
    ),
    (
        Item,
        "Item",
        "an item is out of range: number items from 0 and pass how many there are",
    ),
    (
        Worker,
        "Worker",
        "a worker is out of range: number workers from 0 and pass how many there are",
    ),
    (
        Repeated,
        "Repeated",
        "a worker labelled an item twice: keep one of his answers",
    ),
    (
        TooManyAnswers,
        "TooManyAnswers",
        "there are more than 4,194,304 answers, items or workers: report on a part",
    ),
    (
        TooLarge,
        "TooLarge",
        "items x classes, workers x classes x classes or the pairs of workers are too many: report on a part",
    ),
    (
        Lengths,
        "Lengths",
        "two lists that belong together differ in length: pass one entry each for the same things",
    ),
    (
        NoPairs,
        "NoPairs",
        "too few items were labelled by two people: agreement needs items in common",
    ),
    (
        NoVariance,
        "NoVariance",
        "everybody gave the same label: agreement beyond chance is not defined without a second one",
    ),
    (
        Settings,
        "Settings",
        "smoothing and tolerance must be finite and not negative, iterations 1 to 10,000: correct them",
    ),
    (
        EmptyBox,
        "EmptyBox",
        "a box has no area: its left must be below its right and its top below its bottom",
    ),
    (
        TooManyBoxes,
        "TooManyBoxes",
        "there are more than 512 boxes on one side: compare one image at a time",
    ),
    (
        Threshold,
        "Threshold",
        "the threshold is out of range: pass an IoU above 0, at most 1",
    ),
    (
        Vertices,
        "Vertices",
        "a polygon has 3 to 1,024 corners: add or simplify corners",
    ),
    (
        Coordinate,
        "Coordinate",
        "a coordinate is beyond 1,073,741,823: scale the coordinates down",
    ),
    (
        NotSimple,
        "NotSimple",
        "a polygon touches or crosses itself: draw it so that its edges only meet at its corners",
    ),
    (
        TooManyCrossings,
        "TooManyCrossings",
        "two polygons cross more than 20,000 times: simplify them",
    ),
    (
        EmptySpan,
        "EmptySpan",
        "a span has no length: its start must be below its end",
    ),
    (
        TooManySpans,
        "TooManySpans",
        "there are more than 65,536 spans on one side: compare one text at a time",
    ),
    (
        TextTooLong,
        "TextTooLong",
        "the texts are too long: each may have 4,194,304 words or characters, and the product of their lengths may be 67,108,864; compare parts",
    ),
];

impl AgreementError {
    /// A number above 0 that stands for this error where only numbers pass.
    pub const fn code(self) -> u8 {
        self as u8
    }

    /// The error of a [`code`](Self::code).
    pub fn from_code(code: u8) -> Option<Self> {
        TEXTS.get(usize::from(code).checked_sub(1)?).map(|&(error, ..)| error)
    }

    /// The name programs compare.
    pub fn name(self) -> &'static str {
        TEXTS[self as usize - 1].1
    }

    /// The sentence people read.
    pub fn sentence(self) -> &'static str {
        TEXTS[self as usize - 1].2
    }
}

impl core::fmt::Display for AgreementError {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(self.sentence())
    }
}

impl core::error::Error for AgreementError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_variants_are_in_one_order() {
        extern crate std;
        for (place, &(error, name, _)) in TEXTS.iter().enumerate() {
            assert_eq!(usize::from(error.code()), place + 1);
            assert_eq!(AgreementError::from_code(error.code()), Some(error));
            assert_eq!(std::format!("{error:?}"), name);
        }
        assert_eq!(TEXTS[TEXTS.len() - 1].0, TextTooLong);
        assert_eq!([AgreementError::from_code(0), AgreementError::from_code(23)], [None; 2]);
    }
}
