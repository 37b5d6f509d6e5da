//! Corrections and other rights over a real database: the ghost dose put right by two, and the one that was ignored.

use crate::house::House;
use domain::account::Role;
use domain::case_number::CaseNumber;
use domain::cases::{Cause, Channel, Claim, OfficeMail, Outcome, Reason, Refusal, Right, State, Step, Words};
use domain::catalogue::{PurposeId, RecipientId};
use domain::organisation::{DIVISION, Organisation, OrganisationKind};
use domain::permission::Rule;
use domain::record::{Content, DoseFault, Product, RecordState, Vaccination};
use domain::{Day, Id, Language};
use ledger::verify_receipt;
use service::{CaseFiling, Evidence, Move, NewRecord, ServiceError, Signed};

const SECOND: i64 = 1000;
const DAY: i64 = 86_400 * SECOND;

/// A house with two units, an office of their province and the division, and who works there.
struct Town {
    house: House,
    person: Signed,
    recorder: Signed,
    colleague: Signed,
    elsewhere: Signed,
    division: Signed,
}

impl Town {
    async fn new() -> Self {
        let house = House::new().await;
        for (code, kind, closed) in [
            ("99901", OrganisationKind::Unit, false),
            ("99902", OrganisationKind::Unit, false),
            ("99903", OrganisationKind::Unit, false),
            ("99012", OrganisationKind::Provincial, false),
            (DIVISION, OrganisationKind::Division, false),
        ] {
            let name = |language: &str| format!("{code} {language}");
            let (code, province) = (code.to_owned(), if code == DIVISION { "" } else { "12" }.to_owned());
            let mail = format!("desk-{code}@example.org");
            let it = Organisation { name_th: name("th"), name_en: name("en"), code, kind, province, closed, mail };
            house.services.records.keep_organisation(it).await.unwrap();
        }
        let person = house.person(1, &[]).await;
        house.services.staff.name_persona("person", &person.account).await.unwrap();
        let recorder = house.officer("recorder", Role::UnitOfficer, "99901").await;
        let colleague = house.officer("colleague", Role::UnitOfficer, "99901").await;
        let elsewhere = house.officer("elsewhere", Role::UnitOfficer, "99902").await;
        let division = house.officer("division", Role::DivisionOfficer, DIVISION).await;
        let person = house.signed(&house.services.sign_on.sign_in_as("person", "test").await.unwrap()).await;
        Self { house, person, recorder, colleague, elsewhere, division }
    }

    async fn dose(&self, number: u8, day: &str) -> Id {
        let content = Content::Vaccination(vaccination(number, day));
        let new = NewRecord { subject: &self.person.account, content: &content };
        self.house.services.records.record(&self.recorder, new).await.unwrap()
    }

    async fn file(&self, record: Id, claim: Claim) -> CaseNumber {
        self.house.services.cases.file(&self.person, &filing(Some(record), Some(claim))).await.unwrap()
    }

    async fn take(&self, signed: &Signed, number: CaseNumber, step: Step) -> Result<(), ServiceError> {
        self.take_with(signed, number, step, None).await
    }

    async fn take_with(
        &self,
        signed: &Signed,
        number: CaseNumber,
        step: Step,
        content: Option<Vaccination>,
    ) -> Result<(), ServiceError> {
        self.house.wait(1);
        let case = self.house.storage.case_numbered(&number.to_string()).await.unwrap().unwrap();
        let words = Words::parse("ตรวจแล้ว").unwrap();
        let reason = matches!(step, Step::Decided(Outcome::Confirmed)).then_some(Reason::Documents);
        let it = Move { step, words, reason, content, evidence: None, seen: case.standing.steps };
        self.house.services.cases.take(signed, number, &it).await
    }

    async fn state(&self, number: CaseNumber) -> State {
        self.house.services.cases.one(&self.person, number).await.unwrap().standing.state
    }

    async fn whole(&self) {
        self.house.services.ledger.sequence().await.unwrap();
        let kept = self.house.keeper.0.lock().unwrap().clone();
        let report = self.house.services.audit.verify(&self.house.services.ledger, kept.as_deref(), |_, _| {}).await;
        assert_eq!(report.unwrap().findings, []);
    }
}

fn vaccination(number: u8, day: &str) -> Vaccination {
    let day = Day::from_iso(day).unwrap();
    Vaccination { product: Product::Comirnaty, lot: "AB12".to_owned(), dose: number, day }
}

fn filing(record: Option<Id>, claim: Option<Claim>) -> CaseFiling<'static> {
    CaseFiling {
        right: if claim.is_some() { Right::Correction } else { Right::Access },
        record,
        claim,
        words: Words::parse("วันนั้นข้าพเจ้าอยู่ต่างจังหวัด").unwrap(),
        content: None,
        evidence: Some(Evidence { kind: "application/pdf", bytes: b"%PDF- a ticket" }),
        unit: None,
        channel: Channel::Web,
        language: Language::Th,
    }
}

#[tokio::test]
async fn a_unit_is_looked_for_by_any_text_and_found_by_a_part_of_its_name() {
    let town = Town::new().await;
    let records = &town.house.services.records;
    for (part, found) in [("  ", false), ("\0", false), ("%", false), (&*"A".repeat(1_000_000), false), ("99901", true)]
    {
        let units = records.units_named(part, 9).await.unwrap();
        assert_eq!(!units.is_empty(), found, "{:.20}", part.escape_debug());
    }
}

#[tokio::test]
async fn a_ghost_dose_is_put_right_by_two_and_everybody_is_told() {
    let town = Town::new().await;
    let (services, person) = (&town.house.services, &town.person);
    town.dose(1, "2021-06-01").await;
    let ghost = town.dose(2, "2021-07-01").await;
    let before = services.records.one(person, ghost).await.unwrap();
    let code = CaseNumber::parse(&before.certificate.clone().unwrap().0).unwrap();
    assert_eq!(services.records.check(code).await.unwrap().unwrap().revoked_at, None);

    let number = town.file(ghost, Claim::NeverReceived).await;
    let again = services.cases.file(person, &filing(Some(ghost), Some(Claim::NotMine))).await;
    assert!(matches!(again, Err(ServiceError::OpenCase(first)) if first == number), "a second try leads to the first");
    let view = services.cases.one(person, number).await.unwrap();
    assert_eq!(view.case.desk, "99901", "to the unit that recorded it");
    assert_eq!(view.steps[0].said.snapshot.unwrap().1, before.versions[0].content.digest());
    assert_eq!(services.cases.evidence(&town.recorder, number, 1).await.unwrap().1, b"%PDF- a ticket");

    town.take(&town.recorder, number, Step::Acknowledged).await.unwrap();
    let decided = Step::Decided(Outcome::Corrected);
    town.take(&town.recorder, number, decided).await.unwrap();
    assert!(matches!(town.state(number).await, State::Proposed { .. }), "the recorder alone decides nothing");
    let alone = town.take(&town.recorder, number, decided).await;
    assert!(matches!(alone, Err(ServiceError::Case(Refusal::TwoPersons))));
    town.take(&town.colleague, number, decided).await.unwrap();

    let after = services.records.one(person, ghost).await.unwrap();
    assert_eq!(after.versions.len(), 2, "what was recorded stays to be seen");
    assert_eq!(after.versions[1].state, RecordState::EnteredInError);
    assert!(services.records.check(code).await.unwrap().unwrap().revoked_at.is_some());
    for recipient in [RecipientId::HealthUnits, RecipientId::Contractors] {
        assert_eq!(services.records.corrections_for(recipient).await.unwrap().len(), 1);
    }
    let told = services.messages.list(&person.account).await.unwrap();
    let mut told: Vec<_> = told.iter().map(|line| line.message.notice.name()).collect();
    // The clock of the house stands still: messages of one moment have no order.
    told.sort_unstable();
    assert_eq!(told, ["case-filed", "case-moved", "case-moved", "new-device", "record-changed"]);
    town.whole().await;
    let view = services.cases.one(person, number).await.unwrap();
    let last = view.steps.last().unwrap().place;
    let receipt = services.cases.receipt(person, number, last).await.unwrap();
    let proof = services.ledger.proof(receipt.id, receipt.salt).await.unwrap().unwrap();
    let verified = verify_receipt(&receipt.bytes, &proof.text(), &services.ledger.verifier()).unwrap();
    assert!(verified.lines.iter().any(|line| line.value == "แก้ไขแล้ว"));
}

#[tokio::test]
async fn who_is_ignored_writes_to_the_division_from_the_first_overdue_second() {
    let town = Town::new().await;
    let services = &town.house.services;
    let ghost = town.dose(1, "2021-06-01").await;
    let number = town.file(ghost, Claim::NeverReceived).await;
    let limit = services.cases.one(&town.person, number).await.unwrap().deadlines.unwrap().decide;
    let write = Step::Escalated(Cause::Overdue);
    assert!(services.cases.letter(&town.person, number).await.is_err());
    let refused = services.cases.one(&town.division, number).await;
    assert!(matches!(refused, Err(ServiceError::Denied(Rule::Tie))), "not the division's before it is written to");

    let now = services.clock.now().unix_milliseconds();
    town.house.wait(limit.over().unix_milliseconds() - now - SECOND - 1);
    let early = town.take(&town.person, number, write).await;
    assert!(matches!(early, Err(ServiceError::Case(Refusal::TooEarly(from))) if from == limit.over()));
    town.house.wait(2 * SECOND);
    town.take(&town.person, number, write).await.unwrap();

    let letter = services.cases.letter(&town.division, number).await.unwrap().letter;
    assert_eq!((letter.number.serial, letter.cause, letter.limit), (1, Cause::Overdue, Some(limit.day)));
    assert_eq!(letter.history.len(), 2);
    let mail = town.house.mail(domain::agency::EMAIL).await.unwrap();
    assert!(mail.contains(&letter.number.thai()) && mail.contains(&number.to_string()) && !mail.contains("วัคซีน"));
    assert_eq!(services.cases.letters(&town.division).await.unwrap().len(), 1);
    let waiting = services.cases.work_list(&town.division, true, (None, None, None)).await.unwrap();
    assert_eq!(waiting.lines.len(), 1);

    town.take(&town.colleague, number, Step::Answered).await.unwrap();
    town.take(&town.division, number, Step::Ordered).await.unwrap();
    let confirm = town.take(&town.colleague, number, Step::Decided(Outcome::Confirmed)).await;
    assert!(matches!(confirm, Err(ServiceError::Case(Refusal::NotNow))), "what is ordered is ordered");
    town.take(&town.colleague, number, Step::Decided(Outcome::Corrected)).await.unwrap();
    let record = services.records.one(&town.person, ghost).await.unwrap();
    assert_eq!(record.versions.last().unwrap().state, RecordState::EnteredInError);
    town.whole().await;
}

#[tokio::test]
async fn a_right_version_follows_a_wrong_one_and_doses_are_looked_at_again() {
    let town = Town::new().await;
    let services = &town.house.services;
    town.dose(1, "2021-06-01").await;
    let wrong = town.dose(3, "2021-07-01").await;
    let faults = services.records.own(&town.person).await.unwrap().faults;
    assert_eq!(faults, [(Product::Comirnaty, DoseFault::Missing(2))]);
    let number = town.file(wrong, Claim::WrongDetail).await;
    town.take(&town.colleague, number, Step::Acknowledged).await.unwrap();
    let decided = Step::Decided(Outcome::Corrected);
    // Proposed by who recorded it; a reminder comes between; what was proposed is what is agreed to.
    town.take_with(&town.recorder, number, decided, Some(vaccination(2, "2021-07-02"))).await.unwrap();
    town.house.wait(13 * DAY);
    assert_eq!(services.cases.remind().await.unwrap(), 1);
    town.take(&town.colleague, number, decided).await.unwrap();
    let all = services.records.own(&town.person).await.unwrap();
    assert!(all.faults.is_empty());
    let record = all.records.into_iter().find(|record| record.id == wrong).unwrap();
    let states: Vec<_> = record.versions.iter().map(|version| version.state).collect();
    assert_eq!(states, [RecordState::Recorded, RecordState::EnteredInError, RecordState::Recorded]);
    assert_eq!(record.versions[2].content.vaccination().unwrap().dose, 2);
    assert!(record.certificate.unwrap().1, "the right version has a certificate of its own");

    let missing = CaseFiling { unit: Some("99901"), ..filing(None, Some(Claim::Missing)) };
    let number = services.cases.file(&town.person, &missing).await.unwrap();
    town.take(&town.colleague, number, Step::Acknowledged).await.unwrap();
    town.take_with(&town.colleague, number, decided, Some(vaccination(3, "2022-01-02"))).await.unwrap();
    assert_eq!(services.records.own(&town.person).await.unwrap().records.len(), 3);

    // What was recorded for it is wrong too: the same case goes on, about the record that came of it.
    town.take(&town.person, number, Step::Reopened).await.unwrap();
    let again = services.cases.one(&town.person, number).await.unwrap();
    let made = again.case.record.unwrap();
    assert_eq!(again.record.unwrap().id, made);
    town.take(&town.elsewhere, number, Step::Acknowledged).await.unwrap_err();
    let second = town.house.officer("second", Role::UnitOfficer, "99901").await;
    town.take(&second, number, Step::Acknowledged).await.unwrap();
    town.take_with(&second, number, decided, Some(vaccination(3, "2022-01-03"))).await.unwrap();
    let day = services.records.one(&town.person, made).await.unwrap().versions.pop().unwrap();
    assert_eq!((day.state, day.content.day()), (RecordState::Recorded, Day::from_iso("2022-01-03").unwrap()));
    town.whole().await;
}

#[tokio::test]
async fn what_is_missing_is_filed_once_and_a_second_case_is_named_where_it_stands_in_the_way() {
    let town = Town::new().await;
    let services = &town.house.services;
    let missing = |day| CaseFiling { content: Some(vaccination(1, day)), ..filing(None, Some(Claim::Missing)) };
    let first = services.cases.file(&town.person, &missing("2021-06-01")).await.unwrap();
    let twice = services.cases.file(&town.person, &missing("2021-06-01")).await;
    assert!(matches!(twice, Err(ServiceError::OpenCase(number)) if number == first));
    services.cases.file(&town.person, &missing("2021-06-02")).await.unwrap();

    let record = town.dose(1, "2021-07-01").await;
    assert_eq!(town.dose(1, "2021-07-01").await, record, "sent twice, recorded once");
    let closed = town.file(record, Claim::NotMine).await;
    town.take(&town.colleague, closed, Step::Acknowledged).await.unwrap();
    town.take(&town.colleague, closed, Step::Decided(Outcome::Confirmed)).await.unwrap();
    let other = town.file(record, Claim::NeverReceived).await;
    let reopened = town.take(&town.person, closed, Step::Reopened).await;
    assert!(matches!(reopened, Err(ServiceError::OpenCase(number)) if number == other));
    let written = town.take(&town.person, closed, Step::Escalated(Cause::Disputed)).await;
    assert!(matches!(written, Err(ServiceError::OpenCase(number)) if number == other));
}

#[tokio::test]
async fn the_cases_of_an_office_that_closes_are_passed_on_and_those_of_the_erased_are_closed() {
    let town = Town::new().await;
    let services = &town.house.services;
    let number = town.file(town.dose(1, "2021-06-01").await, Claim::NeverReceived).await;
    let province = town.house.officer("province", Role::UnitOfficer, "99012").await;
    assert_eq!(services.cases.pass_on().await.unwrap(), 0);
    let before = services.cases.one(&town.person, number).await.unwrap().deadlines;
    let closed = Organisation { closed: true, ..services.records.organisation("99901").await.unwrap().unwrap() };
    services.records.keep_organisation(closed).await.unwrap();
    town.house.wait(1);
    assert_eq!((services.cases.pass_on().await.unwrap(), services.cases.pass_on().await.unwrap()), (1, 0));
    let mail = town.house.mail("desk-99012@example.org").await.unwrap();
    assert!(mail.contains(OfficeMail::Waiting.subject().th) && mail.contains(&number.to_string()));
    assert_eq!(services.cases.one(&town.person, number).await.unwrap().deadlines, before, "and no later");
    assert!(matches!(services.cases.one(&town.colleague, number).await, Err(ServiceError::Denied(Rule::Tie))));
    town.take(&province, number, Step::Acknowledged).await.unwrap();
    town.take(&province, number, Step::Decided(Outcome::Corrected)).await.unwrap();
    town.whole().await;

    let other = town.house.person(2, &[]).await;
    services.cases.file(&other, &filing(None, None)).await.unwrap();
    let open = async || services.cases.work_list(&town.division, false, (None, None, None)).await.unwrap().lines.len();
    assert_eq!(open().await, 1);
    services.accounts.erase(&other).await.unwrap();
    assert_eq!(open().await, 0);
}

#[tokio::test]
async fn cases_of_others_do_not_exist_and_those_of_other_desks_are_refused_and_written_down() {
    let town = Town::new().await;
    let services = &town.house.services;
    let number = town.file(town.dose(1, "2021-06-01").await, Claim::NotMine).await;
    let other = town.house.person(2, &[]).await;
    assert!(matches!(services.cases.one(&other, number).await, Err(ServiceError::Absent)));
    assert!(matches!(town.take(&other, number, Step::Withdrawn).await, Err(ServiceError::Absent)));
    let written = async || {
        let events = town.house.storage.audit(&town.person.account, 100).await.unwrap();
        events.iter().filter(|event| event.act == "refused").count()
    };
    assert!(matches!(services.cases.one(&town.elsewhere, number).await, Err(ServiceError::Denied(Rule::Tie))));
    let decide = town.take(&town.elsewhere, number, Step::Acknowledged).await;
    assert!(matches!(decide, Err(ServiceError::Denied(Rule::Tie))));
    assert_eq!(written().await, 2);
    let list = services.cases.work_list(&town.elsewhere, false, (None, None, None)).await.unwrap();
    assert!(list.lines.is_empty());
    assert!(matches!(services.cases.letters(&town.elsewhere).await, Err(ServiceError::Forbidden)));

    // On an older page: what it showed has moved on.
    town.take(&town.colleague, number, Step::Acknowledged).await.unwrap();
    let (words, step) = (Words::default(), Step::AskedMore);
    let stale = Move { step, words, reason: None, content: None, evidence: None, seen: 1 };
    let outcome = services.cases.take(&town.colleague, number, &stale).await;
    assert!(matches!(outcome, Err(ServiceError::Meanwhile)));
}

#[tokio::test]
async fn a_decision_is_reopened_once_and_withdrawn_cases_free_the_record() {
    let town = Town::new().await;
    let record = town.dose(1, "2021-06-01").await;
    let number = town.file(record, Claim::NeverReceived).await;
    let mut outcomes = Vec::new();
    for _ in 0..2 {
        town.take(&town.colleague, number, Step::Acknowledged).await.unwrap();
        town.take(&town.colleague, number, Step::Decided(Outcome::Confirmed)).await.unwrap();
        outcomes.push(town.take(&town.person, number, Step::Reopened).await);
    }
    assert!(matches!(outcomes[..], [Ok(()), Err(ServiceError::Case(Refusal::ReopenedBefore))]), "{outcomes:?}");
    let other = town.file(record, Claim::NotMine).await;
    town.take(&town.person, other, Step::Withdrawn).await.unwrap();
    assert_ne!(town.file(record, Claim::NotMine).await, other);
    town.whole().await;
}

#[tokio::test]
async fn a_closed_units_cases_go_to_its_province_and_officers_file_for_those_who_came_by_phone() {
    let town = Town::new().await;
    let services = &town.house.services;
    let closed = town.house.officer("closed", Role::UnitOfficer, "99903").await;
    let content = Content::Vaccination(vaccination(1, "2021-06-01"));
    let new = NewRecord { subject: &town.person.account, content: &content };
    let record = services.records.record(&closed, new).await.unwrap();
    let organisation = services.records.organisation("99903").await.unwrap().unwrap();
    services.records.keep_organisation(Organisation { closed: true, ..organisation }).await.unwrap();
    let again = services.records.record(&closed, new).await;
    assert!(matches!(again, Err(ServiceError::Denied(Rule::Fields))), "nobody works there any more");
    let id =
        (0..10).map(|check| format!("199990000001{check}")).find(|id| domain::fields::NationalId::parse(id).is_ok());
    let id = domain::fields::NationalId::parse(&id.unwrap()).unwrap();
    let mut unchecked = (0..10).map(|check| format!("199990000002{check}"));
    let unchecked = unchecked.find_map(|id| domain::fields::NationalId::parse(&id).ok()).unwrap();
    town.house.person(2, &[]).await;
    let nobody = services.cases.person_with(&town.elsewhere, &unchecked, PurposeId::Rights).await;
    assert!(matches!(nobody, Err(ServiceError::Absent)), "who only says so is nobody to file for");
    let (subject, _) = services.cases.person_with(&town.elsewhere, &id, PurposeId::Rights).await.unwrap();
    assert_eq!(subject, town.person.account);
    let by_phone = CaseFiling { channel: Channel::Phone, ..filing(Some(record), Some(Claim::NeverReceived)) };
    let number = services.cases.file_for(&town.elsewhere, &subject, &by_phone).await.unwrap();
    let case = services.cases.one(&town.person, number).await.unwrap().case;
    assert_eq!((case.desk.as_str(), case.channel), ("99012", Channel::Phone));
    let reads = town.house.storage.audit(&subject, 100).await.unwrap();
    assert!(reads.iter().any(|event| event.act == "person-found"));
}

#[tokio::test]
async fn offices_and_people_are_reminded_once_of_each_limit_and_recipients_every_day() {
    let town = Town::new().await;
    let services = &town.house.services;
    let number = town.file(town.dose(1, "2021-06-01").await, Claim::NeverReceived).await;
    let rounds = async |days: i64| {
        town.house.wait(days * DAY);
        (services.cases.remind().await.unwrap(), services.cases.remind().await.unwrap())
    };
    let told =
        async |mail: OfficeMail| town.house.mail("desk-99901@example.org").await.unwrap().contains(mail.subject().th);
    assert!(told(OfficeMail::Filed).await);
    assert_eq!(rounds(1).await, (0, 0));
    for (days, mail) in [(10, OfficeMail::Unanswered), (2, OfficeMail::Soon), (4, OfficeMail::Over)] {
        assert_eq!(rounds(days).await, (1, 0));
        assert!(told(mail).await, "{mail:?}");
    }
    assert_eq!(rounds(30).await, (0, 0));
    let view = services.cases.one(&town.person, number).await.unwrap();
    assert_eq!(view.steps.len(), 4);
    assert!(view.escalate_from.is_none() && view.possible.contains(&Step::Escalated(Cause::Overdue)));

    town.take(&town.colleague, number, Step::Acknowledged).await.unwrap();
    town.take(&town.colleague, number, Step::Decided(Outcome::Corrected)).await.unwrap();
    assert_eq!(services.records.tell_again().await.unwrap(), 0);
    town.house.wait(DAY);
    assert_eq!(services.records.tell_again().await.unwrap(), 2);
    assert!(told(OfficeMail::Corrected).await);
    let unit = services.records.corrections_for(RecipientId::HealthUnits).await.unwrap().pop().unwrap();
    assert_eq!(unit.times, 2);
    services.records.acknowledge(&town.elsewhere, RecipientId::HealthUnits, unit.id).await.unwrap();
    town.house.wait(DAY);
    assert_eq!(services.records.tell_again().await.unwrap(), 1);
}

#[tokio::test]
async fn erasure_is_held_back_by_records_and_done_without_them() {
    let town = Town::new().await;
    let services = &town.house.services;
    let erase = CaseFiling { right: Right::Erasure, evidence: None, ..filing(None, None) };
    let ask = async |signed: &Signed| {
        let number = services.cases.file(signed, &erase).await.unwrap();
        town.take(&town.division, number, Step::Acknowledged).await.unwrap();
        (number, town.take(&town.division, number, Step::Decided(Outcome::Granted)).await)
    };
    town.dose(1, "2021-06-01").await;
    let (number, outcome) = ask(&town.person).await;
    assert!(matches!(outcome, Err(ServiceError::Case(Refusal::HeldByLaw))));
    let duties = services.cases.one(&town.division, number).await.unwrap().duties;
    assert!(duties.iter().any(|duty| duty.holds_the_account));
    town.take(&town.division, number, Step::Decided(Outcome::Refused)).await.unwrap();

    let other = town.house.person(2, &[]).await;
    let (_, outcome) = ask(&other).await;
    outcome.unwrap();
    assert!(services.accounts.first_name(&other.account).await.is_err());
    town.whole().await;
}
