//! Intersection over union of axis-aligned boxes.

use crate::error::AgreementError;

/// A box of whole coordinates; right and bottom are the first that no longer belong to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoundingBox {
    /// Smallest x.
    pub left: i32,
    /// Smallest y.
    pub top: i32,
    /// Above the largest x.
    pub right: i32,
    /// Above the largest y.
    pub bottom: i32,
}

impl BoundingBox {
    /// Refuses a box without area: [`EmptyBox`](AgreementError::EmptyBox).
    pub(crate) fn check(&self) -> Result<(), AgreementError> {
        if self.left < self.right && self.top < self.bottom {
            Ok(())
        } else {
            Err(AgreementError::EmptyBox)
        }
    }

    /// Below 2^64: each side is below 2^32.
    fn area(&self) -> u64 {
        length(self.left, self.right) * length(self.top, self.bottom)
    }

    /// IoU of two boxes that have an area.
    pub(crate) fn iou(&self, other: &Self) -> f64 {
        let width = length(self.left.max(other.left), self.right.min(other.right));
        let height = length(self.top.max(other.top), self.bottom.min(other.bottom));
        let common = width * height;
        let union = u128::from(self.area()) + u128::from(other.area()) - u128::from(common);
        common as f64 / union as f64
    }
}

/// Length of an interval; 0 when it ends before it starts.
fn length(from: i32, to: i32) -> u64 {
    u64::try_from(i64::from(to) - i64::from(from)).unwrap_or(0)
}

/// Common area divided by the area of both together: 1 for equal boxes, 0 for boxes that only touch. Exact up to the last
/// division. Error: [`EmptyBox`](AgreementError::EmptyBox).
pub fn box_iou(a: BoundingBox, b: BoundingBox) -> Result<f64, AgreementError> {
    a.check()?;
    b.check()?;
    Ok(a.iou(&b))
}
