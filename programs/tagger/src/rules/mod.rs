//! Rules without the framework: pure functions, tested beside their code.
pub mod commitment;
pub mod gold;
pub mod layout;
pub mod pay;
pub mod ring;
pub mod votes;
