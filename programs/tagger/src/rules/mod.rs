//! Rules without the framework: pure functions, tested beside their code.
pub mod commitment;
pub mod delivery;
pub mod draw;
pub mod gold;
pub mod hook;
pub mod layout;
pub mod pay;
pub mod point;
pub mod revenue;
pub mod ring;
pub mod sum_tree;
pub mod text;
pub mod ticket;
pub mod votes;
pub mod weight;
