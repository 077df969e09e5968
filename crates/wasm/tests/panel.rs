//! A panel through flat arrays against the consensus itself.

use tagger_consensus::{
    counters_len, majority, weighted_with_prior, weights_from, Answers, Shape, ShapeError, MAX_MEMBERS, SCRATCH_WORDS,
};
use tagger_wasm::panel::{settle, weights, Panel};
use tagger_wasm::Refusal;

const ITEMS: u16 = 100;
const MEMBERS: usize = 5;

/// Answers of five members to a hundred items of three classes, two bits each; 3 is skipped.
fn answers(shape: &Shape) -> Vec<u64> {
    let mut words = vec![0; MEMBERS * shape.words()];
    for (member, row) in words.chunks_exact_mut(shape.words()).enumerate() {
        for item in 0..usize::from(ITEMS) {
            shape.put(row, item, ((item * 7 + member * (item % 5)) % 4) as u8);
        }
    }
    words
}

/// Weight tables of members who are better the later they come.
fn tables() -> Vec<u8> {
    let mut all = Vec::new();
    for member in 0..MEMBERS as u16 {
        let counters = [5 * member, 1, 0, 2, 4 * member, 1, 0, 3, 6];
        let mut table = [0; 9];
        weights_from(&counters, 3, &mut table);
        all.extend(table);
        let mut same = [0; 9];
        assert_eq!(weights(3, &counters, &mut same), Ok(9));
        assert_eq!(same, table);
    }
    all
}

fn panel<'a>(answers: &'a [u64], weights: &'a [u8], method: u32) -> Panel<'a> {
    Panel {
        terms: [u32::from(ITEMS), 2, 3, MEMBERS as u32, 0b11111, method, 9_500],
        answers,
        masked: 0,
        masks: &[],
        weights,
        prior: &[],
        gold: &[],
    }
}

#[test]
fn a_majority_panel_is_the_majority_and_nothing_is_sure() {
    let shape = Shape::new(ITEMS, 2, 3).unwrap();
    let words = answers(&shape);
    let mut expected = vec![0; shape.words()];
    majority(
        &Answers::new(shape, MEMBERS, &words, [None; MAX_MEMBERS], 0b11111).unwrap(),
        &mut expected,
    );
    let mut out = vec![!0; shape.words() + 2 * shape.mask_words()];
    assert_eq!(settle(&panel(&words, &[], 0), &mut out), Ok(out.len()));
    let (labels, rest) = out.split_at(shape.words());
    assert_eq!(labels, expected);
    assert!(rest.iter().all(|&word| word == 0));
}

#[test]
fn a_weighted_panel_with_a_later_wave_and_a_prior() {
    let shape = Shape::new(ITEMS, 2, 3).unwrap();
    let (words, tables) = (answers(&shape), tables());
    let mask = [0x0f0f_0f0f_0f0f_0f0f, 0x3_f0f0_f0f0];
    let mut asked = [None; MAX_MEMBERS];
    asked[4] = Some(&mask[..]);
    let whole = Answers::new(shape, MEMBERS, &words, asked, 0b11101).unwrap();
    let costs = [0, 62, 22];
    let (mut labels, mut sure, mut open) = (vec![0; 4], vec![0; 2], vec![0; 2]);
    let rows: Vec<&[u8]> = tables.as_chunks::<9>().0.iter().map(<[u8; 9]>::as_slice).collect();
    weighted_with_prior(
        &whole,
        &costs,
        &rows,
        9_500,
        &mut labels,
        &mut sure,
        &mut open,
        &mut vec![0; SCRATCH_WORDS],
    );
    assert!(sure.iter().any(|&word| word != 0) && open.iter().any(|&word| word != 0));
    let mut given = panel(&words, &tables, 1);
    given.terms[4] = 0b11101;
    (given.masked, given.masks, given.prior) = (1 << 4, &mask, &costs);
    let mut out = vec![!0; 8];
    assert_eq!(settle(&given, &mut out), Ok(8));
    assert_eq!(out, [labels, sure, open].concat());
    // Nobody revealed: all zero, as in the program.
    given.terms[4] = 0;
    settle(&given, &mut out).unwrap();
    assert_eq!(out, [0; 8]);
}

#[test]
fn fair_gold_stands_and_unfair_gold_is_dropped() {
    let shape = Shape::new(4, 1, 2).unwrap();
    // Four members say 0 to all four items, but one of them says 1 to the second.
    let words = [0b0000, 0b0010, 0b0000, 0b0000];
    let mut given = panel(&words, &[], 0);
    given.terms = [4, 1, 2, 4, 0b1111, 0, 0];
    // One of four right is fair, none of four is not.
    given.gold = &[1, 1, 2, 1, 3, 0];
    let mut out = [!0; 3];
    assert_eq!(settle(&given, &mut out), Ok(3));
    assert_eq!(out, [0b0010, 0b1010, 0]);
    assert_eq!(shape.get(&out[..1], 1), 1);
}

#[test]
fn wrong_panels_are_refused_by_name() {
    let shape = Shape::new(ITEMS, 2, 3).unwrap();
    static MASK: [u64; 4] = [0; 4];
    let (words, tables) = (answers(&shape), tables());
    let mut out = vec![0; 8];
    let mut refused = |change: &dyn Fn(&mut Panel)| {
        let mut given = panel(&words, &tables, 1);
        change(&mut given);
        settle(&given, &mut out).unwrap_err()
    };
    assert_eq!(refused(&|p| p.terms[0] = 0), Refusal::Shape(ShapeError::NoItems));
    assert_eq!(refused(&|p| p.terms[0] = 65_536), Refusal::Choice);
    assert_eq!(refused(&|p| p.terms[1] = 3), Refusal::Shape(ShapeError::Bits));
    assert_eq!(refused(&|p| p.terms[2] = 5), Refusal::Shape(ShapeError::Classes));
    assert_eq!(refused(&|p| p.terms[3] = 17), Refusal::Shape(ShapeError::Members));
    assert_eq!(refused(&|p| p.terms[3] = 4), Refusal::Shape(ShapeError::AnswerWords));
    assert_eq!(refused(&|p| p.terms[5] = 2), Refusal::Choice);
    assert_eq!(refused(&|p| p.weights = &p.weights[1..]), Refusal::Length);
    assert_eq!(refused(&|p| p.prior = &[1, 2]), Refusal::Length);
    assert_eq!(refused(&|p| p.masked = 1), Refusal::Length);
    assert_eq!(refused(&|p| (p.masked, p.masks) = (1, &MASK)), Refusal::Length);
    assert_eq!(
        refused(&|p| (p.masked, p.masks) = (1 << 5, &MASK[..2])),
        Refusal::Length
    );
    assert_eq!(
        refused(&|p| (p.masked, p.masks) = (1 << 16, &MASK[..2])),
        Refusal::Length
    );
    assert_eq!(refused(&|p| p.gold = &[100, 0]), Refusal::Gold);
    assert_eq!(refused(&|p| p.gold = &[0, 4]), Refusal::Gold);
    assert_eq!(refused(&|p| p.gold = &[0]), Refusal::Length);
    let mut short = vec![0; 7];
    assert_eq!(settle(&panel(&words, &tables, 1), &mut short), Err(Refusal::Length));
    let wide = vec![0; 5 * 8];
    let mut many = panel(&wide, &[], 1);
    (many.terms[0], many.terms[1], many.terms[2]) = (64, 8, 17);
    assert_eq!(settle(&many, &mut [0; 10]), Err(Refusal::WeightedClasses));
    assert_eq!(weights(17, &[], &mut []), Err(Refusal::WeightedClasses));
    assert_eq!(weights(2, &vec![0; counters_len(3)], &mut [0; 9]), Err(Refusal::Length));
}
