//! Pay adds up to the last unit, and the posterior is the real one.

use proptest::prelude::*;
use tagger_consensus::*;

proptest! {
    #[test]
    fn parts_of_a_reward_add_up(
        price in prop_oneof![0u64..1_000_000, any::<u64>()], difficulty_bps in prop_oneof![0u16..30_000, any::<u16>()],
        answered in any::<u16>(), sure in any::<u16>(), quality_bps in 0u16..=10_000,
        informed_bps in prop_oneof![-20_000i32..20_000, -(1i32 << 24)..=1 << 24], carry in prop_oneof![Just(0), any::<i32>()],
    ) {
        let recall = Recall { sure: sure.min(answered), quality_bps };
        let pay = Pay { price, difficulty_bps, answered, recall, informed_bps, carry };
        let most = answered as i128 * difficulty_bps as i128;
        match reward(&pay) {
            Err(error) => {
                prop_assert_eq!(error, PayError::TooLarge);
                prop_assert!(price as i128 * most / 10_000 > u64::MAX as i128);
            }
            Ok(r) => {
                prop_assert_eq!(r.maximum as i128, price as i128 * most / 10_000);
                prop_assert_eq!(r.paid + r.remainder, r.maximum);
                let good = (answered - recall.sure) as i128 * 10_000 + recall.sure as i128 * quality_bps as i128;
                let worth = (good * informed_bps as i128).div_euclid(10_000);
                let due = carry as i128 + (worth * difficulty_bps as i128).div_euclid(10_000);
                let part = due.clamp(0, most);
                prop_assert_eq!(r.paid as i128, price as i128 * part / 10_000);
                // Nothing is forgotten but what no number can hold.
                prop_assert_eq!(r.carry as i128, (due - part).clamp(i32::MIN as i128, i32::MAX as i128));
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
    fn better_answers_never_earn_less(gold in 1u16..500, hits in 0u16..500, classes in 2u16..=16, answered in 1u16..500, carry in -9_000i32..9_000) {
        let hits = hits.min(gold - 1);
        let informed = |hits: u16| informed_bps(hits as u64 * BPS, gold, classes);
        let recall = Recall { sure: answered, quality_bps: 5_000 };
        let pay = Pay { price: 1_000, difficulty_bps: 10_000, answered, recall, informed_bps: informed(hits), carry };
        let base = reward(&pay).unwrap().paid;
        let more_hits = reward(&Pay { informed_bps: informed(hits + 1), ..pay }).unwrap().paid;
        let surer = reward(&Pay { recall: Recall { quality_bps: 6_000, ..recall }, ..pay }).unwrap().paid;
        prop_assert!(more_hits >= base && (surer >= base || informed(hits) < 0));
    }

    /// Whatever the mix of classes in the gold, giving one class always is worth on average what guessing is.
    #[test]
    fn a_constant_answer_knows_nothing(rare in 1u32..20) {
        let mut prior = [0; 2];
        prior_from(&[(20 - rare) as u16 * 1_000, rare as u16 * 1_000], &mut prior);
        let mut worths = [0; 16];
        hit_worths(&prior, &mut worths);
        let gold = [20 - rare, rare];
        for class in 0..2 {
            let informed = informed_bps(gold[class] as u64 * worths[class] as u64, 20, 2);
            prop_assert!(informed.abs() < 350, "{}", informed);
        }
        let all: u64 = (0..2).map(|class| gold[class] as u64 * worths[class] as u64).sum();
        prop_assert!((informed_bps(all, 20, 2) - 10_000).abs() < 350);
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
    let informed = |hits: u64, gold, classes| informed_bps(hits * BPS, gold, classes);
    assert_eq!(informed(0, 0, 2), 10_000);
    assert_eq!(informed(10, 10, 2), 10_000);
    assert_eq!(informed(5, 10, 2), 0);
    assert_eq!(informed(0, 10, 2), -10_000);
    assert_eq!(informed(9, 10, 2), 8_000);
    assert_eq!(informed(1, 10, 10), 0);
    assert_eq!(informed(7, 10, 10), 6_666);
    assert_eq!(informed(0, 10, 10), -1_112, "rounded down");
    assert_eq!(informed_bps(u64::from(u32::MAX) << 8, 1, 2), 1 << 24);
}

#[test]
fn what_is_not_paid_is_carried() {
    let pay = Pay {
        price: 1_000,
        difficulty_bps: 10_000,
        answered: 10,
        recall: Recall::default(),
        informed_bps: -4_000,
        carry: 0,
    };
    let bad = reward(&pay).unwrap();
    assert_eq!((bad.paid, bad.remainder, bad.carry), (0, 10_000, -40_000));
    let good = reward(&Pay {
        informed_bps: 10_000,
        carry: bad.carry,
        ..pay
    })
    .unwrap();
    assert_eq!((good.paid, good.carry), (6_000, 0), "the next panel pays for the last");
    let lucky = reward(&Pay {
        informed_bps: 13_000,
        ..pay
    })
    .unwrap();
    assert_eq!((lucky.paid, lucky.carry), (10_000, 30_000));
    let next = reward(&Pay {
        informed_bps: 8_000,
        carry: lucky.carry,
        ..pay
    })
    .unwrap();
    assert_eq!((next.paid, next.carry), (10_000, 10_000));
}

#[test]
fn contradictions_are_refused() {
    let pay = Pay {
        price: 1,
        difficulty_bps: 10_000,
        answered: 3,
        recall: Recall::default(),
        informed_bps: 10_000,
        carry: 0,
    };
    let recall = |sure, quality_bps| Recall { sure, quality_bps };
    assert_eq!(
        reward(&Pay {
            recall: recall(4, 0),
            ..pay
        }),
        Err(PayError::Counts)
    );
    assert_eq!(
        reward(&Pay {
            recall: recall(3, 10_001),
            ..pay
        }),
        Err(PayError::Counts)
    );
    assert_eq!(reward(&Pay { price: u64::MAX, ..pay }), Err(PayError::TooLarge));
    assert_eq!(fee(u64::MAX, 10_001), Err(PayError::TooLarge));
}
