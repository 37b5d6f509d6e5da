-- Reason: the catalogue's promise of the field paper-form, and article 2. The picture of a form is destroyed ninety days
-- after the form was settled; of a form that was settled while nobody had such an account it is kept what it looks for, so
-- that its person is found later, and its steps say both.

ALTER TABLE paper_form ADD COLUMN settled_at INTEGER NOT NULL DEFAULT 0; -- 0 while it is open

ALTER TABLE paper_form ADD COLUMN destroyed_at INTEGER NOT NULL DEFAULT 0; -- when its picture was; 0 before

ALTER TABLE paper_form ADD COLUMN looks_for BLOB NOT NULL DEFAULT x''; -- as account_key.hash; empty for nothing

-- What earlier releases settled: by its last step.
UPDATE paper_form SET settled_at = (
    SELECT MAX(paper_step.at) FROM paper_step WHERE paper_step.paper = paper_form.id
) WHERE state IN ('matched', 'unmatched');

CREATE INDEX paper_form_settled ON paper_form (settled_at, id) WHERE destroyed_at = 0 AND settled_at <> 0;

CREATE INDEX paper_form_unmatched ON paper_form (id) WHERE state = 'unmatched';
