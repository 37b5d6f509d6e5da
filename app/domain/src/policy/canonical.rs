//! The canonical form of a policy text: what is stored, shown as plain text, and hashed.
//!
//! NFC, LF, no space at a line's end. Title, preamble, then each article's heading, items and paragraphs, one line each,
//! an empty line between any two, one LF at the end. An item is a line `(ก)` with its heading behind it where it has one.

use super::{Article, Block, Text};
use crate::Language;
use icu_normalizer::ComposingNormalizer;
use std::fmt::Write as _;

/// `text` in Unicode Normalization Form C.
pub(super) fn nfc(text: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(text).into_owned()
}

impl Text {
    /// The canonical form. Reading it again gives the same text.
    pub fn canonical(&self) -> String {
        let mut lines = vec![self.title.clone()];
        lines.extend(self.preamble.iter().cloned());
        for article in &self.articles {
            lines.push(heading(article, self.language));
            for block in &article.blocks {
                match block {
                    Block::Paragraph(text) => lines.push(text.clone()),
                    Block::Item { letter, title, paragraphs } => {
                        lines.push(format!("({letter}) {title}").trim_end().to_owned());
                        lines.extend(paragraphs.iter().cloned());
                    }
                }
            }
        }
        let mut canonical = lines.join("\n\n");
        canonical.push('\n');
        canonical
    }
}

fn heading(article: &Article, language: Language) -> String {
    let mut heading = String::new();
    let word = match language {
        Language::Th => "ข้อ",
        Language::En => "Article",
    };
    // Writing into a string does not fail.
    write!(heading, "{word} {} {}", article.number, article.title).ok();
    heading
}
