-- Reason: published statistics, a month each. What was published is never changed, and nothing that was withheld is kept.

CREATE TABLE statistics_month (
    month   TEXT    NOT NULL PRIMARY KEY, -- as 2026-11, of the calendar of Bangkok
    made_at INTEGER NOT NULL,
    tables  TEXT    NOT NULL              -- JSON, as it is shown
) STRICT, WITHOUT ROWID;

CREATE TRIGGER statistics_month_no_update BEFORE UPDATE ON statistics_month
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

CREATE TRIGGER statistics_month_no_delete BEFORE DELETE ON statistics_month
BEGIN SELECT RAISE(ABORT, 'append-only'); END;

-- INSERT OR REPLACE deletes without asking the triggers above.
CREATE TRIGGER statistics_month_once BEFORE INSERT ON statistics_month
WHEN EXISTS (SELECT 1 FROM statistics_month WHERE month = NEW.month)
BEGIN SELECT RAISE(ABORT, 'append-only'); END;
