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

/** The value with exactly `k` before it in ascending order. Leaves `values` as it was. */
export function orderStatistic(values: Float64Array, k: number): number {
  return select(values.slice(), k);
}

/**
 * Weighted quantiles: the smallest value with at least the share `p` of the weight at or under it, between neighbours at half weights.
 * Values are sorted into narrower and narrower bins around each answer, so that a hundred thousand of them take a millisecond or two.
 */
export function weightedQuantiles(values: ArrayLike<number>, weights: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const n = values.length;
  let total = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    if (!(weight > 0)) continue;
    total += weight;
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(total > 0)) return probabilities.map(() => NaN);
  if (!(high > low)) return probabilities.map(() => low);
  if (!Number.isFinite(high - low)) return inOrder(values, weights, everyIndex(n), 0, total, probabilities);
  const first = new Float64Array(BINS);
  const scale = BINS / (high - low);
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    if (weight > 0) {
      const bin = binOf(values[i] as number, low, scale);
      first[bin] = (first[bin] as number) + weight;
    }
  }
  return probabilities.map((p) => {
    // The answer lies between the bins before and after the one in which the share is reached: their values are put in order.
    let bin = 0;
    let before = 0;
    while (bin < BINS - 1 && before + (first[bin] as number) < p * total) before += first[bin++] as number;
    let from = bin;
    while (from > 0 && (from === bin || (first[from] as number) === 0)) before -= first[--from] as number;
    let to = bin;
    while (to < BINS - 1 && (to === bin || (first[to] as number) === 0)) to++;
    const inside: number[] = [];
    for (let i = 0; i < n; i++) {
      if (!((weights[i] as number) > 0)) continue;
      const at = binOf(values[i] as number, low, scale);
      if (at >= from && at <= to) inside.push(i);
    }
    return inOrder(values, weights, inside, Math.max(0, before), total, [p])[0] as number;
  });
}

const BINS = 4096;

function binOf(value: number, low: number, scale: number): number {
  const bin = ((value - low) * scale) | 0;
  return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
}

function everyIndex(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i);
}

/** The quantiles among the given members in order, `under` being the weight of all values below them. */
function inOrder(
  values: ArrayLike<number>,
  weights: ArrayLike<number>,
  members: number[],
  under: number,
  total: number,
  probabilities: readonly number[],
): number[] {
  const order = members.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  return probabilities.map((p) => {
    let before = under;
    let previous: { at: number; value: number } | null = null;
    for (const i of order) {
      const weight = weights[i] as number;
      if (!(weight > 0)) continue;
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
