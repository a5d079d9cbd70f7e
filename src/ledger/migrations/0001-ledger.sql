-- The ledger: what was done (entry), what arrived (original), and the projections every question is answered from.
--
-- Rules for every table: case_id comes first in the primary key (a cluster distributes by it); no sequences; row-level security
-- is on and forced, and lets a transaction see only the case it has named (counterledger.case) with SET LOCAL.
-- The writer owns nothing and can only add to entry and original; the releaser reads what a release is built from and nothing else.

CREATE TABLE counterledger.entry (
  case_id   text NOT NULL CHECK (case_id <> ''),
  seq       integer NOT NULL CHECK (seq >= 1),
  at        text NOT NULL,
  actor     text NOT NULL,
  kind      text NOT NULL,
  -- Canonical JSON (RFC 8785), kept as text: the hash is over these very characters.
  body      text NOT NULL,
  prev_hash text NOT NULL CHECK (prev_hash ~ '^[0-9a-f]{64}$'),
  hash      text NOT NULL CHECK (hash ~ '^[0-9a-f]{64}$'),
  PRIMARY KEY (case_id, seq)
);

CREATE TABLE counterledger.original (
  case_id text NOT NULL CHECK (case_id <> ''),
  sha256  text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes   bytea NOT NULL,
  PRIMARY KEY (case_id, sha256)
);
-- Texts are short enough to read whole; compressing them again buys little.
ALTER TABLE counterledger.original ALTER COLUMN bytes SET STORAGE EXTERNAL;

-- The newest position of each case. Appending takes the lock on this row, so entries of one case are written one after another.
CREATE TABLE counterledger.head (
  case_id text NOT NULL CHECK (case_id <> ''),
  seq     integer NOT NULL,
  hash    text NOT NULL,
  PRIMARY KEY (case_id)
);

-- Projections. Each row carries the position (seq) of the entry that changed it last.

CREATE TABLE counterledger.case_file (
  case_id      text NOT NULL CHECK (case_id <> ''),
  title        text NOT NULL,
  about        text NOT NULL,
  analysis_seq integer,
  -- The newest act that an analysis has to take into account.
  weighed_seq  integer NOT NULL,
  seq          integer NOT NULL,
  PRIMARY KEY (case_id)
);

CREATE TABLE counterledger.source (
  case_id        text NOT NULL CHECK (case_id <> ''),
  id             text NOT NULL,
  reliability    text NOT NULL,
  tlp            text NOT NULL,
  consent        text NOT NULL,
  registered_seq integer NOT NULL,
  seq            integer NOT NULL,
  PRIMARY KEY (case_id, id)
);

-- What could help to find a source stands apart, where the process that builds a release has no right to read.
CREATE TABLE counterledger.source_protected (
  case_id   text NOT NULL CHECK (case_id <> ''),
  id        text NOT NULL,
  pseudonym text NOT NULL,
  can_know  text NOT NULL,
  seq       integer NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE counterledger.report (
  case_id      text NOT NULL CHECK (case_id <> ''),
  id           text NOT NULL,
  sha256       text NOT NULL,
  source       text NOT NULL,
  language     text NOT NULL,
  published    text NOT NULL,
  family       text NOT NULL,
  received_seq integer NOT NULL,
  reading_seq  integer,
  body         text NOT NULL,
  seq          integer NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX report_by_bytes ON counterledger.report (case_id, sha256);

CREATE TABLE counterledger.claim (
  case_id      text NOT NULL CHECK (case_id <> ''),
  id           text NOT NULL,
  report       text NOT NULL,
  received_seq integer NOT NULL,
  ordinal      integer NOT NULL,
  reader       text NOT NULL,
  measure      text NOT NULL,
  state        text NOT NULL,
  polarity     text NOT NULL,
  low          numeric,
  high         numeric,
  unit         text NOT NULL,
  country      text,
  place        text,
  first_day    text,
  last_day     text,
  counted      boolean NOT NULL,
  proposal     text NOT NULL,
  standing     text NOT NULL,
  seq          integer NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX claim_in_order ON counterledger.claim (case_id, received_seq, ordinal, id);
CREATE INDEX claim_by_report ON counterledger.claim (case_id, report);
CREATE INDEX claim_by_measure ON counterledger.claim (case_id, measure, state);

CREATE TABLE counterledger.mention (
  case_id text NOT NULL CHECK (case_id <> ''),
  report  text NOT NULL,
  ordinal integer NOT NULL,
  id      text NOT NULL,
  schema  text NOT NULL,
  name    text NOT NULL,
  country text,
  protect boolean NOT NULL,
  body    text NOT NULL,
  seq     integer NOT NULL,
  PRIMARY KEY (case_id, report, ordinal)
);

CREATE TABLE counterledger.rate (
  case_id text NOT NULL CHECK (case_id <> ''),
  id      text NOT NULL,
  base    text NOT NULL,
  quote   text NOT NULL,
  day     text NOT NULL,
  kind    text NOT NULL,
  body    text NOT NULL,
  seq     integer NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE counterledger.release (
  case_id      text NOT NULL CHECK (case_id <> ''),
  id           text NOT NULL,
  state        text NOT NULL,
  position     integer NOT NULL,
  sha256       text,
  drafted_seq  integer NOT NULL,
  content      text NOT NULL,
  risks        text NOT NULL,
  acceptances  text NOT NULL,
  seq          integer NOT NULL,
  PRIMARY KEY (case_id, id)
);

-- Nobody changes what was recorded, not even the owner of the tables.

CREATE FUNCTION counterledger.keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% of % is not possible: the ledger only grows', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER entry_is_kept BEFORE UPDATE OR DELETE ON counterledger.entry FOR EACH ROW EXECUTE FUNCTION counterledger.keep();
CREATE TRIGGER entry_stays BEFORE TRUNCATE ON counterledger.entry FOR EACH STATEMENT EXECUTE FUNCTION counterledger.keep();
CREATE TRIGGER original_is_kept BEFORE UPDATE OR DELETE ON counterledger.original FOR EACH ROW EXECUTE FUNCTION counterledger.keep();
CREATE TRIGGER original_stays BEFORE TRUNCATE ON counterledger.original FOR EACH STATEMENT EXECUTE FUNCTION counterledger.keep();

-- Row-level security, the same for every table; case_file can also be listed when a transaction asks for the list of cases.

DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'counterledger' AND tablename <> 'migration' LOOP
    EXECUTE format('ALTER TABLE counterledger.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE counterledger.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_case ON counterledger.%I USING (case_id = current_setting(''counterledger.case'', true)) '
      'WITH CHECK (case_id = current_setting(''counterledger.case'', true))', name);
  END LOOP;
END $$;
CREATE POLICY listing ON counterledger.case_file FOR SELECT USING (current_setting('counterledger.listing', true) = 'on');

-- Rights.

REVOKE ALL ON SCHEMA counterledger FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA counterledger FROM PUBLIC;
GRANT USAGE ON SCHEMA counterledger TO counterledger_writer, counterledger_releaser;
GRANT SELECT ON counterledger.migration TO counterledger_writer;
GRANT SELECT, INSERT ON counterledger.entry, counterledger.original TO counterledger_writer;
GRANT SELECT, INSERT, UPDATE ON counterledger.head TO counterledger_writer;
GRANT SELECT, INSERT, UPDATE, DELETE ON
  counterledger.case_file, counterledger.source, counterledger.source_protected, counterledger.report, counterledger.claim,
  counterledger.mention, counterledger.rate, counterledger.release TO counterledger_writer;
GRANT SELECT ON counterledger.case_file, counterledger.rate, counterledger.release TO counterledger_releaser;
