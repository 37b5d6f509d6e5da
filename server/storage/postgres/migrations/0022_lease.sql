-- Reason: articles 1 and 6. Several portals stand before one database; what only one of them may do at a time (placing
-- entries in the ledger, carrying messages) is done by who has the lease. Its end is by the clock of the database.

CREATE TABLE lease (
    duty    TEXT    NOT NULL PRIMARY KEY,
    holder  TEXT    NOT NULL, -- a process, named at random when it started
    token   BIGINT  NOT NULL CHECK (token >= 1), -- one more with each new holder
    ends_at BIGINT  NOT NULL
);
