//! Whatever moment a crash comes at, what was acknowledged is there and a retry leaves nothing twice.

use super::cast::*;
use crate::disk::Disk;
use crate::*;
use std::fs;
use std::path::Path;

/// The log reopened after a crash: no findings, and after the opening not a remark.
fn recovered(stage: &mut Stage) -> Opened {
    let before = stage.report();
    assert_eq!(before.findings, [], "a crash is not tampering");
    let opened = stage.reopen();
    stage.assert_whole();
    opened
}

fn burn_after(stage: &mut Stage, steps: u32) {
    *stage.log().disk.fuse.lock().unwrap() = Some(steps);
}

fn mend(stage: &mut Stage) {
    *stage.log().disk.fuse.lock().unwrap() = None;
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn a_write_torn_at_any_byte_is_cut_off_and_said() {
    for new_file in [false, true] {
        let mut stage = Stage::new();
        stage.append(&[1]);
        if new_file {
            stage.wait(DAY);
        }
        let before = folder();
        copy(stage.dir(), before.path());
        let head = fs::read(stage.dir().join("head")).unwrap();
        stage.append(&[2]);
        let last_head = fs::read(stage.dir().join("head")).unwrap();
        let file = stage.files().pop().unwrap();
        let whole = fs::read(&file).unwrap();
        let start = if new_file { 0 } else { fs::read(before.path().join(file.file_name().unwrap())).unwrap().len() };
        for length in start..whole.len() {
            stage.log = None;
            fs::write(&file, &whole[..length]).unwrap();
            fs::write(stage.dir().join("head"), &last_head).unwrap();
            assert!(!stage.report().findings.is_empty(), "cut at {length} after it was acknowledged");
            assert!(matches!(open(stage.dir()), Err(OpenError::Tampered { .. })), "{length}");
            fs::write(stage.dir().join("head"), &head).unwrap();
            let opened = recovered(&mut stage);
            let torn = (length > start || new_file).then(|| (length - start) as u64);
            assert_eq!(opened.torn.map(|(_, bytes)| bytes), torn, "{length}");
        }
        stage.append(&[3]);
        assert_eq!([1, 2, 3].map(|person| stage.export(person).len()), [1, 0, 1]);
        stage.assert_whole();
    }
}

#[test]
fn a_frame_that_its_head_did_not_follow_is_kept() {
    let mut stage = Stage::new();
    for person in 1..4 {
        let head = fs::read(stage.dir().join("head"));
        stage.append(&[person]);
        match head {
            Ok(head) => fs::write(stage.dir().join("head"), head).unwrap(),
            Err(_) => fs::remove_file(stage.dir().join("head")).unwrap(),
        }
        assert_eq!(stage.report().remarks, [Remark::HeadBehind]);
        assert!(recovered(&mut stage).head_was_behind);
        assert_eq!(stage.export(person).len(), 1);
    }
}

#[test]
fn a_disk_that_refuses_at_any_step_costs_nothing_and_recovers_without_a_restart() {
    for new_day in [false, true] {
        for steps in 0..20 {
            let mut stage = Stage::new();
            if new_day {
                stage.append(&[1]);
                stage.wait(DAY);
            }
            burn_after(&mut stage, steps);
            let now = stage.now;
            let refused = stage.log().append(&[entry(2, now.wall)], &now);
            // While the disk goes on refusing, so does the log.
            let again = stage.log().append(&[entry(2, now.wall)], &now);
            assert!(refused.is_ok() || again.is_err());
            mend(&mut stage);
            stage.append(&[3]);
            let expected = [usize::from(new_day), usize::from(refused.is_ok()) + usize::from(again.is_ok()), 1];
            assert_eq!([1, 2, 3].map(|person| stage.export(person).len()), expected, "{steps}");
            stage.assert_whole();
        }
    }
}

#[test]
fn a_crash_while_a_failed_write_is_taken_back_is_no_tampering() {
    for (failed, taken_back) in (8..12).flat_map(|failed| (0..16).map(move |steps| (failed, steps))) {
        let mut stage = Stage::new();
        stage.append(&[1]);
        stage.wait(DAY);
        burn_after(&mut stage, failed);
        let now = stage.now;
        let _ = stage.log().append(&[entry(2, now.wall)], &now);
        burn_after(&mut stage, taken_back);
        let _ = stage.log().append(&[entry(3, now.wall)], &now);
        recovered(&mut stage);
        assert_eq!(stage.export(1).len(), 1, "{failed}, {taken_back}");
    }
}

#[test]
fn a_crash_at_any_step_of_an_append_loses_nothing_acknowledged() {
    for steps in 0..14 {
        let mut stage = Stage::new();
        stage.append(&[1]);
        stage.wait(DAY);
        burn_after(&mut stage, steps);
        let now = stage.now;
        let done = stage.log().append(&[entry(2, now.wall)], &now).is_ok();
        recovered(&mut stage);
        let found = stage.export(2).len();
        assert!(found == 1 || (!done && found == 0), "{steps}");
        assert_eq!(stage.export(1).len(), 1);
    }
}

#[test]
fn a_crash_at_any_step_of_a_purge_loses_nothing_held_and_the_next_finishes_it() {
    let mut finished = false;
    for restarts in [true, false] {
        for steps in 0..60 {
            let mut stage = Stage::new();
            stage.append(&[1, 2]);
            stage.hold(1, held_at_most_until(START));
            stage.wait(DAY);
            stage.append(&[1, 3]);
            stage.wait(92 * DAY);
            stage.append(&[4]);
            burn_after(&mut stage, steps);
            let done = stage.purge().is_ok();
            finished |= done;
            if restarts {
                recovered(&mut stage);
            } else {
                mend(&mut stage);
            }
            assert_eq!(stage.export(1).len(), 2, "{steps}");
            stage.purge().unwrap();
            assert_eq!([1, 2, 3, 4].map(|person| stage.export(person).len()), [2, 0, 0, 1], "{steps}");
            assert_eq!(stage.report().held, 2, "{steps}: nothing is carried over twice");
            assert!(stage.named("day").len() <= 2, "{steps}");
            stage.assert_whole();
        }
    }
    assert!(finished, "some of the purges came to their end");
}

#[test]
fn an_opening_that_is_cut_short_is_made_up_for() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.append(&[2]);
    let file = stage.files().remove(0);
    let whole = fs::read(&file).unwrap();
    for steps in 0..8 {
        stage.log = None;
        fs::write(&file, [&whole[..], &[0, 0, 1]].concat()).unwrap();
        let disk = Disk::default();
        *disk.fuse.lock().unwrap() = Some(steps);
        drop(Log::open_on(disk, stage.dir(), keys()));
        recovered(&mut stage);
        assert_eq!(fs::read(&file).unwrap(), whole);
    }
}
