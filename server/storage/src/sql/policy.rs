//! The SQL of the policy. A version is only ever inserted; triggers refuse anything else on both engines.

use super::{Engine, Row, Value, day, instant, language};
use crate::{EditionHead, PolicyDraft, PolicyVersion, StorageError, StoredEdition, StoredVersion, VersionHead};
use Value::{Int, Text};
use domain::policy::{ChangeClass, VersionNumber};
use domain::{Digest, Language};

pub(super) async fn publish<E: Engine>(engine: &mut E, version: &StoredVersion) -> Result<(), StorageError> {
    let number = Int(version.number.get().into());
    let editions = i64::try_from(version.editions.len()).map_err(|_| StorageError::Refused)?;
    let inserted = engine
        .execute(
            "INSERT INTO policy_version \
             (number, effective, class, summary_th, summary_en, published_at, edition_count) \
             SELECT $1, $2, $3, $4, $5, $6, $7 \
             WHERE $1 = (SELECT COALESCE(MAX(number), 0) + 1 FROM policy_version)",
            &[
                number,
                Text(&version.effective.to_string()),
                Text(version.class.name()),
                Text(&version.summary_th),
                Text(&version.summary_en),
                Int(version.published_at.unix_milliseconds()),
                Int(editions),
            ],
        )
        .await
        .map_err(|error| error.about("the policy"))?;
    if inserted == 0 {
        return Err(StorageError::Conflict { what: "the policy" });
    }
    for edition in &version.editions {
        let digest = edition.digest().to_string();
        engine
            .run(
                "INSERT INTO policy_edition (version, language, digest, text) VALUES ($1, $2, $3, $4)",
                &[number, Text(edition.language().tag()), Text(&digest), Text(edition.text())],
            )
            .await
            .map_err(|error| error.about("a policy edition"))?;
    }
    Ok(())
}

pub(super) async fn keep_draft<E: Engine>(engine: &mut E, draft: &PolicyDraft) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO policy_draft (language, effective, imported_at, digest, text) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (language) DO UPDATE SET effective = excluded.effective, \
             imported_at = excluded.imported_at, digest = excluded.digest, text = excluded.text",
            &[
                Text(draft.edition.language().tag()),
                Text(&draft.effective.to_string()),
                Int(draft.imported_at.unix_milliseconds()),
                Text(&draft.edition.digest().to_string()),
                Text(draft.edition.text()),
            ],
        )
        .await
}

pub(super) async fn drop_draft<E: Engine>(engine: &mut E, language: Language) -> Result<(), StorageError> {
    engine.run("DELETE FROM policy_draft WHERE language = $1", &[Text(language.tag())]).await
}

pub(super) async fn versions<E: Engine>(engine: &mut E) -> Result<Vec<VersionHead>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT number, effective, class, summary_th, summary_en, published_at, edition_count, language, digest \
             FROM policy_version JOIN policy_edition ON version = number ORDER BY number",
            &[],
        )
        .await?;
    gather(
        &rows,
        |row| Ok(EditionHead { language: language(row, "language")?, digest: digest(row)? }),
        |head| head.language,
    )
}

pub(super) async fn version<E: Engine>(
    engine: &mut E,
    number: VersionNumber,
) -> Result<Option<StoredVersion>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT number, effective, class, summary_th, summary_en, published_at, edition_count, language, digest, \
             text FROM policy_version JOIN policy_edition ON version = number WHERE number = $1",
            &[Int(number.get().into())],
        )
        .await?;
    gather(&rows, edition, StoredEdition::language).map(|mut versions| versions.pop())
}

pub(super) async fn latest<E: Engine>(engine: &mut E) -> Result<Option<VersionNumber>, StorageError> {
    let rows = engine.fetch("SELECT number FROM policy_version ORDER BY number DESC LIMIT 1", &[]).await?;
    rows.first().map(number).transpose()
}

pub(super) async fn drafts<E: Engine>(engine: &mut E) -> Result<Vec<PolicyDraft>, StorageError> {
    let rows = engine.fetch("SELECT language, effective, imported_at, digest, text FROM policy_draft", &[]).await?;
    let draft = |row: &E::Row| {
        let (effective, imported_at) = (day(row, "effective")?, instant(row, "imported_at")?);
        Ok(PolicyDraft { edition: edition(row)?, effective, imported_at })
    };
    let mut drafts: Vec<_> = rows.iter().map(draft).collect::<Result<_, StorageError>>()?;
    drafts.sort_by_key(|draft| draft.edition.language());
    Ok(drafts)
}

/// Makes versions of rows that are ordered by number, one row an edition.
fn gather<R: Row, T>(
    rows: &[R],
    edition: impl Fn(&R) -> Result<T, StorageError>,
    language: impl Fn(&T) -> Language,
) -> Result<Vec<PolicyVersion<T>>, StorageError> {
    let same_version = |one: &R, next: &R| matches!((number(one), number(next)), (Ok(a), Ok(b)) if a == b);
    let version = |rows: &[R]| {
        let mut editions: Vec<T> = rows.iter().map(&edition).collect::<Result<_, _>>()?;
        editions.sort_by_key(&language);
        head(&rows[0], editions)
    };
    rows.chunk_by(same_version).map(version).collect()
}

fn head<R: Row, T>(row: &R, editions: Vec<T>) -> Result<PolicyVersion<T>, StorageError> {
    if row.int("edition_count") != i64::try_from(editions.len()).map_err(|_| corrupt("edition_count")) {
        return Err(corrupt("edition_count"));
    }
    Ok(PolicyVersion {
        number: number(row)?,
        effective: day(row, "effective")?,
        class: ChangeClass::from_name(&row.text("class")?).ok_or(corrupt("class"))?,
        summary_th: row.text("summary_th")?,
        summary_en: row.text("summary_en")?,
        published_at: instant(row, "published_at")?,
        editions,
    })
}

fn edition<R: Row>(row: &R) -> Result<StoredEdition, StorageError> {
    StoredEdition::checked(language(row, "language")?, row.text("text")?, digest(row)?).ok_or(corrupt("text"))
}

fn digest<R: Row>(row: &R) -> Result<Digest, StorageError> {
    Digest::from_hex(&row.text("digest")?).ok_or(corrupt("digest"))
}

fn number<R: Row>(row: &R) -> Result<VersionNumber, StorageError> {
    u32::try_from(row.int("number")?).ok().and_then(VersionNumber::new).ok_or(corrupt("number"))
}

const fn corrupt(what: &'static str) -> StorageError {
    StorageError::Corrupt { what }
}
