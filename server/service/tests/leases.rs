//! Stories of two processes over one database: one signs the ledger and carries messages, the other follows; who slept
//! past the end of its lease does neither, though it does not know yet.

use crate::house::House;
use crate::server;
use async_trait::async_trait;
use domain::Language;
use domain::catalogue::PurposeId;
use domain::consent::{Decision, Method};
use service::{Carried, Carrier, Choice, Parcel, Signed};
use std::ops::Range;
use std::sync::Mutex;
use storage::{AddressKind, LeaseChange, UnitOfWork};

/// Longer than a lease holds, in milliseconds.
const LONG: i64 = 10_000;

/// The choices of these numbers: given, withdrawn, given …
async fn choose(house: &House, signed: &Signed, numbers: Range<usize>) {
    for n in numbers {
        house.wait(1);
        let decision = if n % 2 == 0 { Decision::Given } else { Decision::Withdrawn };
        let (language, method) = (Language::Th, Method::Web);
        let choice = Choice { purpose: PurposeId::Nearby, decision, seen: None, key: None, language, method };
        house.services.consents.decide(signed, &house.services.policies, &choice).await.unwrap();
    }
}

/// The time of the lease is over, by the clock of the database; its holder does not hear of it.
async fn its_time_is_over(house: &House) {
    let holder = house.storage.lease("duties").await.unwrap().unwrap().holder;
    let end = LeaseChange::Hold { duty: "duties", holder, milliseconds: 0 };
    house.storage.commit(UnitOfWork::of(end.into())).await.unwrap();
}

fn end_of(house: &House) -> Option<String> {
    house.services.ledger.published().map(|it| it.note.clone())
}

/// One signs, then sleeps past the end of its lease; the other signs on; the first wakes.
async fn one_signs_at_a_time(one: House) {
    let other = one.beside().await;
    let signed = one.person(1, &[]).await;
    assert!(!one.services.lease.is_held() && !one.services.lease.is_lost(), "it did not ask yet");
    assert!(one.services.lease.hold().await.unwrap());
    assert!(!other.services.lease.hold().await.unwrap());
    assert!(one.services.lease.hold().await.unwrap(), "who has it holds on to it");
    choose(&one, &signed, 0..2).await;
    assert_eq!(one.services.ledger.sequence().await.unwrap(), 2);
    other.services.ledger.follow().await.unwrap();
    assert_eq!(end_of(&other), end_of(&one));

    its_time_is_over(&one).await;
    assert!(other.services.lease.hold().await.unwrap());
    choose(&one, &signed, 2..3).await;
    let before = one.storage.ledger_head().await.unwrap();
    assert!(one.services.lease.is_held(), "it does not know yet");
    assert_eq!(one.services.ledger.sequence().await.unwrap(), 0);
    assert_eq!(one.storage.ledger_head().await.unwrap(), before, "nothing was moved");
    assert_eq!(other.services.ledger.sequence().await.unwrap(), 1);
    one.services.ledger.follow().await.unwrap();
    assert_eq!(end_of(&one), end_of(&other));
    assert!(!one.services.lease.hold().await.unwrap());
    assert!(one.services.lease.is_lost());

    other.services.lease.give_back().await.unwrap();
    assert!(one.services.lease.hold().await.unwrap(), "what is given back is anybody's at once");
    choose(&one, &signed, 3..4).await;
    assert_eq!(other.services.ledger.sequence().await.unwrap(), 0);
    assert_eq!(one.services.ledger.sequence().await.unwrap(), 1);
    one.is_whole().await;
    other.is_whole().await;
}

#[tokio::test]
async fn of_two_processes_one_signs_at_a_time() {
    one_signs_at_a_time(House::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_processes_one_signs_at_a_time_on_postgres() {
    let server = server::Server::start(&server::in_memory());
    one_signs_at_a_time(House::on_server(server.database()).await).await;
}

/// Takes every parcel, and falls asleep over the second.
struct Sleepy<'a> {
    house: &'a House,
    carried: Mutex<Vec<String>>,
}

#[async_trait]
impl Carrier for Sleepy<'_> {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        let mut carried = self.carried.lock().unwrap();
        carried.push(parcel.address.clone());
        if carried.len() == 2 {
            self.house.wait(LONG);
        }
        Carried::Taken
    }

    fn keeps(&self) -> bool {
        false
    }
}

#[tokio::test]
async fn who_falls_asleep_over_messages_leaves_the_rest_to_the_other() {
    let one = House::new().await;
    let other = one.beside().await;
    for n in 1..=4 {
        let address = format!("person-{n}@example.org");
        let signed = one.person(n, &[("email", &address)]).await;
        one.services.sign_on.send_confirmation(&signed, AddressKind::Email, Language::Th).await.unwrap();
    }
    assert!(one.services.lease.hold().await.unwrap());
    let sleepy = Sleepy { house: &one, carried: Mutex::default() };
    one.services.messages.carry(&sleepy).await.unwrap();
    assert!(one.services.lease.is_lost());
    its_time_is_over(&one).await;
    assert!(other.services.lease.hold().await.unwrap());
    other.services.messages.carry(&other.pigeon).await.unwrap();
    one.services.messages.carry(&sleepy).await.unwrap();
    let rest = other.pigeon.0.lock().unwrap().iter().map(|(address, _)| address.clone()).collect::<Vec<_>>();
    let mut all = [sleepy.carried.into_inner().unwrap(), rest].concat();
    all.sort_unstable();
    assert_eq!(all, [1, 2, 3, 4].map(|n| format!("person-{n}@example.org")), "each once");
}
