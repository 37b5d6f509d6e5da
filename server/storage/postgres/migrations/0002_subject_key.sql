-- Reason: what identifies a person is sealed under a key of that person's own; destroying the key is erasure.

CREATE TABLE subject_key (
    subject    TEXT    NOT NULL PRIMARY KEY,
    wrapped    BYTEA    NOT NULL,
    created_at BIGINT  NOT NULL
);
