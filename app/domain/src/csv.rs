//! Tables as comma-separated values (RFC 4180), safe to open in a spreadsheet: UTF-8 with its mark, CRLF, and no cell that a
//! spreadsheet would take for a formula. It never changes a cell that begins no formula.

use std::fmt::Write as _;

/// What a file of it is served as.
pub const MEDIA_TYPE: &str = "text/csv; charset=utf-8; header=present";

/// Says that the file is UTF-8: without it spreadsheets read Thai as something else.
const MARK: char = '\u{feff}';

/// A table of `N` columns: each row has as many cells as the heading, by its type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<const N: usize> {
    text: String,
}

impl<const N: usize> Table<N> {
    /// A table with these names over its columns.
    pub fn new(heading: [&str; N]) -> Self {
        let mut table = Self { text: MARK.to_string() };
        table.row(&heading);
        table
    }

    /// Adds a row.
    pub fn row<C: AsRef<str>>(&mut self, cells: &[C; N]) {
        for (place, content) in cells.iter().enumerate() {
            if place > 0 {
                self.text.push(',');
            }
            // Writing to a string does not fail.
            let _ = write!(self.text, "{}", cell(content.as_ref()));
        }
        self.text.push_str("\r\n");
    }

    /// What is written so far, to be sent on: the table goes on after it, and a long one is never whole in memory.
    pub fn drain(&mut self) -> String {
        std::mem::take(&mut self.text)
    }

    /// The file, or the rest of it.
    pub fn finish(self) -> String {
        self.text
    }
}

/// One cell as it stands in the file.
fn cell(content: &str) -> String {
    let safe = if begins_formula(content) { format!("'{content}") } else { content.to_owned() };
    let plain = !safe.contains([',', ';', '"', '\r', '\n', '\t']) && safe.trim() == safe;
    if plain { safe } else { format!("\"{}\"", safe.replace('"', "\"\"")) }
}

/// Whether a spreadsheet may take a cell for a formula: by its first character that is not white space or invisible, or by
/// a tab or line break before it. Full-width and small forms count, since they are folded to the plain ones on import.
pub fn begins_formula(content: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || is_invisible(c);
    let mut lead = content.chars().take_while(|c| unseen(*c));
    lead.any(char::is_control) || content.chars().find(|c| !unseen(*c)).is_some_and(is_operator)
}

const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

const fn is_operator(c: char) -> bool {
    matches!(
        c,
        '=' | '+'
            | '-'
            | '@'
            | '＝'
            | '＋'
            | '－'
            | '＠'
            | '\u{2212}'
            | '\u{fe62}'
            | '\u{fe63}'
            | '\u{fe66}'
            | '\u{fe6b}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What a reader of RFC 4180 finds in the file.
    fn read(file: &str) -> Vec<Vec<String>> {
        let mut rest = file.strip_prefix(MARK).unwrap().chars().peekable();
        let (mut rows, mut row, mut now, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        while let Some(c) = rest.next() {
            match (c, quoted) {
                ('"', true) if rest.peek() == Some(&'"') => now.extend(rest.next()),
                ('"', _) => quoted = !quoted,
                (',', false) => row.push(std::mem::take(&mut now)),
                ('\r', false) => {
                    assert_eq!(rest.next(), Some('\n'), "a row ends with both");
                    row.push(std::mem::take(&mut now));
                    rows.push(std::mem::take(&mut row));
                }
                (c, quoted) => {
                    assert!(quoted || c != '\n', "a line break stands between quotes");
                    now.push(c);
                }
            }
        }
        assert!(!quoted && row.is_empty() && now.is_empty(), "the last row ends like the others");
        rows
    }

    #[test]
    fn what_begins_a_formula_is_text() {
        for typed in [
            "=1+1",
            "+66",
            "-5",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n",
            " =1",
            "＝1",
            "＋1",
            "－1",
            "＠a",
            "\u{feff}=1",
            "\u{200b}\u{a0}=1",
            "\u{fe66}1",
        ] {
            let mut table = Table::new(["a"]);
            table.row(&[typed]);
            assert_eq!(read(&table.finish())[1], [format!("'{typed}")], "{typed:?}");
        }
    }

    #[test]
    fn other_cells_are_as_they_were() {
        let cells = ["", "1=1", "ก,ข", "he said \"no\"", "a\r\nb", " a ", "'=1", "ไม่มี"];
        let mut table = Table::new(["a", "b", "c", "d", "e", "f", "g", "h"]);
        table.row(&cells);
        assert_eq!(read(&table.finish())[1], cells);
        let mut table = Table::new(["ก", "b"]);
        table.row(&["x", "y"]);
        assert_eq!(table.finish(), "\u{feff}ก,b\r\nx,y\r\n");
    }

    #[test]
    fn a_cell_that_another_reader_could_cut_stands_between_quotes() {
        for (content, written) in [
            ("a", "a"),
            ("a b", "a b"),
            ("a,b", "\"a,b\""),
            ("a;b", "\"a;b\""),
            ("a\tb", "\"a\tb\""),
            ("a\nb", "\"a\nb\""),
            ("a\rb", "\"a\rb\""),
            (" a", "\" a\""),
            ("a ", "\"a \""),
            ("a\"b", "\"a\"\"b\""),
            ("=a", "'=a"),
            ("=a,b", "\"'=a,b\""),
        ] {
            assert_eq!(cell(content), written, "{content:?}");
        }
    }

    #[test]
    fn what_was_sent_on_is_not_kept() {
        let mut table = Table::new(["a"]);
        assert_eq!(table.drain(), "\u{feff}a\r\n");
        assert_eq!(table.drain(), "");
        table.row(&["b"]);
        assert_eq!(table.finish(), "b\r\n");
    }

    #[test]
    fn only_what_begins_a_formula_is_marked() {
        for content in ["", " ", "\u{a0}", "a=1", "1-2", "\u{200b}a=", "กข+", "'=1", "a\t=1", "\u{ad}1"] {
            assert!(!begins_formula(content), "{content:?}");
        }
        for content in
            ["\u{ad}=", "\u{202e}+", "\u{2060}-", "\u{2212}1", "\u{fe62}1", "\u{fe63}1", "\u{fe6b}a", "\ta", " \u{1}a"]
        {
            assert!(begins_formula(content), "{content:?}");
        }
    }

    proptest! {
        #[test]
        fn each_row_is_read_back_and_none_begins_a_formula(rows in prop::collection::vec(prop::array::uniform3(
            prop_oneof![any::<String>(), "[=+@\t\r\n ,;\"'-]{0,4}[a-zก-ฮ＝＋－＠]{0,3}"]
        ), 0..8)) {
            let mut table = Table::new(["one", "two", "three"]);
            let mut file = String::new();
            for row in &rows {
                table.row(row);
                if row[0].len().is_multiple_of(2) {
                    file.push_str(&table.drain());
                }
            }
            let back = read(&(file + &table.finish()));
            prop_assert_eq!(back.len(), rows.len() + 1);
            for (row, back) in rows.iter().zip(&back[1..]) {
                for (cell, back) in row.iter().zip(back) {
                    prop_assert!(!begins_formula(back));
                    prop_assert_eq!(back.strip_prefix('\'').filter(|_| begins_formula(cell)).unwrap_or(back), cell);
                }
            }
        }
    }
}
