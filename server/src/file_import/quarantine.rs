//! Lines in quarantine as a table: where they stand, what is wrong with each, in both languages. Who puts them right has the
//! file; what stands in it is not repeated. A long table is made piece by piece.

use super::reasons::{self, Told};
use domain::Language;
use domain::csv::Table;

/// The names of the columns, for people and for programs.
const HEADING: [&str; 5] = ["line", "where", "reason", "เหตุผล", "explanation"];

/// The table.
pub struct Quarantine(Table<5>);

impl Quarantine {
    /// A table without lines.
    pub fn new() -> Self {
        Self(Table::new(HEADING))
    }

    /// Adds a line: a row for each reason.
    pub fn add(&mut self, line: u64, reasons: &str) {
        for Told { place, column, reason, word } in reasons::told(reasons) {
            let named = |language: Language| match column {
                Some(column) => format!("{}: {}", column.text(language), reason.text(language)),
                None => reason.text(language).to_owned(),
            };
            self.0.row(&[line.to_string(), place, word, named(Language::Th), named(Language::En)]);
        }
    }

    /// What is there so far, to be written away.
    pub fn drain(&mut self) -> String {
        self.0.drain()
    }
}

impl Default for Quarantine {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_for_each_reason() {
        let mut quarantine = Quarantine::new();
        quarantine.add(7, "national-id:id-check-digit status:word");
        quarantine.add(9, "line:cells");
        quarantine.add(12, "identifier[0].value:value");
        let file = quarantine.drain();
        let rows: Vec<_> = file.lines().collect();
        assert_eq!((rows.len(), rows[0]), (5, "\u{feff}line,where,reason,เหตุผล,explanation"));
        assert!(rows[1].starts_with("7,national-id,id-check-digit,") && rows[2].starts_with("7,status,word,"));
        assert!(rows[3].starts_with("9,,cells,") && rows[4].starts_with("12,identifier[0].value,value,"));
        assert_eq!(quarantine.drain(), "");
    }
}
