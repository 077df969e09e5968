//! Points of ristretto255 (RFC 9496), the only prime-order group the chain computes in. Only the chain has the syscalls;
//! builds for the host make the IDL and test what needs no chain.

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

/// The sum of points, each times its number (little endian); `None` when one is no point or a number not below the
/// group's order.
#[cfg(target_arch = "bpf")]
pub fn sum<const N: usize>(scalars: &[[u8; 32]; N], points: &[[u8; 32]; N]) -> Option<[u8; 32]> {
    let mut result = [0; 32];
    // SAFETY: the syscall reads N numbers and N points of 32 bytes and writes 32.
    let failed = unsafe {
        solana_define_syscall::definitions::sol_curve_multiscalar_mul(
            RISTRETTO,
            scalars.as_ptr().cast(),
            points.as_ptr().cast(),
            N as u64,
            result.as_mut_ptr(),
        )
    };
    (failed == 0).then_some(result)
}

/// The first point less the second; `None` when one is no point.
#[cfg(target_arch = "bpf")]
pub fn difference(from: &[u8; 32], other: &[u8; 32]) -> Option<[u8; 32]> {
    const SUBTRACT: u64 = 1;
    let mut result = [0; 32];
    // SAFETY: the syscall reads two points of 32 bytes and writes 32.
    let failed = unsafe {
        solana_define_syscall::definitions::sol_curve_group_op(
            RISTRETTO,
            SUBTRACT,
            from.as_ptr(),
            other.as_ptr(),
            result.as_mut_ptr(),
        )
    };
    (failed == 0).then_some(result)
}

#[cfg(not(target_arch = "bpf"))]
pub fn is_point(_bytes: &[u8; 32]) -> bool {
    unreachable!("points are checked on chain only")
}

#[cfg(not(target_arch = "bpf"))]
pub fn difference(_from: &[u8; 32], _other: &[u8; 32]) -> Option<[u8; 32]> {
    unreachable!("points are subtracted on chain only")
}

#[cfg(not(target_arch = "bpf"))]
pub fn sum<const N: usize>(_scalars: &[[u8; 32]; N], _points: &[[u8; 32]; N]) -> Option<[u8; 32]> {
    unreachable!("points are added on chain only")
}
