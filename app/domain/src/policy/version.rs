//! A published version: number, effective day, what kind of change it was, and the text in each language.
//!
//! A published version never changes; storage refuses it (article 1).

use super::Text;
use crate::{Bilingual, Day, Digest, Instant, Language};
use std::fmt;

/// The number of a version, from 1, without gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VersionNumber(u32);

impl VersionNumber {
    /// The first version.
    pub const FIRST: Self = Self(1);

    /// The version of this number; `None` for zero.
    pub const fn new(number: u32) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number)) }
    }

    /// The version written in decimal without sign or leading zero, as in paths; `None` for anything else.
    pub fn from_text(text: &str) -> Option<Self> {
        let number = Self::new(text.parse().ok()?)?;
        (number.to_string() == text).then_some(number)
    }

    /// The number.
    pub const fn get(self) -> u32 {
        self.0
    }

    /// The next version's number.
    #[must_use]
    pub const fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for VersionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What kind of change a version brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeClass {
    /// Wording only; nothing that is done with data changes.
    Editorial,
    /// A purpose is added or changed: a choice is asked for that purpose.
    Purpose,
    /// A recipient is added or changed: a choice is asked for that recipient.
    Recipient,
    /// The law or the authority behind it changed.
    Legal,
}

impl ChangeClass {
    /// All classes.
    pub const ALL: [Self; 4] = [Self::Editorial, Self::Purpose, Self::Recipient, Self::Legal];

    /// The word in storage and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Purpose => "purpose",
            Self::Recipient => "recipient",
            Self::Legal => "legal",
        }
    }

    /// The class of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }

    /// Whether people are asked for a new choice (article 1 (c), article 6).
    pub const fn asks_for_a_choice(self) -> bool {
        matches!(self, Self::Purpose | Self::Recipient)
    }

    /// The class in words.
    pub const fn label(self) -> Bilingual {
        match self {
            Self::Editorial => Bilingual::new("แก้ถ้อยคำ", "Wording"),
            Self::Purpose => Bilingual::new("เปลี่ยนวัตถุประสงค์", "Change of purpose"),
            Self::Recipient => Bilingual::new("เปลี่ยนผู้รับข้อมูล", "Change of recipient"),
            Self::Legal => Bilingual::new("เปลี่ยนตามกฎหมายหรือประกาศ", "Change of law or announcement"),
        }
    }
}

/// The text of a version in one language, with the digest it was published under.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// The text.
    pub text: Text,
    /// The SHA-256 of its canonical form.
    pub digest: Digest,
}

impl Edition {
    /// The edition of `text`, digest computed.
    pub fn of(text: Text) -> Self {
        Self { digest: text.digest(), text }
    }
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: VersionNumber,
    /// The Bangkok day from which it applies.
    pub effective: Day,
    /// What kind of change it is against the version before.
    pub class: ChangeClass,
    /// A plain-language summary in Thai.
    pub summary_th: String,
    /// The same in English.
    pub summary_en: String,
    /// When it was published.
    pub published_at: Instant,
    /// Its texts, at least one, at most one a language, Thai first.
    pub editions: Vec<Edition>,
}

impl Version {
    /// The edition in `language`.
    pub fn edition(&self, language: Language) -> Option<&Edition> {
        self.editions.iter().find(|edition| edition.text.language == language)
    }

    /// The edition to show a reader of `language`: theirs, else the other. Callers mark the language it is really in.
    pub fn edition_for(&self, language: Language) -> Option<&Edition> {
        self.edition(language).or_else(|| self.editions.first())
    }

    /// The summary in `language`.
    pub fn summary(&self, language: Language) -> &str {
        match language {
            Language::Th => &self.summary_th,
            Language::En => &self.summary_en,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_up_from_one() {
        assert_eq!((VersionNumber::new(0), VersionNumber::new(1)), (None, Some(VersionNumber::FIRST)));
        assert_eq!((VersionNumber::FIRST.next().get(), VersionNumber::FIRST.next().to_string()), (2, "2".to_owned()));
    }

    #[test]
    fn only_new_purposes_and_recipients_ask_for_a_choice() {
        assert!(ChangeClass::ALL.into_iter().all(|it| ChangeClass::from_name(it.name()) == Some(it)));
        assert_eq!(ChangeClass::ALL.map(ChangeClass::asks_for_a_choice), [false, true, true, false]);
    }

    #[test]
    fn a_reader_gets_their_language_or_the_other() {
        let text = |language| Text { language, title: "a".to_owned(), preamble: Vec::new(), articles: Vec::new() };
        let version = |languages: &[Language]| Version {
            number: VersionNumber::FIRST,
            effective: Day::from_iso("2026-01-01").unwrap(),
            class: ChangeClass::Editorial,
            summary_th: "ไทย".to_owned(),
            summary_en: "English".to_owned(),
            published_at: Instant::from_unix_milliseconds(0),
            editions: languages.iter().map(|it| Edition::of(text(*it))).collect(),
        };
        let shown = |version: &Version, language| version.edition_for(language).map(|it| it.text.language);
        let (both, thai) = (version(&[Language::Th, Language::En]), version(&[Language::Th]));
        for language in [Language::Th, Language::En] {
            assert_eq!((shown(&both, language), shown(&thai, language)), (Some(language), Some(Language::Th)));
        }
        assert_eq!((thai.edition(Language::En), shown(&version(&[]), Language::Th)), (None, None));
        assert_eq!((both.summary(Language::Th), both.summary(Language::En)), ("ไทย", "English"));
    }

    #[test]
    fn numbers_in_paths_are_plain_decimals() {
        assert_eq!(VersionNumber::from_text("12").map(VersionNumber::get), Some(12));
        for text in ["0", "-1", "+1", "01", "", "1.0", "๑", "4294967296"] {
            assert_eq!(VersionNumber::from_text(text), None, "{text}");
        }
    }
}
