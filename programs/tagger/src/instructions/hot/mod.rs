pub mod claim;
pub mod collect;
pub mod commit;
pub mod redeem_ticket;
pub mod return_claim;
pub mod reveal;
pub mod settle;
pub mod take_ticket;

pub use claim::*;
pub use collect::*;
pub use commit::*;
pub use redeem_ticket::*;
pub use return_claim::*;
pub use reveal::*;
pub use settle::*;
pub use take_ticket::*;
