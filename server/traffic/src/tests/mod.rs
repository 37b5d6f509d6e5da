//! The log as a whole: written, read, held, purged, broken and tampered with, under a clock that is set by hand.

pub(crate) mod cast;
mod crashes;
mod doubts;
mod holding;
mod model;
mod purging;
mod tampering;
mod writing;
