-- Reason: article 9. A question, suggestion or complaint becomes a case with a number the person can quote. What the
-- person wrote is sealed; the numbers stand apart so that they stay unique when cases are partitioned by subject.

CREATE TABLE contact_case (
    subject     TEXT    NOT NULL,
    id          TEXT    NOT NULL,
    number      TEXT    NOT NULL,
    kind        TEXT    NOT NULL,
    language    TEXT    NOT NULL,
    channel     TEXT    NOT NULL CHECK (channel IN ('web', 'phone', 'fax', 'post', 'person', 'email')),
    received_at BIGINT  NOT NULL,
    state       TEXT    NOT NULL,
    sealed      BYTEA   NOT NULL,
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

-- Sixteen parts by subject, so that the table can later be spread over several clusters part by part.
DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF contact_case FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       'contact_case_' || part, part);
    END LOOP;
END $$;

CREATE INDEX contact_case_received ON contact_case (received_at, id);

CREATE TABLE contact_number (
    number  TEXT NOT NULL PRIMARY KEY,
    subject TEXT NOT NULL,
    id      TEXT NOT NULL
);
