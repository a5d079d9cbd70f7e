/**
 * A second opinion from another kind of model: people fall into two classes, and within a class the lists are independent (latent class).
 * What a reader would get wrong: it explains overlap by easy and hard people, not by lists that work together; where both kinds of model
 * disagree, neither number should be printed alone.
 */
import { log } from "#numeric/elementary.ts";
import { randomStream } from "#numeric/random.ts";
import type { ContingencyTable } from "./contingency-table.ts";

export type LatentClassFit = {
  readonly estimate: number;
  readonly deviance: number;
  readonly bic: number;
  /** Of each class: its share of the whole population and the chance to be on each list. */
  readonly classes: readonly { readonly share: number; readonly onList: readonly number[] }[];
};

/** The best of `starts` runs of expectation-maximisation; null under four lists, where two classes cannot be told apart. */
export function twoClasses(
  table: ContingencyTable,
  { seed, starts = 5, turns = 2000 }: { readonly seed: number; readonly starts?: number; readonly turns?: number },
): LatentClassFit | null {
  const k = table.lists.length;
  if (k < 4) return null;
  const random = randomStream(seed, { purpose: 0x1c });
  let best: LatentClassFit | null = null;
  for (let start = 0; start < starts; start++) {
    let shares = [0.3 + 0.4 * random.uniform(), 0];
    shares[1] = 1 - (shares[0] as number);
    let on = [0, 1].map((c) => Array.from({ length: k }, () => (c === 0 ? 0.02 + 0.1 * random.uniform() : 0.1 + 0.5 * random.uniform())));
    let unseen = table.observed;
    for (let turn = 0; turn < turns; turn++) {
      const totals = [0, 0];
      const onTotals = [new Float64Array(k), new Float64Array(k)];
      const none = chances(shares, on, 0, k);
      const noneTotal = (none[0] as number) + (none[1] as number);
      // The unseen expected under the current parameters join the table (conditional likelihood by EM).
      const next = (table.observed * noneTotal) / (1 - noneTotal);
      for (let cell = 0; cell < table.counts.length; cell++) {
        const count = cell === 0 ? next : (table.counts[cell] as number);
        if (count === 0) continue;
        const both = chances(shares, on, cell, k);
        const total = (both[0] as number) + (both[1] as number);
        for (let c = 0; c < 2; c++) {
          const part = (count * (both[c] as number)) / total;
          totals[c] = (totals[c] as number) + part;
          for (let i = 0; i < k; i++)
            if ((cell >> i) & 1) (onTotals[c] as Float64Array)[i] = ((onTotals[c] as Float64Array)[i] as number) + part;
        }
      }
      const everyone = (totals[0] as number) + (totals[1] as number);
      shares = totals.map((total) => total / everyone);
      on = onTotals.map((row, c) => Array.from(row, (value) => Math.min(1 - 1e-9, Math.max(1e-9, value / (totals[c] as number)))));
      const moved = Math.abs(next / unseen - 1);
      unseen = next;
      if (moved < 1e-10) break;
    }
    const none = chances(shares, on, 0, k);
    const noneTotal = (none[0] as number) + (none[1] as number);
    let deviance = 0;
    for (let cell = 1; cell < table.counts.length; cell++) {
      const count = table.counts[cell] as number;
      if (count === 0) continue;
      const both = chances(shares, on, cell, k);
      deviance += 2 * count * (log(count / table.observed) - log(((both[0] as number) + (both[1] as number)) / (1 - noneTotal)));
    }
    if (best === null || deviance < best.deviance) {
      best = {
        estimate: table.observed / (1 - noneTotal),
        deviance,
        bic: deviance + (2 * k + 1) * log(table.observed),
        classes: shares.map((share, c) => ({ share, onList: on[c] as readonly number[] })),
      };
    }
  }
  return best;
}

function chances(shares: readonly number[], on: readonly (readonly number[])[], cell: number, k: number): readonly [number, number] {
  return [
    chance(shares[0] as number, on[0] as readonly number[], cell, k),
    chance(shares[1] as number, on[1] as readonly number[], cell, k),
  ];
}

function chance(share: number, on: readonly number[], cell: number, k: number): number {
  let product = share;
  for (let i = 0; i < k; i++) product *= (cell >> i) & 1 ? (on[i] as number) : 1 - (on[i] as number);
  return product;
}
