//! Characters nobody sees: what a pasted text may carry and a form must not keep.
//!
//! Joiners (U+200C, U+200D) are spelling in some scripts and are not among them.

use icu_normalizer::ComposingNormalizer;

/// `text` in Unicode Normalization Form C. ICU4X's tables are half the size of the next best in the browser's build.
pub(super) fn nfc(text: &str) -> String {
    ComposingNormalizer::new_nfc().normalize(text).into_owned()
}

/// Whether `c` only marks where a line may break, or is a byte order mark: dropped without a word.
pub(super) const fn is_break_mark(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}')
}

/// Whether `c` is a control character or turns the direction of writing, so that a line shows what it does not say.
pub(crate) fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2061}'..='\u{206f}')
}
