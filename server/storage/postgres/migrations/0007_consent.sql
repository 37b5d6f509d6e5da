-- Reason: articles 1 and 6. Each consent choice is an event that is never changed; what stands is kept beside it, so that it is
-- read in one step and a choice made on an older page is seen as one.

-- The receipts of all who were asked the same in the same way, but for what is one person's. Kept once, never changed.
CREATE TABLE consent_wording (
    digest BYTEA NOT NULL PRIMARY KEY CHECK (length(digest) = 32), -- SHA-256 of text
    text   TEXT  NOT NULL
);

CREATE TRIGGER consent_wording_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_wording
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE consent_event (
    subject         TEXT    NOT NULL,
    id              TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    purpose_version BIGINT  NOT NULL CHECK (purpose_version >= 1),
    kind            TEXT    NOT NULL CHECK (kind IN ('given', 'refused', 'withdrawn', 'expired')),
    method          TEXT    NOT NULL,
    language        TEXT    NOT NULL,
    policy          BIGINT  NOT NULL, -- version in force
    policy_digest   TEXT    NOT NULL,
    at              BIGINT  NOT NULL,
    lapses_at       BIGINT  NOT NULL,
    actor           TEXT    NOT NULL,
    acting          TEXT    NOT NULL, -- the delegation used, or empty
    commitment      BYTEA   NOT NULL CHECK (length(commitment) = 32),
    wording         BYTEA   NOT NULL CHECK (length(wording) = 32), -- SHA-256
    sealed          BYTEA   NOT NULL, -- salt, and what the wording leaves open
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

CREATE TRIGGER consent_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON consent_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER consent_event_row_append_only BEFORE UPDATE OR DELETE ON consent_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE consent_standing (
    subject         TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    purpose_version BIGINT  NOT NULL,
    at              BIGINT  NOT NULL,
    lapses_at       BIGINT  NOT NULL,
    PRIMARY KEY (subject, purpose)
) PARTITION BY HASH (subject);

CREATE INDEX consent_standing_lapse ON consent_standing (lapses_at) WHERE kind = 'given';

-- A repeated request finds its first answer here.
CREATE TABLE consent_request (
    subject TEXT    NOT NULL,
    hash    BYTEA   NOT NULL, -- of the idempotency key
    event   TEXT    NOT NULL,
    asked   TEXT    NOT NULL, -- purpose and decision, so that a key is not used for another one
    at      BIGINT  NOT NULL,
    PRIMARY KEY (subject, hash)
) PARTITION BY HASH (subject);

-- A question that was shown. Never taken for an answer.
CREATE TABLE notice_shown (
    subject         TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    purpose_version BIGINT  NOT NULL,
    policy          BIGINT  NOT NULL,
    language        TEXT    NOT NULL,
    at              BIGINT  NOT NULL,
    PRIMARY KEY (subject, purpose, purpose_version, policy, language)
) PARTITION BY HASH (subject);

-- Told to those who received data when a consent ends; kept until they acknowledge.
CREATE TABLE recipient_notice (
    id              TEXT    NOT NULL PRIMARY KEY,
    subject         TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    purpose         TEXT    NOT NULL,
    event           TEXT    NOT NULL,
    created_at      BIGINT  NOT NULL,
    acknowledged_at BIGINT  NOT NULL, -- 0 while it was not
    acknowledged_by TEXT    NOT NULL
) PARTITION BY HASH (id);

CREATE INDEX recipient_notice_waiting ON recipient_notice (recipient, acknowledged_at, created_at);

CREATE INDEX recipient_notice_subject ON recipient_notice (subject, created_at);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['consent_event', 'consent_standing', 'consent_request', 'notice_shown', 'recipient_notice'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
