//! Thousands of random lives against a simple model in memory: choosing, repeating, withdrawing, erasing, crashing, a
//! clock that jumps. What the service says must be what the model says, on both engines, and the ledger must hold.
//!
//! `MODEL_LIVES` says how many; the default is the short form.

use crate::house::House;
use crate::server;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, Conflict, Decision, EventKind, Method};
use domain::{Id, Language};
use service::{Choice, ServiceError, Signed};
use std::collections::HashMap;

/// Steps in a life.
const STEPS: u32 = 8;
const DAY: i64 = 24 * 3_600_000;

/// A generator of its own (`splitmix64`), so that a life is the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.roll(all.len() as u64)).unwrap()]
    }
}

/// What the model knows of one person: the last word on each purpose, and the answers given to keys.
#[derive(Default)]
struct Person {
    said: HashMap<PurposeId, (Id, EventKind, i64)>,
    answered: HashMap<String, (PurposeId, Decision, Id)>,
    events: usize,
    erased: bool,
}

impl Person {
    fn stands(&self, purpose: PurposeId, now: i64) -> bool {
        !self.erased && matches!(self.said.get(&purpose), Some((_, EventKind::Given, until)) if now < *until)
    }

    /// The kind of event a choice makes; nothing where it is refused.
    fn expects(&self, purpose: PurposeId, decision: Decision, now: i64) -> Option<EventKind> {
        let last = self.said.get(&purpose).map(|(_, kind, _)| *kind);
        match (decision, self.stands(purpose, now)) {
            (Decision::Given, false) => Some(EventKind::Given),
            (Decision::Given, true) | (Decision::Withdrawn, false) => None,
            (Decision::Withdrawn | Decision::Refused, true) => Some(EventKind::Withdrawn),
            (Decision::Refused, false) => match last {
                Some(EventKind::Refused | EventKind::Withdrawn) => None,
                _ => Some(EventKind::Refused),
            },
        }
    }
}

fn now(house: &House) -> i64 {
    house.services.clock.now().unix_milliseconds()
}

async fn choose(house: &House, signed: &Signed, person: &mut Person, dice: &mut Dice) {
    let asked = dice.of(ASKED);
    let (purpose, decision) = (asked.purpose, dice.of(&Decision::ALL));
    let key = (dice.roll(2) == 0).then(|| format!("key-{}", dice.roll(3)));
    let choice =
        Choice { purpose, decision, seen: None, key: key.as_deref(), language: Language::En, method: Method::Web };
    let outcome = house.services.consents.decide(signed, &house.services.policies, &choice).await;
    let first = key.as_ref().and_then(|key| person.answered.get(key)).copied();
    match (first, person.expects(purpose, decision, now(house))) {
        (Some((of, what, event)), _) if (of, what) == (purpose, decision) => assert_eq!(outcome.unwrap(), event),
        (Some(_), _) => assert!(matches!(outcome, Err(ServiceError::KeyReused))),
        (None, None) => {
            assert!(matches!(outcome, Err(ServiceError::Consent(Conflict::Already(_) | Conflict::NothingGiven(_)))));
        }
        (None, Some(kind)) => {
            let event = outcome.unwrap();
            let until = asked.lapses_at(house.services.clock.now()).unix_milliseconds();
            person.said.insert(purpose, (event, kind, until));
            person.events += 1;
            if let Some(key) = key {
                person.answered.insert(key, (purpose, decision, event));
            }
        }
    }
}

async fn agrees(house: &House, signed: &Signed, person: &Person) {
    for asked in ASKED {
        let allowed = house.services.consents.allows(&signed.account, asked.purpose).await.unwrap();
        assert_eq!(allowed, person.stands(asked.purpose, now(house)), "{:?}", asked.purpose);
    }
    let events = house.storage.consent_events(&signed.account, 999).await.unwrap();
    assert_eq!(events.len(), person.events);
    let kept: HashMap<_, _> = events.iter().map(|event| (event.id, event.kind)).collect();
    assert!(person.said.values().all(|(id, kind, _)| kept.get(id) == Some(kind)));
}

/// One life; gives the house back, which may have been opened anew.
async fn life(mut house: House, n: u32, dice: &mut Dice) -> House {
    let signed = house.person(n, &[]).await;
    let mut person = Person::default();
    for _ in 0..STEPS {
        house.wait(1);
        match dice.roll(40) {
            0 => house = house.again(ASKED.to_vec()).await,
            1 => house.wait(25 * 3_600_000),
            2 => house.wait(-25 * 3_600_000),
            3 => house.wait(900 * DAY),
            4 if !person.erased => {
                house.services.accounts.erase(&signed).await.unwrap();
                person.erased = true;
            }
            5..8 => drop(house.services.ledger.sequence().await.unwrap()),
            _ if person.erased => {}
            _ => choose(&house, &signed, &mut person, dice).await,
        }
    }
    agrees(&house, &signed, &person).await;
    house
}

async fn lives(mut house: House, seed: u64) {
    let count = std::env::var("MODEL_LIVES").ok().and_then(|text| text.parse().ok()).unwrap_or(60);
    let mut dice = Dice(seed);
    for n in 0..count {
        house = life(house, n, &mut dice).await;
    }
    house.services.ledger.sequence().await.unwrap();
    let kept = house.keeper.0.lock().unwrap().clone();
    let report = house.services.audit.verify(&house.services.ledger, kept.as_deref(), |_, _| {}).await.unwrap();
    assert_eq!(report.findings, []);
    assert_eq!(report.entries, report.events, "an entry for each event, and no other");
}

#[tokio::test(flavor = "multi_thread")]
async fn sqlite_lives_as_the_model_does() {
    lives(House::new().await, 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_lives_as_the_model_does() {
    let server = server::Server::start(&server::in_memory());
    lives(House::on_server(server.database()).await, 2).await;
}
