//! Where a line ends. Lines of CSV end with a line feed, a carriage return, or both (RFC 4180 and what spreadsheets write);
//! lines of NDJSON with a line feed.

use super::Format;

/// The first line of what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// How long it is, in bytes.
    pub(super) line: usize,
    /// How long it is with its end.
    pub(super) whole: usize,
}

/// The first line; `None` where its end is not shown whole. `rest` says that nothing follows what is shown.
pub(super) fn first(shown: &[u8], format: Format, rest: bool) -> Option<Cut> {
    let ends = |byte: &u8| *byte == b'\n' || (format == Format::Csv && *byte == b'\r');
    let Some(line) = shown.iter().position(ends) else {
        return (rest && !shown.is_empty()).then_some(Cut { line: shown.len(), whole: shown.len() });
    };
    if shown[line] == b'\r' && line + 1 == shown.len() && !rest {
        return None;
    }
    let both = shown[line] == b'\r' && shown.get(line + 1) == Some(&b'\n');
    if format == Format::Ndjson && line > 0 && shown[line - 1] == b'\r' {
        return Some(Cut { line: line - 1, whole: line + 1 });
    }
    Some(Cut { line, whole: line + 1 + usize::from(both) })
}

/// Whether nothing stands there.
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_way_to_end_a_line() {
        let csv = |text: &str, rest| first(text.as_bytes(), Format::Csv, rest).map(|cut| (cut.line, cut.whole));
        let json = |text: &str, rest| first(text.as_bytes(), Format::Ndjson, rest).map(|cut| (cut.line, cut.whole));
        assert_eq!(
            [csv("a\nb", true), csv("a\r\nb", true), csv("a\rb", true)],
            [Some((1, 2)), Some((1, 3)), Some((1, 2))]
        );
        assert_eq!(
            [json("a\nb", true), json("a\r\nb", true), json("a\rb", true)],
            [Some((1, 2)), Some((1, 3)), Some((3, 3))]
        );
        for cut in [csv, json] {
            assert_eq!([cut("ab", true), cut("ab", false), cut("", true)], [Some((2, 2)), None, None]);
            assert_eq!(cut("\n\n", true), Some((0, 1)));
        }
        assert_eq!([csv("a\r", false), csv("a\r", true)], [None, Some((1, 2))], "half of an end is none");
        assert!(is_blank(b" \t\r") && is_blank(b"") && !is_blank(b","));
    }
}
