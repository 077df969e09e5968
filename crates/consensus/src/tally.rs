//! What several validators say about one item.

/// Votes on one item: how many there are, the most frequent label, its votes, and whether another has as many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Votes given.
    pub votes: u8,
    /// The first label with most votes.
    pub leader: u8,
    /// Its votes.
    pub count: u8,
    /// Another label has as many.
    pub tied: bool,
}

/// Room to count in, one place a label; all zeros between counts.
pub type Counts = [u8; 256];

/// Counts votes; ties are kept, not broken.
pub fn tally(votes: &[u8], counts: &mut Counts) -> Tally {
    for label in votes {
        counts[usize::from(*label)] = counts[usize::from(*label)].wrapping_add(1);
    }
    let mut result = Tally {
        // A panel has at most 16 seats.
        votes: votes.len() as u8,
        ..Tally::default()
    };
    for label in votes {
        let count = counts[usize::from(*label)];
        if count > result.count {
            (result.leader, result.count, result.tied) = (*label, count, false);
        } else if count == result.count && *label != result.leader {
            result.tied = true;
        }
    }
    for label in votes {
        counts[usize::from(*label)] = 0;
    }
    result
}

/// Every vote forgives an eighth of one that an appeal clearly reversed. Careful people are reversed less often than that,
/// hasty ones as often (docs/honesty.md).
pub const FORGIVING_VOTES: u32 = 8;
/// Eighths that are kept for later reviews: two votes. More would be a stock that somebody could sell.
pub const MOST_GRACE: u32 = 16;
/// A review of fewer votes counts as one of so many, so that one error in a small one doesn't cost all.
pub const LEAST_VOTES: u16 = 16;

/// What reversed votes cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reversal {
    /// Votes that cost their share.
    pub charged: u16,
    /// Of so many.
    pub of: u16,
    /// Eighths of votes left for later reviews.
    pub grace: u32,
}

/// Sets `reversed` of `votes` off against what these votes and earlier ones (`grace`, in eighths) forgive. What is not
/// covered is charged, rounded up to whole votes; what that is too much stays as grace.
pub fn reversal(grace: u32, votes: u16, reversed: u16) -> Reversal {
    let forgives = grace.min(MOST_GRACE) + u32::from(votes);
    let needs = u32::from(reversed) * FORGIVING_VOTES;
    let charged = needs.saturating_sub(forgives).div_ceil(FORGIVING_VOTES);
    Reversal {
        charged: charged as u16,
        of: votes.max(LEAST_VOTES),
        grace: (forgives + charged * FORGIVING_VOTES - needs).min(MOST_GRACE),
    }
}

impl Tally {
    /// The label with most votes; `None` without votes and when two share the lead.
    pub fn decided(&self) -> Option<u8> {
        (self.votes > 0 && !self.tied).then_some(self.leader)
    }

    /// At least three quarters agree: whoever saw it otherwise did not merely take the other side of a hard question.
    pub fn clear(&self) -> bool {
        self.decided().is_some() && u32::from(self.count) * 4 >= u32::from(self.votes) * 3
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(votes: &[u8]) -> Tally {
        let mut counts = [0; 256];
        let result = tally(votes, &mut counts);
        assert_eq!(counts, [0; 256]);
        result
    }

    #[test]
    fn most_votes_decide_and_a_tie_decides_nothing() {
        // [attack 97]
        assert_eq!(of(&[]).decided(), None);
        assert_eq!(of(&[2]).decided(), Some(2));
        assert_eq!(of(&[1, 2]).decided(), None);
        assert_eq!(of(&[1, 2, 2]).decided(), Some(2));
        assert_eq!(of(&[2, 1, 1, 2, 0]).decided(), None);
        assert_eq!(of(&[2, 2, 1, 1, 1]).decided(), Some(1));
    }

    #[test]
    fn eight_votes_forgive_one_and_two_are_kept() {
        let left = |charged, of, grace| Reversal { charged, of, grace };
        assert_eq!(reversal(0, 1, 0), left(0, 16, 1));
        assert_eq!(reversal(0, 1, 1), left(1, 16, 1));
        assert_eq!(reversal(7, 1, 1), left(0, 16, 0));
        assert_eq!(reversal(0, 20, 2), left(0, 20, 4));
        assert_eq!(reversal(0, 20, 3), left(1, 20, 4));
        assert_eq!(reversal(0, 64, 0), left(0, 64, 16));
        assert_eq!(reversal(16, 64, 64), left(54, 64, 0));
    }

    /// What is charged in the end doesn't depend on how the votes are spread over reviews, but for rounding and the cap.
    #[test]
    fn nobody_gains_by_reviews_of_one_vote() {
        for wrong in 2..9u32 {
            let (mut grace, mut charged) = (0, 0);
            for vote in 0..600 {
                let one = reversal(grace, 1, u16::from(vote % wrong == 0));
                grace = one.grace;
                charged += u32::from(one.charged);
            }
            let expected = 600u32.div_ceil(wrong) - 600 / FORGIVING_VOTES;
            assert!(charged.abs_diff(expected) <= 1, "{wrong}: {charged}, {expected}");
        }
    }

    #[test]
    fn clear_is_three_quarters() {
        assert!(of(&[1, 1, 1, 0]).clear());
        assert!(!of(&[1, 1, 0]).clear());
        assert!(!of(&[]).clear());
        assert!(of(&[0, 0, 0, 0, 0, 2, 1]).count == 5 && !of(&[0, 0, 0, 0, 0, 2, 1]).clear());
    }
}
