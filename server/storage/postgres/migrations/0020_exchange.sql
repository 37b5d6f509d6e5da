-- Reason: articles 3 and 4. Partners' systems sign on by themselves, send records and follow what happens to them. What
-- each source says of a person is kept beside what counts; two accounts of one person are linked and can be parted again.

-- The civil registration authority is an organisation too.
ALTER TABLE organisation DROP CONSTRAINT organisation_kind_check;
ALTER TABLE organisation ADD CONSTRAINT organisation_kind_check
    CHECK (kind IN ('unit', 'provincial', 'division', 'contractor', 'registry'));

-- A person can be known before they have an account: a unit recorded something about them.
ALTER TABLE account DROP CONSTRAINT account_assurance_check;
ALTER TABLE account ADD CONSTRAINT account_assurance_check CHECK (assurance IN ('recorded', 'stated', 'verified'));

-- A partner's system. Its keys are public; the secret its events are signed with is sealed.
CREATE TABLE partner_system (
    client       TEXT    NOT NULL PRIMARY KEY,
    account      TEXT    NOT NULL UNIQUE, -- who it is in every log
    organisation TEXT    NOT NULL,
    officer      TEXT    NOT NULL, -- the account that answers for it, and signed the promise
    purpose      TEXT    NOT NULL,
    scopes       TEXT    NOT NULL,
    keys         TEXT    NOT NULL, -- a JSON Web Key Set, or empty
    keys_url     TEXT    NOT NULL, -- where it is fetched from otherwise
    endpoint     TEXT    NOT NULL, -- where events are posted to, or empty: it asks for them
    sealed       BYTEA   NOT NULL,
    made_at      BIGINT  NOT NULL,
    made_by      TEXT    NOT NULL,
    ended_at     BIGINT  NOT NULL -- 0 while it may sign on
);

CREATE INDEX partner_system_organisation ON partner_system (organisation, client);

CREATE TABLE partner_token (
    hash       BYTEA   NOT NULL PRIMARY KEY,
    client     TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    scopes     TEXT    NOT NULL,
    made_at    BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX partner_token_expiry ON partner_token (expires_at);

-- Assertions that were used: each signs on once.
CREATE TABLE partner_assertion (
    hash       BYTEA   NOT NULL PRIMARY KEY,
    expires_at BIGINT  NOT NULL
);

CREATE INDEX partner_assertion_expiry ON partner_assertion (expires_at);

-- Messages that were answered, so that one sent again is answered the same and done once.
CREATE TABLE partner_message (
    client TEXT    NOT NULL,
    hash   BYTEA   NOT NULL, -- of the message's id
    digest BYTEA   NOT NULL, -- of what it said
    status BIGINT  NOT NULL,
    sealed BYTEA   NOT NULL, -- the answer
    at     BIGINT  NOT NULL,
    PRIMARY KEY (client, hash)
);

CREATE INDEX partner_message_age ON partner_message (at);

-- What names a record at its sender, as a keyed hash: one name is one record.
CREATE TABLE record_source (
    hash    BYTEA NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    record  TEXT NOT NULL
);

CREATE INDEX record_source_record ON record_source (record);

-- Which organisations' systems have had data about whom: they are told what becomes of it.
CREATE TABLE data_received (
    subject      TEXT    NOT NULL,
    organisation TEXT    NOT NULL,
    first_at     BIGINT  NOT NULL,
    PRIMARY KEY (subject, organisation)
) PARTITION BY HASH (subject);

CREATE TABLE presence_used (
    hash    BYTEA   NOT NULL PRIMARY KEY,
    subject TEXT    NOT NULL,
    record  TEXT    NOT NULL,
    at      BIGINT  NOT NULL
);

-- What each source says of a person, apart from what counts.
CREATE TABLE source_value (
    subject     TEXT    NOT NULL,
    field       TEXT    NOT NULL,
    source      TEXT    NOT NULL,
    version     BIGINT  NOT NULL CHECK (version >= 1),
    sealed      BYTEA   NOT NULL, -- empty where it was taken out
    recorded_at BIGINT  NOT NULL,
    recorded_by TEXT    NOT NULL,
    PRIMARY KEY (subject, field, source, version)
) PARTITION BY HASH (subject);

CREATE TRIGGER source_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON source_value
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER source_value_row_append_only BEFORE UPDATE OR DELETE ON source_value
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- A record whose person an officer must recognise, sealed under a key of its own.
CREATE TABLE intake_review (
    id           TEXT    NOT NULL PRIMARY KEY,
    organisation TEXT    NOT NULL, -- whose system sent it
    sender       TEXT    NOT NULL, -- the account that sent it
    name         BYTEA   NOT NULL UNIQUE, -- the keyed hash of what names it at its sender
    candidate    TEXT    NOT NULL, -- the subject it may be about
    score        BIGINT  NOT NULL CHECK (score BETWEEN 0 AND 100),
    reasons      TEXT    NOT NULL,
    state        TEXT    NOT NULL CHECK (state IN ('waiting', 'same', 'different')),
    at           BIGINT  NOT NULL,
    decided_at   BIGINT  NOT NULL, -- 0 until then
    decided_by   TEXT    NOT NULL,
    sealed       BYTEA   NOT NULL
);

CREATE INDEX intake_review_list ON intake_review (organisation, state, id);

CREATE INDEX intake_review_state ON intake_review (state, id);

CREATE INDEX intake_review_candidate ON intake_review (candidate, id);

-- Two accounts of one person. Nothing is moved: what was linked is parted by ending the link.
CREATE TABLE person_link (
    id       TEXT    NOT NULL PRIMARY KEY,
    one      TEXT    NOT NULL,
    other    TEXT    NOT NULL,
    made_at  BIGINT  NOT NULL,
    made_by  TEXT    NOT NULL,
    ended_at BIGINT  NOT NULL, -- 0 while it stands
    ended_by TEXT    NOT NULL,
    sealed   BYTEA   NOT NULL -- why, and why not
);

CREATE UNIQUE INDEX person_link_pair ON person_link (one, other) WHERE ended_at = 0;

CREATE INDEX person_link_one ON person_link (one);

CREATE INDEX person_link_other ON person_link (other);

-- What a partner's system is told of what it had. In the order of ids for each person.
CREATE TABLE delivery (
    client          TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    subject         TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    target          TEXT    NOT NULL, -- the record, or empty
    purpose         TEXT    NOT NULL, -- the purpose, or empty
    created_at      BIGINT  NOT NULL,
    tries           BIGINT  NOT NULL,
    next_at         BIGINT  NOT NULL,
    acknowledged_at BIGINT  NOT NULL, -- 0 until then
    acknowledged_by TEXT    NOT NULL,
    PRIMARY KEY (client, id)
);

CREATE INDEX delivery_waiting ON delivery (client, subject, id) WHERE acknowledged_at = 0;

CREATE INDEX delivery_due ON delivery (next_at) WHERE acknowledged_at = 0;

CREATE INDEX delivery_subject ON delivery (subject, id);

-- What the civil register answered about a person: when, and in one word.
CREATE TABLE register_check (
    subject    TEXT    NOT NULL PRIMARY KEY,
    checked_at BIGINT  NOT NULL,
    outcome    TEXT    NOT NULL
);

-- Who is entitled to what, by groups.
CREATE TABLE target_group (
    subject    TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    source     TEXT    NOT NULL, -- the organisation that says so
    at         BIGINT  NOT NULL,
    left_at    BIGINT  NOT NULL, -- 0 while they belong to it
    PRIMARY KEY (subject, code)
);

CREATE INDEX target_group_code ON target_group (code, subject) WHERE left_at = 0;

-- Records from a file. The position moves in the unit that takes the lines before it, so that a line is taken once.
CREATE TABLE file_import (
    id           TEXT    NOT NULL PRIMARY KEY,
    organisation TEXT    NOT NULL,
    account      TEXT    NOT NULL,
    digest       BYTEA   NOT NULL, -- of the file
    format       TEXT    NOT NULL CHECK (format IN ('csv', 'ndjson')),
    state        TEXT    NOT NULL CHECK (state IN ('running', 'done', 'stopped')),
    of_bytes     BIGINT  NOT NULL,
    line         BIGINT  NOT NULL,
    byte         BIGINT  NOT NULL,
    taken        BIGINT  NOT NULL,
    known        BIGINT  NOT NULL,
    waiting      BIGINT  NOT NULL, -- for an officer
    quarantined  BIGINT  NOT NULL,
    begun_at     BIGINT  NOT NULL,
    changed_at   BIGINT  NOT NULL
);

CREATE INDEX file_import_list ON file_import (organisation, id);

-- Lines that were not taken, and why: by column and reason, without what they say.
CREATE TABLE import_fault (
    import  TEXT    NOT NULL,
    line    BIGINT  NOT NULL,
    reasons TEXT    NOT NULL,
    PRIMARY KEY (import, line)
);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['source_value', 'data_received'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
