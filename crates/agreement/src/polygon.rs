//! Intersection over union of simple polygons, convex or not, by scanline.
//!
//! Between two neighbouring heights at which a corner lies or edges of the two polygons cross, no edges meet: what both cover is a
//! row of trapezoids there, and the area of a trapezoid is its height times its width half way up. So the sum over these slabs is the
//! exact area, up to the rounding of 64-bit floating point. Corners, crossings and whether a polygon is simple are
//! decided in integers.

use crate::error::AgreementError;
use alloc::vec::Vec;

/// Most corners of a polygon.
pub const MAX_VERTICES: usize = 1_024;
/// Largest absolute value of a coordinate, 2^30 - 1.
pub const MAX_COORDINATE: i32 = (1 << 30) - 1;
/// Most crossings of two polygons.
pub const MAX_CROSSINGS: usize = 20_000;

/// A corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Point {
    /// To the right.
    pub x: i32,
    /// Down or up: it does not matter.
    pub y: i32,
}

/// Common area divided by the area of both together: 1 for equal polygons (whatever corner and direction they start with), 0
/// when they only touch. The last corner is joined to the first.
///
/// Time: corners squared, and corners times crossings. Errors: [`Vertices`](AgreementError::Vertices),
/// [`Coordinate`](AgreementError::Coordinate), [`NotSimple`](AgreementError::NotSimple) (also when corners repeat or the polygon has
/// no area), [`TooManyCrossings`](AgreementError::TooManyCrossings).
pub fn polygon_iou(a: &[Point], b: &[Point]) -> Result<f64, AgreementError> {
    let (a, b) = (edges(a)?, edges(b)?);
    let mut heights = crossings(&a, &b)?;
    let ends = |edge: &Edge| [f64::from(edge.low.y), f64::from(edge.high.y)];
    heights.extend(a.iter().chain(&b).flat_map(ends));
    heights.sort_unstable_by(f64::total_cmp);
    heights.dedup();
    let (mut common, mut union) = (0.0, 0.0);
    let mut cuts = Vec::with_capacity(a.len() + b.len());
    for slab in heights.windows(2) {
        let (bottom, top) = (slab[0], slab[1]);
        let middle = bottom + (top - bottom) / 2.0;
        cuts.clear();
        for (edges, first) in [(&a, true), (&b, false)] {
            let across = edges.iter().filter(|edge| edge.spans(bottom, top));
            cuts.extend(across.map(|edge| (edge.x_at(middle), first)));
        }
        cuts.sort_unstable_by(|(x, first), (y, second)| x.total_cmp(y).then(first.cmp(second)));
        let (mut in_a, mut in_b, mut last) = (false, false, 0.0);
        for &(x, first) in &cuts {
            let area = (x - last) * (top - bottom);
            if in_a && in_b {
                common += area;
            }
            if in_a || in_b {
                union += area;
            }
            if first {
                in_a = !in_a;
            } else {
                in_b = !in_b;
            }
            last = x;
        }
    }
    Ok(common / union)
}

/// An edge that goes up or, when level, to the right: the same for both directions of travel.
#[derive(Clone, Copy)]
struct Edge {
    low: Point,
    high: Point,
}

impl Edge {
    fn new(p: Point, q: Point) -> Self {
        let (low, high) = if (p.y, p.x) <= (q.y, q.x) { (p, q) } else { (q, p) };
        Self { low, high }
    }

    /// Whether it goes through the slab from bottom to top.
    fn spans(&self, bottom: f64, top: f64) -> bool {
        f64::from(self.low.y) <= bottom && top <= f64::from(self.high.y) && self.low.y < self.high.y
    }

    /// Where it is at a height between its ends.
    fn x_at(&self, y: f64) -> f64 {
        let (low, high) = (self.low, self.high);
        let share = (y - f64::from(low.y)) / (f64::from(high.y) - f64::from(low.y));
        f64::from(low.x) + share * (f64::from(high.x) - f64::from(low.x))
    }

    /// On which side of this edge a point lies: the sign of a cross product, below 2^63 with coordinates in range.
    fn side(&self, point: Point) -> i64 {
        let (low, high) = (self.low, self.high);
        let across = |a: i32, b: i32| i64::from(a) - i64::from(b);
        let turn = across(high.x, low.x) * across(point.y, low.y) - across(high.y, low.y) * across(point.x, low.x);
        turn.signum()
    }

    /// Whether the two cross at a point that is an end of neither.
    fn crosses(&self, other: &Self) -> bool {
        self.side(other.low) * self.side(other.high) < 0 && other.side(self.low) * other.side(self.high) < 0
    }

    /// Whether `point`, known to lie on the line, lies between the ends or on one.
    fn holds(&self, point: Point) -> bool {
        let between = |a: i32, b: i32, c: i32| a.min(b) <= c && c <= a.max(b);
        between(self.low.x, self.high.x, point.x) && between(self.low.y, self.high.y, point.y)
    }

    /// Whether the two have any point in common.
    fn meets(&self, other: &Self) -> bool {
        let on = |edge: &Self, point| edge.side(point) == 0 && edge.holds(point);
        self.crosses(other)
            || on(self, other.low)
            || on(self, other.high)
            || on(other, self.low)
            || on(other, self.high)
    }

    /// The height at which the lines of two crossing edges meet, the same whichever comes first.
    fn crossing_height(&self, other: &Self) -> f64 {
        let line = |edge: &Self| {
            let (low, high) = (edge.low, edge.high);
            let wide = |a: i32| i128::from(a);
            let (dx, dy) = (wide(high.x) - wide(low.x), wide(high.y) - wide(low.y));
            (dx, dy, wide(low.x) * wide(high.y) - wide(low.y) * wide(high.x))
        };
        let ((dx, dy, c), (other_dx, other_dy, other_c)) = (line(self), line(other));
        // x dy - y dx = c for both; at most 2^93.
        (c * other_dy - other_c * dy) as f64 / (dy * other_dx - other_dy * dx) as f64
    }
}

/// The edges of a polygon that is simple.
fn edges(corners: &[Point]) -> Result<Vec<Edge>, AgreementError> {
    let count = corners.len();
    if !(3..=MAX_VERTICES).contains(&count) {
        return Err(AgreementError::Vertices);
    }
    let range = -MAX_COORDINATE..=MAX_COORDINATE;
    if corners
        .iter()
        .any(|corner| !range.contains(&corner.x) || !range.contains(&corner.y))
    {
        return Err(AgreementError::Coordinate);
    }
    let next = |i: usize| corners[(i + 1) % count];
    let edges: Vec<Edge> = (0..count).map(|i| Edge::new(corners[i], next(i))).collect();
    for i in 0..count {
        // Neighbours share a corner; they must not turn back over each other.
        let (from, corner, to) = (corners[i], next(i), next(i + 1));
        let back = edges[i].side(to) == 0 && (edges[i].holds(to) || edges[(i + 1) % count].holds(from));
        if from == corner || back {
            return Err(AgreementError::NotSimple);
        }
        // The first and the last edge are neighbours too.
        let last = if i == 0 { count - 1 } else { count };
        if (i + 2..last).any(|j| edges[i].meets(&edges[j])) {
            return Err(AgreementError::NotSimple);
        }
    }
    Ok(edges)
}

/// Heights at which an edge of one polygon crosses an edge of the other. Where they only touch there is a corner.
fn crossings(a: &[Edge], b: &[Edge]) -> Result<Vec<f64>, AgreementError> {
    let mut heights = Vec::new();
    for one in a {
        for other in b.iter().filter(|other| one.crosses(other)) {
            if heights.len() == MAX_CROSSINGS {
                return Err(AgreementError::TooManyCrossings);
            }
            heights.push(one.crossing_height(other));
        }
    }
    Ok(heights)
}
