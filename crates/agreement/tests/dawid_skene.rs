//! Dawid-Skene on the data of the paper, against a plain form of the same formulas, and what must hold for any answers.

use proptest::prelude::*;
use tagger_agreement::*;

/// Dawid and Skene (1979), table 1: 45 patients, five observers, classes 1 to 4. The first observer answered three times.
const PATIENTS: [&str; 45] = [
    "111 1 1 1 1",
    "333 4 3 3 4",
    "112 2 1 2 2",
    "222 3 1 2 1",
    "222 3 2 2 2",
    "222 3 3 2 2",
    "122 2 1 1 1",
    "333 3 4 3 3",
    "222 2 2 2 3",
    "232 2 2 2 3",
    "444 4 4 4 4",
    "222 3 3 4 3",
    "111 1 1 1 1",
    "222 3 2 1 2",
    "121 1 1 1 1",
    "111 2 1 1 1",
    "111 1 1 1 1",
    "111 1 1 1 1",
    "222 2 2 2 1",
    "222 1 3 2 2",
    "222 2 2 2 2",
    "222 2 2 2 1",
    "222 3 2 2 2",
    "221 2 2 2 2",
    "111 1 1 1 1",
    "111 1 1 1 1",
    "232 2 2 2 2",
    "111 1 1 1 1",
    "111 1 1 1 1",
    "112 1 1 2 1",
    "111 1 1 1 1",
    "333 3 2 3 3",
    "111 1 1 1 1",
    "222 2 2 2 2",
    "222 3 2 3 2",
    "433 4 3 4 3",
    "221 2 2 3 2",
    "232 3 2 3 3",
    "333 3 4 3 2",
    "111 1 1 1 1",
    "111 1 1 1 1",
    "121 2 1 1 1",
    "232 2 2 2 2",
    "121 1 1 1 1",
    "222 2 2 2 2",
];

fn patients() -> Vec<Answer> {
    let mut answers = Vec::new();
    for (item, row) in PATIENTS.iter().enumerate() {
        for (worker, labels) in row.split(' ').enumerate() {
            answers.extend(labels.bytes().map(|digit| Answer {
                item: item as u32,
                worker: worker as u32,
                label: u16::from(digit - b'1'),
            }));
        }
    }
    answers
}

const PAPER: Settings = Settings {
    smoothing: 0.0,
    tolerance: 1e-9,
    most_iterations: 1_000,
};

#[test]
fn the_paper() {
    let ratings = Ratings::with_repeats(4, 45, 5, patients()).unwrap();
    let model = dawid_skene(&ratings, PAPER).unwrap();
    // Table 2 of the paper: p = .40, .42, .11, .07.
    let prior: Vec<f64> = model.prior.iter().map(|p| (p * 100.0).round() / 100.0).collect();
    assert_eq!(prior, [0.40, 0.42, 0.11, 0.07]);
    assert!(model.converged);
    // The patient all seven answers put into class 4.
    assert!(model.posteriors[10 * 4 + 3] > 0.9999);
    never_falls(&model);
}

fn never_falls(model: &DawidSkene) {
    for pair in model.log_likelihood.windows(2) {
        assert!(pair[1] >= pair[0] - 1e-9 * pair[0].abs().max(1.0), "{pair:?}");
    }
}

/// The formulas of the paper without logarithms: products of probabilities.
fn plain(
    answers: &[Answer],
    items: usize,
    workers: usize,
    k: usize,
    smoothing: f64,
    iterations: usize,
) -> Vec<Vec<f64>> {
    let mut t = vec![vec![0.0; k]; items];
    for answer in answers {
        t[answer.item as usize][usize::from(answer.label)] += 1.0;
    }
    let answered: Vec<bool> = t.iter().map(|row| row.iter().sum::<f64>() > 0.0).collect();
    let divide = |row: &mut Vec<f64>| {
        let sum: f64 = row.iter().sum();
        row.iter_mut()
            .for_each(|cell| *cell = if sum > 0.0 { *cell / sum } else { 1.0 / k as f64 });
    };
    t.iter_mut().for_each(divide);
    for _ in 0..iterations {
        let mut prior = vec![smoothing; k];
        for (row, _) in t.iter().zip(&answered).filter(|(_, &answered)| answered) {
            prior.iter_mut().zip(row).for_each(|(p, share)| *p += share);
        }
        divide(&mut prior);
        let mut errors = vec![vec![vec![smoothing; k]; k]; workers];
        for answer in answers {
            for (truth, row) in errors[answer.worker as usize].iter_mut().enumerate() {
                row[usize::from(answer.label)] += t[answer.item as usize][truth];
            }
        }
        errors.iter_mut().flatten().for_each(divide);
        t = vec![prior; items];
        for answer in answers {
            for (truth, share) in t[answer.item as usize].iter_mut().enumerate() {
                *share *= errors[answer.worker as usize][truth][usize::from(answer.label)];
            }
        }
        t.iter_mut().for_each(divide);
    }
    t
}

#[test]
fn degenerate_cases_are_defined() {
    let one = |item, worker, label| Answer { item, worker, label };
    // One rater is believed.
    let alone = Ratings::new(3, 4, 1, vec![one(0, 0, 2), one(1, 0, 0), one(2, 0, 2)]).unwrap();
    let model = dawid_skene(&alone, PAPER).unwrap();
    assert_eq!(model.labels().take(3).collect::<Vec<_>>(), [2, 0, 2]);
    // An item without answers has the class prior, a worker without answers equal shares.
    assert_eq!(&model.posteriors[9..], &model.prior[..]);
    let idle = Ratings::new(2, 1, 2, vec![one(0, 1, 1)]).unwrap();
    let model = dawid_skene(&idle, PAPER).unwrap();
    assert_eq!(model.confusion[..4], [0.5; 4]);
    // Everybody says the same: nothing else is possible without smoothing, little else with it.
    let same = Ratings::new(2, 5, 3, (0..15).map(|i| one(i / 3, i % 3, 1)).collect()).unwrap();
    let model = dawid_skene(&same, PAPER).unwrap();
    assert_eq!((model.prior[1], model.log_likelihood.last()), (1.0, Some(&0.0)));
    assert!(dawid_skene(&same, Settings::default()).unwrap().prior[1] > 0.99);
    // An even split is a tie: the smaller class.
    let tie = Ratings::new(2, 1, 2, vec![one(0, 0, 0), one(0, 1, 1)]).unwrap();
    assert_eq!(dawid_skene(&tie, PAPER).unwrap().labels().next(), Some(0));
}

#[test]
fn limits_are_kept() {
    let one = vec![Answer {
        item: 0,
        worker: 0,
        label: 0,
    }];
    let ratings = Ratings::new(2, 1, 1, one.clone()).unwrap();
    let default = Settings::default();
    for wrong in [
        Settings {
            smoothing: -0.1,
            ..default
        },
        Settings {
            smoothing: f64::NAN,
            ..default
        },
        Settings {
            tolerance: f64::INFINITY,
            ..default
        },
        Settings {
            most_iterations: 0,
            ..default
        },
        Settings {
            most_iterations: MAX_ITERATIONS + 1,
            ..default
        },
    ] {
        assert_eq!(dawid_skene(&ratings, wrong), Err(AgreementError::Settings), "{wrong:?}");
    }
    let stopped = dawid_skene(
        &Ratings::with_repeats(4, 45, 5, patients()).unwrap(),
        Settings {
            most_iterations: 3,
            ..PAPER
        },
    );
    let stopped = stopped.unwrap();
    assert_eq!((stopped.log_likelihood.len(), stopped.converged), (3, false));
    let wide = Ratings::new(256, 1, 257, one.clone()).unwrap();
    assert_eq!(dawid_skene(&wide, default), Err(AgreementError::TooLarge));
    let long = Ratings::new(256, 65_537, 1, one).unwrap();
    assert_eq!(dawid_skene(&long, default), Err(AgreementError::TooLarge));
}

/// The first iteration finds answers of a chance of 1e-234, where products are left for logarithms.
#[test]
fn an_item_with_thousands_of_answers_is_judged_like_the_others() {
    let workers = 3_000u32;
    let answers: Vec<Answer> = (0..workers)
        .flat_map(|worker| {
            (0..4u32).map(move |item| Answer {
                item,
                worker,
                // Two of five are wrong on the first item, one of ten on the others.
                label: u16::from(worker % 10 < if item == 0 { 4 } else { 1 }),
            })
        })
        .collect();
    let (expected, settings) = (
        plain(&answers, 4, workers as usize, 2, 0.01, 8),
        Settings {
            smoothing: 0.01,
            tolerance: 0.0,
            most_iterations: 8,
        },
    );
    let model = dawid_skene(&Ratings::new(2, 4, workers, answers).unwrap(), settings).unwrap();
    for (found, expected) in model.posteriors.iter().zip(expected.iter().flatten()) {
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }
    assert!(model.log_likelihood.iter().all(|sum| sum.is_finite()));
    never_falls(&model);
}

/// Answers of workers who are mostly right.
fn crowds() -> impl Strategy<Value = (u16, u32, u32, Vec<Answer>)> {
    (2u16..5, 3u32..25, 2u32..7).prop_flat_map(|(classes, items, workers)| {
        let cell = (any::<bool>(), 0u8..10, 0..classes);
        let cells = prop::collection::vec(cell, (items * workers) as usize);
        (prop::collection::vec(0..classes, items as usize), cells).prop_filter_map(
            "no answer",
            move |(truth, cells)| {
                let mut answers = Vec::new();
                for (place, (asked, luck, other)) in cells.into_iter().enumerate() {
                    let (item, worker) = (place as u32 / workers, place as u32 % workers);
                    let label = if luck < 7 { truth[item as usize] } else { other };
                    if asked {
                        answers.push(Answer { item, worker, label });
                    }
                }
                (!answers.is_empty()).then_some((classes, items, workers, answers))
            },
        )
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn likelihood_never_falls_and_rows_are_distributions(
        (classes, items, workers, answers) in crowds(),
        smoothing in prop_oneof![Just(0.0), 0.0f64..2.0],
    ) {
        let ratings = Ratings::new(classes, items, workers, answers).unwrap();
        let settings = Settings { smoothing, tolerance: 0.0, most_iterations: 60 };
        let model = dawid_skene(&ratings, settings).unwrap();
        never_falls(&model);
        let rows = [&model.posteriors, &model.confusion, &model.prior];
        for row in rows.iter().flat_map(|rows| rows.chunks_exact(usize::from(classes))) {
            prop_assert!((row.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(row.iter().all(|p| (0.0..=1.0).contains(p)));
        }
        prop_assert!(model.accuracies().all(|accuracy| (0.0..=1.0 + 1e-12).contains(&accuracy)));
    }

    #[test]
    fn logarithms_and_products_agree((classes, items, workers, answers) in crowds(), smoothing in 0.01f64..1.0) {
        let expected = plain(&answers, items as usize, workers as usize, usize::from(classes), smoothing, 8);
        let ratings = Ratings::new(classes, items, workers, answers).unwrap();
        let settings = Settings { smoothing, tolerance: 0.0, most_iterations: 8 };
        let model = dawid_skene(&ratings, settings).unwrap();
        // Where the tolerance of 0 was reached before, further iterations change nothing that shows.
        for (found, expected) in model.posteriors.iter().zip(expected.iter().flatten()) {
            prop_assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn order_changes_nothing_and_numbers_only_rounding((classes, items, workers, answers) in crowds()) {
        let settings = Settings { most_iterations: 8, tolerance: 0.0, ..Settings::default() };
        let estimate = |answers: Vec<Answer>| {
            dawid_skene(&Ratings::new(classes, items, workers, answers).unwrap(), settings).unwrap()
        };
        let model = estimate(answers.clone());
        prop_assert_eq!(&estimate(answers.iter().rev().copied().collect()), &model);
        let renumbered = answers.iter().map(|answer| Answer {
            item: items - 1 - answer.item,
            worker: workers - 1 - answer.worker,
            ..*answer
        });
        let other = estimate(renumbered.collect());
        let size = usize::from(classes);
        let turned = other.posteriors.chunks_exact(size).rev().flatten();
        for (found, expected) in turned.zip(&model.posteriors) {
            prop_assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }
}
