//! A house for the stories: real storage in a folder of its own, a clock the story moves, seeded randomness, a keeper in
//! memory.

pub(crate) mod exchange;
pub(crate) mod lossy;
pub(crate) mod papers;

use async_trait::async_trait;
use domain::account::Role;
use domain::catalogue::PurposeId;
use domain::consent::{ASKED, AskedPurpose};
use domain::organisation::{Organisation, OrganisationKind};
use domain::permission::{Agreement, IN_FORCE};
use domain::policy::{Article, Block, Text};
use domain::registration::Answers;
use domain::{Day, Digest, Instant, Language};
use lossy::{Loss, Lossy};
use service::{
    Carried, Carrier, CheckpointKeeper, Clock, Entropy, EntropyError, KeeperError, KeyRing, Parcel, Parts,
    Registration, Rules, Services, Signed, Token,
};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use storage::{DutyChange, Storage, UnitOfWork};
use storage_postgres::PostgresStorage;
use storage_sqlite::SqliteStorage;
use tempfile::TempDir;

/// 23 November 2026, 10:00 in Bangkok.
pub(crate) const NOW: i64 = 1_795_402_800_000;

/// Houses opened so far. Each has another seed: two processes never draw the same.
static OPENED: AtomicU64 = AtomicU64::new(0);

pub(crate) struct MovedClock(pub(crate) AtomicI64);

impl Clock for MovedClock {
    fn now(&self) -> Instant {
        Instant::from_unix_milliseconds(self.0.load(Ordering::SeqCst))
    }
}

/// Looks random, and is the same in every run.
pub(crate) struct Seeded(AtomicU64);

impl Entropy for Seeded {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        for part in bytes.chunks_mut(32) {
            let count = self.0.fetch_add(1, Ordering::SeqCst);
            let digest = Digest::of(&count.to_be_bytes());
            part.copy_from_slice(&digest.as_bytes()[..part.len()]);
        }
        Ok(())
    }
}

#[derive(Default)]
pub(crate) struct Memory(pub(crate) Mutex<Option<String>>);

#[async_trait]
impl CheckpointKeeper for Memory {
    async fn kept(&self) -> Result<Option<String>, KeeperError> {
        Ok(self.0.lock().unwrap().clone())
    }

    async fn keep(&self, before: Option<&str>, next: &str) -> Result<(), KeeperError> {
        let mut kept = self.0.lock().unwrap();
        if kept.as_deref() != before {
            return Err(KeeperError("another".to_owned()));
        }
        *kept = Some(next.to_owned());
        Ok(())
    }
}

/// Takes everything and remembers it.
#[derive(Default)]
pub(crate) struct Pigeon(pub(crate) Mutex<Vec<(String, String)>>);

#[async_trait]
impl Carrier for Pigeon {
    async fn carry(&self, parcel: &Parcel) -> Carried {
        self.0.lock().unwrap().push((parcel.address.clone(), parcel.text.clone()));
        Carried::Taken
    }

    fn keeps(&self) -> bool {
        false
    }
}

pub(crate) struct House {
    pub(crate) services: Services,
    pub(crate) storage: Arc<dyn Storage>,
    pub(crate) clock: Arc<MovedClock>,
    pub(crate) keeper: Arc<Memory>,
    pub(crate) pigeon: Pigeon,
    pub(crate) folder: Arc<TempDir>,
    /// Which answer of storage is lost.
    pub(crate) loss: Arc<Mutex<Loss>>,
    keys: KeyRing,
    /// The database of a server; a file in the folder where absent.
    url: Option<String>,
}

impl House {
    pub(crate) async fn new() -> Self {
        Self::asking(ASKED.to_vec()).await
    }

    pub(crate) async fn asking(asked: Vec<AskedPurpose>) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let clock = Arc::new(MovedClock(AtomicI64::new(NOW)));
        let keys = KeyRing::generate(&Seeded(AtomicU64::new(1 << 40))).unwrap();
        let house = Self::open(folder, clock, Arc::default(), keys, asked, None).await;
        house.publish().await;
        house
    }

    /// A house whose storage is the database of a server.
    pub(crate) async fn on_server(url: String) -> Self {
        let folder = Arc::new(tempfile::tempdir().unwrap());
        let clock = Arc::new(MovedClock(AtomicI64::new(NOW)));
        let keys = KeyRing::generate(&Seeded(AtomicU64::new(1 << 40))).unwrap();
        let house = Self::open(folder, clock, Arc::default(), keys, ASKED.to_vec(), Some(url)).await;
        house.publish().await;
        house
    }

    async fn open(
        folder: Arc<TempDir>,
        clock: Arc<MovedClock>,
        keeper: Arc<Memory>,
        keys: KeyRing,
        asked: Vec<AskedPurpose>,
        url: Option<String>,
    ) -> Self {
        let loss = Arc::<Mutex<Loss>>::default();
        let storage: Arc<dyn Storage> = match &url {
            Some(url) => Arc::new(PostgresStorage::connect(url).await.unwrap()),
            None => Arc::new(Lossy {
                inner: SqliteStorage::open(folder.path().join("portal.db")).await.unwrap(),
                loss: Arc::clone(&loss),
            }),
        };
        let seed = OPENED.fetch_add(1, Ordering::SeqCst) << 40;
        let parts = Parts {
            storage: Arc::clone(&storage),
            clock: clock.clone(),
            entropy: Arc::new(Seeded(AtomicU64::new(seed))),
            keys: keys.clone(),
            origin: "https://portal.example".into(),
            rules: Rules::default(),
            asked,
            keeper: keeper.clone(),
        };
        let services = Services::open(parts).await.unwrap();
        Self { services, storage, clock, keeper, pigeon: Pigeon::default(), folder, loss, keys, url }
    }

    /// Closes everything and opens it again, as another process would, asking these purposes.
    pub(crate) async fn again(self, asked: Vec<AskedPurpose>) -> Self {
        self.storage.close().await;
        self.wait(1);
        Self::open(self.folder, self.clock, self.keeper, self.keys, asked, self.url).await
    }

    /// Another process over the same database, with a checkpoint of its own.
    pub(crate) async fn beside(&self) -> Self {
        let (folder, clock, keys) = (Arc::clone(&self.folder), Arc::clone(&self.clock), self.keys.clone());
        Self::open(folder, clock, Arc::default(), keys, ASKED.to_vec(), self.url.clone()).await
    }

    pub(crate) fn database(&self) -> std::path::PathBuf {
        Path::new(self.folder.path()).join("portal.db")
    }

    pub(crate) fn wait(&self, milliseconds: i64) {
        self.clock.0.fetch_add(milliseconds, Ordering::SeqCst);
    }

    /// Adds a key to wrap with, as the portal takes it from its key file.
    pub(crate) fn rotate(&self) {
        self.services.set_keys(self.keys.rotated(&Seeded(AtomicU64::new(1 << 50))).unwrap());
    }

    async fn publish(&self) {
        let article = |number| Article {
            number,
            title: format!("heading {number}"),
            blocks: vec![Block::Paragraph("The same.".to_owned())],
        };
        for language in [Language::Th, Language::En] {
            let articles = (1..=9).map(article).collect();
            let text = Text { language, title: "A policy".to_owned(), preamble: Vec::new(), articles };
            let import = service::Import {
                text,
                effective: Day::from_iso("2026-01-01").unwrap(),
                publish: language == Language::En,
                class: domain::policy::ChangeClass::Legal,
                summary_th: None,
                summary_en: None,
            };
            self.services.policies.import(import).await.unwrap();
        }
    }

    /// Opens an account for somebody made up: the n-th id whose check digit holds, with these further answers.
    pub(crate) async fn person(&self, n: u32, further: &[(&str, &str)]) -> Signed {
        let id = (0..10)
            .map(|check| format!("19999{n:07}{check}"))
            .find(|id| domain::fields::NationalId::parse(id).is_ok())
            .unwrap();
        let least = [
            ("document", "national-id"),
            ("national-id", id.as_str()),
            ("first-name", "สมมติ"),
            ("birth-date-year", "2523"),
            ("birth-date-language", "th"),
            ("nationality", "THA"),
        ];
        let answers: Answers = least.iter().chain(further).copied().collect();
        let registration = Registration { answers: &answers, photo: None, language: Language::Th, provider: None };
        let subject = self.services.accounts.register(&registration).await.unwrap();
        self.signed(&self.services.sign_on.begin(&subject, "Chrome · Android", Vec::new()).await.unwrap()).await
    }

    /// Somebody on duty at an organisation that has agreed, who has signed; an organisation nobody knows is a unit.
    pub(crate) async fn officer(&self, name: &str, role: Role, code: &str) -> Signed {
        let services = &self.services;
        if services.records.organisation(code).await.unwrap().is_none() {
            let kind = match role {
                Role::UnitOfficer => OrganisationKind::Unit,
                Role::Contractor => OrganisationKind::Contractor,
                _ => OrganisationKind::Division,
            };
            let text = || code.to_owned();
            let (name_th, name_en, province) = (text(), text(), "12".to_owned());
            let mail = String::new();
            let it = Organisation { code: text(), kind, name_th, name_en, province, closed: false, mail };
            services.records.keep_organisation(it).await.unwrap();
        }
        if services.duty.agreements(code).await.unwrap().is_empty() {
            let from = services.clock.now().bangkok_day();
            let purposes = PurposeId::ALL.into_iter().collect();
            let terms = Agreement { from, until: from.plus(730), purposes, ended: false };
            // Written past the desk: a contractor's would need a contract and two officers of the division first.
            let id = domain::Id::new(services.clock.now(), [u8::try_from(code.len()).unwrap(); 10]);
            let (organisation, number, made_by) = (code.to_owned(), "1/2569".to_owned(), "operator".to_owned());
            let made_at = services.clock.now();
            let agreement = storage::StoredAgreement { organisation, id, number, terms, made_at, made_by };
            services.storage.commit(UnitOfWork::of(DutyChange::Agree(agreement).into())).await.unwrap();
        }
        services.staff.open_persona(name, role, (code, name)).await.unwrap();
        let signed = self.signed(&services.sign_on.sign_in_as(name, "test").await.unwrap()).await;
        services.duty.sign(&signed, IN_FORCE).await.unwrap();
        signed
    }

    pub(crate) async fn signed(&self, token: &Token) -> Signed {
        self.services.sign_on.signed(token).await.unwrap().expect("a session")
    }

    /// How many rows each table has.
    pub(crate) async fn rows(&self) -> BTreeMap<&'static str, u32> {
        let mut rows = BTreeMap::new();
        let mut count = |row: storage::copy::CopiedRow| {
            *rows.entry(storage::copy::tables()[row.table].name).or_insert(0) += 1;
            Ok(())
        };
        self.storage.copy_out(&mut count).await.unwrap();
        rows
    }

    /// Nothing is wrong with the ledger and what stands in it.
    pub(crate) async fn is_whole(&self) {
        self.services.ledger.sequence().await.unwrap();
        let kept = self.keeper.0.lock().unwrap().clone();
        let report = self.services.audit.verify(&self.services.ledger, kept.as_deref(), |_, _| {}).await;
        assert_eq!(report.unwrap().findings, []);
    }

    /// Carries what is due, and gives back the last text that went to `address`.
    pub(crate) async fn mail(&self, address: &str) -> Option<String> {
        self.services.messages.carry(&self.pigeon).await.unwrap();
        let sent = self.pigeon.0.lock().unwrap();
        sent.iter().rev().find(|(to, _)| to == address).map(|(_, text)| text.clone())
    }
}
