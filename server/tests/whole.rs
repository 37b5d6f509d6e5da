//! The tests of the whole site and of its commands, in one program: linking the site once for each would take longer
//! than running them.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod accounts;
mod cast;
mod commands;
mod doors;
mod exchange;
mod exchange_desks;
mod exchange_pages;
mod files;
mod house;
mod import_command;
mod imports;
mod kill;
mod listener;
mod papers;
mod registers;
mod rights;
mod sign_on;
mod site;
mod target_groups;
mod traffic;
