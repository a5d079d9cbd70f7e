/**
 * Whether a model's estimate exists and can be told from the data, before any number is printed.
 * Existence: the sums the model is fitted to lie inside the cone of sums that positive tables can have: a linear programme that asks for a
 * table with the same sums and every cell at least s, for the greatest s (Fienberg & Rinaldo 2012; Chan, Silverman & Vincent 2021, section 3).
 * Identifiability: the remaining cells tell all parameters apart (rank of the design).
 */
import type { Terms } from "./fit.ts";

export type Standing = "estimated" | "does not exist" | "not identifiable";

/** Which of the two tests a model passes on these counts; `estimated` means both. */
export function standingOf(counts: Float64Array, lists: number, terms: Terms): Standing {
  const zero = terms.filter((term) => sharedBy(counts, term) === 0);
  const kept = terms.filter((term) => sharedBy(counts, term) > 0);
  const cells: number[] = [];
  for (let cell = 1; cell < counts.length; cell++) if (!zero.some((term) => (cell & term) === term)) cells.push(cell);
  const masks = [0, ...Array.from({ length: lists }, (_, i) => 1 << i), ...kept];
  const design = masks.map((mask) => cells.map((cell) => ((cell & mask) === mask ? 1 : 0)));
  const sums = masks.map((mask) => cells.reduce((total, cell) => total + ((cell & mask) === mask ? (counts[cell] as number) : 0), 0));
  if (cells.every((cell) => (counts[cell] as number) > 0) || greatestFloor(design, sums) > 1e-9) {
    return rank(design) === masks.length ? "estimated" : "not identifiable";
  }
  return "does not exist";
}

function sharedBy(counts: Float64Array, mask: number): number {
  let total = 0;
  for (let cell = 1; cell < counts.length; cell++) if ((cell & mask) === mask) total += counts[cell] as number;
  return total;
}

/**
 * The greatest s for which some x ≥ s has design·x = sums, relative to the largest sum: simplex in two phases with Bland's rule.
 * @throws RangeError when no x ≥ 0 has these sums, which cannot happen for sums of real counts.
 */
export function greatestFloor(design: readonly (readonly number[])[], sums: readonly number[]): number {
  const scale = Math.max(...sums, 1);
  const m = sums.length;
  const n = (design[0]?.length ?? 0) + 1;
  // Columns: y (= x − s), s, then one artificial each row, then the right side.
  const width = n + m + 1;
  const rows = design.map((row, i) => {
    const line = new Float64Array(width);
    let total = 0;
    row.forEach((value, j) => {
      line[j] = value;
      total += value;
    });
    line[n - 1] = total;
    line[n + i] = 1;
    line[width - 1] = (sums[i] as number) / scale;
    return line;
  });
  const basis = rows.map((_, i) => n + i);
  const phaseOne = new Float64Array(width);
  for (const row of rows)
    for (let j = 0; j < width; j++) if (j < n || j === width - 1) phaseOne[j] = (phaseOne[j] as number) - (row[j] as number);
  pivotAll(rows, basis, phaseOne, n, n);
  if (-(phaseOne[width - 1] as number) > 1e-9) throw new RangeError("no table has these sums");
  // Artificials left in the basis at zero are pivoted out where a real column can take their row; a row without one is redundant.
  rows.forEach((row, i) => {
    if ((basis[i] as number) < n) return;
    for (let j = 0; j < n; j++) {
      if (Math.abs(row[j] as number) > 1e-9) {
        pivot(rows, basis, phaseOne, i, j);
        return;
      }
    }
  });
  const objective = new Float64Array(width);
  objective[n - 1] = -1;
  basis.forEach((column, i) => {
    const factor = objective[column] as number;
    if (factor !== 0)
      for (let j = 0; j < width; j++) objective[j] = (objective[j] as number) - factor * ((rows[i] as Float64Array)[j] as number);
  });
  pivotAll(rows, basis, objective, n, n);
  return objective[width - 1] as number;
}

function pivotAll(rows: Float64Array[], basis: number[], objective: Float64Array, columns: number, _real: number): void {
  for (let turn = 0; turn < 20_000; turn++) {
    let enter = -1;
    for (let j = 0; j < columns; j++) {
      if ((objective[j] as number) < -1e-10) {
        enter = j;
        break;
      }
    }
    if (enter < 0) return;
    let leave = -1;
    let least = Infinity;
    rows.forEach((row, i) => {
      const by = row[enter] as number;
      if (by <= 1e-10) return;
      const ratio = (row[row.length - 1] as number) / by;
      if (ratio < least - 1e-13 || (ratio < least + 1e-13 && leave >= 0 && (basis[i] as number) < (basis[leave] as number))) {
        least = Math.min(ratio, least);
        leave = i;
      }
    });
    if (leave < 0) throw new RangeError("the linear programme has no bound");
    pivot(rows, basis, objective, leave, enter);
  }
  throw new RangeError("the linear programme did not end");
}

function pivot(rows: Float64Array[], basis: number[], objective: Float64Array, leave: number, enter: number): void {
  const row = rows[leave] as Float64Array;
  const by = row[enter] as number;
  for (let j = 0; j < row.length; j++) row[j] = (row[j] as number) / by;
  for (const other of [...rows, objective]) {
    if (other === row) continue;
    const factor = other[enter] as number;
    if (factor !== 0) for (let j = 0; j < other.length; j++) other[j] = (other[j] as number) - factor * (row[j] as number);
  }
  basis[leave] = enter;
}

/** Rank of a small whole-number matrix by elimination with full column search. */
function rank(matrix: readonly (readonly number[])[]): number {
  const rows = matrix.map((row) => [...row]);
  const columns = rows[0]?.length ?? 0;
  let found = 0;
  for (let column = 0; column < columns && found < rows.length; column++) {
    let best = found;
    for (let i = found + 1; i < rows.length; i++)
      if (Math.abs(rows[i]?.[column] as number) > Math.abs(rows[best]?.[column] as number)) best = i;
    const lead = (rows[best] as number[])[column] as number;
    if (Math.abs(lead) < 1e-9) continue;
    [rows[found], rows[best]] = [rows[best] as number[], rows[found] as number[]];
    const top = rows[found] as number[];
    for (let i = found + 1; i < rows.length; i++) {
      const row = rows[i] as number[];
      const factor = (row[column] as number) / lead;
      if (factor !== 0) for (let j = column; j < columns; j++) row[j] = (row[j] as number) - factor * (top[j] as number);
    }
    found++;
  }
  return found;
}
