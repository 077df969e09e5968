//! A publisher says that a licence was broken; drawn validators judge, and only they can take it back.
pub mod accuse_license;
pub mod conclude_accusation;
pub mod defend_license;

pub use {accuse_license::*, conclude_accusation::*, defend_license::*};
