//! When two values of a field say the same, each brought into the form of its parser first. A value no parser takes is
//! compared as it stands.

use crate::date::Day;
use crate::fields::{Email, IssuingState, NationalId, PassportNumber, PersonName, Phone, PostalCode, squeeze};
use crate::matching::is_as_exact;
use crate::registration::Profile;

/// Whether two values of a field are no conflict: they differ in spelling alone, or one is a birth date that says less than
/// the other and agrees as far as it goes.
pub fn agree(field: &str, one: &str, other: &str) -> bool {
    if field == "birth-date" {
        let (one, other) = (birth(one), birth(other));
        return is_as_exact(&one, &other) || is_as_exact(&other, &one);
    }
    form(field, one) == form(field, other)
}

/// Whether two values of a field say the same, and neither says less.
pub fn equal(field: &str, one: &str, other: &str) -> bool {
    if field == "birth-date" { birth(one) == birth(other) } else { form(field, one) == form(field, other) }
}

fn form(field: &str, value: &str) -> String {
    let parsed = match field {
        "first-name" | "last-name" => PersonName::parse(value).ok().map(|it| it.as_str().to_lowercase()),
        "national-id" => NationalId::parse(value).ok().map(|it| it.as_str().to_owned()),
        "passport" => passport(value),
        "nationality" => IssuingState::parse(value).ok().map(|it| it.as_str().to_owned()),
        "phone" => Phone::parse(value).ok().map(|it| it.as_str().to_owned()),
        "email" => Email::parse(value).ok().map(|it| it.as_str().to_lowercase()),
        "postal-code" => PostalCode::parse(value).ok().map(|it| it.as_str().to_owned()),
        "subdistrict" | "district" | "province" => Some(squeeze(value)),
        _ => None,
    };
    parsed.unwrap_or_else(|| value.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// As stored: issuer, a space, number.
fn passport(value: &str) -> Option<String> {
    let (state, number) = value.trim().split_once(' ')?;
    Some(format!("{} {}", IssuingState::parse(state).ok()?.as_str(), PassportNumber::parse(number).ok()?.as_str()))
}

/// As `1980-05-03`, `1980-05` or `1980`, from the boxes of a form or from that. Whatever day it is: what counts here is
/// what was said, not whether it may be.
fn birth(value: &str) -> String {
    let value = value.trim();
    Day::from_iso("9999-12-31")
        .and_then(|latest| Profile::stored_birth_date(value, latest))
        .map_or_else(|| value.to_owned(), |it| it.iso())
}
