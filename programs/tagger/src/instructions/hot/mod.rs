pub mod claim;
pub mod collect;
pub mod commit;
pub mod reveal;
pub mod settle;

pub use claim::*;
pub use collect::*;
pub use commit::*;
pub use reveal::*;
pub use settle::*;
