//! Cookies and browser storage: what the portal may keep on a device, and what a person chose about it (article 2 (b)).
//!
//! Nothing optional is kept before a choice; refusing costs as much as accepting; Global Privacy Control counts as a
//! refusal until a later explicit choice.

mod choice;
mod kept;

pub use choice::{Answer, Choice, CookieForm, Decision, LIFE_SECONDS, decide};
pub use kept::{Category, Kept, Life, PURPOSES_VERSION, Place, kept, names};
