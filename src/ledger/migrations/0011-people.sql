-- How the people of a team sign in. These tables are of no case, so they stand in a schema of their own, for a role of its own:
-- the roles of a case's members have no right to anything here, and this role has none to anything of a case.
--
-- Nothing here tells who anybody is: a person is the pseudonym the ledger knows them by. Of what signs somebody in, only hashes, public
-- keys and what is sealed with their own password is kept.

CREATE SCHEMA counterledger_door;

CREATE TABLE counterledger_door.account (
  person    text PRIMARY KEY CHECK (person <> ''),
  -- May open cases, invite, and sign people out. Sees no case they are not a member of.
  keeper    boolean NOT NULL,
  -- What the passkeys of this account are filed under; random.
  handle    text NOT NULL UNIQUE,
  made_at   text NOT NULL,
  -- Salt, hash and the sealed TOTP secret; none where the account has passkeys alone.
  password  text,
  -- The newest TOTP step that was used: no code works twice.
  totp_step bigint NOT NULL DEFAULT 0
);

CREATE TABLE counterledger_door.passkey (
  id         text PRIMARY KEY,
  person     text NOT NULL REFERENCES counterledger_door.account ON DELETE CASCADE,
  public_key text NOT NULL,
  counter    bigint NOT NULL,
  added_at   text NOT NULL
);

CREATE TABLE counterledger_door.recovery_code (
  person text NOT NULL REFERENCES counterledger_door.account ON DELETE CASCADE,
  hash   text NOT NULL,
  PRIMARY KEY (person, hash)
);

CREATE TABLE counterledger_door.session (
  hash    text PRIMARY KEY,
  person  text NOT NULL REFERENCES counterledger_door.account ON DELETE CASCADE,
  -- What a session is called in a list; tells nothing of its secret.
  id      text NOT NULL UNIQUE,
  how     text NOT NULL CHECK (how IN ('passkey', 'password', 'recovery code')),
  made_at text NOT NULL,
  seen_at text NOT NULL,
  until   text NOT NULL
);

CREATE TABLE counterledger_door.invitation (
  hash       text PRIMARY KEY,
  person     text NOT NULL UNIQUE,
  keeper     boolean NOT NULL,
  invited_by text NOT NULL,
  until      text NOT NULL
);

-- A transaction sees the rows of the person it names, and the one row whose secret (its hash) it was shown; whatever the query says.

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['account', 'passkey', 'recovery_code', 'session', 'invitation'] LOOP
    EXECUTE format('ALTER TABLE counterledger_door.%I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE counterledger_door.%I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('REVOKE ALL ON counterledger_door.%I FROM PUBLIC', name);
    EXECUTE format(
      'CREATE POLICY own_rows ON counterledger_door.%I TO counterledger_door USING (person = current_setting(''counterledger.person'', true)) '
      'WITH CHECK (person = current_setting(''counterledger.person'', true))', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['session', 'invitation'] LOOP
    EXECUTE format(
      'CREATE POLICY shown ON counterledger_door.%I FOR SELECT TO counterledger_door '
      'USING (hash = current_setting(''counterledger.shown'', true))', name);
  END LOOP;
END $$;
CREATE POLICY shown ON counterledger_door.passkey FOR SELECT TO counterledger_door USING (id = current_setting('counterledger.shown', true));
-- Who has an account may be listed, for whoever keeps the store.
CREATE POLICY listing ON counterledger_door.account FOR SELECT TO counterledger_door
  USING (current_setting('counterledger.listing', true) = 'on');

REVOKE ALL ON SCHEMA counterledger_door FROM PUBLIC;
GRANT USAGE ON SCHEMA counterledger_door TO counterledger_door;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA counterledger_door TO counterledger_door;
