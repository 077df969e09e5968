//! `crates/agreement` and the consensus of `crates/consensus` behind a small C interface, for WebAssembly.
//!
//! Numbers go in and out as flat arrays. The functions of [`report`] and [`panel`] are safe and run anywhere; `exports`, which
//! turns addresses into slices, and `arena`, the memory, exist only in WebAssembly. `client/src/report` is the typed side.
#![cfg_attr(target_arch = "wasm32", no_std)]
#![deny(missing_docs)]

extern crate alloc;

#[cfg(target_arch = "wasm32")]
mod arena;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod panel;
mod refusal;
pub mod report;

pub use refusal::Refusal;
