//! Points of ristretto255 (RFC 9496), the only prime-order group the chain computes in.

/// The chain's number for the group.
#[cfg(target_arch = "bpf")]
const RISTRETTO: u64 = 1;

/// Whether 32 bytes are the encoding of a point. Zeros are: the neutral one.
#[cfg(target_arch = "bpf")]
pub fn is_point(bytes: &[u8; 32]) -> bool {
    // SAFETY: the syscall reads 32 bytes and writes nothing.
    unsafe {
        solana_define_syscall::definitions::sol_curve_validate_point(RISTRETTO, bytes.as_ptr(), core::ptr::null_mut())
            == 0
    }
}

/// Only the chain has the syscall; builds for the host make the IDL and test what needs no chain.
#[cfg(not(target_arch = "bpf"))]
pub fn is_point(_bytes: &[u8; 32]) -> bool {
    unreachable!("points are checked on chain only")
}
