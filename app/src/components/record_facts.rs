//! What a record says, line by line.

use crate::i18n::records as words;
use domain::record::Content;
use domain::{Bilingual, Language};

/// Label and value of each line.
pub fn record_facts(content: &Content, language: Language) -> Vec<(Bilingual, String)> {
    match content {
        Content::Vaccination(it) => {
            let lot = if it.lot.is_empty() { words::NOT_KNOWN.text(language).to_owned() } else { it.lot.clone() };
            vec![
                (words::PRODUCT, it.product.label().text(language).to_owned()),
                (words::DOSE, it.dose.to_string()),
                (words::GIVEN_ON, it.day.long(language)),
                (words::LOT, lot),
            ]
        }
        Content::Laboratory(it) => vec![
            (words::TEST, it.test.clone()),
            (words::RESULT, it.result.clone()),
            (words::TAKEN_ON, it.day.long(language)),
        ],
    }
}
