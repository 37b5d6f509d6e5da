//! Every sentence of the pages, in both languages. A sentence with one half missing does not compile.
//!
//! Sentences about data fields live in the catalogue, sentences about mistakes with the rule that finds them.

pub mod account;
pub mod cases;
pub mod contact;
pub mod cookies;
pub mod data;
pub mod duty;
pub mod exchange;
pub mod forms;
pub mod home;
pub mod imports;
pub mod links;
pub mod me;
pub mod moment;
pub mod office;
pub mod paper;
pub mod policies;
pub mod policy;
pub mod presence;
pub mod problems;
pub mod records;
pub mod register;
pub mod registers;
pub mod reviews;
pub mod shell;
pub mod statements;
pub mod statistics;
pub mod systems;
pub mod traffic;
pub mod verify;
