//! E-mail addresses, pragmatically: what a person plainly mistyped is refused, the rest is left to delivery.
//!
//! Never holds anything that would end a mail header or name a second recipient.

use super::characters;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// The longest address, in octets (RFC 5321).
const LONGEST: usize = 254;
const LONGEST_LABEL: usize = 63;

/// An e-mail address; the domain in lower case, the part before the @ as typed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

personal_text!(Email, "The address.");

impl Email {
    /// The address in `text`, space around it passed over.
    pub fn parse(text: &str) -> Result<Self, EmailError> {
        let text: String = characters::nfc(text.trim()).chars().filter(|c| !characters::is_break_mark(*c)).collect();
        if text.is_empty() {
            return Err(EmailError::Empty);
        }
        if text.len() > LONGEST {
            return Err(EmailError::TooLong);
        }
        if text.chars().any(is_refused) {
            return Err(EmailError::Character);
        }
        let (local, domain) = text.split_once('@').ok_or(EmailError::At)?;
        if local.is_empty() || domain.contains('@') {
            return Err(EmailError::At);
        }
        if !is_domain(domain) {
            return Err(EmailError::Domain);
        }
        Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
    }
}

/// White space, controls, and what separates or wraps addresses in a header.
fn is_refused(c: char) -> bool {
    c.is_whitespace()
        || characters::is_control(c)
        || matches!(c, '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | '\\' | ']')
}

/// Two labels or more, the last one not a number.
fn is_domain(domain: &str) -> bool {
    let last_is_name = |(_, last): (&str, &str)| !last.chars().all(char::is_numeric);
    domain.rsplit_once('.').is_some_and(last_is_name) && domain.split('.').all(is_label)
}

/// Letters, digits and marks of any script, and hyphens inside. Beyond ASCII what is no punctuation of an address and no
/// space may be part of a letter, as Thai vowels are.
fn is_label(label: &str) -> bool {
    label.len() <= LONGEST_LABEL
        && label.starts_with(char::is_alphanumeric)
        && !label.ends_with('-')
        && label.chars().all(|c| c == '-' || c.is_ascii_alphanumeric() || !c.is_ascii())
}

/// Why a text is no e-mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum EmailError {
    /// Nothing was typed.
    #[error("the e-mail address is empty")]
    Empty,
    /// Longer than 254 octets.
    #[error("the e-mail address is too long")]
    TooLong,
    /// A space, a control character or a mark that does not belong into an address.
    #[error("the e-mail address contains a character that cannot be in one")]
    Character,
    /// No @ with something before it, or more than one.
    #[error("the e-mail address has not exactly one @ with something before it")]
    At,
    /// What follows the @ is no domain.
    #[error("what follows the @ is no domain")]
    Domain,
}

impl Explain for EmailError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("พิมพ์ที่อยู่อีเมล", "Enter an e-mail address."),
            Self::TooLong => Bilingual::new(
                "ที่อยู่อีเมลยาวเกินไป ตรวจว่ามีข้อความอื่นติดมาด้วยหรือไม่",
                "The e-mail address is too long. Check whether other text was pasted with it.",
            ),
            Self::Character => Bilingual::new(
                "ที่อยู่อีเมลมีช่องว่างหรือเครื่องหมายที่ใช้ไม่ได้ พิมพ์ที่อยู่เดียวโดยไม่เว้นวรรค",
                "The e-mail address contains a space or a mark that cannot be used. Enter one address without spaces.",
            ),
            Self::At => Bilingual::new(
                "ที่อยู่อีเมลต้องมีเครื่องหมาย @ หนึ่งตัวและมีชื่ออยู่ข้างหน้า เช่น name@example.org",
                "An e-mail address has one @ with a name before it, for example name@example.org.",
            ),
            Self::Domain => Bilingual::new(
                "ส่วนหลังเครื่องหมาย @ ไม่ถูกต้อง ตรวจตัวสะกดและจุด เช่น example.org",
                "The part after the @ is not right. Check its spelling and the dot, for example example.org.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn addresses_of_every_script() {
        for (text, stored) in [
            (" Name+tag@Example.ORG ", "Name+tag@example.org"),
            ("o'brien@mail.example.co.th", "o'brien@mail.example.co.th"),
            ("ผู้ใช้@ตัวอย่างนี้.ไทย", "ผู้ใช้@ตัวอย่างนี้.ไทย"),
            ("a@xn--12c.example", "a@xn--12c.example"),
        ] {
            assert_eq!(Email::parse(text).unwrap().as_str(), stored);
        }
    }

    #[test]
    fn what_is_refused_and_why() {
        let long = format!("{}@example.org", "a".repeat(243));
        let label = format!("a@{}.org", "a".repeat(64));
        for (text, error) in [
            ("", EmailError::Empty),
            (long.as_str(), EmailError::TooLong),
            ("a b@example.org", EmailError::Character),
            ("a@example.org, b@example.org", EmailError::Character),
            ("a@example.org\r\nBcc: b@example.org", EmailError::Character),
            ("a\u{202e}@example.org", EmailError::Character),
            ("example.org", EmailError::At),
            ("@example.org", EmailError::At),
            ("a@b@example.org", EmailError::At),
            ("a@", EmailError::Domain),
            ("a@localhost", EmailError::Domain),
            ("a@example..org", EmailError::Domain),
            ("a@-example.org", EmailError::Domain),
            ("a@example.org.", EmailError::Domain),
            ("a@127.0.0.1", EmailError::Domain),
            ("a@exa_mple.org", EmailError::Domain),
            (label.as_str(), EmailError::Domain),
        ] {
            assert_eq!(Email::parse(text), Err(error), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_stored_is_read_back(text in "\\PC*|\\PC{0,9}@\\PC{0,9}\\.\\PC{0,9}|[a-zก-๛.]{1,9}@[A-Zก-๛0-9-]{1,9}\\.[a-zก-๛]{2,5}") {
            if let Ok(email) = Email::parse(&text) {
                prop_assert!(email.as_str().len() <= LONGEST);
                prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
            }
        }
    }
}
