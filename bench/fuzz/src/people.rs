//! Who is there. People are numbers; each has a wallet, SOL and a TAG account.
use std::ops::Range;

use solana_address::Address;

use crate::addresses::made;

pub const ADMIN: usize = 0;
pub const GUARDIAN: usize = 1;
pub const REQUESTERS: Range<usize> = 2..4;
pub const ANNOTATORS: Range<usize> = 4..13;
/// Annotators with a past in the domain of experts; the last of them accepts whatever is suggested.
pub const EXPERTS: Range<usize> = 4..10;
/// Three seats, then seven in the appeal, and one to spare.
pub const VALIDATORS: Range<usize> = 13..24;
/// Of the members, those who have votes.
pub const VOTERS: Range<usize> = 11..15;
/// Have no member account yet.
pub const STRANGERS: Range<usize> = 24..26;
pub const PEOPLE: usize = STRANGERS.end;

pub const fn wallet(person: usize) -> Address {
    made(0xa0, person as u8)
}

pub const fn tokens(person: usize) -> Address {
    made(0xb0, person as u8)
}

/// Whose wallet this is.
pub fn number(address: &Address) -> Option<usize> {
    (0..PEOPLE).find(|person| wallet(*person) == *address)
}
