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
 * Values are first counted by the leading bits of their floating-point form, and only those around an answer are put in order:
 * a hundred thousand take about a millisecond.
 */
export function weightedQuantiles(values: ArrayLike<number>, weights: ArrayLike<number>, probabilities: readonly number[]): number[] {
  const n = values.length;
  const numbers = values instanceof Float64Array ? values : Float64Array.from(values);
  const halves = new Uint32Array(numbers.buffer, numbers.byteOffset, 2 * n);
  let total = 0;
  let least = 0xffffffff;
  let greatest = 0;
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    if (!(weight > 0)) continue;
    total += weight;
    const key = orderKey(halves[2 * i + UPPER] as number);
    if (key < least) least = key;
    if (key > greatest) greatest = key;
  }
  if (!(total > 0)) return probabilities.map(() => NaN);
  const shift = Math.max(0, 32 - Math.clz32(greatest - least) - 13);
  const bins = ((greatest - least) >>> shift) + 1;
  const mass = new Float64Array(bins);
  const binOf = new Uint16Array(n);
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    if (!(weight > 0)) {
      binOf[i] = 0xffff;
      continue;
    }
    const bin = (orderKey(halves[2 * i + UPPER] as number) - least) >>> shift;
    binOf[i] = bin;
    mass[bin] = (mass[bin] as number) + weight;
  }
  // The answer lies between the bins with weight before and after the one in which the share is reached.
  const spans = probabilities.map((p) => {
    let bin = 0;
    let before = 0;
    while (bin < bins - 1 && before + (mass[bin] as number) < p * total) before += mass[bin++] as number;
    let from = bin;
    do {
      if (from === 0) break;
      before -= mass[--from] as number;
    } while ((mass[from] as number) === 0);
    let to = bin;
    do {
      if (to === bins - 1) break;
      to++;
    } while ((mass[to] as number) === 0);
    return { p, from, to, before: from === 0 ? 0 : before, inside: [] as number[] };
  });
  const wanted = new Uint8Array(bins);
  for (const { from, to } of spans) wanted.fill(1, from, to + 1);
  for (let i = 0; i < n; i++) {
    const bin = binOf[i] as number;
    if (bin >= bins || (wanted[bin] as number) === 0) continue;
    for (const span of spans) if (bin >= span.from && bin <= span.to) span.inside.push(i);
  }
  return spans.map(({ p, before, inside }) => inOrder(numbers, weights, inside, before, total, p));
}

/** Where the upper half of a number lies in memory. */
const UPPER = new Uint32Array(Float64Array.of(1).buffer)[0] === 0 ? 1 : 0;

/** The upper 32 bits of a number, turned so that greater numbers have greater keys. */
function orderKey(upper: number): number {
  return upper >>> 31 === 1 ? ~upper >>> 0 : (upper | 0x80000000) >>> 0;
}

/**
 * Quantiles of any number of values in four megabytes: they are counted by sign, exponent and the first eight bits of the fraction, so that a bin is at
 * most 0.4 % wide, and taken to lie evenly in theirs. For a smooth density the error is that of the square of the width, far under that of the draws.
 */
export class CountedQuantiles {
  private readonly counts = new Uint32Array(1 << 20);
  private total = 0;

  /** Counts the first `count` values; none may be NaN. */
  add(values: Float64Array, count: number): void {
    const halves = new Uint32Array(values.buffer, values.byteOffset, 2 * count);
    const { counts } = this;
    this.total += count;
    for (let i = UPPER; i < 2 * count; i += 2) {
      const bin = orderKey(halves[i] as number) >>> BIN_SHIFT;
      counts[bin] = (counts[bin] as number) + 1;
    }
  }

  /** NaN for each when nothing was counted. */
  at(probabilities: readonly number[]): number[] {
    const answers = probabilities.map(() => NaN);
    const order = probabilities.map((_, i) => i).sort((a, b) => (probabilities[a] as number) - (probabilities[b] as number));
    let before = 0;
    let next = 0;
    for (let bin = 0; bin < this.counts.length && next < order.length; bin++) {
      const inside = this.counts[bin] as number;
      if (inside === 0) continue;
      for (; next < order.length; next++) {
        const answer = order[next] as number;
        const wanted = (this.total - 1) * (probabilities[answer] as number);
        if (before + inside <= wanted) break;
        const [low, high] = [Math.max(-Number.MAX_VALUE, lowerEnd(bin)), Math.min(Number.MAX_VALUE, lowerEnd(bin + 1))];
        answers[answer] = low + Math.min(1, (wanted - before + 0.5) / inside) * (high - low);
      }
      before += inside;
    }
    return answers;
  }
}

const BIN_SHIFT = 12;

/** The least number whose key begins with these bits. */
function lowerEnd(bin: number): number {
  const key = (bin << BIN_SHIFT) >>> 0;
  const halves = new Uint32Array(2);
  if (key >>> 31 === 1) halves[UPPER] = key & 0x7fffffff;
  else {
    // Below zero the keys run the other way: the least number of a bin has all lower bits set.
    halves[UPPER] = ~key >>> 0;
    halves[1 - UPPER] = 0xffffffff;
  }
  return new Float64Array(halves.buffer)[0] as number;
}

/** The quantile among the given members in order, `under` being the weight of all values below them. */
function inOrder(values: Float64Array, weights: ArrayLike<number>, members: number[], under: number, total: number, p: number): number {
  members.sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
  let before = under;
  let previous: { at: number; value: number } | null = null;
  for (const i of members) {
    const weight = weights[i] as number;
    const at = (before + weight / 2) / total;
    const value = values[i] as number;
    if (at >= p) return previous === null ? value : previous.value + ((p - previous.at) / (at - previous.at)) * (value - previous.value);
    before += weight;
    previous = { at, value };
  }
  return previous?.value ?? NaN;
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
