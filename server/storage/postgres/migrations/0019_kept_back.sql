-- Reason: article 8; Computer Crime Act, section 26. What a law keeps from a person until a day is committed to in the ledger
-- with the event itself: the receipt that shows it later, sealed. And disclosures are found by whom they concern.

CREATE TABLE kept_back (
    subject    TEXT    NOT NULL,
    id         TEXT    NOT NULL, -- of the audit event
    commitment BYTEA   NOT NULL,
    sealed     BYTEA   NOT NULL, -- receipt and salt
    PRIMARY KEY (subject, id)
);

CREATE INDEX register_entry_concerns ON register_entry (concerns, id) WHERE register = 'disclosures';

CREATE TRIGGER kept_back_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON kept_back
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
