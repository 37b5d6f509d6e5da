//! The policy: importing, publishing, reading, comparing (article 1). A published version never changes.

use crate::clock::Clock;
use crate::error::ServiceError;
use crate::shelf::Shelf;
use crate::words::ThaiWords;
use domain::policy::{ChangeClass, Changes, Edition, Text, Version, VersionNumber, changes, first_summary, summary};
use domain::{Day, Digest, Language};
use std::sync::{Arc, PoisonError, RwLock};
use storage::{Change, PolicyDraft, PolicyVersion, Storage, StorageError, StoredEdition, StoredVersion, UnitOfWork};

/// A text to be kept as a draft or published.
pub struct Import {
    /// The text, parsed and repaired.
    pub text: Text,
    /// The day from which it applies.
    pub effective: Day,
    /// Whether it is published now.
    pub publish: bool,
    /// What kind of change it is.
    pub class: ChangeClass,
    /// What changed, in Thai; made from the comparison where absent.
    pub summary_th: Option<String>,
    /// What changed, in English; made from the comparison where absent.
    pub summary_en: Option<String>,
}

/// What became of an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Imported {
    /// The SHA-256 of the canonical text.
    pub digest: Digest,
    /// The version it was published as; `None` where it is kept as a draft.
    pub published: Option<VersionNumber>,
}

/// A version to be published.
pub struct Publication {
    /// Its texts, at least one, at most one a language.
    pub texts: Vec<Text>,
    /// The day from which it applies.
    pub effective: Day,
    /// What kind of change it is.
    pub class: ChangeClass,
    /// What changed, in Thai; made from the comparison where absent.
    pub summary_th: Option<String>,
    /// The same in English.
    pub summary_en: Option<String>,
}

/// Two versions side by side.
pub struct Comparison {
    /// The one compared from.
    pub from: Arc<Version>,
    /// The one compared to.
    pub to: Arc<Version>,
    /// What changed, and the language compared; `None` where the two share no language.
    pub changes: Option<(Language, Changes)>,
}

/// Who reads a policy page. The seam for "shown" events: a notice shown and a choice made are two different events, and
/// a showing is recorded only for people who are signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reader {
    /// Nobody known; nothing is recorded.
    Visitor,
}

/// The duty.
pub struct PolicyDesk {
    storage: Arc<dyn Storage>,
    clock: Arc<dyn Clock>,
    words: ThaiWords,
    shelf: RwLock<Arc<Shelf>>,
}

impl PolicyDesk {
    pub(crate) async fn open(storage: Arc<dyn Storage>, clock: Arc<dyn Clock>) -> Result<Self, ServiceError> {
        let desk = Self { storage, clock, words: ThaiWords::default(), shelf: RwLock::default() };
        desk.refresh().await?;
        Ok(desk)
    }

    /// All published versions, as last read.
    pub fn shelf(&self) -> Arc<Shelf> {
        Arc::clone(&self.shelf.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads versions that another process published since. Cheap where there are none.
    pub async fn refresh(&self) -> Result<(), ServiceError> {
        let shelf = self.shelf();
        let known = shelf.newest().map(|version| version.number);
        let Some(latest) = self.storage.latest().await?.filter(|latest| Some(*latest) != known) else { return Ok(()) };
        let mut versions: Vec<_> = shelf.shared().to_vec();
        let mut next = known.map_or(VersionNumber::FIRST, VersionNumber::next);
        while next <= latest {
            let stored = self.storage.version(next).await?.ok_or(StorageError::Corrupt { what: "policy version" })?;
            versions.push(Arc::new(version(stored)?));
            next = next.next();
        }
        let mut current = self.shelf.write().unwrap_or_else(PoisonError::into_inner);
        if current.generation == shelf.generation {
            *current = Arc::new(Shelf::new(shelf.generation + 1, versions));
        }
        Ok(())
    }

    /// Keeps a text as a draft, or publishes it together with the text in the other language for the same day: the
    /// draft's where there is one, else the newest version's. A text that is published already is refused.
    pub async fn import(&self, import: Import) -> Result<Imported, ServiceError> {
        let Import { text, effective, publish, class, summary_th, summary_en } = import;
        let digest = text.digest();
        self.refuse_repetition(&text, digest, effective)?;
        if !publish {
            let draft = PolicyDraft { edition: stored(&text), effective, imported_at: self.clock.now() };
            self.storage.commit(UnitOfWork::of(Change::KeepDraft(draft))).await?;
            return Ok(Imported { digest, published: None });
        }
        let mut texts = vec![text];
        texts.extend(self.companion(texts[0].language.other(), effective).await?);
        let publication = Publication { texts, effective, class, summary_th, summary_en };
        let number = self.publish(publication).await?;
        Ok(Imported { digest, published: Some(number) })
    }

    /// Publishes a version as the next number. Two publishers at the same moment: the second gets a conflict.
    pub async fn publish(&self, publication: Publication) -> Result<VersionNumber, ServiceError> {
        self.publish_with(publication, |_| Vec::new()).await
    }

    /// The same together with what else is to happen in the same unit, by the number it gets.
    pub(crate) async fn publish_with(
        &self,
        publication: Publication,
        also: impl FnOnce(VersionNumber) -> Vec<Change>,
    ) -> Result<VersionNumber, ServiceError> {
        self.refresh().await?;
        let Publication { mut texts, effective, class, summary_th, summary_en } = publication;
        texts.sort_by_key(|text| text.language);
        let number = self.shelf().newest().map_or(VersionNumber::FIRST, |newest| newest.number.next());
        let (made_th, made_en) = self.summary(&texts);
        let drafts = texts.iter().map(|text| Change::DropDraft(text.language));
        let version = PolicyVersion {
            number,
            effective,
            class,
            summary_th: summary_th.unwrap_or(made_th),
            summary_en: summary_en.unwrap_or(made_en),
            published_at: self.clock.now(),
            editions: texts.iter().map(stored).collect(),
        };
        let changes = std::iter::once(Change::PublishPolicy(version)).chain(drafts).chain(also(number)).collect();
        self.storage.commit(UnitOfWork { changes }).await?;
        self.refresh().await?;
        Ok(number)
    }

    /// Texts imported and not yet published.
    pub async fn drafts(&self) -> Result<Vec<PolicyDraft>, ServiceError> {
        Ok(self.storage.drafts().await?)
    }

    /// Two versions side by side, in `language` where both have it, else in the other; `None` where one of the numbers is
    /// not published.
    pub fn compare(&self, from: VersionNumber, to: VersionNumber, language: Language) -> Option<Comparison> {
        let shelf = self.shelf();
        let (from, to) = (Arc::clone(shelf.version(from)?), Arc::clone(shelf.version(to)?));
        let changes = [language, language.other()].into_iter().find_map(|language| {
            let (old, new) = (from.edition(language)?, to.edition(language)?);
            changes(&old.text, &new.text, &self.words).ok().map(|changes| (language, changes))
        });
        Some(Comparison { from, to, changes })
    }

    /// What changed between two texts; `None` where they are in different languages.
    pub(crate) fn changed(&self, old: &Text, new: &Text) -> Option<Changes> {
        changes(old, new, &self.words).ok()
    }

    /// A version was on a reader's page.
    pub fn shown(&self, reader: &Reader, _number: VersionNumber) {
        match reader {
            Reader::Visitor => {}
        }
    }

    fn refuse_repetition(&self, text: &Text, digest: Digest, effective: Day) -> Result<(), ServiceError> {
        let shelf = self.shelf();
        let Some(newest) = shelf.newest().filter(|newest| newest.effective == effective) else { return Ok(()) };
        match newest.edition(text.language).filter(|edition| edition.digest == digest) {
            Some(_) => Err(ServiceError::AlreadyPublished(newest.number)),
            None => Ok(()),
        }
    }

    async fn companion(&self, language: Language, effective: Day) -> Result<Option<Text>, ServiceError> {
        let drafts = self.storage.drafts().await?;
        let fits = |draft: &PolicyDraft| draft.edition.language() == language && draft.effective == effective;
        if let Some(draft) = drafts.into_iter().find(fits) {
            return Ok(Some(Text::parse(language, draft.edition.text())?.text));
        }
        let shelf = self.shelf();
        let newest = shelf.newest().filter(|newest| newest.effective == effective);
        Ok(newest.and_then(|newest| newest.edition(language)).map(|edition| edition.text.clone()))
    }

    /// What changed against the newest version, in both languages.
    fn summary(&self, texts: &[Text]) -> (String, String) {
        let shelf = self.shelf();
        let compared = shelf.newest().and_then(|newest| {
            texts.iter().find_map(|text| {
                let old = newest.edition(text.language)?;
                changes(&old.text, text, &self.words).ok()
            })
        });
        compared.map_or_else(first_summary, |changes| summary(&changes))
    }
}

fn stored(text: &Text) -> StoredEdition {
    StoredEdition::of(text.language, text.canonical())
}

/// Reads what was stored. A stored text is canonical; one that reads as anything else is damaged.
fn version(stored: StoredVersion) -> Result<Version, ServiceError> {
    let PolicyVersion { number, effective, class, summary_th, summary_en, published_at, editions } = stored;
    let read = |edition: StoredEdition| {
        let text = Text::parse(edition.language(), edition.text()).ok().map(|parsed| Edition::of(parsed.text));
        text.filter(|read| read.digest == edition.digest()).ok_or(StorageError::Corrupt { what: "policy text" })
    };
    let mut editions = editions.into_iter().map(read).collect::<Result<Vec<_>, _>>()?;
    editions.sort_by_key(|edition| edition.text.language);
    Ok(Version { number, effective, class, summary_th, summary_en, published_at, editions })
}
