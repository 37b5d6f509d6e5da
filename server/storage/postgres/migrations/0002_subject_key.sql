-- Reason: what identifies a person is sealed under a key of that person's own; destroying the key is erasure.

CREATE TABLE subject_key (
    subject    TEXT    NOT NULL PRIMARY KEY,
    wrapped    BYTEA   NOT NULL,
    created_at BIGINT  NOT NULL
) PARTITION BY HASH (subject);

-- Sixteen parts by subject, so that the table can later be spread over several clusters part by part.
DO $$
BEGIN
    FOR part IN 0..15 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF subject_key FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                       'subject_key_' || part, part);
    END LOOP;
END $$;
