-- Everything a source's word went into is sealed at rest, with keys that can be destroyed; and people have roles.
--
-- Entries keep their place and their kind in the clear; what they say is sealed with a data key of the case. So are the original bytes,
-- and the few columns of projections that hold words. What is asked by (ids, measures, states) stays as it was.
-- The projections are emptied here and computed again from the entries by the step that follows this file.

ALTER TABLE counterledger.head ADD COLUMN key_epoch integer NOT NULL DEFAULT 0;
ALTER TABLE counterledger.entry ADD COLUMN compartment text NOT NULL DEFAULT '';
ALTER TABLE counterledger.entry ALTER COLUMN body SET STORAGE EXTERNAL;
ALTER TABLE counterledger.original
  ADD COLUMN key_id text NOT NULL DEFAULT '',
  ADD COLUMN compartment text NOT NULL DEFAULT '';

-- A case key for each case, wrapped (age) to the store's key and to whoever else may open the case.
CREATE TABLE counterledger.case_key (
  case_id   text NOT NULL CHECK (case_id <> ''),
  recipient text NOT NULL,
  holder    text NOT NULL,
  wrapped   text NOT NULL,
  PRIMARY KEY (case_id, recipient)
);

-- Data keys, wrapped with the case key: 'case', 'release', and one for each source, which goes when the source is forgotten.
CREATE TABLE counterledger.data_key (
  case_id     text NOT NULL CHECK (case_id <> ''),
  id          text NOT NULL,
  compartment text NOT NULL,
  wrapped     text NOT NULL,
  PRIMARY KEY (case_id, id)
);

CREATE TABLE counterledger.member (
  case_id     text NOT NULL CHECK (case_id <> ''),
  person      text NOT NULL,
  compartment text NOT NULL,
  role        text NOT NULL CHECK (role IN ('handler', 'analyst', 'editor', 'reader', 'auditor')),
  seq         integer NOT NULL,
  PRIMARY KEY (case_id, person, compartment)
);

TRUNCATE counterledger.case_file, counterledger.source, counterledger.source_protected, counterledger.report, counterledger.claim,
  counterledger.rate, counterledger.release, counterledger.link;

ALTER TABLE counterledger.source ADD COLUMN state text NOT NULL, ADD COLUMN compartment text NOT NULL;
ALTER TABLE counterledger.source_protected DROP COLUMN pseudonym, DROP COLUMN can_know, ADD COLUMN body text NOT NULL, ADD COLUMN compartment text NOT NULL;
-- What a report and its claims say is read from their entries; a second copy of a source's words is one more to destroy.
-- A place, a day or a sum can point at a person as well as a name can: what no question is answered by is not kept in the clear.
ALTER TABLE counterledger.report DROP COLUMN body, DROP COLUMN language, DROP COLUMN published, DROP COLUMN family,
  ADD COLUMN compartment text NOT NULL;
ALTER TABLE counterledger.claim DROP COLUMN proposal, DROP COLUMN polarity, DROP COLUMN low, DROP COLUMN high, DROP COLUMN unit,
  DROP COLUMN country, DROP COLUMN place, DROP COLUMN first_day, DROP COLUMN last_day, DROP COLUMN counted,
  ADD COLUMN read_measure text NOT NULL, ADD COLUMN source text NOT NULL, ADD COLUMN reading_seq integer NOT NULL, ADD COLUMN compartment text NOT NULL;
ALTER TABLE counterledger.link ADD COLUMN compartment text NOT NULL;
DROP INDEX counterledger.claim_in_order;
DROP TABLE counterledger.mention;

-- An original may go when its key has gone, and not before.
CREATE FUNCTION counterledger.keep_original() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.key_id <> '' AND NOT EXISTS
    (SELECT 1 FROM counterledger.data_key k WHERE k.case_id = OLD.case_id AND k.id = OLD.key_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION '% of % is not possible: the ledger only grows', TG_OP, TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
DROP TRIGGER original_is_kept ON counterledger.original;
CREATE TRIGGER original_is_kept BEFORE UPDATE OR DELETE ON counterledger.original FOR EACH ROW EXECUTE FUNCTION counterledger.keep_original();

-- Rows: the case the transaction named, and of compartments only those it named.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['case_key', 'data_key', 'member'] LOOP
    EXECUTE format('ALTER TABLE counterledger.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE counterledger.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format(
      'CREATE POLICY own_case ON counterledger.%I USING (case_id = current_setting(''counterledger.case'', true)) '
      'WITH CHECK (case_id = current_setting(''counterledger.case'', true))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['entry', 'original', 'data_key', 'source', 'source_protected', 'report', 'claim', 'link'] LOOP
    EXECUTE format(
      'CREATE POLICY own_compartments ON counterledger.%I AS RESTRICTIVE USING (compartment = '''' '
      'OR current_setting(''counterledger.compartments'', true) = ''*'' '
      'OR compartment = ANY (string_to_array(current_setting(''counterledger.compartments'', true), '','')))', name);
  END LOOP;
END $$;

-- What an entry says of a source is for its handler; whoever checks the record sees that the entry is there.
CREATE POLICY handlers_see_sources ON counterledger.entry AS RESTRICTIVE FOR SELECT USING (
  kind NOT IN ('source-registered', 'source-graded', 'source-described', 'note-sealed', 'source-withdrawn')
  OR current_user NOT IN ('counterledger_analyst', 'counterledger_editor', 'counterledger_reader'));

-- A release is built without the keys of sources, and the record is checked without them.
CREATE POLICY keys_in_use ON counterledger.data_key AS RESTRICTIVE FOR SELECT USING (
  id = 'release'
  OR (id = 'case' AND current_user <> 'counterledger_releaser')
  OR current_user NOT IN ('counterledger_releaser', 'counterledger_auditor'));

-- A person's list of cases is of those they are a member of.
DROP POLICY listing ON counterledger.case_file;
DROP POLICY listing ON counterledger.head;
CREATE POLICY listing ON counterledger.member FOR SELECT USING (
  current_setting('counterledger.listing', true) = 'on' AND person = current_setting('counterledger.person', true));
CREATE POLICY listing ON counterledger.case_file FOR SELECT USING (
  current_setting('counterledger.listing', true) = 'on' AND coalesce(current_setting('counterledger.person', true), '') = '');
CREATE POLICY listing ON counterledger.head FOR SELECT USING (
  current_setting('counterledger.listing', true) = 'on' AND coalesce(current_setting('counterledger.person', true), '') = '');
DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['case_file', 'head'] LOOP
    EXECUTE format(
      'CREATE POLICY listing_of_member ON counterledger.%I FOR SELECT '
      'TO counterledger_handler, counterledger_analyst, counterledger_editor, counterledger_reader, counterledger_auditor '
      'USING (current_setting(''counterledger.listing'', true) = ''on'' AND EXISTS (SELECT 1 FROM counterledger.member m '
      'WHERE m.case_id = %I.case_id AND m.person = current_setting(''counterledger.person'', true)))', name, name);
  END LOOP;
END $$;

-- Rights of the roles, table by table; src/ledger/authorisation.ts is the same table as data, and a test holds the two together.

GRANT USAGE ON SCHEMA counterledger TO counterledger_handler, counterledger_analyst, counterledger_editor, counterledger_reader, counterledger_auditor;
GRANT SELECT ON counterledger.migration TO
  counterledger_handler, counterledger_analyst, counterledger_editor, counterledger_reader, counterledger_auditor;
GRANT SELECT, INSERT, UPDATE, DELETE ON counterledger.case_key, counterledger.data_key, counterledger.member TO counterledger_writer;
GRANT DELETE ON counterledger.original TO counterledger_writer;

GRANT SELECT ON counterledger.entry, counterledger.head, counterledger.case_file, counterledger.source, counterledger.report, counterledger.claim,
  counterledger.link, counterledger.rate, counterledger.release, counterledger.member, counterledger.case_key, counterledger.data_key TO
  counterledger_handler, counterledger_analyst, counterledger_editor, counterledger_reader, counterledger_auditor;
GRANT SELECT ON counterledger.original TO counterledger_handler, counterledger_analyst, counterledger_editor, counterledger_auditor;
GRANT INSERT ON counterledger.entry TO counterledger_handler, counterledger_analyst, counterledger_editor;
GRANT UPDATE ON counterledger.head TO counterledger_handler, counterledger_analyst, counterledger_editor;
GRANT INSERT, UPDATE ON counterledger.case_file TO counterledger_handler, counterledger_analyst, counterledger_editor;

GRANT INSERT, DELETE ON counterledger.original TO counterledger_handler;
GRANT INSERT, UPDATE, DELETE ON counterledger.source, counterledger.report, counterledger.claim, counterledger.link, counterledger.rate,
  counterledger.release, counterledger.case_file, counterledger.member, counterledger.case_key, counterledger.data_key TO counterledger_handler;
GRANT SELECT, INSERT, UPDATE, DELETE ON counterledger.source_protected TO counterledger_handler;
GRANT INSERT, UPDATE, DELETE ON counterledger.report, counterledger.claim, counterledger.link, counterledger.rate TO counterledger_analyst;
GRANT INSERT, UPDATE, DELETE ON counterledger.release TO counterledger_editor;
GRANT SELECT ON counterledger.head, counterledger.case_key, counterledger.data_key TO counterledger_releaser;
