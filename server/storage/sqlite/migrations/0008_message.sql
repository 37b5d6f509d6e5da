-- Reason: article 2 (b). Messages are queued with the change they tell of. Their text leaves this table when they are sent.

CREATE TABLE message (
    subject    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    notice     TEXT    NOT NULL,
    language   TEXT    NOT NULL,
    code       TEXT    NOT NULL,
    created_at INTEGER NOT NULL,
    read_at    INTEGER NOT NULL, -- 0 while it was not read
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

-- Codes at the end of messages: confirmed or denied without signing in, so nothing here says whose they are.
CREATE TABLE message_code (
    code TEXT    NOT NULL PRIMARY KEY,
    kind TEXT    NOT NULL,
    at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    id       TEXT    NOT NULL PRIMARY KEY,
    message  TEXT    NOT NULL, -- the message it carries, or empty
    channel  TEXT    NOT NULL CHECK (channel IN ('phone', 'email')),
    sealed   BLOB    NOT NULL, -- address, subject and text; empty once it is done
    made_at  INTEGER NOT NULL,
    due_at   INTEGER NOT NULL,
    until    INTEGER NOT NULL, -- after this it is of no use any more
    attempts INTEGER NOT NULL,
    state    TEXT    NOT NULL CHECK (state IN ('queued', 'sent', 'failed', 'void'))
) STRICT;

CREATE INDEX outbox_due ON outbox (state, due_at);

CREATE INDEX outbox_message ON outbox (message);
