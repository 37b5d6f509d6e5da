//! Numbers as people type them: Thai digits, spaces and hyphens of several kinds.
//!
//! Nothing but these is changed, so that whatever else was typed is still there to be refused.

/// `text` with Thai digits as ASCII digits, and without spaces and hyphens.
pub(crate) fn squeeze(text: &str) -> String {
    text.chars().filter(|c| !is_separator(*c)).map(ascii_digit).collect()
}

/// The ASCII digit of a Thai digit; any other character as it is.
pub(super) fn ascii_digit(c: char) -> char {
    match c {
        '๐'..='๙' => char::from_digit(u32::from(c) - u32::from('๐'), 10).unwrap_or(c),
        _ => c,
    }
}

/// Whether `text` is one or more ASCII digits.
pub(super) fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// White space, the hyphen of the keyboard and those a word processor puts in its place, and the invisible break mark
/// that comes along when Thai text is copied.
fn is_separator(c: char) -> bool {
    c.is_whitespace() || matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{200b}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thai_digits_and_every_separator() {
        assert_eq!(squeeze("๐๑๒๓๔ ๕๖๗๘๙"), "0123456789");
        assert_eq!(squeeze(" 1-2\u{2011}3\u{2013}4\u{a0}5\t"), "12345");
        assert_eq!(squeeze("1/2.3—a"), "1/2.3—a");
        assert!(are_digits("07") && !are_digits("") && !are_digits("๗"));
    }
}
