//! Commitments bind who answers what where: nobody can copy, move or reuse one.
//!
//! `context    = sha256("tagger:commit:v1" | cluster genesis | program | task)`, stored in every page of the task
//! `commitment = sha256(context | page index u32 | panel u64 | wallet | sha256(packed answers) | salt)`
use anchor_lang::prelude::*;

use crate::constants::COMMIT_DOMAIN;

/// SHA-256 over the slices, one syscall on chain.
pub fn hash(parts: &[&[u8]]) -> [u8; 32] {
    anchor_lang::solana_program::hash::hashv(parts).to_bytes()
}

pub fn context(cluster: &[u8; 32], program: &Address, task: &Address) -> [u8; 32] {
    hash(&[COMMIT_DOMAIN, cluster, program.as_ref(), task.as_ref()])
}

pub fn commitment(
    context: &[u8; 32],
    page: u32,
    panel: u64,
    wallet: &Address,
    answers: &[u8],
    salt: &[u8; 32],
) -> [u8; 32] {
    let answers_hash = hash(&[answers]);
    hash(&[
        context,
        &page.to_le_bytes(),
        &panel.to_le_bytes(),
        wallet.as_ref(),
        &answers_hash,
        salt,
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_matters() {
        // [attack 67] a commitment made for one place means nothing in another.
        let key = |byte: u8| Address::new_from_array([byte; 32]);
        let base_context = context(&[1; 32], &key(2), &key(3));
        let base = commitment(&base_context, 0, 4, &key(5), &[6, 7], &[8; 32]);
        let others = [
            commitment(&context(&[9; 32], &key(2), &key(3)), 0, 4, &key(5), &[6, 7], &[8; 32]),
            commitment(&context(&[1; 32], &key(9), &key(3)), 0, 4, &key(5), &[6, 7], &[8; 32]),
            commitment(&context(&[1; 32], &key(2), &key(9)), 0, 4, &key(5), &[6, 7], &[8; 32]),
            commitment(&base_context, 1, 4, &key(5), &[6, 7], &[8; 32]),
            commitment(&base_context, 0, 9, &key(5), &[6, 7], &[8; 32]),
            commitment(&base_context, 0, 4, &key(9), &[6, 7], &[8; 32]),
            commitment(&base_context, 0, 4, &key(5), &[6, 9], &[8; 32]),
            commitment(&base_context, 0, 4, &key(5), &[6, 7, 0], &[8; 32]),
            commitment(&base_context, 0, 4, &key(5), &[6, 7], &[9; 32]),
        ];
        assert!(others.iter().all(|other| *other != base));
    }
}
