//! Day and time as people say them, in Bangkok.

use domain::{Bilingual, Instant, Language};

/// Day and time: `23 พฤศจิกายน 2569 เวลา 10.00 น.`, `23 November 2026, 10:00`.
pub fn moment(at: Instant, language: Language) -> String {
    let (day, (hour, minute)) = (at.bangkok_day().long(language), at.bangkok_hour_minute());
    match language {
        Language::Th => format!("{day} เวลา {hour:02}.{minute:02} น."),
        Language::En => format!("{day}, {hour:02}:{minute:02}"),
    }
}

/// The time of day: `10.15`, `10:15`.
pub fn clock(at: Instant, language: Language) -> String {
    let (hour, minute) = at.bangkok_hour_minute();
    match language {
        Language::Th => format!("{hour:02}.{minute:02}"),
        Language::En => format!("{hour:02}:{minute:02}"),
    }
}

/// A sentence with one gap, `{}`, filled.
pub fn filled(sentence: Bilingual, with: &str, language: Language) -> String {
    sentence.text(language).replacen("{}", with, 1)
}
