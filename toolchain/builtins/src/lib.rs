//! 128-bit libcalls with the return convention of LLVM 23's BPF backend (low half in r0, high half in r2).
#![no_std]
#![cfg(target_arch = "bpf")]

#[inline(always)]
fn mul64(x: u64, y: u64) -> (u64, u64) {
    let (xl, xh, yl, yh) = (x & 0xffff_ffff, x >> 32, y & 0xffff_ffff, y >> 32);
    let ll = xl.wrapping_mul(yl);
    let lh = xl.wrapping_mul(yh);
    let hl = xh.wrapping_mul(yl);
    let hh = xh.wrapping_mul(yh);
    let mid = (ll >> 32).wrapping_add(lh & 0xffff_ffff).wrapping_add(hl & 0xffff_ffff);
    (
        (ll & 0xffff_ffff) | (mid << 32),
        hh.wrapping_add(lh >> 32).wrapping_add(hl >> 32).wrapping_add(mid >> 32),
    )
}

#[no_mangle]
pub extern "C" fn sbf_multi3(out: &mut [u64; 2], al: u64, ah: u64, bl: u64, bh: u64) {
    let (lo, hi) = mul64(al, bl);
    *out = [
        lo,
        hi.wrapping_add(al.wrapping_mul(bh)).wrapping_add(ah.wrapping_mul(bl)),
    ];
}

/// Quotient (two words) and remainder (two words), bit by bit; shared, because it is long and rare.
#[inline(never)]
fn divmod(out: &mut [u64; 4], mut nl: u64, mut nh: u64, dl: u64, dh: u64) {
    let (mut rl, mut rh) = (0u64, 0u64);
    let mut i = 0;
    while i < 128 {
        rh = (rh << 1) | (rl >> 63);
        rl = (rl << 1) | (nh >> 63);
        nh = (nh << 1) | (nl >> 63);
        nl <<= 1;
        if rh > dh || (rh == dh && rl >= dl) {
            let borrow = (rl < dl) as u64;
            rl = rl.wrapping_sub(dl);
            rh = rh.wrapping_sub(dh).wrapping_sub(borrow);
            nl |= 1;
        }
        i += 1;
    }
    *out = [nl, nh, rl, rh];
}

#[no_mangle]
pub extern "C" fn sbf_udivti3(out: &mut [u64; 2], nl: u64, nh: u64, dl: u64, dh: u64) {
    if nh | dh == 0 {
        *out = [nl / dl, 0];
        return;
    }
    let mut full = [0; 4];
    divmod(&mut full, nl, nh, dl, dh);
    *out = [full[0], full[1]];
}

#[no_mangle]
pub extern "C" fn sbf_umodti3(out: &mut [u64; 2], nl: u64, nh: u64, dl: u64, dh: u64) {
    if nh | dh == 0 {
        *out = [nl % dl, 0];
        return;
    }
    let mut full = [0; 4];
    divmod(&mut full, nl, nh, dl, dh);
    *out = [full[2], full[3]];
}

extern "C" {
    /// The runtime's syscall that fails the transaction.
    fn abort();
}

/// Floating point and signed 128-bit division: the linker keeps these symbols whether or not anything calls them, in
/// full 2,000 instructions. The programs here use neither (they deny clippy's `float_arithmetic`), and signed division
/// would come back by the wrong convention, so a call fails the transaction.
macro_rules! absent {
    ($($name:ident)*) => {$(
        #[no_mangle]
        pub extern "C" fn $name() -> ! {
            // SAFETY: the syscall takes nothing and never returns.
            unsafe { abort() }
            // The verifier wants a function to end in a jump.
            loop {}
        }
    )*};
}
absent!(__divti3 __modti3 __adddf3 __subdf3 __negdf2 __muldf3 __divdf3 __floatundidf __fixunsdfdi __gedf2 __gtdf2);

/// Byte comparison, never inlined: inlined into every comparison of addresses and discriminators it doubles the size
/// of a program. Eight bytes at a time, because nearly all comparisons are of 8 or 32 bytes.
///
/// # Safety
/// Both pointers must be readable for `len` bytes.
#[no_mangle]
#[inline(never)]
pub unsafe extern "C" fn memcmp(a: *const u8, b: *const u8, len: usize) -> i32 {
    let mut at = 0;
    // SAFETY: reads stay below `len`; sBPF loads need no alignment.
    unsafe {
        if len == 32 {
            // Two addresses, nearly always equal.
            let word = |from: *const u8, index: usize| (from as *const u64).add(index).read_unaligned();
            if word(a, 0) == word(b, 0)
                && word(a, 1) == word(b, 1)
                && word(a, 2) == word(b, 2)
                && word(a, 3) == word(b, 3)
            {
                return 0;
            }
        }
        while at + 8 <= len {
            let (x, y) = (
                (a.add(at) as *const u64).read_unaligned(),
                (b.add(at) as *const u64).read_unaligned(),
            );
            if x != y {
                return if x.swap_bytes() < y.swap_bytes() { -1 } else { 1 };
            }
            at += 8;
        }
        while at < len {
            let (x, y) = (*a.add(at), *b.add(at));
            if x != y {
                return x as i32 - y as i32;
            }
            at += 1;
        }
    }
    0
}
