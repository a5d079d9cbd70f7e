/**
 * Which won a report means. Two countries have one, a thousand times apart, and reports write "won" for both. The reading rests on
 * what the report itself prints: a conversion or a rate that only one of them can have had, else where the money is paid.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Currency } from "#domain/quantity.ts";
import { when } from "../corroboration/plainly.ts";
import { conversionWindow } from "../money/conversion-window.ts";
import { ids, shown, span, type CheckReport, type Material, type Remark } from "./remark.ts";

type Won = "KRW" | "KPW";

/** How far, as a share, an implied price may lie from the published range and still be that currency's. */
export const withinShare = 0.15;

/** One remark per report and currency read as won: the reading, the other one, and what decides. */
export function currencyRemarks(material: Material): readonly Remark[] {
  const inWon = material.claims.filter(
    (claim) =>
      claim.quantity.kind === "money" && (claim.quantity.currency === "KRW" || claim.quantity.currency === "KPW") && isAccepted(claim),
  );
  const byReport = Map.groupBy(inWon, (claim) => `${claim.report} ${currencyOf(claim)}`);
  return [...byReport.values()].map((claims) => remarkOn(claims, material));
}

const currencyOf = (claim: Claim): Currency | null => (claim.quantity.kind === "money" ? claim.quantity.currency : null);

function remarkOn(claims: readonly Claim[], material: Material): Remark {
  const first = claims[0] as Claim;
  const read = currencyOf(first) as Won;
  const report = material.reports.find((one) => one.id === first.report);
  const evidence = printedPrice(claims, material) ?? (atHome(claims) ? null : familyPrice(claims, material));
  const decided = evidence ? byPrice(evidence, claims, report, material) : byPlace(claims);
  const other: Won = read === "KRW" ? "KPW" : "KRW";
  const agrees = decided.won === null || decided.won === read;
  return {
    claims: ids(claims),
    kind: agrees ? (decided.won === null ? "currency-open" : "currency-read") : "currency-misread",
    says: `"Won" is read as ${name(read)} (${read}) in ${first.report}: ${decided.why}${agrees ? "" : `; that is ${name(decided.won as Won)} (${decided.won})`}.`,
    readings: [`${read}: ${decided.why}`, `${other}: ${decided.against}`],
    effect: agrees ? "none" : "every conversion of it is wrong by more than ten times until corrected",
  };
}

const name = (won: Won) => (won === "KRW" ? "South Korean won" : "North Korean won");

type Price = { readonly wonPerDollar: number; readonly how: string };

/** Won a dollar, from a conversion or a rate the report prints. */
function printedPrice(claims: readonly Claim[], { claims: all }: Material): Price | null {
  for (const claim of all) {
    const restates = claims.find((one) => one.id === claim.conversionOf);
    if (!restates || currencyOf(claim) !== "USD" || !isAccepted(claim)) continue;
    const [won, dollars] = [Number(restates.value.high ?? restates.value.low), Number(claim.value.high ?? claim.value.low)];
    if (dollars > 0)
      return { wonPerDollar: won / dollars, how: `${claim.id} prints it as ${shown(dollars)} dollars, ${shown(won / dollars)} won each` };
  }
  const rate = all.find(
    ({ report, quantity }) =>
      report === claims[0]?.report &&
      quantity.kind === "rate" &&
      [quantity.of, quantity.base.currency].includes("USD") &&
      [quantity.of, quantity.base.currency].some((one) => one === "KRW" || one === "KPW"),
  );
  if (rate?.quantity.kind === "rate" && rate.value.low !== null) {
    const printed = Number(rate.value.low) / Number(rate.quantity.base.amount);
    const wonPerDollar = rate.quantity.of === "USD" ? 1 / printed : printed;
    return { wonPerDollar, how: `${rate.id} prints ${shown(wonPerDollar)} won a dollar` };
  }
  return null;
}

/** Won a dollar, from the dollars another report of the family prints for the same range of the same time. */
function familyPrice(claims: readonly Claim[], { claims: all, reports }: Material): Price | null {
  const own = new Set<string>(claims.map((claim) => claim.id));
  const families = new Map<string, string>(reports.map((report) => [report.id, report.family]));
  for (const claim of claims) {
    const twin = all.find(
      (one) =>
        !own.has(one.id) &&
        one.measure === claim.measure &&
        overlaps(one.period, claim.period) &&
        one.per === claim.per &&
        currencyOf(one) === "USD" &&
        isAccepted(one) &&
        families.get(one.report) === families.get(claim.report) &&
        one.value.low !== one.value.high &&
        claim.value.low !== claim.value.high,
    );
    if (!twin?.value.high || !claim.value.high) continue;
    const wonPerDollar = Number(claim.value.high) / Number(twin.value.high);
    return { wonPerDollar, how: `${twin.id} of the same family gives it in dollars, ${shown(wonPerDollar)} won each` };
  }
  return null;
}

type Decided = { readonly won: Won | null; readonly why: string; readonly against: string };

function byPrice(price: Price, claims: readonly Claim[], report: CheckReport | undefined, { rates, tables }: Material): Decided {
  const window = conversionWindow((claims[0] as Claim).period, report);
  const known = bounded(window);
  const south = rangeOf(known ? tables.flatMap((table) => table("USD", "KRW", widened(window))).map((rate) => Number(rate.rate)) : []);
  const street = rates.filter(
    ({ kind, base, quote }) => kind === "street" && [base, quote].includes("KPW") && [base, quote].includes("USD"),
  );
  // An outlet's own rate says which won it meant to write, not what the won cost.
  const then = known ? street.filter((rate) => overlaps(rate.on, around(window))) : [];
  const north = rangeOf(then.map((rate) => (rate.base === "USD" ? Number(rate.rate) : 1 / Number(rate.rate))));
  const fits = (range: Priced | null) =>
    range !== null && price.wonPerDollar >= range.low * (1 - withinShare) && price.wonPerDollar <= range.high * (1 + withinShare);
  const fitsSouth = south === null ? price.wonPerDollar > 700 && price.wonPerDollar < 2000 : fits(south);
  const southText = south
    ? `South Korean won stood at ${span(south.low, south.high)} a dollar then`
    : "South Korean won has stood at 900-1,600 a dollar since 1999";
  const northText =
    north === null
      ? "no market price of North Korean won is known within half a year of it"
      : `North Korean won was at ${span(north.low, north.high)} a dollar on the market (${[...new Set(then.map((rate) => when(rate.on)))].slice(0, 3).join(", ")})${fits(north) ? "" : `, more than ${withinShare * 100} % off`}`;
  if (fitsSouth) return { won: "KRW", why: `${price.how}; ${southText}`, against: northText };
  if (fits(north)) return { won: "KPW", why: `${price.how}; ${northText}`, against: southText };
  const place = byPlace(claims);
  if (place.won === "KPW") return { won: "KPW", why: `${place.why}, and ${price.how}; ${northText}`, against: southText };
  return { won: "KPW", why: `${price.how}, which South Korean won has not cost; ${northText}`, against: southText };
}

type Priced = { readonly low: number; readonly high: number };
const rangeOf = (prices: readonly number[]): Priced | null =>
  prices.length === 0 ? null : { low: Math.min(...prices), high: Math.max(...prices) };

const atHome = (claims: readonly Claim[]) => claims.every((claim) => claim.measure === "home_wage_monthly" || claim.country === "KP");

function byPlace(claims: readonly Claim[]): Decided {
  if (atHome(claims)) {
    return {
      won: "KPW",
      why: "it is paid inside North Korea, where nothing is paid in South Korean won",
      against: "nothing printed speaks for it",
    };
  }
  return { won: null, why: "nothing the report prints decides it", against: "nothing the report prints decides it" };
}

const bounded = (window: EdtfDate) => window !== undated && dayBounds(window).first !== null && dayBounds(window).last !== null;

/** How far in time, in days, a price may lie from a conversion and still be its time's. */
const halfYear = 183;

/** A newspaper's round rate can be some months old. */
function widened(window: EdtfDate): EdtfDate {
  const { first, last } = dayBounds(window);
  return `${shifted(first as string, -halfYear)}/${last}` as EdtfDate;
}

/** Half a year either side. */
function around(window: EdtfDate): EdtfDate {
  const { first, last } = dayBounds(window);
  return `${shifted(first as string, -halfYear)}/${shifted(last as string, halfYear)}` as EdtfDate;
}

const shifted = (day: string, by: number) => new Date(Date.parse(day) + by * 86_400_000).toISOString().slice(0, 10);
