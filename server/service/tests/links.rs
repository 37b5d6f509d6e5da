//! Two accounts of one person: linked by the division and parted again; both histories stay whole.

use crate::house;
use crate::house::exchange::{Town, dose, number, person};
use domain::exchange::{GivenPerson, GivenRecord};
use domain::fields::{IssuingState, PassportNumber};
use domain::permission::Rule;
use domain::registration::Document;
use service::{NotTaken, ServiceError, Signed, Took};

/// The document of somebody who came with a passport.
fn passport() -> Document {
    let state = IssuingState::parse("LAO").unwrap();
    Document::Passport { number: PassportNumber::parse("ZZ0000001").unwrap(), state }
}

fn national(n: u32) -> Document {
    Document::NationalId(number(n))
}

/// A dose of whom units know by the passport.
fn abroad(key: &str) -> GivenRecord {
    GivenRecord { person: GivenPerson { document: passport(), ..person(1) }, ..dose(1, key) }
}

/// How many records a person sees of their own, and of the linked account.
async fn seen(town: &Town, signed: &Signed) -> (usize, usize) {
    let all = town.house.services.records.own(signed).await.unwrap().records;
    (all.iter().filter(|it| !it.linked).count(), all.iter().filter(|it| it.linked).count())
}

#[tokio::test]
async fn linked_both_are_seen_and_parted_each_is_as_it_was() {
    let town = Town::new().await;
    let (services, division) = (&town.house.services, &town.division);
    let signed = town.verified(1).await;
    town.new_record("unit-one", &dose(1, "1")).await;
    let foreign = town.new_record("unit-one", &abroad("2")).await;
    let other = town.house.storage.record_owner(foreign).await.unwrap().unwrap();
    assert_eq!(seen(&town, &signed).await, (1, 0));

    let one = services.partners.link(&town.officer, (&national(1), &passport()), "why").await;
    assert!(matches!(one, Err(ServiceError::Denied(Rule::Role))));
    let absent = services.partners.link(division, (&national(1), &national(9)), "why").await;
    assert!(matches!(absent, Err(ServiceError::Absent)));
    let itself = services.partners.link(division, (&national(1), &national(1)), "why").await;
    assert!(matches!(itself, Err(ServiceError::Meanwhile)));
    town.house.wait(1);
    let id = services.partners.link(division, (&passport(), &national(1)), "the same passport in both").await.unwrap();
    let twice = services.partners.link(division, (&national(1), &passport()), "again").await;
    assert!(matches!(twice, Err(ServiceError::Meanwhile)));
    assert_eq!(seen(&town, &signed).await, (1, 1));
    assert!(services.records.one(&signed, foreign).await.unwrap().linked);
    assert_eq!(town.notices(&signed.account).await[0], "accounts-linked");
    for subject in [&signed.account, &other] {
        assert!(town.log(subject).await.contains(&"accounts-linked".to_owned()), "in the log of both");
    }
    // The unit writes the national id into what it knew by the passport: it is the same record.
    assert_eq!(town.one("unit-one", &dose(1, "2")).await.unwrap().took, Took::Known);
    town.new_record("unit-one", &abroad("3")).await;
    assert_eq!(seen(&town, &signed).await, (1, 2));

    town.house.wait(1);
    services.partners.part(division, id, "two brothers").await.unwrap();
    assert!(matches!(services.partners.part(division, id, "again").await, Err(ServiceError::Meanwhile)));
    assert_eq!(seen(&town, &signed).await, (1, 0));
    assert_eq!(town.house.storage.records(&other).await.unwrap().len(), 2, "with what came meanwhile");
    assert_eq!(town.one("unit-one", &dose(1, "2")).await, Err(NotTaken::OtherPerson));
    let told = services.partners.changes(&town.on("unit-two").await, &|_| true).await.unwrap();
    let kinds: Vec<_> = told.iter().map(|it| it.delivery.kind.as_str()).collect();
    assert_eq!(kinds, ["merged", "merged", "parted", "parted"], "the unit's systems know of both");
    let view = services.partners.one_link(division, id).await.unwrap();
    assert_eq!(view.words, "the same passport in both\ntwo brothers");
    assert!(view.officers.1.is_some() && view.stored.ended.is_some());
    // Linked anew, it is another link.
    services.partners.link(division, (&national(1), &passport()), "after all").await.unwrap();
    assert_eq!(services.partners.links(division, None).await.unwrap().len(), 2);
    town.house.is_whole().await;
}

#[tokio::test]
async fn who_was_erased_is_linked_with_nobody_and_holds_nobody_back() {
    let town = Town::new().await;
    let (services, division) = (&town.house.services, &town.division);
    let (one, two) = (town.verified(1).await, town.verified(2).await);
    for n in [1, 2] {
        town.new_record("unit-one", &dose(n, &n.to_string())).await;
    }
    let id = services.partners.link(division, (&national(1), &national(2)), "why").await.unwrap();
    services.accounts.erase(&two).await.unwrap();
    assert_eq!(seen(&town, &one).await, (1, 0), "what is erased is nowhere");
    services.partners.part(division, id, "erased").await.unwrap();
    assert_eq!(seen(&town, &one).await, (1, 0));
    let again = services.partners.link(division, (&national(1), &national(2)), "why").await;
    assert!(matches!(again, Err(ServiceError::Absent)));
    town.house.is_whole().await;
}

#[tokio::test]
async fn who_was_not_checked_sees_nothing_of_the_other_account_either() {
    let town = Town::new().await;
    let services = &town.house.services;
    let stated = town.house.person(1, &house::exchange::BORN).await;
    town.new_record("unit-one", &abroad("2")).await;
    services.partners.link(&town.division, (&national(1), &passport()), "why").await.unwrap();
    let own = services.records.own(&stated).await.unwrap();
    assert!(own.unverified && own.records.is_empty());
    assert_eq!(town.notices(&stated.account).await, [""; 0]);
}
