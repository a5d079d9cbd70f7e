/** Quantiles by selection: finding three of a million needs no full sort. */

/**
 * Quantiles at the given probabilities (type 7 of Hyndman & Fan 1996: linear between order statistics, as R's default).
 * Leaves `values` as it was.
 */
export function quantiles(values: ArrayLike<number>, probabilities: readonly number[]): number[] {
  return quantilesInPlace(Float64Array.from(values), probabilities);
}

/** As {@link quantiles}, reordering the given array: no copy. */
export function quantilesInPlace(values: Float64Array, probabilities: readonly number[]): number[] {
  const n = values.length;
  if (n === 0) return probabilities.map(() => NaN);
  return probabilities.map((p) => {
    const position = (n - 1) * p;
    const below = Math.floor(position);
    const low = select(values, below);
    if (below === position || below + 1 >= n) return low;
    let high = Infinity;
    for (let i = below + 1; i < n; i++) if ((values[i] as number) < high) high = values[i] as number;
    return low + (position - below) * (high - low);
  });
}

/** Weighted quantiles: the smallest value with at least the share `p` of the weight at or under it, between neighbours at half weights. */
export function weightedQuantiles(values: ArrayLike<number>, weights: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  let total = 0;
  for (const i of order) total += weights[i] as number;
  return probabilities.map((p) => {
    let before = 0;
    let previous: { at: number; value: number } | null = null;
    for (const i of order) {
      const weight = weights[i] as number;
      if (weight === 0) continue;
      const at = (before + weight / 2) / total;
      const value = values[i] as number;
      if (at >= p) return previous === null ? value : previous.value + ((p - previous.at) / (at - previous.at)) * (value - previous.value);
      before += weight;
      previous = { at, value };
    }
    return previous?.value ?? NaN;
  });
}

/** Puts the k-th smallest at index k with smaller ones before it, and returns it. Floyd & Rivest (1975), algorithm 489. */
function select(a: Float64Array, k: number): number {
  let left = 0;
  let right = a.length - 1;
  while (right > left) {
    if (right - left > 600) {
      // A sample's order statistics bracket the wanted one. Math.log and Math.exp only choose the pivot; the answer does not depend on them.
      const n = right - left + 1;
      const i = k - left + 1;
      const z = Math.log(n);
      const s = 0.5 * Math.exp((2 * z) / 3);
      const sd = 0.5 * Math.sqrt((z * s * (n - s)) / n) * (i < n / 2 ? -1 : 1);
      narrow(a, Math.max(left, Math.floor(k - (i * s) / n + sd)), Math.min(right, Math.floor(k + ((n - i) * s) / n + sd)), k);
    }
    [left, right] = partition(a, left, right, k);
  }
  return a[k] as number;
}

function narrow(a: Float64Array, left: number, right: number, k: number): void {
  while (right > left) [left, right] = partition(a, left, right, k);
}

function partition(a: Float64Array, left: number, right: number, k: number): [number, number] {
  const pivot = a[k] as number;
  let i = left;
  let j = right;
  swap(a, left, k);
  if ((a[right] as number) > pivot) swap(a, left, right);
  while (i < j) {
    swap(a, i, j);
    i++;
    j--;
    while ((a[i] as number) < pivot) i++;
    while ((a[j] as number) > pivot) j--;
  }
  if (a[left] === pivot) swap(a, left, j);
  else {
    j++;
    swap(a, j, right);
  }
  return [j <= k ? j + 1 : left, k <= j ? j - 1 : right];
}

function swap(a: Float64Array, i: number, j: number): void {
  const held = a[i] as number;
  a[i] = a[j] as number;
  a[j] = held;
}
