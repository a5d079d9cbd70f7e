/** Looking up what stands in a stretch, by binary search: the reader stays linear in the length of a text. */

/** Rows that begin in `from`..`to` (exclusive); rows are sorted by start. */
export function between<T extends { readonly start: number }>(rows: readonly T[], from: number, to: number): readonly T[] {
  const first = lowerBound(rows, from);
  let last = first;
  while (last < rows.length && (rows[last] as T).start < to) last += 1;
  return rows.slice(first, last);
}

/** The row that covers a place, among rows sorted by start that do not overlap; null when none does. */
export function covering<T extends { readonly start: number; readonly end: number }>(rows: readonly T[], at: number): T | null {
  const row = rows[lowerBound(rows, at + 1) - 1];
  return row !== undefined && at >= row.start && at < row.end ? row : null;
}

function lowerBound(rows: readonly { readonly start: number }[], at: number): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rows[middle] as { start: number }).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
