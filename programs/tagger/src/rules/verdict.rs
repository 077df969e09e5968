//! What several validators say about one item.

/// Votes on one item: how many there are, the most frequent label, its votes, and whether another has as many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub votes: u8,
    pub leader: u8,
    pub count: u8,
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
    fn clear_is_three_quarters() {
        assert!(of(&[1, 1, 1, 0]).clear());
        assert!(!of(&[1, 1, 0]).clear());
        assert!(!of(&[]).clear());
        assert!(of(&[0, 0, 0, 0, 0, 2, 1]).count == 5 && !of(&[0, 0, 0, 0, 0, 2, 1]).clear());
    }
}
