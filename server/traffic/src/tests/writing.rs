//! What is written is there, sealed, and there for one writer.

use super::cast::*;
use crate::*;
use std::fs;

#[test]
fn what_is_written_is_given_again_and_the_reading_is_recorded() {
    let mut stage = Stage::new();
    let first = stage.append(&[1, 2, 3]);
    stage.wait(MINUTE);
    let second = stage.append(&[2, 4]);
    stage.wait(DAY);
    stage.reopen();
    let found = stage.export(2);
    assert_eq!(found.iter().map(|it| &it.entry).collect::<Vec<_>>(), [&first[1], &second[0]]);
    assert_eq!(found.iter().map(|it| (it.sequence, it.held)).collect::<Vec<_>>(), [(1, false), (2, false)]);
    let readings = stage.log().readings().unwrap();
    assert_eq!((readings.len(), &readings[0].order, &readings[0].by), (1, &code("E-1"), &code("A-1")));
    let report = stage.report();
    assert_eq!((report.entries, report.frames, report.readings, report.clock_steps), (5, 3, 1, 0));
    assert_eq!(report.span, Some((START, START.plus(MINUTE))));
    stage.assert_whole();
}

#[test]
fn a_reading_is_recorded_before_the_first_entry_is_given() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    let now = stage.now;
    let export = stage.log().export(code("E"), selector(1), code("A"), &now).unwrap();
    assert_eq!(stage.report().readings, 1);
    assert_eq!(export.count(), 1);
}

#[test]
fn by_address_network_and_route() {
    let mut stage = Stage::new();
    stage.append(&[1, 2, 3, 257]);
    let now = stage.now;
    let mut count = |network: &str, route: Option<&'static str>| {
        let selector = Selector::new(None, Some(network.parse().unwrap())).unwrap();
        let selector = route.map_or(selector.clone(), |route| selector.on(Route::new(route)));
        stage.log().export(code("E"), selector, code("A"), &now).unwrap().count()
    };
    assert_eq!([count("203.0.1.77/32", None), count("203.0.1.0/24", None), count("2001:db8::/48", None)], [1, 1, 1]);
    assert_eq!([count("203.1.1.0/24", Some("/th/me/records")), count("203.1.1.0/24", Some("/"))], [1, 0]);
}

#[test]
fn a_second_writer_is_refused() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    assert!(matches!(open(stage.dir()), Err(OpenError::Locked(_))));
    stage.reopen();
}

#[test]
fn nothing_that_identifies_is_in_the_clear() {
    let mut stage = Stage::new();
    stage.append(&(0..60).collect::<Vec<_>>());
    stage.hold(5, START.plus(300 * DAY));
    stage.export(6);
    stage.wait(91 * DAY);
    stage.append(&[5]);
    assert_eq!(stage.purged().carried, 1);
    let mut bytes = Vec::new();
    for path in stage.files() {
        bytes.extend(fs::read(path).unwrap());
    }
    let mut planted: Vec<Vec<u8>> = vec!["คดี 1/2569".into(), b"O-1".to_vec(), b"A-1".to_vec(), b"203.0.1".to_vec()];
    for person in 0..60 {
        planted.push(pseudonym(person).0.to_vec());
        planted.push(request(person).0[..8].to_vec());
        match client(person) {
            std::net::IpAddr::V4(four) => planted.push(four.octets().to_vec()),
            std::net::IpAddr::V6(six) => planted.push(six.octets()[..8].to_vec()),
        }
    }
    planted.push(AgentHash::of(b"a browser").0.to_vec());
    for secret in planted {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret), "{secret:?}");
    }
}

#[test]
fn another_key_seals_from_now_on_and_the_old_one_still_opens() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.log = None;
    let rotated =
        Keys::new([9; 32], KeyId(3), |KeyId(id)| (2..4).contains(&id).then(|| [u8::try_from(id).unwrap(); 32]));
    stage.log = Some(Log::open(stage.dir(), rotated).unwrap().0);
    stage.append(&[1]);
    assert_eq!(stage.export(1).len(), 2);
    stage.log = None;
    let lost = Keys::new([9; 32], KeyId(3), |KeyId(id)| (id == 3).then_some([3; 32]));
    stage.log = Some(Log::open(stage.dir(), lost).unwrap().0);
    let now = stage.now;
    let found: Vec<_> = stage.log().export(code("E"), selector(1), code("A"), &now).unwrap().collect();
    assert!(matches!(found[..], [Err(LogError::Sealed(SealError::Absent(KeyId(2))))]), "{found:?}");
    stage.assert_whole();
}

#[test]
fn a_writer_at_work_is_not_taken_for_tampering() {
    fn sent<T: Send>(it: T) -> T {
        it
    }
    let mut stage = Stage::new();
    stage.append(&[1]);
    let (mut log, now) = (sent(stage.log.take().unwrap()), stage.now);
    std::thread::scope(|scope| {
        let writing = scope.spawn(move || {
            for n in 0..300 {
                log.append(&[entry(n, now.wall)], &now).unwrap();
            }
        });
        while !writing.is_finished() {
            assert_eq!(stage.report().findings, []);
        }
    });
    assert_eq!(stage.report().entries, 301);
    stage.assert_whole();
}

#[test]
fn too_many_at_once_are_refused_and_none_are_nothing() {
    let mut stage = Stage::new();
    let now = stage.now;
    stage.log().append(&[], &now).unwrap();
    let many = vec![entry(1, START); MOST_ENTRIES + 1];
    assert!(matches!(stage.log().append(&many, &now), Err(LogError::TooMany { .. })));
    assert_eq!(stage.report().frames, 0);
}

#[test]
fn a_clock_that_is_moved_is_recorded_and_the_order_stays() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    for by in [25 * HOUR, -25 * HOUR, 4 * MINUTE] {
        stage.now.wall = stage.now.wall.plus(by);
        stage.append(&[1]);
    }
    assert_eq!(stage.report().clock_steps, 2);
    assert_eq!(stage.export(1).iter().map(|it| it.sequence).collect::<Vec<_>>(), [1, 3, 5, 6]);
    stage.assert_whole();
    stage.reopen();
    stage.now.wall = stage.now.wall.plus(-HOUR);
    stage.append(&[1]);
    assert_eq!(stage.report().clock_steps, 3);
}
