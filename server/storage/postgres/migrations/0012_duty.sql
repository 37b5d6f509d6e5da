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
    made_at      BIGINT  NOT NULL,
    made_by      TEXT    NOT NULL,
    ended_at     BIGINT  NOT NULL, -- 0 while nobody ended it before its last day
    ended_by     TEXT    NOT NULL,
    PRIMARY KEY (organisation, id)
);

CREATE TABLE promise (
    account   TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    version   BIGINT  NOT NULL CHECK (version >= 1),
    until_day TEXT    NOT NULL,
    signed_at BIGINT  NOT NULL,
    PRIMARY KEY (account, id)
);

CREATE TABLE stopped (
    account     TEXT    NOT NULL,
    breach      TEXT    NOT NULL,
    at          BIGINT  NOT NULL,
    released_at BIGINT  NOT NULL, -- 0 until then
    PRIMARY KEY (account, breach)
);

-- One that stands is enough.
CREATE UNIQUE INDEX stopped_once ON stopped (account) WHERE released_at = 0;

CREATE TABLE breach (
    id        TEXT    NOT NULL PRIMARY KEY,
    cause     TEXT    NOT NULL,
    concerned TEXT    NOT NULL, -- the account that was stopped, or empty
    since     BIGINT  NOT NULL, -- from when on persons may be affected
    opened_at BIGINT  NOT NULL,
    is_open   BIGINT  NOT NULL CHECK (is_open IN (0, 1)),
    steps     BIGINT  NOT NULL CHECK (steps >= 1)
);

CREATE INDEX breach_open ON breach (opened_at, id) WHERE is_open = 1;

CREATE TABLE breach_step (
    breach TEXT    NOT NULL,
    place  BIGINT  NOT NULL CHECK (place >= 1),
    step   TEXT    NOT NULL,
    at     BIGINT  NOT NULL,
    actor  TEXT    NOT NULL,
    sealed BYTEA    NOT NULL, -- what was said
    PRIMARY KEY (breach, place)
);

CREATE TRIGGER promise_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON promise
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER breach_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON breach_step
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
