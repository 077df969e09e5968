//! The agreement measures over flat arrays. Each writes into `out` and returns how many numbers it wrote.

use crate::refusal::Refusal;
use alloc::vec::Vec;
use tagger_agreement::{
    AgreementError, Answer, BoundingBox, EditRate, LabelledBox, Method, Metric, Normalisation, Point, Ratings, Score,
    Settings, Span, Weights,
};

/// Numbers written, or why not.
pub type Written = Result<usize, Refusal>;

/// Copies `numbers` to the start of `out`: [`Refusal::Length`] when there is no room.
fn write(out: &mut [f64], numbers: impl IntoIterator<Item = f64>) -> Written {
    let mut written = 0;
    for number in numbers {
        *out.get_mut(written).ok_or(Refusal::Length)? = number;
        written += 1;
    }
    Ok(written)
}

/// Cuts an array into records: [`Refusal::Length`] when one is incomplete.
fn records<const N: usize>(numbers: &[i32]) -> Result<&[[i32; N]], Refusal> {
    match numbers.as_chunks() {
        (records, []) => Ok(records),
        _ => Err(Refusal::Length),
    }
}

fn unsigned<const N: usize>(numbers: &[u32]) -> Result<&[[u32; N]], Refusal> {
    match numbers.as_chunks() {
        (records, []) => Ok(records),
        _ => Err(Refusal::Length),
    }
}

fn score(score: Score) -> [f64; 6] {
    let counts = [score.common, score.reference, score.answer].map(|count| count as f64);
    [
        counts[0],
        counts[1],
        counts[2],
        score.precision(),
        score.recall(),
        score.f1(),
    ]
}

/// `left, top, right, bottom` of two boxes; writes the IoU.
pub fn box_iou(boxes: &[i32], out: &mut [f64]) -> Written {
    let [a, b] = records::<4>(boxes)? else {
        return Err(Refusal::Length);
    };
    let iou = tagger_agreement::box_iou(bounds(*a), bounds(*b))?;
    write(out, [iou])
}

fn bounds([left, top, right, bottom]: [i32; 4]) -> BoundingBox {
    BoundingBox {
        left,
        top,
        right,
        bottom,
    }
}

/// `left, top, right, bottom, label` a box, the label not negative; `method` 0 greedy, 1 optimal. Writes matched,
/// reference, answer, precision, recall, F1, mean IoU, then `reference, answer, IoU` of each pair.
pub fn match_boxes(reference: &[i32], answer: &[i32], threshold: f64, method: u32, out: &mut [f64]) -> Written {
    let method = match method {
        0 => Method::Greedy,
        1 => Method::Optimal,
        _ => return Err(Refusal::Choice),
    };
    let boxes = |numbers| -> Result<Vec<LabelledBox>, Refusal> {
        let one = |&[left, top, right, bottom, label]: &[i32; 5]| {
            Ok(LabelledBox {
                bounds: bounds([left, top, right, bottom]),
                label: u32::try_from(label).map_err(|_| AgreementError::Label)?,
            })
        };
        records(numbers)?.iter().map(one).collect()
    };
    let matching = tagger_agreement::match_boxes(&boxes(reference)?, &boxes(answer)?, threshold, method)?;
    let pairs = matching
        .pairs
        .iter()
        .flat_map(|pair| [pair.reference as f64, pair.answer as f64, pair.iou]);
    write(
        out,
        score(matching.score)
            .into_iter()
            .chain([matching.mean_iou()])
            .chain(pairs),
    )
}

/// `x, y` of each corner; writes the IoU.
pub fn polygon_iou(a: &[i32], b: &[i32], out: &mut [f64]) -> Written {
    let points = |numbers| -> Result<Vec<Point>, Refusal> {
        Ok(records(numbers)?.iter().map(|&[x, y]| Point { x, y }).collect())
    };
    let iou = tagger_agreement::polygon_iou(&points(a)?, &points(b)?)?;
    write(out, [iou])
}

/// `label, start, end` of each span; `overlap` 0 exact, 1 by units covered. Writes common, reference, answer, precision,
/// recall, F1.
pub fn span_f1(reference: &[u32], answer: &[u32], overlap: u32, out: &mut [f64]) -> Written {
    let spans = |numbers| -> Result<Vec<Span>, Refusal> {
        let one = |&[label, start, end]: &[u32; 3]| Span { label, start, end };
        Ok(unsigned(numbers)?.iter().map(one).collect())
    };
    let (reference, answer) = (spans(reference)?, spans(answer)?);
    let measured = match overlap {
        0 => tagger_agreement::span_exact(&reference, &answer)?,
        1 => tagger_agreement::span_overlap(&reference, &answer)?,
        _ => return Err(Refusal::Choice),
    };
    write(out, score(measured))
}

/// UTF-8 of two texts; `unit` 0 words, 1 characters; `normalisation` bit 0 case, bit 1 punctuation. Writes
/// substitutions, deletions, insertions, length, rate.
pub fn error_rate(reference: &[u8], answer: &[u8], unit: u32, normalisation: u32, out: &mut [f64]) -> Written {
    let text = |bytes| core::str::from_utf8(bytes).map_err(|_| Refusal::Text);
    let measure = match unit {
        0 => tagger_agreement::word_error_rate,
        1 => tagger_agreement::character_error_rate,
        _ => return Err(Refusal::Choice),
    };
    if normalisation > 3 {
        return Err(Refusal::Choice);
    }
    let how = Normalisation {
        case: normalisation & 1 != 0,
        punctuation: normalisation & 2 != 0,
    };
    let rate = measure(text(reference)?, text(answer)?, how)?;
    let EditRate {
        substitutions,
        deletions,
        insertions,
        length,
    } = rate;
    let counts = [substitutions, deletions, insertions, length].map(f64::from);
    write(out, counts.into_iter().chain([rate.rate()]))
}

fn weights(number: u32) -> Result<Weights, Refusal> {
    match number {
        0 => Ok(Weights::Unweighted),
        1 => Ok(Weights::Linear),
        2 => Ok(Weights::Quadratic),
        _ => Err(Refusal::Choice),
    }
}

fn narrow(classes: u32) -> Result<u16, Refusal> {
    u16::try_from(classes).map_err(|_| AgreementError::Classes.into())
}

/// One label an item of two raters; `weighting` 0 none, 1 linear, 2 quadratic. Writes kappa, items, agreement.
pub fn cohen_kappa(classes: u32, a: &[u16], b: &[u16], weighting: u32, out: &mut [f64]) -> Written {
    let kappa = tagger_agreement::cohen_kappa(narrow(classes)?, a, b, weights(weighting)?)?;
    write(out, [kappa.kappa, kappa.items as f64, kappa.agreement])
}

/// Answers of a crowd: `item, worker, label` each.
pub struct Crowd<'a> {
    /// Classes, items, workers.
    pub size: [u32; 3],
    /// Three numbers an answer.
    pub answers: &'a [u32],
}

impl Crowd<'_> {
    fn ratings(&self) -> Result<Ratings, Refusal> {
        let answers = unsigned(self.answers)?;
        let one = |&[item, worker, label]: &[u32; 3]| {
            let label = u16::try_from(label).map_err(|_| AgreementError::Label)?;
            Ok(Answer { item, worker, label })
        };
        let answers = answers.iter().map(one).collect::<Result<Vec<_>, Refusal>>()?;
        let [classes, items, workers] = self.size;
        Ok(Ratings::new(narrow(classes)?, items, workers, answers)?)
    }
}

/// Pairs of workers with `least` items in common; `weighting` as for [`cohen_kappa`]. Writes mean, pairs, undefined.
pub fn mean_kappa(crowd: &Crowd, weighting: u32, least: u32, out: &mut [f64]) -> Written {
    let mean = tagger_agreement::mean_kappa(&crowd.ratings()?, weights(weighting)?, least as usize)?;
    write(out, [mean.mean, mean.pairs as f64, mean.undefined as f64])
}

/// `metric` 0 nominal, 1 ordinal, 2 interval. Writes alpha, items, answers.
pub fn krippendorff_alpha(crowd: &Crowd, metric: u32, out: &mut [f64]) -> Written {
    let metric = match metric {
        0 => Metric::Nominal,
        1 => Metric::Ordinal,
        2 => Metric::Interval,
        _ => return Err(Refusal::Choice),
    };
    let alpha = tagger_agreement::krippendorff_alpha(&crowd.ratings()?, metric)?;
    write(out, [alpha.alpha, alpha.items as f64, alpha.answers as f64])
}

/// Writes 1 or 0 for converged, the label of each item, posteriors (items x classes), confusion matrices (workers x
/// classes x classes, row = truth), prior, accuracy of each worker, then one log-likelihood an iteration.
pub fn dawid_skene(crowd: &Crowd, smoothing: f64, tolerance: f64, most_iterations: u32, out: &mut [f64]) -> Written {
    let settings = Settings {
        smoothing,
        tolerance,
        most_iterations,
    };
    let model = tagger_agreement::dawid_skene(&crowd.ratings()?, settings)?;
    let all = [f64::from(u8::from(model.converged))].into_iter();
    let all = all.chain(model.labels().map(f64::from));
    let all = all
        .chain(model.posteriors.iter().copied())
        .chain(model.confusion.iter().copied());
    let all = all.chain(model.prior.iter().copied()).chain(model.accuracies());
    write(out, all.chain(model.log_likelihood.iter().copied()))
}
