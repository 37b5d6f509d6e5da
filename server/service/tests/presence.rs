//! The code a person's device shows at a unit: it confirms one dose of that person on that day, and a dose without it, or
//! with a wrong one, is recorded all the same.

use crate::house::exchange::{BORN, Town, dose, vaccination};
use domain::exchange::GivenRecord;
use domain::presence::PresenceError;
use service::{Signed, Taken, TakenNote, Took};
use storage::Confirmed;

const DAY: i64 = 86_400_000;

/// What the device shows now.
async fn shown(town: &Town, person: &Signed) -> String {
    town.house.services.partners.presence(person).await.unwrap().unwrap().code.grouped()
}

/// A dose of today with a code.
fn with_code(town: &Town, n: u32, key: &str, code: &str) -> GivenRecord {
    let today = town.house.services.clock.now().bangkok_day().to_string();
    GivenRecord { content: vaccination("LOT-1", &today), presence: Some(code.to_owned()), ..dose(n, key) }
}

async fn confirmed(town: &Town, person: &Signed, taken: &Taken) -> Confirmed {
    town.house.storage.record(&person.account, taken.id).await.unwrap().pop().unwrap().confirmed
}

fn noted(taken: &Taken) -> Option<PresenceError> {
    let mut notes = taken.notes.iter().map(|note| match note {
        TakenNote::Presence(error) => *error,
        TakenNote::Differs(reason) => panic!("{reason:?}"),
    });
    notes.next()
}

#[tokio::test]
async fn the_right_code_confirms_and_a_used_one_does_not() {
    let town = Town::new().await;
    let person = town.verified(1).await;
    let code = shown(&town, &person).await;
    let sent = with_code(&town, 1, "1", &code.to_lowercase());
    let first = town.one("unit-one", &sent).await.unwrap();
    assert_eq!((noted(&first), confirmed(&town, &person, &first).await), (None, Confirmed::ByPresence));
    let second = town.one("unit-one", &with_code(&town, 1, "2", &code)).await.unwrap();
    assert_eq!((second.took, noted(&second)), (Took::Recorded, Some(PresenceError::Used)));
    assert_eq!(confirmed(&town, &person, &second).await, Confirmed::Not);
    // Sent again, it says what it said.
    let again = town.one("unit-two", &sent).await.unwrap();
    assert_eq!((again.took, noted(&again), again.version), (Took::Known, None, 1));
    town.house.wait(DAY / 96);
    let next = shown(&town, &person).await;
    assert_ne!(next, code);
    let both = [with_code(&town, 1, "3", &next), with_code(&town, 1, "4", &next)];
    let outcomes = town.send("unit-one", &both, (false, None)).await.unwrap().unwrap();
    let notes: Vec<_> = outcomes.iter().map(|it| noted(it.as_ref().unwrap())).collect();
    assert_eq!(notes, [None, Some(PresenceError::Used)], "nor twice in one request");
    assert_eq!(town.house.rows().await["presence_used"], 2);
    town.house.is_whole().await;
}

#[tokio::test]
async fn of_two_doses_at_once_a_code_confirms_one() {
    let town = Town::new().await;
    let person = town.verified(1).await;
    let (one, two) = (town.on("unit-one").await, town.on("unit-two").await);
    for n in 0..8 {
        town.house.wait(DAY / 96);
        let code = shown(&town, &person).await;
        let a = [with_code(&town, 1, &format!("a{n}"), &code)];
        let b = [with_code(&town, 1, &format!("b{n}"), &code)];
        let (a, b) = tokio::join!(town.send_as(&one, &a, (false, None)), town.send_as(&two, &b, (false, None)));
        let notes = [a, b].map(|it| noted(it.unwrap().unwrap()[0].as_ref().unwrap()));
        assert_eq!(notes.iter().filter(|it| it.is_none()).count(), 1, "{notes:?}");
    }
    assert_eq!(town.house.rows().await["presence_used"], 8);
}

#[tokio::test]
async fn a_code_of_another_day_or_person_confirms_nothing_and_the_dose_stands() {
    let town = Town::new().await;
    let (person, other) = (town.verified(1).await, town.verified(2).await);
    let (own, foreign) = (shown(&town, &person).await, shown(&town, &other).await);
    let yesterday = GivenRecord { presence: Some(own.clone()), ..dose(1, "yesterday") };
    let today = town.house.services.clock.now().bangkok_day();
    let tomorrow =
        GivenRecord { content: vaccination("L", &today.plus(1).to_string()), ..with_code(&town, 1, "early", &own) };
    for (sent, error) in [
        (with_code(&town, 1, "foreign", &foreign), PresenceError::Unknown),
        (with_code(&town, 1, "form", "ABC"), PresenceError::Form),
        (yesterday, PresenceError::Unknown),
        (tomorrow, PresenceError::Early),
    ] {
        let taken = town.one("unit-one", &sent).await.unwrap();
        assert_eq!((taken.took, noted(&taken)), (Took::Recorded, Some(error)));
        assert_eq!(confirmed(&town, &person, &taken).await, Confirmed::Not);
    }
    let late = with_code(&town, 1, "late", &own);
    let last = with_code(&town, 2, "last", &foreign);
    town.house.wait(3 * DAY);
    assert_eq!(noted(&town.one("unit-one", &last).await.unwrap()), None, "on the third day it holds");
    town.house.wait(DAY);
    assert_eq!(noted(&town.one("unit-one", &late).await.unwrap()), Some(PresenceError::Late));
    assert_eq!(town.house.rows().await["presence_used"], 1, "what confirms nothing is not used up");
}

#[tokio::test]
async fn a_code_that_was_forgotten_or_mistyped_confirms_later() {
    let town = Town::new().await;
    let person = town.verified(1).await;
    let code = shown(&town, &person).await;
    let right = with_code(&town, 1, "1", &code);
    let without = GivenRecord { presence: None, ..right.clone() };
    let first = town.one("unit-one", &without).await.unwrap();
    let mistyped = town.one("unit-one", &with_code(&town, 1, "1", "0000-0000")).await.unwrap();
    assert_eq!((mistyped.took, noted(&mistyped)), (Took::Known, Some(PresenceError::Unknown)));
    let later = town.one("unit-one", &right).await.unwrap();
    assert_eq!((later.took, later.version, later.id), (Took::Changed, 2, first.id));
    assert_eq!(confirmed(&town, &person, &first).await, Confirmed::ByPresence);
    let rows = town.house.rows().await;
    assert_eq!((rows["certificate"], rows.get("delivery")), (1, None), "it says what it said: nobody need know");
    assert_eq!(town.one("unit-one", &without).await.unwrap().took, Took::Known, "confirmed it stays");

    // What was confirmed is the day: another lot of that day is, another day is not.
    let of = |lot: &str, on: &str| GivenRecord { content: vaccination(lot, on), ..without.clone() };
    let today = town.house.services.clock.now().bangkok_day().to_string();
    town.one("unit-one", &of("LOT-2", &today)).await.unwrap();
    assert_eq!(confirmed(&town, &person, &first).await, Confirmed::ByPresence);
    town.one("unit-one", &of("LOT-2", "2026-11-20")).await.unwrap();
    assert_eq!(confirmed(&town, &person, &first).await, Confirmed::Not);
    town.house.is_whole().await;
}

#[tokio::test]
async fn while_the_person_doubts_it_no_code_confirms_a_dose_behind_their_back() {
    let town = Town::new().await;
    let person = town.verified(1).await;
    let right = with_code(&town, 1, "1", &shown(&town, &person).await);
    let first = town.one("unit-one", &GivenRecord { presence: None, ..right.clone() }).await.unwrap();
    town.dispute(&person, first.id).await;
    assert_eq!(town.one("unit-one", &right).await.unwrap().took, Took::Known);
    assert_eq!(confirmed(&town, &person, &first).await, Confirmed::Not);
}

#[tokio::test]
async fn who_only_says_who_they_are_is_shown_no_code() {
    let town = Town::new().await;
    let stated = town.house.person(1, &BORN).await;
    assert!(town.house.services.partners.presence(&stated).await.unwrap().is_none());
}
