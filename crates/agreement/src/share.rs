//! Precision, recall and F1 from counts.

/// What an answer found of a reference.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Things both have.
    pub common: u64,
    /// Things the reference has.
    pub reference: u64,
    /// Things the answer has.
    pub answer: u64,
}

impl Score {
    /// Share of the answer that is right; 1 when both are empty, 0 when only the answer is.
    pub fn precision(&self) -> f64 {
        self.share(self.common, self.answer)
    }

    /// Share of the reference that was found; 1 when both are empty, 0 when only the reference is.
    pub fn recall(&self) -> f64 {
        self.share(self.common, self.reference)
    }

    /// Harmonic mean of precision and recall, `2 common / (reference + answer)`; 1 when both are empty.
    pub fn f1(&self) -> f64 {
        self.share(2 * self.common, self.reference + self.answer)
    }

    fn share(&self, part: u64, whole: u64) -> f64 {
        if whole > 0 {
            part as f64 / whole as f64
        } else if self.reference == 0 && self.answer == 0 {
            1.0
        } else {
            0.0
        }
    }
}
