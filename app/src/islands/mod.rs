//! The few interactive parts. Props are none: what an island needs stands in the page it wraps, so that nothing
//! personal is ever serialised into it.

pub mod checked_form;
pub mod replayed;

pub use checked_form::CheckedForm;
pub use replayed::Replayed;
