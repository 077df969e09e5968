pub mod drop_ticket;
pub mod expire_claim;
pub mod expire_commit;
pub mod expire_reveal;
pub mod fold_page;
pub mod push_payouts;
pub mod recycle_page;
pub mod sweep_task;
pub mod tip;

pub use drop_ticket::*;
pub use expire_claim::*;
pub use expire_commit::*;
pub use expire_reveal::*;
pub use fold_page::*;
pub use push_payouts::*;
pub use recycle_page::*;
pub use sweep_task::*;
