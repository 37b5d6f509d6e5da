//! Words and sentences of Thai and English, by ICU4X. Thai is written without spaces between words, so they are found
//! by a model; only the server carries it.

use domain::policy::Words;
use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Segments text with the model compiled in.
pub struct ThaiWords(WordSegmenterBorrowed<'static>);

impl Default for ThaiWords {
    fn default() -> Self {
        Self(WordSegmenter::new_auto(WordBreakInvariantOptions::default()))
    }
}

impl Words for ThaiWords {
    fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let breaks: Vec<usize> = self.0.segment_str(text).collect();
        breaks.windows(2).filter_map(|pair| text.get(pair[0]..pair[1])).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_is_split_into_words_and_nothing_is_lost() {
        let text = "ภาษาไทยไม่มีช่องว่าง and English";
        let words = ThaiWords::default().split(text);
        assert_eq!(words.concat(), text);
        assert!(words.contains(&"ไทย") && words.contains(&"English"), "{words:?}");
    }
}
