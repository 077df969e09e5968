//! Which panels a ticket gets. Its seed is the hash of a block that did not exist when it was taken; each place of the
//! ticket has a digest of its own: fifteen words that name panels and a sixteenth for when none of those takes claims.
//!
//! A walk from one random panel to the next that takes claims would favour whichever lies behind a row of panels that
//! take none. Trying again, and in the end choosing among all that do, makes each of them equally likely.
use anchor_lang::prelude::*;

use crate::rules::commitment::hash;

/// Most panels of one ticket.
#[constant]
pub const MAX_TICKET_PANELS: u8 = 8;
/// Separates tickets from every other use of SHA-256.
#[constant]
pub const TICKET_DOMAIN: &[u8] = b"tagger:ticket:v1";
/// Panels named by a digest before those that take claims are counted.
#[constant]
pub const TICKET_TRIES: u8 = 15;

/// The words of place `place` of a ticket: sixteen numbers of 16 bits.
pub fn words(seed: &[u8; 32], seat: &Address, number: u32, place: u8) -> [u16; 16] {
    let digest = hash(&[TICKET_DOMAIN, seed, seat.as_ref(), &number.to_le_bytes(), &[place]]);
    let mut words = [0; 16];
    for (word, bytes) in words.iter_mut().zip(digest.as_chunks::<2>().0) {
        *word = u16::from_le_bytes(*bytes);
    }
    words
}

/// One of `of` things, each equally likely up to one in 65,536: the high half of the product.
pub fn pick(word: u16, of: u8) -> u8 {
    ((u32::from(word) * u32::from(of)) >> 16) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_one_is_as_likely_as_the_next() {
        // [attack 85] over all words, no panel is named more than once oftener than another.
        for of in 1..=64u8 {
            let mut times = [0u32; 64];
            for word in 0..=u16::MAX {
                times[usize::from(pick(word, of))] += 1;
            }
            let (named, rest) = times.split_at(usize::from(of));
            let (least, most) = (named.iter().min().unwrap(), named.iter().max().unwrap());
            assert!(most - least <= 1 && rest.iter().all(|times| *times == 0), "{of}");
        }
    }

    #[test]
    fn words_are_spread_evenly() {
        // Chi-square over 12 cells and 60,000 words: 99.9 % of fair draws lie below 31.26 with 11 degrees of freedom.
        let mut cells = [0u32; 12];
        for number in 0..3_750 {
            for word in words(&[7; 32], &Address::new_from_array([9; 32]), number, 0) {
                cells[usize::from(pick(word, 12))] += 1;
            }
        }
        // The sum of squares over 5,000, kept whole: 31.26 * 5,000.
        let squares: u64 = cells.iter().map(|&cell| u64::from(cell.abs_diff(5_000)).pow(2)).sum();
        assert!(squares < 156_300, "{squares}");
    }

    #[test]
    fn block_seat_ticket_and_place_all_matter() {
        let key = |byte: u8| Address::new_from_array([byte; 32]);
        let base = words(&[1; 32], &key(2), 3, 4);
        assert_ne!(base, words(&[9; 32], &key(2), 3, 4));
        assert_ne!(base, words(&[1; 32], &key(9), 3, 4));
        assert_ne!(base, words(&[1; 32], &key(2), 9, 4));
        assert_ne!(base, words(&[1; 32], &key(2), 3, 9));
    }
}
