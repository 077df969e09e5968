//! Datasets, their offers and licences, and what they earn.
pub mod buy_license;
pub mod claim_share;
pub mod close_dataset;
pub mod close_offer;
pub mod deliver_key;
pub mod leave_dataset;
pub mod open_offer;
pub mod publish_dataset;
pub mod refund_purchase;
pub mod take_revenue;
pub mod withdraw_dataset;

pub use {
    buy_license::*, claim_share::*, close_dataset::*, close_offer::*, deliver_key::*, leave_dataset::*, open_offer::*,
    publish_dataset::*, refund_purchase::*, take_revenue::*, withdraw_dataset::*,
};
