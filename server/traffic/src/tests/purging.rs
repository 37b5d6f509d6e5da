//! What is deleted and when: not a millisecond early, by whole days, and said in a statement that verifies.

use super::cast::*;
use crate::frame::Kind;
use crate::log::Draft;
use crate::statement::Statement;
use crate::*;
use domain::Day;
use std::fs;

#[test]
fn on_day_89_nothing_goes_on_day_90_and_91_the_day_does() {
    for (age, goes) in [(89 * DAY, false), (90 * DAY - 1, false), (90 * DAY, true), (91 * DAY, true)] {
        let mut stage = Stage::new();
        stage.append(&[1, 2]);
        stage.wait(age);
        if goes {
            let purged = stage.purged();
            assert_eq!((purged.entries, purged.carried, purged.days), (2, 0, vec![START.bangkok_day()]));
            assert_eq!(purged.span, Some((START, START)));
        } else {
            assert_eq!(stage.purge().unwrap(), Purge::NothingDue, "{age}");
        }
        assert_eq!(stage.export(1).len(), usize::from(!goes), "{age}");
        stage.assert_whole();
    }
}

#[test]
fn a_day_goes_whole_or_not_at_all() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    // An order ends the file; the day goes on in another.
    stage.hold(9, START.plus(DAY));
    stage.wait(8 * HOUR);
    stage.append(&[1]);
    stage.wait_until(START.plus(90 * DAY));
    let purged = stage.purged();
    assert_eq!((purged.days.len(), purged.entries), (0, 0), "the hold alone, which is over");
    assert_eq!((stage.named("day").len(), stage.named("hold").len()), (2, 0));
    stage.wait(8 * HOUR);
    let purged = stage.purged();
    assert_eq!((purged.days.len(), purged.entries), (1, 2));
    assert!(stage.named("day").is_empty());
    stage.assert_whole();
}

#[test]
fn a_request_that_arrived_late_in_a_batch_keeps_its_day() {
    let mut stage = Stage::new();
    let now = stage.now;
    // Written at once, though by another clock it arrived an hour later.
    stage.log().append(&[entry(1, START.plus(HOUR))], &now).unwrap();
    stage.wait(90 * DAY);
    assert_eq!(stage.purge().unwrap(), Purge::NothingDue);
    stage.wait(HOUR);
    assert_eq!(stage.purged().entries, 1);
}

#[test]
fn purged_daily_the_log_stays_whole_and_small() {
    let mut stage = Stage::new();
    for day in 0..220_u16 {
        stage.append(&[day, 7]);
        stage.wait(DAY);
        if day % 10 == 9 {
            let done = stage.purge().unwrap() != Purge::NothingDue;
            assert_eq!(done, day >= 89, "day {day}");
        }
    }
    stage.assert_whole();
    let report = stage.report();
    assert!((170..=200).contains(&report.entries), "{report:?}");
    assert!(report.purges <= 10, "statements go too: {report:?}");
    assert!(stage.log().statement.gone.len() <= 3, "and what they say is joined");
    stage.reopen();
    assert_eq!(stage.export(7).len(), usize::try_from(report.entries / 2).unwrap());
    stage.assert_whole();
}

#[test]
fn a_day_that_was_changed_is_not_deleted() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.append(&[2]);
    stage.wait(DAY);
    stage.append(&[3]);
    let day = stage.files().remove(0);
    let mut bytes = fs::read(&day).unwrap();
    bytes[120] ^= 1;
    fs::write(&day, bytes).unwrap();
    stage.wait(120 * DAY);
    assert!(matches!(stage.purge(), Err(PurgeError::Log(LogError::Damaged { .. }))));
    assert!(day.exists());
}

#[test]
fn an_early_purge_is_found() {
    for (age, early) in [(90 * DAY - 1, true), (90 * DAY, false)] {
        let mut stage = Stage::new();
        stage.append(&[1]);
        stage.wait(age);
        let statement = Statement { written: Some(START), entries: 1, ..Statement::default() };
        state(&mut stage, &statement);
        assert_eq!(faults(&stage), if early { vec![Fault::EarlyPurge] } else { vec![] });
    }
}

#[test]
fn a_file_that_no_statement_names_is_missed() {
    let mut stage = Stage::new();
    for _ in 0..5 {
        stage.append(&[1]);
        stage.wait(DAY);
    }
    let files = stage.files();
    fs::remove_file(&files[0]).unwrap();
    fs::remove_file(&files[2]).unwrap();
    assert_eq!(faults(&stage), [Fault::Missing { from: 1, to: 1 }, Fault::Missing { from: 3, to: 3 }]);
}

#[test]
fn a_hold_purged_before_its_end_is_found() {
    let mut stage = Stage::new();
    let until = START.plus(200 * DAY);
    let hold = stage.hold(1, until);
    let ended = crate::statement::Ended { hold: hold.0, until, released: None };
    stage.wait(91 * DAY);
    state(&mut stage, &Statement { ended: vec![ended], carried_in: vec![1], ..Statement::default() });
    assert_eq!(faults(&stage), [Fault::HoldLost(hold.0), Fault::HeldLost(1)]);
}

#[test]
fn what_was_purged_can_be_asked_about_by_a_noted_place() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    let noted = stage.report().end.unwrap();
    stage.wait(100 * DAY);
    stage.append(&[2]);
    let later = stage.report().end.unwrap();
    stage.purged();
    let against = |noted: &Position| verify_against(stage.dir(), &keys().public(), noted).unwrap().findings;
    assert_eq!([against(&noted), against(&later)], [vec![], vec![]]);
    let other = Position { digest: noted.digest, ..later };
    assert_eq!(against(&other)[0].what, Fault::RolledBack(later.sequence));
    assert_eq!(against(&Position { sequence: 99, ..later })[0].what, Fault::RolledBack(99));
}

#[test]
fn days_before_and_after_29_february_are_days_like_others() {
    let begins = Day::from_iso("2028-02-28").unwrap().begins();
    let mut stage = Stage::at(begins);
    for _ in 0..3 {
        stage.append(&[1]);
        stage.wait(DAY);
    }
    stage.wait_until(begins.plus(91 * DAY));
    let days: Vec<String> = stage.purged().days.iter().map(Day::to_string).collect();
    assert_eq!(days, ["2028-02-28", "2028-02-29"]);
    stage.assert_whole();
}

fn state(stage: &mut Stage, statement: &Statement) {
    let now = stage.now;
    let draft = Draft { kind: Kind::Purged, public: &statement.to_bytes(), secret: None };
    stage.log().put(&draft, &now).unwrap();
}

fn faults(stage: &Stage) -> Vec<Fault> {
    stage.report().findings.iter().map(|finding| finding.what).collect()
}
