/**
 * Whether two claims speak of the same kind of thing, and what their values allow. "More than 100" and "about 500" agree:
 * a bound is compatible with everything on its open side.
 */
import type { Claim } from "#domain/claim.ts";
import { unitText } from "#domain/quantity.ts";
import type { Value } from "#domain/value.ts";

/** Flags that name another population than dispatched workers of the country under study. */
const otherPopulations = ["all_nationalities", "not_north_korean"];
const women = /\b(?:wom[ae]n|female|girls?|waitress(?:es)?|mothers?)\b/i;
const men = /\b(?:m[ae]n|males?|fathers?|soldiers?)\b/i;

/** The population a claim counts, as far as its words tell: equal texts may be the same people, different ones are not. */
export function population(claim: Pick<Claim, "flags" | "subject">): string {
  const other = otherPopulations.filter((flag) => claim.flags.includes(flag)).join("+");
  const sex = women.test(claim.subject) === men.test(claim.subject) ? "" : women.test(claim.subject) ? "women" : "men";
  return other || sex;
}

/** Women are among workers; women are not among men, and neither are other nationals. */
export function samePopulation(a: Pick<Claim, "flags" | "subject">, b: Pick<Claim, "flags" | "subject">): boolean {
  const [x, y] = [population(a), population(b)];
  if (x === y) return true;
  const named = new Set(["women", "men", ""]);
  return named.has(x) && named.has(y) && (x === "" || y === "");
}

/** Unit and per as one text; values of different texts are never held against each other without a conversion. */
export function unitKey(claim: Pick<Claim, "quantity" | "per">): string {
  const per = claim.per === "month" ? "person-month" : (claim.per ?? "");
  return `${unitText(claim.quantity)} ${per === "person" || per === "group" || per === "site" || per === "enterprise" ? "" : per}`.trim();
}

export type Bounds = { readonly low: number; readonly high: number };

/** Share by which a hedged value may miss its own ends before two claims contradict each other. */
export const hedgeTolerance = 0.1;

/** Half a unit of a whole number's last digit that is not zero: 5,000 for 30,000, 50 for 2,300; none for one printed to the last digit. */
function roundedBy(text: string): number {
  if (!/^-?\d+0$/.test(text)) return 0;
  const zeros = /0*$/.exec(text)?.[0].length ?? 0;
  return 0.5 * 10 ** zeros;
}

/**
 * The numbers a value leaves possible: open sides are infinite, a hedge widens both ends by a tenth, and a single number is at least
 * its rounding, as in pooling (PO3): 50,000 and 52,000 are no contradiction.
 */
export function boundsOf(value: Value): Bounds {
  const low = value.low === null || value.kind === "at_most" ? (value.kind === "at_most" ? 0 : -Infinity) : Number(value.low);
  const high = value.high === null || value.kind === "at_least" ? Infinity : Number(value.high);
  const hedged = value.kind === "approx" ? hedgeTolerance : 0;
  const rounded =
    value.low !== null && value.low === value.high && value.kind !== "at_least" && value.kind !== "at_most" ? roundedBy(value.low) : 0;
  const slack = (end: number) => (Number.isFinite(end) ? Math.max(Math.abs(end) * hedged, rounded) : 0);
  return { low: low - slack(low), high: high + slack(high) };
}

/** Whether some number satisfies both. */
export function compatible(a: Value, b: Value): boolean {
  const [x, y] = [boundsOf(a), boundsOf(b)];
  return x.low <= y.high && y.low <= x.high;
}

/** Whether both were printed with the same ends and the same kind of bound. */
export function sameValue(a: Value, b: Value): boolean {
  return a.low === b.low && a.high === b.high;
}

/** Measures whose values of different places, or of different windows, add up. */
export const flows: ReadonlySet<string> = new Set(["workers_arrived", "repatriated", "work_permits_issued", "deaths", "escapes"]);
/** Measures whose values of different places at one time add up. */
export const additive: ReadonlySet<string> = new Set([
  ...flows,
  "workers_abroad_stock",
  "workers_planned",
  "sites_count",
  "host_countries",
  "annual_state_revenue",
  "revenue_total",
]);
/** Measures of one group or one site: two of them in one town are rarely the same one. */
export const individual: ReadonlySet<string> = new Set(["group_size", "workers_at_site", "workers_per_enterprise"]);
