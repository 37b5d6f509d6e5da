-- Reason: article 7. A case is its steps, which are never changed; where it stands is kept beside them, so that an office
-- reads its work list in one step, and a step taken on an older page is seen as one.

CREATE TABLE rights_case (
    subject    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    number     TEXT    NOT NULL,
    right_name TEXT    NOT NULL,
    claim      TEXT    NOT NULL, -- what is wrong with the record; empty for other rights
    desk       TEXT    NOT NULL, -- the organisation that answers
    unit       TEXT    NOT NULL, -- the organisation that recorded it, or empty
    record     TEXT    NOT NULL, -- the record it is about, or empty
    channel    TEXT    NOT NULL CHECK (channel IN ('web', 'phone', 'fax', 'post', 'person', 'email')),
    language   TEXT    NOT NULL,
    filed_at   INTEGER NOT NULL,
    state      TEXT    NOT NULL,
    is_open    INTEGER NOT NULL CHECK (is_open IN (0, 1)),
    began      INTEGER NOT NULL, -- when the clock that runs began
    stopped    INTEGER NOT NULL, -- milliseconds it stood still since
    waits_from INTEGER NOT NULL, -- since when it stands still, or 0
    due        INTEGER NOT NULL, -- the first moment that is too late for what comes next: the order of work lists
    remind_at  INTEGER NOT NULL, -- when office and person are reminded next
    steps      INTEGER NOT NULL CHECK (steps >= 1),
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

-- One open case for a record; a second try leads to the first.
CREATE UNIQUE INDEX rights_case_record ON rights_case (subject, record) WHERE is_open = 1 AND record <> '';

-- A work list: the nearest limit first.
CREATE INDEX rights_case_desk ON rights_case (desk, due, id) WHERE is_open = 1;

CREATE INDEX rights_case_division ON rights_case (due, id) WHERE state IN ('at-division', 'answered', 'ordered');

CREATE INDEX rights_case_reminder ON rights_case (remind_at, id) WHERE is_open = 1;

CREATE TABLE case_number (
    number  TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    id      TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE case_step (
    subject    TEXT    NOT NULL,
    case_id    TEXT    NOT NULL,
    place      INTEGER NOT NULL CHECK (place >= 1),
    id         TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    office     TEXT    NOT NULL, -- the organisation the actor answers for; empty for the person
    acting     TEXT    NOT NULL, -- the delegation used, or empty
    commitment BLOB    NOT NULL CHECK (length(commitment) = 32),
    sealed     BLOB    NOT NULL, -- salt, receipt, and what was said
    PRIMARY KEY (subject, case_id, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER case_step_no_update BEFORE UPDATE ON case_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER case_step_no_delete BEFORE DELETE ON case_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER case_step_once BEFORE INSERT ON case_step
WHEN EXISTS (SELECT 1 FROM case_step WHERE subject = NEW.subject AND case_id = NEW.case_id AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Letters to the division, numbered without gaps within a year.
CREATE TABLE letter (
    year    INTEGER NOT NULL,
    serial  INTEGER NOT NULL CHECK (serial >= 1),
    subject TEXT    NOT NULL,
    case_id TEXT    NOT NULL,
    step    TEXT    NOT NULL, -- the id of the step it was written with
    at      INTEGER NOT NULL,
    PRIMARY KEY (year, serial)
) STRICT, WITHOUT ROWID;

CREATE INDEX letter_case ON letter (subject, case_id);
