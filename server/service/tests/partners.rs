//! Who partners' systems are, and what each request of theirs rests on: a token of five minutes, an agreement, the promise
//! of the officer who answers for them, one purpose.

use crate::house;
use crate::house::exchange::{OTHER, Town, UNIT, dose};
use domain::catalogue::PurposeId;
use domain::permission::{IN_FORCE, Rule};
use service::{NewSystem, PartnerRefusal, ServiceError, SignedSystem, TOKEN};
use storage::{AccountChange, PartnerChange, UnitOfWork};

const DAY: i64 = 86_400_000;

/// Which condition refuses a record of a system that signed on before.
async fn denied(town: &Town, system: &SignedSystem, key: &str) -> Option<Rule> {
    town.house.wait(1);
    match town.send_as(system, &[dose(1, key)], (false, None)).await {
        Ok(_) => None,
        Err(ServiceError::Denied(rule)) => {
            let refused = town.house.storage.audit(&system.signed.account, 1).await.unwrap().remove(0);
            let path = refused.grounds.unwrap().path;
            assert_eq!(
                (refused.act.as_str(), path.ends_with(&format!("-{}", rule.name()))),
                ("refused", true),
                "{path}"
            );
            Some(rule)
        }
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_token_holds_five_minutes_and_an_assertion_signs_on_once() {
    let town = Town::new().await;
    let (house, partners) = (&town.house, &town.house.services.partners);
    let token = town.token("unit-one").await;
    house.wait(TOKEN - 1);
    assert!(partners.signed(&token).await.unwrap().is_some(), "the last millisecond");
    house.wait(1);
    assert!(partners.signed(&token).await.unwrap().is_none());

    let system = partners.known("unit-one").await.unwrap().unwrap();
    let until = house.services.clock.now().plus(60_000);
    let (one, other) =
        tokio::join!(partners.sign_on(&system, ("jti", until), "a"), partners.sign_on(&system, ("jti", until), "a"));
    assert_eq!([one.is_ok(), other.is_ok()].iter().filter(|ok| **ok).count(), 1, "of two at once one signs on");
    // The same words of another system are another's.
    let neighbour = partners.known("unit-two").await.unwrap().unwrap();
    partners.sign_on(&neighbour, ("jti", until), "a").await.unwrap();
    house.wait(60_000 + TOKEN);
    partners.sweep().await.unwrap();
    let late = partners.sign_on(&system, ("jti", until), "a").await;
    assert!(matches!(late, Err(ServiceError::Partner(PartnerRefusal::Replayed))), "as long as a clock may believe it");
    house.wait(1);
    partners.sweep().await.unwrap();
    assert!(!town.house.rows().await.contains_key("partner_assertion"), "then nothing of it is kept");
}

#[tokio::test]
async fn a_system_that_was_ended_does_nothing_more_whatever_it_holds() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let (token, system) = (town.token("unit-one").await, town.on("unit-one").await);
    assert_eq!(denied(&town, &system, "1").await, None);
    partners.end("unit-one", &town.division.account).await.unwrap();
    assert!(matches!(partners.end("unit-one", "x").await, Err(ServiceError::Meanwhile)));
    assert!(partners.signed(&token).await.unwrap().is_none());
    assert!(partners.known("unit-one").await.unwrap().is_none());
    assert_eq!(denied(&town, &system, "2").await, Some(Rule::Promise), "a request that was under way");
    assert_eq!(denied(&town, &town.on("unit-two").await, "1").await, None, "the unit's other system goes on");
}

#[tokio::test]
async fn what_a_system_rests_on_is_looked_at_for_each_request() {
    let town = Town::new().await;
    let (house, services) = (&town.house, &town.house.services);
    let system = town.on("unit-one").await;
    assert_eq!(denied(&town, &system, "1").await, None);
    house.wait(366 * DAY);
    assert_eq!(denied(&town, &system, "2").await, Some(Rule::Promise), "the officer's promise has run out");
    let again = house.signed(&services.sign_on.sign_in_as("officer", "test").await.unwrap()).await;
    services.duty.sign(&again, IN_FORCE).await.unwrap();
    assert_eq!(denied(&town, &system, "2").await, None);

    // The officer works elsewhere now, then is gone.
    let moved = storage::PartnerSystem { officer: town.elsewhere.account.clone(), ..system.system.clone() };
    let change = |system| UnitOfWork::of(PartnerChange::Update(Box::new(system)).into());
    house.storage.commit(change(moved)).await.unwrap();
    assert_eq!(denied(&town, &system, "3").await, Some(Rule::Promise));
    house.storage.commit(change(system.system.clone())).await.unwrap();
    assert_eq!(denied(&town, &system, "3").await, None);

    let agreement = services.duty.agreements(UNIT).await.unwrap().remove(0);
    services.duty.end(UNIT, agreement.id, "division").await.unwrap();
    assert_eq!(denied(&town, &system, "4").await, Some(Rule::Agreement));
    let remembered = town.send_as(&system, &[dose(1, "1")], (false, Some("m-1"))).await;
    assert!(matches!(remembered, Err(ServiceError::Denied(Rule::Agreement))));

    let other = town.on("other").await;
    let again = house.signed(&services.sign_on.sign_in_as("elsewhere", "test").await.unwrap()).await;
    services.duty.sign(&again, IN_FORCE).await.unwrap();
    assert_eq!(denied(&town, &other, "1").await, None);
    let erase = AccountChange::Erase { subject: town.elsewhere.account.clone(), at: services.clock.now() };
    house.storage.commit(UnitOfWork::of(erase.into())).await.unwrap();
    assert_eq!(denied(&town, &other, "2").await, Some(Rule::Promise));
    town.house.is_whole().await;
}

#[tokio::test]
async fn who_may_send_no_more_is_not_answered_from_memory_either() {
    let town = Town::new().await;
    let (services, system) = (&town.house.services, town.on("unit-one").await);
    assert!(town.send_as(&system, &[dose(1, "1")], (false, Some("m-1"))).await.unwrap().is_some());
    assert!(town.send_as(&system, &[dose(1, "1")], (false, Some("m-1"))).await.unwrap().is_none());
    let agreement = services.duty.agreements(UNIT).await.unwrap().remove(0);
    services.duty.end(UNIT, agreement.id, "division").await.unwrap();
    let again = town.send_as(&system, &[dose(1, "1")], (false, Some("m-1"))).await;
    assert!(matches!(again, Err(ServiceError::Denied(Rule::Agreement))));
}

#[tokio::test]
async fn a_system_uses_data_for_what_it_was_entered_for() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    // The agreement covers every purpose; the system one.
    town.enter("tracker", UNIT, (&town.officer.account, PurposeId::Rights), "").await;
    let tracker = town.on("tracker").await;
    assert_eq!(denied(&town, &tracker, "1").await, Some(Rule::Purpose));
    town.new_record("unit-one", &dose(1, "1")).await;
    town.house.wait(1);
    let tracked = partners.usage(&tracker, &house::exchange::person(1), (0, 9)).await.unwrap();
    assert_eq!(tracked.events.iter().map(|it| it.act.as_str()).collect::<Vec<_>>(), ["usage-read", "record-received"]);
    assert_eq!(tracked.events[1].system.as_deref(), Some("unit-one"));
    let system = town.on("unit-one").await;
    let other = partners.usage(&system, &house::exchange::person(1), (0, 9)).await;
    assert!(matches!(other, Err(ServiceError::Denied(Rule::Purpose))));
}

#[tokio::test]
async fn a_system_is_entered_with_an_officer_of_its_organisation() {
    let town = Town::new().await;
    let partners = &town.house.services.partners;
    let account = town.on("unit-one").await.signed.account;
    let person = town.house.person(1, &[]).await.account;
    let enter = async |client: &str, officer: &str| {
        let purpose = PurposeId::VaccineRegister;
        let (keys, keys_url, scopes, endpoint, name) = ("{}", "", "x", "", "name");
        let organisation = UNIT;
        let new = NewSystem { client, name, organisation, officer, purpose, scopes, keys, keys_url, endpoint };
        match partners.enter(&new, "division").await {
            Err(ServiceError::Partner(refusal)) => Some(refusal),
            other => other.map(|_| None).unwrap(),
        }
    };
    for officer in [&town.elsewhere.account, &account, &person, "nobody"] {
        assert_eq!(enter("new-system", officer).await, Some(PartnerRefusal::Officer));
    }
    for client in ["ab", "a b c", "ระบบ", &"x".repeat(65)] {
        assert_eq!(enter(client, &town.officer.account).await, Some(PartnerRefusal::Client));
    }
    assert_eq!(enter("unit-one", &town.officer.account).await, Some(PartnerRefusal::Known));
    assert_eq!(enter("new-system", &town.officer.account).await, None);
    assert_eq!(partners.systems(UNIT).await.unwrap().len(), 4);
    assert_eq!(partners.systems(OTHER).await.unwrap().len(), 1);
}
