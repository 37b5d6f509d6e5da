//! Files as they come: what is read of each line, by number, and that reading goes on from any place a batch ends at.

use super::*;
use domain::fields::NationalId;
use domain::record::Content;
use std::fmt::Write as _;

const HEADER: &str = "record-system,record-id,national-id,birth-date,first-name,status,vaccine,dose,day";
const TODAY: &str = "2026-11-23";

/// A text that is given a few bytes at a time.
struct Text(Vec<u8>, usize);

impl Source for Text {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError> {
        let rest = &self.0[usize::try_from(offset).unwrap()..];
        let count = rest.len().min(buffer.len()).min(self.1);
        buffer[..count].copy_from_slice(&rest[..count]);
        Ok(count)
    }
}

/// Lines of the longest file of this text that are made, not kept; each is as long as the others.
struct Endless {
    line: Vec<u8>,
    lines: u64,
}

impl Source for Endless {
    fn length(&self) -> u64 {
        HEADER.len() as u64 + 1 + self.lines * self.line.len() as u64
    }

    fn read_at(&mut self, offset: u64, buffer: &mut [u8]) -> Result<usize, SourceError> {
        let header = format!("{HEADER}\n");
        let most = usize::try_from(self.length() - offset).unwrap().min(buffer.len());
        let (mut at, mut count) = (usize::try_from(offset).unwrap(), 0);
        while count < most {
            let from = at
                .checked_sub(header.len())
                .map_or(&header.as_bytes()[at.min(header.len())..], |at| &self.line[at % self.line.len()..]);
            let now = from.len().min(most - count);
            buffer[count..count + now].copy_from_slice(&from[..now]);
            (at, count) = (at + now, count + now);
        }
        Ok(count)
    }
}

/// A valid id of a plainly made-up body.
fn id(n: u32) -> String {
    (0..10).map(|check| format!("19999{n:07}{check}")).find(|id| NationalId::parse(id).is_ok()).unwrap()
}

fn dose(n: u32) -> String {
    format!("urn:h,V-{n},{},1980-05-03,สมมติ,completed,208,1,2026-01-02", id(n))
}

fn open(text: &[u8], format: Format, at: Position) -> Reader<Text> {
    Reader::open(Text(text.to_vec(), 1000), format, at).unwrap().unwrap()
}

fn day() -> Day {
    Day::from_iso(TODAY).unwrap()
}

/// Each line as its number and `+` with the record's name, or what is wrong with it.
fn read(text: &[u8], format: Format) -> Vec<String> {
    let mut reader = open(text, format, Position::default());
    let mut all = Vec::new();
    loop {
        let batch = reader.next(day()).unwrap();
        for (number, line) in batch.lines {
            all.push(match line {
                Ok(record) => format!("{number} +{}", record.key.value),
                Err(words) => format!("{number} {words}"),
            });
        }
        if batch.ends {
            return all;
        }
    }
}

fn csv(lines: &str) -> Vec<String> {
    read(format!("{HEADER}\n{lines}").as_bytes(), Format::Csv)
}

#[test]
fn marks_ends_and_blank_lines() {
    let (one, two) = (dose(1), dose(2));
    let expected = ["2 +V-1", "3 +V-2"];
    for text in [
        format!("{HEADER}\n{one}\n{two}\n"),
        format!("\u{feff}{HEADER}\r\n{one}\r\n{two}"),
        format!("{HEADER}\r{one}\r{two}\r"),
        format!("{HEADER}\n{one}\r\n{two}\n\n\r\n \t\n,,,,,,,,\n"),
    ] {
        assert_eq!(read(text.as_bytes(), Format::Csv), expected, "{text:?}");
    }
    assert_eq!(csv(&format!("\n{one}\n\n\n{two}\n")), ["3 +V-1", "6 +V-2"]);
    assert_eq!((csv(""), csv("\n\n")), (vec![], vec![]));
    assert_eq!(read(HEADER.as_bytes(), Format::Csv), Vec::<String>::new());
}

#[test]
fn a_line_that_is_wrong_is_alone() {
    let (one, two) = (dose(1), dose(2));
    let wrong = one.replace(",completed,", ",COMPLETED,");
    assert_eq!(csv(&format!("{wrong}\n{one},\n{two}\n")), ["2 status:word", "3 line:cells", "4 +V-2"]);
    let many = ",".repeat(100);
    assert_eq!(csv(&format!("{many}\n{one}\n")), ["2 line:cells", "3 +V-1"]);
    let text = [format!("{HEADER}\n").as_bytes(), b"\xca\xc1\n", one.as_bytes(), b"\n"].concat();
    assert_eq!(read(&text, Format::Csv), ["2 line:encoding", "3 +V-1"]);
}

#[test]
fn quotation_marks() {
    let (one, two) = (dose(1), dose(2));
    let quoted = format!("\"{}\"", one.replace(',', "\",\""));
    assert_eq!(csv(&format!("{quoted}\n{two}")), ["2 +V-1", "3 +V-2"]);
    // A line break in a cell is no value of any column; the record is one, and lines are counted as they stand.
    let broken = one.replace("สมมติ", "\"สม\r\nมติ\"");
    assert_eq!(csv(&format!("{broken}\n{two}\n")), ["2 first-name:control", "4 +V-2"]);
    let doubled = one.replace("สมมติ", "\"สม\"\"มติ\"");
    assert_eq!(csv(&format!("{doubled}\n{two}\n"))[1], "3 +V-2");
}

#[test]
fn a_missing_quotation_mark_costs_one_line() {
    let (one, two, three) = (dose(1), dose(2), dose(3));
    let open = one.replace("urn:h", "\"urn:h");
    let closed = two.replace("urn:h", "\"urn:h\"");
    for end in ["", "\n"] {
        assert_eq!(csv(&format!("{open}\n{two}\n{three}{end}")), ["2 line:cells", "3 +V-2", "4 +V-3"]);
    }
    assert_eq!(csv(&format!("{open}\n{closed}\n{three}\n")), ["2 line:cells", "3 +V-2", "4 +V-3"]);
    let long = "a,b\n".repeat(LONGEST / 4);
    let all = csv(&format!("{open}\n{long}{two}\n"));
    assert_eq!((all[0].as_str(), all[1].as_str()), ("2 line:long-line", "3 line:cells"));
    assert_eq!(all.last().unwrap(), &format!("{} +V-2", LONGEST / 4 + 3));
}

#[test]
fn a_line_longer_than_any_is_passed() {
    let (one, two) = (dose(1), dose(2));
    for length in [LONGEST + 1, LONGEST + 2, 2 * LONGEST - HEADER.len() - 2, 2 * LONGEST, 1_000_000] {
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("{one}{end}{}{end}{two}{end}", "x".repeat(length));
            assert_eq!(csv(&text), ["2 +V-1", "3 line:long-line", "4 +V-2"], "{length} {end:?}");
        }
    }
    let last = csv(&format!("{one}\n{}", "x".repeat(3 * LONGEST)));
    assert_eq!(last, ["2 +V-1", "3 line:long-line"]);
    let longest = format!("{}\n{two}\n", "x".repeat(LONGEST));
    assert_eq!(csv(&longest), ["2 line:cells", "3 +V-2"]);
}

#[test]
fn the_header_must_be_one() {
    for text in ["", "\n", "record-system,record-id\n", "a,b\n", "\"record-system\n"] {
        let opened = Reader::open(Text(text.into(), 10), Format::Csv, Position::default()).unwrap();
        assert!(opened.is_err(), "{text:?}");
    }
}

/// A dose as a sender writes it in FHIR.
fn resource(n: u32) -> String {
    serde_json::json!({
        "resourceType": "Immunization",
        "identifier": [{ "system": "urn:h", "value": format!("V-{n}") }],
        "status": "completed",
        "vaccineCode": { "coding": [{ "system": "http://hl7.org/fhir/sid/cvx", "code": "208" }] },
        "contained": [{
            "resourceType": "Patient",
            "id": "p",
            "identifier": [{ "system": "https://terms.sil-th.org/id/th-cid", "value": id(n) }],
            "name": [{ "given": ["สมมติ"], "family": "ตัวอย่าง" }],
            "birthDate": "1980-05-03"
        }],
        "patient": { "reference": "#p" },
        "occurrenceDateTime": "2026-01-02",
        "protocolApplied": [{ "doseNumberPositiveInt": 1 }]
    })
    .to_string()
}

#[test]
fn resources_line_by_line() {
    let (one, two) = (resource(1), resource(2));
    for text in [format!("{one}\n{two}\n"), format!("\u{feff}{one}\r\n{two}")] {
        assert_eq!(read(text.as_bytes(), Format::Ndjson), ["1 +V-1", "2 +V-2"]);
    }
    let text = format!("\n{one}\n{{\"resourceType\":\"Immunization\"\n{}\n{two}\n", "x".repeat(LONGEST + 1));
    let all = read(text.as_bytes(), Format::Ndjson);
    assert_eq!(
        (all.len(), all[0].as_str(), all[2].as_str(), all[3].as_str()),
        (4, "2 +V-1", "4 line:long-line", "5 +V-2")
    );
    assert!(all[1].starts_with("3 ") && all[1].contains(":structure"), "{}", all[1]);
    let late = one.replace("2026-01-02", "2026-11-24");
    assert_eq!(read(late.as_bytes(), Format::Ndjson), ["1 occurrenceDateTime:value"]);
}

#[test]
fn reading_goes_on_from_every_place_a_batch_ends_at() {
    let mut text = format!("\u{feff}{HEADER}\r\n");
    for n in 0..1300_u32 {
        match n % 100 {
            7 => text.push_str("\r\n\r\n"),
            13 => text.push_str("\"open\r\n"),
            _ => {}
        }
        write!(text, "{}\r\n", dose(n)).unwrap();
    }
    let mut whole = open(text.as_bytes(), Format::Csv, Position::default());
    let (mut lines, mut ends) = (0, Vec::new());
    loop {
        let batch = whole.next(day()).unwrap();
        let mut again = open(text.as_bytes(), Format::Csv, batch.before);
        let same = again.next(day()).unwrap();
        assert_eq!((same.before, same.after, same.ends), (batch.before, batch.after, batch.ends));
        assert!(same.lines == batch.lines && batch.lines.len() <= TOGETHER);
        lines += batch.lines.len();
        ends.push(batch.after);
        if batch.ends {
            break;
        }
    }
    assert_eq!((lines, ends.len()), (1313, 3));
    assert_eq!(ends[2], Position { line: 1 + 1300 + 13 + 26, byte: text.len() as u64 });
    let first = open(text.as_bytes(), Format::Csv, Position::default()).position();
    assert_eq!(first, Position { line: 1, byte: 3 + HEADER.len() as u64 + 2 });
}

#[test]
fn a_batch_is_bounded_in_bytes_too() {
    let long = format!("{},{}\n", "x".repeat(40_000), ",".repeat(7));
    let mut reader = open(format!("{HEADER}\n{}", long.repeat(60)).as_bytes(), Format::Csv, Position::default());
    let batch = reader.next(day()).unwrap();
    assert!(batch.after.byte - batch.before.byte < BYTES + LONGEST as u64 && !batch.ends);
    assert_eq!(batch.lines.len(), 27);
}

#[test]
fn two_hundred_thousand_lines_take_no_more_memory_than_a_few() {
    let line = format!("{}\n", dose(1)).into_bytes();
    let length = line.len();
    let mut reader = Reader::open(Endless { line, lines: 200_000 }, Format::Csv, Position::default()).unwrap().unwrap();
    let (mut lines, mut most) = (0, 0);
    loop {
        let batch = reader.next(day()).unwrap();
        lines += batch.lines.len();
        let held: usize = batch.lines.iter().map(|(_, line)| weight(line)).sum();
        most = most.max(held + batch.lines.capacity() * size_of::<Line>() + reader.window.held());
        if batch.ends {
            break;
        }
    }
    assert_eq!(lines, 200_000);
    assert!(most < 1024 * 1024, "{most} bytes of {} at once", 200_000 * length);
}

/// About what a line takes beside itself.
fn weight(line: &Result<GivenRecord, String>) -> usize {
    match line {
        Ok(record) => {
            let Content::Vaccination(dose) = &record.content else { return 0 };
            record.key.system.capacity() + record.key.value.capacity() + dose.lot.capacity() + 200
        }
        Err(words) => words.capacity(),
    }
}
