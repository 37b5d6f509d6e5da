-- Reason: articles 1 and 6. Choices are committed to a transparency log that nobody can rewrite unseen. Here are its entries
-- (salted commitments, nothing personal), the hashes of its tree, and its last signed checkpoint.

CREATE TABLE ledger_waiting (
    id         TEXT    NOT NULL PRIMARY KEY,
    commitment BLOB    NOT NULL CHECK (length(commitment) = 32),
    at         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE ledger_entry (
    position   INTEGER NOT NULL PRIMARY KEY CHECK (position >= 0),
    id         TEXT    NOT NULL UNIQUE, -- of the event; ids grow with time, so that the index grows at its end
    commitment BLOB    NOT NULL CHECK (length(commitment) = 32)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER ledger_entry_no_update BEFORE UPDATE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER ledger_entry_no_delete BEFORE DELETE ON ledger_entry
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- No gap, and nothing replaced: INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER ledger_entry_next BEFORE INSERT ON ledger_entry
WHEN NEW.position <> (SELECT COALESCE(MAX(position), -1) + 1 FROM ledger_entry)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- Hashes of complete subtrees, 256 wide, and the part that is not full yet.
CREATE TABLE ledger_tile (
    level    INTEGER NOT NULL,
    position INTEGER NOT NULL,
    hashes   BLOB    NOT NULL CHECK (length(hashes) BETWEEN 32 AND 8192 AND length(hashes) % 32 = 0),
    PRIMARY KEY (level, position)
) STRICT;

-- One row: the size before and after are compared on every change, so that two sequencers never fork the tree.
CREATE TABLE ledger_head (
    one        INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    size       INTEGER NOT NULL CHECK (size >= 0),
    frontier   BLOB    NOT NULL,
    checkpoint TEXT    NOT NULL, -- signed note
    signed_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
