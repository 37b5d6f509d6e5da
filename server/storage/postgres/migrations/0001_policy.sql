-- Reason: article 1. A published version of the policy can always be read again exactly as it was published, so
-- versions and their editions are append-only here, whatever program writes to the file.

CREATE TABLE policy_version (
    number        BIGINT  NOT NULL PRIMARY KEY CHECK (number >= 1),
    effective     TEXT    NOT NULL, -- Bangkok day, YYYY-MM-DD
    class         TEXT    NOT NULL,
    summary_th    TEXT    NOT NULL,
    summary_en    TEXT    NOT NULL,
    published_at  BIGINT  NOT NULL, -- milliseconds since 1970, UTC
    edition_count BIGINT  NOT NULL CHECK (edition_count >= 1)
);

CREATE TABLE policy_edition (
    version  BIGINT  NOT NULL REFERENCES policy_version (number),
    language TEXT    NOT NULL,
    digest   TEXT    NOT NULL CHECK (length(digest) = 64), -- SHA-256 of text, hexadecimal
    text     TEXT    NOT NULL,
    PRIMARY KEY (version, language)
);

CREATE TABLE policy_draft (
    language    TEXT    NOT NULL PRIMARY KEY,
    effective   TEXT    NOT NULL,
    imported_at BIGINT  NOT NULL,
    digest      TEXT    NOT NULL CHECK (length(digest) = 64),
    text        TEXT    NOT NULL
);

CREATE TRIGGER policy_version_no_update BEFORE UPDATE ON policy_version
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_version_no_delete BEFORE DELETE ON policy_version
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_edition_no_update BEFORE UPDATE ON policy_edition
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_edition_no_delete BEFORE DELETE ON policy_edition
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above; these two see it first. They also refuse a gap in the
-- numbers and an edition added to a version that is complete.
CREATE TRIGGER policy_version_next BEFORE INSERT ON policy_version
WHEN NEW.number <> (SELECT COALESCE(MAX(number), 0) + 1 FROM policy_version)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_edition_complete BEFORE INSERT ON policy_edition
WHEN (SELECT COUNT(*) FROM policy_edition WHERE version = NEW.version)
    >= (SELECT edition_count FROM policy_version WHERE number = NEW.version)
    OR EXISTS (SELECT 1 FROM policy_edition WHERE version = NEW.version AND language = NEW.language)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
