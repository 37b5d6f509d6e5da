//! Records from files: each line once however often the work is cut off, what cannot be taken in quarantine by line number
//! and reason, and one reader at a time.

use crate::house::House;
use crate::house::exchange::{OTHER, UNIT, born, dose, person};
use domain::account::Role;
use domain::exchange::{GivenPerson, GivenRecord};
use domain::{Digest, Id};
use service::{Line, Lines, ServiceError, Signed};
use storage::{FileImport, ImportCounts, ImportState, StorageError};

/// Lines taken in one unit.
const PART: usize = 3;
/// Bytes of a line.
const LONG: u64 = 10;

/// Fourteen lines: new ones, one twice, one wrong in itself, one of another unit, one that waits.
fn lines() -> Vec<Line> {
    let elsewhere = GivenRecord { unit: Some(OTHER.to_owned()), ..dose(4, "4") };
    let doubtful = GivenRecord { person: GivenPerson { born: born("1981-02-01"), ..person(1) }, ..dose(1, "doubtful") };
    let mut lines: Vec<Result<GivenRecord, String>> = (1..4).map(|n| Ok(dose(n, &n.to_string()))).collect();
    lines.push(Err("national-id:check-digit".to_owned()));
    lines.extend([Ok(dose(1, "1")), Ok(elsewhere), Ok(doubtful)]);
    lines.extend((5..12).map(|n| Ok(dose(n, &n.to_string()))));
    (1..).zip(lines).collect()
}

async fn begin(house: &House, officer: &Signed) -> Result<Id, ServiceError> {
    let imports = &house.services.imports;
    let (id, _, keep) = imports.prepare()?;
    let of_bytes = lines().len() as u64 * LONG;
    imports.begin(officer, (id, keep), ("csv", Digest::of(b"a file"), of_bytes)).await?;
    Ok(id)
}

/// Takes the next part of a file as it stands; whether there is more.
async fn step(house: &House, id: Id) -> Result<bool, ServiceError> {
    let (signed, file) = house.services.imports.resumed(id).await?;
    if file.state != ImportState::Running {
        return Ok(false);
    }
    let file = part(house, &signed, &file).await?;
    Ok(file.state == ImportState::Running)
}

async fn part(house: &House, signed: &Signed, file: &FileImport) -> Result<FileImport, ServiceError> {
    let (all, at) = (lines(), usize::try_from(file.counts.line).unwrap());
    let end = (at + PART).min(all.len());
    let it = Lines { lines: &all[at..end], line: end as u64, byte: end as u64 * LONG, ends: end == all.len() };
    house.services.imports.advance(signed, file, &it).await
}

async fn unit() -> (House, Signed) {
    let house = House::new().await;
    let officer = house.officer("officer", Role::UnitOfficer, UNIT).await;
    (house, officer)
}

/// Brings the file in, going on wherever it was cut off.
async fn bring(house: &House, officer: &Signed) -> Id {
    let cut = |error: &ServiceError| matches!(error, ServiceError::Storage(StorageError::Unavailable { .. }));
    let id = loop {
        match begin(house, officer).await {
            // Whether it was begun is seen in the list.
            Err(error) if cut(&error) => {
                if let Some(file) = house.services.imports.list(officer).await.unwrap().first() {
                    break file.id;
                }
            }
            outcome => break outcome.unwrap(),
        }
    };
    loop {
        match step(house, id).await {
            Ok(false) => return id,
            Ok(true) => {}
            Err(error) if cut(&error) => {}
            Err(other) => panic!("{other:?}"),
        }
    }
}

const COUNTS: ImportCounts = ImportCounts { line: 14, byte: 140, taken: 10, known: 1, waiting: 1, quarantined: 2 };

#[tokio::test]
async fn a_file_cut_off_at_any_moment_is_taken_to_its_end_and_each_line_once() {
    let (house, officer) = unit().await;
    let begun = house.loss.lock().unwrap().units;
    let id = bring(&house, &officer).await;
    let (expected, units) = (house.rows().await, house.loss.lock().unwrap().units);
    assert_eq!((units - begun, expected["record_version"], expected["import_fault"]), (6, 10, 2));
    assert_eq!(house.services.imports.one(&officer, id).await.unwrap().counts, COUNTS);
    for at in begun + 1..=units {
        for after in [false, true] {
            let (house, officer) = unit().await;
            {
                let mut loss = house.loss.lock().unwrap();
                assert_eq!(loss.units, begun);
                (loss.at, loss.after) = (at, after);
            }
            let id = bring(&house, &officer).await;
            assert_eq!(house.rows().await, expected, "unit {at} of {units}, lost after: {after}");
            let file = house.services.imports.one(&officer, id).await.unwrap();
            assert_eq!((file.counts, file.state), (COUNTS, ImportState::Done));
            house.is_whole().await;
        }
    }
}

#[tokio::test]
async fn what_is_in_quarantine_is_told_by_line_and_reason_and_to_the_unit_alone() {
    let (house, officer) = unit().await;
    let other = house.officer("other", Role::UnitOfficer, OTHER).await;
    let id = bring(&house, &officer).await;
    let imports = &house.services.imports;
    let faults = imports.faults(&officer, id, 0).await.unwrap();
    let told: Vec<_> = faults.iter().map(|it| (it.line, it.reasons.as_str())).collect();
    assert_eq!(told, [(4, "national-id:check-digit"), (6, "line:other-unit")]);
    assert_eq!(imports.faults(&officer, id, 4).await.unwrap().len(), 1);
    assert!(matches!(imports.faults(&other, id, 0).await, Err(ServiceError::Absent)));
    assert!(imports.list(&other).await.unwrap().is_empty());
    let counts = imports.one(&officer, id).await.unwrap().counts;
    assert_eq!(counts.taken + counts.known + counts.waiting + counts.quarantined, counts.line);
    let sources = house.storage.records(&house.storage.record_owner(first(&house).await).await.unwrap().unwrap()).await;
    assert!(sources.unwrap().iter().all(|it| it.source == "file" && it.recorder == officer.account));
    // The file brought again says what is known.
    let again = bring(&house, &officer).await;
    let counts = imports.one(&officer, again).await.unwrap().counts;
    assert_eq!((counts.taken, counts.known, counts.waiting, counts.quarantined), (0, 11, 1, 2));
    assert!(house.storage.subject_key(&format!("import:{id}")).await.unwrap().is_none(), "its key is gone");
    assert!(matches!(imports.seal(id).await, Err(ServiceError::Absent)));
    house.is_whole().await;
}

/// The id of some record.
async fn first(house: &House) -> Id {
    let mut found = None;
    let mut look = |row: storage::copy::CopiedRow| {
        if storage::copy::tables()[row.table].name == "record_source" {
            for cell in &row.cells {
                if let storage::copy::Cell::Text(text) = cell {
                    found = Id::parse(text).or(found);
                }
            }
        }
        Ok(())
    };
    house.storage.copy_out(&mut look).await.unwrap();
    found.unwrap()
}

#[tokio::test]
async fn of_two_readers_one_goes_on_and_a_stop_holds() {
    let (house, officer) = unit().await;
    let imports = &house.services.imports;
    let id = begin(&house, &officer).await.unwrap();
    let (signed, file) = imports.resumed(id).await.unwrap();
    let (one, two) = tokio::join!(part(&house, &signed, &file), part(&house, &signed, &file));
    let outcomes = [one, two];
    assert_eq!(outcomes.iter().filter(|it| it.is_ok()).count(), 1);
    assert!(outcomes.iter().any(|it| matches!(it, Err(ServiceError::Meanwhile))), "{outcomes:?}");
    let late = part(&house, &signed, &file).await;
    assert!(matches!(late, Err(ServiceError::Meanwhile)), "the file stands elsewhere by now");
    assert_eq!(house.rows().await["record_version"], 3);

    let (_, file) = imports.resumed(id).await.unwrap();
    let (stopped, moved) = tokio::join!(imports.stop(&officer, id), part(&house, &signed, &file));
    stopped.unwrap();
    let taken = house.rows().await["record_version"];
    assert_eq!(taken > 3, moved.is_ok(), "what was taken stays");
    let (_, file) = imports.resumed(id).await.unwrap();
    assert_eq!(file.state, ImportState::Stopped);
    assert!(matches!(part(&house, &signed, &file).await, Err(ServiceError::Meanwhile)));
    assert!(matches!(imports.stop(&officer, id).await, Err(ServiceError::Meanwhile)));
    assert_eq!(house.rows().await["record_version"], taken);
    house.is_whole().await;
}

#[tokio::test]
async fn whoever_may_no_longer_brings_nothing_more() {
    let (house, officer) = unit().await;
    let imports = &house.services.imports;
    let id = begin(&house, &officer).await.unwrap();
    step(&house, id).await.unwrap();
    let agreement = house.services.duty.agreements(UNIT).await.unwrap().remove(0);
    house.services.duty.end(UNIT, agreement.id, "division").await.unwrap();
    let ended = step(&house, id).await;
    assert!(matches!(ended, Err(ServiceError::Denied(domain::permission::Rule::Agreement))));
    assert!(matches!(begin(&house, &officer).await, Err(ServiceError::Denied(_))));
    let division = house.officer("division", Role::DivisionOfficer, "division").await;
    assert!(matches!(imports.may(&division).await, Err(ServiceError::Denied(domain::permission::Rule::Role))));
    assert!(matches!(imports.list(&division).await, Err(ServiceError::Forbidden)));
    assert_eq!(imports.one(&officer, id).await.unwrap().counts.line, 3, "it stands where it stood");
    let person = house.person(1, &[]).await;
    assert!(imports.may(&person).await.is_err());
}

#[tokio::test]
async fn trying_a_file_out_keeps_nothing_but_that_somebody_was_compared() {
    let (house, officer) = unit().await;
    bring(&house, &officer).await;
    let imports = &house.services.imports;
    let doubtful = GivenRecord { person: GivenPerson { born: born("1982-02-01"), ..person(1) }, ..dose(1, "try") };
    let tried: Vec<Line> = vec![(1, Ok(doubtful)), (2, Ok(dose(30, "30"))), (3, Err("day:future".to_owned()))];
    let it = Lines { lines: &tried, line: 3, byte: 30, ends: true };
    let mut before = house.rows().await;
    let (counts, faults) = imports.try_out(&officer, ImportCounts::default(), &it).await.unwrap();
    assert_eq!(
        (counts.taken, counts.waiting, counts.quarantined, faults),
        (1, 1, 1, vec![(3, "day:future".to_owned())])
    );
    *before.get_mut("audit_event").unwrap() += 1;
    assert_eq!(house.rows().await, before);
}
