//! The person's own rooms.

pub mod consents;
pub mod delegate_new;
pub mod delegates;
pub mod home;
pub mod messages;
pub mod receipt;
pub mod sessions;
