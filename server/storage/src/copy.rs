//! Copying everything out of one database and into an empty one, of this engine or another: backups, and moving house.
//!
//! What a browser holds a key to (sessions, one-time codes, half-filled forms) is left out: restored, a session that was
//! ended would stand again. So is the lease of the duties: it is of the processes over one database.

use crate::StorageError;
use async_trait::async_trait;
use std::sync::LazyLock;

/// A table that is copied.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns, in the order of the cells of a row.
    pub columns: &'static [(&'static str, Kind)],
    /// All its rows, by their key.
    pub(crate) all: String,
    /// A row, where it has any.
    pub(crate) any: String,
    /// Puts a row in.
    pub(crate) insert: String,
    /// Puts [`TOGETHER`] rows in.
    pub(crate) insert_together: String,
}

/// Rows that are put in by one statement, where there are as many: the widest table stays far below the values a statement may
/// have (32 766 of `SQLite`).
pub(crate) const TOGETHER: usize = 64;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A 64-bit integer.
    Int,
    /// A text.
    Text,
    /// Bytes.
    Bytes,
}

/// A value of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A 64-bit integer.
    Int(i64),
    /// A text.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
}

/// A row on its way: the table's place in [`tables`], and a cell for each of its columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopiedRow {
    /// The place of its table.
    pub table: usize,
    /// Its cells.
    pub cells: Vec<Cell>,
}

/// Hears each row that is copied out; an error ends the copy.
pub type Take<'a> = dyn FnMut(CopiedRow) -> Result<(), StorageError> + Send + 'a;

/// Gives each row that is copied in, then `None`; an error ends the copy, and nothing of it is kept.
pub type Give<'a> = dyn FnMut() -> Result<Option<CopiedRow>, StorageError> + Send + 'a;

/// Copying out and in.
#[async_trait]
pub trait CopyStore {
    /// Gives every row of every table, as they were at one moment, table by table in an order in which they can be
    /// copied in. The database serves on meanwhile.
    async fn copy_out(&self, take: &mut Take<'_>) -> Result<(), StorageError>;

    /// Takes every row into an empty database, all or none.
    ///
    /// Errors: [`StorageError::Conflict`] when the database is not empty.
    async fn copy_in(&self, give: &mut Give<'_>) -> Result<(), StorageError>;
}

/// Names, columns and kinds, so that a copy says which tables it was made of.
pub fn shape() -> String {
    let table = |table: &Table| {
        let columns: Vec<_> = table.columns.iter().map(|(name, kind)| format!("{name} {kind:?}")).collect();
        format!("{}({})", table.name, columns.join(","))
    };
    tables().iter().map(table).collect::<Vec<_>>().join("\n")
}

/// Every table that is copied, in an order in which rows can be put in.
pub fn tables() -> &'static [Table] {
    &TABLES
}

impl Table {
    /// The table, with its SQL: names are this file's own, values are bound.
    fn new(name: &'static str, key: &str, columns: &'static [(&'static str, Kind)]) -> Self {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        let insert = |rows: usize| {
            let row = |row: usize| {
                let places: Vec<String> =
                    (1..=columns.len()).map(|at| format!("${}", row * columns.len() + at)).collect();
                format!("({})", places.join(", "))
            };
            format!("INSERT INTO {name} ({names}) VALUES {}", (0..rows).map(row).collect::<Vec<_>>().join(", "))
        };
        Self {
            name,
            columns,
            all: format!("SELECT {names} FROM {name} ORDER BY {key}"),
            any: format!("SELECT {names} FROM {name} LIMIT 1"),
            insert: insert(1),
            insert_together: insert(TOGETHER),
        }
    }
}

macro_rules! tables {
    ($($name:ident by $key:literal: $($column:ident $kind:ident),+;)*) => {
        vec![$(Table::new(stringify!($name), $key, &[$((stringify!($column), Kind::$kind)),+])),*]
    };
}

static TABLES: LazyLock<Vec<Table>> = LazyLock::new(|| {
    tables! {
        policy_version by "number": number Int, effective Text, class Text, summary_th Text, summary_en Text,
            published_at Int, edition_count Int;
        policy_edition by "version, language": version Int, language Text, digest Text, text Text;
        policy_draft by "language": language Text, effective Text, imported_at Int, digest Text, text Text;
        subject_key by "subject": subject Text, wrapped Bytes, created_at Int;
        contact_case by "subject, id": subject Text, id Text, number Text, kind Text, language Text, channel Text,
            received_at Int, state Text, sealed Bytes;
        contact_number by "number": number Text, subject Text, id Text;
        usage_count by "day, service, language": day Text, service Text, language Text, times Int;
        account by "subject": subject Text, role Text, organisation Text, assurance Text, language Text,
            channel Text, quiet_from Int, quiet_to Int, created_at Int, erased_at Int;
        account_key by "kind, hash": kind Text, hash Bytes, subject Text;
        account_address by "hash, subject": hash Bytes, subject Text, kind Text, confirmed_at Int;
        profile_value by "subject, field, version": subject Text, field Text, version Int, sealed Bytes,
            source Text, recorded_at Int, recorded_by Text;
        passkey by "subject, hash": subject Text, hash Bytes, credential Bytes, created_at Int;
        audit_event by "subject, id": subject Text, id Text, at Int, actor Text, act Text, acting Text, target Text,
            office Text, purpose Text, facts Text, path Text, unbound Int, shown_from Int;
        kept_back by "subject, id": subject Text, id Text, commitment Bytes, sealed Bytes;
        ledger_waiting by "id": id Text, commitment Bytes, at Int;
        ledger_entry by "position": position Int, id Text, commitment Bytes;
        ledger_tile by "level, position": level Int, position Int, hashes Bytes;
        ledger_head by "one": one Int, size Int, frontier Bytes, checkpoint Text, signed_at Int;
        consent_wording by "digest": digest Bytes, text Text;
        consent_event by "subject, id": subject Text, id Text, purpose Text, purpose_version Int, kind Text,
            method Text, language Text, policy Int, policy_digest Text, at Int, lapses_at Int, actor Text,
            acting Text, commitment Bytes, wording Bytes, sealed Bytes;
        consent_standing by "subject, purpose": subject Text, purpose Text, event Text, kind Text,
            purpose_version Int, at Int, lapses_at Int;
        consent_request by "subject, hash": subject Text, hash Bytes, event Text, asked Text, at Int;
        notice_shown by "subject, purpose, purpose_version, policy, language": subject Text, purpose Text,
            purpose_version Int, policy Int, language Text, at Int;
        recipient_notice by "id": id Text, subject Text, recipient Text, purpose Text, event Text, created_at Int,
            acknowledged_at Int, acknowledged_by Text;
        message by "subject, id": subject Text, id Text, notice Text, language Text, code Text, created_at Int,
            read_at Int;
        message_code by "code": code Text, kind Text, at Int;
        outbox by "id": id Text, message Text, channel Text, sealed Bytes, made_at Int, due_at Int, until Int,
            attempts Int, state Text;
        delegation by "grantor, id": grantor Text, id Text, delegate Text, scope Text, from_day Text, to_day Text,
            state Text, filed_at Int, decided_at Int, decided_by Text, sealed Bytes;
        document by "subject, id": subject Text, id Text, kind Text, sealed Bytes, made_at Int;
        organisation by "code": code Text, kind Text, name_th Text, name_en Text, province Text, closed_at Int, mail Text;
        record_version by "subject, id, version": subject Text, id Text, version Int, kind Text, state Text,
            confirmed Text, unit Text, recorder Text, source Text, at Int, cause Text, sealed Bytes;
        certificate by "code": code Text, subject Text, record Text, version Int, issued_at Int, revoked_at Int;
        correction_notice by "id": id Text, subject Text, recipient Text, record Text, version Int, created_at Int,
            told_at Int, times Int, acknowledged_at Int, acknowledged_by Text;
        rights_case by "subject, id": subject Text, id Text, number Text, right_name Text, claim Text, desk Text,
            unit Text, record Text, channel Text, language Text, filed_at Int, state Text, is_open Int,
            began Int, stopped Int, waits_from Int, due Int, remind_at Int, steps Int;
        case_number by "number": number Text, subject Text, id Text;
        case_step by "subject, case_id, place": subject Text, case_id Text, place Int, id Text, step Text, at Int,
            actor Text, office Text, acting Text, commitment Bytes, sealed Bytes;
        agreement by "organisation, id": organisation Text, id Text, number Text, from_day Text, until_day Text,
            purposes Text, made_at Int, made_by Text, ended_at Int, ended_by Text;
        promise by "account, id": account Text, id Text, version Int, until_day Text, signed_at Int;
        stopped by "account, breach": account Text, breach Text, at Int, released_at Int;
        breach by "id": id Text, cause Text, concerned Text, since Int, opened_at Int, is_open Int, steps Int;
        breach_step by "breach, place": breach Text, place Int, step Text, at Int, actor Text, sealed Bytes;
        paper_form by "id": id Text, unit Text, number Text, subject Text, person Text, scan Text, state Text,
            keyed_by Text, at Int, steps Int, uses Int, settled_at Int, destroyed_at Int, looks_for Bytes;
        paper_scan by "hash": hash Bytes, paper Text;
        paper_step by "paper, place": paper Text, place Int, step Text, at Int, actor Text, sealed Bytes;
        policy_work by "id": id Text, state Text, steps Int, published Int;
        policy_work_step by "work, place": work Text, place Int, step Text, at Int, actor Text, words Text,
            content Text;
        statistics_month by "month": month Text, made_at Int, tables Text;
        register_entry by "id": id Text, register Text, concerns Text, state Text, due_day Text, steps Int;
        register_step by "entry, place": entry Text, place Int, id Text, step Text, at Int, actor Text,
            commitment Bytes, sealed Bytes;
        partner_system by "client": client Text, account Text, organisation Text, officer Text, purpose Text, scopes Text,
            keys Text, keys_url Text, endpoint Text, sealed Bytes, made_at Int, made_by Text, ended_at Int;
        partner_assertion by "hash": hash Bytes, expires_at Int;
        partner_message by "client, hash": client Text, hash Bytes, digest Bytes, status Int, sealed Bytes, at Int;
        record_source by "hash": hash Bytes, subject Text, record Text;
        data_received by "subject, organisation": subject Text, organisation Text, first_at Int;
        presence_used by "hash": hash Bytes, subject Text, record Text, at Int;
        source_value by "subject, field, source, version": subject Text, field Text, source Text, version Int,
            sealed Bytes, recorded_at Int, recorded_by Text;
        intake_review by "id": id Text, organisation Text, sender Text, name Bytes, candidate Text, score Int,
            reasons Text, state Text, at Int, decided_at Int, decided_by Text, sealed Bytes;
        person_link by "id": id Text, one Text, other Text, made_at Int, made_by Text, ended_at Int, ended_by Text,
            sealed Bytes;
        delivery by "client, id": client Text, id Text, subject Text, kind Text, target Text, purpose Text,
            created_at Int, tries Int, next_at Int, acknowledged_at Int, acknowledged_by Text;
        register_check by "subject": subject Text, checked_at Int, outcome Text;
        target_group by "subject, code": subject Text, code Text, source Text, at Int, left_at Int;
        file_import by "id": id Text, organisation Text, account Text, digest Bytes, format Text, state Text,
            of_bytes Int, line Int, byte Int, taken Int, known Int, waiting Int, quarantined Int, begun_at Int,
            changed_at Int;
        import_fault by "import, line": import Text, line Int, reasons Text;
        letter by "year, serial": year Int, serial Int, subject Text, case_id Text, step Text, at Int;
    }
});
