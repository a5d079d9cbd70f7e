/**
 * Where the answers about a case are read from: the rows of its projections, its entries and its originals. Two sources give them, the store
 * as it is now and a state of the past held in memory; every question (`questions.ts`) is asked of either in the same words.
 */
import type { Entry } from "#domain/entry.ts";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { originalPlace } from "./append.ts";
import type { CaseView } from "./case-view.ts";
import type { CaseKeys } from "./keyring.ts";
import { openRow } from "./sealed-rows.ts";
import type { Transaction } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import { projections } from "./tables.ts";
import type { EntryTable, ProjectionName, ProjectionRows } from "./tables.ts";
import { readEntry } from "./walk.ts";

export type CaseRows = {
  /** Rows whose columns have these values, in this order; rows that may not be read are left out. */
  readonly select: <Name extends ProjectionName>(
    table: Name,
    where?: Partial<ProjectionRows[Name]>,
    order?: readonly (keyof ProjectionRows[Name] & string)[],
  ) => Promise<readonly ProjectionRows[Name][]>;
  /** The entries at these positions; those that are not there are left out. */
  readonly entriesAt: (positions: readonly number[]) => Promise<ReadonlyMap<number, Entry>>;
  /** From position `from`, at most `limit` of them. */
  readonly entries: (from: number, limit: number | null) => Promise<readonly Entry[]>;
  readonly original: (sha256: Sha256) => Promise<Uint8Array | null>;
  readonly position: () => Promise<number>;
};

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
    async entries(from, limit) {
      const found = transaction.rows<EntryTable>(
        "select * from counterledger.entry where case_id = $1 and seq >= $2 order by seq limit $3",
        [id, from, limit],
      );
      const keys = await transaction.keys();
      return (await found).map((row) => entryOf(row, keys));
    },
    original: (sha256) => originalIn(transaction, id, sha256),
    position: async () => (await transaction.head())?.seq ?? 0,
  };
}

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
    entriesAt: (positions) => read((transaction) => storedRows(transaction, id).entriesAt(positions.filter((seq) => seq <= position))),
    entries: (from, limit) => {
      const left = Math.max(0, position - from + 1);
      return read((transaction) => storedRows(transaction, id).entries(from, limit === null ? left : Math.min(limit, left)));
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
