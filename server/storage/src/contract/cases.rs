//! Records and cases: versions without gaps, steps one at a time, one open case for a record, letters numbered once.

use super::Subject;
use crate::{
    CaseChange, CaseFilter, CaseStanding, CaseState, Certificate, Change, Confirmed, CorrectionNotice, RecordChange,
    RecordKind, RecordVersion, StorageError, StoredCase, StoredLetter, StoredStep, UnitOfWork,
};
use domain::cases::{Channel, Claim, LetterNumber, Outcome, Right, Step};
use domain::catalogue::RecipientId;
use domain::organisation::{Organisation, OrganisationKind};
use domain::record::RecordState;
use domain::{Digest, Id, Instant, Language};

fn at(milliseconds: i64) -> Instant {
    Instant::from_unix_milliseconds(1_795_402_800_000 + milliseconds)
}

fn id(n: u8) -> Id {
    Id::new(at(n.into()), [n; 10])
}

fn version(record: u8, version: u32) -> RecordVersion {
    RecordVersion {
        subject: "subject-1".to_owned(),
        id: id(record),
        version,
        kind: RecordKind::Vaccination,
        state: if version == 2 { RecordState::EnteredInError } else { RecordState::Recorded },
        confirmed: Confirmed::Not,
        unit: "99901".to_owned(),
        recorder: "officer".to_owned(),
        source: "unit".to_owned(),
        at: at(version.into()),
        cause: (version > 1).then(|| id(200)),
        sealed: vec![record, 0, 255],
    }
}

fn case(n: u8, record: Option<u8>) -> StoredCase {
    StoredCase {
        subject: "subject-1".to_owned(),
        id: id(n),
        number: format!("NUMBER-{n}"),
        right: if record.is_some() { Right::Correction } else { Right::Access },
        claim: record.map(|_| Claim::NeverReceived),
        desk: "99901".to_owned(),
        unit: "99901".to_owned(),
        record: record.map(id),
        channel: Channel::Web,
        language: Language::Th,
        filed_at: at(n.into()),
        standing: standing(CaseState::Filed, n, 1),
    }
}

fn standing(state: CaseState, clock: u8, steps: u32) -> CaseStanding {
    CaseStanding {
        state,
        began: at(0),
        stopped: 5,
        waits_from: Some(at(7)),
        due: at(clock.into()),
        remind_at: at(clock.into()),
        steps,
    }
}

fn step(case: u8, place: u8, step: Step) -> StoredStep {
    StoredStep {
        subject: "subject-1".to_owned(),
        case: id(case),
        place: place.into(),
        id: Id::new(at(i64::from(case) * 100 + i64::from(place)), [case ^ place; 10]),
        step,
        at: at(place.into()),
        actor: "somebody".to_owned(),
        office: String::new(),
        acting: None,
        commitment: Digest::of(&[case, place]),
        sealed: vec![place],
    }
}

fn unit(change: impl Into<Change>) -> UnitOfWork {
    UnitOfWork::of(change.into())
}

fn file(n: u8, record: Option<u8>) -> UnitOfWork {
    unit(CaseChange::File { case: Box::new(case(n, record)), step: Box::new(step(n, 1, Step::Filed)) })
}

fn conflict(outcome: &Result<(), StorageError>) -> bool {
    matches!(outcome, Err(StorageError::Conflict { .. }))
}

pub(super) async fn records_are_versions_without_gaps_that_nobody_changes(subject: impl Subject) {
    let storage = subject.storage();
    for (record, n) in [(1, 1), (2, 1), (1, 2), (1, 3)] {
        storage.commit(unit(RecordChange::Version(version(record, n)))).await.unwrap();
    }
    for wrong in [version(1, 3), version(1, 5), version(3, 2)] {
        assert!(conflict(&storage.commit(unit(RecordChange::Version(wrong))).await));
    }
    let all = [version(1, 1), version(1, 2), version(1, 3), version(2, 1)];
    assert_eq!(storage.records("subject-1").await.unwrap(), all);
    assert_eq!(storage.record("subject-1", id(1)).await.unwrap(), all[..3]);
    assert_eq!(storage.record("subject-2", id(1)).await.unwrap(), []);
    assert_eq!(storage.record_owner(id(1)).await.unwrap(), Some("subject-1".to_owned()));
    assert_eq!(storage.record_owner(id(3)).await.unwrap(), None);
    for sql in [
        "UPDATE record_version SET state = 'recorded'",
        "DELETE FROM record_version WHERE version = 2",
        "UPDATE case_step SET step = 'granted'",
        "DELETE FROM case_step",
    ] {
        storage.commit(file(9, None)).await.ok();
        assert!(subject.raw(sql).await.is_err(), "{sql}");
    }
}

pub(super) async fn certificates_are_revoked_and_corrections_told_until_acknowledged(subject: impl Subject) {
    let storage = subject.storage();
    let certificate = |code: &str, record, version| Certificate {
        code: code.to_owned(),
        subject: "subject-1".to_owned(),
        record: id(record),
        version,
        issued_at: at(1),
        revoked_at: None,
    };
    for it in [certificate("A", 1, 1), certificate("B", 2, 1)] {
        storage.commit(unit(RecordChange::Certify(it))).await.unwrap();
    }
    assert!(conflict(&storage.commit(unit(RecordChange::Certify(certificate("A", 3, 1)))).await));
    let revoke = RecordChange::Revoke { subject: "subject-1".to_owned(), record: id(1), at: at(5) };
    storage.commit(unit(revoke)).await.unwrap();
    assert_eq!(storage.certificate("A").await.unwrap().unwrap().revoked_at, Some(at(5)));
    assert_eq!(storage.certificate("B").await.unwrap(), Some(certificate("B", 2, 1)));
    assert_eq!(storage.certificates("subject-1").await.unwrap().len(), 2);

    let notice = CorrectionNotice {
        id: id(50),
        subject: "subject-1".to_owned(),
        recipient: RecipientId::Division,
        record: id(1),
        version: 2,
        created_at: at(5),
        told_at: at(5),
        times: 1,
        acknowledged_at: None,
    };
    storage.commit(unit(RecordChange::Notify(notice.clone()))).await.unwrap();
    let again = RecordChange::NotifyAgain { id: id(50), times: 1, at: at(9) };
    storage.commit(unit(again.clone())).await.unwrap();
    assert!(conflict(&storage.commit(unit(again)).await));
    let told = CorrectionNotice { told_at: at(9), times: 2, ..notice };
    assert_eq!(storage.corrections_for(RecipientId::Division, 9).await.unwrap(), std::slice::from_ref(&told));
    let acknowledge = RecordChange::Acknowledge { id: id(50), at: at(10), by: "officer".to_owned() };
    storage.commit(unit(acknowledge.clone())).await.unwrap();
    assert!(conflict(&storage.commit(unit(acknowledge)).await));
    assert_eq!(storage.corrections_for(RecipientId::Division, 9).await.unwrap(), []);
    let done = CorrectionNotice { acknowledged_at: Some(at(10)), ..told };
    assert_eq!(storage.corrections_of("subject-1").await.unwrap(), [done]);
}

pub(super) async fn organisations_are_kept_once_and_close(subject: impl Subject) {
    let storage = subject.storage();
    let mut hospital = hospital();
    for closed in [false, true, true] {
        hospital.closed = closed;
        let change = RecordChange::Organisation { organisation: hospital.clone(), at: at(1) };
        storage.commit(unit(change)).await.unwrap();
        assert_eq!(storage.organisations("12").await.unwrap(), [hospital.clone()]);
        assert_eq!(storage.organisation("99901").await.unwrap(), Some(hospital.clone()));
        assert_eq!(storage.organisation("99902").await.unwrap(), None);
    }
    for (part, found) in [("พยาบาล", 1), ("hosp", 1), ("99901", 1), ("9990", 0), ("%", 0), ("_", 0), ("clinic", 0)]
    {
        assert_eq!(storage.organisations_named(part, 9).await.unwrap().len(), found, "{part}");
    }
}

fn hospital() -> Organisation {
    Organisation {
        code: "99901".to_owned(),
        kind: OrganisationKind::Unit,
        name_th: "โรงพยาบาล".to_owned(),
        name_en: "Hospital".to_owned(),
        province: "12".to_owned(),
        closed: false,
        mail: "desk@example.org".to_owned(),
    }
}

pub(super) async fn a_case_takes_one_step_at_a_time(subject: impl Subject) {
    let storage = subject.storage();
    storage.commit(file(1, Some(100))).await.unwrap();
    assert!(conflict(&storage.commit(file(2, Some(100))).await), "one open case for a record");
    let same_number = StoredCase { number: case(1, None).number, ..case(3, None) };
    let change = CaseChange::File { case: Box::new(same_number), step: Box::new(step(3, 1, Step::Filed)) };
    assert!(conflict(&storage.commit(unit(change)).await));
    assert_eq!(storage.open_case("subject-1", id(100)).await.unwrap(), Some(case(1, Some(100))));

    let decided = Step::Decided(Outcome::Corrected);
    let take = |place, state| {
        let standing = standing(state, 1, u32::from(place));
        unit(CaseChange::Step { step: Box::new(step(1, place, decided)), standing, desk: None, record: None })
    };
    assert!(conflict(&storage.commit(take(3, CaseState::Decided)).await), "no step is left out");
    storage.commit(take(2, CaseState::Decided)).await.unwrap();
    assert!(conflict(&storage.commit(take(2, CaseState::FactCheck)).await), "no step is taken twice");
    let after = StoredCase { standing: standing(CaseState::Decided, 1, 2), ..case(1, Some(100)) };
    assert_eq!(storage.case_numbered("NUMBER-1").await.unwrap(), Some(after.clone()));
    assert_eq!(storage.case_steps("subject-1", id(1)).await.unwrap(), [step(1, 1, Step::Filed), step(1, 2, decided)]);
    assert_eq!(storage.open_case("subject-1", id(100)).await.unwrap(), None);
    storage.commit(file(2, Some(100))).await.unwrap();
    assert_eq!(storage.cases("subject-1", 9).await.unwrap(), [case(2, Some(100)), after]);
    let steps = storage.case_steps_after(("", "", 0), 9).await.unwrap();
    assert_eq!(steps.len(), 3);
    assert_eq!(storage.case_steps_after(("subject-1", &id(1).to_string(), 2), 9).await.unwrap().len(), 1);
    assert_eq!(storage.waiting_entries(9).await.unwrap().len(), 3, "each step waits for the ledger");
}

pub(super) async fn work_lists_are_read_page_by_page(subject: impl Subject) {
    let storage = subject.storage();
    for n in [3, 1, 2] {
        storage.commit(file(n, None)).await.unwrap();
    }
    let change = CaseChange::Step {
        step: Box::new(step(2, 2, Step::Acknowledged)),
        standing: CaseStanding { remind_at: at(9), ..standing(CaseState::AtDivision, 2, 2) },
        desk: Some("99902".to_owned()),
        record: Some(id(100)),
    };
    storage.commit(unit(change)).await.unwrap();
    let all = CaseFilter { desk: Some("99901"), state: None, right: None, after: None, limit: 2 };
    let ids =
        async |filter| -> Vec<Id> { storage.work_list(filter).await.unwrap().iter().map(|case| case.id).collect() };
    assert_eq!(ids(all).await, [id(1), id(3)]);
    assert_eq!(ids(CaseFilter { after: Some((at(1), id(1))), ..all }).await, [id(3)]);
    assert_eq!(ids(CaseFilter { state: Some(CaseState::Filed), ..all }).await, [id(1), id(3)]);
    assert_eq!(ids(CaseFilter { right: Some(Right::Erasure), ..all }).await, []);
    assert_eq!(ids(CaseFilter { desk: Some("99902"), ..all }).await, [id(2)]);
    assert_eq!(storage.open_case("subject-1", id(100)).await.unwrap().map(|case| case.id), Some(id(2)));
    assert_eq!(ids(CaseFilter { desk: None, ..all }).await, [id(2)]);
    let remind =
        async |before| -> Vec<Id> { storage.to_remind(before, 9).await.unwrap().iter().map(|case| case.id).collect() };
    assert_eq!(remind(at(10)).await, [id(1), id(3), id(2)]);
    assert_eq!(remind(at(3)).await, [id(1)]);
    assert_eq!(storage.at_closed_desks(9).await.unwrap(), []);
    for (code, closed) in [("99901", false), ("99902", true)] {
        let organisation = Organisation { code: code.to_owned(), closed, ..hospital() };
        storage.commit(unit(RecordChange::Organisation { organisation, at: at(1) })).await.unwrap();
    }
    let stranded = storage.at_closed_desks(9).await.unwrap();
    assert_eq!(stranded.iter().map(|case| case.id).collect::<Vec<_>>(), [id(2)]);
}

pub(super) async fn letters_are_numbered_once(subject: impl Subject) {
    let storage = subject.storage();
    let letter = |year, serial| StoredLetter {
        number: LetterNumber { year, serial },
        subject: "subject-1".to_owned(),
        case: id(1),
        step: id(2),
        at: at(1),
    };
    for (year, serial) in [(2026, 1), (2026, 2), (2027, 1)] {
        storage.commit(unit(CaseChange::Letter(letter(year, serial)))).await.unwrap();
    }
    assert!(conflict(&storage.commit(unit(CaseChange::Letter(letter(2026, 2)))).await));
    assert_eq!(storage.last_letter(2026).await.unwrap(), 2);
    assert_eq!(storage.last_letter(2028).await.unwrap(), 0);
    assert_eq!(storage.letters(2).await.unwrap(), [letter(2027, 1), letter(2026, 2)]);
    assert_eq!(storage.letters_of("subject-1", id(1)).await.unwrap().len(), 3);
}
