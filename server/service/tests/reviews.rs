//! Records of which nobody could tell without an officer whose they are: queued with score and reasons, decided once, and
//! destroyed where they are somebody else's.

use crate::house;
use crate::house::exchange::{Town, born, dose, name, person, vaccination};
use domain::Id;
use domain::exchange::{GivenPerson, GivenRecord};
use domain::matching::Reason;
use domain::permission::Rule;
use domain::record::RecordState;
use service::{NotTaken, ServiceError, Took};
use storage::{Confirmed, ReviewState};

/// The dose of somebody with the first person's number and another birth date.
fn doubtful(key: &str) -> GivenRecord {
    GivenRecord { person: GivenPerson { born: born("1981-02-01"), ..person(1) }, ..dose(1, key) }
}

async fn queued(town: &Town, client: &str, record: &GivenRecord) -> Id {
    let taken = town.one(client, record).await.unwrap();
    assert_eq!((taken.took, taken.version), (Took::Waits, 0));
    taken.id
}

#[tokio::test]
async fn what_is_recognised_is_recorded_and_the_person_sees_it() {
    let town = Town::new().await;
    let (partners, known) = (&town.house.services.partners, town.verified(1).await);
    let rows = town.house.rows().await;
    // The log is by time, and what is of one moment is in no order.
    town.house.wait(1);
    let id = queued(&town, "unit-one", &doubtful("1")).await;
    assert_eq!(town.house.rows().await.get("record_version"), rows.get("record_version"), "nothing is recorded yet");
    assert_eq!(town.notices(&known.account).await, [""; 0]);
    assert_eq!(town.log(&known.account).await[0], "record-queued", "that it was compared is written down");

    let list = partners.reviews(&town.officer, ReviewState::Waiting, None).await.unwrap();
    assert_eq!((list.lines.len(), list.lines[0].id, list.lines[0].score, list.next), (1, id, 100, None));
    let view = partners.review(&town.officer, id).await.unwrap();
    assert_eq!(view.reasons, [Reason::BornOtherwise]);
    assert_eq!(view.given.unwrap().person.born.iso(), "1981-02-01");
    assert_eq!(view.known.unwrap().born.iso(), "1980-02-01");
    assert!(partners.reviews(&town.elsewhere, ReviewState::Waiting, None).await.unwrap().lines.is_empty());
    let other = partners.review(&town.elsewhere, id).await;
    assert!(matches!(other, Err(ServiceError::Denied(Rule::Tie))), "another unit's is refused, and written down");
    assert!(matches!(partners.decide(&town.elsewhere, id, true).await, Err(ServiceError::Denied(Rule::Tie))));
    assert!(matches!(partners.review(&town.division, id).await, Err(ServiceError::Denied(Rule::Role))));

    town.house.wait(1);
    let (one, two) =
        tokio::join!(partners.decide(&town.officer, id, true), partners.decide(&town.colleague, id, false));
    assert_eq!([&one, &two].iter().filter(|it| it.is_ok()).count(), 1, "{one:?} {two:?}");
    assert!(matches!(partners.decide(&town.officer, id, true).await, Err(ServiceError::Meanwhile)), "decided once");
    town.house.is_whole().await;
}

#[tokio::test]
async fn a_decision_is_told_and_keeps_what_was_said() {
    let town = Town::new().await;
    let (services, known) = (&town.house.services, town.verified(1).await);
    let id = queued(&town, "unit-one", &doubtful("1")).await;
    services.partners.decide(&town.officer, id, true).await.unwrap();
    assert_eq!(town.notices(&known.account).await.len(), 2);
    let record = services.records.own(&known).await.unwrap().records.remove(0);
    assert_eq!((record.versions[0].source.as_str(), record.versions[0].confirmed), ("system", Confirmed::Not));
    // What the unit says of the birth date is shown beside what counts, and does not count.
    let sources = services.accounts.sources(&known).await.unwrap();
    let birth: Vec<_> =
        sources.iter().filter(|it| it.field == "birth-date").map(|it| (it.counts, it.differs)).collect();
    assert_eq!(birth, [(true, false), (false, true)]);
    let told = services.partners.changes(&town.on("unit-one").await, &|_| true).await.unwrap();
    assert_eq!(
        told.iter().map(|it| (it.delivery.kind.as_str(), it.delivery.target)).collect::<Vec<_>>(),
        [("reviewed", Some(id))]
    );
    assert!(told[0].record.is_none());
    assert!(
        services.partners.changes(&town.on("unit-two").await, &|_| true).await.unwrap().is_empty(),
        "who did not send it"
    );
    // Sent again it is known, and what follows is taken.
    assert_eq!(town.one("unit-one", &doubtful("1")).await.unwrap().took, Took::Known);
    let changed = GivenRecord { content: vaccination("LOT-9", house::exchange::DAY), ..doubtful("1") };
    assert_eq!(town.one("unit-one", &changed).await.unwrap().took, Took::Changed);
    town.house.is_whole().await;
}

#[tokio::test]
async fn what_is_somebody_elses_is_destroyed_and_refused_from_then_on() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    town.new_record("other", &dose(1, "0")).await;
    let id = queued(&town, "unit-one", &doubtful("1")).await;
    assert!(town.house.storage.subject_key(&format!("review:{id}")).await.unwrap().is_some());
    partners.decide(&town.officer, id, false).await.unwrap();
    assert!(
        town.house.storage.subject_key(&format!("review:{id}")).await.unwrap().is_none(),
        "nobody reads it any more"
    );
    let view = partners.review(&town.officer, id).await.unwrap();
    assert!(view.given.is_none() && view.stored.state == ReviewState::Different);
    assert_eq!(town.house.rows().await["record_version"], 1);
    assert_eq!(town.one("unit-one", &doubtful("1")).await, Err(NotTaken::NotTheirs));
    // The sender finds out whose it is: the same name, about somebody else now.
    let right = GivenRecord { person: person(2), ..dose(2, "1") };
    assert_eq!(town.one("unit-one", &right).await.unwrap().took, Took::Recorded);
    // It is not put in the queue a second time.
    let second = queued(&town, "unit-one", &doubtful("2")).await;
    partners.decide(&town.colleague, second, false).await.unwrap();
    town.new_record("other", &dose(3, "3")).await;
    let doubtful = GivenRecord { person: GivenPerson { born: born("1990-01-01"), ..person(3) }, ..dose(3, "2") };
    assert_eq!(town.one("unit-one", &doubtful).await, Err(NotTaken::NotTheirs));
    town.house.is_whole().await;
}

#[tokio::test]
async fn what_waits_is_not_replaced_unseen() {
    let town = Town::new().await;
    let (partners, known) = (&town.house.services.partners, town.verified(1).await);
    let id = queued(&town, "unit-one", &doubtful("1")).await;
    assert_eq!(queued(&town, "unit-two", &doubtful("1")).await, id, "sent again it waits where it was");
    let changed = GivenRecord { content: vaccination("LOT-9", house::exchange::DAY), ..doubtful("1") };
    let wrong = GivenRecord { state: RecordState::EnteredInError, ..doubtful("1") };
    for other in [changed, wrong, dose(1, "1")] {
        assert_eq!(town.one("unit-one", &other).await, Err(NotTaken::Waits));
    }
    // The same in one request.
    let two = [doubtful("2"), doubtful("2"), dose(1, "2")];
    let outcomes = town.send("unit-one", &two, (false, None)).await.unwrap().unwrap();
    let took: Vec<_> = outcomes.into_iter().map(|it| it.map(|it| it.took)).collect();
    assert_eq!(took, [Ok(Took::Waits), Ok(Took::Waits), Err(NotTaken::Waits)]);
    assert_eq!(town.house.rows().await["intake_review"], 2);
    // The candidate erases their data meanwhile: what was sent is destroyed with it, and nobody decides any more.
    town.house.services.accounts.erase(&known).await.unwrap();
    let view = partners.review(&town.officer, id).await.unwrap();
    assert!(view.known.is_none() && view.given.is_none());
    assert_eq!(
        (view.stored.state, view.stored.decided.map(|(_, by)| by)),
        (ReviewState::Different, Some(String::new()))
    );
    for same in [true, false] {
        assert!(matches!(partners.decide(&town.officer, id, same).await, Err(ServiceError::Meanwhile)));
    }
    assert!(partners.reviews(&town.officer, ReviewState::Waiting, None).await.unwrap().lines.is_empty());
    town.house.is_whole().await;
}

#[tokio::test]
async fn names_alone_find_nobody_and_a_code_holds_by_the_day_it_came() {
    let town = Town::new().await;
    let (partners, known) = (&town.house.services.partners, town.verified(1).await);
    // Another number with the very same names and birth date is somebody else, without any doubt.
    town.new_record("unit-one", &dose(2, "2")).await;
    // The right number and birth date with another name is not theirs without an officer.
    let named = GivenPerson { first_name: name("ปราณี"), ..person(1) };
    let record = GivenRecord { person: named, ..dose(1, "1") };
    let shown = partners.presence(&known).await.unwrap().unwrap().code.grouped();
    let today = town.house.services.clock.now().bangkok_day();
    let content = vaccination("LOT-1", &today.to_string());
    let id = queued(&town, "unit-one", &GivenRecord { presence: Some(shown), content, ..record }).await;
    let reasons = partners.review(&town.officer, id).await.unwrap().reasons;
    assert!(reasons.contains(&Reason::FirstName), "{reasons:?}");
    town.house.wait(5 * 86_400_000);
    let officer = town.house.signed(&town.house.services.sign_on.sign_in_as("officer", "x").await.unwrap()).await;
    partners.decide(&officer, id, true).await.unwrap();
    let person = town.house.signed(&town.house.services.sign_on.sign_in_as("person-1", "x").await.unwrap()).await;
    let record = town.house.services.records.own(&person).await.unwrap().records.remove(0);
    assert_eq!(record.versions[0].confirmed, Confirmed::ByPresence, "however long the officer took");
}
