//! The officers' rooms.

pub mod delegations;
pub mod home;
pub mod notices;
