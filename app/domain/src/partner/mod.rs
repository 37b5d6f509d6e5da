//! What a partner's system may ask for, and what it is told of data it had (articles 3 and 7): which fields each reading
//! needs and what for, which events there are, when one is tried again, and in which order a person's events go out.
//!
//! Nothing here says that somebody may: that is [`crate::permission`]. An event says what happened, never what a record says.

mod civil;
mod event;
mod reading;

pub use civil::CivilOutcome;
pub use event::{About, Event, FIRST_WAIT, LONGEST_WAIT, Waiting, may_send, next_try};
pub use reading::Reading;
