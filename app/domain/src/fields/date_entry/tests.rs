//! What the date form accepts, refuses and asks about.

use super::*;
use proptest::prelude::*;

fn enter(text: &str, language: Language) -> Result<DateEntry, DateEntryError> {
    DateEntry::parse(parts(text), language)
}

fn parts(text: &str) -> DateParts<'_> {
    let mut pieces = text.splitn(3, '/');
    let mut next = || pieces.next().unwrap_or_default();
    DateParts { day: next(), month: next(), year: next() }
}

#[test]
fn each_form_has_its_era() {
    for (text, language, iso) in [
        ("29/2/2567", Language::Th, "2024-02-29"),
        ("๒๙/๐๒/๒๕๖๗", Language::Th, "2024-02-29"),
        (" 1 / 1 /2300", Language::Th, "1757-01-01"),
        ("29/02/2024", Language::En, "2024-02-29"),
        ("31/12/2299", Language::En, "2299-12-31"),
        ("/3/2567", Language::Th, "2024-03"),
        ("//1950", Language::En, "1950"),
    ] {
        assert_eq!(enter(text, language).unwrap().iso(), iso, "{text}");
    }
}

#[test]
fn what_is_refused_and_why() {
    for (text, language, error) in [
        ("//", Language::Th, DateEntryError::Empty),
        ("1/2/", Language::Th, DateEntryError::YearMissing),
        ("1//2567", Language::Th, DateEntryError::MonthMissing),
        ("1/1/67", Language::Th, DateEntryError::Year),
        ("1/1/0000", Language::En, DateEntryError::Year),
        ("1/1/25677", Language::Th, DateEntryError::Year),
        ("1/13/2567", Language::Th, DateEntryError::Month),
        ("1/มกราคม/2567", Language::Th, DateEntryError::Month),
        ("0/1/2567", Language::Th, DateEntryError::Day),
        ("001/1/2567", Language::Th, DateEntryError::Day),
        ("29/2/2024", Language::Th, DateEntryError::CommonEraYear),
        ("1/1/2299", Language::Th, DateEntryError::CommonEraYear),
        ("29/2/2567", Language::En, DateEntryError::BuddhistEraYear),
        ("29/2/2568", Language::Th, DateEntryError::LeapDay),
        ("29/2/2023", Language::En, DateEntryError::LeapDay),
        ("29/2/1900", Language::En, DateEntryError::LeapDay),
        ("30/2/2567", Language::Th, DateEntryError::NotInMonth),
        ("31/4/2567", Language::Th, DateEntryError::NotInMonth),
    ] {
        assert_eq!(enter(text, language), Err(error), "{text}");
    }
}

#[test]
fn a_birth_is_not_in_the_future_as_far_as_it_is_known() {
    let today = Day::from_iso("2026-03-15").unwrap();
    let birth = |text| DateEntry::parse_birth(parts(text), Language::Th, today);
    for text in ["15/3/2569", "/3/2569", "//2569"] {
        assert!(birth(text).is_ok(), "{text}");
    }
    for text in ["16/3/2569", "/4/2569", "//2570"] {
        assert_eq!(birth(text), Err(DateEntryError::Future), "{text}");
    }
    assert_eq!(birth("29/2/2568"), Err(DateEntryError::LeapDay));
}

#[test]
fn years_that_began_in_april_are_kept_as_written_and_marked() {
    let entry = enter(" ๑๕/๒/๒๔๘๓ ", Language::Th).unwrap();
    assert_eq!((entry.iso().as_str(), entry.as_written()), ("1940-02-15", "๑๕/๒/๒๔๘๓"));
    assert!(entry.before_calendar_reform());
    assert!(!enter("1/1/2484", Language::Th).unwrap().before_calendar_reform());
    // 29 February 1940 was written 29 February 2482 in its time.
    assert_eq!(enter("29/2/2482", Language::Th), Err(DateEntryError::LeapDayBeforeReform));
    assert_eq!(enter("29/2/1939", Language::En), Err(DateEntryError::LeapDay));
}

#[test]
fn what_is_known_and_what_is_shown() {
    let entry = enter("//2567", Language::Th).unwrap();
    assert_eq!((entry.precision(), entry.day(), entry.as_written()), (Precision::Year, None, "2567"));
    assert_eq!(enter("/1/2567", Language::Th).unwrap().precision(), Precision::Month);
    let entry = enter("9/1/2567", Language::Th).unwrap();
    assert_eq!((entry.precision(), entry.day()), (Precision::Day, Day::from_iso("2024-01-09")));
    assert_eq!(
        (entry.boxes(Language::En), format!("{entry:?}")),
        (["9", "1", "2024"].map(str::to_owned), "DateEntry(…)".to_owned())
    );
}

proptest! {
    #[test]
    fn no_text_panics(day in "\\PC*", month in "\\PC*|[0-9]{0,2}", year in "\\PC*|[0-9๐-๙]{4}") {
        for language in Language::ALL {
            let _ = DateEntry::parse(DateParts { day: &day, month: &month, year: &year }, language);
        }
    }

    #[test]
    fn what_the_boxes_show_is_read_back(day in 0..32_u8, month in 0..13_u8, year in 1..9999_i32) {
        let text = |number: u8| if number == 0 { String::new() } else { number.to_string() };
        let (day, month, year) = (text(day), text(month), format!("{year:04}"));
        for language in Language::ALL {
            if let Ok(entry) = DateEntry::parse(DateParts { day: &day, month: &month, year: &year }, language) {
                let [day, month, year] = entry.boxes(language);
                let again = DateEntry::parse(DateParts { day: &day, month: &month, year: &year }, language);
                prop_assert_eq!(again.map(|entry| entry.iso()), Ok(entry.iso()));
            }
        }
    }
}
