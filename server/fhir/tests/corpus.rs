//! Every input of the corpus, and what is expected of it.

use domain::Day;
use fhir::Issue;
use fhir::Release;
use fhir::intake::{Entry, read, read_line};
use std::fs;
use std::path::Path;

fn today() -> Day {
    Day::from_iso("2026-03-31").expect("a day")
}

fn said(issues: &[Issue]) -> Vec<String> {
    issues.iter().map(|it| format!("{} {}", it.path, it.code.name())).collect()
}

fn entry(it: &Entry) -> Vec<String> {
    it.read.as_ref().map_or_else(|issues| said(issues), |_| vec![format!("{} taken", it.path)])
}

fn outcome(path: &Path) -> String {
    let bytes = fs::read(path).expect("an input");
    let lines = if path.extension().is_some_and(|it| it == "ndjson") {
        let lines = bytes.split(|byte| *byte == b'\n').zip(1..).filter(|(line, _)| !line.is_empty());
        lines.flat_map(|(line, number)| entry(&read_line(line, Release::R4, number, today()))).collect()
    } else {
        match read(&bytes, Release::R4, today()) {
            Ok(submission) => submission.entries.iter().flat_map(entry).collect(),
            Err(issues) => said(&issues),
        }
    };
    let mut lines: Vec<String> = lines;
    // The order of members is the sender's, and means nothing.
    lines.sort();
    lines.join("\n")
}

#[test]
fn every_input_is_answered_as_expected() {
    let files = fs::read_dir("corpus").unwrap().map(|it| it.unwrap().path());
    let inputs: Vec<_> = files.filter(|it| it.extension().is_some_and(|it| it != "expected")).collect();
    assert!(inputs.len() >= 60, "{} inputs", inputs.len());
    let wrong = inputs.iter().filter_map(|path| {
        let expected = fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        let mut expected: Vec<&str> = expected.lines().collect();
        expected.sort_unstable();
        let found = outcome(path);
        (found != expected.join("\n")).then(|| format!("{}:\n{found}\n", path.display()))
    });
    assert_eq!(wrong.collect::<String>(), "");
}
