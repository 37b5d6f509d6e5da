//! What a file is, found out from how it begins, and why one is not taken at all. What is wrong with single lines is not
//! looked at here: those go to quarantine, and the file is taken.

use super::csv_line::{CsvLine, Fed};
use super::lines::{self, Cut};
use super::{LONGEST, PART};
use domain::import::{Columns, HeaderError};
use domain::{Bilingual, Explain};
use service::ServiceError;
use std::io;
use thiserror::Error;

/// The formats files have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Comma-separated values (RFC 4180), with a header.
    Csv,
    /// A resource of FHIR in each line.
    Ndjson,
}

/// Why a file is not taken. It repeats nothing of the file.
#[derive(Debug, Error)]
pub enum Unfit {
    /// Nothing is in it.
    #[error("the file is empty")]
    Empty,
    /// It is longer than files may be.
    #[error("the file is longer than {0} bytes")]
    TooLarge(u64),
    /// It is neither CSV nor NDJSON.
    #[error("the file is neither CSV nor NDJSON, but something like a spreadsheet, a PDF or UTF-16")]
    Kind,
    /// It is the other format than it is said to be.
    #[error("the file is not {}", .0.name())]
    Other(Format),
    /// It is TIS-620 or Windows-874.
    #[error("the file is TIS-620 or Windows-874: save it as UTF-8")]
    Thai874,
    /// It is not UTF-8.
    #[error("the file is not UTF-8: save it as UTF-8")]
    Encoding,
    /// Its header describes no records.
    #[error("line 1: {0}")]
    Header(#[from] HeaderError),
    /// Its header is no line of CSV.
    #[error("line 1: the header is too long, or a quotation mark in it is not closed")]
    NoHeader,
    /// It came in part.
    #[error("the file did not come whole")]
    CutOff,
    /// The disk does not take it.
    #[error("the file cannot be kept: {0}")]
    Disk(#[from] io::Error),
    /// It cannot be sealed.
    #[error(transparent)]
    Seal(#[from] ServiceError),
}

/// How other kinds of files begin: what spreadsheets and word processors write, PDF, and UTF-16.
const OTHERS: [&[u8]; 6] = [b"PK\x03\x04", b"%PDF", b"\xD0\xCF\x11\xE0", b"\xFF\xFE", b"\xFE\xFF", b"\x1f\x8b"];
/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

impl Format {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }

    /// The format of this word.
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Csv, Self::Ndjson].into_iter().find(|format| format.name() == name)
    }
}

/// What the file is that begins with `first`, its first [`PART`] bytes or all of it.
pub fn inspect(first: &[u8]) -> Result<Format, Unfit> {
    let text = first.strip_prefix(MARK).unwrap_or(first);
    if OTHERS.iter().any(|other| first.starts_with(other)) || first.contains(&0) {
        return Err(Unfit::Kind);
    }
    let Some(begins) = text.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        return Err(if first.len() < PART { Unfit::Empty } else { Unfit::Kind });
    };
    encoding(text)?;
    if *begins == b'{' {
        return Ok(Format::Ndjson);
    }
    header(first, first.len() < PART).map(|_| Format::Csv)
}

/// A stray line in another encoding is one for quarantine; a file in it is none of ours.
fn encoding(text: &[u8]) -> Result<(), Unfit> {
    let (mut right, mut wrong, mut thai) = (0, 0, 0);
    for chunk in text.utf8_chunks() {
        right += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        wrong += chunk.invalid().len();
        thai += chunk.invalid().iter().filter(|byte| matches!(byte, 0xA1..=0xDA | 0xDF..=0xFB)).count();
    }
    // A character that is cut off at the end of what is looked at is no sign of anything.
    match wrong {
        0..4 => Ok(()),
        _ if right >= wrong => Ok(()),
        _ if thai == wrong => Err(Unfit::Thai874),
        _ => Err(Unfit::Encoding),
    }
}

/// The columns of the header, how many cells it has, how many lines it takes with the blank ones before it, and how many
/// bytes. `rest` says that nothing follows what is shown.
pub(super) fn header(shown: &[u8], rest: bool) -> Result<Header, Unfit> {
    let (mut passed, mut number) = (0, 0);
    let mut csv = CsvLine::new();
    loop {
        let left = shown.get(passed..).unwrap_or_default();
        let Some(Cut { line, whole }) = lines::first(left, Format::Csv, rest) else { return Err(Unfit::NoHeader) };
        (passed, number) = (passed + whole, number + 1);
        let line = &left[..line];
        if lines::is_blank(line.strip_prefix(MARK).unwrap_or(line)) {
            continue;
        }
        csv.begin();
        if line.len() > LONGEST || csv.feed(line) != Fed::Whole || std::str::from_utf8(line).is_err() {
            return Err(Unfit::NoHeader);
        }
        let columns = Columns::of(&csv.cells())?;
        return Ok(Header { columns, count: csv.count(), line: number, byte: passed });
    }
}

/// The header of a file of CSV.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Header {
    pub(super) columns: Columns,
    /// How many cells it has.
    pub(super) count: usize,
    /// How many lines it takes.
    pub(super) line: u64,
    /// How many bytes it takes.
    pub(super) byte: usize,
}

impl Explain for Unfit {
    fn explain(&self) -> Bilingual {
        match self {
            Self::Empty => Bilingual::new("แฟ้มว่างเปล่า", "The file is empty."),
            Self::TooLarge(_) => Bilingual::new(
                "แฟ้มใหญ่เกินกำหนด แบ่งเป็นหลายแฟ้ม หรือให้ผู้ดูแลระบบนำเข้าที่เครื่องแม่ข่าย",
                "The file is too large. Split it, or let the operator import it at the server.",
            ),
            Self::Kind | Self::Other(_) => Bilingual::new(
                "แฟ้มนี้ไม่ใช่ CSV หรือ NDJSON หากเป็นแฟ้มตารางคำนวณ ให้บันทึกเป็น CSV (UTF-8) แล้วส่งใหม่",
                "This is neither CSV nor NDJSON. Save a spreadsheet as CSV (UTF-8) and send that.",
            ),
            Self::Thai874 => Bilingual::new(
                "แฟ้มนี้เข้ารหัสแบบ TIS-620 หรือ Windows-874 บันทึกเป็น CSV UTF-8 แล้วส่งใหม่",
                "The file is in TIS-620 or Windows-874. Save it as CSV UTF-8 and send it again.",
            ),
            Self::Encoding => Bilingual::new(
                "แฟ้มนี้ไม่ใช่ UTF-8 บันทึกเป็น CSV UTF-8 แล้วส่งใหม่",
                "The file is not UTF-8. Save it as CSV UTF-8 and send it again.",
            ),
            Self::Header(error) => error.explain(),
            Self::NoHeader => Bilingual::new(
                "บรรทัดแรกไม่ใช่ชื่อคอลัมน์ หรือเครื่องหมายคำพูดในบรรทัดนั้นไม่ปิด",
                "The first line is no line of column names, or a quotation mark in it is not closed.",
            ),
            Self::CutOff => Bilingual::new(
                "แฟ้มมาถึงไม่ครบ ไม่มีอะไรถูกบันทึก ส่งใหม่อีกครั้ง",
                "The file did not come whole. Nothing was recorded; send it again.",
            ),
            Self::Disk(_) | Self::Seal(_) => Bilingual::new(
                "ขณะนี้เก็บแฟ้มไม่ได้ ไม่มีอะไรถูกบันทึก ลองใหม่ภายหลัง",
                "The file cannot be kept at the moment. Nothing was recorded; try again later.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &str = "record-system,record-id,national-id,birth-date,first-name,status,vaccine,dose,day";

    fn found(text: &[u8]) -> Result<Format, String> {
        inspect(text).map_err(|unfit| unfit.to_string())
    }

    #[test]
    fn what_is_taken() {
        for text in [
            HEADER.to_owned(),
            format!("\u{feff}{HEADER}\r\n"),
            format!("\n\r\n{HEADER}\n1,2\n"),
            format!("\"{}\"\n", HEADER.replace(',', "\",\"")),
            format!("{HEADER}\nสมมติ\n"),
        ] {
            assert_eq!(found(text.as_bytes()), Ok(Format::Csv), "{text}");
        }
        for text in ["{", "\u{feff} {\"resourceType\"", "\n\n{}"] {
            assert_eq!(found(text.as_bytes()), Ok(Format::Ndjson), "{text}");
        }
        // A few lines of another encoding among others are for quarantine.
        let stray = [HEADER.as_bytes(), "\nสมมติ ตัวอย่าง\n".as_bytes(), b"\xca\xc1\xc1\xb5\xd4\n"].concat();
        assert_eq!(found(&stray), Ok(Format::Csv));
        let cut = &format!("{HEADER}\nก").into_bytes();
        assert_eq!(found(&cut[..cut.len() - 1]), Ok(Format::Csv));
    }

    #[test]
    fn what_is_not_taken() {
        let long = format!("\"{}", "x".repeat(PART));
        for (text, expected) in [
            (&b""[..], "empty"),
            (b"\xEF\xBB\xBF \r\n\n", "empty"),
            (&vec![b' '; PART], "neither"),
            (b"PK\x03\x04xlsx", "neither"),
            (b"%PDF-1.7", "neither"),
            (b"\xFF\xFEr\0e\0", "neither"),
            (b"r\0e\0", "neither"),
            (b"record-system,record-id\n", "birth-date"),
            (b"a,b\n", "cell 1 of the header"),
            (b"\"record-system\n", "not closed"),
            (long.as_bytes(), "line 1"),
        ] {
            let unfit = found(text).unwrap_err();
            assert!(unfit.contains(expected), "{unfit} for {expected}");
        }
        let thai = [HEADER.as_bytes(), b"\n1,\xca\xc1\xc1\xb5\xd4,\xb5\xd1\xc7\n"].concat();
        assert!(found(&thai).unwrap_err().contains("Windows-874"));
        let latin = [HEADER.as_bytes(), b"\n1,caf\xe9 \x93a\x94 \x80\n"].concat();
        assert!(found(&latin).unwrap_err().contains("not UTF-8"));
    }
}
