use super::*;
use crate::signing::SigningKey;
use proptest::prelude::*;
use std::sync::OnceLock;

const START: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);
const HOUR: i64 = 60 * MINUTE;

/// The set whose one key has this name. One key for all: what is checked here is time.
fn set(id: &str) -> JwkSet {
    static KEY: OnceLock<crate::jwks::Jwk> = OnceLock::new();
    let key = KEY.get_or_init(|| SigningKey::generate().unwrap().public());
    let text = JwkSet::of([key.clone()]).to_json().to_string().replace(key.id(), id);
    JwkSet::parse(&text).unwrap()
}

fn answer(id: &str, directives: &str) -> Fetched {
    Fetched { keys: set(id), freshness: Freshness::read(directives) }
}

fn after(milliseconds: i64) -> Instant {
    START.plus(milliseconds)
}

fn serves(shelf: &Shelf, id: &str, now: Instant) -> bool {
    matches!(shelf.step(id, now), Step::Use(keys) if keys.names("one"))
}

#[test]
fn a_source_says_how_long_within_bounds() {
    for (directives, keep, lenient) in [
        ("", 5 * MINUTE, true),
        ("public, max-age=600", 10 * MINUTE, true),
        ("MAX-AGE=\"600\"", 10 * MINUTE, true),
        ("max-age=600, max-age=300", 5 * MINUTE, true),
        ("max-age=5", MINUTE, true),
        ("max-age=0, must-revalidate", MINUTE, false),
        ("max-age=31536000, immutable", 24 * HOUR, true),
        ("max-age=99999999999999999999", MINUTE, true),
        ("max-age=9223372036854775807", 24 * HOUR, true),
        ("max-age=-1", MINUTE, true),
        ("no-store", MINUTE, false),
        ("no-cache, max-age=600", MINUTE, false),
        ("private, s-maxage=7", 5 * MINUTE, true),
    ] {
        assert_eq!(Freshness::read(directives), Freshness { keep, lenient }, "{directives}");
    }
}

#[test]
fn fresh_keys_are_used_and_an_unknown_name_asks_once_a_minute() {
    let mut shelf = Shelf::default();
    assert_eq!(shelf.step("one", START), Step::Fetch);
    shelf.put(Ok(answer("one", "max-age=3600")), START);
    assert!(serves(&shelf, "one", after(HOUR - 1)));
    assert!(serves(&shelf, "two", after(MINUTE - 1)), "asked a moment ago: it is refused with the keys there are");
    assert_eq!(shelf.step("two", after(MINUTE)), Step::Fetch);
    shelf.put(Ok(answer("one", "max-age=3600")), after(MINUTE));
    assert!(serves(&shelf, "two", after(2 * MINUTE - 1)));
    assert_eq!(shelf.step("one", after(HOUR + MINUTE)), Step::Fetch);
}

#[test]
fn old_keys_serve_a_day_while_their_source_is_away_unless_it_forbids_that() {
    for (directives, until) in [("max-age=600", 24 * HOUR), ("max-age=600, must-revalidate", 10 * MINUTE)] {
        let mut shelf = Shelf::default();
        shelf.put(Ok(answer("one", directives)), START);
        for at in (10 * MINUTE..24 * HOUR).step_by(usize::try_from(HOUR).unwrap()) {
            assert_eq!(shelf.step("one", after(at)), Step::Fetch);
            shelf.put(Err(KeysAway::Status(503)), after(at));
            assert_eq!(serves(&shelf, "one", after(at)), at < until, "{directives} {at}");
        }
        shelf.put(Err(KeysAway::TooSlow), after(24 * HOUR));
        assert_eq!(shelf.step("one", after(24 * HOUR)), Step::Away(KeysAway::TooSlow));
    }
}

#[test]
fn a_source_that_is_away_from_the_beginning_is_asked_once_a_minute() {
    let mut shelf = Shelf::default();
    shelf.put(Err(KeysAway::TooSlow), START);
    assert_eq!(shelf.step("one", after(MINUTE - 1)), Step::Away(KeysAway::TooSlow));
    assert_eq!(shelf.step("one", after(MINUTE)), Step::Fetch);
}

#[test]
fn keys_are_taken_back_by_an_empty_set_and_by_a_private_key() {
    let empty = Ok(Fetched { keys: JwkSet::default(), freshness: Freshness::read("") });
    for last in [empty, Err(KeysAway::Unusable(KeySetError::Private))] {
        let mut shelf = Shelf::default();
        shelf.put(Ok(answer("one", "max-age=60")), START);
        shelf.put(last, after(HOUR));
        assert!(!serves(&shelf, "one", after(HOUR)));
    }
}

#[test]
fn a_clock_that_is_set_back_asks_again() {
    let mut shelf = Shelf::default();
    shelf.put(Ok(answer("one", "max-age=3600")), START);
    assert_eq!(shelf.step("one", after(-HOUR)), Step::Fetch);
}

proptest! {
    #[test]
    fn no_directive_panics_and_none_leaves_the_bounds(directives in "\\PC*|(max-age|no-store|,|=|[0-9]{1,25}| ){0,12}") {
        let freshness = Freshness::read(&directives);
        prop_assert!((SHORTEST..=LONGEST).contains(&freshness.keep));
    }

    /// Whatever the source does and whoever asks when: it is asked at most once a minute, and no key serves a day after
    /// it was last read.
    #[test]
    fn the_source_is_spared_and_no_key_outlives_its_source(
        acts in proptest::collection::vec((0..3 * HOUR, any::<bool>(), any::<bool>()), 1..60),
    ) {
        let mut shelf = Shelf::default();
        let (mut now, mut asked, mut read) = (START, None::<Instant>, None::<Instant>);
        for (later, known, up) in acts {
            now = now.plus(later);
            let id = if known { "one" } else { "two" };
            if shelf.step(id, now) == Step::Fetch {
                prop_assert!(asked.is_none_or(|asked| now >= asked.plus(MINUTE)));
                asked = Some(now);
                if up { read = Some(now); }
                shelf.put(if up { Ok(answer("one", "max-age=7200")) } else { Err(KeysAway::Unreachable) }, now);
            }
            if serves(&shelf, id, now) {
                prop_assert!(read.is_some_and(|read| now < read.plus(24 * HOUR)));
            }
            prop_assert_ne!(shelf.step(id, now), Step::Fetch, "a second ask at once");
        }
    }
}
