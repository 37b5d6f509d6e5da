use super::*;
use proptest::prelude::*;

fn told((source, value, at): (Source, &str, i64)) -> Told<'_> {
    Told { source, value, at: Instant::from_unix_milliseconds(at) }
}

fn combined(field: &str, values: &[(Source, &str, i64)]) -> Option<(usize, Vec<usize>)> {
    let values: Vec<Told<'_>> = values.iter().copied().map(told).collect();
    combine(field, &values).map(|it| (it.winner, it.conflicts))
}

use Source::{CivilRegistry, Operator, Person, Unit, VerifiedPaper};

#[test]
fn civil_data_is_decided_by_the_register_and_conflicts_stay() {
    let values = [(Person, "ก", 9), (Unit, "ข", 8), (CivilRegistry, "ค", 1), (VerifiedPaper, "ค", 2)];
    assert_eq!(combined("last-name", &values), Some((2, vec![0, 1])));
    assert_eq!(combined("last-name", &values[..2]), Some((0, vec![1])));
    assert_eq!(combined("last-name", &[(Operator, "ก", 1)]), Some((0, vec![])));
    assert_eq!(combined("last-name", &[]), None);
    assert_eq!(combined("shoe-size", &[(Person, "42", 1)]), None);
}

#[test]
fn contact_data_is_the_persons_alone() {
    let values = [(Unit, "+66812345678", 9), (Person, "+66898765432", 1), (CivilRegistry, "089 876 5432", 7)];
    assert_eq!(combined("phone", &values), Some((1, vec![0])));
    assert_eq!(combined("phone", &[(Unit, "+66812345678", 9)]), None);
    // Taken back: nobody speaks for the person.
    assert_eq!(combined("phone", &[(Unit, "+66812345678", 9), (Person, "+66898765432", 1), (Person, "", 2)]), None);
}

#[test]
fn clinical_data_is_the_units() {
    assert_eq!(combined("vaccination", &[(Person, "a", 2), (Unit, "b", 1)]), Some((1, vec![0])));
    assert_eq!(combined("vaccination", &[(Person, "a", 2)]), None);
}

#[test]
fn the_newest_of_a_source_counts_and_the_first_of_those_alike() {
    let values = [(Person, "ก", 1), (Person, "ข", 2), (Person, "ข", 3), (Person, "ก", 0)];
    assert_eq!(combined("first-name", &values), Some((1, vec![])));
    assert_eq!(combined("first-name", &[(Person, "ก", 1), (Person, "ข", 2), (Person, "ก", 3)]), Some((2, vec![])));
}

#[test]
fn spelling_is_no_conflict() {
    for (field, one, other) in [
        ("first-name", "SOMCHAI", "Somchai"),
        ("first-name", "น\u{e49}\u{e33}", "น\u{e4d}\u{e49}\u{e32}"),
        ("national-id", "1-2345-67890-12-1", "1234567890121"),
        ("passport", "THA AA0000000", "tha aa-0000000"),
        ("nationality", "tha", "THA"),
        ("birth-date", "th|3|5|2523", "en|3|5|1980"),
        ("birth-date", "th|3|5|2523", "1980-05-03"),
        ("birth-date", "th|||2523", "en|3|5|1980"),
    ] {
        assert_eq!(combined(field, &[(Person, one, 1), (Unit, other, 2)]), Some((0, vec![])), "{field} {one} {other}");
    }
    for (field, one, other) in
        [("email", "Name@example.org", "name@EXAMPLE.org"), ("phone", "0812345678", "+66812345678")]
    {
        assert_eq!(combined(field, &[(Person, one, 1), (Unit, other, 2)]), Some((0, vec![])), "{field} {one} {other}");
    }
}

#[test]
fn places_written_apart_and_together_are_one() {
    for (field, one, other) in [
        ("postal-code", "๕๐ ๒๐๐", "50200"),
        ("subdistrict", "ช้าง เผือก", "ช้างเผือก"),
        ("district", "เมือง-เชียงใหม่", "เมืองเชียงใหม่"),
        ("province", "เชียง ใหม่", "เชียงใหม่"),
        ("photo", " a  b ", "a b"),
    ] {
        assert!(agree(field, one, other) && equal(field, one, other), "{field} {one} {other}");
    }
}

#[test]
fn what_is_another_value_is_a_conflict() {
    for (field, one, other) in [
        ("first-name", "สมมติ", "สมมต"),
        ("national-id", "1234567890121", "1234567890122"),
        ("passport", "THA AA0000000", "LAO AA0000000"),
        ("birth-date", "th|3|5|2523", "en|4|5|1980"),
        ("birth-date", "th|||2523", "1981"),
        ("nationality", "THA", "LAO"),
    ] {
        assert_eq!(combined(field, &[(Person, one, 1), (Unit, other, 2)]), Some((0, vec![1])), "{field} {one} {other}");
    }
}

#[test]
fn words_are_those_of_storage_and_nothing_is_shown() {
    assert_eq!(Source::ALL.map(Source::name), ["civil-registry", "paper", "person", "unit", "operator"]);
    assert!(Source::ALL.into_iter().all(|it| Source::from_name(it.name()) == Some(it)));
    assert_eq!(Source::from_name("dopa"), None);
    assert!(!format!("{:?}", told((Person, "secret", 1))).contains("secret"));
}

const FIELDS: [&str; 5] = ["first-name", "birth-date", "phone", "vaccination", "address"];
const VALUES: [&str; 6] = ["", "a", "A", "b", "th|3|5|2523", "1980"];

fn anything() -> impl Strategy<Value = Vec<(Source, &'static str, i64)>> {
    let one = (0..5_usize, 0..VALUES.len(), 0..6_i64);
    prop::collection::vec(one.prop_map(|(source, value, at)| (Source::ALL[source], VALUES[value], at)), 0..14)
}

type Outcome<'a> = Option<(Told<'a>, Vec<Told<'a>>)>;

fn outcome<'a>(field: &str, values: &[(Source, &'a str, i64)]) -> Outcome<'a> {
    let values: Vec<Told<'_>> = values.iter().copied().map(told).collect();
    combine(field, &values).map(|it| (values[it.winner], it.conflicts.iter().map(|at| values[*at]).collect()))
}

proptest! {
    #[test]
    fn the_order_of_what_was_told_makes_no_difference(
        (values, shuffled) in anything().prop_flat_map(|it| (Just(it.clone()), Just(it).prop_shuffle())),
        field in prop::sample::select(&FIELDS[..]),
    ) {
        prop_assert_eq!(outcome(field, &values), outcome(field, &shuffled));
    }

    #[test]
    fn the_first_by_precedence_that_says_anything_wins(
        values in anything(), field in prop::sample::select(&FIELDS[..])
    ) {
        let speaks = |source: Source| {
            let newest = values.iter().filter(|it| it.0 == source).map(|it| (it.2, it.1)).max();
            newest.filter(|(_, value)| !value.is_empty())
        };
        let first = precedence(field).iter().find_map(|source| Some((*source, speaks(*source)?)));
        let got = outcome(field, &values);
        prop_assert_eq!(got.as_ref().map(|(it, _)| (it.source, it.value)), first.map(|(it, (_, value))| (it, value)));
        for conflict in got.iter().flat_map(|(_, all)| all) {
            prop_assert!(Some(conflict.value) == speaks(conflict.source).map(|it| it.1));
            prop_assert!(Some(conflict.source) != first.map(|it| it.0));
        }
    }

    #[test]
    fn a_value_told_again_changes_nothing(values in anything(), field in prop::sample::select(&FIELDS[..])) {
        let before = combined(field, &values);
        for source in Source::ALL {
            let Some(newest) = values.iter().filter(|it| it.0 == source).max_by_key(|it| (it.2, it.1)) else { continue };
            let again: Vec<_> = values.iter().copied().chain([(source, newest.1, newest.2 + 1)]).collect();
            prop_assert_eq!(combined(field, &again), before.clone());
        }
    }

    /// Combined with another's history and parted again, everything is as it was: winner and conflicts.
    #[test]
    fn a_source_taken_away_leaves_what_would_have_been(
        values in anything(), field in prop::sample::select(&FIELDS[..]), without in 0..5_usize
    ) {
        let without = Source::ALL[without];
        let rest: Vec<_> = values.iter().copied().filter(|it| it.0 != without).collect();
        let silent: Vec<_> = values.iter().copied().chain([(without, "", i64::MAX)]).collect();
        prop_assert_eq!(outcome(field, &rest), outcome(field, &silent));
        if let Some((winner, conflicts)) = outcome(field, &values).filter(|(it, _)| it.source != without) {
            let left = conflicts.into_iter().filter(|it| it.source != without).collect();
            prop_assert_eq!(outcome(field, &rest), Some((winner, left)));
        }
    }

    #[test]
    fn no_value_panics(field in prop::sample::select(&FIELDS[..]), one: String, other: String) {
        let _ = combined(field, &[(Person, &one, 1), (Unit, &other, 2)]);
    }
}

#[test]
fn values_agree_that_say_less_and_are_equal_where_neither_does() {
    for (field, one, other, both) in [
        ("birth-date", "th|1|2|2523", "en|1|2|1980", (true, true)),
        ("birth-date", "en|||1980", "th|1|2|2523", (true, false)),
        ("birth-date", "en|1|2|1980", "en|2|1|1980", (false, false)),
        ("first-name", "Somchai", "SOMCHAI", (true, true)),
        ("first-name", "สมชาย", "สมชัย", (false, false)),
        ("photo", "a  b", "a b", (true, true)),
    ] {
        assert_eq!((agree(field, one, other), equal(field, other, one)), both, "{field} {one} {other}");
    }
}
