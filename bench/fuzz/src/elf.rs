//! The compiled program as bytes: where it branches, and the section table that the tracing runtime wants to see.

/// Bytes of an instruction.
const INSTRUCTION: usize = 8;

fn u16_at(elf: &[u8], at: usize) -> usize {
    usize::from(u16::from_le_bytes([elf[at], elf[at + 1]]))
}

fn u64_at(elf: &[u8], at: usize) -> usize {
    let bytes: [u8; 8] = std::array::from_fn(|byte| elf[at + byte]);
    u64::from_le_bytes(bytes) as usize
}

/// The instructions of an sBPFv3 program: the file's executable segment, eight bytes each.
///
/// Panics when the file is no such program: there is nothing to fuzz then.
pub fn instructions(elf: &[u8]) -> Vec<[u8; INSTRUCTION]> {
    assert_eq!(&elf[..4], b"\x7fELF", "not an ELF file");
    let (headers, size, count) = (u64_at(elf, 32), u16_at(elf, 54), u16_at(elf, 56));
    let code = (0..count)
        .map(|header| headers + header * size)
        // p_flags, bit 0: may be executed.
        .find(|header| elf[header + 4] & 1 != 0)
        .expect("no executable segment");
    let (from, length) = (u64_at(elf, code + 8), u64_at(elf, code + 32));
    elf[from..from + length].as_chunks().0.to_vec()
}

/// Numbers of the instructions that branch on a condition. (Classes 5 and 6; a jump, a call and a return have none.)
pub fn branches(code: &[[u8; INSTRUCTION]]) -> Vec<usize> {
    let branches = |code: &[u8; INSTRUCTION]| {
        let (class, kind) = (code[0] & 7, code[0] >> 4);
        (class == 5 || class == 6) && !matches!(kind, 0 | 8 | 9)
    };
    (0..code.len()).filter(|&at| branches(&code[at])).collect()
}

/// The file with a section table that names nothing. Our linker leaves it out, since every byte of a program costs rent,
/// but the runtime looks for names of functions in it when it traces.
pub fn with_sections(elf: &[u8]) -> Vec<u8> {
    const NAMES: &[u8] = b"\0.shstrtab\0";
    const HEADER: usize = 64;
    if u16_at(elf, 60) != 0 {
        return elf.to_vec();
    }
    let mut file = elf.to_vec();
    let names_at = file.len();
    file.extend_from_slice(NAMES);
    file.resize(file.len().next_multiple_of(8), 0);
    let table_at = file.len();
    // The first header is empty. The second: name at 1, type 3 (strings), offset, size, alignment 1.
    file.resize(table_at + 2 * HEADER, 0);
    let second = table_at + HEADER;
    file[second] = 1;
    file[second + 4] = 3;
    file[second + 24..second + 32].copy_from_slice(&(names_at as u64).to_le_bytes());
    file[second + 32] = NAMES.len() as u8;
    file[second + 48] = 1;
    // e_shoff, e_shentsize, e_shnum, e_shstrndx.
    file[40..48].copy_from_slice(&(table_at as u64).to_le_bytes());
    file[58] = HEADER as u8;
    file[60] = 2;
    file[62] = 1;
    file
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn branches_are_jumps_on_a_condition_in_64_and_32_bits() {
        // if r1 == 3 (64), if w1 > w2 (32), jump, call, exit, add.
        let code = [0x15, 0x2e, 0x05, 0x85, 0x95, 0x07].map(|opcode| [opcode, 0, 0, 0, 0, 0, 0, 0]);
        assert_eq!(branches(&code), [0, 1]);
    }
}
