-- Reason: articles 1 and 6. Choices are committed to a transparency log that nobody can rewrite unseen. Here are its entries
-- (salted commitments, nothing personal), the hashes of its tree, and its last signed checkpoint.

CREATE TABLE ledger_waiting (
    id         TEXT    NOT NULL PRIMARY KEY,
    commitment BYTEA   NOT NULL CHECK (length(commitment) = 32),
    at         BIGINT  NOT NULL
);

CREATE TABLE ledger_entry (
    position   BIGINT  NOT NULL PRIMARY KEY CHECK (position >= 0),
    id         TEXT    NOT NULL UNIQUE, -- of the event; ids grow with time, so that the index grows at its end
    commitment BYTEA   NOT NULL CHECK (length(commitment) = 32)
);

CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Hashes of complete subtrees, 256 wide, and the part that is not full yet.
CREATE TABLE ledger_tile (
    level    BIGINT  NOT NULL,
    position BIGINT  NOT NULL,
    hashes   BYTEA   NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, position)
);

-- One row: the size before and after are compared on every change, so that two sequencers never fork the tree.
CREATE TABLE ledger_head (
    one        BIGINT  NOT NULL PRIMARY KEY CHECK (one = 1),
    size       BIGINT  NOT NULL CHECK (size >= 0),
    frontier   BYTEA   NOT NULL,
    checkpoint TEXT    NOT NULL, -- signed note
    signed_at  BIGINT  NOT NULL
);
