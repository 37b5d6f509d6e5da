-- Reason: article 9. A question, suggestion or complaint becomes a case with a number the person can quote. What the
-- person wrote is sealed; the numbers stand apart so that they stay unique when cases are partitioned by subject.

CREATE TABLE contact_case (
    subject     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    number      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    channel     TEXT    NOT NULL CHECK (channel IN ('web', 'phone', 'fax', 'post', 'person', 'email')),
    received_at INTEGER NOT NULL,
    state       TEXT    NOT NULL,
    sealed      BLOB    NOT NULL,
    PRIMARY KEY (subject, id)
) STRICT;

CREATE INDEX contact_case_received ON contact_case (received_at, id);

CREATE TABLE contact_number (
    number  TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    id      TEXT NOT NULL
) STRICT, WITHOUT ROWID;
