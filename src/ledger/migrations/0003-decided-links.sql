-- Links between claims, or between reports, that somebody decided on. A link nobody decided on is only a proposal, computed when asked for.

CREATE TABLE counterledger.link (
  case_id  text NOT NULL CHECK (case_id <> ''),
  id       text NOT NULL,
  kind     text NOT NULL,
  from_end text NOT NULL,
  to_end   text NOT NULL,
  verdict  text NOT NULL CHECK (verdict IN ('accepted', 'rejected')),
  -- The decisions that stand, oldest first.
  standing text NOT NULL,
  seq      integer NOT NULL,
  PRIMARY KEY (case_id, id)
);

ALTER TABLE counterledger.link ENABLE ROW LEVEL SECURITY;
ALTER TABLE counterledger.link FORCE ROW LEVEL SECURITY;
CREATE POLICY own_case ON counterledger.link
  USING (case_id = current_setting('counterledger.case', true))
  WITH CHECK (case_id = current_setting('counterledger.case', true));

REVOKE ALL ON counterledger.link FROM PUBLIC;
GRANT SELECT, INSERT, UPDATE, DELETE ON counterledger.link TO counterledger_writer;
