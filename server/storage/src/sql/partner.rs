//! The SQL of partners' systems.

use super::{Engine, Readers, Row, Value, digest, id, instant, one, word};
use crate::{PartnerChange, PartnerMessage, PartnerStore, PartnerSystem, PartnerToken, StorageError};
use Value::{Bytes, Int, Text};
use async_trait::async_trait;
use domain::Digest;
use domain::catalogue::PurposeId;

/// A query of systems; SQL is text of the program alone.
macro_rules! systems {
    ($rest:literal) => {
        concat!(
            "SELECT client, account, organisation, officer, purpose, scopes, keys, keys_url, endpoint, sealed, made_at, \
             made_by, ended_at FROM partner_system ",
            $rest
        )
    };
}

pub(super) async fn apply<E: Engine>(engine: &mut E, change: &PartnerChange) -> Result<(), StorageError> {
    match change {
        PartnerChange::Enter(system) => enter(engine, system).await,
        PartnerChange::Update(system) => update(engine, system).await,
        PartnerChange::End { client, at } => {
            let sql = "UPDATE partner_system SET ended_at = $2 WHERE client = $1 AND ended_at = 0";
            one(engine.execute(sql, &[Text(client), Int(at.unix_milliseconds())]).await?, "a partner's system")
        }
        PartnerChange::Assert { hash, expires_at } => {
            let sql = "INSERT INTO partner_assertion (hash, expires_at) VALUES ($1, $2)";
            let values = [Bytes(hash.as_bytes()), Int(expires_at.unix_milliseconds())];
            engine.run(sql, &values).await.map_err(|error| error.about("an assertion"))
        }
        PartnerChange::Token(token) => give(engine, token).await,
        PartnerChange::Answer(message) => answer(engine, message).await,
        PartnerChange::Sweep { at, answers } => {
            let at = [Int(at.unix_milliseconds())];
            engine.run("DELETE FROM partner_token WHERE expires_at < $1", &at).await?;
            engine.run("DELETE FROM partner_assertion WHERE expires_at < $1", &at).await?;
            let answers = [Int(answers.unix_milliseconds())];
            engine.run("DELETE FROM partner_message WHERE at < $1", &answers).await
        }
    }
}

async fn enter<E: Engine>(engine: &mut E, it: &PartnerSystem) -> Result<(), StorageError> {
    let sql = "INSERT INTO partner_system (client, account, organisation, officer, purpose, scopes, keys, keys_url, \
         endpoint, sealed, made_at, made_by, ended_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0)";
    let values = [
        Text(&it.client),
        Text(&it.account),
        Text(&it.organisation),
        Text(&it.officer),
        Text(it.purpose.id()),
        Text(&it.scopes),
        Text(&it.keys),
        Text(&it.keys_url),
        Text(&it.endpoint),
        Bytes(&it.sealed),
        Int(it.made_at.unix_milliseconds()),
        Text(&it.made_by),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a partner's system"))
}

async fn update<E: Engine>(engine: &mut E, it: &PartnerSystem) -> Result<(), StorageError> {
    let sql = "UPDATE partner_system SET officer = $2, purpose = $3, scopes = $4, keys = $5, keys_url = $6, \
         endpoint = $7, sealed = $8 WHERE client = $1 AND ended_at = 0";
    let values = [
        Text(&it.client),
        Text(&it.officer),
        Text(it.purpose.id()),
        Text(&it.scopes),
        Text(&it.keys),
        Text(&it.keys_url),
        Text(&it.endpoint),
        Bytes(&it.sealed),
    ];
    one(engine.execute(sql, &values).await?, "a partner's system")
}

async fn give<E: Engine>(engine: &mut E, it: &PartnerToken) -> Result<(), StorageError> {
    let sql =
        "INSERT INTO partner_token (hash, client, id, scopes, made_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Bytes(it.hash.as_bytes()),
        Text(&it.client),
        Text(&it.id.to_string()),
        Text(&it.scopes),
        Int(it.made_at.unix_milliseconds()),
        Int(it.expires_at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a token"))
}

async fn answer<E: Engine>(engine: &mut E, it: &PartnerMessage) -> Result<(), StorageError> {
    let sql = "INSERT INTO partner_message (client, hash, digest, status, sealed, at) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Text(&it.client),
        Bytes(it.hash.as_bytes()),
        Bytes(it.digest.as_bytes()),
        Int(it.status.into()),
        Bytes(&it.sealed),
        Int(it.at.unix_milliseconds()),
    ];
    engine.run(sql, &values).await.map_err(|error| error.about("a message"))
}

#[async_trait]
impl<R: Readers> PartnerStore for R {
    async fn partner_system(&self, client: &str) -> Result<Option<PartnerSystem>, StorageError> {
        let sql = systems!("WHERE client = $1");
        self.reader().await?.fetch(sql, &[Text(client)]).await?.first().map(system).transpose()
    }

    async fn partner_system_of(&self, account: &str) -> Result<Option<PartnerSystem>, StorageError> {
        let sql = systems!("WHERE account = $1");
        self.reader().await?.fetch(sql, &[Text(account)]).await?.first().map(system).transpose()
    }

    async fn partner_systems(&self, organisation: &str, limit: u32) -> Result<Vec<PartnerSystem>, StorageError> {
        let limit = Int(limit.into());
        let found = if organisation.is_empty() {
            self.reader().await?.fetch(systems!("ORDER BY client LIMIT $1"), &[limit]).await?
        } else {
            let sql = systems!("WHERE organisation = $1 ORDER BY client LIMIT $2");
            self.reader().await?.fetch(sql, &[Text(organisation), limit]).await?
        };
        found.iter().map(system).collect()
    }

    async fn partner_token(&self, hash: &Digest) -> Result<Option<PartnerToken>, StorageError> {
        let sql = "SELECT hash, client, id, scopes, made_at, expires_at FROM partner_token WHERE hash = $1";
        let found = self.reader().await?.fetch(sql, &[Bytes(hash.as_bytes())]).await?;
        let token = |row: &<R::Engine as Engine>::Row| {
            Ok(PartnerToken {
                hash: digest(row, "hash")?,
                client: row.text("client")?,
                id: id(row, "id")?,
                scopes: row.text("scopes")?,
                made_at: instant(row, "made_at")?,
                expires_at: instant(row, "expires_at")?,
            })
        };
        found.first().map(token).transpose()
    }

    async fn partner_message(&self, client: &str, hash: &Digest) -> Result<Option<PartnerMessage>, StorageError> {
        let sql =
            "SELECT client, hash, digest, status, sealed, at FROM partner_message WHERE client = $1 AND hash = $2";
        let found = self.reader().await?.fetch(sql, &[Text(client), Bytes(hash.as_bytes())]).await?;
        let message = |row: &<R::Engine as Engine>::Row| {
            Ok(PartnerMessage {
                client: row.text("client")?,
                hash: digest(row, "hash")?,
                digest: digest(row, "digest")?,
                status: u16::try_from(row.int("status")?).map_err(|_| StorageError::Corrupt { what: "status" })?,
                sealed: row.bytes("sealed")?,
                at: instant(row, "at")?,
            })
        };
        found.first().map(message).transpose()
    }
}

fn system<R: Row>(row: &R) -> Result<PartnerSystem, StorageError> {
    Ok(PartnerSystem {
        client: row.text("client")?,
        account: row.text("account")?,
        organisation: row.text("organisation")?,
        officer: row.text("officer")?,
        purpose: word(row, "purpose", |word| PurposeId::ALL.into_iter().find(|it| it.id() == word))?,
        scopes: row.text("scopes")?,
        keys: row.text("keys")?,
        keys_url: row.text("keys_url")?,
        endpoint: row.text("endpoint")?,
        sealed: row.bytes("sealed")?,
        made_at: instant(row, "made_at")?,
        made_by: row.text("made_by")?,
        ended: row.int("ended_at")? != 0,
    })
}
