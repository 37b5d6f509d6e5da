-- Reason: articles 3 and 7. Units record vaccinations and laboratory results; a wrong record is never changed and never
-- deleted: what follows it is another version. Organisations are who recorded it and who answers for them.

CREATE TABLE organisation (
    code      TEXT    NOT NULL PRIMARY KEY, -- a unit's hcode
    kind      TEXT    NOT NULL CHECK (kind IN ('unit', 'provincial', 'division', 'contractor')),
    name_th   TEXT    NOT NULL,
    name_en   TEXT    NOT NULL,
    province  TEXT    NOT NULL,
    closed_at BIGINT  NOT NULL, -- 0 while it is open
    mail      TEXT    NOT NULL -- the address its office is told at, or empty
);

CREATE INDEX organisation_province ON organisation (province, code);

CREATE TABLE record_version (
    subject   TEXT    NOT NULL,
    id        TEXT    NOT NULL,
    version   BIGINT  NOT NULL CHECK (version >= 1),
    kind      TEXT    NOT NULL CHECK (kind IN ('vaccination', 'laboratory')),
    state     TEXT    NOT NULL CHECK (state IN ('recorded', 'entered-in-error')),
    confirmed TEXT    NOT NULL CHECK (confirmed IN ('', 'presence', 'checked')),
    unit      TEXT    NOT NULL,
    recorder  TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    at        BIGINT  NOT NULL,
    cause     TEXT    NOT NULL, -- the case that led to it, or empty
    sealed    BYTEA   NOT NULL,
    PRIMARY KEY (subject, id, version)
) PARTITION BY HASH (subject);

CREATE TRIGGER record_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON record_version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER record_version_row_append_only BEFORE UPDATE OR DELETE ON record_version
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- What a printed certificate is checked by. Nothing on it is personal.
CREATE TABLE certificate (
    code       TEXT    NOT NULL PRIMARY KEY,
    subject    TEXT    NOT NULL,
    record     TEXT    NOT NULL,
    version    BIGINT  NOT NULL,
    issued_at  BIGINT  NOT NULL,
    revoked_at BIGINT  NOT NULL -- 0 while it stands
);

CREATE INDEX certificate_subject ON certificate (subject, record);

-- A correction goes to everyone who had the record, again and again until they acknowledge it.
CREATE TABLE correction_notice (
    id              TEXT    NOT NULL PRIMARY KEY,
    subject         TEXT    NOT NULL,
    recipient       TEXT    NOT NULL,
    record          TEXT    NOT NULL,
    version         BIGINT  NOT NULL,
    created_at      BIGINT  NOT NULL,
    told_at         BIGINT  NOT NULL,
    times           BIGINT  NOT NULL CHECK (times >= 1),
    acknowledged_at BIGINT  NOT NULL, -- 0 until then
    acknowledged_by TEXT    NOT NULL
);

CREATE INDEX correction_notice_waiting ON correction_notice (recipient, told_at) WHERE acknowledged_at = 0;

CREATE INDEX correction_notice_subject ON correction_notice (subject, id);

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['record_version'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
