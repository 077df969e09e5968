//! A member's record in one domain: how good his work was where it could be measured, how much of it there is, and how
//! long ago. Old work fades, so that a record has to be kept up; nothing can be bought faster than a panel at a time.

/// One observation, in the units of [`Record`].
const ONE: u32 = 256;
/// Days after which work counts half.
pub const HALF_LIFE_DAYS: u32 = 90;
/// Most observations one panel is worth: a record is made of many panels, not of one large one.
pub const MOST_OBSERVATIONS: u16 = 32;
/// What is assumed of a member of whom nothing is known: so many observations of this quality.
const PRIOR_WEIGHT: u64 = 4;
const PRIOR_QUALITY_BPS: u64 = 2_000;
/// Observations at no quality for a panel that was committed to and never revealed, and for a seat held and let go.
pub const MISSED_OBSERVATIONS: u16 = 8;
/// See [`MISSED_OBSERVATIONS`].
pub const EXPIRED_OBSERVATIONS: u16 = 2;
/// From this level on the last so many panels must have been kept to the end.
const STREAK_LEVEL: u8 = 3;
const STREAK: u16 = 10;
/// Least observations and least quality for levels 1 to 5. Honest people of the six real crowds of `data/` have qualities of
/// 0.25 to 0.75 (docs/honesty.md).
const LEVELS: [(u32, u16); 5] = [(20, 2_000), (100, 3_500), (400, 4_500), (1_500, 5_500), (5_000, 6_500)];
/// The highest level.
pub const MAX_LEVEL: u8 = LEVELS.len() as u8;

/// What is remembered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Sum of the qualities of the observations, in 1/256.
    pub good: u32,
    /// Observations, faded, in 1/256.
    pub seen: u32,
    /// Day of the last change, days since 1970.
    pub day: u16,
    /// Panels in a row that were kept to the end.
    pub streak: u16,
}

/// `round(65536 * 2^(-d / 90))`.
static FADE: [u32; HALF_LIFE_DAYS as usize] = fade_table();

const fn fade_table() -> [u32; HALF_LIFE_DAYS as usize] {
    // round(2^(-1/90) * 2^60)
    const STEP: u128 = 1_144_076_228_868_895_191;
    let mut table = [0; HALF_LIFE_DAYS as usize];
    let mut value = 1u128 << 60;
    let mut day = 0;
    while day < table.len() {
        table[day] = ((value + (1 << 43)) >> 44) as u32;
        value = (value * STEP) >> 60;
        day += 1;
    }
    table
}

impl Record {
    /// The record as it counts on `today`: each part times `2^(-days / 90)`, rounded down.
    pub fn faded(&self, today: u16) -> Self {
        let days = u32::from(today.saturating_sub(self.day));
        let (halvings, rest) = (days / HALF_LIFE_DAYS, (days % HALF_LIFE_DAYS) as usize);
        let fade = |value: u32| {
            let value = (u64::from(value).wrapping_mul(u64::from(FADE[rest])) >> 16) as u32;
            value.checked_shr(halvings).unwrap_or(0)
        };
        Self {
            good: fade(self.good),
            seen: fade(self.seen),
            day: self.day.max(today),
            streak: self.streak,
        }
    }

    /// A panel that was kept to the end: `observations` (at most [`MOST_OBSERVATIONS`] count) of `quality_bps`.
    pub fn kept(&self, observations: u16, quality_bps: u16, today: u16) -> Self {
        let seen = u32::from(observations.min(MOST_OBSERVATIONS)) * ONE;
        let good = seen * u32::from(quality_bps.min(10_000)) / 10_000;
        let now = self.faded(today);
        Self {
            good: now.good.saturating_add(good),
            seen: now.seen.saturating_add(seen),
            streak: now.streak.saturating_add(1),
            ..now
        }
    }

    /// A panel that was let down: `observations` of no quality, and the row is broken.
    pub fn broken(&self, observations: u16, today: u16) -> Self {
        let now = self.faded(today);
        Self {
            seen: now.seen.saturating_add(u32::from(observations) * ONE),
            streak: 0,
            ..now
        }
    }

    /// Observations that still count.
    pub fn volume(&self) -> u32 {
        self.seen / ONE
    }

    /// Mean quality, drawn towards what is assumed of a stranger: `(good + 4 * 0.2) / (seen + 4)`, basis points, rounded down.
    pub fn quality_bps(&self) -> u16 {
        let one = u64::from(ONE);
        let good = u64::from(self.good) * 10_000 + PRIOR_WEIGHT * PRIOR_QUALITY_BPS * one;
        (good / (u64::from(self.seen) + PRIOR_WEIGHT * one)) as u16
    }

    /// 0 to [`MAX_LEVEL`]: what the record opens, as of its day.
    pub fn level(&self) -> u8 {
        let (volume, quality) = (self.volume(), self.quality_bps());
        let reached = LEVELS
            .iter()
            .take_while(|(least, good)| volume >= *least && quality >= *good)
            .count() as u8;
        if self.streak < STREAK {
            reached.min(STREAK_LEVEL - 1)
        } else {
            reached
        }
    }
}

/// 0 to [`MAX_LEVEL`]: what a stake opens. Each level asks for twice the stake of the one below, the first for `least`.
pub fn stake_level(stake: u64, least: u64) -> u8 {
    let mut needed = least.max(1);
    for level in 0..MAX_LEVEL {
        if stake < needed {
            return level;
        }
        needed = needed.saturating_mul(2);
    }
    MAX_LEVEL
}

/// Both count: neither money nor a record alone opens a level. `today` in days since 1970, stakes in base units.
pub fn level(record: &Record, stake: u64, least_stake: u64, today: u16) -> u8 {
    record.faded(today).level().min(stake_level(stake, least_stake))
}

#[cfg(test)]
mod tests {
    extern crate std;
    use super::*;
    use std::vec::Vec;

    #[test]
    fn the_table_halves_in_ninety_days() {
        for (day, &factor) in FADE.iter().enumerate() {
            let exact = (65_536.0 * (-(day as f64) / 90.0).exp2()).round();
            assert_eq!(f64::from(factor), exact, "day {day}");
        }
        let record = Record {
            good: 80_000,
            seen: 100_000,
            day: 100,
            streak: 3,
        };
        let half = record.faded(190);
        assert_eq!((half.good, half.seen, half.day, half.streak), (40_000, 50_000, 190, 3));
        assert_eq!(record.faded(60_000).seen, 0);
        assert_eq!(record.faded(50), record, "time never runs back");
    }

    #[test]
    fn how_often_one_looks_does_not_matter() {
        let record = Record {
            good: 2_000_000,
            seen: 4_000_000,
            day: 0,
            streak: 0,
        };
        let daily = (1..=180).fold(record, |record, day| record.faded(day));
        let once = record.faded(180);
        assert_eq!(once.seen, 1_000_000);
        assert!(once.seen - daily.seen < 1_000, "{}", daily.seen);
    }

    #[test]
    fn strangers_stand_at_the_floor_and_one_panel_moves_little() {
        let stranger = Record::default();
        assert_eq!((stranger.level(), stranger.quality_bps()), (0, 2_000));
        // A panel of a thousand gold items counts as 32.
        let one = stranger.kept(1_000, 10_000, 1);
        assert_eq!((one.volume(), one.quality_bps(), one.level()), (32, 9_111, 1));
        // [attack 89] the floor is no better than any punished record.
        let bad = one.broken(MISSED_OBSERVATIONS, 1);
        assert_eq!((bad.volume(), bad.streak), (40, 0));
        assert!(bad.quality_bps() < one.quality_bps());
    }

    #[test]
    fn levels_ask_for_volume_quality_a_row_and_a_stake() {
        let after = |panels: u16, quality| (0..panels).fold(Record::default(), |r, _| r.kept(32, quality, 7));
        let levels: Vec<u8> = [1, 4, 13, 47, 157]
            .into_iter()
            .map(|panels| after(panels, 7_000).level())
            .collect();
        assert_eq!(levels, [1, 2, 3, 4, 5]);
        assert_eq!(after(157, 6_000).level(), 4);
        assert_eq!(after(157, 1_000).level(), 0);
        // [attack 88] a row of ten is needed again after one panel was let down.
        let broken = after(157, 7_000).broken(MISSED_OBSERVATIONS, 7);
        assert_eq!(broken.level(), 2);
        let mended = (0..10).fold(broken, |r, _| r.kept(32, 7_000, 7));
        assert_eq!(mended.level(), 5);
        assert_eq!(
            [0, 99, 100, 199, 200, 800, 1_600, u64::MAX].map(|s| stake_level(s, 100)),
            [0, 0, 1, 1, 2, 4, 5, 5]
        );
        assert_eq!(level(&mended, 400, 100, 7), 3);
        assert_eq!(
            level(&mended, 1_600, 100, 7 + 270),
            3,
            "an eighth is left: 628 observations"
        );
    }
}
