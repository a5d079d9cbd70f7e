/**
 * What an estimate hangs on: how it would read without each root, and which answer would narrow it most, as the next question to ask.
 * What a reader would get wrong: an answer that would narrow the interval is not one that would move the median; both are shown.
 */
import { counts, type Claim } from "#domain/claim.ts";
import type { Estimate, Interval } from "#domain/estimate.ts";
import type { ClaimId, EstimateId } from "#domain/ids.ts";
import { parseDecimalText, type DecimalText, type Value } from "#domain/value.ts";
import { log } from "#numeric/elementary.ts";
import { assumedFigures } from "./assumptions.ts";
import { estimateDispatch, type DispatchOptions } from "./estimate-dispatch.ts";
import { ends, tellsPositive } from "./reported-quantity.ts";
import { rootsByClaim } from "./told-claims.ts";

export type WithoutRoot = {
  readonly root: string;
  readonly claims: readonly ClaimId[];
  /** Null when there is no estimate without it. */
  readonly median: number | null;
  readonly interval: Interval | null;
};

export type NextQuestion = {
  readonly measure: string;
  readonly ask: string;
  /** Width of the interval after a good answer ÷ width now (in logarithms where all is over 0): 0.4 means it shrinks to two fifths. */
  readonly widthAfter: number;
};

export type WhatMovesIt = {
  readonly estimate: EstimateId;
  readonly name: string;
  readonly median: number;
  readonly interval: Interval;
  readonly without: readonly WithoutRoot[];
  /** The most narrowing first; only those that narrow it by a twentieth or more. */
  readonly questions: readonly NextQuestion[];
  /** The same with every root a tenth more doubtful, and with none doubted (DM22): how much rests on the grades. */
  readonly doubted: { readonly more: Interval; readonly none: Interval };
};

/** What to ask next about each measure. */
export const questions: Readonly<Record<string, string>> = {
  workers_arrived: "How many came through this crossing, and between which days? Can somebody who counted say?",
  tenure: "When were those who are back sent out, and when home? Three dated examples say more than a rule.",
  group_size: "How many were in each group that crossed?",
  labour_cost_paid_monthly: "What does the employer pay for one worker a month, to whom, and for what months? Is there a contract?",
  wage_received_monthly: "What reached the worker's hand in each of the last months, of those now abroad?",
  home_wage_monthly: "What does an ordinary job in the home town pay this month?",
  permit_fee: "What was paid for the exit papers, and to whom?",
  bribe: "What sum was paid, to whom and for which step?",
  state_share: "What share is kept back, and who says so?",
  state_levy: "What sum is each worker told to hand over a month, and since when?",
  workers_abroad_stock: "How many are there in the whole country now, who counted them, and how?",
  lead_time: "When were those who left chosen, and when did they cross?",
};

/** For every estimate that the claims allow. Runs the estimates once a root and once a measure on fewer draws, with the same seed. */
export function whatMovesEstimates(claims: readonly Claim[], options: DispatchOptions): readonly WhatMovesIt[] {
  const lean = { ...options, draws: Math.min(options.draws, 2048) };
  const made = (run: readonly Claim[], more: Partial<DispatchOptions> = {}) =>
    new Map(estimateDispatch(run, { ...lean, ...more }).flatMap((one) => ("missing" in one ? [] : [[one.id, one] as const])));
  const base = made(claims);
  const rootOf = rootsByClaim(options.roots ?? []);
  const usedClaims = new Set([...base.values()].flatMap(({ lineage }) => lineage.claims));
  const roots = new Map<string, ClaimId[]>();
  for (const claim of claims.filter(counts)) {
    const root = rootOf.get(claim.id) ?? `claim ${claim.id}`;
    roots.set(root, [...(roots.get(root) ?? []), claim.id]);
  }
  const withoutRoot = [...roots]
    .filter(([, ids]) => ids.some((id) => usedClaims.has(id)))
    .map(([root, ids]) => ({ root, ids, estimates: made(claims.filter(({ id }) => !ids.includes(id))) }));
  const measures = [...new Set(claims.filter(({ id }) => usedClaims.has(id)).map(({ measure }) => measure))];
  const answered = measures.map((measure) => ({
    measure,
    estimates: made(claims.map((claim) => (claim.measure === measure && usedClaims.has(claim.id) ? wellAnswered(claim) : claim))),
  }));
  const figures = { ...assumedFigures, ...options.assumptions };
  const shifted = (f: (p: number) => number) => ({
    assumptions: {
      ...options.assumptions,
      rightByCredibility: Object.fromEntries(
        Object.entries(figures.rightByCredibility).map(([grade, p]) => [grade, f(p)]),
      ) as typeof figures.rightByCredibility,
    },
  });
  const more = made(
    claims,
    shifted((p) => p * 0.9),
  );
  const none = made(
    claims,
    shifted(() => 1),
  );
  return [...base.values()].map((estimate) => ({
    estimate: estimate.id,
    name: estimate.name,
    median: estimate.median,
    interval: estimate.interval,
    without: withoutRoot
      .filter(({ ids }) => ids.some((id) => estimate.lineage.claims.includes(id)))
      .map(({ root, ids, estimates }) => {
        const left = estimates.get(estimate.id);
        return { root, claims: ids, median: left?.median ?? null, interval: left?.interval ?? null };
      }),
    questions: answered
      .flatMap(({ measure, estimates }) => {
        const after = estimates.get(estimate.id);
        if (after === undefined) return [];
        const widthAfter = widthOf(after) / widthOf(estimate);
        return widthAfter < 0.95 ? [{ measure, ask: questions[measure] ?? `What else is known of ${measure}?`, widthAfter }] : [];
      })
      .sort((a, b) => a.widthAfter - b.widthAfter),
    doubted: { more: (more.get(estimate.id) ?? estimate).interval, none: (none.get(estimate.id) ?? estimate).interval },
  }));
}

/** The claim as it would stand after a good answer: the same middle, told exactly, confirmed. A range stays one where it tells a spread of people. */
function wellAnswered(claim: Claim): Claim {
  if (
    !tellsPositive(claim.value) ||
    claim.decision.state === "proposed" ||
    claim.decision.state === "rejected" ||
    claim.decision.state === "withdrawn"
  )
    return claim;
  const { low, high } = ends(claim.value);
  const middle = claim.value.kind === "at_least" ? low * Math.SQRT2 : Math.sqrt(low * high);
  const keeps = claim.value.kind === "range" && (claim.measure === "tenure" || claim.measure === "group_size");
  const value: Value = keeps ? claim.value : { low: plain(middle), high: plain(middle), kind: "exact", hedge: [] };
  return { ...claim, value, decision: { ...claim.decision, credibility: 1 } };
}

function plain(value: number): DecimalText {
  const text = parseDecimalText(String(Number(value.toPrecision(4))));
  if (text === null) throw new RangeError(`${value} is not decimal text`);
  return text;
}

function widthOf({ interval: { low, high } }: Estimate): number {
  return low > 0 ? log(high / low) : high - low;
}
