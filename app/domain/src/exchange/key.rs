//! What a sender may call a record: a name within a system of names. It is compared, never understood.

use super::{IDENTIFIER, SenderKey};
use crate::fields::is_control;
use crate::language::{Bilingual, Explain};
use thiserror::Error;

/// Why two texts name no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum SenderKeyError {
    /// The system is no absolute URI of at most [`IDENTIFIER`] characters (RFC 3986).
    #[error("the system is no URI")]
    System,
    /// The name is empty, longer than [`IDENTIFIER`] characters, or holds a control character.
    #[error("the name is not 1 to {IDENTIFIER} characters")]
    Value,
}

impl SenderKey {
    /// The name `value` of the system `system`, space around them passed over; each that is wrong is said.
    pub fn parse(system: &str, value: &str) -> Result<Self, Vec<SenderKeyError>> {
        let (system, value) = (system.trim(), value.trim());
        let wrong =
            [(!is_uri(system)).then_some(SenderKeyError::System), (!is_name(value)).then_some(SenderKeyError::Value)];
        let wrong: Vec<_> = wrong.into_iter().flatten().collect();
        if wrong.is_empty() { Ok(Self { system: system.to_owned(), value: value.to_owned() }) } else { Err(wrong) }
    }
}

/// A scheme, a colon, and something after it, in visible ASCII.
fn is_uri(text: &str) -> bool {
    let scheme = |it: &str| {
        it.starts_with(|c: char| c.is_ascii_alphabetic())
            && it.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    };
    text.len() <= IDENTIFIER
        && text.bytes().all(|byte| byte.is_ascii_graphic())
        && text.split_once(':').is_some_and(|(before, after)| scheme(before) && !after.is_empty())
}

fn is_name(text: &str) -> bool {
    (1..=IDENTIFIER).contains(&text.chars().count()) && !text.chars().any(is_control)
}

impl Explain for SenderKeyError {
    fn explain(&self) -> Bilingual {
        match self {
            Self::System => Bilingual::new(
                "ระบบของเลขระเบียนต้องเป็น URI เช่น https://hospital.example/records",
                "The system of record names is a URI, for example https://hospital.example/records.",
            ),
            Self::Value => Bilingual::new(
                "เลขระเบียนต้องมี 1 ถึง 200 ตัวอักษรในบรรทัดเดียว",
                "A record's name has 1 to 200 characters on one line.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn systems_and_names() {
        for (system, value) in [("urn:oid:2.16.764", "V 1"), (" https://hospital.example/v ", " ก-1 ")] {
            let key = SenderKey::parse(system, value).unwrap();
            assert_eq!((key.system.as_str(), key.value.as_str()), (system.trim(), value.trim()));
        }
        let long = "x".repeat(IDENTIFIER + 1);
        for (system, value, wrong) in [
            ("", "", &[SenderKeyError::System, SenderKeyError::Value][..]),
            ("hospital", "1", &[SenderKeyError::System]),
            ("1:x", "1", &[SenderKeyError::System]),
            ("urn:", "1", &[SenderKeyError::System]),
            ("urn:a b", "1", &[SenderKeyError::System]),
            ("urn:a\nb", "1", &[SenderKeyError::System]),
            ("urn:a", "1\n2", &[SenderKeyError::Value]),
            ("urn:a", long.as_str(), &[SenderKeyError::Value]),
        ] {
            assert_eq!(SenderKey::parse(system, value), Err(wrong.to_vec()), "{system} {value}");
        }
    }

    proptest! {
        #[test]
        fn no_two_names_have_one_text(a in "[a-z]{1,3}:\\PC{0,6}", b in "\\PC{0,6}", c in "[a-z]{1,3}:\\PC{0,6}", d: String) {
            if let (Ok(one), Ok(other)) = (SenderKey::parse(&a, &b), SenderKey::parse(&c, &d)) {
                prop_assert_eq!(one.text() == other.text(), one == other);
            }
        }
    }
}
