//! Reviews and appeals: validators drawn by lot judge what annotators answered. See `state/case.rs`.
pub mod appeal_items;
pub mod appeal_score;
pub mod audit_panel;
pub mod collect_votes;
pub mod commit_votes;
pub mod conclude_case;
pub mod contest_items;
pub mod contest_score;
pub mod draw_seats;
pub mod expire_votes;
pub mod retarget_draw;
pub mod reveal_votes;
pub mod settle_case;

pub use appeal_items::*;
pub use appeal_score::*;
pub use audit_panel::*;
pub use collect_votes::*;
pub use commit_votes::*;
pub use conclude_case::*;
pub use contest_items::*;
pub use contest_score::*;
pub use draw_seats::*;
pub use expire_votes::*;
pub use retarget_draw::*;
pub use reveal_votes::*;
pub use settle_case::*;
