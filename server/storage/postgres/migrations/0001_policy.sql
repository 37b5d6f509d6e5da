-- Reason: article 1. A published version of the policy can always be read again exactly as it was published, so
-- versions and their editions are append-only here, whatever program writes to the database.

CREATE TABLE policy_version (
    number        BIGINT NOT NULL PRIMARY KEY CHECK (number >= 1),
    effective     TEXT   NOT NULL, -- Bangkok day, YYYY-MM-DD
    class         TEXT   NOT NULL,
    summary_th    TEXT   NOT NULL,
    summary_en    TEXT   NOT NULL,
    published_at  BIGINT NOT NULL, -- milliseconds since 1970, UTC
    edition_count BIGINT NOT NULL CHECK (edition_count >= 1)
);

CREATE TABLE policy_edition (
    version  BIGINT NOT NULL REFERENCES policy_version (number),
    language TEXT   NOT NULL,
    digest   TEXT   NOT NULL CHECK (length(digest) = 64), -- SHA-256 of text, hexadecimal
    text     TEXT   NOT NULL,
    PRIMARY KEY (version, language)
);

CREATE TABLE policy_draft (
    language    TEXT   NOT NULL PRIMARY KEY,
    effective   TEXT   NOT NULL,
    imported_at BIGINT NOT NULL,
    digest      TEXT   NOT NULL CHECK (length(digest) = 64),
    text        TEXT   NOT NULL
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only' USING ERRCODE = 'MP001';
END $$;

CREATE TRIGGER policy_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_version
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER policy_edition_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_edition
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- No gap in the numbers. A number that is taken passes here: the primary key refuses it, as one that was lost to another
-- publisher at the same moment.
CREATE FUNCTION refuse_gap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.number > (SELECT COALESCE(MAX(number), 0) + 1 FROM policy_version) THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'MP001';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER policy_version_next BEFORE INSERT ON policy_version
FOR EACH ROW EXECUTE FUNCTION refuse_gap();

-- No edition added to a version that is complete. The version is locked, so that two additions come one by one.
CREATE FUNCTION refuse_addition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    complete BIGINT;
BEGIN
    SELECT edition_count INTO complete FROM policy_version WHERE number = NEW.version FOR NO KEY UPDATE;
    IF (SELECT COUNT(*) FROM policy_edition WHERE version = NEW.version) >= complete THEN
        RAISE EXCEPTION 'append-only' USING ERRCODE = 'MP001';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER policy_edition_complete BEFORE INSERT ON policy_edition
FOR EACH ROW EXECUTE FUNCTION refuse_addition();
