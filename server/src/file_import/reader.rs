//! Reads a file line by line from where it stands. A line that is no record is a fault of that line alone: a missing
//! quotation mark costs one line, not the file. Lines are those an editor shows, counted from 1.

use super::csv_line::{CsvLine, Fed};
use super::kind::{self, Header};
use super::lines::{self, Cut};
use super::window::Window;
use super::{BYTES, Format, LONGEST, Source, SourceError, TOGETHER, Unfit, reasons};
use domain::Day;
use domain::exchange::GivenRecord;
use domain::import::{LineFault, Position, Reason};
use service::{Line, Lines};

/// Lines that follow one another.
pub struct Batch {
    /// The lines; blank ones are not among them.
    pub lines: Vec<Line>,
    /// Where the file stands before them.
    pub before: Position,
    /// Where the file stands after them.
    pub after: Position,
    /// Whether this is the end of the file.
    pub ends: bool,
}

/// A file that is being read.
pub struct Reader<S> {
    window: Window<S>,
    format: Format,
    header: Option<Header>,
    csv: CsvLine,
    /// Looks whether a line is a record by itself.
    alone: CsvLine,
    line: u64,
}

/// What stands at a place: so many lines and bytes, and what they give; nothing where they are blank.
struct Found {
    lines: u64,
    bytes: usize,
    read: Option<Result<GivenRecord, String>>,
}

impl Batch {
    /// As the desk takes them.
    pub fn lines(&self) -> Lines<'_> {
        Lines { lines: &self.lines, line: self.after.line, byte: self.after.byte, ends: self.ends }
    }
}

impl<S: Source> Reader<S> {
    /// A reader of the file from `at` on, a place where a line begins.
    pub fn open(source: S, format: Format, at: Position) -> Result<Result<Self, Unfit>, SourceError> {
        let mut window = Window::new(source);
        let header = match format {
            Format::Ndjson => None,
            Format::Csv => {
                let (shown, rest) = window.fill()?;
                match kind::header(shown, rest) {
                    Ok(header) => Some(header),
                    Err(unfit) => return Ok(Err(unfit)),
                }
            }
        };
        let start =
            header.as_ref().map_or_else(Position::default, |it| Position { line: it.line, byte: it.byte as u64 });
        let at = at.max(start);
        window.seek(at.byte);
        let (csv, alone) = (CsvLine::new(), CsvLine::new());
        Ok(Ok(Self { window, format, header, csv, alone, line: at.line }))
    }

    /// The next lines. `today` is the Bangkok day: nothing is of a later one.
    pub fn next(&mut self, today: Day) -> Result<Batch, SourceError> {
        let before = self.position();
        let mut lines = Vec::with_capacity(TOGETHER);
        while lines.len() < TOGETHER && self.window.at() - before.byte < BYTES && !self.window.is_over() {
            let number = self.line + 1;
            if let Some(read) = self.step(today)? {
                lines.push((number, read));
            }
        }
        Ok(Batch { lines, before, after: self.position(), ends: self.window.is_over() })
    }

    /// Where the file stands.
    pub fn position(&self) -> Position {
        Position { line: self.line, byte: self.window.at() }
    }

    fn step(&mut self, today: Day) -> Result<Option<Result<GivenRecord, String>>, SourceError> {
        let (shown, rest) = self.window.fill()?;
        let found = match lines::first(shown, self.format, rest) {
            None => return self.pass_long().map(Some),
            Some(cut) if cut.line > LONGEST => Found::fault(cut, Reason::LongLine),
            Some(cut) if lines::is_blank(&shown[..cut.line]) => Found { lines: 1, bytes: cut.whole, read: None },
            Some(cut) => match &self.header {
                Some(header) => record((&mut self.csv, &mut self.alone), header, (shown, rest, cut), today),
                None => resource(&shown[..cut.line], cut, self.line + 1, today),
            },
        };
        self.line += found.lines;
        self.window.pass(found.bytes);
        Ok(found.read)
    }

    /// Passes a line that is longer than what is shown.
    fn pass_long(&mut self) -> Result<Result<GivenRecord, String>, SourceError> {
        loop {
            let (shown, rest) = self.window.fill()?;
            let cut = lines::first(shown, self.format, rest);
            // The last byte may be half of an end.
            let count = cut.map_or(shown.len().saturating_sub(1), |cut| cut.whole);
            self.window.pass(count);
            if cut.is_some() || self.window.shown().is_empty() {
                self.line += 1;
                return Ok(Err(fault(Reason::LongLine)));
            }
        }
    }
}

/// A record of CSV. It may go on in the next lines; where that leads nowhere, or the next line is a record by itself, the
/// first line alone is wrong: its quotation mark is not closed.
fn record(
    (csv, alone): (&mut CsvLine, &mut CsvLine),
    header: &Header,
    (shown, rest, first): (&[u8], bool, Cut),
    today: Day,
) -> Found {
    csv.begin();
    let (mut bytes, mut lines, mut cut) = (0, 0, Some(first));
    loop {
        let Some(Cut { line, whole }) = cut else {
            let ended = rest && bytes == shown.len();
            return Found::fault(first, if ended { Reason::Cells } else { Reason::LongLine });
        };
        if bytes + line > LONGEST {
            return Found::fault(first, Reason::LongLine);
        }
        let text = &shown[bytes..bytes + line];
        if lines > 0 && alone.is_record(text, header.count) {
            return Found::fault(first, Reason::Cells);
        }
        let fed = csv.feed(text);
        (bytes, lines) = (bytes + whole, lines + 1);
        match fed {
            Fed::Open => cut = lines::first(&shown[bytes..], Format::Csv, rest),
            Fed::TooMany => return Found::fault(first, Reason::Cells),
            Fed::Whole if lines > 1 && csv.count() != header.count => return Found::fault(first, Reason::Cells),
            Fed::Whole => return whole_record(csv, header, &shown[..bytes], (lines, bytes), today),
        }
    }
}

fn whole_record(csv: &CsvLine, header: &Header, raw: &[u8], (lines, bytes): (u64, usize), today: Day) -> Found {
    let read = if std::str::from_utf8(raw).is_err() {
        Some(Err(fault(Reason::Encoding)))
    } else {
        let cells = csv.cells();
        let blank = cells.iter().all(|cell| cell.trim().is_empty());
        // Rows of nothing but commas are what spreadsheets write below a table.
        (!blank).then(|| header.columns.read(&cells, today).map_err(|faults| LineFault::words(&faults)))
    };
    Found { lines, bytes, read }
}

/// A line of NDJSON.
fn resource(line: &[u8], cut: Cut, number: u64, today: Day) -> Found {
    let entry = fhir::intake::read_line(line, fhir::Release::R4, usize::try_from(number).unwrap_or(usize::MAX), today);
    Found { lines: 1, bytes: cut.whole, read: Some(entry.read.map_err(|issues| reasons::of_issues(&issues))) }
}

impl Found {
    fn fault(cut: Cut, reason: Reason) -> Self {
        Self { lines: 1, bytes: cut.whole, read: Some(Err(fault(reason))) }
    }
}

fn fault(reason: Reason) -> String {
    LineFault::of_line(reason).word()
}

#[cfg(test)]
mod tests;
