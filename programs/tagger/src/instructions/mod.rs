//! One instruction a file, grouped by who acts. `hot` is what runs for every batch of answers: it writes pages, seats and
//! members only, never a task or a vault. `crank` may be called by anyone.
pub mod admin;
pub mod crank;
pub mod hot;
pub mod member;
pub mod requester;

pub use {admin::*, crank::*, hot::*, member::*, requester::*};
