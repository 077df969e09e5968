//! Kappa and alpha against published examples, and what must hold for any answers.

use proptest::prelude::*;
use tagger_agreement::*;

fn answer(item: usize, worker: usize, label: u16) -> Answer {
    Answer {
        item: item as u32,
        worker: worker as u32,
        label,
    }
}

/// One row a worker, one letter an item: a digit is a label, anything else none.
fn table(classes: u16, rows: &[&str]) -> Result<Ratings, AgreementError> {
    let answers = rows.iter().enumerate().flat_map(|(worker, row)| {
        let labels = row.chars().enumerate();
        labels.filter_map(move |(item, letter)| Some(answer(item, worker, letter.to_digit(10)? as u16)))
    });
    Ratings::new(classes, rows[0].len() as u32, rows.len() as u32, answers.collect())
}

/// Both lists of labels from a table of counts, row = first rater.
fn lists(counts: &[&[usize]]) -> (Vec<u16>, Vec<u16>) {
    let cells = counts
        .iter()
        .enumerate()
        .flat_map(|(a, row)| row.iter().enumerate().map(move |(b, &n)| (a, b, n)));
    cells
        .flat_map(|(a, b, n)| std::iter::repeat_n((a as u16, b as u16), n))
        .unzip()
}

fn kappa(counts: &[&[usize]], weights: Weights) -> f64 {
    let (a, b) = lists(counts);
    cohen_kappa(counts.len() as u16, &a, &b, weights).unwrap().kappa
}

fn rounded(number: f64, digits: i32) -> f64 {
    (number * 10f64.powi(digits)).round() / 10f64.powi(digits)
}

/// Krippendorff (2011), section C: four observers, twelve units, values 1 to 5, missing ones as dots.
const OBSERVERS: [&str; 4] = ["123321412...", "1233224125.3", ".3332342251.", "12332441251."];

#[test]
fn alpha_of_krippendorffs_example() {
    let ratings = table(6, &OBSERVERS).unwrap();
    let alpha = |metric| krippendorff_alpha(&ratings, metric).unwrap();
    assert_eq!(rounded(alpha(Metric::Nominal).alpha, 3), 0.743);
    assert_eq!(rounded(alpha(Metric::Ordinal).alpha, 3), 0.815);
    assert_eq!(rounded(alpha(Metric::Interval).alpha, 3), 0.849);
    // The twelfth unit has one value, so 40 of the 41 values can be paired.
    assert_eq!((alpha(Metric::Nominal).items, alpha(Metric::Nominal).answers), (11, 40));
}

#[test]
fn alpha_of_two_observers_and_two_values() {
    // Krippendorff (2011), section A: ten units, alpha = 0.095.
    let ratings = table(2, &["0100000000", "1110010100"]).unwrap();
    let alpha = krippendorff_alpha(&ratings, Metric::Nominal).unwrap().alpha;
    assert_eq!(rounded(alpha, 3), 0.095);
    // With two values every metric is the same.
    for metric in [Metric::Ordinal, Metric::Interval] {
        assert!((krippendorff_alpha(&ratings, metric).unwrap().alpha - alpha).abs() < 1e-12);
    }
}

#[test]
fn alpha_where_it_is_not_defined() {
    let refused = |rows: &[&str]| krippendorff_alpha(&table(3, rows).unwrap(), Metric::Nominal);
    assert_eq!(refused(&["012"]), Err(AgreementError::NoPairs));
    assert_eq!(refused(&["01..", "..20"]), Err(AgreementError::NoPairs));
    assert_eq!(refused(&["1111", "1111"]), Err(AgreementError::NoVariance));
    // A lonely other label does not count: it cannot be paired.
    assert_eq!(refused(&["1111.", "11112"]), Err(AgreementError::NoVariance));
}

#[test]
fn kappa_of_cohens_example() {
    // Cohen (1960), table 2: 200 subjects, agreement on 140 where chance gives 82, kappa = 58 / 118 = .492.
    let counts: [&[usize]; 3] = [&[88, 14, 18], &[10, 40, 10], &[2, 6, 12]];
    assert_eq!(kappa(&counts, Weights::Unweighted), 1.0 - 60.0 / 118.0);
    assert_eq!(rounded(kappa(&counts, Weights::Unweighted), 3), 0.492);
    let (a, b) = lists(&counts);
    assert_eq!(cohen_kappa(3, &a, &b, Weights::Unweighted).unwrap().agreement, 0.7);
}

#[test]
fn kappa_of_fleiss_cohen_and_everitt() {
    // Fleiss, Cohen and Everitt (1969), table 1: kappa = .429.
    let counts: [&[usize]; 3] = [&[53, 5, 2], &[11, 14, 5], &[1, 6, 3]];
    assert_eq!(rounded(kappa(&counts, Weights::Unweighted), 3), 0.429);
    // Weighted by hand: classes between them 33 seen and 65 by chance, squared 39 and 90.
    assert_eq!(
        rounded(kappa(&counts, Weights::Linear), 12),
        rounded(1.0 - 33.0 / 65.0, 12)
    );
    assert_eq!(
        rounded(kappa(&counts, Weights::Quadratic), 12),
        rounded(1.0 - 39.0 / 90.0, 12)
    );
}

#[test]
fn kappa_where_it_is_not_defined() {
    let refused = |a: &[u16], b: &[u16]| cohen_kappa(2, a, b, Weights::Unweighted).unwrap_err();
    assert_eq!(refused(&[0, 1], &[0]), AgreementError::Lengths);
    assert_eq!(refused(&[], &[]), AgreementError::NoPairs);
    assert_eq!(refused(&[1, 1], &[1, 1]), AgreementError::NoVariance);
    assert_eq!(refused(&[0, 2], &[0, 1]), AgreementError::Label);
    assert_eq!(
        cohen_kappa(1, &[0], &[0], Weights::Unweighted),
        Err(AgreementError::Classes)
    );
    assert_eq!(
        cohen_kappa(257, &[0], &[0], Weights::Unweighted),
        Err(AgreementError::Classes)
    );
    // One who never varies is no better than chance.
    assert_eq!(
        cohen_kappa(2, &[0, 1], &[1, 1], Weights::Unweighted).unwrap().kappa,
        0.0
    );
}

#[test]
fn mean_kappa_is_the_mean_over_pairs() {
    let rows = ["0101010101", "0101010110", "..00000000", "0........."];
    let ratings = table(2, &rows).unwrap();
    let labels = |row: &str| {
        row.chars()
            .filter_map(|l| Some(l.to_digit(10)? as u16))
            .collect::<Vec<_>>()
    };
    let of = |a: &str, b: &str| {
        cohen_kappa(2, &labels(a), &labels(b), Weights::Unweighted)
            .unwrap()
            .kappa
    };
    let mean = mean_kappa(&ratings, Weights::Unweighted, 8).unwrap();
    let kappas = [
        of(rows[0], rows[1]),
        of(&rows[0][2..], rows[2]),
        of(&rows[1][2..], rows[2]),
    ];
    assert_eq!((mean.pairs, mean.undefined), (3, 0));
    assert_eq!(mean.mean, kappas.iter().sum::<f64>() / 3.0);
    // With one item in common kappa is 0 (different labels) or not defined (equal ones); the third and fourth share none.
    let all = mean_kappa(&ratings, Weights::Unweighted, 0).unwrap();
    assert_eq!((all.pairs, all.undefined), (3, 2));
    assert_eq!(
        mean_kappa(&ratings, Weights::Unweighted, 11),
        Err(AgreementError::NoPairs)
    );
}

#[test]
fn wrong_answers_are_refused_by_name() {
    let refused = |classes, answers: Vec<Answer>| Ratings::new(classes, 2, 2, answers).unwrap_err();
    assert_eq!(refused(1, vec![answer(0, 0, 0)]), AgreementError::Classes);
    assert_eq!(refused(257, vec![answer(0, 0, 0)]), AgreementError::Classes);
    assert_eq!(refused(2, vec![]), AgreementError::NoAnswers);
    assert_eq!(refused(2, vec![answer(2, 0, 0)]), AgreementError::Item);
    assert_eq!(refused(2, vec![answer(0, 2, 0)]), AgreementError::Worker);
    assert_eq!(refused(2, vec![answer(0, 0, 2)]), AgreementError::Label);
    assert_eq!(
        refused(2, vec![answer(0, 0, 0), answer(1, 0, 0), answer(0, 0, 1)]),
        AgreementError::Repeated
    );
    let many = u32::try_from(MAX_ANSWERS).unwrap() + 1;
    for (items, workers) in [(many, 1), (1, many)] {
        let refused = Ratings::new(2, items, workers, vec![answer(0, 0, 0)]).unwrap_err();
        assert_eq!(refused, AgreementError::TooManyAnswers);
    }
    assert_eq!(
        refused(2, vec![answer(0, 0, 0); MAX_ANSWERS + 1]),
        AgreementError::TooManyAnswers
    );
}

/// Alpha from its definition, pair by pair, in floating point.
fn plain_alpha(rows: &[Vec<Option<u16>>], classes: u16, metric: Metric) -> Option<f64> {
    let items: Vec<Vec<u16>> = (0..rows[0].len())
        .map(|item| rows.iter().filter_map(|row| row[item]).collect())
        .filter(|labels: &Vec<u16>| labels.len() > 1)
        .collect();
    let all: Vec<u16> = items.concat();
    let count = |class: u16| all.iter().filter(|&&label| label == class).count() as f64;
    let squared = |a: u16, b: u16| match metric {
        Metric::Nominal => f64::from(u8::from(a != b)),
        Metric::Interval => f64::from(a.abs_diff(b)).powi(2),
        Metric::Ordinal => ((a.min(b)..=a.max(b)).map(count).sum::<f64>() - (count(a) + count(b)) / 2.0).powi(2),
    };
    let pairs = |labels: &[u16]| {
        let places = (0..labels.len()).flat_map(|i| (0..labels.len()).map(move |j| (i, j)));
        places
            .filter(|(i, j)| i != j)
            .map(|(i, j)| squared(labels[i], labels[j]))
            .sum::<f64>()
    };
    assert!(classes > all.iter().copied().max().unwrap_or(0));
    let observed: f64 = items
        .iter()
        .map(|labels| pairs(labels) / (labels.len() - 1) as f64)
        .sum();
    let expected = pairs(&all) / (all.len() as f64 - 1.0);
    (expected > 0.0).then(|| 1.0 - observed / expected)
}

fn ratings_of(rows: &[Vec<Option<u16>>], classes: u16, order: impl Fn(&mut Vec<Answer>)) -> Option<Ratings> {
    let cells = rows
        .iter()
        .enumerate()
        .flat_map(|(worker, row)| row.iter().enumerate().map(move |(i, &l)| (i, worker, l)));
    let mut answers: Vec<Answer> = cells
        .filter_map(|(item, worker, label)| Some(answer(item, worker, label?)))
        .collect();
    order(&mut answers);
    Ratings::new(classes, rows[0].len() as u32, rows.len() as u32, answers).ok()
}

fn tables() -> impl Strategy<Value = Vec<Vec<Option<u16>>>> {
    (2usize..6, 2usize..12).prop_flat_map(|(workers, items)| {
        let cell = prop_oneof![1 => Just(None), 3 => (0u16..4).prop_map(Some)];
        prop::collection::vec(prop::collection::vec(cell, items), workers)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn alpha_is_its_definition_and_does_not_care_for_order(rows in tables()) {
        let Some(ratings) = ratings_of(&rows, 4, |_| ()) else { return Ok(()) };
        let mut turned = rows.clone();
        turned.reverse();
        turned.iter_mut().for_each(|row| row.reverse());
        let turned = ratings_of(&turned, 4, |answers| answers.reverse()).unwrap();
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval] {
            let alpha = krippendorff_alpha(&ratings, metric);
            prop_assert_eq!(krippendorff_alpha(&turned, metric), alpha);
            match (alpha, plain_alpha(&rows, 4, metric)) {
                (Ok(alpha), Some(expected)) => {
                    prop_assert!((alpha.alpha - expected).abs() < 1e-9, "{metric:?} {alpha:?} {expected}");
                    prop_assert!(alpha.alpha <= 1.0);
                }
                (Err(AgreementError::NoPairs | AgreementError::NoVariance), None) => {}
                (alpha, expected) => prop_assert!(false, "{alpha:?} {expected:?}"),
            }
        }
    }

    #[test]
    fn alpha_of_equal_rows_is_one(row in prop::collection::vec(0u16..4, 2..20), workers in 2usize..5) {
        prop_assume!(row.iter().any(|label| *label != row[0]));
        let rows = vec![row.into_iter().map(Some).collect(); workers];
        let ratings = ratings_of(&rows, 4, |_| ()).unwrap();
        for metric in [Metric::Nominal, Metric::Ordinal, Metric::Interval] {
            prop_assert_eq!(krippendorff_alpha(&ratings, metric).unwrap().alpha, 1.0);
        }
    }

    #[test]
    fn kappa_is_symmetric_in_range_and_in_any_order(pairs in prop::collection::vec((0u16..5, 0u16..5), 1..60)) {
        let (a, b): (Vec<u16>, Vec<u16>) = pairs.iter().copied().unzip();
        let (turned_a, turned_b): (Vec<u16>, Vec<u16>) = pairs.iter().rev().copied().unzip();
        for weights in [Weights::Unweighted, Weights::Linear, Weights::Quadratic] {
            let kappa = cohen_kappa(5, &a, &b, weights);
            prop_assert_eq!(cohen_kappa(5, &b, &a, weights), kappa);
            prop_assert_eq!(cohen_kappa(5, &turned_a, &turned_b, weights), kappa);
            if let Ok(kappa) = kappa {
                prop_assert!(kappa.kappa <= 1.0 && kappa.kappa.is_finite());
                // Chance-corrected agreement cannot be below minus one without weights.
                prop_assert!(weights != Weights::Unweighted || kappa.kappa >= -1.0);
                prop_assert_eq!(kappa.kappa == 1.0, a == b);
            }
            match cohen_kappa(5, &a, &a, weights) {
                Ok(itself) => prop_assert_eq!(itself.kappa, 1.0),
                Err(error) => prop_assert!(error == AgreementError::NoVariance && a.iter().all(|l| *l == a[0])),
            }
        }
    }
}
