//! Memory: calls are short and give everything back, so blocks are cut off one after the other, and when the last one is given back
//! the next begins at the start again.

use core::alloc::{GlobalAlloc, Layout};
use core::arch::wasm32::{memory_grow, memory_size};
use core::cell::UnsafeCell;
use core::ptr;

const PAGE: usize = 65_536;

#[global_allocator]
static ARENA: Arena = Arena(UnsafeCell::new(State {
    next: 0,
    end: 0,
    live: 0,
}));

struct Arena(UnsafeCell<State>);

struct State {
    /// Where the next block can begin; 0 before the first.
    next: usize,
    /// Where memory ends so far.
    end: usize,
    /// Blocks not given back.
    live: usize,
}

// SAFETY: this module is built without threads.
unsafe impl Sync for Arena {}

extern "C" {
    /// Where the linker's own data ends.
    static __heap_base: u8;
}

fn start() -> usize {
    ptr::addr_of!(__heap_base) as usize
}

impl State {
    /// Makes memory reach up to `end`; false when there is no more.
    fn reach(&mut self, end: usize) -> bool {
        if end > self.end {
            let pages = (end - self.end).div_ceil(PAGE);
            if memory_grow(0, pages) == usize::MAX {
                return false;
            }
            self.end += pages * PAGE;
        }
        true
    }
}

// SAFETY: blocks do not overlap, lie inside memory and are aligned; the last block alone is changed in place.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: nothing else holds the state: there is one thread and this function calls nobody.
        let state = unsafe { &mut *self.0.get() };
        if state.next == 0 {
            (state.next, state.end) = (start(), memory_size(0) * PAGE);
        }
        let block = state.next.next_multiple_of(layout.align());
        let Some(end) = block.checked_add(layout.size()) else {
            return ptr::null_mut();
        };
        if !state.reach(end) {
            return ptr::null_mut();
        }
        (state.next, state.live) = (end, state.live + 1);
        block as *mut u8
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: as in `alloc`.
        let state = unsafe { &mut *self.0.get() };
        state.live -= 1;
        if state.live == 0 {
            state.next = start();
        } else if block as usize + layout.size() == state.next {
            state.next = block as usize;
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        {
            // SAFETY: as in `alloc`; the borrow ends before this function calls the others.
            let state = unsafe { &mut *self.0.get() };
            if block as usize + layout.size() == state.next {
                return match (block as usize).checked_add(size) {
                    Some(end) if state.reach(end) => {
                        state.next = end;
                        block
                    }
                    _ => ptr::null_mut(),
                };
            }
        }
        // SAFETY: the caller's promises about `block`, `layout` and `size`; the new block is at least `size` long.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
            }
            new
        }
    }
}

#[panic_handler]
fn panic(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}
