-- Reason: articles 3 and 4. Partners' systems sign on by themselves, send records and follow what happens to them. What
-- each source says of a person is kept beside what counts; two accounts of one person are linked and can be parted again.

-- The civil registration authority is an organisation too.
CREATE TABLE organisation_next (
    code      TEXT    NOT NULL PRIMARY KEY, -- a unit's hcode
    kind      TEXT    NOT NULL CHECK (kind IN ('unit', 'provincial', 'division', 'contractor', 'registry')),
    name_th   TEXT    NOT NULL,
    name_en   TEXT    NOT NULL,
    province  TEXT    NOT NULL,
    closed_at INTEGER NOT NULL, -- 0 while it is open
    mail      TEXT    NOT NULL -- the address its office is told at, or empty
) STRICT, WITHOUT ROWID;

INSERT INTO organisation_next SELECT code, kind, name_th, name_en, province, closed_at, mail FROM organisation;
DROP TABLE organisation;
ALTER TABLE organisation_next RENAME TO organisation;
CREATE INDEX organisation_province ON organisation (province, code);

-- A person can be known before they have an account: a unit recorded something about them.
CREATE TABLE account_next (
    subject      TEXT    NOT NULL PRIMARY KEY,
    role         TEXT    NOT NULL,
    organisation TEXT    NOT NULL, -- empty for a person
    assurance    TEXT    NOT NULL CHECK (assurance IN ('recorded', 'stated', 'verified')),
    language     TEXT    NOT NULL,
    channel      TEXT    NOT NULL CHECK (channel IN ('', 'phone', 'email', 'none')),
    quiet_from   INTEGER NOT NULL, -- hour of the Bangkok day; -1 where there are no quiet hours
    quiet_to     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL, -- milliseconds since 1970, UTC, as all moments
    erased_at    INTEGER NOT NULL  -- 0 while it stands
) STRICT, WITHOUT ROWID;

INSERT INTO account_next SELECT subject, role, organisation, assurance, language, channel, quiet_from, quiet_to,
    created_at, erased_at FROM account;
DROP TABLE account;
ALTER TABLE account_next RENAME TO account;
CREATE INDEX account_office ON account (organisation, subject) WHERE role <> 'person';

-- A partner's system. Its keys are public; the secret its events are signed with is sealed.
CREATE TABLE partner_system (
    client       TEXT    NOT NULL PRIMARY KEY,
    account      TEXT    NOT NULL UNIQUE, -- who it is in every log
    organisation TEXT    NOT NULL,
    officer      TEXT    NOT NULL, -- the account that answers for it, and signed the promise
    purpose      TEXT    NOT NULL,
    scopes       TEXT    NOT NULL,
    keys         TEXT    NOT NULL, -- a JSON Web Key Set, or empty
    keys_url     TEXT    NOT NULL, -- where it is fetched from otherwise
    endpoint     TEXT    NOT NULL, -- where events are posted to, or empty: it asks for them
    sealed       BLOB    NOT NULL,
    made_at      INTEGER NOT NULL,
    made_by      TEXT    NOT NULL,
    ended_at     INTEGER NOT NULL -- 0 while it may sign on
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_system_organisation ON partner_system (organisation, client);

CREATE TABLE partner_token (
    hash       BLOB    NOT NULL PRIMARY KEY,
    client     TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    scopes     TEXT    NOT NULL,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_token_expiry ON partner_token (expires_at);

-- Assertions that were used: each signs on once.
CREATE TABLE partner_assertion (
    hash       BLOB    NOT NULL PRIMARY KEY,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_assertion_expiry ON partner_assertion (expires_at);

-- Messages that were answered, so that one sent again is answered the same and done once.
CREATE TABLE partner_message (
    client TEXT    NOT NULL,
    hash   BLOB    NOT NULL, -- of the message's id
    digest BLOB    NOT NULL, -- of what it said
    status INTEGER NOT NULL,
    sealed BLOB    NOT NULL, -- the answer
    at     INTEGER NOT NULL,
    PRIMARY KEY (client, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX partner_message_age ON partner_message (at);

-- What names a record at its sender, as a keyed hash: one name is one record.
CREATE TABLE record_source (
    hash    BLOB NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    record  TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX record_source_record ON record_source (record);

-- Which organisations' systems have had data about whom: they are told what becomes of it.
CREATE TABLE data_received (
    subject      TEXT    NOT NULL,
    organisation TEXT    NOT NULL,
    first_at     INTEGER NOT NULL,
    PRIMARY KEY (subject, organisation)
) STRICT, WITHOUT ROWID;

CREATE TABLE presence_used (
    hash    BLOB    NOT NULL PRIMARY KEY,
    subject TEXT    NOT NULL,
    record  TEXT    NOT NULL,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- What each source says of a person, apart from what counts.
CREATE TABLE source_value (
    subject     TEXT    NOT NULL,
    field       TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    version     INTEGER NOT NULL CHECK (version >= 1),
    sealed      BLOB    NOT NULL, -- empty where it was taken out
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT    NOT NULL,
    PRIMARY KEY (subject, field, source, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER source_value_no_update BEFORE UPDATE ON source_value
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER source_value_no_delete BEFORE DELETE ON source_value
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER source_value_once BEFORE INSERT ON source_value
WHEN EXISTS (SELECT 1 FROM source_value WHERE subject = NEW.subject AND field = NEW.field AND source = NEW.source
    AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- A record whose person an officer must recognise, sealed under a key of its own.
CREATE TABLE intake_review (
    id           TEXT    NOT NULL PRIMARY KEY,
    organisation TEXT    NOT NULL, -- whose system sent it
    sender       TEXT    NOT NULL, -- the account that sent it
    name         BLOB    NOT NULL UNIQUE, -- the keyed hash of what names it at its sender
    candidate    TEXT    NOT NULL, -- the subject it may be about
    score        INTEGER NOT NULL CHECK (score BETWEEN 0 AND 100),
    reasons      TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'same', 'different')),
    at           INTEGER NOT NULL,
    decided_at   INTEGER NOT NULL, -- 0 until then
    decided_by   TEXT    NOT NULL,
    sealed       BLOB    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX intake_review_list ON intake_review (organisation, state, id);

CREATE INDEX intake_review_state ON intake_review (state, id);

CREATE INDEX intake_review_candidate ON intake_review (candidate, id);

-- Two accounts of one person. Nothing is moved: what was linked is parted by ending the link.
CREATE TABLE person_link (
    id       TEXT    NOT NULL PRIMARY KEY,
    one      TEXT    NOT NULL,
    other    TEXT    NOT NULL,
    made_at  INTEGER NOT NULL,
    made_by  TEXT    NOT NULL,
    ended_at INTEGER NOT NULL, -- 0 while it stands
    ended_by TEXT    NOT NULL,
    sealed   BLOB    NOT NULL -- why, and why not
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX person_link_pair ON person_link (one, other) WHERE ended_at = 0;

CREATE INDEX person_link_one ON person_link (one);

CREATE INDEX person_link_other ON person_link (other);

-- What a partner's system is told of what it had. In the order of ids for each person.
CREATE TABLE delivery (
    client          TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    target          TEXT    NOT NULL, -- the record, or empty
    purpose         TEXT    NOT NULL, -- the purpose, or empty
    created_at      INTEGER NOT NULL,
    tries           INTEGER NOT NULL,
    next_at         INTEGER NOT NULL,
    acknowledged_at INTEGER NOT NULL, -- 0 until then
    acknowledged_by TEXT    NOT NULL,
    PRIMARY KEY (client, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_waiting ON delivery (client, subject, id) WHERE acknowledged_at = 0;

CREATE INDEX delivery_due ON delivery (next_at) WHERE acknowledged_at = 0;

CREATE INDEX delivery_subject ON delivery (subject, id);

-- What the civil register answered about a person: when, and in one word.
CREATE TABLE register_check (
    subject    TEXT    NOT NULL PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    outcome    TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

-- Who is entitled to what, by groups.
CREATE TABLE target_group (
    subject    TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    source     TEXT    NOT NULL, -- the organisation that says so
    at         INTEGER NOT NULL,
    left_at    INTEGER NOT NULL, -- 0 while they belong to it
    PRIMARY KEY (subject, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX target_group_code ON target_group (code, subject) WHERE left_at = 0;

-- Records from a file. The position moves in the unit that takes the lines before it, so that a line is taken once.
CREATE TABLE file_import (
    id           TEXT    NOT NULL PRIMARY KEY,
    organisation TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    digest       BLOB    NOT NULL, -- of the file
    format       TEXT    NOT NULL CHECK (format IN ('csv', 'ndjson')),
    state        TEXT    NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    of_bytes     INTEGER NOT NULL,
    line         INTEGER NOT NULL,
    byte         INTEGER NOT NULL,
    taken        INTEGER NOT NULL,
    known        INTEGER NOT NULL,
    waiting      INTEGER NOT NULL, -- for an officer
    quarantined  INTEGER NOT NULL,
    begun_at     INTEGER NOT NULL,
    changed_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX file_import_list ON file_import (organisation, id);

-- Lines that were not taken, and why: by column and reason, without what they say.
CREATE TABLE import_fault (
    import  TEXT    NOT NULL,
    line    INTEGER NOT NULL,
    reasons TEXT    NOT NULL,
    PRIMARY KEY (import, line)
) STRICT, WITHOUT ROWID;
