//! Opening an account, one question a page (article 2 (e)): the questions, their order, what is wrong with an answer.
//!
//! Which field is required, why, and what follows from leaving it out stands in the catalogue; nothing of it is said
//! here again. All optional answers may be empty.

mod answers;
mod profile;
mod question;

pub use answers::Answers;
pub use profile::{Document, House, Profile, Sex, stored_birth};
pub use question::{Mistake, Question, mistake_alone};
