/**
 * The one way to the tables: a transaction in the name of one case, one person and one role. Row-level security and the rights of that
 * role show it nothing else, whatever the query says. Conflicts with another transaction are tried again; everything else the store
 * refuses is thrown as {@link StoreFailure}, so that readers can answer with plain values.
 *
 * Statements are sent without waiting for the answer of the one before (pipelining), in order: the work may ask its first questions before
 * the transaction is known to have begun. Were the beginning refused, every answer after it is an error.
 */
import type { Writable } from "node:stream";
import pg from "pg";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import type { Standing } from "#domain/member.ts";
import { memberRoleNames, roleNames } from "#platform/postgres/index.ts";
import type { RunningStore } from "#platform/postgres/index.ts";
import { openKeyring } from "./keyring.ts";
import type { CaseKeys, CaseVault } from "./keyring.ts";
import { StoreFailure } from "./store-failure.ts";

/** `desk`: the person of a local store, with every right of the ledger. `releaser`: reads what a release is built from, nothing else. */
export type As = "desk" | "releaser" | Standing;

/** Statements in order; none waits for another's answer. */
export type Statements = {
  readonly rows: <Row extends object>(text: string, values?: readonly unknown[]) => Promise<Row[]>;
  /** Sends a statement whose answer nobody needs; the transaction fails if it does. */
  readonly later: (text: string, values?: readonly unknown[]) => void;
  /** Resolves when everything said so far has left: work done from here on is done while the store answers. */
  readonly sent: () => Promise<void>;
};

export type Head = { readonly seq: number; readonly hash: Sha256 };

export type Transaction = Statements & {
  /** The head of the case, locked when the transaction writes; null when there is no such case. */
  readonly head: () => Promise<Head | null>;
  /** The keys of the case that this role may use. */
  readonly keys: () => Promise<CaseKeys>;
  /** The same transaction with head and keys as it has left them so far. */
  readonly anew: () => Promise<Transaction>;
};

type Writing = {
  /** Makes the head of a case that is being opened. */
  readonly opens?: boolean;
};

export type StoreAccess = {
  /** Runs `work` in a transaction that may write. It may run more than once: it must not change anything but the store. */
  readonly write: <T>(id: CaseId, work: (transaction: Transaction) => Promise<T>, how?: Writing) => Promise<T>;
  /** Runs `work` in a read-only transaction that sees one moment. */
  readonly read: <T>(id: CaseId, work: (transaction: Transaction) => Promise<T>) => Promise<T>;
  /** Runs `work` where the titles and heads of the cases are to be seen, and nothing else of them. */
  readonly list: <T>(work: (statements: Statements) => Promise<T>) => Promise<T>;
  /** The same store with other rights. */
  readonly as: (as: As) => StoreAccess;
  readonly close: () => Promise<void>;
};

/** Connections one process holds at most; an embedded store takes 40 in all. */
const mostConnections = 6;
const mostTries = 12;
const noHash = "0".repeat(64);

export function openAccess(store: RunningStore, vault: CaseVault): StoreAccess {
  const pools = new Map<"writer" | "releaser", pg.Pool>();
  const pool = (login: "writer" | "releaser") => {
    const known = pools.get(login);
    if (known !== undefined) return known;
    const made = new pg.Pool({
      max: mostConnections,
      connectionTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      pipeline: true,
      ...store.connection(login),
    } as pg.PoolConfig);
    // A connection that breaks while it is idle is replaced when the next one is asked for.
    made.on("error", () => undefined);
    // One that breaks in use is told by the question in hand; unheard, its own word of it would end the process.
    made.on("connect", (client) => client.on("error", () => undefined));
    pools.set(login, made);
    return made;
  };
  const close = async () => {
    await Promise.all([...pools.values()].map((one) => one.end()));
    pools.clear();
  };
  const accessAs = (as: As): StoreAccess =>
    accessOf(store, () => pool(as === "releaser" ? "releaser" : "writer"), vault, as, accessAs, close);
  return accessAs("desk");
}

function accessOf(
  store: RunningStore,
  pool: () => pg.Pool,
  vault: CaseVault,
  as: As,
  accessAs: (as: As) => StoreAccess,
  close: () => Promise<void>,
): StoreAccess {
  const keyring = openKeyring(vault);

  async function run<T>(
    begin: string,
    scope: CaseId | null,
    writing: Writing | null,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    let client: pg.PoolClient | null = null;
    let broken: Error | undefined;
    try {
      client = await pool().connect();
      const statements = statementsOver(client);
      statements.later(begin);
      statements.later("select set_config($1, $2, true), set_config($3, $4, true), set_config($5, $6, true), set_config('role', $7, true)", contextOf(as, scope)); // prettier-ignore
      if (writing?.opens === true)
        statements.later("insert into counterledger.head (case_id, seq, hash) values ($1, 0, $2) on conflict do nothing", [scope, noHash]);
      const head =
        scope === null
          ? Promise.resolve([])
          : statements.rows<{ seq: number; hash: Sha256; key_epoch: number }>(
              `select seq, hash, key_epoch from counterledger.head where case_id = $1${writing === null ? "" : " for update"}`,
              [scope],
            );
      let keys: Promise<CaseKeys> | null = null;
      const transaction: Transaction = {
        ...statements,
        head: async () => {
          const [found] = await head;
          return found === undefined ? null : { seq: found.seq, hash: found.hash };
        },
        keys: () => (keys ??= head.then(([found]) => keyring(scope as CaseId, found?.key_epoch ?? 0, statements))),
        anew: () => anew(vault, scope as CaseId, statements),
      };
      let value: T;
      try {
        value = await work(transaction);
      } catch (error) {
        await client.query("rollback").catch((failed: Error) => (broken = failed));
        throw statements.firstError() ?? error;
      }
      const committed = client.query("commit");
      quiet(committed);
      const { command } = await statements.settled().then(
        () => committed,
        (error: unknown) => committed.then(() => Promise.reject(statements.firstError() ?? error)),
      );
      if (command !== "COMMIT") throw new Error(`the transaction ended with ${command}`);
      return value;
    } catch (error) {
      const refusal = store.refusalOf(error);
      if (refusal !== null && refusal.kind !== "disk-full") broken ??= error as Error;
      if (refusal === null) throw error;
      throw new StoreFailure(refusal, error);
    } finally {
      client?.release(broken);
    }
  }

  return {
    read: (id, work) => run("begin isolation level repeatable read read only", id, null, work),
    list: (work) => run("begin isolation level repeatable read read only", null, null, work),
    async write(id, work, how = {}) {
      for (let tries = 1; ; tries++) {
        try {
          return await run("begin isolation level read committed", id, how, work);
        } catch (error) {
          if (tries >= mostTries || !isPassingConflict(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * tries));
        }
      }
    },
    as: accessAs,
    close,
  };
}

/** A transaction under way, with keys loaded past every cache: they may be of this transaction only. */
async function anew(vault: CaseVault, id: CaseId, statements: Statements): Promise<Transaction> {
  const [found] = await statements.rows<{ seq: number; hash: Sha256 }>("select seq, hash from counterledger.head where case_id = $1", [id]);
  const keys = await openKeyring(vault)(id, 0, statements);
  return {
    ...statements,
    head: () => Promise.resolve(found ?? null),
    keys: () => Promise.resolve(keys),
    anew: () => anew(vault, id, statements),
  };
}

/** The settings a transaction is bound by: case or listing, compartments, person, role. */
function contextOf(as: As, scope: CaseId | null): string[] {
  const [name, value] = scope === null ? ["counterledger.listing", "on"] : ["counterledger.case", scope];
  if (typeof as === "string") return [name, value, "counterledger.compartments", "*", "counterledger.person", "", roleNames[as === "desk" ? "writer" : "releaser"]]; // prettier-ignore
  const compartments = as.compartments === "all" ? "*" : as.compartments.join(",");
  return [name, value, "counterledger.compartments", compartments, "counterledger.person", as.person, memberRoleNames[as.role]];
}

/** Statements with values are prepared once a connection, under a name of their own. */
const names = new Map<string, string>();
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const made = `ledger_${names.size}`;
  names.set(text, made);
  return made;
}

export type SentStatements = Statements & {
  /** Resolves when every statement sent with `later` has been done. */
  readonly settled: () => Promise<void>;
  /** What went wrong first: statements sent after it only say that the transaction is over. */
  readonly firstError: () => unknown;
};

export function statementsOver(client: Pick<pg.Client, "query">): SentStatements {
  const waiting: Promise<unknown>[] = [];
  let first: unknown = null;
  const together = sentTogether(client);
  const send = (text: string, values?: readonly unknown[]) => {
    together();
    const answer = values === undefined ? client.query(text) : client.query({ name: nameOf(text), text, values: [...values] });
    answer.catch((error: unknown) => (first ??= error));
    return answer;
  };
  return {
    rows<Row extends object>(text: string, values?: readonly unknown[]) {
      const answer = send(text, values).then(({ rows }) => rows as Row[]);
      quiet(answer);
      return answer;
    },
    later: (text, values) => void waiting.push(send(text, values)),
    // What is held back leaves in the tick that was asked for first.
    sent: () => new Promise((resolve) => process.nextTick(resolve)),
    async settled() {
      for (const one of waiting) await one;
    },
    firstError: () => first,
  };
}

/**
 * Holds what is sent back until the program waits for something, so that statements sent in a row leave in one write: the calls into the
 * system are otherwise a large part of what a small transaction costs.
 */
function sentTogether(client: object): () => void {
  const { stream } = (client as { connection?: { stream?: Writable } }).connection ?? {};
  let held = false;
  return () => {
    if (held || stream === undefined) return;
    held = true;
    stream.cork();
    process.nextTick(() => {
      held = false;
      stream.uncork();
    });
  };
}

/** An answer that nobody may come to ask for must not end the process when it is an error; whoever asks still gets it. */
function quiet(...answers: readonly Promise<unknown>[]): void {
  for (const answer of answers) answer.catch(() => undefined);
}

/** Serialization failure, deadlock, or two writers at one position: nothing was written, so trying again is safe. */
function isPassingConflict(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "40001" || code === "40P01" || (code === "23505" && (constraint === "entry_pkey" || constraint === "head_pkey"));
}
