//! The rooms open to everyone.

pub mod access;
pub mod accessibility;
pub mod contact;
pub mod cookies;
pub mod data;
pub mod home;
pub mod offline;
pub mod policy;
pub mod policy_changes;
pub mod security;
pub mod statistics;
pub mod verify;
