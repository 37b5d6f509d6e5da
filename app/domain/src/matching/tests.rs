use super::*;
use crate::date::Day;
use crate::fields::{DateParts, IssuingState, NationalId, PassportNumber};
use crate::language::{Explain, Language};
use proptest::prelude::*;

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

/// From `1980-05-03`, `1980-05` or `1980`.
fn born(iso: &str) -> DateEntry {
    let mut parts = iso.split('-');
    let mut next = || parts.next().unwrap_or_default();
    let (year, month, day) = (next(), next(), next());
    DateEntry::parse(DateParts { day, month, year }, Language::En).unwrap()
}

/// Synthetic: a made-up body with the check digit the rule gives it.
fn document() -> Document {
    Document::NationalId(NationalId::parse("1234567890121").unwrap())
}

fn given(date: &str, first: &str, last: &str) -> GivenPerson {
    let last_name = Some(last).filter(|last| !last.is_empty()).map(name);
    GivenPerson { document: document(), born: born(date), first_name: name(first), last_name, sex: None }
}

fn known(date: &str, first: &str, last: &str) -> Known {
    let GivenPerson { born, first_name, last_name, .. } = given(date, first, last);
    Known { born, first_name, last_name }
}

fn judged(told: (&str, &str, &str), account: (&str, &str, &str)) -> Verdict {
    judge(&given(told.0, told.1, told.2), Some(&known(account.0, account.1, account.2)))
}

#[test]
fn nobody_with_that_document_is_somebody_new() {
    assert_eq!(judge(&given("1980-05-03", "สมมติ", "ตัวอย่าง"), None), Verdict::New);
}

#[test]
fn document_whole_birth_date_and_first_name_are_enough() {
    let here = ("1980-05-03", "สมมติ", "ตัวอย่าง");
    let same = |score, noted: &[Reason]| Verdict::Same { score, noted: noted.to_vec() };
    assert_eq!(judged(here, here), same(100, &[]));
    assert_eq!(judged(("1980-05-03", "นายสมมติ", "ตัวอย่าง"), here), same(100, &[]));
    assert_eq!(judged(("1980-05-03", "สมมติ", "abc"), here), same(50, &[Reason::LastName]));
    assert_eq!(judged(("1980-05-03", "สมมติ", ""), here), same(40, &[Reason::LastNameMissing]));
    assert_eq!(judged(("1980-05-03", "ตัวอย่าง", "สมมติ"), here), same(100, &[Reason::NamesSwapped]));
    let review = |score, reasons: &[Reason]| Verdict::Review { score, reasons: reasons.to_vec() };
    assert_eq!(judged(("1980-05-03", "กขคง", "ตัวอย่าง"), here), review(50, &[Reason::FirstName]));
    assert_eq!(judged(("1980-05-03", "Sommut", "Tuayang"), here), review(0, &[Reason::OtherScript]));
}

#[test]
fn a_birth_date_known_in_part_needs_names_that_are_sure() {
    for part in ["1980", "1980-05"] {
        let here = (part, "สมมติ", "ตัวอย่าง");
        for told in [part, "1980-05-03"] {
            let same = Verdict::Same { score: 100, noted: vec![Reason::BornInPart] };
            assert_eq!(judged((told, "สมมติ", "ตัวอย่าง"), here), same, "{told}");
            let reasons = vec![Reason::BornInPart, Reason::LastName];
            assert_eq!(judged((told, "สมมติ", "abc"), here), Verdict::Review { score: 50, reasons }, "{told}");
            let reasons = vec![Reason::BornInPart, Reason::LastNameMissing];
            assert_eq!(judged((told, "สมมติ", ""), here), Verdict::Review { score: 40, reasons }, "{told}");
        }
    }
}

#[test]
fn a_birth_date_that_disagrees_is_never_made_up_for() {
    for (told, here, reason) in [
        ("1980-05-04", "1980-05-03", Reason::BornOtherwise),
        ("1981", "1980", Reason::BornOtherwise),
        ("1981-02-03", "1980-02-03", Reason::BornOtherwise),
        ("1980", "1980-05-03", Reason::BornLessExactly),
        ("1980-05", "1980-05-03", Reason::BornLessExactly),
        ("1930-02-03", "1931-02-03", Reason::BornCountedFromApril),
        ("1931-02-03", "1930-02-03", Reason::BornCountedFromApril),
        ("1930-04-03", "1931-04-03", Reason::BornOtherwise),
        ("1930", "1931", Reason::BornOtherwise),
    ] {
        let verdict = judged((told, "สมมติ", "ตัวอย่าง"), (here, "สมมติ", "ตัวอย่าง"));
        assert_eq!(verdict, Verdict::Review { score: 100, reasons: vec![reason] }, "{told} {here}");
    }
}

#[test]
fn the_same_date_written_in_two_eras_is_one() {
    let thai = DateEntry::parse(DateParts { day: "๓", month: "๕", year: "๒๕๒๓" }, Language::Th).unwrap();
    let told = GivenPerson { born: thai, ..given("1980", "สมมติ", "ตัวอย่าง") };
    let verdict = judge(&told, Some(&known("1980-05-03", "สมมติ", "ตัวอย่าง")));
    assert_eq!(verdict, Verdict::Same { score: 100, noted: vec![] });
}

#[test]
fn a_number_of_persons_without_civil_status_is_noted() {
    // Synthetic: counting upwards from 0, with the check digit the rule gives it.
    let id = (0..10).find_map(|digit| NationalId::parse(&format!("012345678901{digit}")).ok()).unwrap();
    let told = GivenPerson { document: Document::NationalId(id), ..given("1980-05-03", "สมมติ", "") };
    let verdict = judge(&told, Some(&known("1980-05-03", "สมมติ", "")));
    assert_eq!(verdict, Verdict::Same { score: 100, noted: vec![Reason::DocumentKind] });
    let passport = Document::Passport {
        number: PassportNumber::parse("AA0000000").unwrap(),
        state: IssuingState::parse("THA").unwrap(),
    };
    let told = GivenPerson { document: passport, ..told };
    let verdict = judge(&told, Some(&known("1980-05-03", "สมมติ", "")));
    assert_eq!(verdict, Verdict::Same { score: 100, noted: vec![] });
}

#[test]
fn reasons_are_kept_as_words_and_said_in_both_languages() {
    assert_eq!(Reason::from_words(&Reason::words(&Reason::ALL)), Some(Reason::ALL.to_vec()));
    assert_eq!((Reason::from_words(""), Reason::from_words("first-name none")), (Some(vec![]), None));
    let said: std::collections::HashSet<_> = Reason::ALL.iter().map(Explain::explain).collect();
    assert_eq!(said.len(), Reason::ALL.len());
    assert_eq!(format!("{:?}", known("1980", "a", "b")), "Known(…)");
}

fn any_date() -> impl Strategy<Value = String> {
    (1925..2026_i32, 1..=12_u8, 1..=31_u8, 0..3_u8).prop_filter_map("no day", |(year, month, day, parts)| {
        let day = Day::from_numbers(year, month, day)?.to_string();
        Some(day[..[4, 7, 10][usize::from(parts)]].to_owned())
    })
}

fn any_name() -> impl Strategy<Value = PersonName> {
    "[กขนมสยาิ่้เ]{1,8}|[a-cA-C ]{1,8}".prop_filter_map("no name", |text| PersonName::parse(&text).ok())
}

fn anybody() -> impl Strategy<Value = GivenPerson> {
    (any_date(), any_name(), prop::option::of(any_name())).prop_map(|(date, first_name, last_name)| GivenPerson {
        document: document(),
        born: born(&date),
        first_name,
        last_name,
        sex: None,
    })
}

fn as_known(it: &GivenPerson) -> Known {
    Known { born: it.born.clone(), first_name: it.first_name.clone(), last_name: it.last_name.clone() }
}

const fn is_same(verdict: &Verdict) -> bool {
    matches!(verdict, Verdict::Same { .. })
}

proptest! {
    #[test]
    fn never_the_same_where_birth_dates_disagree(told in anybody(), here in anybody(), names_too: bool) {
        let here = if names_too { Known { born: here.born, ..as_known(&told) } } else { as_known(&here) };
        match judge(&told, Some(&here)) {
            Verdict::Same { .. } => prop_assert!(born_alike(&told.born.iso(), &here.born)),
            Verdict::Review { reasons, .. } => prop_assert!(!reasons.is_empty()),
            Verdict::New => prop_assert!(false, "the document is known"),
        }
    }

    #[test]
    fn what_is_known_is_the_same_as_itself(it in anybody()) {
        let verdict = judge(&it, Some(&as_known(&it)));
        let noted = if it.born.precision() == Precision::Day { vec![] } else { vec![Reason::BornInPart] };
        prop_assert_eq!(verdict, Verdict::Same { score: 100, noted });
    }

    /// More that agrees never makes a verdict worse.
    #[test]
    fn monotone(told in anybody(), here in anybody()) {
        let here = as_known(&here);
        let plain = judge(&told, Some(&here));
        let names_right = GivenPerson { first_name: here.first_name.clone(), last_name: here.last_name.clone(), ..told.clone() };
        let born_right = GivenPerson { born: here.born.clone(), ..told.clone() };
        for better in [names_right, born_right] {
            prop_assert!(!is_same(&plain) || is_same(&judge(&better, Some(&here))));
        }
        let to_the_day = Known { born: told.born.clone(), ..here };
        let known_better = to_the_day.born.precision() == Precision::Day;
        prop_assert!(!known_better || !is_same(&plain) || is_same(&judge(&told, Some(&to_the_day))));
    }
}
