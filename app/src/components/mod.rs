//! Stateless parts of pages, one file each, named as their style sheet.

mod banners;
mod cookie_form;
mod external_link;
mod field;
mod footer;
mod header;
mod policy_text;

pub use banners::{change_banner, cookie_banner};
pub use cookie_form::cookie_form;
pub use external_link::external_link;
pub use field::{Choices, Mistake, TextField, choices, error_summary, text_field};
pub use footer::footer;
pub use header::header;
pub use policy_text::{contents, policy_text};
