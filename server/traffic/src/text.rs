//! What is textual, neutralised at the door: no control byte, line break or direction mark gets into the log, so that
//! printing it can neither forge a line nor drive a terminal.

use std::borrow::Cow;
use std::fmt;
use thiserror::Error;

/// The most characters of a route template or a method; the rest is cut off.
const LONGEST: usize = 160;
/// The most characters of a code.
const LONGEST_CODE: usize = 64;
/// What stands in for a character that is not let in.
const INSTEAD: char = '\u{FFFD}';

/// A route template, as `/th/me/records/{id}`; never the path that was asked for, which may say more than is lawful.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Cow<'static, str>);

/// A request method, as `GET`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Method(Cow<'static, str>);

/// What people call a case, an order or an officer by: 1 to 64 characters.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code(Cow<'static, str>);

/// Why a text is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
pub enum CodeError {
    /// Nothing but spaces.
    #[error("the code is empty")]
    Empty,
    /// More than 64 characters.
    #[error("the code has more than {LONGEST_CODE} characters")]
    Long,
}

impl Route {
    /// The route template, neutralised. Never fails: a request that is not logged would be worse than an ugly template.
    pub fn new(template: impl Into<Cow<'static, str>>) -> Self {
        Self(neutral(template.into()))
    }
}

impl Method {
    /// The method, neutralised. Never fails, as [`Route::new`].
    pub fn new(method: impl Into<Cow<'static, str>>) -> Self {
        Self(neutral(method.into()))
    }
}

impl Code {
    /// The code in `text`, spaces around it left out, neutralised.
    pub fn new(text: impl Into<Cow<'static, str>>) -> Result<Self, CodeError> {
        let text = text.into();
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Err(CodeError::Empty);
        }
        if trimmed.chars().count() > LONGEST_CODE {
            return Err(CodeError::Long);
        }
        Ok(Self(neutral(trimmed.to_owned().into())))
    }
}

/// The three are read and shown alike.
macro_rules! shown {
    ($($name:ident),+) => {$(
        impl $name {
            /// The text, free of control characters.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Debug::fmt(&self.0, f)
            }
        }
    )+};
}

shown!(Route, Method, Code);

/// The text itself, untouched and not copied, wherever there is nothing to neutralise.
fn neutral(text: Cow<'static, str>) -> Cow<'static, str> {
    if text.chars().all(let_in) && text.len() <= LONGEST {
        return text;
    }
    text.chars().take(LONGEST).map(|c| if let_in(c) { c } else { INSTEAD }).collect::<String>().into()
}

/// Not a control character (C0, DEL, C1), a line or paragraph separator, or a mark that turns the direction of writing.
fn let_in(c: char) -> bool {
    let turns = matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    !(c.is_control() || turns || matches!(c, '\u{2028}' | '\u{2029}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_forged_line_stays_on_its_own() {
        let route = Route::new("/th/x\r\n2026-01-01 GET /\x1b[2J\u{9b}1m\u{202e}");
        assert_eq!(route.as_str(), "/th/x\u{FFFD}\u{FFFD}2026-01-01 GET /\u{FFFD}[2J\u{FFFD}1m\u{FFFD}");
        assert_eq!(Method::new("GE\nT").to_string(), "GE\u{FFFD}T");
    }

    #[test]
    fn codes_are_short_and_not_empty() {
        assert_eq!(Code::new(" \t ").unwrap_err(), CodeError::Empty);
        assert_eq!(Code::new("ก".repeat(65)).unwrap_err(), CodeError::Long);
        assert_eq!(Code::new(" คดีที่ 12/2569 ").unwrap().as_str(), "คดีที่ 12/2569");
    }

    proptest! {
        #[test]
        fn nothing_that_controls_gets_in(text: String) {
            let neutralised = Route::new(text);
            prop_assert!(neutralised.as_str().chars().all(let_in));
            prop_assert!(neutralised.as_str().chars().count() <= LONGEST);
            prop_assert_eq!(Route::new(neutralised.as_str().to_owned()), neutralised, "once is enough");
        }
    }
}
