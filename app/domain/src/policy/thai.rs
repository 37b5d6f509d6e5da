//! What kinds of characters Thai is written with, as far as broken text needs it.

/// A consonant, or the obsolete RU and LU.
pub(super) const fn is_consonant(c: char) -> bool {
    matches!(c, 'ก'..='ฮ')
}

/// A vowel written before its consonant: เ แ โ ใ ไ.
pub(super) const fn is_leading_vowel(c: char) -> bool {
    matches!(c, '\u{e40}'..='\u{e44}')
}

/// A vowel or sign above or below its consonant, tone marks and THANTHAKHAT aside.
pub(super) const fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{e31}' | '\u{e34}'..='\u{e3a}' | '\u{e47}' | '\u{e4d}')
}

/// A tone mark, or THANTHAKHAT, which stands where they do.
pub(super) const fn is_tone(c: char) -> bool {
    matches!(c, '\u{e48}'..='\u{e4c}')
}

/// A character that never begins a word: marks, and the vowels written after their consonant.
pub(super) const fn is_following(c: char) -> bool {
    is_vowel_mark(c) || is_tone(c) || matches!(c, 'ะ' | 'า' | 'ำ' | '\u{e45}')
}

/// A letter or mark of Thai, without digits, ๆ, ฯ and ฿.
pub(super) const fn is_letter(c: char) -> bool {
    is_consonant(c) || is_leading_vowel(c) || is_following(c)
}

/// How many columns a text takes: marks above and below take none.
pub(super) fn columns(text: &str) -> usize {
    text.chars().filter(|c| !is_vowel_mark(*c) && !is_tone(*c)).count()
}
