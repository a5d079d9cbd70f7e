/**
 * Accounts, and what signs a person in: passkeys, a password's hash, recovery codes, sessions, invitations. Of secrets only hashes.
 * What a reader would get wrong: nothing here says what a person may do in a case; that is the membership the ledger records. And no row
 * is found by a query alone: a transaction names the person it is about, or shows the hash of the secret it was given, and the database
 * gives it nothing else (migration 0011).
 */
import pg from "pg";
import type { Instant, Person } from "#domain/ids.ts";
import { doorRoleName } from "#platform/postgres/index.ts";
import type { RunningStore } from "#platform/postgres/index.ts";
import { StoreFailure } from "./store-failure.ts";

export type Account = {
  readonly person: Person;
  /** May open cases, invite, and sign people out. */
  readonly keeper: boolean;
  /** What the passkeys are filed under, in base64url. */
  readonly handle: string;
  /** As the sign-in wrote it; null without a password. */
  readonly password: string | null;
  readonly totpStep: number;
};
export type Passkey = { readonly id: string; readonly person: Person; readonly publicKey: string; readonly counter: number };
export type SignInWay = "passkey" | "password" | "recovery code";
export type SessionRow = {
  readonly id: string;
  readonly person: Person;
  readonly how: SignInWay;
  readonly madeAt: Instant;
  readonly seenAt: Instant;
  /** When it ends whatever happens. */
  readonly until: Instant;
};
export type Invitation = { readonly person: Person; readonly keeper: boolean; readonly by: Person; readonly until: Instant };
type NewAccount = {
  readonly account: Omit<Account, "totpStep">;
  readonly passkey: Omit<Passkey, "person"> | null;
  /** Hashes of the recovery codes. */
  readonly recovery: readonly string[];
  readonly at: Instant;
  readonly totpStep: number;
};

export type People = {
  accounts(): Promise<readonly { readonly person: Person; readonly keeper: boolean }[]>;
  account(person: Person): Promise<Account | null>;
  /** False when there is an account of that name. An earlier invitation of the same person is worth nothing afterwards. */
  invite(hash: string, invitation: Invitation): Promise<boolean>;
  invitation(hash: string): Promise<Invitation | null>;
  /** Uses the invitation up and makes the account, both or neither; false when the invitation was used or replaced meanwhile. */
  accept(hash: string, made: NewAccount): Promise<boolean>;
  /** With all that signs them in, and their sessions and invitations; false when there is none. */
  remove(person: Person): Promise<boolean>;
  passkey(id: string): Promise<Passkey | null>;
  passkeysOf(person: Person): Promise<readonly Passkey[]>;
  addPasskey(passkey: Passkey, at: Instant): Promise<void>;
  /** Notes the authenticator's counter after a sign-in. */
  countPasskey(passkey: Passkey, counter: number): Promise<void>;
  /** Uses a TOTP step up; false when it, or a later one, was used before. */
  useStep(person: Person, step: number): Promise<boolean>;
  /** Uses a recovery code up; false when there is none with that hash. */
  useRecovery(person: Person, hash: string): Promise<boolean>;
  recoveryLeft(person: Person): Promise<number>;
  startSession(hash: string, session: SessionRow): Promise<void>;
  session(hash: string): Promise<(SessionRow & { readonly keeper: boolean }) | null>;
  seen(session: SessionRow, at: Instant): Promise<void>;
  /** The newest first. */
  sessionsOf(person: Person): Promise<readonly SessionRow[]>;
  /** Ends the session called so, or all of the person's; how many there were. */
  endSessions(person: Person, id: string | "all"): Promise<number>;
  close(): Promise<void>;
};

type About = { readonly person?: Person; readonly shown?: string; readonly listing?: boolean };
type Rows = <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
type AccountRow = {
  readonly person: Person;
  readonly keeper: boolean;
  readonly handle: string;
  readonly password: string | null;
  readonly totp_step: string;
};
type PasskeyRow = { readonly id: string; readonly person: Person; readonly public_key: string; readonly counter: string };
type StoredSession = {
  readonly id: string;
  readonly person: Person;
  readonly how: SignInWay;
  readonly made_at: Instant;
  readonly seen_at: Instant;
  readonly until: Instant;
};

/** The people of a running store, whose ledger has been opened before: that brings the tables up to date. */
export function openPeople(store: RunningStore): People {
  let pool: pg.Pool | null = null;
  const pooled = () => {
    if (pool === null) {
      pool = new pg.Pool({ max: 3, connectionTimeoutMillis: 30_000, allowExitOnIdle: true, ...store.connection("writer") });
      pool.on("error", () => undefined);
    }
    return pool;
  };

  async function about<T>({ person = "" as Person, shown = "", listing = false }: About, work: (rows: Rows) => Promise<T>): Promise<T> {
    let client: pg.PoolClient | null = null;
    let broken: Error | undefined;
    try {
      client = await pooled().connect();
      const connection = client;
      await client.query("begin");
      try {
        await client.query(
          "select set_config('counterledger.person', $1, true), set_config('counterledger.shown', $2, true), set_config('counterledger.listing', $3, true), set_config('role', $4, true)",
          [person, shown, listing ? "on" : "off", doorRoleName],
        );
        const value = await work(async <Row extends object>(text: string, values: readonly unknown[] = []) => {
          const { rows } = await connection.query<Row & pg.QueryResultRow>(text, [...values]);
          return rows as Row[];
        });
        await client.query("commit");
        return value;
      } catch (error) {
        await client.query("rollback").catch((failed: Error) => (broken = failed));
        throw error;
      }
    } catch (error) {
      const refusal = store.refusalOf(error);
      if (refusal === null) throw error;
      throw new StoreFailure(refusal, error);
    } finally {
      client?.release(broken);
    }
  }

  return {
    accounts: () =>
      about({ listing: true }, (rows) => rows(`select person, keeper from counterledger_door.account order by person collate "C"`)),
    account: (person) =>
      about({ person }, async (rows) => {
        const [found] = await rows<AccountRow>("select * from counterledger_door.account where person = $1", [person]);
        return found === undefined
          ? null
          : {
              person: found.person,
              keeper: found.keeper,
              handle: found.handle,
              password: found.password,
              totpStep: Number(found.totp_step),
            };
      }),
    invite: (hash, { person, keeper, by, until }) =>
      about({ person }, async (rows) => {
        const known = await rows("select 1 from counterledger_door.account where person = $1", [person]);
        if (known.length > 0) return false;
        await rows(
          `insert into counterledger_door.invitation (hash, person, keeper, invited_by, until) values ($1, $2, $3, $4, $5)
           on conflict (person) do update set hash = excluded.hash, keeper = excluded.keeper, invited_by = excluded.invited_by, until = excluded.until`,
          [hash, person, keeper, by, until],
        );
        return true;
      }),
    invitation: (hash) =>
      about({ shown: hash }, async (rows) => {
        const [found] = await rows<Invitation>(
          `select person, keeper, invited_by as by, until from counterledger_door.invitation where hash = $1`,
          [hash],
        );
        return found ?? null;
      }),
    accept: (hash, { account, passkey, recovery, at, totpStep }) =>
      about({ person: account.person }, async (rows) => {
        const used = await rows("delete from counterledger_door.invitation where hash = $1 and person = $2 returning person", [
          hash,
          account.person,
        ]);
        if (used.length === 0) return false;
        await rows(
          "insert into counterledger_door.account (person, keeper, handle, made_at, password, totp_step) values ($1, $2, $3, $4, $5, $6)",
          [account.person, account.keeper, account.handle, at, account.password, totpStep],
        );
        if (passkey !== null) await insertPasskey(rows, { ...passkey, person: account.person }, at);
        for (const one of recovery) await rows("insert into counterledger_door.recovery_code values ($1, $2)", [account.person, one]);
        return true;
      }),
    remove: (person) =>
      about({ person }, async (rows) => {
        await rows("delete from counterledger_door.invitation where person = $1", [person]);
        return (await rows("delete from counterledger_door.account where person = $1 returning person", [person])).length > 0;
      }),
    passkey: (id) =>
      about({ shown: id }, async (rows) => {
        const [found] = await rows<PasskeyRow>("select * from counterledger_door.passkey where id = $1", [id]);
        return found === undefined ? null : passkeyOf(found);
      }),
    passkeysOf: (person) =>
      about({ person }, async (rows) =>
        (await rows<PasskeyRow>("select * from counterledger_door.passkey where person = $1 order by added_at", [person])).map(passkeyOf),
      ),
    addPasskey: (passkey, at) => about({ person: passkey.person }, (rows) => insertPasskey(rows, passkey, at)),
    countPasskey: ({ id, person }, counter) =>
      about({ person }, async (rows) => {
        await rows("update counterledger_door.passkey set counter = $2 where id = $1", [id, counter]);
      }),
    useStep: (person, step) =>
      about({ person }, async (rows) => {
        const used = await rows(
          "update counterledger_door.account set totp_step = $2 where person = $1 and totp_step < $2 returning person",
          [person, step],
        );
        return used.length > 0;
      }),
    useRecovery: (person, hash) =>
      about({ person }, async (rows) => {
        const used = await rows("delete from counterledger_door.recovery_code where person = $1 and hash = $2 returning person", [
          person,
          hash,
        ]);
        return used.length > 0;
      }),
    recoveryLeft: (person) =>
      about({ person }, async (rows) => (await rows("select 1 from counterledger_door.recovery_code where person = $1", [person])).length),
    startSession: (hash, { id, person, how, madeAt, seenAt, until }) =>
      about({ person }, async (rows) => {
        await rows("delete from counterledger_door.session where person = $1 and until < $2", [person, madeAt]);
        await rows(
          "insert into counterledger_door.session (hash, person, id, how, made_at, seen_at, until) values ($1, $2, $3, $4, $5, $6, $7)",
          [hash, person, id, how, madeAt, seenAt, until],
        );
      }),
    session: async (hash) => {
      const found = await about({ shown: hash }, (rows) =>
        rows<StoredSession>("select * from counterledger_door.session where hash = $1", [hash]),
      );
      const [session] = found;
      if (session === undefined) return null;
      const account = await about({ person: session.person }, (rows) =>
        rows<{ keeper: boolean }>("select keeper from counterledger_door.account where person = $1", [session.person]),
      );
      return account[0] === undefined ? null : { ...sessionOf(session), keeper: account[0].keeper };
    },
    seen: ({ id, person }, at) =>
      about({ person }, async (rows) => {
        await rows("update counterledger_door.session set seen_at = $2 where id = $1", [id, at]);
      }),
    sessionsOf: (person) =>
      about({ person }, async (rows) =>
        (await rows<StoredSession>("select * from counterledger_door.session where person = $1 order by made_at desc", [person])).map(
          sessionOf,
        ),
      ),
    endSessions: (person, id) =>
      about({ person }, async (rows) => {
        const ended = await rows("delete from counterledger_door.session where person = $1 and ($2 = 'all' or id = $2) returning id", [
          person,
          id,
        ]);
        return ended.length;
      }),
    close: async () => {
      await pool?.end();
      pool = null;
    },
  };
}

async function insertPasskey(rows: Rows, { id, person, publicKey, counter }: Passkey, at: Instant): Promise<void> {
  await rows("insert into counterledger_door.passkey (id, person, public_key, counter, added_at) values ($1, $2, $3, $4, $5)", [
    id,
    person,
    publicKey,
    counter,
    at,
  ]);
}

function passkeyOf({ id, person, public_key, counter }: PasskeyRow): Passkey {
  return { id, person, publicKey: public_key, counter: Number(counter) };
}

function sessionOf({ id, person, how, made_at, seen_at, until }: StoredSession): SessionRow {
  return { id, person, how, madeAt: made_at, seenAt: seen_at, until };
}
