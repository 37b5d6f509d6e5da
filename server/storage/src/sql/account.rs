//! The SQL of accounts: opening, finding, addresses, profile values, audit.

use super::{Engine, Row, Value, digest, id, instant, language, maybe_id, text_of, word};
use crate::{
    AccessFilter, Account, AccountAddress, AccountChange, AddressKind, AuditEvent, AuditLine, Channel, Grounds,
    KeyKind, Passkey, ProfileValue, Settings, StorageError,
};
use Value::{Bytes, Int, Text};
use domain::account::{Assurance, Role};
use domain::message::QuietHours;
use domain::{Digest, Id, Instant};

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &AccountChange) -> Result<(), StorageError> {
    match change {
        AccountChange::Open(account) => open(engine, account).await,
        AccountChange::Claim { kind, hash, subject } => claim(engine, *kind, hash, subject).await,
        AccountChange::Settings { subject, settings } => change_settings(engine, subject, settings).await,
        AccountChange::Adopt { subject, assurance, settings } => adopt(engine, subject, *assurance, settings).await,
        AccountChange::Leave { subject } => leave(engine, subject).await,
        AccountChange::Verified { subject } => verified(engine, subject).await,
        AccountChange::Erase { subject, at } => erase(engine, subject, *at).await,
        AccountChange::Address { address, at } => keep_address(engine, address, *at).await,
        AccountChange::DropAddress { subject, kind } => drop_address(engine, subject, *kind).await,
        AccountChange::Value(value) => add_value(engine, value).await,
        AccountChange::KeepPasskey(passkey) => keep_passkey(engine, passkey).await,
        AccountChange::Audit(event) => audit(engine, event).await,
        session => super::session::apply(engine, session).await,
    }
}

async fn open<E: Engine>(engine: &mut E, account: &Account) -> Result<(), StorageError> {
    let Settings { language, channel, quiet } = account.settings;
    let (from, to) = hours(quiet);
    engine
        .run(
            "INSERT INTO account (subject, role, organisation, assurance, language, channel, quiet_from, quiet_to, \
             created_at, erased_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0)",
            &[
                Text(&account.subject),
                Text(account.role.name()),
                Text(&account.organisation),
                Text(account.assurance.name()),
                Text(language.tag()),
                Text(channel.name()),
                Int(from),
                Int(to),
                Int(account.created_at.unix_milliseconds()),
            ],
        )
        .await
        .map_err(|error| error.about("an account"))
}

async fn claim<E: Engine>(engine: &mut E, kind: KeyKind, hash: &Digest, subject: &str) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO account_key (kind, hash, subject) VALUES ($1, $2, $3)",
            &[Text(kind.name()), Bytes(hash.as_bytes()), Text(subject)],
        )
        .await
        .map_err(|error| error.about("what belongs to one account alone"))
}

async fn change_settings<E: Engine>(engine: &mut E, subject: &str, settings: &Settings) -> Result<(), StorageError> {
    let (from, to) = hours(settings.quiet);
    let values = [Text(subject), Text(settings.language.tag()), Text(settings.channel.name()), Int(from), Int(to)];
    engine
        .run(
            "UPDATE account SET language = $2, channel = $3, quiet_from = $4, quiet_to = $5 WHERE subject = $1",
            &values,
        )
        .await
}

async fn adopt<E: Engine>(
    engine: &mut E,
    subject: &str,
    assurance: Assurance,
    settings: &Settings,
) -> Result<(), StorageError> {
    let sql = "UPDATE account SET assurance = $2 WHERE subject = $1 AND assurance = 'recorded' AND erased_at = 0";
    super::one(engine.execute(sql, &[Text(subject), Text(assurance.name())]).await?, "an account")?;
    change_settings(engine, subject, settings).await
}

async fn verified<E: Engine>(engine: &mut E, subject: &str) -> Result<(), StorageError> {
    engine.run("UPDATE account SET assurance = 'verified' WHERE subject = $1", &[Text(subject)]).await
}

async fn erase<E: Engine>(engine: &mut E, subject: &str, at: Instant) -> Result<(), StorageError> {
    let changed = engine
        .execute(
            "UPDATE account SET erased_at = $2 WHERE subject = $1 AND erased_at = 0",
            &[Text(subject), Int(at.unix_milliseconds())],
        )
        .await?;
    super::one(changed, "an account")?;
    for sql in [
        "DELETE FROM account_key WHERE subject = $1",
        "DELETE FROM register_check WHERE subject = $1",
        "DELETE FROM target_group WHERE subject = $1",
    ] {
        engine.run(sql, &[Text(subject)]).await?;
    }
    close(engine, subject).await
}

async fn leave<E: Engine>(engine: &mut E, subject: &str) -> Result<(), StorageError> {
    let sql = "UPDATE account SET assurance = 'recorded' WHERE subject = $1 AND assurance = 'stated' AND erased_at = 0";
    super::one(engine.execute(sql, &[Text(subject)]).await?, "an account")?;
    let others = "DELETE FROM account_key WHERE subject = $1 AND kind <> 'document'";
    engine.run(others, &[Text(subject)]).await?;
    close(engine, subject).await
}

/// What goes with whoever had an account.
async fn close<E: Engine>(engine: &mut E, subject: &str) -> Result<(), StorageError> {
    for sql in [
        "DELETE FROM account_address WHERE subject = $1",
        "DELETE FROM passkey WHERE subject = $1",
        "DELETE FROM document WHERE subject = $1",
        "DELETE FROM session WHERE subject = $1",
        // Nothing is agreed to any more. The events stay, as commitments.
        "DELETE FROM consent_standing WHERE subject = $1",
        // Nobody can read what was asked, nor answer it.
        "UPDATE rights_case SET state = 'withdrawn', is_open = 0 WHERE subject = $1 AND is_open = 1",
    ] {
        engine.run(sql, &[Text(subject)]).await?;
    }
    Ok(())
}

async fn keep_address<E: Engine>(engine: &mut E, address: &AccountAddress, at: Instant) -> Result<(), StorageError> {
    let confirmed = if address.confirmed { at.unix_milliseconds() } else { 0 };
    engine
        .run(
            "INSERT INTO account_address (hash, subject, kind, confirmed_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (hash, subject) DO UPDATE SET confirmed_at = excluded.confirmed_at",
            &[Bytes(address.hash.as_bytes()), Text(&address.subject), Text(address.kind.name()), Int(confirmed)],
        )
        .await
}

async fn drop_address<E: Engine>(engine: &mut E, subject: &str, kind: AddressKind) -> Result<(), StorageError> {
    engine
        .run("DELETE FROM account_address WHERE subject = $1 AND kind = $2", &[Text(subject), Text(kind.name())])
        .await
}

/// Of two changes made at once the second finds its version taken: by this look, or by the primary key.
async fn add_value<E: Engine>(engine: &mut E, value: &ProfileValue) -> Result<(), StorageError> {
    let what = "a field of a profile";
    let newest = engine
        .fetch(
            "SELECT COALESCE(MAX(version), 0) AS version FROM profile_value WHERE subject = $1 AND field = $2",
            &[Text(&value.subject), Text(&value.field)],
        )
        .await?;
    let newest = newest.first().map_or(Ok(0), |row| row.int("version"))?;
    if newest + 1 != i64::from(value.version) {
        return Err(StorageError::Conflict { what });
    }
    engine
        .run(
            "INSERT INTO profile_value (subject, field, version, sealed, source, recorded_at, recorded_by) \
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                Text(&value.subject),
                Text(&value.field),
                Int(value.version.into()),
                Bytes(&value.sealed),
                Text(&value.source),
                Int(value.recorded_at.unix_milliseconds()),
                Text(&value.recorded_by),
            ],
        )
        .await
        .map_err(|error| error.about(what))
}

async fn keep_passkey<E: Engine>(engine: &mut E, passkey: &Passkey) -> Result<(), StorageError> {
    engine
        .run(
            "INSERT INTO passkey (subject, hash, credential, created_at) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (subject, hash) DO UPDATE SET credential = excluded.credential",
            &[
                Text(&passkey.subject),
                Bytes(passkey.hash.as_bytes()),
                Bytes(&passkey.credential),
                Int(passkey.created_at.unix_milliseconds()),
            ],
        )
        .await
}

async fn audit<E: Engine>(engine: &mut E, event: &AuditEvent) -> Result<(), StorageError> {
    let none = Grounds::default();
    let grounds = event.grounds.as_ref().unwrap_or(&none);
    // Nothing is kept from a person that the ledger was not told of in the same unit.
    if grounds.shown_from.is_some() && !super::ledger::is_waiting(engine, event.id).await? {
        return Err(StorageError::Refused);
    }
    engine
        .run(
            "INSERT INTO audit_event (subject, id, at, actor, act, acting, target, office, purpose, facts, path, \
             unbound, shown_from) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            &[
                Text(&event.subject),
                Text(&event.id.to_string()),
                Int(event.at.unix_milliseconds()),
                Text(&event.actor),
                Text(event.act),
                Text(&text_of(event.acting)),
                Text(&text_of(event.target)),
                Text(&grounds.office),
                Text(&grounds.purpose),
                Text(&grounds.facts),
                Text(&grounds.path),
                Int(grounds.unbound.into()),
                Int(grounds.shown_from.map_or(0, Instant::unix_milliseconds)),
            ],
        )
        .await
        .map_err(|error| error.about("an audit event"))
}

pub(super) async fn by_subject<E: Engine>(engine: &mut E, subject: &str) -> Result<Option<Account>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT subject, role, organisation, assurance, language, channel, quiet_from, quiet_to, created_at, erased_at \
             FROM account WHERE subject = $1",
            &[Text(subject)],
        )
        .await?;
    rows.first().map(account).transpose()
}

fn account<R: Row>(row: &R) -> Result<Account, StorageError> {
    Ok(Account {
        subject: row.text("subject")?,
        role: word(row, "role", Role::from_name)?,
        organisation: row.text("organisation")?,
        assurance: word(row, "assurance", Assurance::from_name)?,
        settings: Settings {
            language: language(row, "language")?,
            channel: word(row, "channel", Channel::from_name)?,
            quiet: quiet(row.int("quiet_from")?, row.int("quiet_to")?),
        },
        created_at: instant(row, "created_at")?,
        erased: row.int("erased_at")? != 0,
    })
}

pub(super) async fn by_key<E: Engine>(
    engine: &mut E,
    kind: KeyKind,
    hash: &Digest,
) -> Result<Option<String>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT subject FROM account_key WHERE kind = $1 AND hash = $2",
            &[Text(kind.name()), Bytes(hash.as_bytes())],
        )
        .await?;
    rows.first().map(|row| row.text("subject")).transpose()
}

pub(super) async fn by_address<E: Engine>(engine: &mut E, hash: &Digest) -> Result<Vec<AccountAddress>, StorageError> {
    let sql = "SELECT hash, subject, kind, confirmed_at FROM account_address WHERE hash = $1 ORDER BY subject";
    engine.fetch(sql, &[Bytes(hash.as_bytes())]).await?.iter().map(address).collect()
}

pub(super) async fn addresses<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<AccountAddress>, StorageError> {
    let sql = "SELECT hash, subject, kind, confirmed_at FROM account_address WHERE subject = $1 ORDER BY kind";
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(address).collect()
}

fn address<R: Row>(row: &R) -> Result<AccountAddress, StorageError> {
    Ok(AccountAddress {
        hash: digest(row, "hash")?,
        subject: row.text("subject")?,
        kind: word(row, "kind", AddressKind::from_name)?,
        confirmed: row.int("confirmed_at")? != 0,
    })
}

pub(super) async fn profile<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<ProfileValue>, StorageError> {
    let rows = engine
        .fetch(
            "SELECT subject, field, version, sealed, source, recorded_at, recorded_by FROM profile_value p \
             WHERE subject = $1 AND version = (SELECT MAX(version) FROM profile_value n \
             WHERE n.subject = p.subject AND n.field = p.field) ORDER BY field",
            &[Text(subject)],
        )
        .await?;
    rows.iter().map(value).collect()
}

pub(super) async fn profile_value<E: Engine>(
    engine: &mut E,
    subject: &str,
    field: &str,
) -> Result<Option<ProfileValue>, StorageError> {
    let sql = "SELECT subject, field, version, sealed, source, recorded_at, recorded_by FROM profile_value \
         WHERE subject = $1 AND field = $2 ORDER BY version DESC LIMIT 1";
    engine.fetch(sql, &[Text(subject), Text(field)]).await?.first().map(value).transpose()
}

fn value<R: Row>(row: &R) -> Result<ProfileValue, StorageError> {
    Ok(ProfileValue {
        subject: row.text("subject")?,
        field: row.text("field")?,
        version: u32::try_from(row.int("version")?).map_err(|_| StorageError::Corrupt { what: "version" })?,
        sealed: row.bytes("sealed")?,
        source: row.text("source")?,
        recorded_at: instant(row, "recorded_at")?,
        recorded_by: row.text("recorded_by")?,
    })
}

pub(super) async fn passkeys<E: Engine>(engine: &mut E, subject: &str) -> Result<Vec<Passkey>, StorageError> {
    let sql = "SELECT subject, hash, credential, created_at FROM passkey WHERE subject = $1 ORDER BY created_at";
    let passkey = |row: &E::Row| {
        Ok(Passkey {
            subject: row.text("subject")?,
            hash: digest(row, "hash")?,
            credential: row.bytes("credential")?,
            created_at: instant(row, "created_at")?,
        })
    };
    engine.fetch(sql, &[Text(subject)]).await?.iter().map(passkey).collect()
}

pub(super) async fn audit_of<E: Engine>(
    engine: &mut E,
    subject: &str,
    limit: u32,
) -> Result<Vec<AuditLine>, StorageError> {
    let sql = "SELECT id, at, actor, act, acting, target, office, purpose, facts, path, unbound, shown_from \
         FROM audit_event WHERE subject = $1 ORDER BY id DESC LIMIT $2";
    engine.fetch(sql, &[Text(subject), Int(limit.into())]).await?.iter().map(audit_line).collect()
}

pub(super) async fn accesses<E: Engine>(
    engine: &mut E,
    (subject, purpose): (&str, &str),
    filter: AccessFilter<'_>,
) -> Result<Vec<AuditLine>, StorageError> {
    let sql = "SELECT id, at, actor, act, acting, target, office, purpose, facts, path, unbound, shown_from \
         FROM audit_event WHERE subject = $1 AND actor <> $1 AND facts <> '' AND shown_from <= $2 \
         AND ($3 = '' OR office = $3) AND ($4 = '' OR id < $4) AND ($5 = '' OR purpose = $5) ORDER BY id DESC LIMIT $6";
    let values = [
        Text(subject),
        Int(filter.now.unix_milliseconds()),
        Text(filter.office),
        Text(&text_of(filter.before)),
        Text(purpose),
        Int(filter.limit.into()),
    ];
    engine.fetch(sql, &values).await?.iter().map(audit_line).collect()
}

pub(super) async fn access<E: Engine>(
    engine: &mut E,
    subject: &str,
    id: Id,
) -> Result<Option<AuditLine>, StorageError> {
    let sql = "SELECT id, at, actor, act, acting, target, office, purpose, facts, path, unbound, shown_from \
         FROM audit_event WHERE subject = $1 AND id = $2";
    engine.fetch(sql, &[Text(subject), Text(&id.to_string())]).await?.first().map(audit_line).transpose()
}

pub(super) async fn hidden_accesses<E: Engine>(engine: &mut E, now: Instant) -> Result<u64, StorageError> {
    let sql = "SELECT COUNT(*) AS hidden FROM audit_event WHERE shown_from <> 0 AND shown_from > $1";
    let rows = engine.fetch(sql, &[Int(now.unix_milliseconds())]).await?;
    let count = rows.first().map_or(Ok(0), |row| row.int("hidden"))?;
    u64::try_from(count).map_err(|_| StorageError::Corrupt { what: "hidden" })
}

pub(super) async fn unbound_accesses<E: Engine>(
    engine: &mut E,
    actor: &str,
    since: Instant,
    limit: u32,
) -> Result<Vec<String>, StorageError> {
    let sql = "SELECT subject, MIN(at) AS first FROM audit_event WHERE actor = $1 AND unbound = 1 AND at >= $2 \
         GROUP BY subject ORDER BY first, subject LIMIT $3";
    let values = [Text(actor), Int(since.unix_milliseconds()), Int(limit.into())];
    engine.fetch(sql, &values).await?.iter().map(|row| row.text("subject")).collect()
}

fn audit_line<R: Row>(row: &R) -> Result<AuditLine, StorageError> {
    let facts = row.text("facts")?;
    let grounds = if facts.is_empty() {
        None
    } else {
        let shown_from = instant(row, "shown_from")?;
        Some(Grounds {
            office: row.text("office")?,
            purpose: row.text("purpose")?,
            facts,
            path: row.text("path")?,
            unbound: row.int("unbound")? != 0,
            shown_from: Some(shown_from).filter(|at| at.unix_milliseconds() != 0),
        })
    };
    Ok(AuditLine {
        id: id(row, "id")?,
        at: instant(row, "at")?,
        actor: row.text("actor")?,
        act: row.text("act")?,
        acting: maybe_id(row, "acting")?,
        target: maybe_id(row, "target")?,
        grounds,
    })
}

fn hours(quiet: Option<QuietHours>) -> (i64, i64) {
    quiet.map_or((-1, -1), |quiet| (quiet.hours().0.into(), quiet.hours().1.into()))
}

fn quiet(from: i64, to: i64) -> Option<QuietHours> {
    QuietHours::parse(&from.to_string(), &to.to_string()).ok().flatten()
}
