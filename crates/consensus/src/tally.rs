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

/// Of `votes` one may be clearly reversed on appeal without costing stake, and a quarter of them besides: careful people are
/// wrong that often (docs/honesty.md). Beyond that each costs its share.
pub fn forgiven(votes: u16) -> u16 {
    1 + votes / 4
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
    fn a_quarter_and_one_are_forgiven() {
        assert_eq!([1, 3, 4, 20, 64].map(forgiven), [1, 1, 2, 6, 17]);
    }

    #[test]
    fn clear_is_three_quarters() {
        assert!(of(&[1, 1, 1, 0]).clear());
        assert!(!of(&[1, 1, 0]).clear());
        assert!(!of(&[]).clear());
        assert!(of(&[0, 0, 0, 0, 0, 2, 1]).count == 5 && !of(&[0, 0, 0, 0, 0, 2, 1]).clear());
    }
}
