//! Spans and transcripts.

use proptest::prelude::*;
use tagger_agreement::*;

fn span(label: u32, start: u32, end: u32) -> Span {
    Span { label, start, end }
}

const PLAIN: Normalisation = Normalisation {
    case: false,
    punctuation: false,
};
const SPOKEN: Normalisation = Normalisation {
    case: true,
    punctuation: true,
};

#[test]
fn spans_by_hand() {
    // Three names in the reference; one found, one with the wrong label, one a letter too short, one invented.
    let reference = [span(0, 0, 5), span(1, 10, 14), span(0, 20, 30)];
    let answer = [span(0, 0, 5), span(0, 10, 14), span(0, 20, 29), span(1, 40, 44)];
    let exact = span_exact(&reference, &answer).unwrap();
    assert_eq!(
        (exact.precision(), exact.recall(), exact.f1()),
        (0.25, 1.0 / 3.0, 2.0 / 7.0)
    );
    // 5 + 9 letters of 19 in the reference and 22 in the answer.
    let overlap = span_overlap(&reference, &answer).unwrap();
    assert_eq!(
        overlap,
        Score {
            common: 14,
            reference: 19,
            answer: 22
        }
    );
    assert_eq!(overlap.f1(), 28.0 / 41.0);
    assert_eq!(span_exact(&[], &[]).unwrap().f1(), 1.0);
    assert_eq!(span_overlap(&[], &answer).unwrap().f1(), 0.0);
    for measure in [span_exact, span_overlap] {
        assert_eq!(measure(&reference, &[span(0, 5, 5)]), Err(AgreementError::EmptySpan));
        assert_eq!(
            measure(&vec![span(0, 0, 1); MAX_SPANS + 1], &[]),
            Err(AgreementError::TooManySpans)
        );
    }
}

#[test]
fn a_span_given_twice_counts_twice_only_when_exact() {
    let (once, twice) = ([span(0, 0, 4)], [span(0, 0, 4), span(0, 0, 4)]);
    assert_eq!(span_exact(&once, &twice).unwrap().f1(), 2.0 / 3.0);
    assert_eq!(span_overlap(&once, &twice).unwrap().f1(), 1.0);
    assert_eq!(span_overlap(&once, &[span(0, 0, 2), span(0, 2, 4)]).unwrap().f1(), 1.0);
}

#[test]
fn word_errors_by_hand() {
    let words = |reference, answer| word_error_rate(reference, answer, PLAIN).unwrap();
    let rate = words("the cat sat on the mat today", "oh the cat sit on mat today");
    let expected = EditRate {
        substitutions: 1,
        deletions: 1,
        insertions: 1,
        length: 7,
    };
    assert_eq!((rate, rate.rate()), (expected, 3.0 / 7.0));
    // Insertions take it above 1; an empty reference counts them one by one.
    assert_eq!(words("yes", "oh yes of course").rate(), 3.0);
    assert_eq!(words("", "two words").rate(), 2.0);
    assert_eq!(words(" \n", "").rate(), 0.0);
    assert_eq!(words("a b c", "").rate(), 1.0);
    assert_eq!(words("a\tb\u{a0}c", "a b c").rate(), 0.0);
}

#[test]
fn the_classic_distances() {
    // Wagner and Fischer (1974) made these two words the usual example: distance 3.
    let letters = |reference, answer| character_error_rate(reference, answer, PLAIN).unwrap();
    let expected = EditRate {
        substitutions: 2,
        deletions: 0,
        insertions: 1,
        length: 6,
    };
    assert_eq!(letters("kitten", "sitting"), expected);
    assert_eq!(letters("saturday", "sunday").edits(), 3);
    assert_eq!(letters("  one   two ", "one two").rate(), 0.0);
    assert_eq!(letters("Größe", "Grösse").edits(), 2);
}

#[test]
fn normalisation_does_what_it_says() {
    let rate = |reference, answer, how| word_error_rate(reference, answer, how).unwrap().rate();
    assert_eq!(rate("Don't STOP, “please”!", "dont stop please", SPOKEN), 0.0);
    assert_eq!(rate("Don't STOP, “please”!", "dont stop please", PLAIN), 1.0);
    assert_eq!(rate("Stop!", "stop!", Normalisation { case: true, ..PLAIN }), 0.0);
    assert_eq!(
        rate(
            "Stop!",
            "Stop",
            Normalisation {
                punctuation: true,
                ..PLAIN
            }
        ),
        0.0
    );
    assert_eq!(rate("ÄRGER — ¿qué? 「はい」、", "ärger qué はい", SPOKEN), 0.0);
    // A word of nothing but punctuation is none.
    assert_eq!(word_error_rate("well - no", "well no", SPOKEN).unwrap().length, 2);
}

#[test]
fn texts_that_take_too_long_are_refused() {
    let long = "a ".repeat(1 << 13);
    assert_eq!(word_error_rate(&long, &long, PLAIN).unwrap().rate(), 0.0);
    let longer = "a ".repeat((1 << 13) + 1);
    assert_eq!(word_error_rate(&longer, &long, PLAIN), Err(AgreementError::TextTooLong));
    assert_eq!(word_error_rate(&longer, "", PLAIN).unwrap().rate(), 1.0);
    let longest = "a".repeat(MAX_EDIT_UNITS);
    assert_eq!(
        character_error_rate("", &longest, PLAIN).unwrap().insertions as usize,
        MAX_EDIT_UNITS
    );
    let beyond = longest + "a";
    assert_eq!(
        character_error_rate("", &beyond, PLAIN),
        Err(AgreementError::TextTooLong)
    );
}

/// Levenshtein's distance straight from its definition.
fn distance(a: &[char], b: &[char]) -> usize {
    let (Some((first, rest)), Some((other, others))) = (a.split_first(), b.split_first()) else {
        return a.len() + b.len();
    };
    if first == other {
        return distance(rest, others);
    }
    1 + distance(rest, others).min(distance(rest, b)).min(distance(a, others))
}

fn spans() -> impl Strategy<Value = Vec<Span>> {
    prop::collection::vec(
        (0u32..3, 0u32..40, 1u32..9).prop_map(|(l, s, n)| span(l, s, s + n)),
        0..12,
    )
}

proptest! {
    #[test]
    fn spans_are_symmetric_in_range_and_in_any_order(a in spans(), b in spans()) {
        for measure in [span_exact, span_overlap] {
            let score = measure(&a, &b).unwrap();
            let back = measure(&b, &a).unwrap();
            prop_assert_eq!((score.f1(), score.precision()), (back.f1(), back.recall()));
            prop_assert!((0.0..=1.0).contains(&score.f1()));
            prop_assert_eq!(measure(&a, &a).unwrap().f1(), 1.0);
            let mut turned = a.clone();
            turned.reverse();
            prop_assert_eq!(measure(&turned, &b), Ok(score));
        }
    }

    /// Unit by unit, label by label.
    #[test]
    fn overlap_counts_units(a in spans(), b in spans()) {
        let covers = |spans: &[Span], label, unit| {
            spans.iter().any(|span| span.label == label && (span.start..span.end).contains(&unit))
        };
        let mut expected = Score { common: 0, reference: 0, answer: 0 };
        for (label, unit) in (0..3).flat_map(|label| (0..50).map(move |unit| (label, unit))) {
            let (in_a, in_b) = (covers(&a, label, unit), covers(&b, label, unit));
            expected.common += u64::from(in_a && in_b);
            expected.reference += u64::from(in_a);
            expected.answer += u64::from(in_b);
        }
        prop_assert_eq!(span_overlap(&a, &b), Ok(expected));
    }

    #[test]
    fn edits_are_levenshteins_distance(a in "[abc]{0,6}", b in "[abc]{0,6}", c in "[abc]{0,6}") {
        let letters = |x: &str, y: &str| character_error_rate(x, y, PLAIN).unwrap();
        let split = |text: &str| text.chars().collect::<Vec<_>>();
        let rate = letters(&a, &b);
        prop_assert_eq!(rate.edits() as usize, distance(&split(&a), &split(&b)));
        prop_assert_eq!(rate.length as usize, a.len());
        // What was deleted and inserted explains the lengths.
        prop_assert_eq!(a.len() as u32 + rate.insertions, b.len() as u32 + rate.deletions);
        prop_assert_eq!(letters(&b, &a).edits(), rate.edits());
        prop_assert_eq!(letters(&a, &a).edits(), 0);
        prop_assert!(letters(&a, &c).edits() <= rate.edits() + letters(&b, &c).edits());
        // The same letters as words.
        let words = |text: &str| split(text).iter().map(|letter| format!("{letter} ")).collect::<String>();
        prop_assert_eq!(word_error_rate(&words(&a), &words(&b), PLAIN), Ok(rate));
    }
}
