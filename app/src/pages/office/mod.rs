//! The officers' rooms.

pub mod breaches;
pub mod delegations;
pub mod entry;
pub mod escalations;
pub mod home;
pub mod links;
pub mod notices;
pub mod partners;
pub mod policies;
pub mod processing;
pub mod registers;
pub mod reviews;
pub mod systems;
pub mod traffic;
pub mod work_list;
