//! The two languages of the portal, and a sentence in both.
//!
//! A sentence cannot exist in one language only: `Bilingual` has no default for either half.

/// A language of the portal. Thai comes first and is the default (article 1: the practice is published in Thai).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// Thai.
    #[default]
    Th,
    /// English.
    En,
}

impl Language {
    /// Both languages, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Th, Self::En];

    /// The BCP 47 tag, as it stands in paths, cookies and `lang` attributes.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Th => "th",
            Self::En => "en",
        }
    }

    /// The language's own name for itself.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::Th => "ไทย",
            Self::En => "English",
        }
    }

    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Th => Self::En,
            Self::En => Self::Th,
        }
    }

    /// The language with this tag; `None` for anything but exactly `th` or `en`.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag() == tag)
    }

    /// The language an `Accept-Language` header (RFC 9110, 12.5.4) prefers among ours; Thai when it names neither.
    /// Malformed parts are passed over.
    pub fn from_accept_language(header: &str) -> Self {
        let weighted = header.split(',').filter_map(|part| {
            let mut pieces = part.split(';');
            let language = Self::from_tag(pieces.next()?.trim().split('-').next()?.to_ascii_lowercase().as_str())?;
            let weight = pieces.find_map(|piece| piece.trim().strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            (weight > 0.0).then_some((language, weight))
        });
        // The first of equal weights wins, as the sender ordered them.
        weighted
            .fold(None, |best: Option<(Self, f32)>, next| match best {
                Some(best) if best.1 >= next.1 => Some(best),
                _ => Some(next),
            })
            .map_or(Self::Th, |(language, _)| language)
    }
}

/// One sentence in both languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Bilingual {
    /// In Thai.
    pub th: &'static str,
    /// In English.
    pub en: &'static str,
}

impl Bilingual {
    /// A sentence from its two halves.
    pub const fn new(th: &'static str, en: &'static str) -> Self {
        Self { th, en }
    }

    /// The half in `language`.
    pub const fn text(self, language: Language) -> &'static str {
        match language {
            Language::Th => self.th,
            Language::En => self.en,
        }
    }
}

/// An error a person can read: what is wrong and what to do, in both languages.
pub trait Explain {
    /// The sentence shown beside the field.
    fn explain(&self) -> Bilingual;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accept_language_takes_the_heaviest_of_ours() {
        for (header, expected) in [
            ("", Language::Th),
            ("en", Language::En),
            ("en-GB,th;q=0.9", Language::En),
            ("th;q=0.8, en;q=0.9", Language::En),
            ("fr, de;q=0.9", Language::Th),
            ("fr, en;q=0.1", Language::En),
            ("en;q=0, th;q=0.1", Language::Th),
            ("EN-us", Language::En),
            (";;;q=x,,en;q=abc", Language::En),
        ] {
            assert_eq!(Language::from_accept_language(header), expected, "{header:?}");
        }
    }
}
