//! Where panel records lie inside a page: a ring of words. Records are placed in order of their numbers and their
//! room comes back in the same order, so two offsets describe everything.

/// State of the ring; offsets and sizes in 64-bit words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ring {
    pub capacity: u32,
    /// Where the next record goes if it fits before the end.
    pub head: u32,
    /// Start of the oldest live record; equals `head` when nothing lives.
    pub tail: u32,
    pub live: u32,
}

impl Ring {
    /// Places a record of `size` words and returns its offset; `None` when there is no room.
    pub fn place(&mut self, size: u32) -> Option<u32> {
        if self.live == 0 {
            self.head = 0;
            self.tail = 0;
        }
        let wrapped = self.live > 0 && self.head <= self.tail;
        let at = if wrapped {
            (self.tail - self.head >= size).then_some(self.head)
        } else if self.capacity - self.head >= size {
            Some(self.head)
        } else if self.live > 0 && self.tail >= size {
            Some(0)
        } else {
            None
        }?;
        self.head = at + size;
        self.live += 1;
        Some(at)
    }

    /// Frees the oldest record; `next` is the offset of the one after it, if any lives.
    pub fn free_oldest(&mut self, next: Option<u32>) {
        self.live = self.live.saturating_sub(1);
        self.tail = next.unwrap_or(self.head);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::VecDeque;

    extern crate std;

    #[test]
    fn records_never_overlap_and_room_always_comes_back() {
        // A long pseudo-random story: place when it fits, free the oldest otherwise.
        let mut ring = Ring {
            capacity: 1_000,
            head: 0,
            tail: 0,
            live: 0,
        };
        let mut records: VecDeque<(u32, u32)> = VecDeque::new();
        let mut seed = 7u32;
        for _ in 0..100_000 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let size = 1 + (seed >> 8) % 300;
            match ring.place(size) {
                Some(at) => {
                    assert!(at + size <= 1_000);
                    assert!(records
                        .iter()
                        .all(|(other, len)| at + size <= *other || other + len <= at));
                    records.push_back((at, size));
                }
                None => {
                    assert!(!records.is_empty(), "an empty ring takes every legal record");
                    records.pop_front();
                    ring.free_oldest(records.front().map(|(at, _)| *at));
                }
            }
            assert_eq!(ring.live as usize, records.len());
        }
    }

    #[test]
    fn a_full_ring_refuses_and_an_emptied_one_starts_over() {
        let mut ring = Ring {
            capacity: 10,
            head: 0,
            tail: 0,
            live: 0,
        };
        assert_eq!(ring.place(10), Some(0));
        assert_eq!(ring.place(1), None);
        ring.free_oldest(None);
        assert_eq!(ring.place(11), None);
        assert_eq!(ring.place(10), Some(0));
    }
}
