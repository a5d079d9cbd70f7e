/**
 * A check of every claim that entered: what the others would have led one to expect, how far off it is, and whether its root is wrong.
 * What a reader would get wrong: a surprising claim is not a false one; it may be the only one that is right.
 */
import type { AcceptedClaim } from "#domain/claim.ts";
import type { ClaimCheck } from "#domain/fit.ts";
import type { ClaimId } from "#domain/ids.ts";
import { unitText } from "#domain/quantity.ts";
import { exp, log } from "#numeric/elementary.ts";
import { weightedQuantiles } from "#numeric/quantile.ts";
import { normalCdf } from "#numeric/special.ts";
import { ends } from "../reported-quantity.ts";
import { rightDensity, wrongDensity, type Term } from "./fit-model.ts";
import { tieInputs, tieValue, type FitPosterior } from "./fit-session.ts";

type WithoutRoot = { readonly root: string; readonly ids: readonly ClaimId[]; readonly posterior: FitPosterior | null };

/** One check a claim that entered, the most surprising first. */
export function checksOf(base: FitPosterior, without: readonly WithoutRoot[]): readonly ClaimCheck[] {
  const terms = [...[...base.model.unknowns.values()].flatMap(({ terms: own }) => own), ...base.model.ties.map(({ term }) => term)];
  const checks = terms.flatMap((term) => {
    const wrong = chanceWrong(base, term);
    const left = without.find(({ root }) => root === term.root)?.posterior ?? null;
    const expected = left === null || !stillTold(left, term) ? null : logsOf(left, base, term);
    return term.claims.map((claim, c) => checkOf(term, claim, c, wrong, expected));
  });
  return checks.sort((a, b) => (a.p ?? 2) - (b.p ?? 2));
}

/** Whether others still speak of what the term is about. */
function stillTold(left: FitPosterior, term: Term): boolean {
  const asked = term.quantity === "share" || term.quantity === "levied" ? ["paid", "received"] : [term.quantity];
  return asked.every((id) => (left.model.unknowns.get(id)?.terms.length ?? 0) > 0);
}

type Expected = { readonly logs: Float64Array; readonly weights: Float64Array };

/** Logarithm of the term's quantity over the draws of the fit without its root. */
function logsOf(left: FitPosterior, base: FitPosterior, term: Term): Expected | null {
  const tie = base.model.ties.find((one) => one.term === term);
  if (tie !== undefined) {
    const inputs = tieInputs(tie).map((id) => left.columns.get(id) ?? base.columns.get(id));
    const [first] = inputs;
    if (first === undefined || inputs.some((column) => column === undefined)) return null;
    const n = Math.min(left.weights.length, ...inputs.map((column) => (column as Float64Array).length));
    return {
      logs: Float64Array.from({ length: n }, (_, i) =>
        tieValue(
          tie,
          inputs.map((column) => (column as Float64Array)[i] as number),
        ),
      ),
      weights: left.weights.subarray(0, n),
    };
  }
  const column = left.columns.get(term.quantity);
  return column === undefined ? null : { logs: column.map((value) => log(value)), weights: left.weights };
}

function checkOf(term: Term, claim: AcceptedClaim, c: number, wrong: number, expected: Expected | null): ClaimCheck {
  const { low, high } = ends(claim.value);
  const scale = (term.scales[c] as readonly number[]).reduce((a, b) => a + b, 0) / (term.scales[c] as readonly number[]).length;
  const about = {
    claim: claim.id,
    measure: claim.measure,
    root: term.root,
    told: sayTold(claim),
    unit: `${unitText(claim.quantity)}${claim.per === null ? "" : ` per ${claim.per}`}`,
    wrong,
  };
  if (expected === null) return { ...about, expected: null, p: null, words: "nothing else speaks of it" };
  const figures = term.figures[c] as Term["figures"][number];
  const own = claim.value.kind === "approx" ? figures.spreadOfHedgedFigure : figures.spreadOfPlainFigure;
  // A told figure strays from the truth by its spread; one end of a range also by where in the range the truth lies.
  const stray = Math.sqrt(own * own + log(high / low) ** 2 / 12);
  const { logs, weights } = expected;
  const shift = log(scale);
  let under = 0;
  const at = claim.value.kind === "at_least" ? log(low) : claim.value.kind === "at_most" ? log(high) : 0.5 * (log(low) + log(high));
  for (let i = 0; i < logs.length; i++) {
    const y = (logs[i] as number) + shift;
    under += (weights[i] as number) * (y === -Infinity ? 1 : normalCdf((at - y) / stray));
  }
  const p =
    claim.value.kind === "at_least" ? 1 - under : claim.value.kind === "at_most" ? under : Math.min(1, 2 * Math.min(under, 1 - under));
  const [lower, upper] = weightedQuantiles(logs, weights, [0.05, 0.95]);
  const said = claim.value.kind === "at_least" || under > 0.5 ? "higher" : "lower";
  return {
    ...about,
    expected: { low: exp((lower as number) + shift), high: exp((upper as number) + shift), level: 0.9 },
    p: Math.max(0, p),
    words: sayP(p, said),
  };
}

/** A p-like number in words. */
export function sayP(p: number, side: "higher" | "lower"): string {
  const times = `a figure this far off would come up ${p < 0.0005 ? "less than once in 2,000" : `${Math.max(1, Math.round(p * 1000))} times in 1,000`}`;
  if (p < 0.01) return `very surprising: ${side} than the others lead one to expect; ${times}`;
  if (p < 0.05) return `surprising: ${side} than the others lead one to expect; ${times}`;
  if (p < 0.2) return `somewhat ${side} than expected; ${times}`;
  return "as the others lead one to expect";
}

/** Chance after all claims that the root says nothing here: the wrong part of its likelihood, averaged over the posterior. */
function chanceWrong(base: FitPosterior, term: Term): number {
  const at = logsOf(base, base, term);
  if (at === null) return 1 - term.right;
  let total = 0;
  for (let i = 0; i < at.logs.length; i++) {
    const y = at.logs[i] as number;
    const right = term.right * (y === -Infinity ? 0 : rightDensity(term, y));
    const wrong = (1 - term.right) * (y === -Infinity ? 1e-6 : wrongDensity(term, y));
    if (right + wrong > 0) total += ((at.weights[i] as number) * wrong) / (right + wrong);
  }
  return total;
}

function sayTold({ value }: AcceptedClaim): string {
  const [low, high] = [value.low, value.high];
  switch (value.kind) {
    case "at_least":
      return `≥ ${low ?? high ?? "?"}`;
    case "at_most":
      return `≤ ${high ?? low ?? "?"}`;
    default:
      return `${value.kind === "approx" ? "≈ " : ""}${low ?? high ?? "?"}${low !== null && high !== null && low !== high ? `–${high}` : ""}`;
  }
}
