//! The policy desk over a real database: drafts, publishing, repetition, two publishers at once, damaged texts.

use domain::policy::{Article, Block, ChangeClass, Text, VersionNumber};
use domain::{Day, Instant, Language};
use service::{
    CheckpointKeeper, Clock, Entropy, EntropyError, Import, KeeperError, KeyRing, Parts, Publication, ServiceError,
    Services,
};
use std::path::Path;
use std::sync::Arc;
use storage::StorageError;
use storage_sqlite::SqliteStorage;

/// 23 November 2026, 10:00 in Bangkok.
const NOW: Instant = Instant::from_unix_milliseconds(1_795_402_800_000);

struct Standing;

impl Clock for Standing {
    fn now(&self) -> Instant {
        NOW
    }
}

impl Entropy for Standing {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), EntropyError> {
        bytes.fill(3);
        Ok(())
    }
}

struct Nobody;

#[async_trait::async_trait]
impl CheckpointKeeper for Nobody {
    async fn kept(&self) -> Result<Option<String>, KeeperError> {
        Ok(None)
    }

    async fn keep(&self, _before: Option<&str>, _next: &str) -> Result<(), KeeperError> {
        Ok(())
    }
}

async fn open(folder: &Path) -> Services {
    let storage = SqliteStorage::open(folder.join("policies.db")).await.unwrap();
    let keys = KeyRing::generate(&Standing).unwrap();
    let origin = "https://portal.example".into();
    let parts = Parts {
        storage: Arc::new(storage),
        clock: Arc::new(Standing),
        entropy: Arc::new(Standing),
        keys,
        origin,
        rules: service::Rules::default(),
        asked: Vec::new(),
        keeper: Arc::new(Nobody),
    };
    Services::open(parts).await.unwrap()
}

fn text(language: Language, sentence: &str) -> Text {
    let article = |number| Article {
        number,
        title: format!("heading {number}"),
        blocks: vec![Block::Paragraph(if number == 4 { sentence.to_owned() } else { "The same.".to_owned() })],
    };
    Text { language, title: "A policy".to_owned(), preamble: Vec::new(), articles: (1..=9).map(article).collect() }
}

fn day(text: &str) -> Day {
    Day::from_iso(text).unwrap()
}

fn import(text: Text, effective: &str, publish: bool) -> Import {
    let class = ChangeClass::Legal;
    Import { text, effective: day(effective), publish, class, summary_th: None, summary_en: None }
}

fn number(number: u32) -> VersionNumber {
    VersionNumber::new(number).unwrap()
}

#[tokio::test]
async fn a_draft_joins_the_other_language_when_that_is_published() {
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path()).await;
    let draft = services.policies.import(import(text(Language::Th, "One."), "2026-01-01", false)).await.unwrap();
    assert_eq!(draft.published, None);
    assert!(services.policies.shelf().newest().is_none());
    let english = import(text(Language::En, "One."), "2026-01-01", true);
    assert_eq!(services.policies.import(english).await.unwrap().published, Some(number(1)));
    let shelf = services.policies.shelf();
    let version = shelf.version(number(1)).unwrap();
    assert!(version.edition(Language::Th).is_some() && version.edition(Language::En).is_some());
    assert_eq!(services.policies.drafts().await.unwrap(), []);
}

#[tokio::test]
async fn a_second_version_says_what_changed_and_the_first_stays() {
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path()).await;
    for (sentence, effective) in [("We keep your name.", "2026-01-01"), ("We keep your address.", "2026-06-01")] {
        services.policies.import(import(text(Language::En, sentence), effective, true)).await.unwrap();
    }
    let shelf = services.policies.shelf();
    assert_eq!(shelf.version(number(2)).unwrap().summary_en, "Article 4 changed.");
    assert_eq!(shelf.in_force(day("2026-03-01")).unwrap().number, number(1));
    assert_eq!(shelf.in_force(day("2026-11-23")).unwrap().number, number(2));
    assert!(shelf.in_force(day("2025-12-31")).is_none());
    let comparison = services.policies.compare(number(1), number(2), Language::Th).unwrap();
    let (language, changes) = comparison.changes.unwrap();
    assert_eq!((language, changes.changed().count()), (Language::En, 1));
    assert!(services.policies.compare(number(1), number(3), Language::Th).is_none());
}

#[tokio::test]
async fn the_same_text_for_the_same_day_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path()).await;
    services.policies.import(import(text(Language::En, "One."), "2026-01-01", true)).await.unwrap();
    for publish in [true, false] {
        let again = services.policies.import(import(text(Language::En, "One."), "2026-01-01", publish)).await;
        assert!(matches!(again, Err(ServiceError::AlreadyPublished(first)) if first == number(1)));
    }
    assert_eq!(services.policies.shelf().versions().count(), 1);
    assert_eq!(services.policies.drafts().await.unwrap(), []);
}

#[tokio::test]
async fn what_another_process_published_is_seen_and_its_number_is_not_taken_twice() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (open(folder.path()).await, open(folder.path()).await);
    there.policies.import(import(text(Language::En, "One."), "2026-01-01", true)).await.unwrap();
    assert!(here.policies.shelf().newest().is_none());
    here.policies.refresh().await.unwrap();
    assert_eq!(here.policies.shelf().newest().unwrap().number, number(1));
    let publication = |sentence| Publication {
        texts: vec![text(Language::En, sentence)],
        effective: day("2026-02-01"),
        class: ChangeClass::Editorial,
        summary_th: None,
        summary_en: None,
    };
    let both = tokio::join!(here.policies.publish(publication("Two.")), there.policies.publish(publication("Three.")));
    let taken = [both.0, both.1].map(|result| match result {
        Ok(number) => number.get(),
        Err(ServiceError::Storage(StorageError::Conflict { .. })) => 0,
        Err(error) => panic!("{error}"),
    });
    assert!(matches!(taken, [2, 0 | 3] | [0 | 3, 2]), "{taken:?}");
}

#[tokio::test]
async fn the_gravest_change_since_is_the_one_that_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let services = open(folder.path()).await;
    for (at, class) in [ChangeClass::Editorial, ChangeClass::Purpose, ChangeClass::Editorial].into_iter().enumerate() {
        let one = import(text(Language::En, &format!("Sentence {at}.")), "2026-01-01", true);
        services.policies.import(Import { class, ..one }).await.unwrap();
    }
    let shelf = services.policies.shelf();
    assert_eq!(shelf.gravest_change(number(1), number(3)), Some(ChangeClass::Purpose));
    assert_eq!(shelf.gravest_change(number(2), number(3)), Some(ChangeClass::Editorial));
    assert_eq!(shelf.gravest_change(number(3), number(3)), None);
}
