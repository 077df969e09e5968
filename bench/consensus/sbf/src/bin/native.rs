//! The same operations off chain: reads `ix length, ix, account length, account` (lengths as u32) from stdin until it
//! ends, writes every account back after the operation.

use std::io::{Read, Write};

fn main() -> std::io::Result<()> {
    let mut input = Vec::new();
    std::io::stdin().read_to_end(&mut input)?;
    let mut rest = input.as_slice();
    while !rest.is_empty() {
        let ix = take(&mut rest);
        let mut words: Vec<u64> = take(&mut rest)
            .chunks_exact(8)
            .map(|c| c.iter().rev().fold(0, |w, &b| w << 8 | b as u64))
            .collect();
        if consensus_probe::run(ix, &mut words).is_none() {
            eprintln!("the instruction does not fit its account: check members, bits, classes and items");
            std::process::exit(2);
        }
        let bytes: Vec<u8> = words.iter().flat_map(|w| w.to_le_bytes()).collect();
        std::io::stdout().write_all(&bytes)?;
    }
    Ok(())
}

/// Splits off a length and that many bytes.
fn take<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let (len, tail) = rest.split_at(4);
    let len = len.iter().rev().fold(0, |n, &b| n << 8 | b as usize);
    let (head, tail) = tail.split_at(len);
    *rest = tail;
    head
}
