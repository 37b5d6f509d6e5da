-- Reason: article 2. Paper forms that a unit scans and keys. A form is a subject of its own, under a key of its own, and
-- names the person once it is known whose it is; its steps, with both readings, are never changed. A scan is known by keyed
-- hashes of its file and of its picture, and taken once.

CREATE TABLE paper_form (
    id       TEXT    NOT NULL PRIMARY KEY,
    unit     TEXT    NOT NULL,
    number   TEXT    NOT NULL UNIQUE, -- to be written on the paper
    subject  TEXT    NOT NULL, -- whose data key seals it: the form's own
    person   TEXT    NOT NULL, -- the account it is about; empty until it is known
    scan     TEXT    NOT NULL, -- the document that holds the picture
    state    TEXT    NOT NULL CHECK (state IN ('scanned', 'keyed', 'disputed', 'matched', 'unmatched')),
    keyed_by TEXT    NOT NULL, -- who keyed it first; empty until then
    at       INTEGER NOT NULL,
    steps    INTEGER NOT NULL CHECK (steps >= 1),
    uses     INTEGER NOT NULL -- how often it was used: whose it is, is only learnt with all uses in hand
) STRICT, WITHOUT ROWID;

CREATE INDEX paper_form_unit ON paper_form (unit, id);

CREATE INDEX paper_form_state ON paper_form (unit, state, id);

CREATE INDEX paper_form_person ON paper_form (person, id) WHERE person <> '';

CREATE TABLE paper_scan (
    hash  BLOB NOT NULL PRIMARY KEY CHECK (length(hash) = 32),
    paper TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE paper_step (
    paper  TEXT    NOT NULL,
    place  INTEGER NOT NULL CHECK (place >= 1),
    step   TEXT    NOT NULL,
    at     INTEGER NOT NULL,
    actor  TEXT    NOT NULL,
    sealed BLOB    NOT NULL, -- what was read, or chosen and why
    PRIMARY KEY (paper, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER paper_step_no_update BEFORE UPDATE ON paper_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER paper_step_no_delete BEFORE DELETE ON paper_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER paper_step_once BEFORE INSERT ON paper_step
WHEN EXISTS (SELECT 1 FROM paper_step WHERE paper = NEW.paper AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
