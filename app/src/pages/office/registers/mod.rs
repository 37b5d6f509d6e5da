//! The registers of the division: a list, a form made of what each register asks, one entry with its steps, and the values
//! an order names.

mod entry;
mod form;
mod list;

pub use entry::{DisclosedPage, EntryPage, disclosed, one};
pub use form::{NewEntryPage, day_boxes, marks, new};
pub use list::{EntryRow, RegisterPage, list};
