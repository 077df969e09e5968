//! Holders of licences.
pub mod execute;

pub use execute::*;
