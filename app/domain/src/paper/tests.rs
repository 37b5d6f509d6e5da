use super::*;
use crate::catalogue::PurposeId;
use crate::consent::{ASKED, Decision, EventKind, Last};
use crate::date::{Day, Instant};
use crate::fields::{DateEntry, DateParts};
use crate::id::Id;
use crate::language::Language;
use crate::registration::Answers;
use proptest::prelude::*;

fn today() -> Day {
    Day::from_iso("2026-11-23").unwrap()
}

/// A form about somebody made up: the id fits its check digit and no person.
fn typed(changes: &[(&str, &str)]) -> Answers {
    let least = [
        ("document", "national-id"),
        ("national-id", "1-9999-00000-01-5"),
        ("first-name", "สมมติ"),
        ("birth-date-day", "3"),
        ("birth-date-month", "5"),
        ("birth-date-year", "2523"),
        ("birth-date-language", "th"),
    ];
    least.iter().chain(changes).copied().collect()
}

fn check_digit() -> String {
    let fits = |last: &u8| crate::fields::NationalId::parse(&format!("199990000001{last}")).is_ok();
    let last = (0..10).find(fits).unwrap();
    format!("199990000001{last}")
}

fn read(fields: &[PaperField], changes: &[(&str, &str)]) -> Result<Keying, Vec<&'static str>> {
    let id = check_digit();
    let changes: Vec<_> = [("national-id", id.as_str())].iter().chain(changes).copied().collect();
    let wrong = |mistakes: Vec<crate::registration::Mistake>| mistakes.into_iter().map(|it| it.input).collect();
    Keying::parse(fields, &typed(&changes), today()).map_err(wrong)
}

#[test]
fn the_one_who_keyed_it_never_checks_it() {
    for state in State::ALL {
        for task in Task::ALL {
            let (own, other) = (state.may(task, "a", "a"), state.may(task, "b", "a"));
            match state.task() {
                Some(now) if now == task => {
                    assert_eq!(other, Ok(()));
                    assert_eq!(own.is_ok(), task == Task::Key, "{state:?} {task:?}");
                    assert!(task == Task::Key || own == Err(Refusal::OwnKeying));
                }
                _ => assert_eq!((own, other), (Err(Refusal::NotNow), Err(Refusal::NotNow))),
            }
        }
    }
}

#[test]
fn what_cannot_be_read_is_said_and_never_empty() {
    let all = &PaperField::ALL;
    let keyed = read(all, &[]).unwrap();
    assert_eq!(keyed.get(PaperField::BirthDate).value(), Some("1980-05-03"));
    assert!(*keyed.get(PaperField::Phone) == Reading::Empty);
    let marked = read(all, &[("first-name", ""), ("illegible-first-name", "on"), ("illegible-phone", "on")]).unwrap();
    assert!(
        *marked.get(PaperField::FirstName) == Reading::Illegible
            && *marked.get(PaperField::Phone) == Reading::Illegible
    );
    assert_eq!(read(all, &[("first-name", "")]), Err(vec!["first-name"]), "empty is no reading of a name");
    assert_eq!(read(all, &[("illegible-first-name", "on")]), Err(vec!["illegible-first-name"]), "one or the other");
    let nothing = read(all, &[("national-id", ""), ("illegible-document", "on")]).unwrap();
    assert_eq!(nothing.finds(), None);
    assert!(read(all, &[("national-id", "1234567890123")]).is_err());
    assert!(read(all, &[("email", "no address")]).is_err());
}

#[test]
fn spelling_is_brought_into_one_form_before_it_is_compared() {
    let id = check_digit();
    let thai: String = id.chars().map(|c| char::from_u32(0x0e50 + c.to_digit(10).unwrap()).unwrap()).collect();
    let (first, second) =
        (read(&PaperField::ALL, &[]).unwrap(), read(&PaperField::IDENTITY, &[("national-id", &thai)]).unwrap());
    assert_eq!(first.differs(&second), []);
    let english = [("birth-date-year", "1980"), ("birth-date-language", "en")];
    assert_eq!(first.differs(&read(&PaperField::IDENTITY, &english).unwrap()), [], "one day in two eras");
    let other = read(&PaperField::IDENTITY, &[("last-name", "ใจดี"), ("birth-date-day", "8")]).unwrap();
    assert_eq!(first.differs(&other), [PaperField::LastName, PaperField::BirthDate]);
    let blind = read(&PaperField::IDENTITY, &[("first-name", ""), ("illegible-first-name", "on")]).unwrap();
    assert_eq!(first.differs(&blind), [PaperField::FirstName], "illegible to one is a difference");
    assert_eq!(blind.differs(&blind), [], "illegible to both is none");
}

#[test]
fn a_birth_date_is_as_exact_as_the_account_knows_it() {
    let account = |day, month, year| DateEntry::parse(DateParts { day, month, year }, Language::En).unwrap();
    for (paper, known, alike) in [
        ("1980-05-03", account("3", "5", "1980"), true),
        ("1980-05-03", account("", "5", "1980"), true),
        ("1980-05-03", account("", "", "1980"), true),
        ("1980", account("3", "5", "1980"), false),
        ("1980-05", account("3", "5", "1980"), false),
        ("1980-05-30", account("3", "5", "1980"), false),
        ("19801", account("", "", "1980"), false),
        ("1981-05-03", account("", "", "1980"), false),
    ] {
        assert_eq!(born_alike(paper, &known), alike, "{paper} {}", known.iso());
    }
}

#[test]
fn consent_on_paper_needs_its_signature_and_yields_to_what_was_said_later() {
    let parse = |changes: &[(&str, &str)]| {
        PaperConsents::parse(&typed(changes), ASKED, (Language::Th, today()))
            .map_err(|wrong| wrong.into_iter().map(|it| it.input).collect::<Vec<_>>())
    };
    assert_eq!(parse(&[]), Ok(PaperConsents::default()));
    for answer in ["given", "refused"] {
        assert_eq!(parse(&[("consent-news", answer)]), Err(vec!["signature"]));
    }
    let whole = [("consent-news", "given"), ("consent-nearby", "refused"), ("signature", "on")];
    let dated = [("signed-on-day", "1"), ("signed-on-month", "11"), ("signed-on-year", "2569")];
    let all: Vec<_> = whole.iter().chain(&dated).copied().collect();
    let it = parse(&all).unwrap();
    assert_eq!(it.answers, [(PurposeId::News, Decision::Given), (PurposeId::Nearby, Decision::Refused)]);
    assert_eq!(it.signed_on, Day::from_iso("2026-11-01"));
    assert_eq!(parse(&[("signed-on-year", "2569")]), Err(vec!["signed-on-day"]));
    assert_eq!(parse(&[("consent-news", "withdrawn"), ("signature", "on")]), Err(vec!["signature"]));

    let said = |day: &str| {
        let at = Day::from_iso(day).unwrap().begins();
        Some(Last { event: Id::new(at, [1; 10]), kind: EventKind::Refused, at, version: 1, lapses_at: at })
    };
    let (signed, scanned) = (Day::from_iso("2026-11-01"), Day::from_iso("2026-11-10").unwrap());
    let counts = |signed, last| counts(signed, scanned, last);
    assert!(counts(None, None) && counts(signed, None) && counts(signed, said("2026-10-31")));
    assert!(
        !counts(None, said("2026-01-01")) && !counts(signed, said("2026-11-01")) && !counts(signed, said("2026-11-20"))
    );
    let later = Day::from_iso("2026-11-20");
    assert!(counts(later, said("2026-11-09")), "the day written is wrong, the scan is not");
    assert!(!counts(later, said("2026-11-10")) && !counts(later, said("2026-11-15")), "nobody signs a scan");

    let at = scanned.begins().plus(3_600_000);
    assert_eq!(answered_on(signed, at), signed.unwrap().begins());
    assert_eq!([answered_on(None, at), answered_on(later, at)], [at, at]);
}

#[test]
fn what_is_settled_stays_so_but_its_person_may_be_found_and_its_picture_goes() {
    for (state, step, found) in
        State::ALL.into_iter().flat_map(|it| Step::ALL.map(|step| [(it, step, false), (it, step, true)])).flatten()
    {
        let after = state.after(step, found);
        match step {
            Step::Found => assert_eq!(after, (found && state == State::Unmatched).then_some(State::Matched)),
            Step::Destroyed => assert_eq!(after, state.task().is_none().then_some(state)),
            _ => assert!(after.is_none() || state.task().is_some(), "{state:?} {step:?}"),
        }
    }
}

#[test]
fn words_of_storage_are_read_back() {
    assert!(State::ALL.into_iter().all(|it| State::from_name(it.name()) == Some(it)));
    assert!(Step::ALL.into_iter().all(|it| Step::from_name(it.name()) == Some(it)));
    assert!(Task::ALL.into_iter().all(|it| Task::from_name(it.name()) == Some(it)));
    assert!(PaperField::ALL.into_iter().all(|it| PaperField::from_name(it.name()) == Some(it) && it.entry().is_some()));
    let inputs: std::collections::HashSet<_> =
        PaperField::ALL.into_iter().flat_map(|it| [it.mark(), it.chooser()]).collect();
    assert_eq!(inputs.len(), 2 * PaperField::ALL.len());
    let keyed = read(&PaperField::ALL, &[]).unwrap();
    assert!(!format!("{keyed:?} {:?}", keyed.get(PaperField::Document)).contains("1999"));
    assert!(Instant::from_unix_milliseconds(0) < today().begins());
}

#[test]
fn a_form_goes_from_scan_to_settled_and_no_other_way() {
    use State::{Disputed, Keyed, Matched, Scanned, Unmatched};
    for (state, step, found, after) in [
        (Scanned, Step::Keyed, false, Some(Keyed)),
        (Scanned, Step::Agreed, true, None),
        (Keyed, Step::Agreed, true, Some(Matched)),
        (Keyed, Step::Agreed, false, Some(Unmatched)),
        (Keyed, Step::Disputed, true, Some(Disputed)),
        (Keyed, Step::Reconciled, true, None),
        (Disputed, Step::Reconciled, true, Some(Matched)),
        (Disputed, Step::Reconciled, false, Some(Unmatched)),
        (Disputed, Step::Agreed, true, None),
        (Keyed, Step::Keyed, true, None),
    ] {
        assert_eq!(state.after(step, found), after, "{state:?} {step:?} {found}");
    }
    assert_eq!(State::ALL.map(State::is_open), [false, false, true, true, true], "before, it would not be blind");
    assert_ne!(Refusal::NotNow.code(), Refusal::OwnKeying.code());
    assert_eq!(Refusal::OwnKeying.code(), "own-keying");
}

#[test]
fn what_is_typed_under_the_mark_is_never_lost() {
    let all = &PaperField::ALL;
    for (input, text, mark) in [
        ("last-name", "ใจดี", "illegible-last-name"),
        ("phone", "0812345678", "illegible-phone"),
        ("email", "a@example.org", "illegible-email"),
        ("birth-date-year", "2523", "illegible-birth-date"),
        ("national-id", "1", "illegible-document"),
    ] {
        assert_eq!(read(all, &[(input, text), (mark, "on")]), Err(vec![mark]), "{input}");
    }
    // Which document it is, chosen before, is nothing that was read.
    let marked = read(&[PaperField::Document], &[("national-id", " "), ("illegible-document", "on")]).unwrap();
    assert!(*marked.get(PaperField::Document) == Reading::Illegible);
    assert_eq!(marked.iter().map(|(field, _)| field).collect::<Vec<_>>(), [PaperField::Document]);
}

#[test]
fn document_and_birth_date_find_an_account_and_a_passport_is_one() {
    let keyed = read(&PaperField::IDENTITY, &[]).unwrap();
    let document = format!("national-id:{}", check_digit());
    assert!(keyed.finds().is_some_and(|(key, born)| key.ends_with(&document[12..]) && born == "1980-05-03"));
    let passport = [("document", "passport"), ("passport-number", "zz 0000017"), ("issuing-state", "gbr")];
    let keyed = read(&PaperField::IDENTITY, &passport).unwrap();
    assert_eq!(keyed.finds(), Some(("passport:GBR:ZZ0000017", "1980-05-03")));
    assert_eq!(read(&[PaperField::Document], &[("document", "")]), Err(vec!["document"]));
    let unsaid = [("document", ""), passport[1], passport[2]];
    assert_eq!(read(&[PaperField::Document], &unsaid), Err(vec!["document"]), "which document it is, nobody guesses");
    assert_eq!(
        read(&[PaperField::Document], &[("document", "passport"), ("passport-number", "zz 0000017")]),
        Err(vec!["issuing-state"])
    );
    let born = read(&[PaperField::BirthDate], &[("birth-date-day", ""), ("birth-date-month", "")]).unwrap();
    assert_eq!((born.get(PaperField::BirthDate).value(), born.finds()), (Some("1980"), None));
}

#[test]
fn readings_that_are_kept_make_the_same_keying_again() {
    let keyed = read(&PaperField::ALL, &[("illegible-phone", "on")]).unwrap();
    let kept: Vec<_> = keyed.iter().map(|(field, reading)| (field, reading.clone())).collect();
    assert_eq!(kept.len(), PaperField::ALL.len());
    assert_eq!(kept.into_iter().collect::<Keying>(), keyed);
}

fn reading() -> impl Strategy<Value = Reading> {
    prop_oneof![Just(Reading::Empty), Just(Reading::Illegible), "[a-c]{1,2}".prop_map(Reading::Value)]
}

fn keying() -> impl Strategy<Value = Keying> {
    proptest::collection::vec(reading(), 6).prop_map(|all| PaperField::ALL.into_iter().zip(all).collect())
}

fn choice() -> impl Strategy<Value = Option<Choice>> {
    prop_oneof![
        Just(None),
        Just(Some(Choice::First)),
        Just(Some(Choice::Second)),
        reading().prop_map(|it| Some(Choice::Other(it)))
    ]
}

proptest! {
    #[test]
    fn a_difference_is_one_from_both_sides_and_concerns_who_it_is_about(first in keying(), second in keying()) {
        let differs = first.differs(&second);
        prop_assert_eq!(&differs, &second.differs(&first));
        for field in PaperField::ALL {
            let different = PaperField::IDENTITY.contains(&field) && first.get(field) != second.get(field);
            prop_assert_eq!(differs.contains(&field), different);
        }
    }

    #[test]
    fn nothing_is_settled_that_nobody_chose(first in keying(), second in keying(), choices in proptest::collection::vec(choice(), 6)) {
        let chosen: Vec<_> = PaperField::ALL.into_iter().zip(choices).filter_map(|(field, it)| Some((field, it?))).collect();
        let of = |field| chosen.iter().find(|(it, _)| *it == field).map(|(_, choice)| choice.clone());
        let open = first.differs(&second).into_iter().find(|field| of(*field).is_none());
        match first.settled(&second, &chosen) {
            Err(Unsettled(field)) => prop_assert_eq!(Some(field), open),
            Ok(settled) => {
                prop_assert_eq!(open, None);
                for field in PaperField::ALL {
                    let wanted = if first.differs(&second).contains(&field) {
                        match of(field).unwrap() {
                            Choice::First => first.get(field).clone(),
                            Choice::Second => second.get(field).clone(),
                            Choice::Other(reading) => reading,
                        }
                    } else {
                        first.get(field).clone()
                    };
                    prop_assert!(*settled.get(field) == wanted);
                }
            }
        }
    }

    /// However steps and officers come, a settled form was read by two, the first of whom took no later step.
    #[test]
    fn a_settled_form_was_read_by_two(tries in proptest::collection::vec((0..3_usize, 0..3_usize, any::<bool>(), any::<bool>()), 0..24)) {
        let officers = ["a", "b", "c"];
        let (mut state, mut keyed_by, mut hands) = (State::Scanned, "", Vec::new());
        for (task, who, differs, found) in tries {
            let (task, who) = (Task::ALL[task], officers[who]);
            if state.may(task, who, keyed_by).is_err() {
                continue;
            }
            let step = match task {
                Task::Key => Step::Keyed,
                Task::KeyAgain if differs => Step::Disputed,
                Task::KeyAgain => Step::Agreed,
                Task::Reconcile => Step::Reconciled,
            };
            state = state.after(step, found).expect("what may be done leads somewhere");
            hands.push(who);
            if task == Task::Key {
                keyed_by = who;
            }
        }
        prop_assert!(hands.iter().skip(1).all(|who| *who != keyed_by));
        if state.task().is_none() {
            prop_assert!(hands.len() >= 2);
        }
        prop_assert_eq!(state.is_open(), hands.len() >= 2);
    }
}
