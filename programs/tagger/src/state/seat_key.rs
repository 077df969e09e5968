//! `SeatKey`: how the key of a private task's items reaches a seat, and when that was too late. The last part of a
//! private task's seats; seats of public tasks have none.
use anchor_lang::prelude::*;

use crate::{clock::Now, error::TaggerError};

#[derive(Clone, Copy, bytemuck::Pod, bytemuck::Zeroable, IdlType)]
#[repr(C)]
pub struct SeatKey {
    /// The member's key when he took the seat: another key later moves nothing.
    pub recipient: [u8; 32],
    /// The key of the items, wrapped for the recipient; zeros until it is delivered. See `rules/delivery.rs`.
    pub wrap: [[u8; 32]; 2],
    /// Unix seconds.
    pub opened_at: u64,
    /// Unix seconds; zero until then.
    pub delivered_at: u64,
    /// 1 once the member was paid for a key that came too late: once for each seat.
    pub compensated: u8,
    pub reserved: [u8; 7],
}

/// Whose fault it is that a claim lapsed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// The member had the key for half of a hold.
    Member,
    /// He had it for less, but asked for it only then.
    Nobody,
    /// The key was late.
    Requester,
}

impl SeatKey {
    pub fn birth(&mut self, recipient: [u8; 32], now: &Now) {
        *self = bytemuck::Zeroable::zeroed();
        self.recipient = recipient;
        self.opened_at = now.seconds;
    }

    /// The key came; it comes once.
    pub fn deliver(&mut self, wrap: [[u8; 32]; 2], now: &Now) -> Result<()> {
        require!(self.delivered_at == 0, TaggerError::KeyDelivered);
        self.wrap = wrap;
        self.delivered_at = now.seconds;
        Ok(())
    }

    /// Who is to blame for a claim that was held until `held_until` and lapsed.
    ///
    /// The member needs half of the hold to work: before that he must have the key. The service needs half of a hold to
    /// deliver, counted from the opening of the seat, plus `grace` seconds where the cluster stood still: a claim that
    /// was taken shortly before its window closed makes no key late.
    pub fn fault(&self, held_until: u64, hold_secs: u32, grace: u32, now: &Now) -> Fault {
        let half = u64::from(hold_secs) / 2;
        let needed = held_until.saturating_sub(half);
        let came = if self.delivered_at == 0 {
            u64::MAX
        } else {
            self.delivered_at
        };
        if came < needed {
            return Fault::Member;
        }
        let due = needed
            .max(self.opened_at.saturating_add(half))
            .saturating_add(u64::from(grace));
        if came.min(now.seconds) < due {
            Fault::Nobody
        } else {
            Fault::Requester
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(opened_at: u64, delivered_at: u64, held_until: u64, now: u64) -> Fault {
        let key = SeatKey {
            opened_at,
            delivered_at,
            ..bytemuck::Zeroable::zeroed()
        };
        let now = Now { seconds: now, slot: 0 };
        key.fault(held_until, 600, 0, &now)
    }

    #[test]
    fn a_key_is_late_from_half_of_the_hold() {
        // [attack 64] Claimed at 1,000 for 600 seconds, in a seat opened long before: the key is due before 1,300.
        assert_eq!(fault(1, 1, 1_600, 1_600), Fault::Member);
        assert_eq!(fault(1, 1_299, 1_600, 1_600), Fault::Member);
        assert_eq!(fault(1, 1_300, 1_600, 1_600), Fault::Requester);
        assert_eq!(fault(1, 0, 1_600, 1_600), Fault::Requester);
    }

    #[test]
    fn a_claim_that_was_cut_short_makes_no_key_late() {
        // [attack 173] The seat is opened and the panel claimed at 1,000, ten seconds before its window closes.
        assert_eq!(fault(1_000, 0, 1_010, 1_010), Fault::Nobody);
        assert_eq!(fault(1_000, 0, 1_010, 1_299), Fault::Nobody);
        assert_eq!(fault(1_000, 1_299, 1_010, 1_400), Fault::Nobody);
        // From half a hold after the opening the service has no excuse.
        assert_eq!(fault(1_000, 1_300, 1_010, 1_400), Fault::Requester);
        assert_eq!(fault(1_000, 0, 1_010, 1_300), Fault::Requester);
    }

    #[test]
    fn a_cluster_that_stood_still_is_nobodys_fault() {
        let key = SeatKey {
            opened_at: 1,
            delivered_at: 1_899,
            ..bytemuck::Zeroable::zeroed()
        };
        let at = |seconds| Now { seconds, slot: 0 };
        assert_eq!(key.fault(1_600, 600, 600, &at(2_200)), Fault::Nobody);
        assert_eq!(key.fault(1_600, 600, 0, &at(2_200)), Fault::Requester);
    }
}
