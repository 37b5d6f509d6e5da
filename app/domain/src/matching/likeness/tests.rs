use super::*;
use proptest::prelude::*;

fn name(text: &str) -> PersonName {
    PersonName::parse(text).unwrap()
}

fn alike(one: &str, other: &str) -> u8 {
    score(&letters(&name(one)), &letters(&name(other)))
}

#[test]
fn the_measure_worked_by_hand() {
    // Five letters weigh ten.
    for (one, other, expected) in [
        ("สมชาย", "สมชาย", 100),
        ("สมชาย", "นาย สม ชาย", 100),
        ("SOMCHAI", "Mr. Somchai", 100),
        ("O'Brien-Test", "obrien test", 100),
        ("สมชาย", "สมชาม", 80), // ย for ม: two of ten
        ("สมชาย", "สมชาญ", 90), // ญ sounds like ย: one of ten
        ("สมชาย", "มสชาย", 80), // neighbours changed places
        ("สมชาย", "สมชา", 80),  // one letter less
        ("นัน", "นั่น", 85),       // a tone mark: one of seven
        ("ณรงค์", "นรงค", 77),   // ณ/น and THANTHAKHAT: two of nine
        ("José", "Jose", 88),   // an accent: one of nine
        ("abcd", "wxyz", 0),
    ] {
        assert_eq!(alike(one, other), expected, "{one} {other}");
    }
}

#[test]
fn arrangements() {
    let of = |one: (&str, &str), other: (&str, &str)| {
        let last = |text: &str| Some(text).filter(|text| !text.is_empty()).map(name);
        let (a, b) = (last(one.1), last(other.1));
        let it = Likeness::of((&name(one.0), a.as_ref()), (&name(other.0), b.as_ref()));
        (it.first(), it.score(), it.reasons())
    };
    assert_eq!(of(("สมมติ", "ตัวอย่าง"), ("สมมติ", "ตัวอย่าง")), (100, 100, vec![]));
    assert_eq!(of(("สมมติ", ""), ("สมมติ", "")), (100, 100, vec![]));
    assert_eq!(of(("Nobody", "Example"), ("Example", "Nobody")), (100, 100, vec![Reason::NamesSwapped]));
    assert_eq!(of(("Nobody Example", ""), ("Nobody", "Example")), (100, 100, vec![Reason::NamesDivided]));
    assert_eq!(of(("Ann Mary", "Test"), ("Ann", "Mary Test")), (100, 100, vec![Reason::NamesDivided]));
    assert_eq!(of(("Nobody", ""), ("Nobody", "Example")), (100, 46, vec![Reason::LastNameMissing]));
    assert_eq!(of(("สมมติ", "ตัวอย่าง"), ("สมมติ", "abc")).2, [Reason::LastName]);
    // One name that is another's last name makes nobody the same.
    let (first, _, reasons) = of(("Nobody", "Example"), ("Zzz", "Nobody"));
    assert!(first < ALIKE && reasons == [Reason::FirstName, Reason::LastName]);
    assert_eq!(of(("สมมติ", "ตัวอย่าง"), ("Sommut", "Tuayang")), (0, 0, vec![Reason::OtherScript]));
}

fn any_name() -> impl Strategy<Value = PersonName> {
    "[กขณนมสศยาะิี่้์เ]{1,10}|[a-dA-DéÉ' -]{1,10}|\\PC{1,12}"
        .prop_filter_map("no name", |text| PersonName::parse(&text).ok())
}

fn two_names() -> impl Strategy<Value = (PersonName, Option<PersonName>)> {
    (any_name(), prop::option::of(any_name()))
}

proptest! {
    #[test]
    fn symmetric_within_bounds_and_full_only_for_the_same(one in any_name(), other in any_name()) {
        let (one, other) = (letters(&one), letters(&other));
        let it = score(&one, &other);
        prop_assert_eq!(it, score(&other, &one));
        prop_assert!(it <= 100);
        prop_assert_eq!(it == 100, one == other);
        prop_assert_eq!(score(&one, &one), 100);
    }

    #[test]
    fn two_persons_are_as_alike_either_way_round(one in two_names(), other in two_names()) {
        let pair = |it: &(PersonName, Option<PersonName>)| (it.0.clone(), it.1.clone());
        let ((a, b), (c, d)) = (pair(&one), pair(&other));
        let forth = Likeness::of((&a, b.as_ref()), (&c, d.as_ref()));
        let back = Likeness::of((&c, d.as_ref()), (&a, b.as_ref()));
        prop_assert_eq!(forth, back);
        prop_assert!(forth.score() <= 100 && forth.first() <= 100);
        prop_assert_eq!(Likeness::of((&a, b.as_ref()), (&a, b.as_ref())).score(), 100);
    }

    /// One change never costs more than that change: names drift apart step by step.
    #[test]
    fn one_letter_changes_at_most_its_share(text in "[a-d]{1,12}", at in 0..12_usize, to in "[w-z]") {
        let one: Vec<char> = text.chars().collect();
        let mut other = one.clone();
        let at = at % other.len();
        other[at] = to.chars().next().unwrap();
        prop_assert_eq!(distance(&one, &other), 2);
        other.remove(at);
        prop_assert_eq!(distance(&one, &other), 2);
    }

    /// The wrong letters of the end put right, one after the other, never make a name less alike.
    #[test]
    fn more_of_a_name_right_is_never_worse(text in "[ก-ฮ]{1,12}", wrong in "[a-z]{12}") {
        let right: Vec<char> = text.chars().collect();
        let wrong: Vec<char> = wrong.chars().collect();
        let scores: Vec<u8> = (0..=right.len()).map(|upto| {
            let mixed: Vec<char> = right[..upto].iter().chain(&wrong[upto..right.len()]).copied().collect();
            score(&mixed, &right)
        }).collect();
        prop_assert!(scores.is_sorted(), "{scores:?}");
        prop_assert_eq!((scores[0], scores[right.len()]), (0, 100));
    }
}
