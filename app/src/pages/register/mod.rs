//! Registration and the profile: the beginning, one question a page, all answers, and the saved profile. What is asked,
//! why, and what follows from leaving it out is read from `domain`; no page says it again.

pub mod check;
mod inputs;
pub mod profile;
pub mod question;
pub mod start;
mod summary;
#[cfg(test)]
mod tests;

/// A subdistrict to choose, or the one chosen: its code, and its name with district and province.
#[derive(Clone, PartialEq, Eq)]
pub struct PlaceOption {
    /// The official six-digit code.
    pub code: String,
    /// Subdistrict, district and province in Thai.
    pub th: String,
    /// Subdistrict, district and province in English.
    pub en: String,
}

impl PlaceOption {
    /// The names in `language`.
    pub fn text(&self, language: domain::Language) -> &str {
        match language {
            domain::Language::Th => &self.th,
            domain::Language::En => &self.en,
        }
    }
}

impl std::fmt::Debug for PlaceOption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PlaceOption(…)")
    }
}

/// The title of a page whose form has mistakes begins with the word for them.
fn title(words: &str, wrong: bool, language: domain::Language) -> String {
    if wrong { format!("{} {words}", crate::i18n::forms::ERROR_WORD.text(language)) } else { words.to_owned() }
}

/// The answers as a list of facts: what the person gave, as they read it.
pub fn facts(
    answers: &domain::registration::Answers,
    place: Option<&PlaceOption>,
    photo: bool,
    language: domain::Language,
) -> Vec<(domain::Bilingual, String)> {
    let rows = summary::Given { answers, place, photo }.rows(language);
    rows.filter_map(|(_, row)| Some((row.name, row.value?))).collect()
}
