//! Holders of licences.
pub mod burn_license;
pub mod execute;
pub mod renew_license;
pub mod rewrap_license;
pub mod transfer_license;
pub mod upgrade_license;

pub use {burn_license::*, execute::*, renew_license::*, rewrap_license::*, transfer_license::*, upgrade_license::*};
