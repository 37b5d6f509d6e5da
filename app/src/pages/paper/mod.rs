//! The paper desk: the work list, a new scan, and a form beside its picture. What another officer keyed is only ever in
//! the model of a page that may show it.

pub mod form;
pub mod list;
mod parts;
pub mod scan;

pub(crate) use parts::kept;
pub use parts::{label, shown};
