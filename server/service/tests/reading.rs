//! What partners' systems read: the records of whom they have had data about, or who came to them. Each reading is written
//! down first, a system that browses is stopped, and nothing that is personal is in the database in the clear.

use crate::house;
use crate::house::exchange::{Town, born, dose, name, number, person, vaccination};
use domain::brake::Alarm;
use domain::breach::Cause;
use domain::exchange::{GivenPerson, GivenRecord, SenderKey};
use domain::permission::Rule;
use domain::registration::Document;
use domain::{Digest, Id};
use service::{ServiceError, TargetGiven, TargetOutcome};
use storage::AccessFilter;

const HOUR: i64 = 3_600_000;

async fn uses(town: &Town, subject: &str) -> Vec<(String, String)> {
    let now = town.house.services.clock.now();
    let filter = AccessFilter { office: "", before: None, now, limit: 100 };
    let lines = town.house.storage.accesses(subject, filter).await.unwrap();
    lines.into_iter().rev().map(|it| (it.act, it.grounds.unwrap().office)).collect()
}

#[tokio::test]
async fn who_came_is_found_by_document_birth_date_and_name_and_nobody_by_less() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let id = town.new_record("unit-one", &dose(1, "1")).await;
    let subject = town.house.storage.record_owner(id).await.unwrap().unwrap();
    let other = town.on("other").await;
    let absent = partners.record(&other, id).await;
    assert!(matches!(absent, Err(ServiceError::Absent)), "it has had nothing of them");
    let wrong_birth = GivenPerson { born: born("1980-02-02"), ..person(1) };
    let less = GivenPerson { born: born("1980"), ..person(1) };
    let wrong_name = GivenPerson { first_name: name("ปราณี"), ..person(1) };
    let wrong_number = GivenPerson { document: Document::NationalId(number(2)), ..person(1) };
    for asked in [wrong_birth, less, wrong_name, wrong_number] {
        assert!(matches!(partners.find(&other, &asked).await, Err(ServiceError::Absent)));
    }
    town.house.wait(1);
    let found = partners.find(&other, &person(1)).await.unwrap();
    assert_eq!((found.records.len(), found.records[0].id, found.person.len()), (1, id, 32));
    town.house.wait(1);
    assert_eq!(partners.record(&other, id).await.unwrap().0, found.person);
    town.house.wait(1);
    partners.find(&other, &person(1)).await.unwrap();
    let expected =
        [("record-received", "99901"), ("refused", "99902"), ("person-found", "99902"), ("records-read", "99902")];
    let mut log = uses(&town, &subject).await;
    assert_eq!(log.pop().unwrap().0, "records-read", "who has had data needs no word for it");
    log.sort_by_key(|it| expected.iter().position(|expected| expected.0 == it.0));
    assert_eq!(log.iter().map(|it| (it.0.as_str(), it.1.as_str())).collect::<Vec<_>>(), expected);
    let tried = town.log(&other.signed.account).await;
    assert!(!tried.contains(&"refused".to_owned()), "what was refused is in the log of the person it concerned");
    let nobody = partners.record(&other, Id::new(town.house.services.clock.now(), [9; 10])).await;
    assert!(matches!(nobody, Err(ServiceError::Absent)));
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_system_that_looks_for_more_than_sixty_in_an_hour_is_stopped() {
    let town = Town::new().await;
    let (services, partners) = (&town.house.services, &town.house.services.partners);
    for n in 1..4 {
        town.new_record("unit-one", &dose(n, &n.to_string())).await;
    }
    let mut stopped = 0;
    for n in 1..100 {
        // A token holds five minutes: many are used.
        if n % 20 == 0 {
            town.house.wait(6 * 60_000);
        }
        match partners.find(&town.on("other").await, &person(n)).await {
            Ok(_) if n < 4 => {}
            Err(ServiceError::Absent) if n >= 4 => {}
            Err(ServiceError::Denied(Rule::Brake)) => {
                stopped = n;
                break;
            }
            outcome => panic!("{n}: {:?}", outcome.map(drop)),
        }
    }
    assert_eq!(stopped, 61, "sixty different persons, and no more");
    let other = town.on("other").await;
    assert!(matches!(partners.find(&other, &person(1)).await, Err(ServiceError::Denied(Rule::Brake))));
    let send = town.send_as(&other, &[dose(9, "9")], (false, None)).await;
    assert!(matches!(send, Err(ServiceError::Denied(Rule::Brake))), "nor does it send");
    let breach = services.breaches.list(&town.division).await.unwrap().remove(0);
    assert_eq!((breach.cause, breach.concerned.as_str()), (Cause::Brake(Alarm::Bulk), other.signed.account.as_str()));
    let view = services.breaches.one(&town.division, breach.id).await.unwrap();
    assert_eq!((view.affected.len(), view.office.as_str()), (60, house::exchange::OTHER));
    // Whom its organisation has had data about are work, not browsing.
    for n in 1..4 {
        town.house.wait(1);
        partners.find(&town.on("unit-one").await, &person(n)).await.unwrap();
    }
    let (system, since) = (town.on("unit-one").await, services.clock.now().plus(-HOUR));
    let counted = town.house.storage.unbound_accesses(&system.signed.account, since, 100).await.unwrap();
    assert!(counted.is_empty());
    town.house.is_whole().await;
}

#[tokio::test]
async fn the_registry_says_who_belongs_to_a_group_and_the_person_sees_it() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let known = town.verified(1).await;
    let entry = |n: u32, belongs: bool| TargetGiven { person: person(n), code: "elders".to_owned(), belongs };
    let other = TargetGiven { person: GivenPerson { born: born("1990-01-01"), ..person(1) }, ..entry(1, true) };
    let dopa = town.on("dopa").await;
    let kept = partners.keep_targets(&dopa, &[entry(1, true), other, entry(2, true), entry(1, true)]).await.unwrap();
    assert_eq!(kept, [TargetOutcome::Kept, TargetOutcome::OtherPerson, TargetOutcome::Kept, TargetOutcome::Kept]);
    assert_eq!(partners.targets_about(&known.account).await.unwrap().len(), 1);
    // Said again, nothing is written down again.
    let before = town.house.rows().await;
    partners.keep_targets(&dopa, &[entry(1, true), entry(2, true)]).await.unwrap();
    assert_eq!(town.house.rows().await, before);
    let (groups, _) = partners.targets_of(&town.on("other").await, &person(2)).await.unwrap();
    assert_eq!(
        groups.iter().map(|it| (it.code.as_str(), it.source.as_str())).collect::<Vec<_>>(),
        [("elders", "registry")]
    );
    partners.keep_targets(&dopa, &[entry(2, false)]).await.unwrap();
    assert!(partners.targets_of(&town.on("other").await, &person(2)).await.unwrap().0.is_empty());
    let log: Vec<_> = uses(&town, &known.account).await.into_iter().map(|it| it.0).collect();
    assert_eq!(log.iter().filter(|act| *act == "target-kept").count(), 1, "{log:?}");
    // Nobody is known for leaving what they were never in.
    let before = town.house.rows().await;
    partners
        .keep_targets(&dopa, &[entry(9, false), TargetGiven { code: "pupils".to_owned(), ..entry(1, false) }])
        .await
        .unwrap();
    assert_eq!(town.house.rows().await, before);
    // Two at once make one person.
    let (one, two) = ([entry(3, true)], [entry(3, true)]);
    let (one, two) = tokio::join!(partners.keep_targets(&dopa, &one), partners.keep_targets(&dopa, &two));
    assert!(one.is_ok() && two.is_ok());
    // With the person it is gone.
    town.house.services.accounts.erase(&known).await.unwrap();
    assert!(town.house.storage.target_groups(&known.account).await.unwrap().is_empty());
    town.house.is_whole().await;
}

#[tokio::test]
async fn planted_values_are_nowhere_on_disk() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let planted = ["สมหมายพรรณ", "ปลูกไว้นามสกุล", "PLANTED-LOT-77", "planted-record-name", "planted-message"];
    let [first, last, lot, key, message] = planted;
    let who = GivenPerson { first_name: name(first), last_name: Some(name(last)), ..person(1) };
    let at_sender = SenderKey { system: "https://planted.example/x".to_owned(), value: key.to_owned() };
    let content = vaccination(lot, house::exchange::DAY);
    let record = GivenRecord { key: at_sender.clone(), person: who.clone(), content, ..dose(1, "") };
    let doubtful = GivenRecord {
        key: SenderKey { value: format!("{key} 2"), ..at_sender },
        person: GivenPerson { born: born("1955-05-05"), ..who.clone() },
        ..record.clone()
    };
    town.send("unit-one", &[record, doubtful], (false, Some(message))).await.unwrap();
    partners.find(&town.on("other").await, &who).await.unwrap();
    let entry =
        TargetGiven { person: GivenPerson { last_name: None, ..who }, code: "elders".to_owned(), belongs: true };
    partners.keep_targets(&town.on("dopa").await, &[entry]).await.unwrap();
    town.new_record("unit-one", &dose(2, "2")).await;
    let documents = [Document::NationalId(number(1)), Document::NationalId(number(2))];
    partners.link(&town.division, (&documents[0], &documents[1]), "PLANTED-REASON").await.unwrap();
    let imports = &town.house.services.imports;
    let (id, seal, keep) = imports.prepare().unwrap();
    imports.begin(&town.officer, (id, keep), ("csv", Digest::of(b"x"), 1)).await.unwrap();
    let sealed = seal.seal(0, lot.as_bytes()).unwrap();
    assert!(!sealed.windows(lot.len()).any(|it| it == lot.as_bytes()));
    let faulty = [(1, Err("first-name:characters".to_owned()))];
    let it = service::Lines { lines: &faulty, line: 1, byte: 1, ends: true };
    let file = imports.one(&town.officer, id).await.unwrap();
    imports.advance(&town.officer, &file, &it).await.unwrap();

    let (one, two) = (number(1), number(2));
    let mut all = planted.to_vec();
    all.extend(["PLANTED-REASON", "planted.example", "1955-05-05", "1980-02-01", one.as_str(), two.as_str()]);
    for file in std::fs::read_dir(town.house.folder.path()).unwrap() {
        let path = file.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        for planted in &all {
            let found = bytes.windows(planted.len()).any(|window| window == planted.as_bytes());
            assert!(!found, "{planted} in {}", path.display());
        }
    }
}
