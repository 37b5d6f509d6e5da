//! The cells of one record of CSV (RFC 4180), fed line by line: a record goes on in the next line where a quotation mark is
//! open. It holds one record, of bounded length.

use super::LONGEST;
use csv_core::{ReadRecordResult, Reader};

/// More cells than a file has columns: from there on a record is wrong whatever follows.
const CELLS: usize = 64;

/// Reads records into cells.
pub(super) struct CsvLine {
    reader: Reader,
    text: Box<[u8]>,
    ends: [usize; CELLS],
    length: usize,
    count: usize,
}

/// How far a record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fed {
    /// It is whole.
    Whole,
    /// A quotation mark is open.
    Open,
    /// It has more cells than any.
    TooMany,
}

impl CsvLine {
    pub(super) fn new() -> Self {
        Self { reader: Reader::new(), text: vec![0; LONGEST + CELLS].into(), ends: [0; CELLS], length: 0, count: 0 }
    }

    /// Begins a record.
    pub(super) fn begin(&mut self) {
        self.reader.reset();
        (self.length, self.count) = (0, 0);
    }

    /// Reads a line of it, without its end.
    pub(super) fn feed(&mut self, line: &[u8]) -> Fed {
        let mut rest = line;
        while !rest.is_empty() {
            let (result, read) = self.step(rest);
            rest = &rest[read..];
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => return Fed::TooMany,
                ReadRecordResult::Record | ReadRecordResult::End => break,
            }
        }
        match self.step(b"\n").0 {
            ReadRecordResult::Record | ReadRecordResult::End => Fed::Whole,
            ReadRecordResult::InputEmpty => Fed::Open,
            ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => Fed::TooMany,
        }
    }

    fn step(&mut self, input: &[u8]) -> (ReadRecordResult, usize) {
        let (text, ends) = (&mut self.text[self.length..], &mut self.ends[self.count..]);
        let (result, read, written, ended) = self.reader.read_record(input, text, ends);
        self.length += written;
        self.count += ended;
        (result, read)
    }

    /// Whether a line by itself is a record of so many cells.
    pub(super) fn is_record(&mut self, line: &[u8], cells: usize) -> bool {
        self.begin();
        self.feed(line) == Fed::Whole && self.count == cells
    }

    /// How many cells it has.
    pub(super) const fn count(&self) -> usize {
        self.count
    }

    /// Its cells; of a record that is UTF-8.
    pub(super) fn cells(&self) -> Vec<&str> {
        let text = std::str::from_utf8(&self.text[..self.length]).unwrap_or_default();
        let mut from = 0;
        let cell = |end: &usize| {
            let cell = text.get(from..*end).unwrap_or_default();
            from = *end;
            cell
        };
        self.ends[..self.count].iter().map(cell).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(lines: &[&str]) -> (Fed, Vec<String>) {
        let mut csv = CsvLine::new();
        csv.begin();
        let fed = lines.iter().map(|line| csv.feed(line.as_bytes())).last().unwrap();
        (fed, csv.cells().into_iter().map(str::to_owned).collect())
    }

    #[test]
    fn cells_as_the_standard_has_them() {
        for (lines, expected) in [
            (&["a,b"][..], &["a", "b"][..]),
            (&["a,,"], &["a", "", ""]),
            (&["\"a,\"\"b\"\"\",ค"], &["a,\"b\"", "ค"]),
            (&["\u{feff}a,b"], &["a", "b"]),
            (&["\"a", "", "b\",c"], &["a\n\nb", "c"]),
            (&["\"\""], &[""]),
        ] {
            assert_eq!(
                cells(lines),
                (Fed::Whole, expected.iter().map(|cell| (*cell).to_owned()).collect()),
                "{lines:?}"
            );
        }
        assert_eq!(cells(&["\"a", "b"]).0, Fed::Open);
        assert_eq!(cells(&[&",".repeat(CELLS - 1)]).1.len(), CELLS);
        assert_eq!(cells(&[&",".repeat(CELLS)]).0, Fed::TooMany);
    }

    #[test]
    fn a_record_after_another_begins_anew() {
        let mut csv = CsvLine::new();
        for _ in 0..2 {
            csv.begin();
            assert_eq!(csv.feed(b"\"open"), Fed::Open);
            csv.begin();
            assert_eq!((csv.feed(b"a,b"), csv.cells()), (Fed::Whole, vec!["a", "b"]));
        }
    }
}
