use super::*;
use crate::catalogue::PurposeId;
use crate::fields::NationalId;
use crate::language::Language;
use crate::permission::Purposes;
use crate::registration::Document;
use proptest::prelude::*;
use std::collections::HashSet;

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn on(text: &str) -> Instant {
    day(text).begins().plus(3_600_000)
}

fn contract() -> Standing {
    Standing::entered(Register::Contract, (Some(day("2027-01-31")), None))
}

fn typed(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

const TRANSFER: [(&str, &str); 11] = [
    ("destination", "Japan"),
    ("recipient", "A laboratory"),
    ("purposes", "vaccine-register"),
    ("fields", "laboratory-result"),
    ("safeguard", "adequate"),
    ("from-day", "1"),
    ("from-month", "12"),
    ("from-year", "2026"),
    ("until-day", "31"),
    ("until-month", "12"),
    ("until-year", "2026"),
];

fn read(pairs: &[(&str, &str)]) -> Result<Entry, Vec<Wrong>> {
    Entry::read(Register::Transfer, &typed(pairs), (Language::En, day("2026-11-24")))
}

#[test]
fn a_second_officer_confirms() {
    let waiting = contract();
    assert_eq!(waiting.may(Step::Confirmed, true, on("2026-11-24")), Err(Refusal::OwnEntry));
    assert_eq!(waiting.may(Step::Refused, true, on("2026-11-24")), Err(Refusal::OwnEntry));
    assert_eq!(waiting.may(Step::Confirmed, false, on("2026-11-24")), Ok(()));
    assert_eq!(waiting.may(Step::Confirmed, false, on("2027-02-01")), Err(Refusal::NotNow));
    let standing = waiting.after(Step::Confirmed, on("2026-11-24"));
    assert_eq!(standing.may(Step::Confirmed, false, on("2026-11-25")), Err(Refusal::NotNow));
    assert_eq!(standing.may(Step::Opened, false, on("2026-11-25")), Err(Refusal::NotNow), "a contract has no values");
    assert_eq!(
        waiting.after(Step::Refused, on("2026-11-24")).may(Step::Ended, false, on("2026-11-25")),
        Err(Refusal::NotNow)
    );
}

#[test]
fn warnings_come_once_each_and_the_end_by_itself() {
    let mut standing = contract().after(Step::Confirmed, on("2026-11-24"));
    let mut seen = Vec::new();
    let mut today = day("2026-11-24");
    while let Some(next) = standing.looked_at() {
        assert!(next > today, "{next} is not after {today}: it would be looked at for ever");
        assert_eq!(standing.due(before(next, 1)), None);
        let step = standing.due(next).expect("what was promised");
        assert_eq!(standing.may(step, false, next.begins()), Ok(()));
        seen.push((step.name(), next.to_string()));
        (standing, today) = (standing.after(step, next.begins()), next);
    }
    let expected =
        [("warned-60", "2026-12-02"), ("warned-30", "2027-01-01"), ("warned-7", "2027-01-24"), ("ended", "2027-02-01")];
    assert_eq!(seen, expected.map(|(step, day)| (step, day.to_owned())));
    // Of several that are due only the nearest is told.
    let late = contract().after(Step::Confirmed, on("2027-01-28"));
    assert_eq!(late.due(day("2027-01-28")), Some(Step::Warned(7)));
    assert_eq!(late.after(Step::Warned(7), on("2027-01-28")).due(day("2027-01-31")), None);
}

#[test]
fn whom_a_disclosure_concerns_is_told_on_its_day_also_where_it_ended() {
    let now = on("2026-11-24");
    let silent = Standing::entered(Register::Disclosure, (None, Some(day("2027-03-01"))));
    assert_eq!(silent.looked_at(), None, "nothing was disclosed yet");
    let standing = silent.after(Step::Confirmed, now);
    assert_eq!((standing.looked_at(), standing.due(day("2027-02-28"))), (Some(day("2027-03-01")), None));
    assert_eq!(standing.may(Step::Opened, true, now), Ok(()));
    let ended = standing.after(Step::Ended, now);
    assert_eq!(ended.may(Step::Opened, false, now), Err(Refusal::NotNow));
    assert_eq!(ended.due(day("2027-03-01")), Some(Step::Revealed));
    assert_eq!(ended.after(Step::Revealed, on("2027-03-01")).looked_at(), None);
    assert!(!ended.is_known(day("2027-02-28")) && ended.is_known(day("2027-03-01")));
    assert!(!silent.is_known(day("2028-01-01")), "what nobody confirmed is none");
    let open = Standing::entered(Register::Disclosure, (None, None)).after(Step::Confirmed, now);
    assert_eq!(open.due(day("2026-11-24")), Some(Step::Revealed));
    let refused = silent.after(Step::Refused, now);
    assert_eq!(refused.due(day("2028-01-01")), None, "nothing was disclosed");
}

#[test]
fn a_transfer_without_a_safeguard_is_refused() {
    let entry = read(&TRANSFER).map_err(|wrong| format!("{wrong:?}")).unwrap();
    assert_eq!((entry.text("safeguard"), entry.day("until")), ("adequate", Some(day("2026-12-31"))));
    for safeguard in ["none", "", "Adequate"] {
        let with = TRANSFER.map(|(name, value)| (name, if name == "safeguard" { safeguard } else { value }));
        let wrong = read(&with).err().expect("refused");
        assert_eq!(wrong.iter().map(|(at, _)| *at).collect::<Vec<_>>(), ["safeguard"]);
    }
    let doubled: Vec<_> = TRANSFER.into_iter().chain([("safeguard", "law")]).collect();
    assert_eq!(read(&doubled).err().expect("answered twice")[0].0, "safeguard");
    let wrong = read(&[]).err().expect("nothing was typed");
    assert_eq!(wrong.len(), Register::Transfer.inputs().len());
}

/// Valid by its check digit, of a plainly synthetic body.
fn made_up() -> NationalId {
    (0..10).find_map(|check| NationalId::parse(&format!("899990000002{check}")).ok()).unwrap()
}

#[test]
fn an_order_names_one_person_by_one_document() {
    let id = made_up();
    let order = |named: &[(&str, &str)]| {
        let rest = [("order", "1/2569"), ("authority", "Court"), ("section", "s.132"), ("fields", "vaccination")];
        let all: Vec<_> = rest.iter().chain(named).copied().collect();
        Entry::read(Register::Disclosure, &typed(&all), (Language::En, day("2026-11-24")))
    };
    let wrong = |named: &[(&str, &str)]| -> Vec<&str> {
        order(named).err().expect("refused").iter().map(|(at, _)| *at).collect()
    };
    let (number, state) = ("passport-number", "issuing-state");
    let entry = order(&[(number, " zz 0000017"), (state, "gbr")]).map_err(|_| ()).unwrap();
    assert_eq!(entry.person().map(Document::key).as_deref(), Some("passport:GBR:ZZ0000017"));
    assert!(entry.answers().all(|(name, _)| !["passport", number, state].contains(&name)), "nor is it ever kept");
    assert_eq!(wrong(&[]), ["person"]);
    assert_eq!(wrong(&[(number, " "), (state, "")]), ["person"]);
    assert_eq!(wrong(&[(state, "GBR")]), [number]);
    assert_eq!(wrong(&[(number, "ZZ-17"), (state, "UTO")]), [number, state]);
    assert_eq!(wrong(&[("person", "12")]), ["person"]);
    assert_eq!(wrong(&[("person", id.as_str()), (number, "ZZ0000017"), (state, "GBR")]), [number]);
}

#[test]
fn days_have_an_order_and_an_end() {
    let with = |name: &str, value: &'static str| TRANSFER.map(|(it, old)| (it, if it == name { value } else { old }));
    assert_eq!(read(&with("until-month", "11")).err().unwrap()[0].0, "until-day");
    assert_eq!(read(&with("until-year", "2025")).err().unwrap()[0].0, "until-day");
    let between = |from: (&'static str, &'static str), until: (&'static str, &'static str)| {
        let value = |name, old| match name {
            "from-day" => from.0,
            "from-month" => from.1,
            "until-day" => until.0,
            "until-month" => until.1,
            _ => old,
        };
        read(&TRANSFER.map(|(name, old)| (name, value(name, old)))).err()
    };
    let backwards = between(("10", "12"), ("9", "12")).expect("the last day is before the first");
    let over = between(("1", "11"), ("23", "11")).expect("the last day was yesterday");
    assert_eq!((backwards[0].0, over[0].0), ("until-day", "until-day"));
    assert_ne!(backwards, over, "which of the two it is, is said");
    assert_eq!(between(("10", "12"), ("10", "12")), None, "a single day");
    assert_eq!(between(("1", "11"), ("24", "11")), None, "today is not over");
    let id = made_up();
    let today = day("2026-11-24");
    let order = |(day, month, year): (&'static str, &'static str, &'static str)| {
        let pairs = [
            ("person", id.as_str()),
            ("order", "1/2569"),
            ("authority", "Court"),
            ("section", "s.132"),
            ("fields", "vaccination"),
            ("reveal-day", day),
            ("reveal-month", month),
            ("reveal-year", year),
        ];
        Entry::read(Register::Disclosure, &typed(&pairs), (Language::En, today))
    };
    let entry = order(("1", "1", "2027")).map_err(|_| ()).unwrap();
    assert_eq!(entry.person(), Some(&Document::NationalId(id.clone())));
    assert!(entry.answers().all(|(name, _)| name != "person"), "an id number is never kept in the register");
    assert_eq!(order(("1", "1", "2030")).err().unwrap()[0].0, "reveal-day");
    assert!(order(("24", "11", "2028")).is_ok(), "two years to the day");
    assert_eq!(order(("25", "11", "2028")).err().unwrap()[0].0, "reveal-day");
}

#[test]
fn words_of_storage_are_read_back() {
    assert!(Step::ALL.into_iter().all(|step| Step::from_name(step.name()) == Some(step)));
    assert!(Register::ALL.into_iter().all(|it| Register::from_name(it.name()) == Some(it)));
    assert!(State::ALL.into_iter().all(|it| State::from_name(it.name()) == Some(it)));
    let entry = read(&TRANSFER).map_err(|_| ()).unwrap();
    let kept = Entry::kept(Register::Transfer, entry.answers().map(|(name, all)| (name.to_owned(), all.to_vec())));
    assert!(kept == Some(entry));
    assert!(Entry::kept(Register::Transfer, [("role".to_owned(), vec![])]).is_none());
}

#[test]
fn each_register_opens_what_it_holds_and_nothing_else() {
    let now = on("2026-11-24");
    for register in Register::ALL {
        let waiting = Standing::entered(register, (None, None));
        let standing = waiting.after(Step::Confirmed, now);
        let opens = |standing: Standing| standing.may(Step::Opened, false, now).is_ok();
        let disclosed = register == Register::Disclosure;
        assert_eq!(opens(standing), disclosed || register == Register::Export, "{register:?}");
        assert_eq!(opens(waiting), register == Register::Export, "{register:?}");
        assert_eq!(standing.due(day("2026-11-24")), disclosed.then_some(Step::Revealed), "{register:?}");
        assert_eq!(standing.may(Step::Revealed, false, now).is_ok(), disclosed, "{register:?}");
        assert_eq!(standing.may(Step::Entered, false, now), Err(Refusal::NotNow));
        assert_eq!(standing.may(Step::Warned(60), false, now), Err(Refusal::NotNow));
        assert!(waiting.is_open() && standing.is_open());
        for over in [Step::Refused, Step::Ended] {
            assert!(!standing.after(over, now).is_open() && !opens(standing.after(over, now)));
        }
    }
}

#[test]
fn an_order_is_opened_as_often_as_it_has_to_be_until_it_ends() {
    let now = on("2026-11-24");
    let standing = Standing::entered(Register::Disclosure, (None, None)).after(Step::Confirmed, now);
    let opened = standing.after(Step::Opened, now);
    assert_eq!(opened, standing);
    assert_eq!(opened.may(Step::Opened, false, on("2026-11-25")), Ok(()));
}

#[test]
fn an_entry_counts_on_its_last_day_and_ends_the_day_after() {
    let last = day("2027-01-31");
    let waiting = contract();
    assert_eq!(waiting.may(Step::Confirmed, false, last.begins()), Ok(()));
    assert_eq!((waiting.due(last), waiting.due(last.next())), (None, Some(Step::Ended)));
    assert_eq!(waiting.looked_at(), Some(last.next()), "nobody is warned of what nobody confirmed");
    assert_eq!(waiting.may(Step::Ended, true, on("2026-11-24")), Ok(()));
    let refused = waiting.after(Step::Refused, on("2026-11-24"));
    assert_eq!((refused.due(last.next()), refused.looked_at()), (None, None));
    assert_eq!(refused.may(Step::Refused, false, on("2026-11-24")), Err(Refusal::NotNow));
    let transfer = Standing::entered(Register::Transfer, (Some(last), None)).after(Step::Confirmed, on("2026-11-24"));
    assert_eq!(transfer.looked_at(), Some(last.next()), "only contracts are warned of");
    let open = Standing::entered(Register::Transfer, (None, None)).after(Step::Confirmed, on("2026-11-24"));
    assert_eq!((open.due(day("2099-01-01")), open.looked_at()), (None, None), "what has no end goes on");
}

#[test]
fn a_person_is_told_once_and_not_before_the_disclosure_counts() {
    let silent = Standing::entered(Register::Disclosure, (None, Some(day("2027-03-01"))));
    assert_eq!(silent.silent_until(), Some(day("2027-03-01").begins()));
    assert_eq!(Standing::entered(Register::Disclosure, (None, None)).silent_until(), None);
    assert_eq!(silent.may(Step::Revealed, false, on("2027-03-01")), Err(Refusal::NotNow), "nobody confirmed it");
    let standing = silent.after(Step::Confirmed, on("2026-11-24"));
    assert_eq!(standing.may(Step::Revealed, false, on("2027-02-28")), Err(Refusal::NotNow));
    assert_eq!(standing.may(Step::Revealed, false, on("2027-03-01")), Ok(()));
    let told = standing.after(Step::Revealed, on("2027-03-01"));
    assert_eq!(told.may(Step::Revealed, false, on("2027-03-02")), Err(Refusal::NotNow));
    assert_eq!((told.due(day("2027-03-02")), told.is_known(day("2027-03-02"))), (None, true));
    // Confirmed after its day: told on the day it was confirmed.
    let late = silent.after(Step::Confirmed, on("2027-05-01"));
    assert_eq!(late.looked_at(), Some(day("2027-05-01")));
    assert!(!late.is_known(day("2027-04-30")) && late.is_known(day("2027-05-01")));
}

#[test]
fn each_refusal_has_a_code_of_its_own() {
    assert_eq!(
        [Refusal::NotNow, Refusal::OwnEntry, Refusal::TwoOfficers].map(Refusal::code),
        ["not-now", "own-entry", "two-officers"]
    );
    assert!(Register::from_name("").is_none() && Step::from_name("warned").is_none());
}

#[test]
fn answers_are_shown_in_words_and_purposes_known() {
    let entry = read(&TRANSFER).map_err(|_| ()).unwrap();
    assert_eq!(entry.register(), Register::Transfer);
    let purposes: Purposes = [PurposeId::VaccineRegister].into_iter().collect();
    assert_eq!(entry.purposes(), purposes);
    assert_eq!((entry.text("nonsense"), entry.all("nonsense").len(), entry.day("recipient")), ("", 0, None));
    let shown = entry.shown(Language::En);
    let said = |label: &str| shown.iter().find(|(it, _)| it.en == label).map(|(_, text)| text.as_str());
    assert_eq!((said("Country"), said("Last day")), (Some("Japan"), Some("31 December 2026")));
    assert_eq!(said("Purposes"), Some(PurposeId::VaccineRegister.name().en));
    assert_eq!(shown.len(), Register::Transfer.inputs().len());
    let written = TRANSFER.map(|(name, old)| (name, if name == "recipient" { "2026-12-31" } else { old }));
    let shown = read(&written).map_err(|_| ()).unwrap().shown(Language::En);
    assert!(shown.iter().any(|(_, text)| text == "2026-12-31"), "what is no day stays as it was typed");
}

#[test]
fn what_is_missing_is_said_by_how_it_is_answered() {
    let missing = |register: Register, name: &str| {
        let wrong = Entry::read(register, &[], (Language::En, day("2026-11-24"))).err().expect("nothing was typed");
        wrong.into_iter().find(|(at, _)| *at == name).map(|(_, message)| message)
    };
    let transfer = |name| missing(Register::Transfer, name);
    assert_eq!(transfer("destination"), transfer("recipient"));
    assert_eq!(transfer("from-day"), transfer("until-day"));
    assert_eq!(transfer("purposes"), transfer("fields"));
    let said: HashSet<_> = ["destination", "from-day", "purposes", "safeguard"].map(transfer).into();
    assert!(said.len() == 4 && !said.contains(&None));
    // Only where a safeguard is missing does nothing go abroad.
    assert_eq!(missing(Register::Export, "list"), transfer("purposes"));
}

#[test]
fn several_answers_are_kept_once_each_in_the_order_of_the_list() {
    let all: Vec<_> =
        TRANSFER.into_iter().chain([("fields", "vaccination"), ("fields", "vaccination"), ("fields", " ")]).collect();
    let entry = read(&all).map_err(|wrong| format!("{wrong:?}")).unwrap();
    assert_eq!(entry.all("fields"), ["vaccination", "laboratory-result"]);
    let foreign: Vec<_> = TRANSFER.into_iter().chain([("fields", "shoe-size")]).collect();
    assert_eq!(read(&foreign).err().unwrap()[0].0, "fields");
}

#[test]
fn a_line_is_short_and_has_no_break_and_words_are_longer_and_may() {
    let export = |why: &str| {
        let all = typed(&[("list", "division"), ("why", why)]);
        Entry::read(Register::Export, &all, (Language::En, day("2026-11-24"))).ok()
    };
    assert_eq!(export(" a\r\nb\u{7} ").unwrap().text("why"), "a\nb");
    assert!(export(&"ก".repeat(4_000)).is_some() && export(&"ก".repeat(4_001)).is_none());
    let country =
        |text: &'static str| TRANSFER.map(|(name, value)| (name, if name == "destination" { text } else { value }));
    assert_eq!(read(&country(" Ja\npan ")).map_err(|_| ()).unwrap().text("destination"), "Japan");
    let long: &'static str = "กกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกกก".repeat(4).leak();
    assert!(read(&country(long)).is_ok());
    assert_eq!(read(&country(format!("{long}ก").leak())).err().unwrap()[0].0, "destination");
}

#[test]
fn a_file_of_many_needs_a_second_officer_and_is_made_once() {
    let now = on("2026-11-24");
    let waiting = Standing::entered(Register::Export, (None, None));
    assert_eq!(waiting.may(Step::Opened, true, now), Ok(()));
    assert_eq!((waiting.may_export(100), waiting.may_export(101)), (Ok(()), Err(Refusal::TwoOfficers)));
    let confirmed = waiting.after(Step::Confirmed, now);
    assert_eq!(confirmed.may_export(10_000), Ok(()));
    let made = confirmed.after(Step::Opened, now);
    assert_eq!((made.may(Step::Opened, true, now), made.may_export(1)), (Err(Refusal::NotNow), Err(Refusal::NotNow)));
    assert_eq!(made.looked_at(), None);
    assert_eq!(waiting.after(Step::Refused, now).may_export(1), Err(Refusal::NotNow));
}

proptest! {
    /// Whatever happens, time is never to look at the same thing twice on one day, and nothing ends up confirmed by
    /// whoever entered it.
    #[test]
    fn time_always_gets_on(steps in proptest::collection::vec((0..Step::ALL.len(), 0_u16..400, any::<bool>()), 0..12), register in 0..4_usize) {
        let mut standing = Standing::entered(Register::ALL[register], (Some(day("2027-01-31")), Some(day("2026-12-31"))));
        for (step, after, own) in steps {
            let (step, now) = (Step::ALL[step], day("2026-11-24").plus(after).begins());
            if standing.may(step, own, now).is_ok() {
                prop_assert!(!(own && step == Step::Confirmed));
                let next = standing.after(step, now);
                prop_assert_ne!(next.due(now.bangkok_day()), Some(step));
                standing = next;
            }
            if let Some(day) = standing.looked_at() {
                prop_assert!(standing.due(day).is_some());
            }
        }
    }

    /// Nothing that is typed breaks the form, and what is taken can be kept and shown.
    #[test]
    fn whatever_is_typed_is_taken_or_said_to_be_wrong(pairs in proptest::collection::vec(("[a-z-]{1,12}", "\\PC{0,12}"), 0..8), at in 0..4_usize) {
        let register = Register::ALL[at];
        let mut all: Vec<_> = pairs;
        all.extend(register.inputs().iter().map(|input| (input.name.to_owned(), "x\u{0}\ny".to_owned())));
        match Entry::read(register, &all, (Language::Th, day("2026-11-24"))) {
            Ok(entry) => prop_assert!(!entry.shown(Language::En).is_empty()),
            Err(wrong) => prop_assert!(!wrong.is_empty()),
        }
    }
}
