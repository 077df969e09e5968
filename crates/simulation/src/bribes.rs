//! Reviews with bribed validators: what a share of them in somebody's pay does to verdicts, and what a bribe has to be.
//!
//! An item of the file is under dispute: the label that stands is wrong. Whoever gave it
//! bribes validators to vote for it. Honest validators look, and are right as often as `accuracy` says; otherwise they vote
//! for the wrong one too. Draws, rounds, verdicts, fees and slashes are those of the program (docs/decisions/0009-reviews.md).
use tagger_consensus::{reversal, tally, Tally};
use tagger_consensus_tool::random::Random;

/// Terms of the local parameters, in fees for one vote: a bond of 5 TAG at 0.002 TAG a vote, a fifth of it for votes that
/// an appeal clearly reversed.
pub const BOND: f64 = 2_500.0;
const REVERSED: f64 = 0.2;
/// An honest look costs half a fee.
const LOOK: f64 = 0.5;

#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// Validators of the first round.
    pub seats: usize,
    /// The side that lost may ask 2k + 1 others, so often.
    pub appeals: usize,
    /// Items of one review.
    pub items: usize,
    /// How often an honest validator is right.
    pub accuracy: f64,
    pub pool: usize,
}

#[derive(Clone, Copy, Debug, Default)]
pub struct Outcome {
    /// Disputed items whose wrong label stands in the end.
    pub wrong: f64,
    /// Profit a vote of honest and of bribed validators, in fees, bribes left out.
    pub honest: f64,
    pub bribed: f64,
}

/// Runs `reviews` disputes with `bribed` of the pool in the briber's pay.
pub fn run(setting: &Setting, bribed: usize, reviews: usize, seed: u64) -> Outcome {
    let mut random = Random::new(seed);
    let mut graces = vec![0; setting.pool];
    let (mut wrong, mut honest, mut corrupt) = (0usize, (0.0, 0usize), (0.0, 0usize));
    for _ in 0..reviews {
        let mut pool: Vec<usize> = (0..setting.pool).collect();
        random.shuffle(&mut pool);
        // The truth is class 1, the label that stands is class 0.
        let mut standing = vec![0u8; setting.items];
        let mut rounds: Vec<Round> = Vec::new();
        let mut drawn = 0;
        for round in 0..=setting.appeals {
            let seats = (0..round).fold(setting.seats, |seats, _| 2 * seats + 1);
            let members = pool[drawn..(drawn + seats).min(pool.len())].to_vec();
            drawn += members.len();
            let one = Round::vote(members, bribed, setting, &mut random);
            for (label, tally) in standing.iter_mut().zip(&one.tallies) {
                *label = tally.decided().unwrap_or(*label);
            }
            rounds.push(one);
            // The requester knows these items and appeals as long as one of them is wrong; the briber never does.
            if standing.iter().all(|label| *label == 1) {
                break;
            }
        }
        wrong += standing.iter().filter(|label| **label == 0).count();
        for (at, round) in rounds.iter().enumerate() {
            for (seat, validator) in round.members.iter().enumerate() {
                let gain = round.gain(seat, &standing, &rounds[at + 1..], &mut graces[*validator]);
                let is_bribed = *validator < bribed;
                let sum = if is_bribed { &mut corrupt } else { &mut honest };
                sum.0 += gain - if is_bribed { 0.0 } else { LOOK * setting.items as f64 };
                sum.1 += setting.items;
            }
        }
    }
    Outcome {
        wrong: wrong as f64 / (reviews * setting.items) as f64,
        honest: honest.0 / honest.1.max(1) as f64,
        bribed: corrupt.0 / corrupt.1.max(1) as f64,
    }
}

struct Round {
    /// Places in the pool.
    members: Vec<usize>,
    /// One row a member.
    votes: Vec<Vec<u8>>,
    tallies: Vec<Tally>,
}

impl Round {
    fn vote(members: Vec<usize>, bribed: usize, setting: &Setting, random: &mut Random) -> Self {
        let votes: Vec<Vec<u8>> = members
            .iter()
            .map(|validator| {
                let mut look = || (random.below(1 << 20) as f64) < setting.accuracy * f64::from(1 << 20);
                (0..setting.items)
                    .map(|_| u8::from(*validator >= bribed && look()))
                    .collect()
            })
            .collect();
        let mut counts = [0; 256];
        let tallies = (0..setting.items)
            .map(|item| {
                let column: Vec<u8> = votes.iter().map(|row| row[item]).collect();
                tally(&column, &mut counts)
            })
            .collect();
        Self {
            members,
            votes,
            tallies,
        }
    }

    /// Fees for votes that became the last verdict, less the slash for those a later round clearly reversed. Who stood
    /// against a majority that was reversed, or beside one that lasted, loses nothing.
    fn gain(&self, seat: usize, verdict: &[u8], later: &[Round], grace: &mut u32) -> f64 {
        let (mut coherent, mut reversed) = (0.0, 0u16);
        for (item, (vote, last)) in self.votes[seat].iter().zip(verdict).enumerate() {
            let deciding = later.iter().rfind(|round| round.tallies[item].decided().is_some());
            let clear = deciding.is_some_and(|round| round.tallies[item].clear());
            let overruled = clear && self.tallies[item].decided().is_some_and(|label| label != *last);
            coherent += f64::from(u8::from(vote == last));
            reversed += u16::from(vote != last && overruled);
        }
        let reversal = reversal(*grace, verdict.len() as u16, reversed);
        *grace = reversal.grace;
        coherent - BOND * REVERSED * f64::from(reversal.charged) / f64::from(reversal.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTING: Setting = Setting {
        seats: 3,
        appeals: 1,
        items: 20,
        accuracy: 1.0,
        pool: 100,
    };

    #[test]
    fn without_bribes_and_errors_the_truth_wins_and_half_a_fee_is_left() {
        let outcome = run(&SETTING, 0, 20, 1);
        assert_eq!((outcome.wrong, outcome.honest), (0.0, 0.5));
    }

    #[test]
    fn who_owns_the_pool_owns_the_verdict() {
        let outcome = run(&SETTING, 100, 20, 1);
        assert_eq!((outcome.wrong, outcome.bribed), (1.0, 1.0));
    }

    #[test]
    fn a_bribed_vote_that_an_appeal_reverses_costs_far_more_than_its_fee() {
        let outcome = run(&SETTING, 10, 500, 1);
        assert!(outcome.bribed < 0.0, "{}", outcome.bribed);
        assert!(outcome.wrong < 0.01, "{}", outcome.wrong);
    }
}
