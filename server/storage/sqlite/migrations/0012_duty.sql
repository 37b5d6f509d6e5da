-- Reason: articles 3, 5 and 8. What people on duty are bound by, and what happens where they overstep: agreements of
-- organisations, personal promises, people the brake stopped, breach cases. Agreements and promises are never changed:
-- an end is a row of its own.

CREATE TABLE agreement (
    organisation TEXT    NOT NULL,
    id           TEXT    NOT NULL,
    number       TEXT    NOT NULL, -- as it is written on paper
    from_day     TEXT    NOT NULL,
    until_day    TEXT    NOT NULL,
    purposes     TEXT    NOT NULL,
    made_at      INTEGER NOT NULL,
    made_by      TEXT    NOT NULL,
    ended_at     INTEGER NOT NULL, -- 0 while nobody ended it before its last day
    ended_by     TEXT    NOT NULL,
    PRIMARY KEY (organisation, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE promise (
    account   TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    version   INTEGER NOT NULL CHECK (version >= 1),
    until_day TEXT    NOT NULL,
    signed_at INTEGER NOT NULL,
    PRIMARY KEY (account, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE stopped (
    account     TEXT    NOT NULL,
    breach      TEXT    NOT NULL,
    at          INTEGER NOT NULL,
    released_at INTEGER NOT NULL, -- 0 until then
    PRIMARY KEY (account, breach)
) STRICT, WITHOUT ROWID;

-- One that stands is enough.
CREATE UNIQUE INDEX stopped_once ON stopped (account) WHERE released_at = 0;

CREATE TABLE breach (
    id        TEXT    NOT NULL PRIMARY KEY,
    cause     TEXT    NOT NULL,
    concerned TEXT    NOT NULL, -- the account that was stopped, or empty
    since     INTEGER NOT NULL, -- from when on persons may be affected
    opened_at INTEGER NOT NULL,
    is_open   INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    steps     INTEGER NOT NULL CHECK (steps >= 1)
) STRICT, WITHOUT ROWID;

CREATE INDEX breach_open ON breach (opened_at, id) WHERE is_open = 1;

CREATE TABLE breach_step (
    breach TEXT    NOT NULL,
    place  INTEGER NOT NULL CHECK (place >= 1),
    step   TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    sealed BLOB    NOT NULL, -- what was said
    PRIMARY KEY (breach, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER promise_no_update BEFORE UPDATE ON promise
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER promise_no_delete BEFORE DELETE ON promise
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER breach_step_no_update BEFORE UPDATE ON breach_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER breach_step_no_delete BEFORE DELETE ON breach_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER promise_once BEFORE INSERT ON promise
WHEN EXISTS (SELECT 1 FROM promise WHERE account = NEW.account AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER breach_step_once BEFORE INSERT ON breach_step
WHEN EXISTS (SELECT 1 FROM breach_step WHERE breach = NEW.breach AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
