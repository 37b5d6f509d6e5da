-- Reason: article 1. Versions of the policy while they are written and read by a second officer. Each is its steps, which
-- are never changed; what is published is in the tables of the policy alone.

CREATE TABLE policy_work (
    id        TEXT    NOT NULL PRIMARY KEY,
    state     TEXT    NOT NULL,
    steps     INTEGER NOT NULL CHECK (steps >= 1),
    published INTEGER NOT NULL -- the number it was published as, or 0
) STRICT, WITHOUT ROWID;

CREATE TABLE policy_work_step (
    work    TEXT    NOT NULL,
    place   INTEGER NOT NULL CHECK (place >= 1),
    step    TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    words   TEXT    NOT NULL,
    content TEXT    NOT NULL, -- all that is written by then, JSON, or empty
    PRIMARY KEY (work, place)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER policy_work_step_no_update BEFORE UPDATE ON policy_work_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER policy_work_step_no_delete BEFORE DELETE ON policy_work_step
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER policy_work_step_once BEFORE INSERT ON policy_work_step
WHEN EXISTS (SELECT 1 FROM policy_work_step WHERE work = NEW.work AND place = NEW.place)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
