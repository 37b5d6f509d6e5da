//! Signing in, and the cast of the demonstration.

pub mod code;
pub mod demo;
pub mod outbox;
pub mod sign_in;
pub mod staff;
