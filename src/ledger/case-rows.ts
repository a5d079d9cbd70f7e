/**
 * Where the answers about a case are read from: the rows of its projections, its entries and its originals. Two sources give them, the store
 * as it is now and a state of the past held in memory; every question (`questions.ts`) is asked of either in the same words.
 */
import type { Entry, EntryKind } from "#domain/entry.ts";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { originalPlace } from "./append.ts";
import type { CaseView } from "./case-view.ts";
import type { CaseKeys } from "./keyring.ts";
import { openRow } from "./sealed-rows.ts";
import type { Transaction } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import { projections } from "./tables.ts";
import type { ClaimRow, EntryTable, ProjectionName, ProjectionRows } from "./tables.ts";
import { readEntry } from "./walk.ts";

export type CaseRows = {
  /** Rows whose columns have these values, in this order; rows that may not be read are left out. */
  readonly select: <Name extends ProjectionName>(
    table: Name,
    where?: Partial<ProjectionRows[Name]>,
    order?: readonly (keyof ProjectionRows[Name] & string)[],
  ) => Promise<readonly ProjectionRows[Name][]>;
  /** Every claim with where it was proposed, report by report in the order they were received, a hundred or so reports at a time. */
  readonly claimsInTurn: (
    take: (claims: readonly ClaimPlace[], readings: ReadonlyMap<number, Entry>) => void | Promise<void>,
  ) => Promise<void>;
  /** The entries at these positions; those that are not there are left out. */
  readonly entriesAt: (positions: readonly number[]) => Promise<ReadonlyMap<number, Entry>>;
  /** From position `from`, at most `limit` of them, of these kinds; of every kind where none are named. */
  readonly entries: (from: number, limit: number | null, kinds: readonly EntryKind[] | null) => Promise<readonly Entry[]>;
  readonly original: (sha256: Sha256) => Promise<Uint8Array | null>;
  readonly position: () => Promise<number>;
};

/** What a claim is put together from: its place in a reading and the decisions on it. */
export type ClaimPlace = Pick<ClaimRow, "id" | "report" | "reader" | "ordinal" | "reading_seq" | "standing">;

/** Reports whose claims are held in memory together; those of the next are on their way meanwhile. */
const reportsAtOnce = 100;

/** Positions asked for at once: their bodies are held in memory together. */
const positionsAtOnce = 500;

export function storedRows(transaction: Transaction, id: CaseId): CaseRows {
  return {
    async select(table, where = {}, order = []) {
      const types = projections[table].columns as Record<string, string>;
      const names = Object.keys(where);
      const text = `select * from counterledger.${table} where case_id = $1
        ${names.map((name, i) => `and "${name}" = $${i + 2}`).join(" ")}
        ${order.length === 0 ? "" : `order by ${order.map((name) => (types[name] === "text" ? `"${name}" collate "C"` : `"${name}"`)).join(", ")}`}`;
      const found = transaction.rows(text, [id, ...Object.values(where)]);
      const keys = await transaction.keys();
      return (await found).flatMap((row) => openRow(keys, table, row) ?? []);
    },
    async claimsInTurn(take) {
      const found = transaction.rows<{ id: string }>("select id from counterledger.report where case_id = $1 and reading_seq is not null order by received_seq, id", [id]); // prettier-ignore
      const keys = await transaction.keys();
      const reports = (await found).map((row) => row.id);
      const ask = (start: number) =>
        start < reports.length ? askClaims(transaction, id, reports.slice(start, start + reportsAtOnce)) : null;
      let next = ask(0);
      for (let start = 0; next !== null; start += reportsAtOnce) {
        const [readings, entries] = await next;
        next = ask(start + reportsAtOnce);
        await transaction.sent();
        await take(placesOf(reports.slice(start, start + reportsAtOnce), readings, keys), new Map(entries.map((row) => [row.seq, entryOf(row, keys)]))); // prettier-ignore
      }
    },
    async entriesAt(positions) {
      const entries = new Map<number, Entry>();
      const keys = await transaction.keys();
      for (let start = 0; start < positions.length; start += positionsAtOnce) {
        const rows = await transaction.rows<EntryTable>("select * from counterledger.entry where case_id = $1 and seq = any($2)", [
          id,
          positions.slice(start, start + positionsAtOnce),
        ]);
        for (const row of rows) entries.set(row.seq, entryOf(row, keys));
      }
      return entries;
    },
    async entries(from, limit, kinds) {
      const found = transaction.rows<EntryTable>(
        "select * from counterledger.entry where case_id = $1 and seq >= $2 and ($4::text[] is null or kind = any($4)) order by seq limit $3",
        [id, from, limit, kinds],
      );
      const keys = await transaction.keys();
      return (await found).map((row) => entryOf(row, keys));
    },
    original: (sha256) => originalIn(transaction, id, sha256),
    position: async () => (await transaction.head())?.seq ?? 0,
  };
}

/** The claims of one reading in one row: a row of its own for each would cost more than all it says. */
type OfReading = Pick<ClaimRow, "report" | "reader" | "reading_seq" | "source"> & {
  readonly ids: readonly string[];
  readonly ordinals: readonly number[];
  /** Null where nobody has decided yet. */
  readonly standings: readonly (string | null)[];
};

function askClaims(transaction: Transaction, id: CaseId, reports: readonly string[]) {
  const asked = Promise.all([
    transaction.rows<OfReading>(
      `select report, reader, reading_seq, source, json_agg(id) as ids, json_agg(ordinal) as ordinals, json_agg(nullif(standing, '[]')) as standings
       from counterledger.claim where case_id = $1 and report = any($2) group by report, reader, reading_seq, source`,
      [id, reports],
    ),
    // Not the newest reading of each report alone: a claim stays with the reading it was decided in, also when the decision was taken back.
    transaction.rows<EntryTable>(
      `select * from counterledger.entry where case_id = $1 and seq in
       (select reading_seq from counterledger.claim where case_id = $1 and report = any($2))`,
      [id, reports],
    ),
  ]);
  // Whoever waits for it is told; it may be that nobody comes to.
  asked.catch(() => undefined);
  return asked;
}

function placesOf(reports: readonly string[], readings: readonly OfReading[], keys: CaseKeys): ClaimPlace[] {
  const byReport = new Map<string, ClaimPlace[]>(reports.map((report) => [report, []]));
  for (const { ids, ordinals, standings, ...reading } of readings) {
    const places = byReport.get(reading.report) ?? [];
    for (const [i, id] of ids.entries()) {
      const place = { ...reading, id, ordinal: ordinals[i] ?? 0, standing: standings[i] ?? "[]" };
      const open = place.standing === "[]" ? place : openRow(keys, "claim", place);
      if (open !== null) places.push(open);
    }
  }
  return [...byReport.values()].flatMap((places) => places.sort(asMentioned));
}

/** By place in the reading, then by id as code points, as the database sorts. */
const asMentioned = (a: ClaimPlace, b: ClaimPlace) => a.ordinal - b.ordinal || inOrder(a, b, ["id"]);

/** The state after entry `position`, held in `view`; entries and originals are still read from the store, up to there. */
export function pastRows(
  view: CaseView,
  id: CaseId,
  position: number,
  read: <T>(work: (transaction: Transaction) => Promise<T>) => Promise<T>,
): CaseRows {
  return {
    select: (table, where = {}, order = []) => {
      const wanted = Object.entries(where);
      const found = view.all(table).filter((row) => wanted.every(([name, value]) => (row as Record<string, unknown>)[name] === value));
      return Promise.resolve([...found].sort((a, b) => inOrder(a, b, order)));
    },
    async claimsInTurn(take) {
      const claims = [...view.all("claim")].sort((a, b) => a.received_seq - b.received_seq || asMentioned(a, b));
      const readings = await read((transaction) =>
        storedRows(transaction, id).entriesAt([...new Set(claims.map((row) => row.reading_seq))]),
      );
      await take(claims, readings);
    },
    entriesAt: (positions) => read((transaction) => storedRows(transaction, id).entriesAt(positions.filter((seq) => seq <= position))),
    entries: async (from, limit, kinds) => {
      const left = Math.max(0, position - from + 1);
      const found = await read((transaction) =>
        storedRows(transaction, id).entries(from, limit === null ? left : Math.min(limit, left), kinds),
      );
      // Of some kinds, so many may reach beyond.
      return found.filter((entry) => entry.seq <= position);
    },
    original: (sha256) =>
      view.all("report").some((report) => report.sha256 === sha256)
        ? read((transaction) => originalIn(transaction, id, sha256))
        : Promise.resolve(null),
    position: () => Promise.resolve(position),
  };
}

function inOrder(a: object, b: object, order: readonly string[]): number {
  for (const name of order) {
    const [x, y] = [(a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]] as [string | number, string | number];
    if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

async function originalIn(transaction: Transaction, id: CaseId, sha256: Sha256): Promise<Uint8Array | null> {
  const found = transaction.rows<{ bytes: Buffer; key_id: string }>("select bytes, key_id from counterledger.original where case_id = $1 and sha256 = $2", [id, sha256]); // prettier-ignore
  const keys = await transaction.keys();
  const [row] = await found;
  if (row === undefined) return null;
  const bytes = row.key_id === "" ? row.bytes : keys.openBytes(row.key_id, originalPlace(sha256), row.bytes);
  return bytes === null ? null : new Uint8Array(bytes);
}

function entryOf(row: EntryTable, keys: CaseKeys): Entry {
  const read = readEntry(row, keys);
  if ("why" in read) throw damaged(row.case_id, `entry ${row.seq}: ${read.why}`);
  return read.entry;
}

export function damaged(id: string, why: string): StoreFailure {
  return new StoreFailure({ kind: "store-damaged", store: `case ${id}`, why });
}
