//! `morprom import` as an operator runs it: what it says, what it leaves unchanged, and that a file which is cut off by
//! force goes on where it stands, each line taken once.
use crate::files::{HEADER, csv, dose, signed};
use server::config::Config;
use server::runtime::{Absent, open_services};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

/// A folder with the demonstration in it, and the code of an officer of the unit 99901.
async fn town() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data").display().to_string();
    let settings: BTreeMap<_, _> = [("MORPROM_DATA_DIR".to_owned(), data)].into();
    let config = Config::from_settings(&settings).unwrap();
    let services = open_services(&config, Absent::Made).await.unwrap();
    server::demo::open(&services, &config.data).await.unwrap();
    let division = signed(&services, "division-officer-1").await;
    let code = services.duty.office(&division, "99901").await.unwrap().people[0].officer.clone();
    services.storage.close().await;
    (folder, code)
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_morprom"));
    command.arg("import").args(arguments).current_dir(folder);
    command.env("MORPROM_DATA_DIR", folder.join("data")).env_remove("MORPROM_DATABASE_URL");
    command
}

fn import(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn printed(output: &Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The one line on which a command says why it failed.
fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let lines = String::from_utf8_lossy(&output.stderr).into_owned();
    let complaints: Vec<_> = lines.lines().filter(|line| line.starts_with("morprom: ")).collect();
    assert_eq!(complaints.len(), 1, "one line: {lines}");
    complaints[0].to_owned()
}

/// State, bytes read, taken, known, in quarantine.
fn standing(folder: &Path) -> Option<(String, i64, i64, i64, i64)> {
    let database = rusqlite::Connection::open(folder.join("data/morprom.db")).unwrap();
    let query = "SELECT state, byte, taken, known, quarantined FROM file_import ORDER BY id DESC LIMIT 1";
    let row =
        database.query_row(query, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)));
    row.ok()
}

fn file_id(folder: &Path) -> String {
    let database = rusqlite::Connection::open(folder.join("data/morprom.db")).unwrap();
    database.query_row("SELECT id FROM file_import", [], |row| row.get(0)).unwrap()
}

fn count(folder: &Path, table: &str) -> i64 {
    let database = rusqlite::Connection::open(folder.join("data/morprom.db")).unwrap();
    database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn a_file_is_taken_and_its_quarantine_written() {
    let (folder, code) = town().await;
    let folder = folder.path();
    let bad = dose(3).replace("completed", "=cmd");
    std::fs::write(folder.join("records.csv"), format!("{}{bad}\n{}\n", csv(0..2), dose(4))).unwrap();
    let who = ["--unit", "99901", "--officer", &code];

    let before = count(folder, "audit_event");
    let tried = import(folder, &[&["records.csv", "--dry-run", "--quarantine", "tried.csv"][..], &who].concat());
    let said = printed(&tried);
    assert!(
        said.contains("nothing was recorded. 100 % read. Lines: 4. Taken: 3.") && said.contains("quarantine: 1"),
        "{said}"
    );
    assert_eq!((standing(folder), count(folder, "audit_event")), (None, before));

    let done = printed(&import(folder, &[&["records.csv", "--quarantine", "faults.csv"][..], &who].concat()));
    assert!(done.starts_with("import ") && done.contains("records.csv, csv, "), "{done}");
    assert!(done.contains("done. 100 % read. Lines: 4. Taken: 3. Known already: 0."), "{done}");
    let faults = std::fs::read_to_string(folder.join("faults.csv")).unwrap();
    assert!(faults.contains("\r\n4,status,word,") && !faults.contains("=cmd"), "{faults}");
    assert_eq!(faults, std::fs::read_to_string(folder.join("tried.csv")).unwrap());

    // In lower case too; and sent again, nothing is recorded twice.
    let again =
        import(folder, &["records.csv", "--unit", "99901", "--officer", &code.to_lowercase(), "--format", "csv"]);
    assert!(printed(&again).contains("Taken: 0. Known already: 3."));
    assert!(!folder.join("data/imports").exists(), "no copy is made");
}

#[tokio::test]
async fn bad_input_is_one_line_and_changes_nothing() {
    let (folder, code) = town().await;
    let folder = folder.path();
    let write = |name: &str, text: &[u8]| std::fs::write(folder.join(name), text).unwrap();
    write("records.csv", csv(0..3).as_bytes());
    write("empty.csv", b"");
    write("header.csv", b"record-system,record-id\n");
    write("thai.csv", &[HEADER.as_bytes(), b"\n1,\xca\xc1\xc1\xb5\xd4,\xb5\xd1\xc7\n"].concat());
    write("book.xlsx", b"PK\x03\x04");
    let who = ["--unit", "99901", "--officer", &code];
    for (file, more, said) in [
        ("nowhere.csv", &[][..], "nowhere.csv"),
        (".", &[], "it is no file"),
        ("empty.csv", &[], "empty.csv: the file is empty"),
        ("header.csv", &[], "header.csv: line 1: the column birth-date is missing"),
        ("thai.csv", &[], "thai.csv: the file is TIS-620 or Windows-874"),
        ("book.xlsx", &[], "book.xlsx: the file is neither"),
        ("records.csv", &["--format", "ndjson"], "the file is csv, not ndjson"),
        ("records.csv", &["--format", "xml"], "csv or ndjson"),
    ] {
        let line = complaint(&import(folder, &[&[file][..], &who, more].concat()));
        assert!(line.contains(said), "{line}");
    }
    let nobody = complaint(&import(folder, &["records.csv", "--unit", "99902", "--officer", &code]));
    assert!(nobody.contains("--officer: no officer of this code works at 99902"), "{nobody}");
    for id in ["x", "01999999-9999-7999-8999-999999999999"] {
        assert!(complaint(&import(folder, &["records.csv", "--resume", id])).contains("--resume"));
    }
    assert!(!import(folder, &["records.csv"]).status.success(), "who answers for them is said");
    assert_eq!(standing(folder), None);
}

/// Waits until more of the file was taken than `byte`; how far it is then. `None` where the command ended before.
fn moved(folder: &Path, child: &mut Child, byte: i64) -> Option<i64> {
    loop {
        let now = standing(folder).map_or(0, |(_, byte, ..)| byte);
        if now > byte {
            return Some(now);
        }
        if child.try_wait().unwrap().is_some() {
            return None;
        }
        std::thread::yield_now();
    }
}

#[tokio::test]
async fn killed_at_any_moment_it_goes_on_and_takes_each_line_once() {
    let (folder, code) = town().await;
    let folder = folder.path();
    let (persons, kills) = (5000, 4);
    let mut text = csv(0..persons / 2);
    text.push_str("wrong\n");
    text.push_str(&csv(persons / 2..persons)[HEADER.len() + 1..]);
    std::fs::write(folder.join("records.csv"), &text).unwrap();
    let records = count(folder, "record_version");
    let (mut byte, mut id) = (0, String::new());
    for kill in 0..kills {
        let how = if kill == 0 { vec!["--unit", "99901", "--officer", &code] } else { vec!["--resume", &id] };
        let mut command = command(folder, &[&["records.csv"][..], &how].concat());
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        moved(folder, &mut child, byte).expect("it is not over yet");
        // `SIGKILL`, while the next lines are taken.
        child.kill().unwrap();
        child.wait().unwrap();
        (byte, id) = (standing(folder).unwrap().1, file_id(folder));
    }
    let other = csv(0..3);
    std::fs::write(folder.join("other.csv"), other).unwrap();
    let wrong = complaint(&import(folder, &["other.csv", "--resume", &id]));
    assert!(wrong.contains("this is not the file"), "{wrong}");
    let done = printed(&import(folder, &["records.csv", "--resume", &id]));
    assert!(
        done.contains(&format!("done. 100 % read. Lines: {}. Taken: {persons}. Known already: 0.", persons + 1)),
        "{done}"
    );
    let (state, byte, taken, known, quarantined) = standing(folder).unwrap();
    assert_eq!(
        (state.as_str(), byte, taken, known, quarantined),
        ("done", i64::try_from(text.len()).unwrap(), i64::from(persons), 0, 1)
    );
    assert_eq!(count(folder, "record_version") - records, i64::from(persons));
    assert!(complaint(&import(folder, &["records.csv", "--resume", &id])).contains("the import is done"));
}

#[tokio::test]
async fn asked_to_end_it_says_how_to_go_on() {
    let (folder, code) = town().await;
    let folder = folder.path();
    std::fs::write(folder.join("records.csv"), csv(0..5000)).unwrap();
    let mut command = command(folder, &["records.csv", "--unit", "99901", "--officer", &code]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    moved(folder, &mut child, 0).expect("it is not over yet");
    let interrupt = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(interrupt.success());
    let output = child.wait_with_output().unwrap();
    let id = file_id(folder);
    let line = complaint(&output);
    assert!(line.contains(&format!("interrupted: go on with `morprom import records.csv --resume {id}`")), "{line}");
    let progress = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(progress.contains("% read. Lines: "), "plain lines where there is no terminal: {progress}");
    let (state, _, taken, known, _) = standing(folder).unwrap();
    assert!(state == "running" && taken > 0 && known == 0);
    assert!(printed(&import(folder, &["records.csv", "--resume", &id])).contains("Taken: 5000. Known already: 0."));
}
