-- Reason: article 4. Three codes an hour, to an address and for a person, also where many ask at once: who asks takes a turn.

CREATE TABLE code_turn (
    whose BYTEA   NOT NULL PRIMARY KEY, -- keyed hash of an address, or a subject
    at    BIGINT  NOT NULL
);
