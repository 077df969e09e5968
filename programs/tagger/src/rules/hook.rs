//! What the interface of transfer hooks fixes: the instruction's name, the account that lists what the hook needs, and the
//! mark Token-2022 leaves on an account while it is being sent from.

/// First eight bytes of sha256 of `spl-transfer-hook-interface:execute`. The first is the handler's discriminator.
pub const EXECUTE: [u8; 8] = [105, 37, 101, 197, 75, 251, 102, 26];

/// Bytes of the list: the instruction it is for, the length of what follows, the number of entries, one entry.
pub const METAS_BYTES: usize = 8 + 4 + 4 + 35;
/// An entry that derives an address of the hook's own program.
const OWN_ADDRESS: u8 = 1;
/// Parts of a seed: bytes given here, or the key of an account of the instruction.
const LITERAL: u8 = 1;
const ACCOUNT_KEY: u8 = 3;
/// The mint's place among the accounts of the instruction.
const MINT: u8 = 1;

/// The list: the account `license`, mint, to be written.
pub fn metas() -> [u8; METAS_BYTES] {
    const NAME: &[u8] = crate::seeds::LICENSE;
    let mut out = [0; METAS_BYTES];
    out[..8].copy_from_slice(&EXECUTE);
    out[8] = 4 + 35;
    out[12] = 1;
    out[16] = OWN_ADDRESS;
    let seeds = &mut out[17..49];
    seeds[0] = LITERAL;
    seeds[1] = NAME.len() as u8;
    seeds[2..2 + NAME.len()].copy_from_slice(NAME);
    seeds[2 + NAME.len()] = ACCOUNT_KEY;
    seeds[3 + NAME.len()] = MINT;
    // Signs: no. Is written: yes.
    out[50] = 1;
    out
}

/// Bytes of a token account without extensions; the kind of the account follows, then the extensions.
const BASE: usize = 165;
const KIND_ACCOUNT: u8 = 2;
const IMMUTABLE_OWNER: u16 = 7;
const TRANSFER_HOOK_ACCOUNT: u16 = 15;

/// Where a token account holds its amount (u64 LE).
pub const AMOUNT: core::ops::Range<usize> = 64..72;

/// Mint and owner of a token account of Token-2022, as they lie in its data.
pub fn parties(data: &[u8]) -> Option<(&[u8; 32], &[u8; 32])> {
    if data.len() <= BASE || data[BASE] != KIND_ACCOUNT {
        return None;
    }
    Some((data[..32].try_into().ok()?, data[32..64].try_into().ok()?))
}

/// Who may close a token account besides its owner: `Some(address)` as SPL writes it, behind the amounts.
pub fn closer(data: &[u8]) -> Option<&[u8; 32]> {
    if data.get(129..133)? != [1, 0, 0, 0] {
        return None;
    }
    data.get(133..165)?.try_into().ok()
}

/// Whether Token-2022 is sending from this account right now: the byte of its extension `TransferHookAccount`.
pub fn transferring(data: &[u8]) -> bool {
    extension(data, TRANSFER_HOOK_ACCOUNT) == Some(&[1])
}

/// Whether the account can't be handed to another owner without a transfer, as associated ones can't.
pub fn keeps_owner(data: &[u8]) -> bool {
    extension(data, IMMUTABLE_OWNER).is_some()
}

/// What an extension of an account says. Extensions are a kind (u16 LE), a length (u16 LE) and so many bytes each.
fn extension(data: &[u8], wanted: u16) -> Option<&[u8]> {
    let mut rest = data.get(BASE + 1..)?;
    while let Some((&[a, b, c, d], after)) = rest.split_first_chunk::<4>() {
        let (kind, length) = (u16::from_le_bytes([a, b]), usize::from(u16::from_le_bytes([c, d])));
        let (value, next) = after.split_at_checked(length)?;
        if kind == wanted {
            return Some(value);
        }
        rest = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    extern crate std;
    use std::vec::Vec;

    fn account(extensions: &[(u16, &[u8])]) -> Vec<u8> {
        let mut data = std::vec![0; BASE];
        data.push(KIND_ACCOUNT);
        for (kind, value) in extensions {
            data.extend_from_slice(&kind.to_le_bytes());
            data.extend_from_slice(&(value.len() as u16).to_le_bytes());
            data.extend_from_slice(value);
        }
        data
    }

    #[test]
    fn the_mark_is_found_among_other_extensions() {
        assert!(transferring(&account(&[(7, &[]), (15, &[1])])));
        assert!(transferring(&account(&[(15, &[1]), (8, &[1])])));
        assert!(transferring(&account(&[(8, &[0]), (11, &[1]), (15, &[1])])));
    }

    #[test]
    fn what_is_not_the_mark_is_no_mark() {
        assert!(!transferring(&account(&[(7, &[]), (15, &[0])])));
        // An extension whose bytes look like the wanted one.
        assert!(!transferring(&account(&[(8, &[15, 0, 1, 0, 1])])));
        assert!(!transferring(&account(&[])));
        assert!(!transferring(&[0; 165]));
        assert!(!transferring(&[]));
        for cut in 166..175 {
            assert!(!transferring(&account(&[(7, &[]), (15, &[1])])[..cut]), "{cut}");
        }
    }

    #[test]
    fn an_account_keeps_its_owner_by_extension_only() {
        assert!(keeps_owner(&account(&[(15, &[1]), (7, &[])])));
        assert!(!keeps_owner(&account(&[(15, &[1]), (8, &[7, 0, 0, 0])])));
        assert!(!keeps_owner(&account(&[])));
    }

    #[test]
    fn parties_of_accounts_only() {
        let mut data = account(&[]);
        data[0] = 5;
        data[32] = 6;
        assert_eq!(parties(&data).map(|(mint, owner)| (mint[0], owner[0])), Some((5, 6)));
        data[BASE] = 1;
        assert_eq!(parties(&data), None);
        assert_eq!(parties(&[0; 165]), None);
    }
}
