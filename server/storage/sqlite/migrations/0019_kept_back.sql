-- Reason: article 8; Computer Crime Act, section 26. What a law keeps from a person until a day is committed to in the ledger
-- with the event itself: the receipt that shows it later, sealed. And disclosures are found by whom they concern.

CREATE TABLE kept_back (
    subject    TEXT    NOT NULL,
    id         TEXT    NOT NULL, -- of the audit event
    commitment BLOB    NOT NULL,
    sealed     BLOB    NOT NULL, -- receipt and salt
    PRIMARY KEY (subject, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX register_entry_concerns ON register_entry (concerns, id) WHERE register = 'disclosures';

CREATE TRIGGER kept_back_no_update BEFORE UPDATE ON kept_back
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER kept_back_no_delete BEFORE DELETE ON kept_back
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER kept_back_once BEFORE INSERT ON kept_back
WHEN EXISTS (SELECT 1 FROM kept_back WHERE subject = NEW.subject AND id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
