//! Whatever is changed behind the log's back is found: each bit of a small log, and edits, swaps, truncations and
//! roll-backs at random.

use super::cast::*;
use crate::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files of a log, by name.
type Files = BTreeMap<String, Vec<u8>>;

fn files(dir: &Path) -> Files {
    let read = |entry: fs::DirEntry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap());
    fs::read_dir(dir).unwrap().map(|entry| read(entry.unwrap())).filter(|(name, _)| name != "lock").collect()
}

fn verified(files: &Files) -> Report {
    let dir = folder();
    for (name, bytes) in files {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    verify(dir.path(), &keys().public()).unwrap()
}

/// Where the frames of a file begin, and its end.
fn bounds(bytes: &[u8]) -> Vec<usize> {
    let mut bounds = vec![0];
    while let Some((length, _)) = bytes[bounds[bounds.len() - 1]..].split_first_chunk::<4>() {
        bounds.push(bounds[bounds.len() - 1] + 4 + u32::from_be_bytes(*length) as usize);
    }
    bounds
}

#[test]
fn every_single_bit_counts() {
    let mut stage = Stage::new();
    stage.append(&[1]);
    stage.hold(1, START.plus(DAY));
    stage.log = None;
    let public = keys().public();
    let mut flips = 0;
    for (name, whole) in files(stage.dir()) {
        let path = stage.dir().join(&name);
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            fs::write(&path, bytes).unwrap();
            let report = verify(stage.dir(), &public).unwrap();
            assert!(!report.findings.is_empty(), "{name}, bit {bit}");
            flips += 1;
        }
        fs::write(&path, whole).unwrap();
    }
    assert!(flips > 5_000, "{flips}");
    stage.assert_whole();
}

/// A log with every kind of file, as it was after each thing that was done.
fn history() -> Vec<Files> {
    let mut stage = Stage::new();
    let mut past = Vec::new();
    let mut keep = |stage: &Stage| past.push(files(stage.dir()));
    stage.append(&[1, 2, 3]);
    let hold = stage.hold(1, START.plus(120 * DAY));
    stage.hold(3, START.plus(300 * DAY));
    stage.wait(95 * DAY);
    for person in 4..7 {
        stage.append(&[person, 1]);
        keep(&stage);
    }
    stage.purged();
    keep(&stage);
    stage.export(1);
    keep(&stage);
    stage.wait(DAY);
    stage.append(&[8]);
    keep(&stage);
    stage.release(hold);
    keep(&stage);
    stage.append(&[9]);
    stage.append(&[10]);
    keep(&stage);
    stage.assert_whole();
    past
}

/// Changes one thing. False where the dice fell so that nothing changed.
fn tamper(dice: &mut Dice, past: &[Files], files: &mut Files) -> &'static str {
    let names: Vec<String> = files.keys().cloned().collect();
    let logged: Vec<String> = names.iter().filter(|name| *name != "head").cloned().collect();
    let name = names[dice.below(names.len())].clone();
    let segment = logged[dice.below(logged.len())].clone();
    let bytes = files.get_mut(&name).unwrap();
    let at = dice.below(bytes.len());
    match dice.below(11) {
        0 => {
            bytes[at] ^= 1 << dice.below(8);
            "a bit flipped"
        }
        1 => {
            let end = (at + 1 + dice.below(40)).min(bytes.len());
            bytes[at..end]
                .iter_mut()
                .for_each(|byte| *byte = byte.wrapping_add(1 + dice.roll().to_le_bytes()[0] % 255));
            "bytes edited"
        }
        2 => {
            bytes.truncate(at);
            "a file cut short"
        }
        3 => {
            bytes.insert(at, dice.roll().to_le_bytes()[0]);
            "a byte put in"
        }
        4 => {
            files.remove(&segment);
            "a file removed"
        }
        5 => {
            let other = logged[dice.below(logged.len())].clone();
            let (a, b) = (files[&segment].clone(), files[&other].clone());
            files.insert(segment, b);
            files.insert(other, a);
            "two files swapped"
        }
        6 => {
            let bytes = files.get_mut(&segment).unwrap();
            let bounds = bounds(bytes);
            let frame = dice.below(bounds.len() - 1);
            bytes.drain(bounds[frame]..bounds[frame + 1]);
            "a frame removed"
        }
        7 => {
            let bytes = files.get_mut(&segment).unwrap();
            let bounds = bounds(bytes);
            let frame = bounds[dice.below(bounds.len() - 1)];
            let copy = bytes[frame..].to_vec();
            bytes.extend(copy);
            "frames repeated"
        }
        8 => {
            let bytes = files.get_mut(&segment).unwrap();
            let bounds = bounds(bytes);
            if let [a, b, c, ..] = bounds[..] {
                bytes[a..c].rotate_left(b - a);
            }
            "frames swapped"
        }
        9 => {
            // The log as it once was, under the head of now.
            let head = files["head"].clone();
            *files = past[dice.below(past.len() - 1)].clone();
            files.insert("head".to_owned(), head);
            "the files taken back"
        }
        _ => {
            files.insert("head".to_owned(), past[dice.below(past.len() - 2)]["head"].clone());
            "the head taken back"
        }
    }
}

#[test]
fn what_is_done_at_random_is_found() {
    let past = history();
    let whole = &past[past.len() - 1];
    assert_eq!(verified(whole).findings, []);
    let mut changed = 0;
    for seed in 0..times("TRAFFIC_TAMPERINGS", 300) {
        let mut files = whole.clone();
        let what = tamper(&mut Dice(seed), &past, &mut files);
        if files == *whole {
            continue;
        }
        changed += 1;
        let report = verified(&files);
        assert!(!report.findings.is_empty(), "seed {seed}: {what}: {report:?}");
    }
    assert!(changed > 200);
}

#[test]
fn a_head_taken_back_by_one_is_said_and_by_more_is_found() {
    let past = history();
    let mut files = past[past.len() - 1].clone();
    files.insert("head".to_owned(), past[past.len() - 2]["head"].clone());
    assert!(matches!(verified(&files).findings[..], [Finding { what: Fault::HeadBehind(_), .. }]));
    files.remove("head");
    assert!(matches!(verified(&files).findings[..], [Finding { what: Fault::HeadMissing, .. }]));
}

#[test]
fn a_log_taken_back_as_a_whole_is_found_by_what_was_noted() {
    let past = history();
    let noted = verified(&past[past.len() - 1]).end.unwrap();
    let dir = folder();
    for (name, bytes) in &past[past.len() - 2] {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    assert_eq!(verify(dir.path(), &keys().public()).unwrap().findings, []);
    let report = verify_against(dir.path(), &keys().public(), &noted).unwrap();
    assert_eq!(report.findings[0].what, Fault::RolledBack(noted.sequence));
}

#[test]
fn a_finding_says_where() {
    let past = history();
    let mut files = past[past.len() - 1].clone();
    let (name, bytes) = files.iter_mut().find(|(name, _)| name.contains(".hold")).unwrap();
    let name = name.clone();
    bytes[100] ^= 4;
    let report = verified(&files);
    assert!(report.findings[0].to_string().starts_with(&format!("{name}, frame 2: ")), "{}", report.findings[0]);
}

#[test]
fn a_file_that_is_none_of_the_logs_is_said() {
    let past = history();
    let mut files = past[past.len() - 1].clone();
    files.insert("notes.txt".to_owned(), vec![1]);
    let report = verified(&files);
    assert_eq!((report.findings, report.remarks), (vec![], vec![Remark::Stranger("notes.txt".to_owned())]));
}

#[test]
fn a_file_of_another_log_of_the_same_key_is_found() {
    let written = |first: u16| {
        let mut stage = Stage::new();
        for person in first..first + 4 {
            stage.append(&[person]);
            stage.wait(DAY);
        }
        files(stage.dir())
    };
    let (one, other) = (written(1), written(2));
    let second = one.keys().nth(1).unwrap().clone();
    let mut mixed = one;
    mixed.insert(second.clone(), other[&second].clone());
    let found: Vec<(String, Fault)> = verified(&mixed).findings.into_iter().map(|it| (it.file, it.what)).collect();
    let third = mixed.keys().nth(2).unwrap().clone();
    assert_eq!(found, [(second, Fault::Chain), (third, Fault::Chain)]);
}

#[test]
fn a_log_of_another_key_is_found() {
    let past = history();
    let dir = folder();
    for (name, bytes) in &past[0] {
        fs::write(dir.path().join(name), bytes).unwrap();
    }
    let other = Keys::new([8; 32], KeyId(2), |_| None).public();
    let report = verify(dir.path(), &other).unwrap();
    assert_eq!(report.findings.len() as u64, report.frames + 1, "every frame and the head");
}
