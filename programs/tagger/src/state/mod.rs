//! One account a file; each owns its transitions and its `invariant()`.
pub mod ballot;
pub mod bid;
pub mod case;
pub mod config;
pub mod dataset;
pub mod docket;
pub mod domains;
pub mod governance;
pub mod license;
pub mod member;
pub mod offer;
pub mod page;
pub mod panel;
pub mod params;
pub mod pool;
pub mod proposal;
pub mod records;
pub mod roster;
pub mod rounds;
pub mod seat;
pub mod seat_key;
pub mod settlement;
pub mod task;
pub mod terms;
pub mod vault;
pub mod voter;

pub use {
    ballot::Ballot,
    bid::Bid,
    case::Case,
    config::Config,
    dataset::{Contents, Dataset},
    domains::Domains,
    governance::{Governance, GovernanceParams},
    license::{LicenceState, License},
    member::Member,
    offer::{LicenceTerms, Offer},
    page::Page,
    panel::{Panel, PanelHead, Phase, Slot, SlotState},
    params::Params,
    pool::{Pool, Validator},
    proposal::{Change, Proposal},
    records::Records,
    roster::Roster,
    seat::{Seat, Ticket},
    seat_key::{Fault, SeatKey},
    task::Task,
    terms::Terms,
    vault::Vault,
    voter::Voter,
};
