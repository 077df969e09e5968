//! Runs one consensus function on the words of an account, on chain and off.
//!
//! Instruction: op, members, bits, 0, classes (u16), items (u16), tau (u16), members with the mask (u16).
//! Account, in words: answers, mask, 16 weight tables of 256 bytes, labels, sure, open, results, scratch.
#![cfg_attr(target_arch = "bpf", no_std)]

use tagger_consensus::*;

#[cfg(target_arch = "bpf")]
use {sbf_builtins as _, solana_compiler_builtins as _};

#[cfg(target_arch = "bpf")]
mod entrypoint;

/// Words of all weight tables.
const WEIGHT_WORDS: usize = 16 * 32;
/// Words for what an operation returns besides labels and masks.
const RESULT_WORDS: usize = 128;

/// Operations, in the order of their codes.
#[repr(u8)]
pub enum Op {
    /// Nothing: what parsing costs.
    Nothing,
    Majority,
    MajoritySure,
    Weighted,
    /// Agreement of every member.
    Agreement,
    /// Learning of every member.
    Learn,
    /// A weight table for every member, from 16-bit counters in the results.
    Weights,
    /// Majority, and agreement and reward of every member: the consensus part of a settlement.
    Settle,
}

/// Words an account needs for a panel.
pub fn account_words(shape: Shape, members: usize) -> usize {
    (members + 1) * shape.words() + 3 * shape.mask_words() + WEIGHT_WORDS + RESULT_WORDS + SCRATCH_WORDS
}

/// Runs the instruction `ix` on the account. `None` when something does not fit.
pub fn run(ix: &[u8], words: &mut [u64]) -> Option<()> {
    let &[op, members, bits, _, c0, c1, n0, n1, t0, t1, m0, m1] = ix else {
        return None;
    };
    let shape = Shape::new(u16::from_le_bytes([n0, n1]), bits, u16::from_le_bytes([c0, c1])).ok()?;
    let (members, tau) = (members as usize, u16::from_le_bytes([t0, t1]));
    if words.len() < account_words(shape, members) || op == Op::Nothing as u8 {
        return (op == Op::Nothing as u8).then_some(());
    }
    let (answers, words) = words.split_at_mut(members * shape.words());
    let (mask, words) = words.split_at_mut(shape.mask_words());
    let (tables, words) = words.split_at_mut(WEIGHT_WORDS);
    let (labels, words) = words.split_at_mut(shape.words());
    let (sure, words) = words.split_at_mut(shape.mask_words());
    let (open, words) = words.split_at_mut(shape.mask_words());
    let (results, scratch) = words.split_at_mut(RESULT_WORDS);
    let masked = u16::from_le_bytes([m0, m1]);
    let mut asked = [None; MAX_MEMBERS];
    for (j, slot) in asked.iter_mut().enumerate() {
        *slot = (masked >> j & 1 == 1).then_some(&*mask);
    }
    let a = Answers::new(shape, members, answers, asked, u16::MAX).ok()?;
    let classes = shape.classes;
    if op == Op::Majority as u8 {
        majority(&a, labels);
    } else if op == Op::MajoritySure as u8 {
        majority_sure(&a, labels, sure);
    } else if op == Op::Weighted as u8 {
        let bytes = as_bytes(tables);
        let mut weights: [&[u8]; MAX_MEMBERS] = [&[]; MAX_MEMBERS];
        for (slot, table) in weights.iter_mut().zip(bytes.chunks_exact(256)) {
            *slot = &table[..weights_len(classes)];
        }
        weighted(&a, &weights[..members], tau, labels, sure, open, scratch);
    } else if op == Op::Agreement as u8 {
        for j in 0..members {
            let s = agreement(&a, j, labels, sure);
            results[j] = s.answered as u64 | (s.agreed as u64) << 16 | (s.against_sure as u64) << 32;
        }
    } else if op == Op::Learn as u8 {
        let counters = as_counters(scratch, counters_len(classes));
        for j in 0..members {
            learn(&a, j, labels, sure, counters);
        }
    } else if op == Op::Weights as u8 {
        let counters = as_counters(scratch, counters_len(classes));
        for table in as_bytes_mut(tables).chunks_exact_mut(256).take(members) {
            weights_from(counters, classes, table);
        }
    } else {
        majority_sure(&a, labels, sure);
        let mut recalls = Recalls::new(&a, labels, sure);
        for (j, result) in results[..members].iter_mut().enumerate() {
            let s = agreement(&a, j, labels, sure);
            let pay = Pay {
                price: 1_000_000,
                difficulty_bps: 12_500,
                answered: s.answered,
                recall: recalls.of(j, &s),
                informed_bps: informed_bps(90_000, 10, classes),
                carry: 0,
            };
            *result = reward(&pay).ok()?.paid;
        }
    }
    Some(())
}

fn as_bytes(words: &[u64]) -> &[u8] {
    // Any bytes are valid bytes.
    unsafe { core::slice::from_raw_parts(words.as_ptr().cast(), words.len() * 8) }
}

fn as_bytes_mut(words: &mut [u64]) -> &mut [u8] {
    unsafe { core::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), words.len() * 8) }
}

fn as_counters(words: &mut [u64], count: usize) -> &mut [u16] {
    let words = &mut words[..count.div_ceil(4)];
    // Any bits are valid counters, and words are aligned.
    unsafe { core::slice::from_raw_parts_mut(words.as_mut_ptr().cast(), count) }
}
