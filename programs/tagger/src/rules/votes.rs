//! Votes: what locked stake weighs at a snapshot, how ballots are counted, when a vote is prolonged, and how far one
//! proposal may move a number. Votes are base units of locked TAG.
//!
//! Weight is read at the first second of a day (unix seconds / 86,400). Votes locked during a day count from the next
//! one, so that stake borrowed for an hour never counts; votes unlocked count no more at once.
use anchor_lang::prelude::IdlType;
use bytemuck::{Pod, Zeroable};

use crate::{
    constants::{CHECKPOINTS, FULL_BPS},
    error::TaggerError,
};

type Checked<T> = core::result::Result<T, TaggerError>;

const DAY: u64 = 24 * 60 * 60;

/// From this day on, and until the next checkpoint, votes weigh `amount`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Pod, Zeroable, IdlType)]
#[repr(C)]
pub struct Checkpoint {
    pub amount: u64,
    /// Unix day.
    pub epoch: u32,
    pub reserved: u32,
}

/// Newest first. The zeros it is born with say: nothing, ever since day 0.
pub type Checkpoints = [Checkpoint; CHECKPOINTS as usize];

/// Unix day of a unix second.
pub fn day_of(seconds: u64) -> Checked<u32> {
    u32::try_from(seconds / DAY).map_err(|_| TaggerError::MathOverflow)
}

/// Weight on a day. `SnapshotTooOld` when every checkpoint is younger.
pub fn weight_at(checkpoints: &Checkpoints, epoch: u32) -> Checked<u64> {
    let found = checkpoints.iter().find(|checkpoint| checkpoint.epoch <= epoch);
    found
        .map(|checkpoint| checkpoint.amount)
        .ok_or(TaggerError::SnapshotTooOld)
}

/// Notes that from today on `locked` votes are locked. Returns what they weighed today before, and what they weigh now:
/// an increase waits for tomorrow.
pub fn record(checkpoints: &mut Checkpoints, today: u32, locked: u64) -> Checked<(u64, u64)> {
    let tomorrow = today.checked_add(1).ok_or(TaggerError::MathOverflow)?;
    let before = weight_at(checkpoints, today)?;
    let now = before.min(locked);
    if now != before {
        put(checkpoints, today, now);
    }
    put(checkpoints, tomorrow, locked);
    Ok((before, now))
}

/// Sets what counts from `epoch` on; what was planned for later is void.
fn put(checkpoints: &mut Checkpoints, epoch: u32, amount: u64) {
    let later = checkpoints.iter().take_while(|entry| entry.epoch > epoch).count();
    let oldest = checkpoints[checkpoints.len() - 1];
    checkpoints.copy_within(later.., 0);
    let kept = checkpoints.len() - later;
    checkpoints[kept..].fill(oldest);
    if checkpoints[0].epoch != epoch {
        checkpoints.rotate_right(1);
    }
    checkpoints[0] = Checkpoint {
        amount,
        epoch,
        reserved: 0,
    };
}

/// What a ballot says.
pub mod choice {
    pub const AGAINST: u8 = 0;
    pub const FOR: u8 = 1;
    pub const ABSTAIN: u8 = 2;
}

/// Votes counted so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub against: u64,
    pub in_favour: u64,
    pub abstain: u64,
}

/// What the votes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Passed,
    Defeated,
    NoQuorum,
}

impl Tally {
    fn side(&mut self, choice: u8) -> Checked<&mut u64> {
        match choice {
            choice::AGAINST => Ok(&mut self.against),
            choice::FOR => Ok(&mut self.in_favour),
            choice::ABSTAIN => Ok(&mut self.abstain),
            _ => Err(TaggerError::UnknownChoice),
        }
    }

    pub fn add(&mut self, choice: u8, weight: u64) -> Checked<()> {
        let side = self.side(choice)?;
        *side = side.checked_add(weight).ok_or(TaggerError::MathOverflow)?;
        Ok(())
    }

    pub fn remove(&mut self, choice: u8, weight: u64) -> Checked<()> {
        let side = self.side(choice)?;
        *side = side.checked_sub(weight).ok_or(TaggerError::LedgerBroken)?;
        Ok(())
    }

    /// Votes that carry a proposal: for and abstain. Those against never help it over the quorum.
    pub fn carrying(&self) -> u64 {
        self.in_favour.saturating_add(self.abstain)
    }

    /// Votes of all three kinds.
    pub fn cast(&self) -> u64 {
        self.carrying().saturating_add(self.against)
    }

    pub fn verdict(&self, quorum: u64) -> Verdict {
        if self.carrying() >= quorum && self.in_favour > self.against {
            Verdict::Passed
        } else if self.cast() >= quorum {
            Verdict::Defeated
        } else {
            Verdict::NoQuorum
        }
    }
}

/// Votes a proposal needs: a share of all votes that count, rounded up, and never less than `least`.
pub fn quorum(all: u64, share_bps: u16, least: u64) -> u64 {
    let share = (u128::from(all) * u128::from(share_bps)).div_ceil(u128::from(FULL_BPS));
    u64::try_from(share).unwrap_or(u64::MAX).max(least)
}

/// The new end of a vote after a ballot: later by `extension` when the ballot changed whether the proposal passes and
/// less than that was left (or exactly that), so that the other side can answer.
pub fn prolonged(ends_at: u64, now: u64, extension: u32, before: Verdict, after: Verdict) -> Option<u64> {
    let turned = (before == Verdict::Passed) != (after == Verdict::Passed);
    let late = ends_at.saturating_sub(now) <= u64::from(extension);
    (turned && late).then(|| ends_at.saturating_add(u64::from(extension)))
}

/// Whether one proposal may move a number from `before` to `after`: at most to its double and to its half, or by `step`
/// where that is further.
pub fn within_step(before: u64, after: u64, step: u64) -> bool {
    let most = before.saturating_mul(2).max(before.saturating_add(step));
    let least = before.div_ceil(2).min(before.saturating_sub(step));
    (least..=most).contains(&after)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NEW: Checkpoints = [Checkpoint {
        amount: 0,
        epoch: 0,
        reserved: 0,
    }; CHECKPOINTS as usize];

    #[test]
    fn votes_locked_today_count_tomorrow() {
        // [attack 106]
        let mut votes = NEW;
        assert_eq!(record(&mut votes, 20_000, 500), Ok((0, 0)));
        assert_eq!(weight_at(&votes, 20_000), Ok(0));
        assert_eq!(weight_at(&votes, 20_001), Ok(500));
        assert_eq!(weight_at(&votes, 90_000), Ok(500));
    }

    #[test]
    fn votes_unlocked_today_count_no_more_today() {
        let mut votes = NEW;
        record(&mut votes, 10, 500).unwrap();
        assert_eq!(record(&mut votes, 12, 200), Ok((500, 200)));
        assert_eq!(
            [10, 11, 12, 13].map(|day| weight_at(&votes, day)),
            [Ok(0), Ok(500), Ok(200), Ok(200)]
        );
    }

    #[test]
    fn unlocking_and_locking_again_on_one_day_loses_that_day() {
        let mut votes = NEW;
        record(&mut votes, 10, 500).unwrap();
        record(&mut votes, 12, 0).unwrap();
        assert_eq!(record(&mut votes, 12, 500), Ok((0, 0)));
        assert_eq!(weight_at(&votes, 12), Ok(0));
        assert_eq!(weight_at(&votes, 13), Ok(500));
    }

    #[test]
    fn what_is_unlocked_before_it_counted_leaves_older_votes_alone() {
        let mut votes = NEW;
        record(&mut votes, 10, 300).unwrap();
        record(&mut votes, 12, 500).unwrap();
        assert_eq!(record(&mut votes, 12, 400), Ok((300, 300)));
        assert_eq!(weight_at(&votes, 13), Ok(400));
        assert_eq!(record(&mut votes, 12, 250), Ok((300, 250)));
        assert_eq!(weight_at(&votes, 13), Ok(250));
    }

    #[test]
    fn a_snapshot_older_than_all_checkpoints_is_refused() {
        let mut votes = NEW;
        for day in 100..100 + u32::from(CHECKPOINTS) {
            record(&mut votes, day, u64::from(day)).unwrap();
        }
        assert_eq!(weight_at(&votes, 100), Err(TaggerError::SnapshotTooOld));
        assert_eq!(weight_at(&votes, 101), Ok(100));
    }

    #[test]
    fn votes_against_never_help_a_proposal_over_the_quorum() {
        let tally = |against, in_favour, abstain| Tally {
            against,
            in_favour,
            abstain,
        };
        assert_eq!(tally(99, 60, 0).verdict(100), Verdict::Defeated);
        assert_eq!(tally(40, 60, 0).verdict(100), Verdict::Defeated);
        assert_eq!(tally(0, 60, 39).verdict(100), Verdict::NoQuorum);
        assert_eq!(tally(0, 60, 40).verdict(100), Verdict::Passed);
        assert_eq!(tally(50, 50, 100).verdict(100), Verdict::Defeated);
        assert_eq!(Tally::default().verdict(1), Verdict::NoQuorum);
    }

    #[test]
    fn a_quorum_is_rounded_up_and_has_a_floor() {
        // [attack 110]
        assert_eq!(quorum(1_001, 2_000, 0), 201);
        assert_eq!(quorum(1_001, 2_000, 300), 300);
        assert_eq!(quorum(0, 2_000, 300), 300);
        assert_eq!(quorum(u64::MAX, 10_000, 0), u64::MAX);
    }

    #[test]
    fn only_a_late_ballot_that_turns_the_outcome_prolongs() {
        use Verdict::{Defeated, NoQuorum, Passed};
        assert_eq!(prolonged(1_000, 900, 100, NoQuorum, Passed), Some(1_100));
        assert_eq!(prolonged(1_000, 999, 100, Passed, Defeated), Some(1_100));
        assert_eq!(prolonged(1_000, 899, 100, NoQuorum, Passed), None);
        assert_eq!(prolonged(1_000, 999, 100, NoQuorum, Defeated), None);
        assert_eq!(prolonged(1_000, 999, 100, Passed, Passed), None);
        // In the grace after a restart.
        assert_eq!(prolonged(1_000, 1_050, 100, Passed, Defeated), Some(1_100));
    }

    #[test]
    fn a_step_doubles_halves_or_moves_a_little() {
        // [attack 111]
        assert!(within_step(100, 200, 0) && !within_step(100, 201, 0));
        assert!(within_step(101, 51, 0) && !within_step(101, 50, 0));
        assert!(within_step(0, 100, 100) && !within_step(0, 101, 100) && !within_step(0, 1, 0));
        assert!(within_step(150, 50, 100) && within_step(90, 0, 100));
        assert!(within_step(u64::MAX, u64::MAX, 0));
    }

    /// The plain way: every day's weight in a list.
    #[derive(Default)]
    struct Diary(Vec<u64>);

    impl Diary {
        fn record(&mut self, day: usize, locked: u64) {
            self.0[day] = self.0[day].min(locked);
            self.0[day + 1..].fill(locked);
        }
    }

    proptest! {
        /// A checkpoint ring says what a diary of every day says, as long as the longest vote can last.
        #[test]
        fn the_ring_equals_a_diary(changes in prop::collection::vec((0usize..4, 0u64..1_000), 1..120)) {
            let mut ring = NEW;
            let mut diary = Diary(vec![0; 500]);
            let mut day = 1;
            for (pause, locked) in changes {
                day += pause;
                diary.record(day, locked);
                record(&mut ring, day as u32, locked).unwrap();
                for past in day.saturating_sub(28)..=day + 1 {
                    prop_assert_eq!(weight_at(&ring, past as u32), Ok(diary.0[past]), "day {} seen from {}", past, day);
                }
            }
        }

        /// Adding and taking back leaves the tally as it was; no vote is counted twice.
        #[test]
        fn a_changed_ballot_counts_once(
            ballots in prop::collection::vec((0u8..3, 0u8..3, 0u64..1 << 40), 0..40)
        ) {
            let mut tally = Tally::default();
            let mut last = Tally::default();
            for (first, second, weight) in &ballots {
                tally.add(*first, *weight).unwrap();
                tally.remove(*first, *weight).unwrap();
                tally.add(*second, *weight).unwrap();
                last.add(*second, *weight).unwrap();
            }
            prop_assert_eq!(tally, last);
            prop_assert_eq!(tally.cast(), ballots.iter().map(|(_, _, weight)| weight).sum::<u64>());
        }

        /// More votes for a proposal never defeat it, more votes against never carry it.
        #[test]
        fn every_vote_works_in_its_direction(
            against in 0u64..1_000, in_favour in 0u64..1_000, abstain in 0u64..1_000, more in 0u64..1_000,
            quorum in 1u64..2_000,
        ) {
            let tally = Tally { against, in_favour, abstain };
            let passes = |tally: Tally| tally.verdict(quorum) == Verdict::Passed;
            let (mut with, mut versus) = (tally, tally);
            with.add(choice::FOR, more).unwrap();
            versus.add(choice::AGAINST, more).unwrap();
            prop_assert!(passes(with) || !passes(tally));
            prop_assert!(passes(tally) || !passes(versus));
        }

        /// From any number every other number can be reached in steps, so that no step is a dead end.
        #[test]
        fn steps_lead_everywhere(from in 1u64..1 << 50, to in 1u64..1 << 50) {
            let mut at = from;
            for _ in 0..60 {
                let next = to.clamp(at.div_ceil(2), at * 2);
                prop_assert!(within_step(at, next, 0));
                at = next;
            }
            prop_assert_eq!(at, to);
        }
    }
}
