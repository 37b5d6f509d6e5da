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
    filed_at   BIGINT  NOT NULL,
    state      TEXT    NOT NULL,
    is_open    BIGINT  NOT NULL CHECK (is_open IN (0, 1)),
    began      BIGINT  NOT NULL, -- when the clock that runs began
    stopped    BIGINT  NOT NULL, -- milliseconds it stood still since
    waits_from BIGINT  NOT NULL, -- since when it stands still, or 0
    due        BIGINT  NOT NULL, -- the first moment that is too late for what comes next: the order of work lists
    remind_at  BIGINT  NOT NULL, -- when office and person are reminded next
    steps      BIGINT  NOT NULL CHECK (steps >= 1),
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

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
);

CREATE TABLE case_step (
    subject    TEXT    NOT NULL,
    case_id    TEXT    NOT NULL,
    place      BIGINT  NOT NULL CHECK (place >= 1),
    id         TEXT    NOT NULL,
    step       TEXT    NOT NULL,
    at         BIGINT  NOT NULL,
    actor      TEXT    NOT NULL,
    office     TEXT    NOT NULL, -- the organisation the actor answers for; empty for the person
    acting     TEXT    NOT NULL, -- the delegation used, or empty
    commitment BYTEA   NOT NULL CHECK (length(commitment) = 32),
    sealed     BYTEA   NOT NULL, -- salt, receipt, and what was said
    PRIMARY KEY (subject, case_id, place)
) PARTITION BY HASH (subject);

CREATE TRIGGER case_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_step
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER case_step_row_append_only BEFORE UPDATE OR DELETE ON case_step
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Letters to the division, numbered without gaps within a year.
CREATE TABLE letter (
    year    BIGINT  NOT NULL,
    serial  BIGINT  NOT NULL CHECK (serial >= 1),
    subject TEXT    NOT NULL,
    case_id TEXT    NOT NULL,
    step    TEXT    NOT NULL, -- the id of the step it was written with
    at      BIGINT  NOT NULL,
    PRIMARY KEY (year, serial)
);

CREATE INDEX letter_case ON letter (subject, case_id);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['rights_case', 'case_step'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
