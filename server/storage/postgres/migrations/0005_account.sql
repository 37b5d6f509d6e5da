-- Reason: articles 1, 2 and 8. People and officers have accounts. What identifies them is sealed; what they are found by is
-- a keyed hash. Sessions, one-time codes and half-filled forms are known here by the hash of what the browser holds.

CREATE TABLE account (
    subject      TEXT    NOT NULL PRIMARY KEY,
    role         TEXT    NOT NULL,
    organisation TEXT    NOT NULL, -- empty for a person
    assurance    TEXT    NOT NULL CHECK (assurance IN ('stated', 'verified')),
    language     TEXT    NOT NULL,
    channel      TEXT    NOT NULL CHECK (channel IN ('', 'phone', 'email', 'none')),
    quiet_from   BIGINT  NOT NULL, -- hour of the Bangkok day; -1 where there are no quiet hours
    quiet_to     BIGINT  NOT NULL,
    created_at   BIGINT  NOT NULL, -- milliseconds since 1970, UTC, as all moments
    erased_at    BIGINT  NOT NULL  -- 0 while it stands
) PARTITION BY HASH (subject);

-- What belongs to one account alone: a document, an identity at a sign-on provider, a passkey.
CREATE TABLE account_key (
    kind    TEXT NOT NULL,
    hash    BYTEA NOT NULL,
    subject TEXT NOT NULL,
    PRIMARY KEY (kind, hash)
) PARTITION BY HASH (hash);

CREATE INDEX account_key_subject ON account_key (subject, kind);

-- Phone numbers and e-mail addresses; people share them. Only a confirmed one signs anybody in.
CREATE TABLE account_address (
    hash         BYTEA   NOT NULL,
    subject      TEXT    NOT NULL,
    kind         TEXT    NOT NULL CHECK (kind IN ('phone', 'email')),
    confirmed_at BIGINT  NOT NULL, -- 0 while nobody confirmed it
    PRIMARY KEY (hash, subject)
) PARTITION BY HASH (hash);

CREATE INDEX account_address_subject ON account_address (subject, kind);

CREATE TABLE profile_value (
    subject     TEXT    NOT NULL,
    field       TEXT    NOT NULL, -- id in the catalogue
    version     BIGINT  NOT NULL CHECK (version >= 1),
    sealed      BYTEA   NOT NULL, -- empty where the value was taken out
    source      TEXT    NOT NULL,
    recorded_at BIGINT  NOT NULL,
    recorded_by TEXT    NOT NULL,
    PRIMARY KEY (subject, field, version)
) PARTITION BY HASH (subject);

CREATE TRIGGER profile_value_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON profile_value
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER profile_value_row_append_only BEFORE UPDATE OR DELETE ON profile_value
FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TABLE session (
    hash         BYTEA   NOT NULL PRIMARY KEY, -- of the id in the cookie
    id           TEXT    NOT NULL, -- names it in the list of devices
    subject      TEXT    NOT NULL,
    role         TEXT    NOT NULL,
    signed_in_at BIGINT  NOT NULL,
    seen_at      BIGINT  NOT NULL,
    ended_at     BIGINT  NOT NULL, -- 0 while it stands
    acting       TEXT    NOT NULL, -- the delegation used, or empty
    grantor      TEXT    NOT NULL, -- who is acted for, or empty
    device       BYTEA   NOT NULL  -- sealed
) PARTITION BY HASH (hash);

CREATE INDEX session_subject ON session (subject, ended_at);

CREATE TABLE one_time_code (
    hash    BYTEA   NOT NULL PRIMARY KEY, -- of the handle in the browser
    address BYTEA   NOT NULL, -- keyed hash
    subject TEXT    NOT NULL, -- who asked, where somebody is signed in or one account has the address
    intent  TEXT    NOT NULL CHECK (intent IN ('sign-in', 'confirm')),
    code    BYTEA   NOT NULL, -- keyed hash
    tries   BIGINT  NOT NULL,
    made_at BIGINT  NOT NULL,
    used_at BIGINT  NOT NULL  -- 0 while it was not used
) PARTITION BY HASH (hash);

CREATE INDEX one_time_code_address ON one_time_code (address, made_at);

CREATE INDEX one_time_code_subject ON one_time_code (subject, made_at);

-- What waits for a browser to come back: half-filled forms, sign-on under way. Sealed with what the browser alone holds.
CREATE TABLE kept_form (
    hash       BYTEA   NOT NULL PRIMARY KEY,
    kind       TEXT    NOT NULL,
    sealed     BYTEA   NOT NULL,
    expires_at BIGINT  NOT NULL
) PARTITION BY HASH (hash);

CREATE INDEX kept_form_expiry ON kept_form (expires_at);

CREATE TABLE passkey (
    subject    TEXT    NOT NULL,
    hash       BYTEA   NOT NULL, -- of the credential id
    credential BYTEA   NOT NULL, -- public key and counters
    created_at BIGINT  NOT NULL,
    PRIMARY KEY (subject, hash)
) PARTITION BY HASH (subject);

-- Who did what to whose data, for whom. Never changed.
CREATE TABLE audit_event (
    subject TEXT    NOT NULL,
    id      TEXT    NOT NULL,
    at      BIGINT  NOT NULL,
    actor   TEXT    NOT NULL,
    act     TEXT    NOT NULL,
    acting  TEXT    NOT NULL, -- the delegation used, or empty
    target  TEXT    NOT NULL, -- what it was done to, an id of ours, or empty
    office  TEXT    NOT NULL, -- the organisation the actor answers for, or empty
    purpose TEXT    NOT NULL, -- what for; empty where a person acts on their own data
    facts   TEXT    NOT NULL, -- what the permission was decided on, and how; empty likewise
    path    TEXT    NOT NULL,
    unbound BIGINT NOT NULL CHECK (unbound IN (0, 1)), -- whether only the actor's word ties them to the person
    shown_from BIGINT NOT NULL, -- when the person is told; 0 at once
    PRIMARY KEY (subject, id)
) PARTITION BY HASH (subject);

-- What the brake counts, and what an officer is asked about.
CREATE INDEX audit_event_actor ON audit_event (actor, at) WHERE unbound = 1;

-- What is kept from a person by law is counted in public.
CREATE INDEX audit_event_hidden ON audit_event (shown_from) WHERE shown_from <> 0;

CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_event
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A part can be named past its whole: its rows are guarded too.
CREATE TRIGGER audit_event_row_append_only BEFORE UPDATE OR DELETE ON audit_event
FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Sixteen parts each, so that the tables can later be spread over several clusters part by part.
DO $$
DECLARE
    whole TEXT;
BEGIN
    FOREACH whole IN ARRAY ARRAY['account', 'account_key', 'account_address', 'profile_value', 'session', 'one_time_code', 'kept_form', 'passkey', 'audit_event'] LOOP
        FOR part IN 0..15 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES WITH (MODULUS 16, REMAINDER %s)',
                           whole || '_' || part, whole, part);
        END LOOP;
    END LOOP;
END $$;
