//! Files that come in: sealed on disk, whole or not at all.

use super::*;
use crate::file_import::{Sealed, Source, SourceError};
use domain::consent::ASKED;
use service::{Parts, Services};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use storage_sqlite::SqliteStorage;

const HEADER: &str = "record-system,record-id,national-id,birth-date,first-name,status,vaccine,dose,day\n";

struct House {
    services: Services,
    data: tempfile::TempDir,
}

impl House {
    async fn open() -> Self {
        let data = tempfile::tempdir().unwrap();
        let storage = SqliteStorage::open(data.path().join("portal.db")).await.unwrap();
        let parts = Parts {
            storage: Arc::new(storage),
            clock: Arc::new(crate::runtime::SystemClock),
            entropy: Arc::new(crate::runtime::SystemEntropy),
            keys: service::KeyRing::generate(&crate::runtime::SystemEntropy).unwrap(),
            origin: "https://portal.example".into(),
            rules: service::Rules::default(),
            asked: ASKED.to_vec(),
            keeper: Arc::new(crate::keeper::FileKeeper::new(data.path().join("checkpoint"))),
        };
        Self { services: Services::open(parts).await.unwrap(), data }
    }

    fn folder(&self) -> Folder {
        Folder::of(self.data.path())
    }

    fn begin(&self, limit: u64) -> (Id, Incoming) {
        let (id, seal, _) = self.services.imports.prepare().unwrap();
        (id, Incoming::begin(&self.folder(), (id, seal), limit).unwrap())
    }

    fn files(&self) -> usize {
        fs::read_dir(self.data.path().join("imports")).unwrap().count()
    }
}

fn text(lines: usize) -> Vec<u8> {
    format!("{HEADER}{}", "urn:h,V-1,planted,1980-05-03,สมมติ,completed,208,1,2026-01-02\n".repeat(lines)).into_bytes()
}

fn read_all(source: &mut Sealed, piece: usize) -> Result<Vec<u8>, SourceError> {
    let (mut all, mut buffer) = (Vec::new(), vec![0; piece]);
    loop {
        match source.read_at(all.len() as u64, &mut buffer)? {
            0 => return Ok(all),
            count => all.extend_from_slice(&buffer[..count]),
        }
    }
}

fn holds(path: &Path, words: &[u8]) -> bool {
    fs::read(path).unwrap().windows(words.len()).any(|part| part == words)
}

#[tokio::test]
async fn a_file_waits_sealed_and_is_read_back_from_any_place() {
    let house = House::open().await;
    for (lines, piece) in [(3, 7), (900, 1000), (2 * PART / 65, 70_000)] {
        let text = text(lines);
        let (id, seal, _) = house.services.imports.prepare().unwrap();
        let mut incoming = Incoming::begin(&house.folder(), (id, seal), 1 << 30).unwrap();
        for piece in text.chunks(piece) {
            incoming.push(piece).unwrap();
        }
        let whole = incoming.finish().unwrap();
        assert_eq!((whole.format, whole.length, whole.digest), (Format::Csv, text.len() as u64, Digest::of(&text)));
        whole.keep().unwrap();
        let path = house.folder().path(id);
        for words in ["planted", "record-system", "1980-05-03"] {
            assert!(!holds(&path, words.as_bytes()), "{words} stands on the disk");
        }
    }
    assert_eq!(house.files(), 3);
}

#[tokio::test]
async fn what_is_sealed_is_opened_part_by_part() {
    let house = House::open().await;
    let text = text(3000);
    // The key is kept as the desk keeps it: read back by the same seal here.
    let (id, seal, keep) = house.services.imports.prepare().unwrap();
    house.services.storage.commit(storage::UnitOfWork::of(keep)).await.unwrap();
    let mut incoming = Incoming::begin(&house.folder(), (id, seal), 1 << 30).unwrap();
    incoming.push(&text).unwrap();
    incoming.finish().unwrap().keep().unwrap();
    let path = house.folder().path(id);
    let open = async |length: usize| {
        let seal = house.services.imports.seal(id).await.unwrap();
        Sealed::open(&path, seal, length as u64).unwrap()
    };
    for piece in [1000, PART, 3 * PART] {
        assert!(read_all(&mut open(text.len()).await, piece).unwrap() == text);
    }
    let mut source = open(text.len()).await;
    let mut buffer = [0; 10];
    for at in [PART - 3, PART, 5, text.len() - 1, text.len()] {
        let count = source.read_at(at as u64, &mut buffer).unwrap();
        assert_eq!(buffer[..count], text[at..(at + 10).min(text.len()).min(if at < PART { PART } else { text.len() })]);
    }
    // Shorter, changed, or its parts exchanged: it is not read.
    let sealed = fs::read(&path).unwrap();
    let part = PART + FileSeal::MORE;
    let mut exchanged = sealed.clone();
    exchanged[..2 * part].rotate_left(part);
    let mut changed = sealed.clone();
    changed[100] ^= 1;
    for damaged in [&sealed[..part - 1], &exchanged, &changed] {
        fs::write(&path, damaged).unwrap();
        assert!(matches!(read_all(&mut open(text.len()).await, PART), Err(SourceError::Damaged)));
    }
}

#[tokio::test]
async fn what_is_not_taken_leaves_nothing() {
    let house = House::open().await;
    let (_, mut large) = house.begin(1000);
    assert!(matches!(large.push(&text(100)), Err(Unfit::TooLarge(1000))));
    drop(large);
    let (_, mut cut) = house.begin(1 << 20);
    cut.push(&text(1)).unwrap();
    drop(cut);
    for (bytes, refused) in [(&b""[..], "empty"), (b"PK\x03\x04", "neither"), (b"a,b\n", "cell 1")] {
        let (_, mut wrong) = house.begin(1 << 20);
        let outcome = wrong.push(bytes).and_then(|()| wrong.finish().map(drop));
        assert!(outcome.unwrap_err().to_string().contains(refused));
    }
    let (_, mut early) = house.begin(1 << 30);
    assert!(early.push(&vec![b'x'; PART]).is_err(), "the kind is found out at once");
    drop(early);
    let (_, mut never_kept) = house.begin(1 << 20);
    never_kept.push(&text(1)).unwrap();
    drop(never_kept.finish().unwrap());
    assert_eq!(house.files(), 0);
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_full_disk_is_said_and_leaves_nothing() {
    let house = House::open().await;
    let (id, seal, _) = house.services.imports.prepare().unwrap();
    house.folder().begin(id).unwrap();
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let mut incoming = Incoming::into(full, (house.folder(), id, seal), 1 << 30);
    let outcome = incoming.push(&text(2000));
    assert!(
        matches!(&outcome, Err(Unfit::Disk(error)) if error.kind() == std::io::ErrorKind::StorageFull),
        "{outcome:?}"
    );
    drop(incoming);
    assert_eq!(house.files(), 0);
}
