-- Reason: article 1. Somebody acts for somebody by a document, within a scope and dates, after an officer checked it.

CREATE TABLE delegation (
    grantor    TEXT    NOT NULL,
    id         TEXT    NOT NULL,
    delegate   TEXT    NOT NULL,
    scope      TEXT    NOT NULL,
    from_day   TEXT    NOT NULL,
    to_day     TEXT    NOT NULL,
    state      TEXT    NOT NULL CHECK (state IN ('filed', 'verified', 'refused', 'revoked')),
    filed_at   BIGINT  NOT NULL,
    decided_at BIGINT  NOT NULL, -- 0 while nobody decided
    decided_by TEXT    NOT NULL,
    sealed     BYTEA   NOT NULL, -- names on both sides, and the reason of a refusal
    PRIMARY KEY (grantor, id)
) PARTITION BY HASH (grantor);

CREATE INDEX delegation_delegate ON delegation (delegate, id);

CREATE INDEX delegation_state ON delegation (state, filed_at);

-- Files people give: documents and photos, sealed.
CREATE TABLE document (
    subject TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    kind    TEXT    NOT NULL,
    sealed  BYTEA   NOT NULL,
    made_at BIGINT  NOT NULL,
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['delegation', 'document'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
