//! Pay adds up to the last unit, and the posterior is the real one.

use proptest::prelude::*;
use tagger_consensus::*;

proptest! {
    #[test]
    fn parts_of_a_reward_add_up(
        price in prop_oneof![0u64..1_000_000, any::<u64>()], difficulty_bps in prop_oneof![0u32..30_000, any::<u32>()],
        answered in any::<u16>(), against in any::<u16>(), hits in any::<u16>(), gold in any::<u16>(), classes in 2u16..=256,
    ) {
        let pay = Pay { price, difficulty_bps, answered, against_sure: against.min(answered), hits: hits.min(gold), gold, classes };
        let most = price as u128 * answered as u128 * difficulty_bps as u128 / 10_000;
        match reward(&pay) {
            Err(error) => {
                prop_assert_eq!(error, PayError::TooLarge);
                prop_assert!(most > u64::MAX as u128);
            }
            Ok(r) => {
                prop_assert_eq!(r.maximum as u128, most);
                prop_assert_eq!(r.paid + r.remainder, r.maximum);
                let factor = gold_factor_bps(pay.hits, pay.gold, pay.classes);
                prop_assert!(factor <= 10_000);
                let items = (answered - pay.against_sure) as u128;
                let exact = price as u128 * items * difficulty_bps as u128 * factor as u128 / 100_000_000;
                prop_assert_eq!(r.paid as u128, exact);
            }
        }
    }

    #[test]
    fn a_fee_is_the_ceiling(amount in any::<u64>(), bps in 0u16..=10_000) {
        let fee = fee(amount, bps).unwrap() as u128;
        let exact = amount as u128 * bps as u128;
        prop_assert!(fee * 10_000 >= exact && (fee == 0 || (fee - 1) * 10_000 < exact));
        prop_assert!(fee <= amount as u128);
    }

    #[test]
    fn better_answers_never_earn_less(gold in 1u16..500, hits in 0u16..500, classes in 2u16..=16, answered in 1u16..500) {
        let hits = hits.min(gold - 1);
        let pay = Pay { price: 1_000, difficulty_bps: 10_000, answered, against_sure: 1, hits, gold, classes };
        let base = reward(&pay).unwrap().paid;
        let more_hits = reward(&Pay { hits: hits + 1, ..pay }).unwrap().paid;
        let more_items = reward(&Pay { against_sure: 0, ..pay }).unwrap().paid;
        prop_assert!(more_hits >= base && more_items >= base);
    }

    #[test]
    fn the_posterior_is_the_real_one(
        classes in 2u16..=16, costs in prop::collection::vec(any::<u8>(), 256), answers in prop::collection::vec(0u8..16, 1..8),
        prior in prop::collection::vec(any::<u8>(), 16),
    ) {
        let cap = |cost: u8| cost.min(MOST_COST) as u32;
        let size = weights_len(classes);
        let table = |j: usize| &costs[j..][..size.min(costs.len() - j)];
        prop_assume!(size + answers.len() <= costs.len());
        let votes: Vec<_> = answers.iter().enumerate().map(|(j, &x)| (table(j), x % classes as u8)).collect();
        let decision = decide(classes, &prior, votes.iter().copied()).unwrap();
        let score = |t: usize| votes.iter().map(|(w, x)| cap(w[t * classes as usize + *x as usize])).sum::<u32>();
        let scores: Vec<u32> = (0..classes as usize).map(|t| score(t) + cap(prior[t])).collect();
        let least = *scores.iter().min().unwrap();
        prop_assert_eq!(decision.label as usize, scores.iter().position(|&s| s == least).unwrap());
        let exact = 1.0 / scores.iter().map(|&s| (-((s - least) as f64) / 32.0).exp()).sum::<f64>();
        prop_assert!((decision.posterior_bps() as f64 / 10_000.0 - exact).abs() < 5e-4);
    }
}

#[test]
fn gold_pays_for_what_beats_guessing() {
    assert_eq!(gold_factor_bps(0, 0, 2), 10_000);
    assert_eq!(gold_factor_bps(10, 10, 2), 10_000);
    assert_eq!(gold_factor_bps(5, 10, 2), 0);
    assert_eq!(gold_factor_bps(0, 10, 2), 0);
    assert_eq!(gold_factor_bps(9, 10, 2), 8_000);
    assert_eq!(gold_factor_bps(1, 10, 10), 0);
    assert_eq!(gold_factor_bps(7, 10, 10), 6_666);
}

#[test]
fn contradictions_are_refused() {
    let pay = Pay {
        price: 1,
        difficulty_bps: 10_000,
        answered: 3,
        against_sure: 0,
        hits: 0,
        gold: 0,
        classes: 2,
    };
    assert_eq!(reward(&Pay { against_sure: 4, ..pay }), Err(PayError::Counts));
    assert_eq!(reward(&Pay { hits: 1, ..pay }), Err(PayError::Counts));
    assert_eq!(reward(&Pay { classes: 1, ..pay }), Err(PayError::Counts));
    assert_eq!(reward(&Pay { price: u64::MAX, ..pay }), Err(PayError::TooLarge));
    assert_eq!(fee(u64::MAX, 10_001), Err(PayError::TooLarge));
}
