-- Reason: published statistics, a month each. What was published is never changed, and nothing that was withheld is kept.

CREATE TABLE statistics_month (
    month   TEXT    NOT NULL PRIMARY KEY, -- as 2026-11, of the calendar of Bangkok
    made_at BIGINT  NOT NULL,
    tables  TEXT    NOT NULL              -- JSON, as it is shown
);

CREATE TRIGGER statistics_month_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON statistics_month
FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
