//! A person's choice about cookies: how it is read from a form, written into a cookie, and how long it holds.

use super::{Category, PURPOSES_VERSION};
use crate::date::Instant;
use std::fmt;

/// How long a choice is kept: one year, in seconds.
pub const LIFE_SECONDS: u32 = 365 * 24 * 60 * 60;

/// The two answers a person gives. Necessary cookies are no answer: they are not a matter of choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Choice {
    /// Preference cookies and caches are allowed.
    pub preferences: bool,
    /// The statistics cookie is allowed.
    pub statistics: bool,
}

impl Choice {
    /// Everything optional refused.
    pub const REFUSED: Self = Self { preferences: false, statistics: false };
    /// Everything optional accepted.
    pub const ACCEPTED: Self = Self { preferences: true, statistics: true };

    /// Whether things of `category` may be kept under this choice.
    pub const fn allows(self, category: Category) -> bool {
        match category {
            Category::Necessary => true,
            Category::Preferences => self.preferences,
            Category::Statistics => self.statistics,
        }
    }
}

/// The fields of the cookie form, as posted. `choice` is `accept-all`, `refuse-all` or `save`; the boxes count for
/// `save` alone and are ticked when their value is `on`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct CookieForm<'a> {
    /// The pressed button.
    pub choice: &'a str,
    /// The box for preferences.
    pub preferences: &'a str,
    /// The box for statistics.
    pub statistics: &'a str,
}

impl CookieForm<'_> {
    /// The choice this form makes; `None` when `choice` is none of the three words. Anything but `on` is no tick.
    pub fn choice(self) -> Option<Choice> {
        match self.choice {
            "accept-all" => Some(Choice::ACCEPTED),
            "refuse-all" => Some(Choice::REFUSED),
            "save" => Some(Choice { preferences: self.preferences == "on", statistics: self.statistics == "on" }),
            _ => None,
        }
    }
}

/// A choice with the moment it was made: the content of the choice cookie, `v1.p1.s0.1767200400`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answer {
    /// What was chosen.
    pub choice: Choice,
    /// When, in seconds since the Unix epoch.
    pub at_seconds: i64,
    /// The version of the purposes the person saw.
    pub purposes: u32,
}

impl Answer {
    /// An answer given now to the purposes as they stand.
    pub const fn new(choice: Choice, now: Instant) -> Self {
        Self { choice, at_seconds: now.unix_milliseconds().div_euclid(1000), purposes: PURPOSES_VERSION }
    }

    /// Reads a cookie value; `None` for anything this type would not write itself, so that a malformed cookie is the
    /// same as none.
    pub fn from_cookie(value: &str) -> Option<Self> {
        let mut parts = value.split('.');
        let purposes = parts.next()?.strip_prefix('v')?.parse().ok()?;
        let preferences = flag(parts.next()?, "p0", "p1")?;
        let statistics = flag(parts.next()?, "s0", "s1")?;
        let at_seconds = parts.next()?.parse().ok()?;
        let answer = Self { choice: Choice { preferences, statistics }, at_seconds, purposes };
        (parts.next().is_none() && answer.to_string() == value).then_some(answer)
    }

    /// Whether the answer still holds: same purposes, not older than a year, not from the future by more than a day
    /// (a device's clock may run ahead).
    pub const fn holds(self, now: Instant) -> bool {
        let age = now.unix_milliseconds().div_euclid(1000).saturating_sub(self.at_seconds);
        self.purposes == PURPOSES_VERSION && age >= -86_400 && age < LIFE_SECONDS as i64
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Choice { preferences, statistics } = self.choice;
        write!(f, "v{}.p{}.s{}.{}", self.purposes, u8::from(preferences), u8::from(statistics), self.at_seconds)
    }
}

/// What holds for this visit, and on what ground.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Decision {
    /// Nothing chosen yet: nothing optional is kept and the banner asks.
    Unasked,
    /// The browser sends Global Privacy Control and nothing was chosen: refused, and the page says so.
    RefusedByGpc,
    /// The person chose.
    Chosen(Choice),
}

impl Decision {
    /// What may be kept.
    pub const fn choice(self) -> Choice {
        match self {
            Self::Unasked | Self::RefusedByGpc => Choice::REFUSED,
            Self::Chosen(choice) => choice,
        }
    }

    /// Whether the banner is shown.
    pub const fn asks(self) -> bool {
        matches!(self, Self::Unasked)
    }
}

/// What holds for a request with this choice cookie and this `Sec-GPC` header. The header counts when it is exactly
/// `1`; an explicit choice that still holds goes before it.
pub fn decide(cookie: Option<&str>, sec_gpc: Option<&str>, now: Instant) -> Decision {
    match cookie.and_then(Answer::from_cookie).filter(|answer| answer.holds(now)) {
        Some(answer) => Decision::Chosen(answer.choice),
        None if sec_gpc == Some("1") => Decision::RefusedByGpc,
        None => Decision::Unasked,
    }
}

fn flag(text: &str, off: &str, on: &str) -> Option<bool> {
    match text {
        _ if text == off => Some(false),
        _ if text == on => Some(true),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const NOW: Instant = Instant::from_unix_milliseconds(1_800_000_000_000);

    #[test]
    fn a_choice_is_asked_again_after_a_year_and_when_purposes_change() {
        let answer = Answer::new(Choice::ACCEPTED, NOW);
        let at = |seconds: i64| Instant::from_unix_milliseconds(NOW.unix_milliseconds() + seconds * 1000);
        assert!(answer.holds(NOW));
        assert!(answer.holds(at(i64::from(LIFE_SECONDS) - 1)));
        assert!(!answer.holds(at(i64::from(LIFE_SECONDS))));
        assert!(!Answer { purposes: PURPOSES_VERSION + 1, ..answer }.holds(NOW));
        assert!(!answer.holds(at(-2 * 86_400)));
    }

    #[test]
    fn gpc_is_a_refusal_until_an_explicit_choice() {
        let cookie = Answer::new(Choice::ACCEPTED, NOW).to_string();
        assert_eq!(decide(None, None, NOW), Decision::Unasked);
        assert_eq!(decide(None, Some("1"), NOW), Decision::RefusedByGpc);
        assert_eq!(decide(None, Some("true"), NOW), Decision::Unasked);
        assert_eq!(decide(Some(&cookie), Some("1"), NOW), Decision::Chosen(Choice::ACCEPTED));
        assert_eq!(decide(Some("v1.p2.s0.9"), None, NOW), Decision::Unasked);
    }

    #[test]
    fn only_save_looks_at_the_boxes() {
        let form = |choice, preferences, statistics| CookieForm { choice, preferences, statistics }.choice();
        assert_eq!(form("accept-all", "", ""), Some(Choice::ACCEPTED));
        assert_eq!(form("refuse-all", "on", "on"), Some(Choice::REFUSED));
        assert_eq!(form("save", "on", ""), Some(Choice { preferences: true, statistics: false }));
        assert_eq!(form("save", "", "true"), Some(Choice::REFUSED));
        assert_eq!(form("delete", "on", "on"), None);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(preferences: bool, statistics: bool, at_seconds: i64, purposes: u32) {
            let answer = Answer { choice: Choice { preferences, statistics }, at_seconds, purposes };
            prop_assert_eq!(Answer::from_cookie(&answer.to_string()), Some(answer));
        }

        #[test]
        fn anything_else_is_no_answer(value in "\\PC*") {
            if let Some(answer) = Answer::from_cookie(&value) {
                prop_assert_eq!(answer.to_string(), value);
            }
        }
    }
}
