//! Numbers and addresses as people read them in a token's metadata.
use alloc::string::String;

const HEX: &[u8; 16] = b"0123456789abcdef";

/// 32 bytes as 64 hexadecimal digits.
pub fn hex(bytes: &[u8; 32]) -> String {
    let mut out = String::with_capacity(64);
    for byte in bytes {
        out.push(HEX[usize::from(byte >> 4)] as char);
        out.push(HEX[usize::from(byte & 15)] as char);
    }
    out
}

/// A moment in unix seconds, or `never` for zero.
pub fn moment(seconds: u64) -> String {
    if seconds == 0 {
        return String::from("never");
    }
    let mut digits = [0; 20];
    let (mut at, mut left) = (digits.len(), seconds);
    while left > 0 {
        at -= 1;
        digits[at] = b'0' + (left % 10) as u8;
        left /= 10;
    }
    digits[at..].iter().map(|digit| *digit as char).collect()
}

/// An Arweave id as it stands in addresses: base64url without padding (RFC 4648), 43 characters.
pub fn arweave(id: &[u8; 32]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut out = String::with_capacity(48);
    out.push_str("ar://");
    for group in id.chunks(3) {
        let bits = group.iter().fold(0u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - group.len()));
        for digit in 0..=group.len() {
            out.push(ALPHABET[(bits >> (18 - 6 * digit) & 63) as usize] as char);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_others_write_them() {
        assert_eq!(hex(&[0xa5; 32]), "a5".repeat(32));
        assert_eq!(
            [0, 7, 1_795_392_000, u64::MAX].map(moment),
            ["never", "7", "1795392000", "18446744073709551615"]
        );
        let id: [u8; 32] = core::array::from_fn(|at| at as u8);
        assert_eq!(arweave(&id), "ar://AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8");
        assert_eq!(arweave(&[255; 32]), "ar://__________________________________________8");
    }
}
