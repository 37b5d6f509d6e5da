//! The few interactive parts. Props are none: what an island needs stands in the form it wraps, so that nothing
//! personal is ever serialised into the page.

pub mod checked_form;

pub use checked_form::CheckedForm;
