pub mod grow_pool;
pub mod join_pool;
pub mod leave_pool;
pub mod open_pool;
pub mod open_validator_seat;
pub mod remove_validator;
pub mod weigh_validator;

pub use grow_pool::*;
pub use join_pool::*;
pub use leave_pool::*;
pub use open_pool::*;
pub use open_validator_seat::*;
pub use remove_validator::*;
pub use weigh_validator::*;
