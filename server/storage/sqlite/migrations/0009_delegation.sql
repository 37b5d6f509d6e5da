-- Reason: article 1. Somebody acts for somebody by a document, within a scope and dates, after an officer checked it.

CREATE TABLE delegation (
    grantor    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    delegate   TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    from_day   TEXT    NOT NULL,
    to_day     TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('filed', 'verified', 'refused', 'revoked')),
    filed_at   INTEGER NOT NULL,
    decided_at INTEGER NOT NULL, -- 0 while nobody decided
    decided_by TEXT    NOT NULL,
    sealed     BLOB    NOT NULL, -- names on both sides, and the reason of a refusal
    PRIMARY KEY (grantor, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX delegation_delegate ON delegation (delegate, id);

CREATE INDEX delegation_state ON delegation (state, filed_at);

-- Files people give: documents and photos, sealed.
CREATE TABLE document (
    subject TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    sealed  BLOB    NOT NULL,
    made_at INTEGER NOT NULL,
    PRIMARY KEY (subject, id)
) STRICT;
