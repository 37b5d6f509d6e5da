use super::*;
use proptest::prelude::*;

const START: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);

fn after(milliseconds: i64) -> Instant {
    START.plus(milliseconds)
}

fn fail(breaker: &mut Breaker, now: Instant) {
    let pass = breaker.ask(now).unwrap();
    breaker.failed(pass, now);
}

/// Open since `START`.
fn opened() -> Breaker {
    let mut breaker = Breaker::default();
    (0..FAILURES).for_each(|_| fail(&mut breaker, START));
    breaker
}

#[test]
fn five_failures_within_half_a_minute_open_it_and_not_four() {
    let mut breaker = Breaker::default();
    for at in [0, 1, 2, 3, 30_000, 30_001] {
        fail(&mut breaker, after(at));
        assert_eq!(breaker.condition(after(at)), Condition::Closed, "{at}");
    }
    fail(&mut breaker, after(30_002));
    assert_eq!(breaker.condition(after(30_002)), Condition::Closed, "those at 0, 1 and 2 are too long ago");
    fail(&mut breaker, after(30_002));
    assert_eq!(breaker.condition(after(30_003)), Condition::Open(after(60_002)));
    assert_eq!(breaker.ask(after(60_001)), Err(after(60_002)));
}

#[test]
fn one_tries_and_its_success_closes() {
    let mut breaker = opened();
    assert_eq!(breaker.condition(after(FIRST_WAIT)), Condition::HalfOpen);
    let pass = breaker.ask(after(FIRST_WAIT)).unwrap();
    assert_eq!(breaker.ask(after(FIRST_WAIT + 1)), Err(after(FIRST_WAIT + LOST)), "only one");
    breaker.succeeded(pass);
    assert_eq!(breaker.condition(after(FIRST_WAIT + 2)), Condition::Closed);
    fail(&mut breaker, after(FIRST_WAIT + 3));
    assert_eq!(breaker.condition(after(FIRST_WAIT + 3)), Condition::Closed, "it begins to count anew");
}

#[test]
fn each_failed_try_doubles_the_wait_up_to_ten_minutes() {
    let mut breaker = opened();
    let mut now = START;
    for minutes in [0.5, 1.0, 2.0, 4.0, 8.0, 10.0, 10.0] {
        #[expect(clippy::cast_possible_truncation, reason = "halves of minutes")]
        let until = now.plus((minutes * 60_000.0) as i64);
        assert_eq!(breaker.condition(now), Condition::Open(until));
        now = until;
        fail(&mut breaker, now);
    }
}

#[test]
fn late_answers_to_earlier_questions_change_nothing() {
    let mut breaker = Breaker::default();
    let (early, late) = (breaker.ask(START).unwrap(), breaker.ask(START).unwrap());
    (0..FAILURES).for_each(|_| fail(&mut breaker, START));
    breaker.succeeded(early);
    assert_eq!(breaker.condition(START), Condition::Open(after(FIRST_WAIT)));
    let pass = breaker.ask(after(FIRST_WAIT)).unwrap();
    breaker.failed(late, after(FIRST_WAIT));
    assert_eq!(breaker.condition(after(FIRST_WAIT)), Condition::HalfOpen);
    breaker.succeeded(pass);
    assert_eq!(breaker.condition(after(FIRST_WAIT)), Condition::Closed);
}

#[test]
fn one_who_tries_and_never_comes_back_does_not_keep_it_shut() {
    let mut breaker = opened();
    let lost = breaker.ask(after(FIRST_WAIT)).unwrap();
    let second = breaker.ask(after(FIRST_WAIT + LOST)).unwrap();
    breaker.succeeded(lost);
    assert_eq!(breaker.condition(after(FIRST_WAIT + LOST)), Condition::HalfOpen, "the first one's answer is too late");
    breaker.succeeded(second);
    assert_eq!(breaker.condition(after(FIRST_WAIT + LOST)), Condition::Closed);
}

#[test]
fn a_clock_that_is_set_back_does_not_keep_it_shut() {
    let mut breaker = opened();
    assert!(breaker.ask(after(-1)).is_ok());
    assert_eq!((Condition::Open(START).word(), Condition::HalfOpen.word()), ("open", "half-open"));
}

proptest! {
    /// Whatever happens when: never five failures within half a minute while it is closed, never an ask before a wait is
    /// over, never two who try at once, and never more than ten minutes of waiting.
    #[test]
    fn the_authority_is_spared_and_never_forgotten(
        acts in proptest::collection::vec((0_i64..90_000, 0_u8..3), 1..200),
    ) {
        let mut breaker = Breaker::default();
        let (mut now, mut failures, mut trying) = (START, Vec::<Instant>::new(), None::<Instant>);
        for (later, outcome) in acts {
            now = now.plus(later);
            let before = breaker.condition(now);
            match breaker.ask(now) {
                Err(until) => {
                    prop_assert_ne!(before, Condition::Closed);
                    prop_assert!(until > now && until <= now.plus(LONGEST_WAIT));
                }
                Ok(pass) => {
                    prop_assert!(!matches!(before, Condition::Open(_)));
                    let tries = before == Condition::HalfOpen;
                    prop_assert!(!tries || trying.is_none_or(|since| now >= since.plus(LOST)));
                    trying = (tries && outcome == 2).then_some(now);
                    match outcome {
                        0 => breaker.succeeded(pass),
                        1 => {
                            if !tries { failures.push(now); }
                            breaker.failed(pass, now);
                        }
                        _ => {}
                    }
                    let lately = failures.iter().filter(|at| now < at.plus(WITHIN)).count();
                    let closed = breaker.condition(now) == Condition::Closed;
                    prop_assert!(!closed || tries || lately < FAILURES);
                    if !closed || tries { failures.clear(); }
                }
            }
        }
        let pass = breaker.ask(now.plus(LONGEST_WAIT)).unwrap();
        breaker.succeeded(pass);
        prop_assert_eq!(breaker.condition(now.plus(LONGEST_WAIT)), Condition::Closed);
    }

    #[test]
    fn fewer_than_five_failures_in_half_a_minute_never_open_it(steps in proptest::collection::vec(7_500_i64..60_000, 1..80)) {
        let (mut breaker, mut now) = (Breaker::default(), START);
        for step in steps {
            fail(&mut breaker, now);
            prop_assert_eq!(breaker.condition(now), Condition::Closed);
            now = now.plus(step);
        }
    }
}
