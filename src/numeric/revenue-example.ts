/**
 * A six-input revenue product with a known answer: the fixture that tests and benchmarks of this folder share. Its inputs are not findings.
 * Mean and standard deviation follow from the moments of independent factors.
 */
import type { Law } from "./laws.ts";
import type { Model } from "./propagate.ts";

export const revenueLaws: readonly Law[] = [
  { law: "lognormal", mu: 11.146, sigma: 0.334 },
  { law: "pert", low: 2000, mode: 2500, high: 3200 },
  { law: "pert", low: 300, mode: 500, high: 900 },
  { law: "uniform", low: 9, high: 12 },
  { law: "lognormal", mu: -2.0404, sigma: 0.00935 },
  { law: "pert", low: 0.5, mode: 0.8, high: 0.95 },
];

/** workers × (paid − received) × months × dollars per yuan × share. */
export const revenueModel: Model = (columns, out, count) => {
  const [workers, paid, received, months, dollars, share] = columns as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let i = 0; i < count; i++) {
    out[i] =
      (workers[i] as number) *
      ((paid[i] as number) - (received[i] as number)) *
      (months[i] as number) *
      (dollars[i] as number) *
      (share[i] as number);
  }
};

export const revenueExact = { mean: 154980084.31327978, sd: 61318733.37861838 } as const;
