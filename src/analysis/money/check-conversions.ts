/**
 * Recomputes every conversion a report prints, end by end, against each rate it can have used: the official rate of the
 * day, the cross of street rates, and the outlet's own constant. A miss is an observation about the outlet's rate, not
 * about the amount: the restated value stands, the printed conversion never counts.
 */
import { isAccepted, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Currency } from "#domain/quantity.ts";
import type { Report } from "#domain/report.ts";
import type { ConversionCheck, Rate } from "#domain/weighing.ts";
import { grouped, when } from "../corroboration/plainly.ts";
import { conversionWindow } from "./conversion-window.ts";
import { atRate, joins } from "./convert.ts";
import { exact, rounded, textOf, type Exact } from "./decimals.ts";
import { outletConstant, rateBands, type OutletConstant } from "./outlet-constant.ts";
import { roundingHalfWidth } from "./printed-precision.ts";
import { streetCrosses } from "./street-cross.ts";
import { chainText, twoConversions } from "./two-conversions.ts";

/** Percent a printed conversion may lie from the official rate of its day before it is flagged. */
export const flagOverPercent = 3;

/** Published rates between two currencies in a window, for tables too long to hand over whole. */
export type RateTable = (a: Currency, b: Currency, window: EdtfDate) => readonly Rate[];

/** What is needed of a report: when it was told and printed, and by whom. */
export type PrintedReport = Pick<Report, "id" | "outlet" | "told" | "published" | "url">;

/**
 * One check per printed conversion whose two rows a person accepted. Rates are those of the case; {@link ratesFromClaims}
 * adds the ones its reports print. Give the reports, else an amount's own date is taken as the day of its conversion.
 */
export function checkConversions(
  claims: readonly Claim[],
  rates: readonly Rate[],
  printedIn: readonly PrintedReport[] = [],
  tables: readonly RateTable[] = [],
): readonly ConversionCheck[] {
  const reports = new Map<string, PrintedReport>(printedIn.map((report) => [report.id, report]));
  const pairs = conversionPairs(claims);
  const crosses = streetCrosses(rates);
  const constants = new Map<string, OutletConstant | null>();
  for (const [key, group] of Map.groupBy(pairs, (pair) => pressKey(pair, reports))) {
    constants.set(key, outletConstant(group.map(({ printed, restates }) => ({ printed: printed.value, restates: restates.value }))));
  }
  return pairs.map((pair) =>
    checkOne(pair, rates, crosses, constants.get(pressKey(pair, reports)) ?? null, reports.get(pair.printed.report), tables),
  );
}

/** A printed conversion with the row it restates. */
export type ConversionPair = {
  readonly printed: AcceptedClaim;
  readonly restates: AcceptedClaim;
  readonly from: Currency;
  readonly to: Currency;
};

/** The accepted conversions of money into another currency, each with the row it restates. */
export function conversionPairs(claims: readonly Claim[]): readonly ConversionPair[] {
  const restating = claims.filter((claim) => claim.conversionOf !== null);
  const wanted = new Set<string | null>(restating.map((claim) => claim.conversionOf));
  const byId = new Map<string | null, Claim>();
  if (wanted.size > 0) for (const claim of claims) if (wanted.has(claim.id)) byId.set(claim.id, claim);
  return restating.flatMap((printed): readonly ConversionPair[] => {
    const restates = byId.get(printed.conversionOf);
    if (!restates || !isAccepted(printed) || !isAccepted(restates)) return [];
    if (printed.quantity.kind !== "money" || restates.quantity.kind !== "money") return [];
    const [from, to] = [restates.quantity.currency, printed.quantity.currency];
    return from === to ? [] : [{ printed, restates, from, to }];
  });
}

/** One outlet, one day in print, one pair of currencies: the conversions that can share a constant. */
function pressKey({ printed, from, to }: ConversionPair, reports: ReadonlyMap<string, PrintedReport>): string {
  const report = reports.get(printed.report);
  const press = !report || report.published === undated ? printed.report : `${report.outlet} ${report.published}`;
  return `${press} ${from}>${to}`;
}

type Candidate = ConversionCheck["candidates"][number] & { readonly beyondRounding: boolean };

function checkOne(
  pair: ConversionPair,
  rates: readonly Rate[],
  crosses: readonly Rate[],
  constant: OutletConstant | null,
  report: PrintedReport | undefined,
  tables: readonly RateTable[],
): ConversionCheck {
  const { printed, restates, from, to } = pair;
  const window = conversionWindow(restates.period, report);
  const outlet = printed.speakers[0].name;
  const own = ownRate(pair, constant, report);
  const joining = [...rates, ...crosses].filter(
    (rate) => joins(rate, from, to) && (rate.kind !== "outlet" || rate.source.startsWith(outlet)),
  );
  const inWindow = window === undated ? [] : joining.filter((rate) => overlaps(rate.on, window));
  const published: RateTable = (one, other, days) => (days === undated ? [] : tables.flatMap((table) => table(one, other, days)));
  if (isLong(window) || !inWindow.some((rate) => rate.kind === "official")) inWindow.push(...published(from, to, window));
  const candidates = [...extremes(distinct(inWindow), pair), ...(own ? [own] : [])].map((rate) => measured(rate, pair));
  const judged = candidatesThatJudge(candidates);
  const flagged =
    judged.length > 0 && judged.every((candidate) => Math.abs(candidate.missPercent) > flagOverPercent && candidate.beyondRounding);
  return {
    printed: printed.id,
    restates: restates.id,
    implied: impliedRates(pair),
    candidates: candidates.map(({ rate, recomputed, missPercent }) => ({ rate, recomputed, missPercent })),
    flagged,
    says: says(pair, candidates, constant, flagged, window, flagged ? chain(pair, window, published) : null),
  };
}

/** Over a window longer than two months the case's own few fixings may not be the day's: the whole table is asked. */
function isLong(window: EdtfDate): boolean {
  const { first, last } = dayBounds(window);
  return first !== null && last !== null && Date.parse(last) - Date.parse(first) > 62 * 86_400_000;
}

/** Official rates judge; without any, street rates; without any, the outlet's own. */
function candidatesThatJudge(candidates: readonly Candidate[]): readonly Candidate[] {
  for (const kind of ["official", "street", "outlet"] as const) {
    const ofKind = candidates.filter(({ rate }) => rate.kind === kind);
    if (ofKind.length > 0) return ofKind;
  }
  return [];
}

/** Whether anything but what the outlet itself printed was held against a conversion: without it, agreement is the outlet's with itself. */
export function heldAgainstOthers(candidates: readonly Pick<Candidate, "rate">[]): boolean {
  return candidates.some(({ rate }) => rate.kind !== "outlet");
}

function ownRate({ printed, from, to }: ConversionPair, constant: OutletConstant | null, report: PrintedReport | undefined): Rate | null {
  if (!constant) return null;
  const outlet = printed.speakers[0].name;
  return {
    id: `constant-${printed.report}-${from}-${to}`,
    base: from,
    quote: to,
    rate: constant.constant,
    on: report?.published ?? printed.period,
    kind: "outlet",
    source: `${outlet}: ${constant.ends === 1 ? "the rate its one printed end implies" : `the one rate that explains ${constant.explains === constant.ends ? (constant.ends === 2 ? "both" : `all ${constant.ends}`) : `${constant.explains} of ${constant.ends}`} printed ends`}`,
    url: report?.url ?? null,
  };
}

/** Two conversions in a row that print what was printed, by the outlet or by the one it carries. */
function chain(pair: ConversionPair, window: EdtfDate, published: RateTable): string | null {
  const found = twoConversions(
    pair.printed.speakers[0].name,
    ends(pair),
    roundingHalfWidth(pair.printed.value),
    { from: pair.from, to: pair.to, window },
    published,
  );
  return found && `It fits two conversions in a row: ${chainText(found, pair.from, pair.to)}.`;
}

function ends({ printed, restates }: ConversionPair): readonly { readonly printed: Exact; readonly restated: Exact }[] {
  const both = [
    [printed.value.low, restates.value.low],
    [printed.value.high, restates.value.high],
  ] as const;
  const seen = new Set<string>();
  return both.flatMap(([to, from]) => {
    if (to === null || from === null || seen.has(`${to}/${from}`)) return [];
    seen.add(`${to}/${from}`);
    return [{ printed: exact(to), restated: exact(from) }];
  });
}

function impliedRates(pair: ConversionPair): ConversionCheck["implied"] {
  return ends(pair).flatMap(({ printed, restated }) => (restated.isZero() ? [] : [textOf(printed.div(restated))]));
}

function measured(rate: Rate, pair: ConversionPair): Candidate {
  const half = roundingHalfWidth(pair.printed.value);
  const rows = ends(pair).map(({ printed, restated }) => {
    const recomputed = atRate(restated, pair.from, rate);
    const miss = recomputed.isZero() ? exact(0) : printed.minus(recomputed).div(recomputed).times(100);
    return { recomputed, miss, beyond: printed.minus(recomputed).abs().gt(half) };
  });
  const worst = rows.reduce<Exact>((most, row) => (row.miss.abs().gt(most.abs()) ? row.miss : most), exact(0));
  return {
    rate,
    recomputed: rows.map((row) => textOf(row.recomputed)),
    missPercent: worst.toNumber(),
    beyondRounding: rows.some((row) => row.beyond),
  };
}

/** The same price on the same day by two accounts is one candidate. */
function distinct(rates: readonly Rate[]): readonly Rate[] {
  const seen = new Set<string>();
  return rates.filter((rate) => {
    const key = [rate.base, rate.quote, rate.rate, rate.on, rate.kind].join(" ");
    return seen.has(key) ? false : (seen.add(key), true);
  });
}

/** Of many rates of one kind in a long window, the lowest, the highest and the one that comes nearest to the print. */
function extremes(rates: readonly Rate[], pair: ConversionPair): readonly Rate[] {
  return [...Map.groupBy(rates, (rate) => rate.kind).values()].flatMap((ofKind) => {
    if (ofKind.length <= 3) return ofKind;
    const worth = new Map(ofKind.map((rate) => [rate, atRate(exact(1), pair.from, rate).toNumber()]));
    const sorted = [...ofKind].sort((a, b) => (worth.get(a) ?? 0) - (worth.get(b) ?? 0));
    const miss = new Map(ofKind.map((rate) => [rate, Math.abs(measured(rate, pair).missPercent)]));
    const nearest = ofKind.reduce((best, rate) => ((miss.get(rate) ?? 0) < (miss.get(best) ?? 0) ? rate : best));
    return distinct([nearest, sorted[0] as Rate, sorted.at(-1) as Rate]);
  });
}

function says(
  pair: ConversionPair,
  candidates: readonly Candidate[],
  constant: OutletConstant | null,
  flagged: boolean,
  window: EdtfDate,
  chained: string | null,
): string {
  const { printed, restates, from, to } = pair;
  const lines = [`${range(printed)} ${to} is printed for ${range(restates)} ${from}.`];
  const judged = candidatesThatJudge(candidates);
  const nearest = [...judged].sort((a, b) => Math.abs(a.missPercent) - Math.abs(b.missPercent))[0];
  if (!nearest || nearest.rate.kind === "outlet")
    lines.push(
      window === undated
        ? "The report has no date, so no published rate can be held against it."
        : `No published rate between ${from} and ${to} is known for ${when(window)}.`,
    );
  if (nearest && nearest.rate.kind !== "outlet") {
    lines.push(
      `At ${rateText(nearest.rate)} it is ${nearest.recomputed.map((text) => grouped(rounded(exact(text), 2))).join("-")} ${to}: ${missText(nearest)}.`,
    );
  }
  const own = candidates.find(({ rate }) => rate.id.startsWith("constant-"));
  if (constant && own) {
    const agreeing =
      constant.explains === constant.ends
        ? constant.ends === 1
          ? "explains the one printed end"
          : `explains ${constant.ends === 2 ? "both" : `all ${constant.ends}`} printed ends`
        : `explains ${constant.explains} of ${constant.ends} printed ends`;
    lines.push(
      `The outlet's own constant of ${constant.constant} ${to} per ${from} ${agreeing}${own.beyondRounding ? `; this one misses it: ${missText(own)}` : ""}.`,
    );
  }
  const printedRate = candidates.find(({ rate }) => rate.kind === "outlet" && !rate.id.startsWith("constant-"));
  if (printedRate) lines.push(`At the rate the outlet itself prints (${rateText(printedRate.rate)}) it is ${missText(printedRate)}.`);
  const byRounding = commonBand(pair);
  if (!byRounding && ends(pair).length > 1) lines.push("No single rate explains both ends, even with rounding.");
  if (byRounding && ends(pair).length > 1 && impliedSpreadPercent(pair) > flagOverPercent) {
    lines.push(
      `Its ends imply different rates, which rounding alone explains: any rate from ${rounded(byRounding.low, 6)} to ${rounded(byRounding.high, 6)} prints both.`,
    );
  }
  if (chained) lines.push(chained);
  lines.push(
    flagged
      ? "Rounding alone does not explain the miss."
      : heldAgainstOthers(candidates)
        ? "Nothing here is beyond rounding and the day's movement."
        : "Unchecked: nothing but the outlet's own prints could be held against it.",
  );
  return lines.join(" ");
}

/** The rates that print every end of this conversion, or null when there is none. */
function commonBand(pair: ConversionPair): { readonly low: Exact; readonly high: Exact } | null {
  const bands = rateBands({ printed: pair.printed.value, restates: pair.restates.value });
  const [first, ...rest] = bands;
  if (!first) return null;
  const common = rest.reduce((a, b) => ({ low: a.low.gt(b.low) ? a.low : b.low, high: a.high.lt(b.high) ? a.high : b.high }), first);
  return common.low.lte(common.high) ? common : null;
}

function impliedSpreadPercent(pair: ConversionPair): number {
  const implied = impliedRates(pair).map((text) => Number(text));
  return implied.length < 2 ? 0 : (Math.max(...implied) / Math.min(...implied) - 1) * 100;
}

const missText = ({ missPercent, beyondRounding }: Candidate) =>
  !beyondRounding ? "the same within rounding" : `printed ${Math.abs(missPercent).toFixed(1)} % too ${missPercent < 0 ? "low" : "high"}`;

const rateText = (rate: Rate) =>
  `the ${rate.kind} rate of ${when(rate.on)}, ${grouped(textOf(exact(rate.rate).toSignificantDigits(6)))} ${rate.quote} per ${rate.base}`;

const range = (claim: Claim) => [...new Set([claim.value.low, claim.value.high].filter((end) => end !== null))].map(grouped).join("-");
