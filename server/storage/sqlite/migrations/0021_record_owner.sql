-- Reason: articles 3 and 7. A partner's system that was told of a correction asks for the record by its id alone, whoever
-- recorded it: also a unit's officer, by hand.

CREATE INDEX record_version_id ON record_version (id);

-- Nothing asks for a record by the sender's name of it any more.
DROP INDEX record_source_record;
