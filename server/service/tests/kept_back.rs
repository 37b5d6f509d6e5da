//! Stories of what a law keeps from a person for a time: committed to when it happens, counted in public, shown on its day
//! with what proves it; a log that was changed meanwhile is found; and what the operator does stands there too.

use crate::house;
use crate::house::House;
use async_trait::async_trait;
use domain::account::Role;
use domain::fields::NationalId;
use domain::permission::{Facts, Rule};
use domain::register::{Entry, Register, Step};
use domain::{Instant, Language};
use ledger::verify_receipt;
use service::{AccessView, Committed, NewHold, Report, ServiceError, Signed, TrafficError, TrafficKeeper};
use std::sync::Mutex;
use traffic::{Code, Exported, Hold, HoldId, HoldOrder, ReadingOf, Selector};

const DAY: i64 = 24 * 3_600_000;

/// The log of the orders alone, in memory.
#[derive(Default)]
struct Orders(Mutex<Vec<Hold>>);

#[async_trait]
impl TrafficKeeper for Orders {
    async fn holds(&self) -> Result<Vec<Hold>, TrafficError> {
        Ok(self.0.lock().unwrap().clone())
    }

    async fn readings(&self) -> Result<Vec<ReadingOf>, TrafficError> {
        Ok(Vec::new())
    }

    async fn hold(&self, order: HoldOrder) -> Result<HoldId, TrafficError> {
        let mut all = self.0.lock().unwrap();
        let id = HoldId(40 + all.len() as u64);
        all.push(Hold { id, since: Instant::from_unix_milliseconds(house::NOW), order, released: None });
        Ok(id)
    }

    async fn release(&self, hold: HoldId, _: Code, _: Code) -> Result<(), TrafficError> {
        for it in self.0.lock().unwrap().iter_mut().filter(|it| it.id == hold) {
            it.released = Some(it.since);
        }
        Ok(())
    }

    async fn read(&self, _: Code, _: Selector, _: Code, _: usize) -> Result<(Vec<Exported>, bool), TrafficError> {
        Ok((Vec::new(), false))
    }
}

fn code(text: &'static str) -> Code {
    Code::new(text).unwrap()
}

/// The n-th made-up id whose check digit holds, as [`House::person`] uses it.
fn number(n: u32) -> NationalId {
    (0..10).find_map(|check| NationalId::parse(&format!("19999{n:07}{check}")).ok()).unwrap()
}

/// This many days from now.
fn in_days(house: &House, days: i64) -> Instant {
    house.services.clock.now().plus(days * DAY)
}

fn order(house: &House, person: Option<u32>, silent: Option<i64>) -> NewHold {
    NewHold {
        case: code("C-12"),
        order: code("O-7"),
        officer: code("Inspector"),
        person: person.map(number),
        network: person.is_none().then(|| "198.51.100.7/32".parse().unwrap()),
        from: None,
        to: None,
        until: in_days(house, 60),
        silent_until: silent.map(|days| in_days(house, days)),
    }
}

async fn person(house: &House, n: u32) -> Signed {
    let person = house.person(n, &[]).await;
    house.services.staff.name_persona(&format!("person-{n}"), &person.account).await.unwrap();
    person
}

/// Somebody in a session of today.
async fn back_of(house: &House, persona: &str) -> Signed {
    house.signed(&house.services.sign_on.sign_in_as(persona, "test").await.unwrap()).await
}

async fn back(house: &House, n: u32) -> Signed {
    back_of(house, &format!("person-{n}")).await
}

async fn uses(house: &House, person: &Signed) -> Vec<AccessView> {
    house.services.access_log.list(person, "", None).await.unwrap().uses
}

fn acts(uses: &[AccessView]) -> Vec<&str> {
    uses.iter().map(|it| it.line.act.as_str()).collect()
}

async fn report(house: &House) -> Report {
    house.services.ledger.sequence().await.unwrap();
    let kept = house.keeper.0.lock().unwrap().clone();
    house.services.audit.verify(&house.services.ledger, kept.as_deref(), |_, _| {}).await.unwrap()
}

#[tokio::test]
async fn a_reading_under_a_silent_order_is_committed_now_and_proven_on_its_day() {
    let house = House::new().await;
    let somebody = person(&house, 1).await;
    let officer = house.officer("division-1", Role::DivisionOfficer, "division").await;
    let (desk, log) = (&house.services.traffic, Orders::default());
    let hold = desk.hold(&officer, &log, &order(&house, Some(1), Some(30))).await.unwrap();
    house.wait(1);
    desk.read(&officer, &log, (&code("C-12"), hold), 9).await.unwrap();

    assert_eq!(acts(&uses(&house, &somebody).await), [""; 0]);
    assert_eq!(house.services.access_log.hidden().await.unwrap(), 2, "counted in public all the same");
    let now = report(&house).await;
    assert_eq!((now.findings, now.kept_back, now.entries), (vec![], 2, 2), "both are in the ledger");
    let id = house.storage.kept_back_after(("", ""), 9).await.unwrap()[1].id;
    assert!(matches!(house.services.access_log.receipt(&somebody, id).await, Err(ServiceError::Absent)));

    house.wait(31 * DAY);
    let somebody = back(&house, 1).await;
    let seen = uses(&house, &somebody).await;
    assert_eq!(acts(&seen), ["traffic-read", "traffic-held"]);
    assert_eq!(seen.iter().map(|it| it.committed).collect::<Vec<_>>(), [1, 0].map(|at| Some(Committed::At(at))));
    assert_eq!((seen[0].hold, seen[1].hold), (Some(hold.0), None), "the number is known once the order stands");
    for (at, it) in seen.iter().enumerate() {
        let receipt = house.services.access_log.receipt(&somebody, it.line.id).await.unwrap();
        let ledger = &house.services.ledger;
        let proof = ledger.proof(receipt.id, receipt.salt).await.unwrap().unwrap();
        let verified = verify_receipt(&receipt.bytes, &proof.text(), &ledger.verifier()).unwrap();
        assert_eq!(verified.index, 1 - at as u64);
        let said = if at == 0 {
            "เปิดดูข้อมูลจราจรของท่านตามคำสั่ง"
        } else {
            "บันทึกคำสั่งให้เก็บข้อมูลจราจรของท่าน"
        };
        assert!(verified.lines.iter().any(|line| line.value == said), "{:?}", verified.lines);
        let text = String::from_utf8(receipt.bytes).unwrap();
        assert!(!text.contains(&somebody.account) && !text.contains(&officer.account), "it names nobody");
    }
    let stranger = person(&house, 2).await;
    assert!(matches!(house.services.access_log.receipt(&stranger, id).await, Err(ServiceError::Absent)));
    // Also after the person was erased: what was kept from them was.
    house.services.accounts.erase(&somebody).await.unwrap();
    let after = report(&house).await;
    assert_eq!((after.findings, after.kept_back), (vec![], 2));
}

#[tokio::test]
async fn an_order_that_may_be_told_is_told_at_once_and_one_about_nobody_is_kept_from_nobody() {
    let house = House::new().await;
    let somebody = person(&house, 1).await;
    let officer = house.officer("division-1", Role::DivisionOfficer, "division").await;
    let (desk, log) = (&house.services.traffic, Orders::default());
    let hold = desk.hold(&officer, &log, &order(&house, Some(1), None)).await.unwrap();
    house.wait(1);
    desk.release(&officer, &log, (&code("C-12"), hold), (code("O-8"), code("Inspector"))).await.unwrap();
    house.wait(1);
    let refused = desk.read(&officer, &log, (&code("C-12"), hold), 9).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Rule::Tie))), "released, it opens nothing");
    let again = desk.release(&officer, &log, (&code("C-12"), hold), (code("O-8"), code("Inspector"))).await;
    assert!(matches!(again, Err(ServiceError::Traffic(TrafficError::Released))));
    let too_long = NewHold { until: in_days(&house, 900), ..order(&house, Some(1), None) };
    let too_long = desk.hold(&officer, &log, &too_long).await;
    assert!(matches!(too_long, Err(ServiceError::Traffic(TrafficError::TooLong(_)))));
    let seen = uses(&house, &somebody).await;
    assert_eq!(acts(&seen), ["refused", "traffic-released", "traffic-held"], "and nothing that was not done");
    assert!(seen.iter().all(|it| it.committed.is_none()), "what is told at once needs no commitment");

    desk.hold(&officer, &log, &order(&house, None, Some(30))).await.unwrap();
    assert_eq!(house.services.access_log.hidden().await.unwrap(), 0, "an address is nobody who could be told later");
    let done = report(&house).await;
    assert_eq!((done.findings, done.kept_back, done.entries), (vec![], 0, 0));
}

#[tokio::test]
async fn a_refusal_under_a_silent_order_tells_nobody_before_its_day() {
    let house = House::new().await;
    person(&house, 1).await;
    house.officer("division-1", Role::DivisionOfficer, "division").await;
    let (desk, log) = (&house.services.traffic, Orders::default());
    house.wait(330 * DAY);
    let officer = back_of(&house, "division-1").await;
    let hold = desk.hold(&officer, &log, &order(&house, Some(1), Some(50))).await.unwrap();
    house.wait(40 * DAY);
    let officer = back_of(&house, "division-1").await;
    let refused = desk.read(&officer, &log, (&code("C-12"), hold), 9).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Rule::Promise))), "the promise ran out");
    assert_eq!(acts(&uses(&house, &back(&house, 1).await).await), [""; 0], "not that it was tried either");
    assert_eq!(house.services.access_log.hidden().await.unwrap(), 2);
    house.wait(11 * DAY);
    let seen = uses(&house, &back(&house, 1).await).await;
    assert_eq!(acts(&seen), ["refused", "traffic-held"]);
    assert!(seen.iter().all(|it| it.committed.is_some()));
    assert_eq!(report(&house).await.findings, []);
}

#[tokio::test]
async fn what_the_operator_does_at_the_machine_stands_in_the_persons_log() {
    let house = House::new().await;
    let somebody = person(&house, 1).await;
    let other = person(&house, 2).await;
    let desk = &house.services.traffic;
    assert_eq!(desk.named_by_operator(&number(9)).await.unwrap(), None, "nobody has this number");
    let held = async |n: u32, silent: Option<Instant>| {
        let named = desk.named_by_operator(&number(n)).await.unwrap();
        let selector = Selector::new(named, None).unwrap();
        let (case, order, officer) = (code("C-1"), code("O-1"), code("Inspector"));
        let order = HoldOrder { case, order, officer, selector, until: in_days(&house, 60), silent_until: silent };
        desk.hold_by_operator(&order).await.unwrap();
        house.wait(1);
        Hold { id: HoldId(77), since: house.services.clock.now(), order, released: None }
    };
    let open = held(1, None).await;
    desk.read_by_operator(&open).await.unwrap();
    house.wait(1);
    desk.release_by_operator(&open).await.unwrap();
    house.wait(1);
    let released = Hold { released: Some(open.since), ..open };
    assert!(matches!(desk.read_by_operator(&released).await, Err(ServiceError::Denied(Rule::Tie))));
    let seen = uses(&house, &somebody).await;
    assert_eq!(acts(&seen), ["refused", "traffic-released", "traffic-read", "traffic-held"]);
    for it in &seen {
        assert!(it.by_operator && it.office.is_none() && it.officer == "operator");
        let grounds = it.line.grounds.as_ref().unwrap();
        assert_eq!(grounds.purpose, "traffic-log");
        let again = Facts::from_text(&grounds.facts).unwrap().decide();
        assert_eq!(again.words(), grounds.path, "the browser decides it again");
    }
    assert_eq!(seen[2].hold, Some(77));

    let silent = held(2, Some(in_days(&house, 30))).await;
    desk.read_by_operator(&silent).await.unwrap();
    assert_eq!(acts(&uses(&house, &other).await), [""; 0]);
    let now = report(&house).await;
    assert_eq!((now.findings, now.kept_back), (vec![], 2));
    house.wait(31 * DAY);
    let seen = uses(&house, &back(&house, 2).await).await;
    assert_eq!(acts(&seen), ["traffic-read", "traffic-held"]);
    assert!(seen.iter().all(|it| matches!(it.committed, Some(Committed::At(_)))));
}

/// An order that names the first person, entered, confirmed and opened.
async fn disclosed(house: &House, reveal: Option<&str>) {
    let one = house.officer("division-1", Role::DivisionOfficer, "division").await;
    let other = house.officer("division-2", Role::DivisionOfficer, "division").await;
    let id = number(1);
    let mut typed: Vec<(String, String)> = [
        ("person", id.as_str()),
        ("order", "77/2569"),
        ("authority", "Court"),
        ("section", "s.132"),
        ("fields", "first-name"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into();
    for (part, text) in ["year", "month", "day"].iter().zip(reveal.unwrap_or_default().split('-')) {
        typed.push((format!("reveal-{part}"), text.to_owned()));
    }
    let today = house.services.clock.now().bangkok_day();
    let entry = Entry::read(Register::Disclosure, &typed, (Language::En, today));
    let desk = &house.services.registers;
    let id = desk.enter(&one, &entry.map_err(|wrong| format!("{wrong:?}")).unwrap()).await.unwrap();
    house.wait(1);
    desk.take(&other, id, (Step::Confirmed, "seen", 1)).await.unwrap();
    house.wait(1);
    desk.open(&one, id, 2).await.unwrap();
}

#[tokio::test]
async fn a_disclosure_is_one_entry_of_the_ledger_and_is_proven_in_the_persons_log() {
    for (reveal, days) in [(Some("2027-01-10"), 48), (None, 0)] {
        let house = House::new().await;
        let somebody = person(&house, 1).await;
        disclosed(&house, reveal).await;
        let now = report(&house).await;
        assert_eq!((now.findings, now.entries), (vec![], 3), "an entry for each step, and none besides");
        let about = async |signed: &Signed| house.services.registers.about(signed).await.unwrap();
        assert_eq!(about(&somebody).await.len(), usize::from(reveal.is_none()), "never before its day");
        assert_eq!(now.kept_back, if reveal.is_some() { 3 } else { 0 });
        house.wait(days * DAY);
        let somebody = back(&house, 1).await;
        let seen = uses(&house, &somebody).await;
        assert_eq!(acts(&seen), ["data-disclosed", "disclosure-confirmed", "disclosure-entered"]);
        for (it, place) in seen.iter().zip([2, 1, 0]) {
            assert_eq!(it.committed, Some(Committed::At(place)));
            let receipt = house.services.access_log.receipt(&somebody, it.line.id).await.unwrap();
            let ledger = &house.services.ledger;
            let proof = ledger.proof(receipt.id, receipt.salt).await.unwrap().unwrap();
            assert!(verify_receipt(&receipt.bytes, &proof.text(), &ledger.verifier()).is_ok());
        }
        let disclosures = about(&somebody).await;
        let [it] = disclosures.as_slice() else { panic!("one disclosure") };
        assert_eq!((it.order.as_str(), it.fields.len(), it.opened.len()), ("77/2569", 1, 1));
        let stranger = person(&house, 2).await;
        assert!(about(&stranger).await.is_empty());
    }
}

/// Changes the database as an intruder with the file would.
fn behind_our_back(house: &House, sql: &str) {
    let connection = rusqlite::Connection::open(house.database()).unwrap();
    connection
        .execute_batch(
            "DROP TRIGGER audit_event_no_update; DROP TRIGGER audit_event_no_delete; \
             DROP TRIGGER kept_back_no_update; DROP TRIGGER kept_back_no_delete; \
             DROP TRIGGER register_step_no_delete",
        )
        .unwrap();
    connection.execute_batch(sql).unwrap();
}

#[tokio::test]
async fn what_is_kept_back_and_changed_behind_our_back_is_found() {
    const OF_TRAFFIC: [&str; 14] = [
        "UPDATE audit_event SET act = 'traffic-held' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET at = at + 1 WHERE act = 'traffic-read'",
        "UPDATE audit_event SET actor = 'x' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET subject = 'x' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET office = '99901' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET purpose = 'rights' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET facts = facts || '0' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET target = '' WHERE act = 'traffic-read'",
        "UPDATE audit_event SET shown_from = 0 WHERE act = 'traffic-read'",
        "UPDATE audit_event SET shown_from = shown_from + 1 WHERE act = 'traffic-read'",
        "DELETE FROM audit_event WHERE act = 'traffic-read'",
        "UPDATE kept_back SET commitment = zeroblob(32)",
        "UPDATE kept_back SET sealed = zeroblob(length(sealed))",
        // What was told at once, kept back afterwards.
        "UPDATE audit_event SET shown_from = 9999999999999 WHERE shown_from = 0 AND facts <> ''",
    ];
    const OF_DISCLOSURES: [&str; 4] = [
        "DELETE FROM audit_event WHERE act = 'data-disclosed'",
        "UPDATE audit_event SET path = '+role' WHERE act = 'data-disclosed'",
        "UPDATE register_entry SET concerns = 'x'",
        "DELETE FROM register_step WHERE step = 'opened'",
    ];
    // Nothing is left of it but its entry: found once it is settled, until then it could still be on its way.
    const GONE: &str = "DELETE FROM audit_event WHERE act = 'traffic-read'; DELETE FROM kept_back WHERE id NOT IN (SELECT id FROM audit_event)";
    let settled = [(GONE, true), (GONE, false), (OF_DISCLOSURES[3], true)];
    let at_once = OF_TRAFFIC.into_iter().chain(OF_DISCLOSURES).map(|sql| (sql, false));
    for (sql, settled) in at_once.chain(settled) {
        let house = House::new().await;
        person(&house, 1).await;
        disclosed(&house, None).await;
        let officer = back_of(&house, "division-1").await;
        let (desk, log) = (&house.services.traffic, Orders::default());
        let hold = desk.hold(&officer, &log, &order(&house, Some(1), Some(30))).await.unwrap();
        house.wait(1);
        desk.read(&officer, &log, (&code("C-12"), hold), 9).await.unwrap();
        report(&house).await;
        if settled {
            house.wait(DAY);
        }
        let before = report(&house).await;
        assert_eq!((before.findings, before.kept_back), (vec![], 2), "{sql}");
        behind_our_back(&house, sql);
        let seen = settled || ![GONE, OF_DISCLOSURES[3]].contains(&sql);
        assert_eq!(!report(&house).await.findings.is_empty(), seen, "{sql}");
    }
}
