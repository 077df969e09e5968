//! Opening cases: the page of a review, its first record, and the appeals that follow it there.
use anchor_lang::prelude::*;
use bytemuck::Zeroable;

use super::{
    case::items_of,
    panel::{kind, Mask, Phase},
    terms::seats_of_round,
    Case, Page, Panel, PanelHead, Terms,
};
use crate::{
    clock::Now,
    constants::{MAX_PAGE_BYTES, MAX_REVIEW_ITEMS, MAX_SEATS},
    error::TaggerError,
    rules::{layout::Layout, pay},
};

/// Who asks for a round, why, and what he pays in.
pub struct Asked {
    pub funder: Address,
    /// See `case::reason`.
    pub reason: u8,
    pub deposit: u64,
}

/// Seats of a round, and the most it may have with substitutes.
fn seats(terms: &Terms, round: u8) -> (u8, u8) {
    // `Terms::check` keeps the last round within MAX_SEATS.
    let seats = seats_of_round(terms.review_seats, round).min(u32::from(MAX_SEATS)) as u8;
    (seats, (2 * seats).min(MAX_SEATS))
}

fn head(terms: &Terms, subject: &PanelHead, round: u8, items: u16, subject_mask: usize) -> PanelHead {
    let (seats_first, seats_max) = seats(terms, round);
    PanelHead {
        first_item: subject.first_item,
        items,
        difficulty_bps: subject.difficulty_bps,
        kind: if round == 0 { kind::REVIEW } else { kind::APPEAL },
        last_wave: 1,
        seats_first,
        seats_max,
        // One bit an item of a panel: at most 64 words.
        subject_mask: subject_mask as u8,
        ..PanelHead::zeroed()
    }
}

/// What stands for the judged panel where there is none: one item.
fn question() -> PanelHead {
    PanelHead {
        items: 1,
        ..PanelHead::zeroed()
    }
}

fn layout_of(terms: &Terms, head: &PanelHead) -> Result<Layout> {
    Ok(terms.layout(head, &terms.shape(head.items)?))
}

/// Checks the items somebody wants judged: real, not contested yet, not too many; returns how many.
pub fn check_items(subject: &Panel, items: &[u64]) -> Result<u16> {
    let words = usize::from(subject.head.items).div_ceil(64);
    require!(items.len() == words, TaggerError::BadReviewItems);
    let mut count = 0u16;
    for item in items_of(items) {
        require!(item < usize::from(subject.head.items), TaggerError::BadReviewItems);
        require!(!subject.has(Mask::Contested, item), TaggerError::AlreadyContested);
        count += 1;
    }
    require!((1..=MAX_REVIEW_ITEMS).contains(&count), TaggerError::BadReviewItems);
    Ok(count)
}

/// Bytes of the page of a review of `items` items, all its appeals included.
pub fn page_bytes(terms: &Terms, subject: &PanelHead, items: u16) -> Result<u32> {
    let mask = usize::from(subject.items).div_ceil(64);
    let mut words = 0;
    for round in 0..=terms.appeal_rounds {
        words += layout_of(terms, &head(terms, subject, round, items, mask))?.total;
    }
    let bytes = Page::HEADER_BYTES + 8 * words;
    require!(bytes <= MAX_PAGE_BYTES as usize, TaggerError::BadReviewItems);
    Ok(bytes as u32)
}

/// What a round on `items` items costs at most, base units.
pub fn cost(terms: &Terms, round: u8, items: u16) -> Result<u64> {
    Ok(pay::review_cost(terms.review_fee, seats(terms, round).0, items)?)
}

/// Opens the first round on a fresh page that holds the deposit, and marks the items as contested. Returns its number.
pub fn open_case(
    page: &mut Page,
    words: &mut [u64],
    subject: (&Address, &mut Panel),
    items: &[u64],
    asked: &Asked,
    now: &Now,
) -> Result<u64> {
    let (subject_page, panel) = subject;
    let count = check_items(panel, items)?;
    for item in items_of(items) {
        panel.put(Mask::Contested, item, true);
    }
    panel.head.open_cases = panel.head.open_cases.checked_add(1).ok_or(TaggerError::MathOverflow)?;
    let case = Case {
        subject_page: *subject_page,
        subject: panel.head.number,
        ..Case::zeroed()
    };
    let head = head(&page.terms, panel.head, 0, count, items.len());
    open_round(page, words, head, case, items, asked, now)
}

/// Opens the round after `number` on the same page. Returns its number.
pub fn open_appeal(page: &mut Page, words: &mut [u64], number: u64, asked: &Asked, now: &Now) -> Result<u64> {
    let terms = page.terms;
    let earlier = page.court(words, number)?;
    earlier.head.check_phase(Phase::Challenge)?;
    let round = earlier.case().round + 1;
    // The last round has no window, so this comes before the clock.
    require!(round <= terms.appeal_rounds, TaggerError::NoMoreAppeals);
    earlier.head.check_open(terms.restart_grace_secs, now)?;
    let case = Case {
        subject_page: earlier.case().subject_page,
        subject: earlier.case().subject,
        parent: number + 1,
        round,
        ..Case::zeroed()
    };
    let items = earlier.subject_items().to_vec();
    let head = head(&terms, earlier.head, round, earlier.head.items, items.len());
    earlier.head.enter(Phase::Appealed, 0, now);
    open_round(page, words, head, case, &items, asked, now)
}

/// Bytes of the page of an accusation, all its appeals included.
pub fn accusation_bytes(terms: &Terms) -> Result<u32> {
    page_bytes(terms, &question(), 1)
}

/// Opens the first round about a licence: one item, with the labels "no breach" (0) and "breach" (1). Returns its number.
pub fn open_accusation(
    page: &mut Page,
    words: &mut [u64],
    (license, bond): (&Address, u64),
    asked: &Asked,
    now: &Now,
) -> Result<u64> {
    let case = Case {
        subject_page: *license,
        bond,
        ..Case::zeroed()
    };
    let head = head(&page.terms, &question(), 0, 1, 1);
    open_round(page, words, head, case, &[1], asked, now)
}

fn open_round(
    page: &mut Page,
    words: &mut [u64],
    mut head: PanelHead,
    case: Case,
    items: &[u64],
    asked: &Asked,
    now: &Now,
) -> Result<u64> {
    page.fund(asked.deposit)?;
    page.reserve(asked.deposit)?;
    head.reserve = asked.deposit;
    let wanted = head.seats_first;
    let layout = layout_of(&page.terms, &head)?;
    let number = page.write_record(words, head, &layout)?;
    let mut panel = page.court(words, number)?;
    *panel.case_mut() = Case {
        funder: asked.funder,
        deposit: asked.deposit,
        reason: asked.reason,
        ..case
    };
    panel.weights[crate::rules::layout::CASE_WORDS..].copy_from_slice(items);
    panel.want(wanted, now);
    page.invariant()?;
    Ok(number)
}
