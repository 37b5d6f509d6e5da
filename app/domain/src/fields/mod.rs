//! Parsers of what people type: each newtype can only be made by its parser, so nothing is validated twice.
//!
//! What is parsed here is personal: no type has `Display`, and `Debug` never shows the value. A parser may bring the
//! spelling into one form; it never guesses what was meant.

/// `as_str` and a `Debug` that shows nothing, for a newtype around a personal text.
macro_rules! personal_text {
    ($name:ident, $promise:literal) => {
        impl $name {
            #[doc = $promise]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

mod characters;
mod date_entry;
mod digits;
mod email;
mod mrz;
mod national_id;
mod passport;
mod person_name;
mod phone;
mod postal_code;
mod province;
mod states;

pub(crate) use characters::is_control;
pub use date_entry::{DateEntry, DateEntryError, DateParts, Precision};
pub(crate) use digits::squeeze;
pub use email::{Email, EmailError};
pub use mrz::{Mrz, MrzError, MrzField};
pub use national_id::{NationalId, NationalIdError};
pub use passport::{IssuingState, IssuingStateError, PassportNumber, PassportNumberError};
pub use person_name::{PersonName, PersonNameError};
pub use phone::{Phone, PhoneError};
pub use postal_code::{PostalCode, PostalCodeError};
pub use province::{Province, ProvinceError};
