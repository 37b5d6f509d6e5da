-- Reason: article 1. Versions of the policy while they are written and read by a second officer. Each is its steps, which
-- are never changed; what is published is in the tables of the policy alone.

CREATE TABLE policy_work (
    id        TEXT    NOT NULL PRIMARY KEY,
    state     TEXT    NOT NULL,
    steps     BIGINT  NOT NULL CHECK (steps >= 1),
    published BIGINT  NOT NULL -- the number it was published as, or 0
);

CREATE TABLE policy_work_step (
    work    TEXT    NOT NULL,
    place   BIGINT  NOT NULL CHECK (place >= 1),
    step    TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    actor   TEXT    NOT NULL,
    words   TEXT    NOT NULL,
    content TEXT    NOT NULL, -- all that is written by then, JSON, or empty
    PRIMARY KEY (work, place)
);

CREATE TRIGGER policy_work_step_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_work_step
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
