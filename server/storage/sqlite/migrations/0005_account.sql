-- Reason: articles 1, 2 and 8. People and officers have accounts. What identifies them is sealed; what they are found by is
-- a keyed hash. Sessions, one-time codes and half-filled forms are known here by the hash of what the browser holds.

CREATE TABLE account (
    subject      TEXT    NOT NULL PRIMARY KEY,
    role         TEXT    NOT NULL,
    organisation TEXT    NOT NULL, -- empty for a person
    assurance    TEXT    NOT NULL CHECK (assurance IN ('stated', 'verified')),
    language     TEXT    NOT NULL,
    channel      TEXT    NOT NULL CHECK (channel IN ('', 'phone', 'email', 'none')),
    quiet_from   INTEGER NOT NULL, -- hour of the Bangkok day; -1 where there are no quiet hours
    quiet_to     INTEGER NOT NULL,
    created_at   INTEGER NOT NULL, -- milliseconds since 1970, UTC, as all moments
    erased_at    INTEGER NOT NULL  -- 0 while it stands
) STRICT, WITHOUT ROWID;

-- What belongs to one account alone: a document, an identity at a sign-on provider, a passkey.
CREATE TABLE account_key (
    kind    TEXT NOT NULL,
    hash    BLOB NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (kind, hash)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_key_subject ON account_key (subject, kind);

-- Phone numbers and e-mail addresses; people share them. Only a confirmed one signs anybody in.
CREATE TABLE account_address (
    hash         BLOB    NOT NULL,
    subject      TEXT    NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind IN ('phone', 'email')),
    confirmed_at INTEGER NOT NULL, -- 0 while nobody confirmed it
    PRIMARY KEY (hash, subject)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_address_subject ON account_address (subject, kind);

CREATE TABLE profile_value (
    subject     TEXT    NOT NULL,
    field       TEXT    NOT NULL, -- id in the catalogue
    version     INTEGER NOT NULL CHECK (version >= 1),
    sealed      BLOB    NOT NULL, -- empty where the value was taken out
    source      TEXT    NOT NULL,
    recorded_at INTEGER NOT NULL,
    recorded_by TEXT    NOT NULL,
    PRIMARY KEY (subject, field, version)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER profile_value_no_update BEFORE UPDATE ON profile_value
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER profile_value_no_delete BEFORE DELETE ON profile_value
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above; this one sees it first.
CREATE TRIGGER profile_value_no_replace BEFORE INSERT ON profile_value
WHEN EXISTS (SELECT 1 FROM profile_value WHERE subject = NEW.subject AND field = NEW.field AND version = NEW.version)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TABLE session (
    hash         BLOB    NOT NULL PRIMARY KEY, -- of the id in the cookie
    id           TEXT    NOT NULL, -- names it in the list of devices
    subject      TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    signed_in_at INTEGER NOT NULL,
    seen_at      INTEGER NOT NULL,
    ended_at     INTEGER NOT NULL, -- 0 while it stands
    acting       TEXT    NOT NULL, -- the delegation used, or empty
    grantor      TEXT    NOT NULL, -- who is acted for, or empty
    device       BLOB    NOT NULL  -- sealed
) STRICT, WITHOUT ROWID;

CREATE INDEX session_subject ON session (subject, ended_at);

CREATE TABLE one_time_code (
    hash    BLOB    NOT NULL PRIMARY KEY, -- of the handle in the browser
    address BLOB    NOT NULL, -- keyed hash
    subject TEXT    NOT NULL, -- who asked, where somebody is signed in or one account has the address
    intent  TEXT    NOT NULL CHECK (intent IN ('sign-in', 'confirm')),
    code    BLOB    NOT NULL, -- keyed hash
    tries   INTEGER NOT NULL,
    made_at INTEGER NOT NULL,
    used_at INTEGER NOT NULL  -- 0 while it was not used
) STRICT, WITHOUT ROWID;

CREATE INDEX one_time_code_address ON one_time_code (address, made_at);

CREATE INDEX one_time_code_subject ON one_time_code (subject, made_at);

-- What waits for a browser to come back: half-filled forms, sign-on under way. Sealed with what the browser alone holds.
CREATE TABLE kept_form (
    hash       BLOB    NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    sealed     BLOB    NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT;

CREATE INDEX kept_form_expiry ON kept_form (expires_at);

CREATE TABLE passkey (
    subject    TEXT    NOT NULL,
    hash       BLOB    NOT NULL, -- of the credential id
    credential BLOB    NOT NULL, -- public key and counters
    created_at INTEGER NOT NULL,
    PRIMARY KEY (subject, hash)
) STRICT, WITHOUT ROWID;

-- Who did what to whose data, for whom. Never changed.
CREATE TABLE audit_event (
    subject TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    act     TEXT    NOT NULL,
    acting  TEXT    NOT NULL, -- the delegation used, or empty
    target  TEXT    NOT NULL, -- what it was done to, an id of ours, or empty
    office  TEXT    NOT NULL, -- the organisation the actor answers for, or empty
    purpose TEXT    NOT NULL, -- what for; empty where a person acts on their own data
    facts   TEXT    NOT NULL, -- what the permission was decided on, and how; empty likewise
    path    TEXT    NOT NULL,
    unbound INTEGER NOT NULL CHECK (unbound IN (0, 1)), -- whether only the actor's word ties them to the person
    shown_from INTEGER NOT NULL, -- when the person is told; 0 at once
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

-- What the brake counts, and what an officer is asked about.
CREATE INDEX audit_event_actor ON audit_event (actor, at) WHERE unbound = 1;

-- What is kept from a person by law is counted in public.
CREATE INDEX audit_event_hidden ON audit_event (shown_from) WHERE shown_from <> 0;

CREATE TRIGGER audit_event_no_update BEFORE UPDATE ON audit_event
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER audit_event_no_delete BEFORE DELETE ON audit_event
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above; this one sees it first.
CREATE TRIGGER audit_event_no_replace BEFORE INSERT ON audit_event
WHEN EXISTS (SELECT 1 FROM audit_event WHERE subject = NEW.subject AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
