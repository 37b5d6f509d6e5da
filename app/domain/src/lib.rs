//! The rules of the portal, shared by browser and server.
//!
//! Types, validation, the policy text, cookies, the catalogue of data fields. This crate does no input or output, reads
//! no clock, draws no random number and knows no framework: time and randomness are arguments.
#![warn(missing_docs)]

pub mod account;
pub mod agency;
pub mod brake;
pub mod breach;
pub mod case_number;
pub mod cases;
pub mod catalogue;
pub mod combining;
pub mod consent;
pub mod contact;
pub mod cookies;
pub mod csv;
pub mod date;
pub mod delegation;
pub mod digest;
pub mod display;
pub mod exchange;
pub mod fields;
pub mod id;
pub mod import;
pub mod kept_back;
pub mod language;
pub mod matching;
pub mod message;
pub mod minority;
pub mod one_time_code;
pub mod organisation;
pub mod paper;
pub mod partner;
pub mod permission;
pub mod policy;
pub mod presence;
pub mod processing;
pub mod record;
pub mod register;
pub mod registration;
pub mod statistics;
pub mod working_days;

pub use date::{BUDDHIST_ERA, Day, Instant};
pub use digest::Digest;
pub use id::Id;
pub use language::{Bilingual, Explain, Language};
