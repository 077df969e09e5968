//! The flat arrays of the report: what stands where, and what is refused.

use tagger_agreement::{dawid_skene, AgreementError, Answer, Ratings, Settings};
use tagger_wasm::report::{self, Crowd};
use tagger_wasm::Refusal;

const ANSWERS: [u32; 15] = [0, 0, 1, 0, 1, 1, 1, 0, 0, 1, 1, 1, 2, 1, 0];

fn crowd(answers: &[u32]) -> Crowd<'_> {
    Crowd {
        size: [2, 3, 2],
        answers,
    }
}

#[test]
fn the_estimate_stands_where_it_says() {
    let answers = ANSWERS.as_chunks::<3>().0.iter().map(|&[item, worker, label]| Answer {
        item,
        worker,
        label: label as u16,
    });
    let settings = Settings {
        smoothing: 0.5,
        tolerance: 1e-6,
        most_iterations: 40,
    };
    let model = dawid_skene(&Ratings::new(2, 3, 2, answers.collect()).unwrap(), settings).unwrap();
    let mut out = [f64::NAN; 100];
    let written = report::dawid_skene(&crowd(&ANSWERS), 0.5, 1e-6, 40, &mut out).unwrap();
    let mut expected = vec![f64::from(u8::from(model.converged))];
    expected.extend(model.labels().map(f64::from));
    expected.extend(&model.posteriors);
    expected.extend(&model.confusion);
    expected.extend(&model.prior);
    expected.extend(model.accuracies());
    expected.extend(&model.log_likelihood);
    assert_eq!(out[..written], expected);
    let short = &mut out[..written - 1];
    assert_eq!(
        report::dawid_skene(&crowd(&ANSWERS), 0.5, 1e-6, 40, short),
        Err(Refusal::Length)
    );
}

#[test]
fn shapes_and_texts() {
    let mut out = [0.0; 10];
    assert_eq!(report::box_iou(&[0, 0, 2, 2, 1, 0, 3, 2], &mut out), Ok(1));
    assert_eq!(out[0], 1.0 / 3.0);
    let boxes = [0, 0, 2, 2, 7, 5, 5, 9, 9, 7];
    assert_eq!(report::match_boxes(&boxes, &boxes[5..], 0.5, 1, &mut out), Ok(10));
    assert_eq!(out, [1.0, 2.0, 1.0, 1.0, 0.5, 2.0 / 3.0, 1.0, 1.0, 0.0, 1.0]);
    let square = [0, 0, 4, 0, 4, 4, 0, 4];
    assert_eq!(report::polygon_iou(&square, &square[..6], &mut out), Ok(1));
    assert_eq!(out[0], 0.5);
    assert_eq!(report::span_f1(&[0, 0, 4], &[0, 2, 4], 1, &mut out), Ok(6));
    assert_eq!(out[..6], [2.0, 4.0, 2.0, 1.0, 0.5, 2.0 / 3.0]);
    assert_eq!(report::error_rate(b"One two", b"one", 0, 1, &mut out), Ok(5));
    assert_eq!(out[..5], [0.0, 1.0, 0.0, 2.0, 0.5]);
    assert_eq!(report::cohen_kappa(2, &[0, 1, 1, 0], &[0, 1, 0, 0], 0, &mut out), Ok(3));
    assert_eq!(out[..3], [0.5, 4.0, 0.75]);
}

#[test]
fn wrong_numbers_are_refused_by_name() {
    let mut out = [0.0; 20];
    assert_eq!(report::box_iou(&[0, 0, 2, 2], &mut out), Err(Refusal::Length));
    assert_eq!(
        report::match_boxes(&[0, 0, 1, 1], &[], 0.5, 0, &mut out),
        Err(Refusal::Length)
    );
    assert_eq!(report::match_boxes(&[], &[], 0.5, 2, &mut out), Err(Refusal::Choice));
    let negative = report::match_boxes(&[0, 0, 1, 1, -1], &[], 0.5, 0, &mut out);
    assert_eq!(negative, Err(Refusal::Agreement(AgreementError::Label)));
    assert_eq!(report::polygon_iou(&[0, 0, 1], &[], &mut out), Err(Refusal::Length));
    assert_eq!(report::span_f1(&[0, 0], &[], 0, &mut out), Err(Refusal::Length));
    assert_eq!(report::span_f1(&[], &[], 2, &mut out), Err(Refusal::Choice));
    assert_eq!(report::error_rate(b"\xff", b"", 0, 0, &mut out), Err(Refusal::Text));
    assert_eq!(report::error_rate(b"", b"", 2, 0, &mut out), Err(Refusal::Choice));
    assert_eq!(report::error_rate(b"", b"", 0, 4, &mut out), Err(Refusal::Choice));
    assert_eq!(report::cohen_kappa(2, &[0], &[0], 3, &mut out), Err(Refusal::Choice));
    let wide = report::cohen_kappa(65_538, &[0], &[0], 0, &mut out);
    assert_eq!(wide, Err(Refusal::Agreement(AgreementError::Classes)));
    assert_eq!(
        report::krippendorff_alpha(&crowd(&ANSWERS), 3, &mut out),
        Err(Refusal::Choice)
    );
    assert_eq!(
        report::krippendorff_alpha(&crowd(&ANSWERS[1..]), 0, &mut out),
        Err(Refusal::Length)
    );
    // A label that would fit once cut to 16 bits.
    let cut = report::krippendorff_alpha(&crowd(&[0, 0, 65_536]), 0, &mut out);
    assert_eq!(cut, Err(Refusal::Agreement(AgreementError::Label)));
    assert_eq!(
        report::mean_kappa(&crowd(&ANSWERS), 0, 5, &mut out),
        Err(Refusal::Agreement(AgreementError::NoPairs))
    );
}
