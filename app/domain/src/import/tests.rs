use super::*;
use crate::registration::Sex;
use proptest::prelude::*;
use std::collections::HashSet;

const HEADER: [&str; 18] = [
    "record-system",
    "record-id",
    "national-id",
    "passport",
    "passport-state",
    "birth-date",
    "first-name",
    "last-name",
    "sex",
    "unit",
    "status",
    "vaccine",
    "lot",
    "dose",
    "test",
    "result",
    "day",
    "presence",
];

fn today() -> Day {
    Day::from_iso("2026-11-23").unwrap()
}

/// The record in one line, an absent value as `-`.
fn shown(it: &GivenRecord) -> String {
    let or_dash = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
    let person = &it.person;
    let names = [Some(&person.first_name), person.last_name.as_ref()].into_iter().flatten();
    let content = it.content.to_text().split('\n').map(or_dash).collect::<Vec<_>>().join(" ");
    [
        format!("{} {}", it.key.system, it.key.value),
        person.document.key(),
        person.born.iso(),
        names.map(crate::fields::PersonName::as_str).collect::<Vec<_>>().join(" "),
        or_dash(person.sex.map_or("", Sex::name)),
        or_dash(it.unit.as_deref().unwrap_or_default()),
        it.state.name().to_owned(),
        content,
        or_dash(it.presence.as_deref().unwrap_or_default()),
    ]
    .join(", ")
}

fn outcome(read: &Result<GivenRecord, Vec<LineFault>>) -> String {
    match read {
        Ok(record) => format!("+ {}", shown(record)),
        Err(faults) => format!("- {}", LineFault::words(faults)),
    }
}

/// The files of the corpus, by name.
const CORPUS: [(&str, &str); 3] = [
    ("both", include_str!("../../corpus/import/both.txt")),
    ("doses", include_str!("../../corpus/import/doses.txt")),
    ("results", include_str!("../../corpus/import/results.txt")),
];

#[test]
fn every_line_of_the_corpus_is_read_as_it_says() {
    let mut seen = (0, HashSet::new());
    for (name, text) in CORPUS {
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let columns = Columns::of(&lines.next().unwrap().split('|').collect::<Vec<_>>()).unwrap();
        while let (Some(line), Some(expected)) = (lines.next(), lines.next()) {
            let read = columns.read(&line.split('|').collect::<Vec<_>>(), today());
            assert_eq!(outcome(&read), expected, "{name}: {line}");
            seen.0 += 1;
            seen.1.extend(read.err().into_iter().flatten().map(|fault| fault.reason.name()));
        }
    }
    assert!(seen.0 > 90, "{} lines", seen.0);
    // Each reason a cell can have is met once, but those of control characters and of a calendar long past.
    let unmet: Vec<_> = Reason::all().map(Reason::name).filter(|it| !seen.1.contains(it)).collect();
    let elsewhere = ["encoding", "long-line", "format", "control", "name-control", "date-leap-day-before-reform"];
    assert_eq!(unmet, elsewhere);
}

#[test]
fn headers_in_any_order_and_what_is_wrong_with_others() {
    let without = |gone: &[&str]| HEADER.into_iter().filter(|name| !gone.contains(name)).collect::<Vec<_>>();
    let reversed: Vec<_> = HEADER.into_iter().rev().collect();
    assert!(Columns::of(&HEADER).is_ok() && Columns::of(&reversed).is_ok());
    let marked: Vec<_> = std::iter::once("\u{feff} record-system ").chain(HEADER[1..].iter().copied()).collect();
    assert!(Columns::of(&marked).is_ok());
    for gone in [
        &["test", "result"][..],
        &["vaccine", "lot", "dose"],
        &["passport", "passport-state"],
        &["national-id"],
        &["lot", "sex", "unit", "last-name", "presence"],
    ] {
        assert!(Columns::of(&without(gone)).is_ok(), "{gone:?}");
    }
    for (gone, missing) in [
        (&["record-id"][..], Column::RecordId),
        (&["day"], Column::Day),
        (&["status"], Column::Status),
        (&["dose"], Column::Dose),
        (&["vaccine", "dose"], Column::Vaccine),
        (&["result"], Column::Result),
        (&["passport-state"], Column::PassportState),
        (&["national-id", "passport"], Column::NationalId),
        (&["vaccine", "lot", "dose", "test", "result"], Column::Vaccine),
    ] {
        assert_eq!(Columns::of(&without(gone)), Err(HeaderError::Missing(missing)), "{gone:?}");
    }
    let twice: Vec<_> = HEADER.into_iter().chain(["day"]).collect();
    assert_eq!(Columns::of(&twice), Err(HeaderError::Twice(Column::Day)));
    for other in ["", "Day", "shoe-size", "1234567890121"] {
        let more: Vec<_> = HEADER.into_iter().chain([other]).collect();
        assert_eq!(Columns::of(&more), Err(HeaderError::Unknown(19)), "{other}");
    }
    assert_eq!(Columns::of(&[]), Err(HeaderError::Missing(Column::RecordSystem)));
    let error = Columns::of(&["1234567890121"]).unwrap_err();
    assert!(error.column().is_none() && !format!("{error} {error:?}").contains("1234567890121"));
}

#[test]
fn a_control_character_is_refused_wherever_it_stands() {
    let columns = Columns::of(&HEADER).unwrap();
    let good: [&str; 18] = [
        "urn:h",
        "1",
        "1234567890121",
        "",
        "",
        "1980",
        "ก",
        "",
        "",
        "",
        "completed",
        "43",
        "",
        "1",
        "",
        "",
        "2026-01-02",
        "",
    ];
    assert!(columns.read(&good, today()).is_ok());
    for column in Column::ALL {
        for bad in ["a\nb", "a\u{0}", "\u{202e}a", "\t"] {
            let mut cells = good;
            cells[column as usize] = bad;
            let faults = columns.read(&cells, today()).unwrap_err();
            let found = LineFault { column: Some(column), reason: Reason::Control };
            assert!(faults.contains(&found), "{} {bad:?} {faults:?}", column.name());
        }
    }
}

#[test]
fn words_are_read_back_and_each_is_said_in_both_languages() {
    let all: Vec<LineFault> = Reason::all()
        .flat_map(|reason| {
            let columns = Column::ALL.into_iter().map(Some).chain([None]);
            columns.map(move |column| LineFault { column, reason })
        })
        .collect();
    assert_eq!(LineFault::from_words(&LineFault::words(&all)), Some(all.clone()));
    let words: HashSet<_> = all.iter().map(LineFault::word).collect();
    assert_eq!(words.len(), all.len());
    assert!(all.iter().all(|it| !it.explain().th.is_empty() && !it.explain().en.is_empty()));
    for word in ["", "day", "day:", "day:none", "none:missing", ":missing"] {
        assert_eq!(LineFault::from_word(word), None, "{word}");
    }
    for (place, column) in Column::ALL.into_iter().enumerate() {
        assert_eq!((column as usize, Column::from_name(HEADER[place])), (place, Some(column)));
    }
}

/// What stands in cells: right values, nearly right ones, and anything.
fn any_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::sample::select(&[
            "", "urn:h", "1", "1234567890121", "AA0000000", "THA", "1980-05-03", "3/5/2523", "2523", "1980", "สมมติ", "female",
            "completed", "208", "Anti-HBs", "2026-01-02", "2/1/2569", "ABCD-EFGH",
        ][..]).prop_map(str::to_owned),
        1 => "[0-9/๐-๙-]{0,12}",
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn no_line_panics_and_no_value_is_repeated(cells in prop::collection::vec(any_cell(), 18), short in 0..19_usize) {
        let columns = Columns::of(&HEADER).unwrap();
        let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
        if short < 18 {
            let read = columns.read(&cells[..short], today());
            prop_assert_eq!(outcome(&read), "- line:cells");
        }
        match columns.read(&cells, today()) {
            Ok(record) => prop_assert!(record.day() <= today()),
            Err(faults) => {
                let places: HashSet<_> = faults.iter().map(|it| it.column).collect();
                prop_assert!(!faults.is_empty() && places.len() == faults.len() && faults.is_sorted_by_key(|it| it.column));
                prop_assert_eq!(LineFault::from_words(&LineFault::words(&faults)).map(|it| it.len()), Some(faults.len()));
            }
        }
    }

    #[test]
    fn no_header_panics(header in prop::collection::vec(prop_oneof![
        3 => prop::sample::select(&HEADER[..]).prop_map(str::to_owned),
        1 => any::<String>(),
    ], 0..20)) {
        let _ = Columns::of(&header.iter().map(String::as_str).collect::<Vec<_>>());
    }

    #[test]
    fn no_date_panics_and_one_era_is_the_other(day in 1..=28_u8, month in 1..=12_u8, year in 1800..2026_i32, text: String) {
        let _ = (date::birth(&text, today()), date::day(&text));
        let common = date::birth(&format!("{year:04}-{month:02}-{day:02}"), today()).unwrap();
        let buddhist = date::birth(&format!("{day}/{month}/{}", year + 543), today()).unwrap();
        prop_assert_eq!(common.iso(), buddhist.iso());
        let wrong = [format!("{day}/{month}/{year}"), format!("{}-{month:02}-{day:02}", year + 543)];
        prop_assert!(wrong.iter().all(|text| date::birth(text, today()).is_err()));
    }

    #[test]
    fn no_word_panics(text: String) {
        let _ = (LineFault::from_words(&text), Reason::from_name(&text), Column::from_name(&text));
    }
}
