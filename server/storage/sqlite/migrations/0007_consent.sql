-- Reason: articles 1 and 6. Each consent choice is an event that is never changed; what stands is kept beside it, so that it is
-- read in one step and a choice made on an older page is seen as one.

-- The receipts of all who were asked the same in the same way, but for what is one person's. Kept once, never changed.
CREATE TABLE consent_wording (
    digest BLOB NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- SHA-256 of text
    text   TEXT NOT NULL
) STRICT;

CREATE TRIGGER consent_wording_no_update BEFORE UPDATE ON consent_wording
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER consent_wording_no_delete BEFORE DELETE ON consent_wording
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE consent_event (
    subject         TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    purpose_version INTEGER NOT NULL CHECK (purpose_version >= 1),
    kind            TEXT    NOT NULL CHECK (kind IN ('given', 'refused', 'withdrawn', 'expired')),
    method          TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    policy          INTEGER NOT NULL, -- version in force
    policy_digest   TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    lapses_at       INTEGER NOT NULL,
    actor           TEXT    NOT NULL,
    acting          TEXT    NOT NULL, -- the delegation used, or empty
    commitment      BLOB    NOT NULL CHECK (length(commitment) = 32),
    wording         BLOB    NOT NULL CHECK (length(wording) = 32), -- SHA-256
    sealed          BLOB    NOT NULL, -- salt, and what the wording leaves open
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER consent_event_no_update BEFORE UPDATE ON consent_event
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER consent_event_no_delete BEFORE DELETE ON consent_event
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above; this one sees it first.
CREATE TRIGGER consent_event_no_replace BEFORE INSERT ON consent_event
WHEN EXISTS (SELECT 1 FROM consent_event WHERE subject = NEW.subject AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE consent_standing (
    subject         TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    purpose_version INTEGER NOT NULL,
    at              INTEGER NOT NULL,
    lapses_at       INTEGER NOT NULL,
    PRIMARY KEY (subject, purpose)
) STRICT, WITHOUT ROWID;

CREATE INDEX consent_standing_lapse ON consent_standing (lapses_at) WHERE kind = 'given';

-- A repeated request finds its first answer here.
CREATE TABLE consent_request (
    subject TEXT    NOT NULL,
    hash    BLOB    NOT NULL, -- of the idempotency key
    event   TEXT    NOT NULL,
    asked   TEXT    NOT NULL, -- purpose and decision, so that a key is not used for another one
    at      INTEGER NOT NULL,
    PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

-- A question that was shown. Never taken for an answer.
CREATE TABLE notice_shown (
    subject         TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    purpose_version INTEGER NOT NULL,
    policy          INTEGER NOT NULL,
    language        TEXT    NOT NULL,
    at              INTEGER NOT NULL,
    PRIMARY KEY (subject, purpose, purpose_version, policy, language)
) STRICT, WITHOUT ROWID;

-- Told to those who received data when a consent ends; kept until they acknowledge.
CREATE TABLE recipient_notice (
    id              TEXT    NOT NULL PRIMARY KEY,
    subject         TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    acknowledged_at INTEGER NOT NULL, -- 0 while it was not
    acknowledged_by TEXT    NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX recipient_notice_waiting ON recipient_notice (recipient, acknowledged_at, created_at);

CREATE INDEX recipient_notice_subject ON recipient_notice (subject, created_at);
