//! Stateless parts of pages, one file each, named as their style sheet.

mod account_bar;
mod back_link;
mod banners;
mod cookie_form;
mod date_input;
mod external_link;
mod field;
mod file_input;
mod footer;
mod header;
mod policy_text;
mod radios;
mod select;
mod summary_list;
mod text_input;
mod why;

pub use account_bar::{account_bar, rooms};
pub use back_link::back_link;
pub use banners::{change_banner, cookie_banner};
pub use cookie_form::cookie_form;
pub use date_input::{DateInput, date_input};
pub use external_link::external_link;
pub use field::{Choices, Mistake, TextField, choices, error_links, error_summary, text_field, trouble};
pub use file_input::{FileInput, file_input};
pub use footer::footer;
pub use header::header;
pub use policy_text::{contents, policy_text};
pub use radios::{Radios, radios};
pub use select::{Select, select};
pub use summary_list::{SummaryRow, summary_list};
pub use text_input::{TextInput, Width, text_input};
pub use why::{why, why_each};
