/**
 * Opens a PostgreSQL server somebody else runs, by its address. PostgreSQL 15 or newer; the account in the address must be able
 * to make the ledger's schema once, and be a member of the ledger's roles (the migrations see to both where they may).
 */
import { createHash } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { Connection, RunningStore } from "./running-store.ts";
import { storeRefusal } from "./store-refusal.ts";

const oldestMajor = 15;

/** The store at `postgres://user:password@host:port/database`. Refuses `store-down` (also for a wrong password) and `bad-usage`. */
export async function openServer(address: string): Promise<Result<RunningStore, Refusal>> {
  const parsed = parseAddress(address);
  if (!parsed.ok) return parsed;
  const { connection, name } = parsed.value;
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // the query in hand fails with it
  try {
    await client.connect();
    const { rows } = await client.query<{ version: string }>("SELECT current_setting('server_version') AS version");
    const version = rows[0]?.version.split(" ")[0] ?? "";
    if (Number.parseInt(version, 10) < oldestMajor) {
      return refuse({ kind: "store-down", store: name, why: `it is PostgreSQL ${version}; ${oldestMajor} or newer is needed` });
    }
    return ok({
      kind: "server",
      name,
      // On this machine, not on the server: whoever keeps the database shall not keep its key.
      keyFile: join(homedir(), ".counterledger", "keys", `${createHash("sha256").update(name).digest("hex").slice(0, 16)}.key`),
      version,
      connection: () => connection,
      refusalOf: (error) => storeRefusal(error, name, null),
      close: () => Promise.resolve(),
    });
  } catch (error) {
    const refusal = storeRefusal(error, name, null);
    if (refusal === null) throw error;
    return refuse(refusal);
  } finally {
    // A connection that never came about ends with the same error again; it has been told.
    await client.end().catch(() => undefined);
  }
}

function parseAddress(address: string): Result<{ readonly connection: Connection; readonly name: string }, Refusal> {
  const wrong = (says: string): Result<never, Refusal> =>
    refuse({ kind: "bad-usage", says: `--store: ${says}.`, usage: "--store postgres://user:password@host:port/database" });
  if (!URL.canParse(address)) return wrong("not an address; give postgres://user:password@host:port/database");
  const url = new URL(address);
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    return wrong(`the address must begin with postgres://, not ${url.protocol}//`);
  const database = decodeURIComponent(url.pathname.slice(1));
  if (database === "") return wrong("the address names no database; put its name after the last /");
  const socketFolder = url.searchParams.get("host");
  const host = socketFolder ?? decodeURIComponent(url.hostname.replace(/^\[|\]$/g, ""));
  const connection: Connection = {
    host: host === "" ? "localhost" : host,
    port: url.port === "" ? Number(url.searchParams.get("port") ?? 5432) : Number(url.port),
    database,
    user: decodeURIComponent(url.username),
    password: url.password === "" ? undefined : decodeURIComponent(url.password),
    ...encryption(url.searchParams.get("sslmode")),
  };
  return ok({ connection, name: `postgres://${connection.user}@${connection.host}:${connection.port}/${database}` });
}

/** As libpq names them; `prefer` is not offered, since it falls back to plain text without a word. */
function encryption(mode: string | null): Pick<Connection, "ssl"> {
  if (mode === "require") return { ssl: { rejectUnauthorized: false } };
  if (mode === "verify-full" || mode === "verify-ca") return { ssl: true };
  return {};
}
