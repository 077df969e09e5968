//! Licences from one holder to the next: bids with the money behind them, and the key passed on with a proof.
pub mod accept_bid;
pub mod ask_license;
pub mod bid_license;
pub mod close_tokens;
pub mod withdraw_bid;

pub use {accept_bid::*, ask_license::*, bid_license::*, close_tokens::*, withdraw_bid::*};
