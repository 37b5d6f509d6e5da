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

#[cfg(test)]
mod tests {
    use super::*;

    fn text(language: Language) -> Text {
        let item = |letter, title: &str, paragraph: &str| Block::Item {
            letter,
            title: title.to_owned(),
            paragraphs: vec![paragraph.to_owned()],
        };
        let article = |number, title: &str, blocks| Article { number, title: title.to_owned(), blocks };
        let blocks = vec![Block::Paragraph("p".to_owned()), item('a', "t", "q"), item('b', "", "r")];
        Text {
            language,
            title: "T".to_owned(),
            preamble: vec!["m".to_owned(), "n".to_owned()],
            articles: vec![article(1, "One", blocks), article(2, "Two", Vec::new())],
        }
    }

    #[test]
    fn every_part_is_a_line_and_an_article_is_called_so_in_its_language() {
        let lines = ["T", "m", "n", "Article 1 One", "p", "(a) t", "q", "(b)", "r", "Article 2 Two"];
        assert_eq!(text(Language::En).canonical(), format!("{}\n", lines.join("\n\n")));
        assert_eq!(text(Language::Th).canonical(), text(Language::En).canonical().replace("Article", "ข้อ"));
    }

    #[test]
    fn a_mark_written_apart_is_one_with_its_letter() {
        assert_eq!(nfc("e\u{301}"), "\u{e9}");
    }
}
