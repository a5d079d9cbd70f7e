/** Rows between the program, where they are open, and the database, where the columns that hold words are sealed. */
import type { CaseKeys } from "./keyring.ts";
import { projections, sealedColumns } from "./tables.ts";
import type { ProjectionName, ProjectionRows } from "./tables.ts";

type Sealed = { readonly columns: readonly string[]; readonly key: (row: object) => string };

const sealedOf = (table: ProjectionName) => sealedColumns[table] as Sealed | undefined;

/** Nothing was said; there is nothing to hide, and most rows are so. */
const nothing = "[]";

/** The row as the database gets it. */
export function sealRow<Name extends ProjectionName>(keys: CaseKeys, table: Name, row: ProjectionRows[Name]): object {
  const sealed = sealedOf(table);
  if (sealed === undefined) return row;
  return withColumns(table, row, sealed, (column, text) =>
    text === nothing ? text : keys.seal(sealed.key(row), placeOf(table, row, column), text),
  ) as object;
}

/** The row as the program sees it; null when the key of a column is not there. */
export function openRow<Name extends ProjectionName>(keys: CaseKeys, table: Name, row: object): ProjectionRows[Name] | null {
  const sealed = sealedOf(table);
  if (sealed === undefined) return row as ProjectionRows[Name];
  const key = sealed.key(row);
  return withColumns(table, row, sealed, (column, text) =>
    text === nothing ? text : keys.open(key, placeOf(table, row, column), text),
  ) as ProjectionRows[Name] | null;
}

function withColumns(
  table: ProjectionName,
  row: object,
  sealed: Sealed,
  change: (column: string, text: string) => string | null,
): object | null {
  const changed: Record<string, unknown> = { ...row };
  for (const column of sealed.columns) {
    const text = changed[column];
    if (typeof text !== "string") throw new TypeError(`${table}.${column} is to be sealed and holds no text`);
    const other = change(column, text);
    if (other === null) return null;
    changed[column] = other;
  }
  return changed;
}

/** Where a sealed column stands, so that it opens nowhere else. */
function placeOf(table: ProjectionName, row: object, column: string): string {
  const values = row as Record<string, unknown>;
  return [table, column, ...projections[table].key.slice(1).map((name) => String(values[name]))].join("\u0000");
}
