//! The zone against the published specimen, and against synthetic passports made here.

use super::*;
use proptest::prelude::*;

/// Synthetic: Nobody Example of Thailand, check digits computed here.
fn second(number: &str, nationality: &str, birth: &str, expiry: &str, personal: &str) -> String {
    let check = |field: &str| char::from(check_digit(field.as_bytes()));
    let (number, personal) = (format!("{number:<<9}"), format!("{personal:<<14}"));
    let a = format!("{number}{}", check(&number));
    let b = format!("{birth}{}", check(birth));
    let c = format!("{expiry}{}{personal}{}", check(expiry), check(&personal));
    let whole = check(&format!("{a}{b}{c}"));
    format!("{a}{nationality}{b}<{c}{whole}")
}

fn first(state: &str) -> String {
    format!("{:<<44}", format!("P<{state}EXAMPLE<TEST<<NOBODY<OF<ALL"))
}

fn zone(number: &str) -> String {
    format!("{}\n{}", first("THA"), second(number, "THA", "900229", "300101", ""))
}

#[test]
fn a_passport_in_two_lines_or_one() {
    let text = format!("{}\n{}", first("THA"), second("AA0000000", "THA", "920229", "300101", ""));
    let read = Mrz::parse(&text).unwrap();
    let today = Day::from_iso("2026-01-01").unwrap();
    assert_eq!(read.as_str(), text);
    assert_eq!(read.number().unwrap().as_str(), "AA0000000");
    assert_eq!((read.issuing_state().unwrap().as_str(), read.nationality()), ("THA", "THA"));
    assert_eq!(read.names(), ("EXAMPLE TEST".to_owned(), "NOBODY OF ALL".to_owned()));
    assert_eq!((read.birth(today), read.expiry()), (Day::from_iso("1992-02-29"), Day::from_iso("2030-01-01")));
    for other in [text.replace('\n', ""), text.to_lowercase(), text.replace('\n', "\r\n\r\n ")] {
        assert_eq!(Mrz::parse(&other).unwrap(), read);
    }
    assert_eq!(format!("{read:?}"), "Mrz(…)");
}

#[test]
fn the_check_digits_of_the_published_specimen() {
    // Second line of the specimen of Doc 9303; its state, Utopia, issues no passports.
    let second = "L898902C36UTO7408122F1204159ZE184226B<<<<<10";
    assert_eq!(check_digits(second.as_bytes()), Ok(()));
    let text = format!("{}\n{second}", first("UTO"));
    assert_eq!(Mrz::parse(&text), Err(MrzError::Field(MrzField::IssuingState)));
}

#[test]
fn a_letter_for_a_zero_is_reported_with_its_place() {
    let text = format!("{}\n{}", first("THA"), second("AA1230456", "THA", "920229", "300101", ""));
    let typed = |at: usize, to: &str| {
        let mut text = text.clone();
        text.replace_range(at..=at, to);
        Mrz::parse(&text)
    };
    assert_eq!(typed(45 + 5, "O"), Err(MrzError::LetterOrZero { line: 2, position: 6 }));
    assert_eq!(typed(45 + 15, "O"), Err(MrzError::LetterOrZero { line: 2, position: 16 }));
    assert_eq!(typed(45 + 43, "O"), Err(MrzError::LetterOrZero { line: 2, position: 44 }));
    assert_eq!(typed(22, "0"), Err(MrzError::LetterOrZero { line: 1, position: 23 }));
    assert_eq!(typed(22, "0").unwrap_err().place(), Some((1, 23)));
}

#[test]
fn what_is_refused_and_why() {
    let good = zone("AA0000000");
    let whole = |second: String| format!("{}\n{second}", first("THA"));
    for (text, error) in [
        (String::new(), MrzError::Empty),
        (good[..80].to_owned(), MrzError::Length),
        (format!("{good}\nP"), MrzError::Length),
        (good.replace("EXAMPLE", "EXAMPLÉ"), MrzError::Character { line: 1, position: 12 }),
        (good.replace("EXAMPLE", "EXAMPL3"), MrzError::Character { line: 1, position: 12 }),
        (good.replacen('P', "V", 1), MrzError::NotAPassport),
        (whole(second("AA0000000", "THA", "900230", "300101", "")), MrzError::Field(MrzField::Birth)),
        (whole(second("AA0000000", "THA", "920229", "301301", "")), MrzError::Field(MrzField::Expiry)),
        (whole(second("AA0000000", "QQQ", "920229", "300101", "")), MrzError::Field(MrzField::Nationality)),
        (whole(second("AA000", "THA", "920229", "300101", "")), MrzError::Field(MrzField::Number)),
        (good.replace("AA00", "AB00"), MrzError::CheckDigit(MrzField::Number)),
        (good.replace("300101", "300111"), MrzError::CheckDigit(MrzField::Expiry)),
    ] {
        assert_eq!(Mrz::parse(&text), Err(error), "{text}");
    }
}

#[test]
fn what_need_not_be_known() {
    let today = Day::from_iso("2026-01-01").unwrap();
    for (birth, nationality) in [("92<<<<", "XXB"), ("9202<<", "XXA"), ("<<<<<<", "XXX")] {
        let read = Mrz::parse(&format!("{}\n{}", first("D<<"), second("C01X00000", nationality, birth, "300101", "1")))
            .unwrap();
        assert_eq!((read.birth(today), read.nationality()), (None, nationality));
    }
}

proptest! {
    #[test]
    fn no_text_panics(text in "\\PC*|[A-Z0-9<]{44}\n[A-Z0-9<]{44}|P[A-Z<]{43}[A-Z0-9]{9}[0-9]THA[0-9<]{7}[MF<][0-9]{7}[0-9<]{16}") {
        let _ = Mrz::parse(&text);
    }

    #[test]
    fn exchanging_one_o_and_zero_in_the_number_is_always_reported(number in "[O0A-C1]{9}", at in 0..9_usize) {
        let mut text = format!("{}\n{}", first("THA"), second(&number, "THA", "920229", "300101", ""));
        prop_assert!(Mrz::parse(&text).is_ok());
        let to = match number.as_bytes()[at] { b'O' => "0", b'0' => "O", _ => return Ok(()) };
        text.replace_range(45 + at..=45 + at, to);
        let reported = matches!(Mrz::parse(&text), Err(MrzError::LetterOrZero { line: 2, .. }));
        prop_assert!(reported);
    }

    #[test]
    fn one_changed_digit_is_refused(at in 0..44_usize, by in 1..10_u8) {
        let mut text = format!("{}\n{}", first("THA"), second("120456789", "THA", "920229", "300101", "98765")).into_bytes();
        let byte = text[45 + at];
        if !byte.is_ascii_digit() {
            return Ok(());
        }
        text[45 + at] = b'0' + (byte - b'0' + by) % 10;
        prop_assert!(Mrz::parse(&String::from_utf8(text).unwrap()).is_err());
    }
}
