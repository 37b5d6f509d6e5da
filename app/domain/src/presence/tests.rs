use super::*;
use proptest::prelude::*;
use std::collections::HashSet;

/// Stands for the caller's keyed digest.
fn digest_of(window: u64) -> Digest {
    Digest::of(&window.to_be_bytes())
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn parsed(text: &str) -> Result<String, PresenceError> {
    PresenceCode::parse(text).map(|code| code.grouped())
}

#[test]
fn forty_bits_by_hand() {
    // 00001 00011 00101 00111 01001 01011 01101 01111 are 1 3 5 7 9 11 13 15.
    let mut bytes = [0; 32];
    bytes[..5].copy_from_slice(&[0b0000_1000, 0b1100_1010, 0b0111_0100, 0b1010_1101, 0b1010_1111]);
    assert_eq!(code(&Digest::from(bytes)).grouped(), "1357-9BDF");
    assert_eq!(code(&Digest::from([0xFF; 32])).as_str(), "ZZZZZZZZ");
    assert_eq!(ALPHABET.iter().collect::<HashSet<_>>().len(), 32);
    assert!(!ALPHABET.iter().any(|it| b"ILOU".contains(it)));
}

#[test]
fn a_code_is_read_as_people_type_it_and_never_guessed() {
    for text in ["1357-9BD0", "13579bd0", " 1357 9BDO ", "i357-9bdo", "L3579BDo", "1357\u{2011}9BD0"] {
        assert_eq!(parsed(text), Ok("1357-9BD0".to_owned()), "{text}");
    }
    for text in [
        "",
        "-",
        "1357-9BD",
        "1357-9BD00",
        "1357-9BDU",
        "1357-9BDก",
        "๑357-9BD0",
        "1357_9BD0",
        "1357.9BD0",
        "１357-9BD0",
    ] {
        assert_eq!(parsed(text), Err(PresenceError::Form), "{text}");
    }
    assert_eq!(format!("{:?}", PresenceCode::parse("1357-9BD0").unwrap()), "PresenceCode(…)");
}

#[test]
fn ninety_six_windows_of_a_bangkok_day() {
    let today = day("2026-11-23");
    let all: Vec<u64> = windows_of(today).collect();
    assert_eq!((all.len(), all[0], all[95] + 1), (96, window(today.begins()), window(today.next().begins())));
    assert_eq!(window(today.begins().plus(-1)), all[0] - 1);
    assert_eq!((window(today.begins().plus(WINDOW - 1)), window(today.begins().plus(WINDOW))), (all[0], all[1]));
    assert_eq!(windows_of(day("1969-12-31")).count(), 0);
    assert_eq!(windows_of(day("1970-01-01")).count(), 96 - 28);
    assert_eq!(window(Instant::from_unix_milliseconds(i64::MIN)), 0);
    assert_eq!(windows_of(day("9999-12-31")).count(), 96);
}

#[test]
fn on_the_day_and_three_days_after() {
    let dose = day("2026-11-23");
    let noon = dose.begins().plus(12 * 60 * 60 * 1000);
    let shown = code(&digest_of(window(noon)));
    let at = |received: Instant| accepts(&shown, dose, received, digest_of);
    assert_eq!(at(dose.begins().plus(-1)), Err(PresenceError::Early));
    assert_eq!(at(noon.plus(-WINDOW)), Err(PresenceError::Unknown), "it was not shown yet");
    assert_eq!(at(noon), Ok(window(noon)));
    assert_eq!(at(dose.plus(4).begins().plus(-1)), Ok(window(noon)));
    assert_eq!(at(dose.plus(4).begins()), Err(PresenceError::Late));
    // Of the day before, or of somebody else.
    assert_eq!(accepts(&shown, dose.next(), dose.next().begins(), digest_of), Err(PresenceError::Unknown));
    let other = accepts(&shown, dose, noon, |window| Digest::of(&(window + 1_000_000).to_be_bytes()));
    assert_eq!(other, Err(PresenceError::Unknown));
}

#[test]
fn every_error_is_said_in_both_languages() {
    let said: HashSet<_> = PresenceError::ALL.iter().map(Explain::explain).collect();
    let names: HashSet<_> = PresenceError::ALL.iter().map(|it| it.name()).collect();
    assert_eq!((said.len(), names.len()), (5, 5));
}

proptest! {
    #[test]
    fn every_code_shown_is_a_code_typed(bytes: [u8; 32], lower: bool) {
        let shown = code(&Digest::from(bytes));
        let typed = if lower { shown.grouped().to_lowercase() } else { shown.grouped() };
        prop_assert_eq!(PresenceCode::parse(&typed), Ok(shown));
    }

    #[test]
    fn only_the_first_forty_bits_count_and_each_of_them(bytes: [u8; 32], bit in 0..256_usize) {
        let mut other = bytes;
        other[bit / 8] ^= 0x80 >> (bit % 8);
        prop_assert_eq!(code(&Digest::from(bytes)) == code(&Digest::from(other)), bit >= 40);
    }

    #[test]
    fn parsing_never_panics(text in "\\PC*|[0-9A-Za-z -]{0,12}") {
        if let Ok(code) = PresenceCode::parse(&text) {
            prop_assert_eq!(PresenceCode::parse(code.as_str()), Ok(code.clone()));
            prop_assert!(code.as_str().bytes().all(|byte| ALPHABET.contains(&byte)));
        }
    }

    #[test]
    fn accepted_only_in_time(later in -200_000_000_i64..500_000_000, shown_at in 0..96_u64) {
        let dose = day("2026-11-23");
        let first = window(dose.begins());
        let received = dose.begins().plus(later);
        let got = accepts(&code(&digest_of(first + shown_at)), dose, received, digest_of);
        let in_time = (dose..=dose.plus(DAYS)).contains(&received.bangkok_day()) && first + shown_at <= window(received);
        prop_assert_eq!(got.ok(), in_time.then_some(first + shown_at));
    }
}
