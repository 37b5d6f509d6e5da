//! What an order holds outlives its day, for as long as the order stands and the law allows, and not longer.

use super::cast::*;
use crate::*;
use domain::Day;

/// The day of the entries plus ninety.
fn purge_after_90_days(stage: &mut Stage) -> Purged {
    stage.wait_until(START.plus(91 * DAY));
    stage.purged()
}

#[test]
fn what_a_hold_names_is_carried_over_and_nothing_else() {
    let mut stage = Stage::new();
    let entries = stage.append(&[1, 2, 1, 3]);
    stage.hold(1, held_at_most_until(START));
    let purged = purge_after_90_days(&mut stage);
    assert_eq!((purged.carried, purged.entries), (2, 2));
    let found = stage.export(1);
    assert_eq!(found.iter().map(|it| &it.entry).collect::<Vec<_>>(), [&entries[0], &entries[2]]);
    assert!(found.iter().all(|it| it.held && it.sequence == 1));
    assert!(stage.export(2).is_empty());
    let report = stage.report();
    assert_eq!((report.held, report.entries, report.holds), (2, 0, 1));
    stage.assert_whole();
    assert_eq!(stage.purge().unwrap(), Purge::NothingDue);
}

#[test]
fn the_last_moment_is_two_calendar_years_after_the_entry() {
    let leap = Day::from_iso("2028-02-29").unwrap().begins().plus(HOUR);
    for start in [START, leap] {
        let mut stage = Stage::at(start);
        stage.append(&[1]);
        let last = held_at_most_until(start);
        stage.hold(1, last);
        stage.wait(91 * DAY);
        assert_eq!(stage.purged().carried, 1);
        stage.wait_until(last);
        // The first statement and reading may go by now.
        stage.purge().unwrap();
        assert_eq!(stage.export(1).len(), 1, "two years");
        stage.wait(1);
        assert_eq!(stage.purged().entries, 1);
        assert!(stage.export(1).is_empty(), "two years and a millisecond");
        stage.assert_whole();
    }
    assert_eq!(held_at_most_until(leap), Day::from_iso("2030-02-28").unwrap().begins().plus(HOUR));
}

#[test]
fn a_hold_longer_than_the_law_has_it_is_refused() {
    let mut stage = Stage::at(Day::from_iso("2024-02-29").unwrap().begins());
    let latest = Day::from_iso("2026-02-28").unwrap().begins();
    assert!(
        matches!(stage.try_hold(selector(1), latest.plus(1)), Err(HoldError::TooLong { latest: it }) if it == latest)
    );
    assert!(stage.try_hold(selector(1), latest).is_ok());
    let now = stage.now.wall;
    assert!(matches!(stage.try_hold(selector(1), now), Err(HoldError::Over)));
    let past = selector(1).between(None, Some(now.plus(-2 * DAY))).unwrap();
    assert!(matches!(stage.try_hold(past, latest), Err(HoldError::TooLong { latest: it }) if it == latest.plus(-DAY)));
    assert_eq!(stage.report().holds, 1);
    assert_eq!(Selector::new(None, None), Err(SelectorError::Blanket), "a blanket hold cannot even be written down");
}

#[test]
fn a_released_hold_holds_no_longer() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    let hold = stage.hold(1, held_at_most_until(START));
    purge_after_90_days(&mut stage);
    stage.release(hold);
    let now = stage.now;
    assert!(matches!(stage.log().release(hold, &code("R"), &code("F"), &now), Err(ReleaseError::Released(_))));
    assert!(matches!(stage.log().release(HoldId(77), &code("R"), &code("F"), &now), Err(ReleaseError::Unknown(77))));
    stage.reopen();
    assert!(stage.log().holds().unwrap()[0].released.is_some());
    assert_eq!(stage.purged().entries, 1);
    assert!(stage.export(1).is_empty());
    stage.assert_whole();
    // Hold and release go when both are ninety days old, and the hold does not come back.
    stage.wait(91 * DAY);
    stage.purged();
    assert!(stage.log().holds().unwrap().is_empty());
    stage.reopen();
    assert!(stage.log().holds().unwrap().is_empty());
    stage.assert_whole();
}

#[test]
fn of_two_holds_the_longer_keeps() {
    let mut stage = Stage::new();
    stage.append(&[1, 2]);
    let (first, second) = (START.plus(100 * DAY), START.plus(200 * DAY));
    stage.hold(1, first);
    purge_after_90_days(&mut stage);
    // An order that comes while the entry is held by another, and one that names nobody there.
    stage.hold(1, second);
    stage.hold(2, second);
    stage.wait_until(first.plus(1));
    assert_eq!(stage.purged().carried, 1);
    stage.wait_until(second);
    // What may go by now is a day's worth of orders that are over, and the statement of the first purge.
    stage.purged();
    assert_eq!((stage.export(1).len(), stage.export(2).len()), (1, 0));
    stage.wait(1);
    assert_eq!(stage.purged().entries, 1);
    assert!(stage.export(1).is_empty());
    stage.assert_whole();
}

#[test]
fn each_entry_goes_when_its_own_two_years_are_over() {
    let mut stage = Stage::new();
    for _ in 0..3 {
        stage.append(&[1]);
        stage.wait(DAY);
    }
    stage.hold(1, START.plus(600 * DAY));
    stage.wait_until(START.plus(95 * DAY));
    assert_eq!(stage.purged().carried, 3);
    stage.wait_until(START.plus(500 * DAY));
    stage.purge().unwrap();
    // A further order, for the same person, at a time when the entries have not two years left.
    let now = stage.now.wall;
    stage.hold(1, held_at_most_until(now));
    for left in [3, 2, 1, 0] {
        assert_eq!(stage.export(1).len(), left);
        let oldest = START.plus((3 - i64::try_from(left).unwrap()) * DAY);
        stage.wait_until(held_at_most_until(oldest).plus(1));
        stage.purge().unwrap();
    }
    stage.assert_whole();
}

#[test]
fn holds_are_read_back_as_they_were_ordered() {
    let mut stage = Stage::new();
    let network = Selector::new(None, Some("203.0.113.0/24".parse().unwrap())).unwrap();
    let asked = network.on(Route::new("/th/me")).between(Some(START), None).unwrap();
    let until = START.plus(50 * DAY);
    let id = stage.try_hold(asked.clone(), until).unwrap();
    stage.reopen();
    let hold = stage.log().holds().unwrap().remove(0);
    assert_eq!(hold, Hold { id, since: START, order: order(asked, until), released: None });
}

#[test]
fn a_day_with_a_hold_and_without_its_key_is_not_deleted() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.hold(1, held_at_most_until(START));
    stage.log = None;
    let lost = Keys::new([9; 32], KeyId(7), |KeyId(id)| (id == 7).then_some([7; 32]));
    stage.log = Some(Log::open(stage.dir(), lost).unwrap().0);
    stage.wait(91 * DAY);
    assert!(matches!(stage.purge(), Err(PurgeError::Log(LogError::Sealed(SealError::Absent(KeyId(2)))))));
    assert_eq!(stage.report().entries, 1);
}

#[test]
fn a_hold_that_no_purge_ended_is_found() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.hold(1, START.plus(100 * DAY));
    purge_after_90_days(&mut stage);
    stage.wait_until(START.plus(101 * DAY));
    // A statement that says nothing of what is over.
    let now = stage.now;
    let draft = |public| crate::log::Draft { kind: crate::frame::Kind::Purged, public, secret: None };
    let newest = stage.log().statement.clone();
    let silent = crate::statement::Statement { gone: newest.gone, ..Default::default() };
    stage.log().put(&draft(&silent.to_bytes()), &now).unwrap();
    let faults: Vec<Fault> = stage.report().findings.iter().map(|finding| finding.what).collect();
    assert_eq!(faults, [Fault::Outlived]);
}
