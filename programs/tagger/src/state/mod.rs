//! One account a file; each owns its transitions and its `invariant()`.
pub mod ballot;
pub mod case;
pub mod config;
pub mod docket;
pub mod domains;
pub mod governance;
pub mod license;
pub mod member;
pub mod page;
pub mod panel;
pub mod params;
pub mod pool;
pub mod proposal;
pub mod roster;
pub mod seat;
pub mod settlement;
pub mod task;
pub mod terms;
pub mod vault;
pub mod voter;

pub use {
    ballot::Ballot,
    case::Case,
    config::Config,
    domains::Domains,
    governance::{Governance, GovernanceParams},
    license::{License, LICENSE_ACTIVE, LICENSE_PENDING, LICENSE_REVOKED},
    member::Member,
    page::Page,
    panel::{Panel, PanelHead, Phase, Slot, SlotState},
    params::Params,
    pool::{Pool, Validator},
    proposal::{Change, Proposal},
    roster::Roster,
    seat::{Seat, Ticket},
    task::Task,
    terms::Terms,
    vault::Vault,
    voter::Voter,
};
