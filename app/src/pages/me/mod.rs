//! The person's own rooms.

pub mod access_log;
pub mod certificate;
pub mod consents;
pub mod corrections;
pub mod delegate_new;
pub mod delegates;
pub mod dispute;
pub mod export;
pub mod home;
pub mod messages;
pub mod papers;
pub mod presence;
pub mod receipt;
pub mod records;
pub mod requests;
pub mod sessions;
pub mod sources;
