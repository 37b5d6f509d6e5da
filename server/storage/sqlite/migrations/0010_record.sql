-- Reason: articles 3 and 7. Units record vaccinations and laboratory results; a wrong record is never changed and never
-- deleted: what follows it is another version. Organisations are who recorded it and who answers for them.

CREATE TABLE organisation (
    code      TEXT    NOT NULL PRIMARY KEY, -- a unit's hcode
    kind      TEXT    NOT NULL CHECK (kind IN ('unit', 'provincial', 'division', 'contractor')),
    name_th   TEXT    NOT NULL,
    name_en   TEXT    NOT NULL,
    province  TEXT    NOT NULL,
    closed_at INTEGER NOT NULL, -- 0 while it is open
    mail      TEXT    NOT NULL -- the address its office is told at, or empty
) STRICT, WITHOUT ROWID;

CREATE INDEX organisation_province ON organisation (province, code);

CREATE TABLE record_version (
    subject   TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version >= 1),
    kind      TEXT    NOT NULL CHECK (kind IN ('vaccination', 'laboratory')),
    state     TEXT    NOT NULL CHECK (state IN ('recorded', 'entered-in-error')),
    confirmed TEXT    NOT NULL CHECK (confirmed IN ('', 'presence', 'checked')),
    unit      TEXT    NOT NULL,
    recorder  TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    at        INTEGER NOT NULL,
    cause     TEXT    NOT NULL, -- the case that led to it, or empty
    sealed    BLOB    NOT NULL,
    PRIMARY KEY (subject, id, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER record_version_no_update BEFORE UPDATE ON record_version
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER record_version_no_delete BEFORE DELETE ON record_version
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER record_version_once BEFORE INSERT ON record_version
WHEN EXISTS (SELECT 1 FROM record_version WHERE subject = NEW.subject AND id = NEW.id AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- What a printed certificate is checked by. Nothing on it is personal.
CREATE TABLE certificate (
    code       TEXT    NOT NULL PRIMARY KEY,
    subject    TEXT    NOT NULL,
    record     TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    issued_at  INTEGER NOT NULL,
    revoked_at INTEGER NOT NULL -- 0 while it stands
) STRICT, WITHOUT ROWID;

CREATE INDEX certificate_subject ON certificate (subject, record);

-- A correction goes to everyone who had the record, again and again until they acknowledge it.
CREATE TABLE correction_notice (
    id              TEXT    NOT NULL PRIMARY KEY,
    subject         TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    record          TEXT    NOT NULL,
    version         INTEGER NOT NULL,
    created_at      INTEGER NOT NULL,
    told_at         INTEGER NOT NULL,
    times           INTEGER NOT NULL CHECK (times >= 1),
    acknowledged_at INTEGER NOT NULL, -- 0 until then
    acknowledged_by TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX correction_notice_waiting ON correction_notice (recipient, told_at) WHERE acknowledged_at = 0;

CREATE INDEX correction_notice_subject ON correction_notice (subject, id);
