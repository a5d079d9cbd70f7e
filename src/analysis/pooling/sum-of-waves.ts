/**
 * The sum of quantities told apart, as a distribution: each is stood for by equally likely values, and two sums meet by adding every
 * pair of values. No sampling: the same parts give the same sum.
 */

/** Equally likely values that stand for one distribution, in order. */
export type Spread = Float64Array;

/** Values that stand for one distribution; 64 keep the ends of a 90 % interval within a hundredth of the distance between them. */
export const spreadPoints = 64;

/** The probabilities at which a distribution is read to be stood for: the middles of so many equal shares. */
export const spreadAt: readonly number[] = Array.from({ length: spreadPoints }, (_, i) => (i + 0.5) / spreadPoints);

/** The distribution of the sum of independent parts. @throws RangeError without any. */
export function sumOf(parts: readonly Spread[]): Spread {
  const [first, ...rest] = parts;
  if (first === undefined) throw new RangeError("nothing to add");
  return rest.reduce<Spread>((sum, part) => {
    const all = new Float64Array(sum.length * part.length);
    let at = 0;
    for (const a of sum) for (const b of part) all[at++] = a + b;
    all.sort();
    return Float64Array.from(spreadAt, (p) => quantileOfSpread(all, p));
  }, first);
}

/** The value below which so much of it lies, between the values that stand for it. */
export function quantileOfSpread(spread: Spread, p: number): number {
  const at = Math.max(0, Math.min(spread.length - 1, p * spread.length - 0.5));
  const below = Math.floor(at);
  const low = spread[below] as number;
  return low + ((spread[Math.min(spread.length - 1, below + 1)] as number) - low) * (at - below);
}
