//! Records that partners' systems send: each taken once, about whom it says, or refused with a reason while the rest goes on.

use crate::house;
use crate::house::House;
use crate::house::exchange::{OTHER, Town, UNIT, dose, name, person, vaccination};
use crate::server;
use domain::cases::{Outcome, Refusal, Step};
use domain::consent::ASKED;
use domain::exchange::GivenRecord;
use domain::matching::Reason;
use domain::record::RecordState;
use service::{NotTaken, Outcomes, Sent, ServiceError, TakenNote, Took};
use storage::{CaseState, Certificate};

/// What became of each.
async fn became(town: &Town, client: &str, records: &[GivenRecord], whole: bool) -> Vec<Result<Took, NotTaken>> {
    let outcomes = town.send(client, records, (whole, None)).await.unwrap().unwrap();
    outcomes.into_iter().map(|outcome| outcome.map(|taken| taken.took)).collect()
}

fn changed(record: &GivenRecord, lot: &str) -> GivenRecord {
    GivenRecord { content: vaccination(lot, house::exchange::DAY), ..record.clone() }
}

fn wrong(record: &GivenRecord) -> GivenRecord {
    GivenRecord { state: RecordState::EnteredInError, ..record.clone() }
}

async fn certificates(house: &House, subject: &str) -> Vec<(u32, bool)> {
    let mut all = house.storage.certificates(subject).await.unwrap();
    all.sort_by_key(|it| it.version);
    all.iter().map(|Certificate { version, revoked_at, .. }| (*version, revoked_at.is_none())).collect()
}

#[tokio::test]
async fn somebody_unknown_is_known_from_then_on_and_signs_in_to_nothing() {
    let town = Town::new().await;
    let sign_on = &town.house.services.sign_on;
    let first = town.new_record("unit-one", &dose(1, "1")).await;
    let subject = town.house.storage.record_owner(first).await.unwrap().unwrap();
    assert_eq!(town.known(1).await.as_ref(), Some(&subject));
    assert_eq!(
        became(&town, "unit-two", &[dose(1, "1"), dose(1, "2")], false).await,
        [Ok(Took::Known), Ok(Took::Recorded)]
    );
    assert_ne!(town.new_record("other", &dose(1, "1")).await, first, "a name means its own organisation's");
    let rows = town.house.rows().await;
    assert_eq!((rows["record_version"], rows["record_source"], rows["certificate"]), (3, 3, 3));
    // Nobody opened an account: a provider that checked the very number leads to registration.
    let id = house::exchange::number(1).as_str().to_owned();
    let identity =
        service::ProviderIdentity { issuer: "thaid".to_owned(), subject: "x".to_owned(), national_id: Some(id) };
    let signed = sign_on.sign_in_with_provider(&identity, false, "x").await.unwrap();
    assert!(matches!(signed, service::SignIn::Unknown), "{signed:?}");
    assert_eq!(town.notices(&subject).await, [""; 0], "there is nobody to tell");
    town.house.is_whole().await;
}

#[tokio::test]
async fn the_same_record_is_one_record_in_one_request_in_two_and_in_two_at_once() {
    let town = Town::new().await;
    let twice = [dose(1, "1"), dose(1, "1"), dose(2, "2"), changed(&dose(2, "2"), "LOT-2")];
    let expected = [Ok(Took::Recorded), Ok(Took::Known), Ok(Took::Recorded), Ok(Took::Changed)];
    assert_eq!(became(&town, "unit-one", &twice, false).await, expected);
    at_once(&town).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_are_one_record_on_a_server_too() {
    let server = server::Server::start(&server::in_memory());
    at_once(&Town::of(House::on_server(server.database()).await).await).await;
}

/// Seventeen persons nobody knew, each with a record that two systems send at the same moment.
async fn at_once(town: &Town) {
    let before = town.house.rows().await;
    let (one, other) = (town.on("unit-one").await, town.on("unit-two").await);
    for n in 3..20 {
        let record = [dose(n, &n.to_string()), dose(n, &format!("{n} further"))];
        let (a, b) =
            tokio::join!(town.send_as(&one, &record, (false, None)), town.send_as(&other, &record[..1], (false, None)));
        let took: Vec<Took> =
            [a, b].into_iter().flat_map(|it| it.unwrap().unwrap()).map(|it| it.unwrap().took).collect();
        assert_eq!(took.iter().filter(|it| **it == Took::Recorded).count(), 2, "{took:?}");
    }
    let rows = town.house.rows().await;
    for (table, more) in [("record_version", 34), ("record_source", 34), ("certificate", 34), ("account_key", 17)] {
        assert_eq!(rows[table], before.get(table).copied().unwrap_or_default() + more, "{table}");
    }
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_message_is_answered_the_same_after_a_restart_and_means_one_thing() {
    let town = Town::new().await;
    let first = town.send("unit-one", &[dose(1, "1")], (false, Some("m-1"))).await.unwrap();
    assert!(first.is_some());
    let rows = town.house.rows().await;
    let Town { house, officer, colleague, elsewhere, division } = town;
    let house = house.again(ASKED.to_vec()).await;
    let town = Town { house, officer, colleague, elsewhere, division };
    let (system, before) = (town.on("unit-one").await, town.house.rows().await);
    assert_eq!(town.send_as(&system, &[dose(1, "1")], (false, Some("m-1"))).await.unwrap(), None, "from memory");
    let other = town.send_as(&system, &[dose(1, "1"), dose(1, "2")], (false, Some("m-1"))).await;
    assert!(matches!(other, Err(ServiceError::KeyReused)));
    assert_eq!((town.house.rows().await, rows["record_version"]), (before, 1));
    // A message of another system is another message.
    assert!(town.send("unit-two", &[dose(2, "2")], (false, Some("m-1"))).await.unwrap().is_some());
    let third = [dose(3, "3")];
    let (one, other) = tokio::join!(
        town.send_as(&system, &third, (false, Some("m-2"))),
        town.send_as(&system, &third, (false, Some("m-2")))
    );
    assert!(one.is_ok() && other.is_ok());
    assert_eq!(town.house.rows().await["record_version"], 3);
    town.house.wait(30 * 86_400_000 + 1);
    town.house.services.partners.sweep().await.unwrap();
    assert!(!town.house.rows().await.contains_key("partner_message"));
}

#[tokio::test]
async fn a_transaction_is_done_whole_or_not_at_all_and_a_batch_does_the_rest() {
    let town = Town::new().await;
    town.new_record("unit-one", &dose(1, "1")).await;
    let elsewhere = GivenRecord { unit: Some(OTHER.to_owned()), ..dose(3, "3") };
    let own = GivenRecord { unit: Some(UNIT.to_owned()), ..dose(4, "4") };
    let sent = [dose(2, "2"), elsewhere, dose(2, "1"), wrong(&dose(2, "9")), own];
    let reasons =
        [NotTaken::Together, NotTaken::OtherUnit, NotTaken::OtherPerson, NotTaken::Unknown, NotTaken::Together];
    let system = town.on("unit-one").await;
    let before = town.house.rows().await;
    let outcomes = town.send_as(&system, &sent, (true, None)).await.unwrap().unwrap();
    assert_eq!(outcomes.into_iter().map(Result::unwrap_err).collect::<Vec<_>>(), reasons);
    assert_eq!(town.house.rows().await, before, "not one row");
    let expected = [
        Ok(Took::Recorded),
        Err(NotTaken::OtherUnit),
        Err(NotTaken::OtherPerson),
        Err(NotTaken::Unknown),
        Ok(Took::Recorded),
    ];
    assert_eq!(became(&town, "unit-one", &sent, false).await, expected);
    let good = [dose(5, "5"), dose(6, "6")];
    assert_eq!(became(&town, "unit-one", &good, true).await, [Ok(Took::Recorded); 2]);
    town.house.is_whole().await;
}

#[tokio::test]
async fn what_changes_is_a_further_version_with_another_certificate_and_the_person_is_told() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    let record = dose(1, "1");
    let id = town.new_record("unit-one", &record).await;
    town.house.wait(1);
    assert_eq!(town.notices(&known.account).await, ["record-received"]);
    assert_eq!(became(&town, "unit-one", &[changed(&record, "LOT-2")], false).await, [Ok(Took::Changed)]);
    assert_eq!(town.notices(&known.account).await, ["record-changed", "record-received"]);
    assert_eq!(certificates(&town.house, &known.account).await, [(1, false), (2, true)]);
    town.house.wait(1);
    assert_eq!(
        became(&town, "unit-one", &[wrong(&record), wrong(&record)], false).await,
        [Ok(Took::Changed), Ok(Took::Known)]
    );
    assert_eq!(certificates(&town.house, &known.account).await, [(1, false), (2, false)]);
    let versions = town.house.storage.record(&known.account, id).await.unwrap();
    let of = |it: &storage::RecordVersion| (it.version, it.state, it.source.clone(), it.unit.clone());
    let (system, unit) = ("system".to_owned(), UNIT.to_owned());
    let states = [RecordState::Recorded, RecordState::Recorded, RecordState::EnteredInError];
    let expected: Vec<_> = (1..).zip(states).map(|(n, state)| (n, state, system.clone(), unit.clone())).collect();
    assert_eq!(versions.iter().map(of).collect::<Vec<_>>(), expected);
    // It was right after all.
    assert_eq!(became(&town, "unit-two", &[changed(&record, "LOT-2")], false).await, [Ok(Took::Changed)]);
    assert_eq!(certificates(&town.house, &known.account).await, [(1, false), (2, false), (4, true)]);
    let shown = town.house.services.records.own(&known).await.unwrap().records.remove(0);
    assert_eq!((shown.versions.len(), shown.unit_code.as_str()), (4, UNIT));
    town.house.is_whole().await;
}

#[tokio::test]
async fn while_a_case_is_open_and_after_it_the_record_changes_there_alone() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    let record = dose(1, "1");
    let id = town.new_record("unit-one", &record).await;
    let number = town.dispute(&known, id).await;
    let disputed = town.house.services.partners.changes(&town.on("unit-two").await, &|_| true).await.unwrap();
    assert_eq!(disputed.iter().map(|it| it.delivery.kind.as_str()).collect::<Vec<_>>(), ["dispute"]);
    let sent = [record.clone(), changed(&record, "LOT-2"), wrong(&record), dose(1, "2")];
    let expected = [Ok(Took::Known), Err(NotTaken::Disputed), Err(NotTaken::Disputed), Ok(Took::Recorded)];
    assert_eq!(became(&town, "unit-one", &sent, false).await, expected);

    town.put_right(number).await;
    let expected = [Err(NotTaken::PutRight), Err(NotTaken::PutRight), Ok(Took::Known), Ok(Took::Known)];
    assert_eq!(became(&town, "unit-one", &sent, false).await, expected);
    assert_eq!(
        certificates(&town.house, &known.account).await.iter().filter(|it| it.1).count(),
        1,
        "of the second dose"
    );
    town.house.is_whole().await;
}

#[tokio::test]
async fn what_is_of_somebody_erased_stays_erased_and_the_rest_goes_on() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    town.new_record("unit-one", &dose(1, "1")).await;
    town.house.services.accounts.erase(&known).await.unwrap();
    let sent = [dose(1, "1"), dose(2, "2"), dose(1, "new")];
    let expected = [Err(NotTaken::Erased), Ok(Took::Recorded), Ok(Took::Recorded)];
    assert_eq!(became(&town, "unit-one", &sent, false).await, expected);
    assert_ne!(town.known(1).await.unwrap(), known.account, "known anew");
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_name_that_differs_a_little_is_noted_and_another_document_is_another_person() {
    let town = Town::new().await;
    town.new_record("unit-one", &dose(1, "1")).await;
    let named = |last: &str, key: &str| {
        let person = domain::exchange::GivenPerson { last_name: Some(name(last)), ..person(1) };
        GivenRecord { person, ..dose(1, key) }
    };
    let taken = town.one("other", &named("ใจดี", "1")).await.unwrap();
    assert_eq!((taken.took, taken.notes), (Took::Recorded, vec![TakenNote::Differs(Reason::LastNameMissing)]));
    // Whoever has the same names and birth date under another number is somebody else.
    town.new_record("unit-one", &dose(2, "2")).await;
    assert_ne!(town.known(1).await, town.known(2).await);
    assert_eq!(town.house.rows().await["account_key"], 2 + 6, "beside six on duty");
}

#[tokio::test]
async fn who_changed_a_record_with_a_file_does_not_decide_about_it_alone() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    let record = dose(1, "1");
    let id = town.new_record("unit-one", &record).await;
    let records = [changed(&record, "LOT-2")];
    let sent = Sent { records: &records, whole: false, message: None };
    let answer = |_: &Outcomes| (200, Vec::new());
    town.house.services.partners.receive("", &town.colleague, &sent, &answer).await.unwrap();
    let number = town.dispute(&known, id).await;
    town.put_right(number).await;
    let case = town.house.storage.case_numbered(&number.to_string()).await.unwrap().unwrap();
    assert_eq!(case.standing.state, CaseState::Proposed, "a second officer is to agree");
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_sent_again_and_done_once() {
    for after in [false, true] {
        let town = Town::new().await;
        let (system, sent) = (town.on("unit-one").await, [dose(1, "1"), dose(2, "2")]);
        {
            let mut loss = town.house.loss.lock().unwrap();
            (loss.at, loss.after) = (loss.units + 1, after);
        }
        let lost = town.send_as(&system, &sent, (true, Some("m-1"))).await;
        assert!(matches!(lost, Err(ServiceError::Storage(_))));
        let again = town.send_as(&system, &sent, (true, Some("m-1"))).await.unwrap();
        assert_eq!(again.is_none(), after, "from memory where it was done");
        let rows = town.house.rows().await;
        assert_eq!((rows["record_version"], rows["partner_message"], rows["record_source"]), (2, 1, 2));
    }
}

#[tokio::test]
async fn who_answers_for_a_system_decides_nothing_alone_about_what_it_recorded() {
    let town = Town::new().await;
    let known = town.verified(1).await;
    let id = town.new_record("unit-one", &dose(1, "1")).await;
    let number = town.dispute(&known, id).await;
    town.take(&town.officer, number, Step::Acknowledged).await.unwrap();
    let decided = Step::Decided(Outcome::Corrected);
    town.take(&town.officer, number, decided).await.unwrap();
    let alone = town.take(&town.officer, number, decided).await;
    assert!(matches!(alone, Err(ServiceError::Case(Refusal::TwoPersons))));
    assert_eq!(town.house.services.records.own(&known).await.unwrap().records[0].versions.len(), 1);
    town.take(&town.colleague, number, decided).await.unwrap();
    assert_eq!(town.house.services.records.own(&known).await.unwrap().records[0].versions.len(), 2);
    town.house.is_whole().await;
}
