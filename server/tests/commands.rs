//! The binary as an operator runs it: what it prints, how it ends, what it leaves unchanged.

use std::path::Path;
use std::process::{Command, Output};

fn morprom(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_morprom"))
        .args(arguments)
        .current_dir(folder)
        .env("MORPROM_DATA_DIR", folder.join("data"))
        .env_remove("MORPROM_DATABASE_URL")
        .output()
        .unwrap()
}

fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complaint(output: &Output) -> String {
    assert!(!output.status.success(), "it succeeded: {}", printed(output));
    let lines = String::from_utf8_lossy(&output.stderr).into_owned();
    let complaints: Vec<_> = lines.lines().filter(|line| !line.starts_with('{')).collect();
    assert_eq!(complaints.len(), 1, "one line: {lines}");
    complaints[0].to_owned()
}

/// A Thai text as a PDF gives it, wrapped and with broken marks; synthetic.
fn damaged() -> String {
    let article = |number| {
        format!("ข้อ {number} หัวข้อที่ {number} \n  เนื ้อหาของข้อนี้ซึ่งยาวพอที่จะขึ้นบรรทัดใหม่ตามท่ีเห็นตรงนี้ \nแล้วต่อไปจนจบ\n\n")
    };
    format!("ประกาศตัวอย่าง\n\n{}", (1..=9).map(article).collect::<String>())
}

#[test]
fn a_damaged_text_is_repaired_published_and_listed() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("text.txt"), damaged()).unwrap();
    assert!(morprom(folder.path(), &["migrate"]).status.success());
    let arguments = ["policy", "import", "text.txt", "--lang", "th", "--effective", "2026-01-01"];
    let draft = morprom(folder.path(), &arguments);
    assert!(printed(&draft).contains("9 articles") && printed(&draft).contains("as a draft"), "{}", printed(&draft));
    assert!(!printed(&draft).contains("line 3:"));
    let published = morprom(folder.path(), &[&arguments[..], &["--publish", "--verbose"]].concat());
    let said = printed(&published);
    assert!(published.status.success() && said.contains("published  version 2"), "{said}");
    assert!(said.contains("line 4: space before a mark") && said.contains("sha256:"), "{said}");
    let list = printed(&morprom(folder.path(), &["policy", "list"]));
    assert!(list.contains("* 2  effective 2026-01-01") && list.contains("  1  effective 2025-10-01"), "{list}");
    assert!(!list.contains("draft"), "publishing takes the draft: {list}");
}

#[test]
fn each_bad_file_gets_one_line_that_names_it_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    assert!(morprom(folder.path(), &["migrate"]).status.success());
    let before = printed(&morprom(folder.path(), &["policy", "list"]));
    let whole = damaged();
    let files: [(&str, Vec<u8>, &str); 7] = [
        ("empty.txt", Vec::new(), "empty"),
        ("latin.txt", b"caf\xe9".to_vec(), "not UTF-8"),
        ("letter.txt", "จดหมายธรรมดา".as_bytes().to_vec(), "not a policy text"),
        ("twice.txt", whole.replace("ข้อ 4 ", "ข้อ 3 ").into_bytes(), "a second time"),
        ("eight.txt", whole.replace("ข้อ 9 ", "เก้า ").into_bytes(), "article 9 is missing"),
        ("huge.txt", vec![b'a'; 5 * 1024 * 1024 + 1], "5 MiB"),
        ("binary.txt", b"\x7fELF\x00\x01".to_vec(), "control character"),
    ];
    for (name, content, words) in files {
        std::fs::write(folder.path().join(name), content).unwrap();
        let arguments = ["policy", "import", name, "--lang", "th", "--effective", "2026-01-01", "--publish"];
        let line = complaint(&morprom(folder.path(), &arguments));
        assert!(line.contains(name) && line.contains(words), "{line}");
    }
    let missing = ["policy", "import", "nowhere.txt", "--lang", "th", "--effective", "2026-01-01"];
    assert!(complaint(&morprom(folder.path(), &missing)).contains("nowhere.txt"));
    assert_eq!(printed(&morprom(folder.path(), &["policy", "list"])), before);
}

#[test]
fn bad_arguments_and_settings_are_named() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, words) in [
        (vec!["policy", "import", "x", "--lang", "fr", "--effective", "2026-01-01"], "--lang"),
        (vec!["policy", "import", "x", "--lang", "th", "--effective", "2569-01-01"], "Buddhist"),
        (vec!["policy", "import", "x", "--lang", "th", "--effective", "2026-02-30"], "2026-02-30"),
    ] {
        let output = morprom(folder.path(), &arguments);
        assert!(!output.status.success());
        assert!(String::from_utf8_lossy(&output.stderr).contains(words), "{arguments:?}");
    }
    std::fs::write(folder.path().join("morprom.toml"), "MORPROM_ADRR = \"x\"\n").unwrap();
    assert!(complaint(&morprom(folder.path(), &["migrate"])).contains("MORPROM_ADRR"));
}

#[test]
fn the_key_is_readable_by_its_owner_alone_and_a_broken_one_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    assert!(morprom(folder.path(), &["migrate"]).status.success());
    let key = folder.path().join("data/keys/key-encryption.key");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);
    std::fs::write(&key, "short").unwrap();
    assert!(complaint(&morprom(folder.path(), &["policy", "list"])).contains("key file"));
}

#[test]
fn a_key_file_that_is_gone_is_not_made_anew_beside_what_it_opens() {
    let folder = tempfile::tempdir().unwrap();
    assert!(
        complaint(&morprom(folder.path(), &["traffic", "orders"])).contains("key file"),
        "no log, and no keys made for it"
    );
    assert!(morprom(folder.path(), &["seed", "--persons", "1", "--seed", "1"]).status.success());
    let key = folder.path().join("data/keys/key-encryption.key");
    let kept = std::fs::read(&key).unwrap();
    std::fs::remove_file(&key).unwrap();
    for command in [&["policy", "list"][..], &["ledger", "verify"], &["keys", "rotate"]] {
        assert!(complaint(&morprom(folder.path(), command)).contains("key file"), "{command:?}");
        assert!(!key.exists(), "{command:?}");
    }
    std::fs::write(&key, kept).unwrap();
    assert!(complaint(&morprom(folder.path(), &["policy", "list"])).contains("others may read it"));
    std::fs::set_permissions(&key, std::os::unix::fs::PermissionsExt::from_mode(0o600)).unwrap();
    assert!(printed(&morprom(folder.path(), &["ledger", "verify"])).contains("the ledger holds"));
}

#[test]
fn what_looks_at_a_database_makes_none_in_the_wrong_folder() {
    let folder = tempfile::tempdir().unwrap();
    let account = ["--issuer", "https://sign-on.example", "--subject", "somebody"];
    let opened = ["--role", "auditor", "--organisation", "division", "--name", "Somebody"];
    let system = ["partner", "end", "--client", "register-1"];
    for command in [
        &["ledger", "verify"][..],
        &["backup", "nothing"],
        &["keys", "rotate"],
        &["policy", "list"],
        &["partner", "list"],
        &system,
        &[&["staff", "add"][..], &account, &opened].concat(),
        &[&["staff", "end"][..], &account].concat(),
    ] {
        assert!(complaint(&morprom(folder.path(), command)).contains("not there"), "{command:?}");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "{command:?}");
    }
}

/// What keys and checkpoint are to a backup: kept apart, put back beside it.
fn put_back(from: &Path, to: &Path, name: &str) {
    let folder = to.join("data").join(name);
    std::fs::create_dir_all(&folder).unwrap();
    for file in std::fs::read_dir(from.join("data").join(name)).unwrap() {
        let file = file.unwrap().path();
        std::fs::copy(&file, folder.join(file.file_name().unwrap())).unwrap();
    }
}

#[test]
fn made_up_people_are_backed_up_restored_and_checked() {
    let (one, other, old) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let seed = |persons: &str, seed: &str| morprom(one.path(), &["seed", "--persons", persons, "--seed", seed]);
    assert!(printed(&seed("20", "5")).contains("20 made-up people"));
    assert!(complaint(&seed("20", "5")).contains("seed a new database"), "the same people twice");
    assert!(complaint(&seed("20", "6")).contains("seed a new database"), "ids are the same for every seed");
    let early = morprom(one.path(), &["backup", "early"]);
    assert!(printed(&early).contains("rows in early"), "{}", printed(&early));
    assert!(complaint(&morprom(one.path(), &["backup", "early"])).contains("never replaces"));

    let restore = |to: &Path, file: &str| morprom(to, &["restore", one.path().join(file).to_str().unwrap()]);
    assert!(complaint(&restore(other.path(), "early")).contains("put back"), "no key, no restore");
    put_back(one.path(), other.path(), "keys");
    put_back(one.path(), other.path(), "ledger");
    let mut damaged = std::fs::read(one.path().join("early")).unwrap();
    let middle = damaged.len() / 2;
    damaged[middle] ^= 1;
    std::fs::write(one.path().join("damaged"), damaged).unwrap();
    assert!(complaint(&restore(other.path(), "damaged")).contains("damaged"));
    let done = restore(other.path(), "early");
    let said = printed(&done);
    assert!(done.status.success() && said.contains("200 entries and 200 events checked"), "{said}");
    assert!(complaint(&restore(other.path(), "early")).contains("not empty"));

    // A checkpoint that knows more than the backup: the backup is old, and says so.
    let later = one.path().join("data/ledger/checkpoint");
    let grown = std::fs::read_to_string(&later).unwrap();
    assert!(grown.contains("\n200\n"));
    put_back(one.path(), old.path(), "keys");
    std::fs::create_dir_all(old.path().join("data/ledger")).unwrap();
    std::fs::write(old.path().join("data/ledger/checkpoint"), grown.replace("\n200\n", "\n201\n")).unwrap();
    assert!(complaint(&restore(old.path(), "early")).contains("does not hold"));
}

#[test]
fn the_same_seed_makes_the_same_people() {
    let ids = |seed: &str| {
        let folder = tempfile::tempdir().unwrap();
        assert!(morprom(folder.path(), &["seed", "--persons", "3", "--seed", seed]).status.success());
        let connection = rusqlite::Connection::open(folder.path().join("data/morprom.db")).unwrap();
        let mut statement = connection.prepare("SELECT id, kind, at FROM consent_event ORDER BY id").unwrap();
        let row =
            |row: &rusqlite::Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?));
        statement.query_map([], row).unwrap().map(Result::unwrap).collect::<Vec<_>>()
    };
    assert_eq!(ids("5"), ids("5"));
    assert_ne!(ids("5"), ids("6"));
}
