//! The names in a PDF, such as `/JavaScript`, wherever they stand, with `#61` read as `a`.
//!
//! Knows nothing of objects: a name inside a text or a comment is a name too, since a reader may be led to see it so.

use std::borrow::Cow;

/// Longer names are no names that we look for.
const LONGEST: usize = 96;

/// Each name without its slash, and what follows it.
pub(crate) fn names(text: &[u8]) -> impl Iterator<Item = (Cow<'_, [u8]>, &[u8])> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let slash = rest.iter().position(|byte| *byte == b'/')?;
        rest = &rest[slash + 1..];
        let end = rest.iter().take(LONGEST).position(|byte| !is_regular(*byte));
        let (name, after) = rest.split_at(end.unwrap_or(rest.len().min(LONGEST)));
        Some((plain(name), after))
    })
}

/// Neither white space nor a delimiter.
fn is_regular(byte: u8) -> bool {
    !matches!(
        byte,
        0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%'
    )
}

fn plain(name: &[u8]) -> Cow<'_, [u8]> {
    if !name.contains(&b'#') {
        return Cow::Borrowed(name);
    }
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((first, others)) = rest.split_first() {
        let escaped = (*first == b'#').then(|| hex(others)).flatten();
        plain.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { &others[2..] } else { others };
    }
    Cow::Owned(plain)
}

/// The byte that two hexadecimal digits stand for.
fn hex(digits: &[u8]) -> Option<u8> {
    let digit = |place: usize| char::from(*digits.get(place)?).to_digit(16);
    u8::try_from(digit(0)? * 16 + digit(1)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_a_reader_reads_them() {
        let all: Vec<_> =
            names(b"<</S/J#61vaScript /#4a#53(x)/ /A#/B#4/C>>").map(|(name, _)| name.into_owned()).collect();
        let expected: [&[u8]; 7] = [b"S", b"JavaScript", b"JS", b"", b"A#", b"B#4", b"C"];
        assert_eq!(all, expected);
    }

    #[test]
    fn what_follows_a_name_is_known() {
        assert_eq!(names(b"/OpenAction [1 0 R]").next().map(|(_, after)| after), Some(b" [1 0 R]".as_slice()));
    }
}
