//! The contact form.
