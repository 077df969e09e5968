//! The C interface. Arrays are an address and a number of elements; every call returns how many elements it wrote, or minus
//! the code of the refusal, whose text [`error_text`] gives.
//!
//! # Safety
//!
//! Every function that takes addresses needs them to come from [`tagger_alloc`], with room for as many elements as it is told, and no two
//! arrays to overlap where one is written. An array without elements may have any address.
#![allow(clippy::missing_safety_doc)] // Said once, above.
#![allow(clippy::too_many_arguments)] // Each array is two.

use crate::panel::{self, Panel};
use crate::report::{self, Crowd};
use crate::Refusal;
use alloc::alloc::{alloc, dealloc};
use core::alloc::Layout;
use core::ptr;

/// Every array begins at a multiple of this.
const ALIGN: usize = 8;

/// Room for so many bytes (at least one), or 0 when there is no more memory.
#[no_mangle]
pub extern "C" fn tagger_alloc(bytes: usize) -> *mut u8 {
    match Layout::from_size_align(bytes.max(1), ALIGN) {
        // SAFETY: the size is not 0.
        Ok(layout) => unsafe { alloc(layout) },
        Err(_) => ptr::null_mut(),
    }
}

/// Gives back what [`tagger_alloc`] gave for so many bytes.
#[no_mangle]
pub unsafe extern "C" fn tagger_free(block: *mut u8, bytes: usize) {
    if let Ok(layout) = Layout::from_size_align(bytes.max(1), ALIGN) {
        // SAFETY: the caller's promise.
        unsafe { dealloc(block, layout) }
    }
}

unsafe fn input<'a, T>(start: *const T, count: usize) -> &'a [T] {
    if count == 0 {
        return &[];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts(start, count) }
}

unsafe fn output<'a, T>(start: *mut T, count: usize) -> &'a mut [T] {
    if count == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { core::slice::from_raw_parts_mut(start, count) }
}

fn status(written: Result<usize, Refusal>) -> i32 {
    match written {
        Ok(count) => count as i32,
        Err(refusal) => -i32::from(refusal.code()),
    }
}

/// `Name: sentence` of a refusal in UTF-8, cut off where the room ends; 0 bytes for a code nobody has.
#[no_mangle]
pub unsafe extern "C" fn error_text(code: u32, out: *mut u8, room: usize) -> usize {
    // SAFETY: the caller's promise.
    let out = unsafe { output(out, room) };
    let text = u8::try_from(code).ok().and_then(Refusal::text).unwrap_or_default();
    let count = text.len().min(room);
    out[..count].copy_from_slice(&text.as_bytes()[..count]);
    count
}

/// [`report::box_iou`].
#[no_mangle]
pub unsafe extern "C" fn box_iou(boxes: *const i32, boxes_count: usize, out: *mut f64, room: usize) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let boxes = unsafe { input(boxes, boxes_count) };
    let out = unsafe { output(out, room) };
    status(report::box_iou(boxes, out))
}

/// [`report::match_boxes`].
#[no_mangle]
pub unsafe extern "C" fn match_boxes(
    reference: *const i32,
    reference_count: usize,
    answer: *const i32,
    answer_count: usize,
    threshold: f64,
    method: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let reference = unsafe { input(reference, reference_count) };
    let answer = unsafe { input(answer, answer_count) };
    let out = unsafe { output(out, room) };
    status(report::match_boxes(reference, answer, threshold, method, out))
}

/// [`report::polygon_iou`].
#[no_mangle]
pub unsafe extern "C" fn polygon_iou(
    a: *const i32,
    a_count: usize,
    b: *const i32,
    b_count: usize,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let a = unsafe { input(a, a_count) };
    let b = unsafe { input(b, b_count) };
    let out = unsafe { output(out, room) };
    status(report::polygon_iou(a, b, out))
}

/// [`report::span_f1`].
#[no_mangle]
pub unsafe extern "C" fn span_f1(
    reference: *const u32,
    reference_count: usize,
    answer: *const u32,
    answer_count: usize,
    overlap: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let reference = unsafe { input(reference, reference_count) };
    let answer = unsafe { input(answer, answer_count) };
    let out = unsafe { output(out, room) };
    status(report::span_f1(reference, answer, overlap, out))
}

/// [`report::error_rate`].
#[no_mangle]
pub unsafe extern "C" fn error_rate(
    reference: *const u8,
    reference_count: usize,
    answer: *const u8,
    answer_count: usize,
    unit: u32,
    normalisation: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let reference = unsafe { input(reference, reference_count) };
    let answer = unsafe { input(answer, answer_count) };
    let out = unsafe { output(out, room) };
    status(report::error_rate(reference, answer, unit, normalisation, out))
}

/// [`report::cohen_kappa`].
#[no_mangle]
pub unsafe extern "C" fn cohen_kappa(
    a: *const u16,
    a_count: usize,
    b: *const u16,
    b_count: usize,
    classes: u32,
    weighting: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let a = unsafe { input(a, a_count) };
    let b = unsafe { input(b, b_count) };
    let out = unsafe { output(out, room) };
    status(report::cohen_kappa(classes, a, b, weighting, out))
}

/// [`report::mean_kappa`].
#[no_mangle]
pub unsafe extern "C" fn mean_kappa(
    answers: *const u32,
    answers_count: usize,
    classes: u32,
    items: u32,
    workers: u32,
    weighting: u32,
    least: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let answers = unsafe { input(answers, answers_count) };
    let out = unsafe { output(out, room) };
    status(report::mean_kappa(
        &Crowd {
            size: [classes, items, workers],
            answers,
        },
        weighting,
        least,
        out,
    ))
}

/// [`report::krippendorff_alpha`].
#[no_mangle]
pub unsafe extern "C" fn krippendorff_alpha(
    answers: *const u32,
    answers_count: usize,
    classes: u32,
    items: u32,
    workers: u32,
    metric: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let answers = unsafe { input(answers, answers_count) };
    let out = unsafe { output(out, room) };
    status(report::krippendorff_alpha(
        &Crowd {
            size: [classes, items, workers],
            answers,
        },
        metric,
        out,
    ))
}

/// [`report::dawid_skene`].
#[no_mangle]
pub unsafe extern "C" fn dawid_skene(
    answers: *const u32,
    answers_count: usize,
    classes: u32,
    items: u32,
    workers: u32,
    smoothing: f64,
    tolerance: f64,
    most_iterations: u32,
    out: *mut f64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let answers = unsafe { input(answers, answers_count) };
    let out = unsafe { output(out, room) };
    status(report::dawid_skene(
        &Crowd {
            size: [classes, items, workers],
            answers,
        },
        smoothing,
        tolerance,
        most_iterations,
        out,
    ))
}

/// [`panel::settle`]; `terms` are seven numbers.
#[no_mangle]
pub unsafe extern "C" fn settle_panel(
    terms: *const u32,
    terms_count: usize,
    answers: *const u64,
    answers_count: usize,
    masks: *const u64,
    masks_count: usize,
    weights: *const u8,
    weights_count: usize,
    prior: *const u8,
    prior_count: usize,
    gold: *const u32,
    gold_count: usize,
    masked: u32,
    out: *mut u64,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let terms = unsafe { input(terms, terms_count) };
    let answers = unsafe { input(answers, answers_count) };
    let masks = unsafe { input(masks, masks_count) };
    let weights = unsafe { input(weights, weights_count) };
    let prior = unsafe { input(prior, prior_count) };
    let gold = unsafe { input(gold, gold_count) };
    let out = unsafe { output(out, room) };
    status(settle(
        terms,
        |terms| Panel {
            terms,
            answers,
            masked,
            masks,
            weights,
            prior,
            gold,
        },
        out,
    ))
}

/// [`panel::weights`].
#[no_mangle]
pub unsafe extern "C" fn weights_from(
    counters: *const u16,
    counters_count: usize,
    classes: u32,
    out: *mut u8,
    room: usize,
) -> i32 {
    // SAFETY: the caller's promise, for all arrays.
    let counters = unsafe { input(counters, counters_count) };
    let out = unsafe { output(out, room) };
    status(panel::weights(classes, counters, out))
}

fn settle<'a>(terms: &[u32], panel: impl FnOnce([u32; 7]) -> Panel<'a>, out: &mut [u64]) -> Result<usize, Refusal> {
    let terms = terms.try_into().map_err(|_| Refusal::Length)?;
    panel::settle(&panel(terms), out)
}
