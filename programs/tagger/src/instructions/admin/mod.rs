pub mod accept_admin;
pub mod initialize_config;
pub mod pause;
pub mod propose_admin;
pub mod unpause;
pub mod update_config;

pub use accept_admin::*;
pub use initialize_config::*;
pub use pause::*;
pub use propose_admin::*;
pub use unpause::*;
pub use update_config::*;
