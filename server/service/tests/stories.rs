//! The stories of the services, in one program: each is a file beside this one.

mod accounts;
mod cases;
mod consents;
mod deliveries;
mod duty;
mod house;
mod imports;
mod intake;
mod kept_back;
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
mod server;
mod sources;
mod statistics;
