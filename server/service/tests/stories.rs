//! The stories of the services, in one program: each is a file beside this one.
#![expect(clippy::unwrap_used, reason = "a test stops where it stands")]

mod accounts;
mod cases;
mod consents;
mod deliveries;
mod duty;
mod house;
mod imports;
mod intake;
mod kept_back;
mod leases;
mod links;
mod lost_answers;
mod model;
mod papers;
mod papers_kept;
mod partners;
mod policies;
mod policy_work;
mod presence;
mod reading;
mod registers;
mod reviews;
#[path = "../../storage/postgres/tests/server/mod.rs"]
#[expect(dead_code, reason = "no story crashes the server")]
mod server;
mod sources;
mod statistics;
