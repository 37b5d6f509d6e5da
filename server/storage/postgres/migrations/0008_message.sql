-- Reason: article 2 (b). Messages are queued with the change they tell of. Their text leaves this table when they are sent.

CREATE TABLE message (
    subject    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    notice     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    created_at BIGINT  NOT NULL,
    read_at    BIGINT  NOT NULL, -- 0 while it was not read
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

-- Codes at the end of messages: confirmed or denied without signing in, so nothing here says whose they are.
CREATE TABLE message_code (
    code TEXT    NOT NULL PRIMARY KEY,
    kind TEXT    NOT NULL,
    at   BIGINT  NOT NULL
);

CREATE TABLE outbox (
    id       TEXT    NOT NULL PRIMARY KEY,
    message  TEXT    NOT NULL, -- the message it carries, or empty
    channel  TEXT    NOT NULL CHECK (channel IN ('phone', 'email')),
    sealed   BYTEA   NOT NULL, -- address, subject and text; empty once it is done
    made_at  BIGINT  NOT NULL,
    due_at   BIGINT  NOT NULL,
    until    BIGINT  NOT NULL, -- after this it is of no use any more
    attempts BIGINT  NOT NULL,
    state    TEXT    NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'void'))
) PARTITION BY HASH (id);

CREATE INDEX outbox_due ON outbox (state, due_at);

CREATE INDEX outbox_message ON outbox (message);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['message', 'outbox'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
