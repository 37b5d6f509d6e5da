//! Stories of the policy desk: written by one, read by another, published once and never changed.

use crate::house::House;
use domain::account::Role;
use domain::policy::{ChangeClass, Gap, Part, WorkRefusal, WorkState, WorkStep};
use domain::{Id, Language};
use service::{Beginning, ServiceError, Signed};

/// What the house's policy is, in both languages: the one in force is Thai alone.
async fn two(house: &House) -> (Signed, Signed) {
    let one = house.officer("division-1", Role::DivisionOfficer, "division").await;
    (one, house.officer("division-2", Role::DivisionOfficer, "division").await)
}

fn parts(place: usize) -> [Part; 2] {
    let body = |text: &str| if place == 0 { text.to_owned() } else { format!("{text}\n\n{text}") };
    [
        Part { heading: format!("หัวข้อ {place}"), body: body("ข้อความ") },
        Part { heading: format!("Heading {place}"), body: body("Words.") },
    ]
}

/// A draft with every part and a day, by `officer`; how many steps it has.
async fn written(house: &House, officer: &Signed) -> (Id, u32) {
    let desk = &house.services.policy_work;
    let id = desk.begin(officer, &house.services.policies, Beginning::InForce).await.unwrap();
    let mut seen = 1;
    for place in 0..10 {
        desk.write(officer, id, (place, parts(place), seen)).await.unwrap();
        seen += 1;
    }
    let day = house.services.clock.now().bangkok_day().plus(30);
    desk.schedule(officer, id, (day, ChangeClass::Purpose, seen)).await.unwrap();
    (id, seen + 1)
}

#[tokio::test]
async fn a_version_is_read_by_another_and_published_the_one_way() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    house.person(1, &[]).await;
    let (desk, policies) = (&house.services.policy_work, &house.services.policies);
    let before = policies.shelf().newest().unwrap().number;
    let (id, seen) = written(&house, &one).await;
    let view = desk.one(&other, policies, id).await.unwrap();
    assert!(view.gaps.is_empty(), "{:?}", view.gaps);
    assert_eq!((view.author, view.touched.0, view.changes.is_empty()), (false, 1, false));

    let early = desk.take(&one, policies, id, (WorkStep::Published, "", seen)).await;
    assert!(matches!(early, Err(ServiceError::Work(WorkRefusal::NotNow))), "nobody has read it");
    desk.take(&one, policies, id, (WorkStep::Submitted, "", seen)).await.unwrap();
    for step in [WorkStep::Approved, WorkStep::Returned] {
        let own = desk.take(&one, policies, id, (step, "", seen + 1)).await;
        assert!(matches!(own, Err(ServiceError::Work(WorkRefusal::OwnDraft))));
    }
    let tried = house.storage.audit(&one.account, 30).await.unwrap();
    assert_eq!(tried.iter().filter(|line| line.act == "own-draft-refused").count(), 2);
    desk.take(&other, policies, id, (WorkStep::Approved, "อ่านแล้ว", seen + 1)).await.unwrap();

    // Whoever writes after it was read takes the approval away.
    desk.write(&one, id, (3, parts(3), seen + 2)).await.unwrap();
    assert_eq!(desk.one(&one, policies, id).await.unwrap().stored.state, WorkState::Writing);
    let unread = desk.take(&one, policies, id, (WorkStep::Published, "", seen + 3)).await;
    assert!(matches!(unread, Err(ServiceError::Work(WorkRefusal::NotNow))));
    desk.take(&one, policies, id, (WorkStep::Submitted, "", seen + 3)).await.unwrap();
    desk.take(&other, policies, id, (WorkStep::Approved, "", seen + 4)).await.unwrap();

    // Of two who publish at once one does.
    let (a, b) = tokio::join!(
        desk.take(&one, policies, id, (WorkStep::Published, "", seen + 5)),
        desk.take(&other, policies, id, (WorkStep::Published, "", seen + 5)),
    );
    let numbers: Vec<_> = [a, b].into_iter().flatten().collect();
    assert_eq!(numbers, [Some(before.next())]);
    let version = policies.shelf().version(before.next()).unwrap().clone();
    assert_eq!((version.editions.len(), version.class), (2, ChangeClass::Purpose));
    assert_eq!(version.edition(Language::En).unwrap().text.articles[2].title, "Heading 3");
    let today = house.services.clock.now().bangkok_day();
    assert_eq!(policies.shelf().in_force(today).unwrap().number, before, "not before its day");
    let view = desk.one(&one, policies, id).await.unwrap();
    assert_eq!(view.stored.published, Some(before.next()));
    let more = desk.write(&one, id, (1, parts(1), seen + 6)).await;
    assert!(matches!(more, Err(ServiceError::Work(WorkRefusal::NotNow))), "what was published never changes");
}

#[tokio::test]
async fn nothing_written_is_lost_and_nothing_incomplete_is_read() {
    let house = House::new().await;
    let (one, other) = two(&house).await;
    let (desk, policies) = (&house.services.policy_work, &house.services.policies);
    let id = desk.begin(&one, policies, Beginning::Empty).await.unwrap();
    let view = desk.one(&one, policies, id).await.unwrap();
    assert_eq!(view.gaps.len(), 22, "day, class, and ten parts in two languages");
    let early = desk.take(&one, policies, id, (WorkStep::Submitted, "", 1)).await;
    assert!(matches!(early, Err(ServiceError::Work(WorkRefusal::Incomplete))));
    desk.write(&one, id, (1, parts(1), 1)).await.unwrap();
    let late = desk.write(&other, id, (1, parts(2), 1)).await;
    assert!(matches!(late, Err(ServiceError::Meanwhile)));
    let view = desk.one(&one, policies, id).await.unwrap();
    assert_eq!(view.work.part(1, Language::Th).unwrap().heading, "หัวข้อ 1");
    assert!(!view.gaps.contains(&Gap::Part(1, Language::Th)) && view.gaps.contains(&Gap::Part(2, Language::En)));
    let far = desk.write(&one, id, (10, parts(1), 2)).await;
    assert!(matches!(far, Err(ServiceError::Absent)));
    let auditor = house.officer("auditor", Role::Auditor, "division").await;
    assert!(desk.one(&auditor, policies, id).await.is_ok());
    assert!(matches!(desk.write(&auditor, id, (1, parts(1), 2)).await, Err(ServiceError::Forbidden)));
    let unit = house.officer("unit", Role::UnitOfficer, "99901").await;
    assert!(matches!(desk.one(&unit, policies, id).await, Err(ServiceError::Forbidden)));
    desk.take(&other, policies, id, (WorkStep::Dropped, "", 2)).await.unwrap();
    assert!(matches!(desk.write(&one, id, (1, parts(1), 3)).await, Err(ServiceError::Work(WorkRefusal::NotNow))));
}
