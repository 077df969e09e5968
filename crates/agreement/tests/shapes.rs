//! Boxes and polygons against areas worked out by hand, and what must hold for any of them.

use proptest::prelude::*;
use tagger_agreement::*;

fn bounds(left: i32, top: i32, right: i32, bottom: i32) -> BoundingBox {
    BoundingBox {
        left,
        top,
        right,
        bottom,
    }
}

fn points(corners: &[(i32, i32)]) -> Vec<Point> {
    corners.iter().map(|&(x, y)| Point { x, y }).collect()
}

fn corners_of(b: BoundingBox) -> Vec<Point> {
    points(&[
        (b.left, b.top),
        (b.right, b.top),
        (b.right, b.bottom),
        (b.left, b.bottom),
    ])
}

fn iou(a: &[(i32, i32)], b: &[(i32, i32)]) -> f64 {
    polygon_iou(&points(a), &points(b)).unwrap()
}

#[test]
fn boxes_by_hand() {
    // 5 x 5 common, 100 + 100 - 25 together.
    assert_eq!(box_iou(bounds(0, 0, 10, 10), bounds(5, 5, 15, 15)), Ok(25.0 / 175.0));
    assert_eq!(box_iou(bounds(0, 0, 10, 10), bounds(2, 2, 4, 4)), Ok(0.04));
    assert_eq!(box_iou(bounds(0, 0, 10, 10), bounds(10, 0, 20, 10)), Ok(0.0));
    assert_eq!(box_iou(bounds(0, 0, 10, 10), bounds(20, 20, 30, 30)), Ok(0.0));
    let all = bounds(i32::MIN, i32::MIN, i32::MAX, i32::MAX);
    assert_eq!(box_iou(all, all), Ok(1.0));
    for empty in [bounds(1, 0, 1, 5), bounds(0, 5, 1, 5), bounds(2, 0, 1, 5)] {
        assert_eq!(box_iou(all, empty), Err(AgreementError::EmptyBox));
        assert_eq!(box_iou(empty, all), Err(AgreementError::EmptyBox));
    }
}

#[test]
fn polygons_by_hand() {
    let square = [(0, 0), (4, 0), (4, 4), (0, 4)];
    // A diamond of area 8 inside the square of area 16.
    assert_eq!(iou(&square, &[(2, 0), (4, 2), (2, 4), (0, 2)]), 0.5);
    // The triangle below the diagonal is half the square.
    assert_eq!(iou(&square, &[(0, 0), (4, 0), (4, 4)]), 0.5);
    // Only a side, and nothing at all.
    assert_eq!(iou(&square, &[(4, 0), (8, 0), (8, 4), (4, 4)]), 0.0);
    assert_eq!(iou(&square, &[(9, 9), (12, 9), (12, 12)]), 0.0);
    // The eight-pointed star of two squares with half diagonal 2: each has area 8, and they have the regular octagon with
    // apothem sqrt(2) in common, of area 16 (sqrt(2) - 1). Scaled by 100,000 the rounded corners move it by less than 1e-5.
    let diamond = [(200_000, 0), (0, 200_000), (-200_000, 0), (0, -200_000)];
    let upright = [
        (141_421, 141_421),
        (-141_421, 141_421),
        (-141_421, -141_421),
        (141_421, -141_421),
    ];
    let octagon = 16.0 * (2f64.sqrt() - 1.0);
    assert!((iou(&diamond, &upright) - octagon / (16.0 - octagon)).abs() < 1e-5);
}

#[test]
fn concave_polygons_by_hand() {
    // A U of area 6 x 4 - 2 x 3 = 18 and a bar of 6 x 1 across both arms: they have 4 in common.
    let u = [(0, 0), (6, 0), (6, 4), (4, 4), (4, 1), (2, 1), (2, 4), (0, 4)];
    let bar = [(0, 2), (6, 2), (6, 3), (0, 3)];
    assert_eq!(iou(&u, &bar), 4.0 / 20.0);
    // The gap of the U: only touching.
    assert_eq!(iou(&u, &[(2, 1), (4, 1), (4, 4), (2, 4)]), 0.0);
    // Two combs of three teeth each, one upright and one on its side, counted square by square on a grid of 5 x 5.
    let down = [
        (0, 0),
        (5, 0),
        (5, 5),
        (4, 5),
        (4, 1),
        (3, 1),
        (3, 5),
        (2, 5),
        (2, 1),
        (1, 1),
        (1, 5),
        (0, 5),
    ];
    let across = [
        (0, 0),
        (5, 0),
        (5, 1),
        (1, 1),
        (1, 2),
        (5, 2),
        (5, 3),
        (1, 3),
        (1, 4),
        (5, 4),
        (5, 5),
        (0, 5),
    ];
    let in_down = |x: i32, y: i32| y == 0 || x % 2 == 0;
    let in_across = |x: i32, y: i32| x == 0 || y % 2 == 0;
    let cells = || (0..5).flat_map(|x| (0..5).map(move |y| (x, y)));
    let common = cells().filter(|&(x, y)| in_down(x, y) && in_across(x, y)).count();
    let together = cells().filter(|&(x, y)| in_down(x, y) || in_across(x, y)).count();
    assert_eq!(iou(&down, &across), common as f64 / together as f64);
}

#[test]
fn polygons_of_the_largest_coordinates() {
    let m = MAX_COORDINATE;
    let all = [(-m, -m), (m, -m), (m, m), (-m, m)];
    assert_eq!(iou(&all, &[(-m, -m), (m, -m), (m, m)]), 0.5);
    assert_eq!(iou(&all, &all), 1.0);
    let beyond = points(&[(0, 0), (m + 1, 0), (0, 5)]);
    assert_eq!(polygon_iou(&beyond, &points(&all)), Err(AgreementError::Coordinate));
}

#[test]
fn polygons_that_are_not_simple_are_refused() {
    let square = points(&[(0, 0), (4, 0), (4, 4), (0, 4)]);
    for (what, corners) in [
        ("a bow tie", &[(0, 0), (4, 4), (4, 0), (0, 4)][..]),
        ("a corner twice", &[(0, 0), (0, 0), (4, 0), (4, 4)]),
        ("a spike", &[(0, 0), (4, 0), (8, 0), (4, 0), (4, 4)]),
        ("a spike of three", &[(0, 0), (8, 0), (4, 0)]),
        ("a line", &[(0, 0), (4, 4), (8, 8)]),
        ("a pinch", &[(0, 0), (4, 0), (2, 2), (4, 4), (0, 4), (2, 2)]),
        ("a corner on an edge", &[(0, 0), (4, 0), (4, 4), (2, 0), (0, 4)]),
        (
            "edges over each other",
            &[(0, 0), (6, 0), (6, 4), (4, 4), (4, 0), (2, 0), (2, 4), (0, 4)],
        ),
    ] {
        assert_eq!(
            polygon_iou(&points(corners), &square),
            Err(AgreementError::NotSimple),
            "{what}"
        );
        assert_eq!(
            polygon_iou(&square, &points(corners)),
            Err(AgreementError::NotSimple),
            "{what}"
        );
    }
    // A corner on a straight side is fine.
    assert_eq!(
        iou(
            &[(0, 0), (2, 0), (4, 0), (4, 4), (0, 4)],
            &[(0, 0), (4, 0), (4, 4), (0, 4)]
        ),
        1.0
    );
    assert_eq!(
        polygon_iou(&points(&[(0, 0), (1, 0)]), &square),
        Err(AgreementError::Vertices)
    );
    let many: Vec<Point> = (0..=MAX_VERTICES as i32).map(|x| Point { x, y: x * x }).collect();
    assert_eq!(polygon_iou(&many, &square), Err(AgreementError::Vertices));
    assert_eq!(polygon_iou(&many[1..], &many[1..]), Ok(1.0));
}

/// A comb with so many teeth, standing or lying.
fn comb(teeth: i32, lying: bool) -> Vec<Point> {
    let long = 4 * teeth;
    let mut corners = vec![(-2, -2), (long, -2)];
    for tooth in (0..teeth).rev() {
        corners.extend([
            (4 * tooth + 3, long),
            (4 * tooth + 2, -1),
            (4 * tooth + 1, -1),
            (4 * tooth, long),
        ]);
    }
    corners.push((-1, long));
    let turned = |&(x, y): &(i32, i32)| if lying { Point { x: y, y: x } } else { Point { x, y } };
    corners.iter().map(turned).collect()
}

#[test]
fn polygons_that_cross_too_often_are_refused() {
    assert!(polygon_iou(&comb(20, false), &comb(20, true)).unwrap() > 0.0);
    assert_eq!(
        polygon_iou(&comb(120, false), &comb(120, true)),
        Err(AgreementError::TooManyCrossings)
    );
}

fn labelled(boxes: &[(BoundingBox, u32)]) -> Vec<LabelledBox> {
    boxes
        .iter()
        .map(|&(bounds, label)| LabelledBox { bounds, label })
        .collect()
}

#[test]
fn greedy_takes_the_best_pair_and_optimal_the_most() {
    // A covers 0..10, its neighbour 4..14. The answer 3..13 fits the second better (9/11) than the first (7/13), and
    // 5..15 fits only the second (9/11).
    let reference = labelled(&[(bounds(0, 0, 10, 1), 0), (bounds(4, 0, 14, 1), 0)]);
    let answer = labelled(&[(bounds(3, 0, 13, 1), 0), (bounds(5, 0, 15, 1), 0)]);
    let greedy = match_boxes(&reference, &answer, 0.5, Method::Greedy).unwrap();
    let places = |matching: &Matching| {
        matching
            .pairs
            .iter()
            .map(|p| (p.reference, p.answer))
            .collect::<Vec<_>>()
    };
    assert_eq!(places(&greedy), [(1, 0)]);
    assert_eq!(greedy.score.f1(), 0.5);
    let optimal = match_boxes(&reference, &answer, 0.5, Method::Optimal).unwrap();
    assert_eq!(places(&optimal), [(0, 0), (1, 1)]);
    assert_eq!((optimal.score.precision(), optimal.score.recall()), (1.0, 1.0));
    assert_eq!(optimal.mean_iou(), (7.0 / 13.0 + 9.0 / 11.0) / 2.0);
}

#[test]
fn labels_and_threshold_decide_what_can_match() {
    let place = bounds(0, 0, 10, 10);
    let (cat, dog) = (labelled(&[(place, 0)]), labelled(&[(place, 1)]));
    for method in [Method::Greedy, Method::Optimal] {
        assert_eq!(match_boxes(&cat, &dog, 0.5, method).unwrap().score.f1(), 0.0);
        // IoU 0.5 exactly is enough for 0.5.
        let half = labelled(&[(bounds(0, 0, 10, 5), 0)]);
        assert_eq!(match_boxes(&cat, &half, 0.5, method).unwrap().mean_iou(), 0.5);
        assert_eq!(match_boxes(&cat, &half, 0.51, method).unwrap().mean_iou(), 0.0);
        let nothing = match_boxes(&[], &[], 0.5, method).unwrap();
        assert_eq!((nothing.score.f1(), nothing.mean_iou()), (1.0, 1.0));
        let missed = match_boxes(&cat, &[], 0.5, method).unwrap().score;
        assert_eq!((missed.precision(), missed.recall(), missed.f1()), (0.0, 0.0, 0.0));
        for threshold in [0.0, -1.0, 1.1, f64::NAN] {
            assert_eq!(
                match_boxes(&cat, &cat, threshold, method),
                Err(AgreementError::Threshold)
            );
        }
        let many = vec![cat[0]; MAX_BOXES + 1];
        assert_eq!(match_boxes(&many, &cat, 0.5, method), Err(AgreementError::TooManyBoxes));
        assert_eq!(
            match_boxes(&many[1..], &many[1..], 0.5, method).unwrap().pairs.len(),
            MAX_BOXES
        );
        let empty = labelled(&[(bounds(0, 0, 0, 10), 0)]);
        assert_eq!(match_boxes(&cat, &empty, 0.5, method), Err(AgreementError::EmptyBox));
    }
}

/// The most pairs, and among them the largest sum of IoU, by trying everything.
fn best(reference: &[LabelledBox], answer: &[LabelledBox], threshold: f64, taken: u32) -> (usize, f64) {
    let Some((first, rest)) = reference.split_first() else {
        return (0, 0.0);
    };
    let mut best_so_far = best(rest, answer, threshold, taken);
    for (j, other) in answer.iter().enumerate().filter(|(j, _)| taken >> j & 1 == 0) {
        let iou = box_iou(first.bounds, other.bounds).unwrap();
        if first.label == other.label && iou >= threshold {
            let (pairs, sum) = best(rest, answer, threshold, taken | 1 << j);
            let found = (pairs + 1, sum + iou);
            if found.0 > best_so_far.0 || found.0 == best_so_far.0 && found.1 > best_so_far.1 {
                best_so_far = found;
            }
        }
    }
    best_so_far
}

prop_compose! {
    fn boxes()(left in -20i32..20, top in -20i32..20, width in 1i32..20, height in 1i32..20) -> BoundingBox {
        bounds(left, top, left + width, top + height)
    }
}

fn box_sets() -> impl Strategy<Value = Vec<LabelledBox>> {
    // Close together, so that many pairs are possible.
    let one = (boxes(), 0u32..2).prop_map(|(mut bounds, label)| {
        (bounds.left, bounds.top) = (bounds.left.min(4) / 4, bounds.top.min(4) / 4);
        (bounds.right, bounds.bottom) = (bounds.right.max(6), bounds.bottom.max(6));
        LabelledBox { bounds, label }
    });
    prop::collection::vec(one, 0..6)
}

/// Star-shaped polygons: corners at growing angles around a centre, at any distance. Simple, mostly concave.
fn stars() -> impl Strategy<Value = Vec<Point>> {
    let centre = (-500i32..500, -500i32..500);
    (centre, prop::collection::vec(100i32..1_000, 3..24)).prop_map(|((x, y), distances)| {
        let count = distances.len() as f64;
        let corner = |(i, &distance): (usize, &i32)| {
            let angle = i as f64 / count * std::f64::consts::TAU;
            let place = |share: f64| (f64::from(distance) * 1_000.0 * share).round() as i32;
            Point {
                x: x * 1_000 + place(angle.cos()),
                y: y * 1_000 + place(angle.sin()),
            }
        };
        distances.iter().enumerate().map(corner).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn box_iou_is_symmetric_and_in_range(a in boxes(), b in boxes()) {
        let iou = box_iou(a, b).unwrap();
        prop_assert_eq!(box_iou(b, a), Ok(iou));
        prop_assert!((0.0..=1.0).contains(&iou));
        prop_assert_eq!(iou == 1.0, a == b);
        prop_assert_eq!(box_iou(a, a), Ok(1.0));
        let as_polygons = polygon_iou(&corners_of(a), &corners_of(b)).unwrap();
        prop_assert!((as_polygons - iou).abs() < 1e-12, "{as_polygons} {iou}");
    }

    #[test]
    fn polygon_iou_is_symmetric_and_does_not_care_where_it_starts(a in stars(), b in stars(), turn in 0usize..24) {
        let iou = polygon_iou(&a, &b).unwrap();
        prop_assert!((0.0..=1.0).contains(&iou));
        prop_assert_eq!(polygon_iou(&b, &a), Ok(iou));
        let mut turned = a.clone();
        turned.rotate_left(turn % a.len());
        prop_assert_eq!(polygon_iou(&turned, &b), Ok(iou));
        turned.reverse();
        prop_assert_eq!(polygon_iou(&turned, &b), Ok(iou));
        prop_assert_eq!(polygon_iou(&turned, &a), Ok(1.0));
    }

    /// Points on a fine grid, inside or outside by counting edges to their right, give nearly the same share.
    #[test]
    fn polygon_iou_is_what_counting_points_gives(a in stars(), b in stars()) {
        let inside = |corners: &[Point], x: f64, y: f64| {
            let edges = corners.iter().zip(corners.iter().cycle().skip(1));
            let right = edges.filter(|(p, q)| {
                let (py, qy) = (f64::from(p.y), f64::from(q.y));
                (py > y) != (qy > y) && x < f64::from(p.x) + (y - py) / (qy - py) * f64::from(q.x - p.x)
            });
            right.count() % 2 == 1
        };
        let (mut common, mut union) = (0u32, 0u32);
        for i in 0..100 {
            for j in 0..100 {
                let place = |k: i32| (f64::from(k) + 0.5) / 100.0 * 3_000_000.0 - 1_500_000.0;
                let (in_a, in_b) = (inside(&a, place(i), place(j)), inside(&b, place(i), place(j)));
                common += u32::from(in_a && in_b);
                union += u32::from(in_a || in_b);
            }
        }
        let counted = f64::from(common) / f64::from(union.max(1));
        let iou = polygon_iou(&a, &b).unwrap();
        prop_assert!(union < 250 || (counted - iou).abs() < 0.05, "{counted} {iou}");
    }

    #[test]
    fn optimal_matching_is_the_best_there_is(reference in box_sets(), answer in box_sets(), threshold in 0.05f64..0.9) {
        let matching = match_boxes(&reference, &answer, threshold, Method::Optimal).unwrap();
        let (pairs, sum) = best(&reference, &answer, threshold, 0);
        prop_assert_eq!(matching.pairs.len(), pairs);
        let found: f64 = matching.pairs.iter().map(|pair| pair.iou).sum();
        prop_assert!((found - sum).abs() < 1e-8, "{found} {sum}");
    }

    #[test]
    fn matchings_are_one_to_one_symmetric_and_perfect_with_oneself(
        reference in box_sets(),
        answer in box_sets(),
        threshold in 0.05f64..0.9,
    ) {
        for method in [Method::Greedy, Method::Optimal] {
            let matching = match_boxes(&reference, &answer, threshold, method).unwrap();
            let mut answers: Vec<_> = matching.pairs.iter().map(|pair| pair.answer).collect();
            answers.sort_unstable();
            answers.dedup();
            prop_assert_eq!(answers.len(), matching.pairs.len());
            prop_assert!(matching.pairs.windows(2).all(|pair| pair[0].reference < pair[1].reference));
            for pair in &matching.pairs {
                prop_assert_eq!(reference[pair.reference].label, answer[pair.answer].label);
                prop_assert!(pair.iou >= threshold);
            }
            let itself = match_boxes(&reference, &reference, threshold, method).unwrap();
            prop_assert_eq!((itself.score.f1(), itself.mean_iou()), (1.0, 1.0));
        }
        let back = match_boxes(&answer, &reference, threshold, Method::Optimal).unwrap();
        let forth = match_boxes(&reference, &answer, threshold, Method::Optimal).unwrap();
        prop_assert_eq!(back.score.f1(), forth.score.f1());
        prop_assert!((back.mean_iou() - forth.mean_iou()).abs() < 1e-8);
    }
}
