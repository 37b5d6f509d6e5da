-- Reason: the use of the service is published as sums. Only sums are kept; there is no row, and no column, for a person.

CREATE TABLE usage_count (
    day      TEXT    NOT NULL, -- Bangkok day, YYYY-MM-DD
    service  TEXT    NOT NULL,
    language TEXT    NOT NULL, -- empty where a service has none
    times    INTEGER NOT NULL CHECK (times >= 1),
    PRIMARY KEY (day, service, language)
) STRICT, WITHOUT ROWID;
