//! While the clock may be wrong nothing is deleted, unless somebody vouches for it.

use super::cast::*;
use crate::*;

fn doubt(stage: &mut Stage) -> ClockDoubt {
    match stage.purge() {
        Err(PurgeError::Clock(doubt)) => doubt,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_clock_behind_the_log_is_doubted() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.wait(100 * DAY);
    stage.append(&[2]);
    let newest = stage.now.wall;
    stage.now.wall = newest.plus(-1);
    assert_eq!(doubt(&mut stage), ClockDoubt::Backwards { now: newest.plus(-1), newest });
    stage.now.wall = newest;
    stage.purged();
}

#[test]
fn a_clock_moved_against_the_uptime_is_doubted_for_two_days() {
    for by in [25 * HOUR, -25 * HOUR, 6 * MINUTE, 5 * MINUTE] {
        let mut stage = Stage::new();
        stage.append(&[1]);
        stage.wait(100 * DAY);
        stage.append(&[2]);
        stage.wait(HOUR);
        stage.now.wall = stage.now.wall.plus(by);
        stage.append(&[3]);
        if by == 5 * MINUTE {
            stage.purged();
            continue;
        }
        let expected = if by < -HOUR { None } else { Some(ClockDoubt::Stepped { by }) };
        assert!(expected.is_none_or(|expected| doubt(&mut stage) == expected));
        doubt(&mut stage);
        stage.wait(47 * HOUR);
        doubt(&mut stage);
        stage.append(&[4]);
        stage.wait(49 * HOUR);
        stage.append(&[5]);
        stage.purged();
        stage.assert_whole();
    }
}

#[test]
fn a_jump_just_before_the_purge_is_doubted_too() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.wait(80 * DAY);
    stage.append(&[2]);
    stage.now.wall = stage.now.wall.plus(20 * DAY);
    assert_eq!(doubt(&mut stage), ClockDoubt::Stepped { by: 20 * DAY });
    assert_eq!(stage.report().entries, 2);
}

#[test]
fn a_jump_between_two_boots_is_doubted() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.wait(80 * DAY);
    stage.append(&[2]);
    stage.reopen();
    stage.now.wall = stage.now.wall.plus(25 * HOUR);
    assert!(matches!(doubt(&mut stage), ClockDoubt::Silence { .. }));
    stage.append(&[3]);
    stage.wait(HOUR);
    assert!(matches!(doubt(&mut stage), ClockDoubt::Silence { .. }), "one frame does not make it right");
}

#[test]
fn somebody_may_vouch_for_the_clock() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.reopen();
    stage.wait(100 * DAY);
    assert!(matches!(doubt(&mut stage), ClockDoubt::Silence { .. }));
    let now = stage.now;
    let vouched = ClockEvidence::Confirmed(code("OP-7"));
    assert!(matches!(stage.log().purge(&now, &vouched).unwrap(), Purge::Done(_)));
    assert!(stage.log().statement.confirmed);
    stage.assert_whole();
}

#[test]
fn a_portal_that_is_restarted_now_and_then_is_not_doubted() {
    let mut stage = Stage::new();
    for _ in 0..100 {
        stage.append(&[1]);
        stage.wait(20 * HOUR);
        stage.append(&[1]);
        stage.reopen();
        stage.wait(4 * HOUR);
    }
    stage.purged();
    stage.assert_whole();
}
