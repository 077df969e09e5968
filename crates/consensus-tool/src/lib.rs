//! Files of answers and seeded numbers, shared by the native tools.

pub mod random;
pub mod table;
