//! One account a file; each owns its transitions and its `invariant()`.
pub mod case;
pub mod config;
pub mod docket;
pub mod member;
pub mod page;
pub mod panel;
pub mod params;
pub mod pool;
pub mod seat;
pub mod settlement;
pub mod task;
pub mod terms;
pub mod vault;

pub use {
    case::Case,
    config::Config,
    member::Member,
    page::Page,
    panel::{Panel, PanelHead, Phase, Slot, SlotState},
    params::Params,
    pool::{Pool, Validator},
    seat::Seat,
    task::Task,
    terms::Terms,
    vault::Vault,
};
