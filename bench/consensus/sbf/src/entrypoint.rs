//! The loader's serialised input, read by hand: one writable account and the instruction.

/// Called by the loader. 0 is success.
///
/// # Safety
/// `input` is what the loader passes.
#[no_mangle]
pub unsafe extern "C" fn entrypoint(input: *mut u8) -> u64 {
    // Count of accounts (8), flags (8), key, owner (32 each), lamports, length (8 each), data, room to grow, rent epoch.
    const DATA: usize = 8 + 8 + 32 + 32 + 8 + 8;
    let len = *input.add(DATA - 8).cast::<u64>() as usize;
    let words = core::slice::from_raw_parts_mut(input.add(DATA).cast::<u64>(), len / 8);
    let rest = input.add(DATA + len + 10_240 + 8);
    let ix = core::slice::from_raw_parts(rest.add(8), *rest.cast::<u64>() as usize);
    match crate::run(ix, words) {
        Some(()) => 0,
        None => 1,
    }
}
