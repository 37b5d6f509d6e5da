-- Reason: articles 3 to 5. The registers of the division: contracts, disclosures a law compels, transfers abroad. An entry
-- is its steps, which are never changed; the row beside them is what lists and the clock ask for.

CREATE TABLE register_entry (
    id       TEXT    NOT NULL PRIMARY KEY,
    register TEXT    NOT NULL,
    concerns TEXT    NOT NULL, -- an organisation or an account, or empty
    state    TEXT    NOT NULL,
    due_day  TEXT    NOT NULL, -- when time brings something next; "never" is after all days
    steps    INTEGER NOT NULL CHECK (steps >= 1)
) STRICT, WITHOUT ROWID;

CREATE INDEX register_entry_list ON register_entry (register, id);

CREATE INDEX register_entry_state ON register_entry (register, state, id);

CREATE INDEX register_entry_due ON register_entry (due_day, id);

-- Who is on duty where; people are not asked for by organisation.
CREATE INDEX account_office ON account (organisation, subject) WHERE role <> 'person';

CREATE TABLE register_step (
    entry      TEXT    NOT NULL,
    place      INTEGER NOT NULL CHECK (place >= 1),
    id         TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    at         INTEGER NOT NULL,
    actor      TEXT    NOT NULL,
    commitment BLOB    NOT NULL,
    sealed     BLOB    NOT NULL, -- receipt, salt and words
    PRIMARY KEY (entry, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER register_step_no_update BEFORE UPDATE ON register_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER register_step_no_delete BEFORE DELETE ON register_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER register_step_once BEFORE INSERT ON register_step
WHEN EXISTS (SELECT 1 FROM register_step WHERE entry = NEW.entry AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
