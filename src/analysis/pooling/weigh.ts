/**
 * What all claims about one quantity amount to: the pooled interval, the roots it rests on and what each of them does to it, and
 * every claim that was kept out, by name, with the reason. Only accepted, asserted claims count; a family speaks once.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated, type EdtfDate } from "#domain/edtf.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { DecidedLink } from "#domain/link.ts";
import { measure as measureNamed, parseMeasure, type MeasureId } from "#domain/measure.ts";
import { currencies, parseCurrency, unitText } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Report } from "#domain/report.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Reliability, Source } from "#domain/source.ts";
import type { Bounded, Weighed, WeighedInDetail, WeighQuestion } from "#domain/weighed.ts";
import type { Rate, Root } from "#domain/weighing.ts";
import { additive, flows, individual } from "../corroboration/comparable.ts";
import { kindOf, plainKind } from "../corroboration/kind-of-measure.ts";
import { withDecidedFamilies } from "../corroboration/decided-links.ts";
import { pluralOf, when } from "../corroboration/plainly.ts";
import { placeRelation } from "../corroboration/place.ts";
import { printed, printedWithUnit } from "../corroboration/relate.ts";
import { rootsOf, type CarriedReport } from "../corroboration/roots.ts";
import type { RateTable } from "../money/check-conversions.ts";
import { euroCrosses } from "../money/euro-crosses.ts";
import { printedConstants } from "../money/printed-constants.ts";
import { ratesFromClaims } from "../money/rates-from-claims.ts";
import { repeatedStocks } from "../plausibility/repeated-stocks.ts";
import { bringTo, type AskedUnit } from "./comparable-value.ts";
import { singledOut } from "./like-for-like.ts";
import { poolInterval, poolQuantiles, poolRoots, type Box, type Posterior, type Prior, type RootEvidence } from "./posterior.ts";
import { wrongByGrade } from "./reliability.ts";
import { quantileOfSpread, spreadAt, sumOf } from "./sum-of-waves.ts";
import { servedTrend, trendOf, type FittedTrend } from "./trend.ts";
import { wavesOf } from "./waves.ts";

export type WeighReport = CarriedReport & Pick<Report, "id" | "source" | "url">;

export type WeighContext = {
  readonly sources?: readonly Pick<Source, "id" | "reliability">[];
  readonly rates?: readonly Rate[];
  readonly tables?: readonly RateTable[];
  readonly wrongByGrade?: Readonly<Record<Reliability, number>>;
  /** Scale of the spread between roots, in logs; share of it that one outlet's roots have in common. */
  readonly spread?: number;
  readonly outletShare?: number;
  readonly level?: number;
  /** Ends of what is possible, in the unit of the answer. */
  readonly lowest?: number;
  readonly highest?: number;
  /** Links a person decided on. */
  readonly decided?: readonly DecidedLink[];
};

/** The pooled answer, as the published contract prints it. */
export function weigh(
  claims: readonly Claim[],
  reports: readonly WeighReport[],
  request: WeighQuestion,
  context: WeighContext = {},
): Result<Weighed, Refusal> {
  const answer = answerOf(claims, reports, request, context);
  return answer.ok ? ok(answer.value.detail.weighed) : answer;
}

/** As {@link weigh}, with everything behind it: assumptions, their sensitivity, the trend, and what each claim leaves possible. */
export function weighInDetail(
  claims: readonly Claim[],
  reports: readonly WeighReport[],
  request: WeighQuestion,
  context: WeighContext = {},
): Result<WeighedInDetail, Refusal> {
  const answer = answerOf(claims, reports, request, context);
  if (!answer.ok) return answer;
  const { detail, each } = answer.value;
  return ok({ ...detail, sensitivity: sensitivity(each, detail.weighed.pooled.level) });
}

/** The measure whose claims are rates. */
const ofRate = measureNamed("exchange_rate");

/** The measure whose figures are handed on unchanged. */
const ofStock = measureNamed("workers_abroad_stock");

/** Later tellings of a stock that was handed on unchanged, with why each is no evidence of its time (PL6). */
function handedOn(claims: readonly Claim[], reports: readonly WeighReport[]): ReadonlyMap<ClaimId, string> {
  return new Map(
    repeatedStocks(claims, reports).flatMap(({ first, later, toldIn, gone }) =>
      later.map((claim): [ClaimId, string] => [
        claim.id,
        `repeats ${first.id} of ${toldIn.first} unchanged although ${gone.id} tells of ${printedWithUnit(gone)} sent home since: it counts once, as of its first telling`,
      ]),
    ),
  );
}

/** "4,000 CNY per person-month". */
const toldInFull = (claim: Claim) => `${printedWithUnit(claim)}${claim.per === null ? "" : ` per ${claim.per}`}`;

type Answer = { readonly detail: Omit<WeighedInDetail, "sensitivity">; readonly each: readonly PooledOne[] };

/** Refuses an unknown measure or currency, a window that ends before it begins, and a question no claim answers. */
function answerOf(
  claims: readonly Claim[],
  told: readonly WeighReport[],
  request: WeighQuestion,
  context: WeighContext,
): Result<Answer, Refusal> {
  const measure = parseMeasure(request.measure);
  if (measure === null)
    return refuse({ kind: "bad-input", place: "measure", says: `"${request.measure}" is not a measure of the vocabulary` });
  if (request.currency !== undefined && parseCurrency(request.currency) === null) {
    return refuse({
      kind: "bad-input",
      place: "currency",
      says: `"${request.currency}" is not a currency of the vocabulary: ${currencies.join(", ")}`,
    });
  }
  const wrong = wrongAssumption(request);
  if (wrong !== null) return refuse({ kind: "bad-input", ...wrong });
  const window = windowOf(request);
  if (window === null)
    return refuse({ kind: "bad-input", place: "from, to", says: `the window ${request.from}..${request.to} ends before it begins` });
  // One pass over the case: those asked about, and those that tell of rates.
  const asked: Claim[] = [];
  const ofRates: Claim[] = [];
  const tooEarly: Excluded[] = [];
  const printedIn = printing(told);
  for (const claim of claims) {
    if (claim.measure === measure && (request.country === undefined || claim.country === request.country)) {
      if (claim.period !== undated) {
        if (overlaps(claim.period, window)) asked.push(claim);
      } else if (overlaps(noLaterThan(printedIn(claim)), window)) asked.push(claim);
      else
        tooEarly.push({ claim: claim.id, why: `undated, and its report of ${when(printedIn(claim))} is from before the time asked about` });
    }
    if (claim.conversionOf !== null || claim.measure === ofRate) ofRates.push(claim);
  }
  const reports = withDecidedFamilies(told, context.decided ?? []);
  const {
    used,
    waves,
    whole,
    excluded: keptOut,
    unit,
  } = select(asked, withRestated(ofRates, claims), reports, request, context, measure === ofStock ? handedOn(claims, told) : new Map());
  const excluded = [...keptOut, ...tooEarly];
  if (used.length > 0 && window !== anyTime && used.every(({ claim }) => claim.period === undated))
    return refuse({ kind: "no-answer", what: measure, says: onlyUndated(used, keptOut) });
  if (unit === null || used.length === 0) {
    // What could still be mended, a missing rate, is told before what a claim is.
    const byRate = (one: Excluded) => (one.why.startsWith("no rate") ? 0 : 1);
    const reasons = [...excluded]
      .sort((a, b) => byRate(a) - byRate(b))
      .slice(0, 5)
      .map((one) => `${one.claim}: ${one.why}`);
    return refuse({ kind: "no-answer", what: measure, says: whyNone(claims, measure, request, reasons) });
  }
  const ruledOut = allRuledOut(used, request, unit);
  if (ruledOut !== null) return refuse({ kind: "bad-input", place: "lowest, highest", says: ruledOut });
  if (waves.length > 1 && (request.lowest !== undefined || request.highest !== undefined))
    return refuse({ kind: "bad-input", place: "lowest, highest", says: severalWaves(waves) });
  const scattered = whole ? null : apartPlaces(used);
  if (scattered !== null) return refuse({ kind: "no-answer", what: measure, says: scattered });
  const out = new Set<string>(excluded.map((one) => one.claim));
  const keptOutTold = claims.filter((claim) => out.has(claim.id)).map((claim) => ({ claim: claim.id, told: toldInFull(claim) }));
  const { detail, each } = pool(measure, used, waves, excluded, unit, reports, under(context, request));
  return ok({ detail: { ...detail, keptOut: keptOutTold }, each });
}

/** The publication date of a claim's report, looked up only when somebody asks. */
function printing(reports: readonly WeighReport[]): (claim: Claim) => EdtfDate {
  let known: Map<string, EdtfDate> | null = null;
  return (claim) => {
    known ??= new Map(reports.map((report) => [report.id, report.published]));
    return known.get(claim.report) ?? undated;
  };
}

/** When an undated claim can be of: any time up to its report's last possible day (PO16). */
function noLaterThan(published: EdtfDate): EdtfDate {
  const { last } = dayBounds(published);
  return last === null ? anyTime : (`../${last}` as EdtfDate);
}

const anyTime = "../.." as EdtfDate;

function onlyUndated(used: readonly Used[], keptOut: readonly Excluded[]): string {
  const ids = used.map(({ claim }) => claim.id);
  const telling = keptOut.filter((one) => !one.why.startsWith("a part of"));
  const out = [...telling, ...keptOut.filter((one) => !telling.includes(one))].slice(0, 3).map((one) => `${one.claim}: ${one.why}`);
  const others = out.length > 0 ? `; kept out: ${out.join("; ")}${keptOut.length > 3 ? `; and ${keptOut.length - 3} more` : ""}` : "";
  return `only undated claims could be of the time asked about (${ids.join(", ")}), and none of them says that it is; without --from and --to they count${others}`;
}

/** Why no claim answers: what was kept out, or where else and by how many the measure is told. */
function whyNone(claims: readonly Claim[], measure: MeasureId, request: WeighQuestion, reasons: readonly string[]): string {
  if (reasons.length > 0) return `every claim asked about is kept out: ${reasons.join("; ")}`;
  const told = claims.filter((claim) => claim.measure === measure);
  if (told.length === 0) return "no claim of this case tells of it";
  const countries = [...new Set(told.map((claim) => claim.country ?? "no country"))].sort();
  if (request.country !== undefined && !countries.includes(request.country))
    return `nobody tells of it in "${request.country}"; it is told of ${countries.join(", ")}`;
  return `${told.length} ${told.length === 1 ? "claim tells" : "claims tell"} of it, none of the time asked about`;
}

/** What is assumed, where it makes no sense; null where all of it does. */
function wrongAssumption({ lowest, highest, spread, outletShare, wrongTimes, level }: WeighQuestion) {
  const bad = (place: string, says: string) => ({ place, says });
  const outside = (value: number | undefined, low: number, high: number) => value !== undefined && !(value >= low && value <= high);
  if (outside(spread, 0.01, 3)) return bad("spread", `a spread of ${spread} between roots, in logs; it lies between 0.01 and 3`);
  if (outside(outletShare, 0, 0.99)) return bad("outlet share", `a share of ${outletShare}; it lies between 0 and 0.99`);
  if (outside(wrongTimes, 0, 20)) return bad("wrong times", `${wrongTimes} times as often wrong; it lies between 0 and 20`);
  if (outside(level, 0.5, 0.999)) return bad("level", `a level of ${level}; it lies between 0.5 and 0.999`);
  if ((lowest !== undefined && !(lowest > 0)) || (highest !== undefined && !(highest > 0 && highest < Infinity)))
    return bad("lowest, highest", "a quantity that is pooled is above zero, and so are the ends of what is possible");
  if (lowest !== undefined && highest !== undefined && lowest >= highest)
    return bad("lowest, highest", `what is possible begins at ${lowest} and ends at ${highest}, before it begins`);
  return null;
}

/** An interval whose end is nearer to an assumed bound than this factor lies against it: the bound, not the claims, ends it. */
const against = 1.02;

/** Why no claim is left where whoever asks bounds what is possible, or null: an answer would be the assumption against every source (PO17). */
function allRuledOut(used: readonly Used[], { lowest = 0, highest = Infinity }: WeighQuestion, unit: AskedUnit): string | null {
  if (used.some(({ box }) => box.high >= lowest && box.low <= highest)) return null;
  const [low, high] = [Math.min(...used.map(({ box }) => box.low)), Math.max(...used.map(({ box }) => box.high))];
  const told = high === Infinity ? `at least ${shown(low)}` : low === 0 ? `at most ${shown(high)}` : `${shown(low)}-${shown(high)}`;
  const possible =
    highest === Infinity ? `at least ${shown(lowest)}` : lowest === 0 ? `at most ${shown(highest)}` : `${shown(lowest)}-${shown(highest)}`;
  return `possible is said to be ${possible}, which contradicts everything told (${told} ${unitInWords(unit)}; ${used
    .slice(0, 5)
    .map(({ claim }) => claim.id)
    .join(", ")}${used.length > 5 ? ", …" : ""})`;
}

/** The context with what whoever asks assumes instead. */
function under(context: WeighContext, { wrongTimes = 1, ...assumed }: WeighQuestion): WeighContext {
  const grades = context.wrongByGrade ?? wrongByGrade;
  const wrong = Object.fromEntries(Object.entries(grades).map(([grade, chance]) => [grade, Math.min(mostWrong, chance * wrongTimes)]));
  return {
    ...context,
    ...(assumed.lowest === undefined ? {} : { lowest: assumed.lowest }),
    ...(assumed.highest === undefined ? {} : { highest: assumed.highest }),
    ...(assumed.spread === undefined ? {} : { spread: assumed.spread }),
    ...(assumed.outletShare === undefined ? {} : { outletShare: assumed.outletShare }),
    ...(assumed.level === undefined ? {} : { level: assumed.level }),
    wrongByGrade: wrong as Record<Reliability, number>,
  };
}

/** However often sources are taken to be wrong, something of what they say is kept. */
const mostWrong = 0.9;

/** With the claims that printed conversions restate. */
function withRestated(ofRates: readonly Claim[], claims: readonly Claim[]): readonly Claim[] {
  const restated = new Set<string | null>(ofRates.map((claim) => claim.conversionOf));
  restated.delete(null);
  if (restated.size === 0) return ofRates;
  return [...ofRates, ...claims.filter((claim) => restated.has(claim.id) && claim.conversionOf === null && claim.measure !== ofRate)];
}

function windowOf({ from, to }: WeighQuestion): EdtfDate | null {
  const first = from === undefined ? null : dayBounds(from).first;
  const last = to === undefined ? null : dayBounds(to).last;
  if (first !== null && last !== null && first > last) return null;
  return `${first ?? ".."}/${last ?? ".."}` as EdtfDate;
}

/** What a root says, with the claims it says it in. */
type RootTold = RootEvidence & Pick<Root, "claims" | "why" | "depth">;

type Used = { readonly claim: Claim; readonly box: Box; readonly rates: readonly Rate[] };
type Excluded = Weighed["excluded"][number];

function select(
  asked: readonly Claim[],
  ofRates: readonly Claim[],
  reports: readonly WeighReport[],
  request: WeighQuestion,
  context: WeighContext,
  repeated: ReadonlyMap<ClaimId, string>,
) {
  const excluded: Excluded[] = [];
  const keep = (from: readonly Claim[], whyNot: (claim: Claim) => string | null) =>
    from.filter((claim) => {
      const why = whyNot(claim);
      if (why !== null) excluded.push({ claim: claim.id, why });
      return why === null;
    });
  const counting = keep(asked, whyNotCounting);
  const standing = keep(counting, settledBy(counting, context.decided ?? []));
  const kind = commonest(
    standing.map(kindOf),
    standing.map((claim) => claim.report),
  );
  const alike = keep(standing, (claim) => (kindOf(claim) === kind ? null : `${kindOf(claim)}, not ${kind}`));
  const flow = flows.has(request.measure);
  // A town's count is a part of the country's of its own time: a flow's waves are told apart below.
  const parts = flow ? alike : keep(alike, partOfPlace(alike, request.country ?? null));
  const placed = keep(parts, (claim) => repeated.get(claim.id) ?? null);
  const siblings = Map.groupBy(placed, (claim) => claim.report);
  const general = keep(placed, (claim) => singledOut(claim, siblings.get(claim.report) ?? []));
  const unit = unitAsked(general, request.currency);
  const rates = [...(context.rates ?? []), ...ratesFromClaims(ofRates, reports), ...printedConstants(ofRates, reports)];
  const tables = [...(context.tables ?? []), euroCrosses(context.rates ?? [])];
  const used: Used[] = [];
  if (unit) {
    for (const claim of general) {
      const brought = bringTo(claim, unit, { rates, tables });
      if (!brought.ok) excluded.push({ claim: claim.id, why: brought.why });
      else if (brought.box.low <= 0 && brought.box.high === Infinity)
        excluded.push({ claim: claim.id, why: "it leaves everything possible" });
      else used.push({ claim, box: brought.box, rates: brought.rates });
    }
  }
  const brought = used.map(({ claim }) => claim);
  const { waves, out } = flow ? wavesOf(brought, context.decided) : { waves: [brought], out: new Map<ClaimId, string>() };
  for (const [claim, why] of out) excluded.push({ claim, why });
  const order = new Map(asked.map((claim, i) => [claim.id, i]));
  excluded.sort((a, b) => (order.get(a.claim) ?? 0) - (order.get(b.claim) ?? 0));
  // False where the measure adds up over places and nobody tells of all of them at once.
  const whole = flow || !additive.has(request.measure) || isWholeTold(parts, request.country ?? null);
  return { used: used.filter(({ claim }) => !out.has(claim.id)), waves, whole, excluded, unit };
}

/** The reason a claim of the measure never counts, or null when it does. */
function whyNotCounting(claim: Claim): string | null {
  if (claim.conversionOf !== null) return `a printed conversion of ${claim.conversionOf}`;
  if (!isAccepted(claim))
    return claim.flags.includes("garbled_in_source")
      ? "garbled in the copy, not accepted by a person"
      : `${claim.decision.state}, not accepted by a person`;
  if (claim.polarity === "demanded") return `demanded, not yet paid (${claim.subject})`;
  if (claim.polarity === "formerly") return `told of former times (${claim.subject})`;
  if (claim.polarity !== "asserted") return claim.polarity;
  const others = claim.flags.find((flag) => flag === "not_north_korean" || flag === "all_nationalities");
  return others ? "about other people than dispatched workers" : null;
}

/** Why a claim does not count beside another one asked about, by a person's word on the two: it is superseded, or a part of it. */
function settledBy(claims: readonly Claim[], decided: readonly DecidedLink[]): (claim: Claim) => string | null {
  const here = new Set<string>(claims.map((claim) => claim.id));
  const why = new Map<string, string>();
  for (const one of decided) {
    if (one.verdict !== "accepted" || !here.has(one.from) || !here.has(one.to)) continue;
    if (one.kind === "supersedes") why.set(one.to, `superseded by ${one.from}, as ${one.by} decided (${one.why})`);
    if (one.kind === "part-of") why.set(one.from, `a part of ${one.to}, as ${one.by} decided (${one.why})`);
  }
  return (claim) => why.get(claim.id) ?? null;
}

/** Counts of a town are no counts of the country: where somebody tells the whole, a part is kept out; sums of parts are not guessed. */
function partOfPlace(all: readonly Claim[], country: string | null): (claim: Claim) => string | null {
  const told = isWholeTold(all, country);
  return (claim) =>
    told && additive.has(claim.measure) && placeRelation(claim, { place: null, country }) !== "same"
      ? `a part of the place asked about (${claim.place ?? claim.country ?? "unnamed"})`
      : null;
}

function severalWaves(waves: readonly (readonly Claim[])[]): string {
  const named = waves.slice(0, 4).map(waveName);
  return `${waves.length} waves are told, which add up, and a bound is of one quantity: ask for the time and country of one wave (${named.join("; ")}${waves.length > 4 ? "; …" : ""})`;
}

/** Whether somebody tells of all of the country, or of the world, at once. */
function isWholeTold(claims: readonly Claim[], country: string | null): boolean {
  return claims.some((claim) => placeRelation(claim, { place: null, country }) === "same");
}

/** Why counts of different places make no one number where nobody tells the whole, or null where all are of one place (PO19). */
function apartPlaces(used: readonly Used[]): string | null {
  const places = [...new Map(used.map(({ claim }) => [`${claim.country}|${claim.place}`, claim])).values()];
  if (!places.some((other) => places.some((one) => placeRelation(one, other) === "apart"))) return null;
  const named = places.slice(0, 6).map((claim) => `${claim.place ?? claim.country ?? "a place not told"} (${claim.id})`);
  return `nobody tells of the whole, and counts of different places are no readings of one number: ${named.join(", ")}${places.length > 6 ? `, and ${places.length - 6} more` : ""}`;
}

/** The kind most reports speak of; the plain one of equals. */
function commonest(kinds: readonly string[], reports: readonly string[]): string {
  const told = new Map<string, Set<string>>();
  kinds.forEach((kind, i) => told.set(kind, (told.get(kind) ?? new Set()).add(reports[i] ?? "")));
  return [...told].sort((a, b) => b[1].size - a[1].size || (a[0] === plainKind ? -1 : b[0] === plainKind ? 1 : 0))[0]?.[0] ?? plainKind;
}

/** The unit most reports use, or the currency asked for; per as most reports tell it. */
function unitAsked(claims: readonly Claim[], currency: string | undefined): AskedUnit | null {
  const usable = claims.filter((claim) => claim.quantity.kind !== "rate");
  if (usable.length === 0) return null;
  const reports = usable.map((claim) => claim.report);
  const per = commonest(
    usable.map((claim) => (claim.per === "month" ? "person-month" : (claim.per ?? ""))),
    reports,
  );
  const unit =
    currency ??
    commonest(
      usable.map((claim) => unitText(claim.quantity)),
      reports,
    );
  return { unit, per: per === "" ? null : per };
}

/** The one side on which what is told bounds the quantity, the tightest bound told there and who tells it. */
type BoundTold = { readonly side: Exclude<Bounded, "both">; readonly at: number; readonly by: readonly ClaimId[]; readonly of: number };

/** Null where claims bound it on both sides. With every end open on one side a middle figure would be the prior's alone (PO15). */
function boundTold(used: readonly Used[]): BoundTold | null {
  const [lows, highs] = [used.map(({ box }) => box.low), used.map(({ box }) => box.high)];
  const [below, above] = [lows.some((low) => low > 0), highs.some((high) => high < Infinity)];
  if (below && above) return null;
  const at = below ? Math.max(...lows) : Math.min(...highs);
  const by = used.filter(({ box }) => (below ? box.low : box.high) === at).map(({ claim }) => claim.id);
  return { side: below ? "below" : "above", at, by, of: new Set(below ? lows : highs).size };
}

/** The posterior's figures; on one side, the bound as told stands for the end it bounds. */
function asBounded({ median, low, high }: Omit<Posterior, "roots">, bound: BoundTold | null) {
  if (bound === null) return { median: tidy(median), low: tidy(low), high: tidy(high) };
  const clip = bound.side === "below" ? Math.max : Math.min;
  const [inner, open] = [tidy(clip(median, bound.at)), tidy(clip(bound.side === "below" ? high : low, bound.at))];
  return bound.side === "below" ? { median: inner, low: tidy(bound.at), high: open } : { median: inner, low: open, high: tidy(bound.at) };
}

/** "at least 100,000 people (D049-05); nothing told bounds it above, so no middle figure can be given". */
function boundInWords({ side, at, by, of }: BoundTold, unit: AskedUnit): string {
  const [most, open] = side === "below" ? (["at least", "above"] as const) : (["at most", "below"] as const);
  const whose = `${by.join(", ")}${of > 1 ? `, the ${side === "below" ? "highest" : "lowest"} of ${of} bounds told` : ""}`;
  return `${most} ${shown(at)} ${unitInWords(unit)} (${whose}); nothing told bounds it ${open}, so no middle figure can be given`;
}

/** One quantity, pooled: all that is asked about, or one wave of it. */
type PooledOne = {
  readonly used: readonly Used[];
  readonly evidence: readonly RootTold[];
  readonly prior: Prior;
  readonly posterior: Posterior;
  readonly bound: BoundTold | null;
};

function pool(
  measure: MeasureId,
  used: readonly Used[],
  waves: readonly (readonly Claim[])[],
  excluded: readonly Excluded[],
  unit: AskedUnit,
  reports: readonly WeighReport[],
  context: WeighContext,
): { readonly detail: Omit<Answer["detail"], "keptOut">; readonly each: Answer["each"] } {
  const wanted = new Set<string>(used.map(({ claim }) => claim.report));
  const known = new Map<string, WeighReport>();
  for (const report of reports) {
    if (wanted.has(report.id)) known.set(report.id, report);
    if (known.size === wanted.size) break;
  }
  const grades = new Map<string, Reliability>((context.sources ?? []).map((source) => [source.id, source.reliability]));
  const level = context.level ?? 0.9;
  const byClaim = new Map<string, Used>(used.map((one) => [one.claim.id, one]));
  const groups = waves.map((wave) => wave.flatMap((claim) => byClaim.get(claim.id) ?? [])).filter((wave) => wave.length > 0);
  const each = (groups.length > 1 ? groups : [used]).map((wave) => poolOne(wave, known, grades, context, level));
  const sum = each.length > 1 ? sumOfWaves(each, level) : null;
  const [only] = each as [PooledOne, ...PooledOne[]];
  const rootOf = new Map<string, RootTold>(
    each.flatMap(({ evidence }) => evidence.flatMap((root) => root.claims.map((id) => [id as string, root] as const))),
  );
  const trend = sum === null ? trendOf(pointsOf(used, rootOf), only.prior.spread) : noSeries;
  const figures = sum ?? asBounded(only.posterior, only.bound);
  const bounded = sum?.bounded ?? only.bound?.side ?? "both";
  const roots = sum === null ? rootsServed(only) : rootsOfWaves(each);
  const weighed: Weighed = {
    pooled: { median: figures.median, low: figures.low, high: figures.high, unit: unitName(unit), level, bounded },
    roots,
    excluded,
    verdict: verdict({ measure, used, each, sum, unit, trend, known, context }),
  };
  const { spread, outletShare } = only.prior;
  const ends = { low: Math.min(...each.map(({ prior }) => prior.low)), high: Math.max(...each.map(({ prior }) => prior.high)) };
  const told = new Map<string, RootTold>(each.flatMap(({ evidence }) => evidence.map((root) => [root.id, root] as const)));
  const detail = {
    weighed,
    prior: { ...ends, spread, outletShare },
    trend: servedTrend(trend),
    boxes: used.map(({ claim, box, rates }) => ({
      claim: claim.id,
      root: rootOf.get(claim.id)?.id ?? "",
      low: tidy(box.low),
      high: box.high === Infinity ? null : tidy(box.high),
      on: claim.period,
      rates: rates.slice(0, 6).map((rate) => rate.id),
    })),
    waves: sum === null ? [] : each.map(waveServed),
    reports: [...new Set(used.map(({ claim }) => claim.report))],
    why: [...told.values()].map(({ id, outlet, why, depth, wrong }) => ({ family: id, outlet, why, depth, wrong: tidy(wrong) })),
  };
  return { detail, each };
}

function poolOne(
  used: readonly Used[],
  known: ReadonlyMap<string, WeighReport>,
  grades: ReadonlyMap<string, Reliability>,
  context: WeighContext,
  level: number,
): PooledOne {
  const chances = context.wrongByGrade ?? wrongByGrade;
  const roots = rootsOf(
    used.map((one) => one.claim),
    known,
  );
  const byClaim = new Map<string, Used>(used.map((one) => [one.claim.id, one]));
  const prior = priorFor(used, context);
  const evidence = roots.map((root): RootTold => {
    const members = root.claims.map((id) => byClaim.get(id) as Used);
    const gradesHere = members.map(({ claim }) => chances[grades.get(known.get(claim.report)?.source ?? "") ?? "F"]);
    return {
      id: root.id,
      outlet: originOf(known.get((members[0] as Used).claim.report)?.outlet ?? root.id),
      boxes: closerTold(members.map((one) => one.box)),
      wrong: Math.min(...gradesHere),
      claims: root.claims,
      why: `${root.why}${members.every(({ claim }) => claim.period === undated) ? `; undated, ${reportDate(members, known)}` : ""}`,
      depth: root.depth,
    };
  });
  return { used, evidence, prior, posterior: poolRoots(evidence, prior, level), bound: boundTold(used) };
}

/** Without the one-sided bounds that the same root tells closer: "at least 23,000" beside its own 23,267 leaves nothing more open. */
function closerTold(boxes: readonly Box[]): readonly Box[] {
  const closed = boxes.filter(({ low, high }) => low > 0 && high < Infinity);
  if (closed.length === 0 || closed.length === boxes.length) return boxes;
  const [most, least] = [Math.max(...closed.map(({ low }) => low)), Math.min(...closed.map(({ high }) => high))];
  return boxes.filter(({ low, high }) => (high === Infinity ? low > most : low > 0 || high < least));
}

function pointsOf(used: readonly Used[], rootOf: ReadonlyMap<string, RootTold>): Parameters<typeof trendOf>[0] {
  return used.map(({ claim, box }) => {
    const root = rootOf.get(claim.id) as RootTold;
    return { claim: claim.id, root: root.id, outlet: root.outlet, on: claim.period, box, wrong: root.wrong, told: printed(claim) };
  });
}

const noSeries: FittedTrend = {
  direction: "not to be told",
  perYear: null,
  points: [],
  says: "waves of different times and places are no series: their sizes tell of no rise or fall",
};

const rootsServed = ({ evidence, posterior }: PooledOne): Weighed["roots"] =>
  evidence.map((root, k) => ({
    family: root.id,
    claims: root.claims,
    weight: tidy(posterior.roots[k]?.right ?? 0),
    influence: tidy(posterior.roots[k]?.influence ?? 0),
  }));

/** The middle of a wave; of one bounded on one side alone, the bound told. */
const middleOf = ({ bound, posterior }: PooledOne) =>
  bound === null ? posterior.median : bound.side === "below" ? bound.at : bound.at / 2;

/** Roots over all waves: the least weight a root has in any, and by how much the sum moves because it is there in all of them. */
function rootsOfWaves(each: readonly PooledOne[]): Weighed["roots"] {
  const total = each.reduce((sum, one) => sum + middleOf(one), 0);
  const known = new Map<string, { claims: ClaimId[]; weight: number; without: number }>();
  for (const one of each) {
    one.evidence.forEach((root, k) => {
      const { right = 0, influence = 0 } = one.posterior.roots[k] ?? {};
      const before = known.get(root.id) ?? { claims: [], weight: 1, without: total };
      const middle = middleOf(one);
      // A wave told by one root alone is not known without it.
      const lost = one.evidence.length === 1 ? middle : middle - middle / (1 + influence);
      known.set(root.id, {
        claims: [...before.claims, ...root.claims],
        weight: Math.min(before.weight, right),
        without: before.without - lost,
      });
    });
  }
  return [...known].map(([family, { claims, weight, without }]) => ({
    family,
    claims,
    weight: tidy(weight),
    influence: without > total * 1e-9 ? tidy(total / without - 1) : 1,
  }));
}

type Sum = { readonly median: number; readonly low: number; readonly high: number; readonly bounded: Bounded };

/** What the waves told add up to (PO18). A wave bounded from below alone adds its bound; one bounded from above anything up to it. */
function sumOfWaves(each: readonly Omit<PooledOne, "posterior">[], level: number): Sum {
  const total = sumOf(
    each.map(({ evidence, prior, bound }) => {
      if (bound === null) return poolQuantiles(evidence, prior, spreadAt);
      return bound.side === "below" ? new Float64Array(spreadAt.length).fill(bound.at) : Float64Array.from(spreadAt, (p) => p * bound.at);
    }),
  );
  const at = (p: number) => tidy(quantileOfSpread(total, p));
  const sides = new Set(each.map(({ bound }) => bound?.side ?? "both"));
  const bounded = sides.has("below") ? "below" : sides.size === 1 && sides.has("above") ? "above" : "both";
  return { median: at(0.5), low: at((1 - level) / 2), high: at((1 + level) / 2), bounded };
}

function waveServed(one: PooledOne): WeighedInDetail["waves"][number] {
  return {
    claims: one.used.map(({ claim }) => claim.id),
    of: waveName(one.used.map(({ claim }) => claim)),
    ...asBounded(one.posterior, one.bound),
    bounded: one.bound?.side ?? "both",
  };
}

/** Where and when, as its first claim tells it. */
function waveName(wave: readonly Claim[]): string {
  const claim = wave[0] as Claim;
  return `${claim.place ?? claim.country ?? "place not told"}, ${when(claim.period)}`;
}

/** Log-uniform from a tenth of the least to ten times the most that is told: wide beside any claim, and stated. */
function priorFor(used: readonly Used[], context: WeighContext): Prior {
  const ends = used.flatMap(({ box }) => [box.low, box.high]).filter((end) => end > 0 && end < Infinity);
  const [low, high] = ends.length > 0 ? [Math.min(...ends), Math.max(...ends)] : [0.1, 1];
  const { lowest, highest, spread = 0.25, outletShare = 0.5 } = context;
  // An end that somebody gives may lie beyond the other, which then follows from it and not from the claims.
  const from = lowest ?? (highest !== undefined && highest <= low / 10 ? highest / 100 : low / 10);
  const to = highest ?? (lowest !== undefined && lowest >= high * 10 ? lowest * 100 : high * 10);
  return { low: from, high: to, spread, outletShare, said: { low: Math.min(from, low / 10), high: Math.max(to, high * 10) } };
}

/**
 * The same evidence under other assumptions: twice and half the chance of being wrong, twice and half the spread, no shared outlet,
 * either end of what is possible ten times farther.
 */
function sensitivity(each: readonly PooledOne[], level: number): WeighedInDetail["sensitivity"] {
  type Assumed = Pick<PooledOne, "evidence" | "prior">;
  const row = (assumption: string, of: (one: PooledOne) => Assumed) => {
    const [first, ...others] = each.map((one) => ({ ...one, ...of(one) }));
    const { median, low, high } =
      others.length === 0 && first ? poolInterval(first.evidence, first.prior, level) : sumOfWaves(first ? [first, ...others] : [], level);
    return { assumption, median: tidy(median), low: tidy(low), high: tidy(high) };
  };
  const wider =
    (lower: number, higher: number) =>
    ({ evidence, prior }: PooledOne): Assumed => {
      const [low, high] = [prior.low / lower, prior.high * higher];
      const said = { low: Math.min(low, prior.said?.low ?? low), high: Math.max(high, prior.said?.high ?? high) };
      return { evidence, prior: { ...prior, low, high, said } };
    };
  const wrong =
    (by: number) =>
    ({ evidence, prior }: PooledOne): Assumed => ({
      prior,
      evidence: evidence.map((root) => ({ ...root, wrong: Math.min(mostWrong, root.wrong * by) })),
    });
  const under =
    (change: (prior: Prior) => Partial<Prior>) =>
    ({ evidence, prior }: PooledOne): Assumed => ({ evidence, prior: { ...prior, ...change(prior) } });
  return [
    row("roots twice as often wrong", wrong(2)),
    row("roots half as often wrong", wrong(0.5)),
    row(
      "twice the spread between roots",
      under(({ spread }) => ({ spread: spread * 2 })),
    ),
    row(
      "half the spread between roots",
      under(({ spread }) => ({ spread: spread / 2 })),
    ),
    row(
      "outlets share nothing",
      under(() => ({ outletShare: 0 })),
    ),
    row("possible from a tenth as much", wider(10, 1)),
    row("possible up to ten times as much", wider(1, 10)),
  ];
}

/** Whose reporting it is: "Korea Daily (RFA)" prints RFA; "Daily NK (copy)" and "Asahi Shimbun (via a blog)" are themselves. */
export function originOf(outlet: string): string {
  const inside = /\(([^)]+)\)/.exec(outlet)?.[1]?.split(/[,;]/)[0]?.trim();
  const outside = outlet.replace(/\s*\([^)]*\)/, "").trim();
  return inside === undefined || /^(?:via|copy|forum|korean)\b/i.test(inside) ? outside : inside;
}

type Said = {
  readonly measure: MeasureId;
  readonly used: readonly Used[];
  readonly each: readonly PooledOne[];
  readonly sum: Sum | null;
  readonly unit: AskedUnit;
  readonly trend: FittedTrend;
  readonly known: ReadonlyMap<string, WeighReport>;
  readonly context: WeighContext;
};

function verdict({ measure, used, each, sum, unit, trend, known, context }: Said): string {
  const reports = new Set(used.map(({ claim }) => claim.report)).size;
  const evidence = [...new Map(each.flatMap((one) => one.evidence.map((root) => [root.id, root] as const))).values()];
  const timeless = used.filter(({ claim }) => claim.period === undated);
  const undatedIds = new Set(timeless.map(({ claim }) => claim.id));
  const rootsUndated = evidence.filter((root) => root.claims.every((id) => undatedIds.has(id))).length;
  const notes = sharedOutlets(evidence);
  if (rootsUndated > 0 && evidence.length > 1) notes.push(`${numerals[rootsUndated] ?? rootsUndated} of them undated`);
  const countries = [...new Set(used.flatMap(({ claim }) => claim.country ?? []))].sort();
  // A lone root has nothing to be held against.
  const doubtful = each.flatMap(({ evidence: roots, posterior }) =>
    roots.filter((_, k) => roots.length > 1 && (posterior.roots[k]?.right ?? 1) < 0.5).map((root) => root.id),
  );
  const [only] = each as [PooledOne, ...PooledOne[]];
  const parts = [
    `${counted(reports, "report")}, ${counted(evidence.length, "independent root")}${notes.length > 0 ? ` (${notes.join("; ")})` : ""}`,
    sum === null ? pooledInWords(only, unit) : sumInWords(each, sum, unit),
    trend.says,
  ];
  if (sum === null) parts.push(...againstBounds(only, context));
  if (trend.direction === "falls" || trend.direction === "rises")
    parts.push(`it ${trend.direction}, so the pooled figure is of no one time`);
  const several = countries.length > 1 && !additive.has(measure);
  if (several) parts.push(`claims of ${countries.length} countries (${countries.join(", ")}) are pooled as one: ask for one of them`);
  if (doubtful.length > 0) {
    // Another country's pay or another site's size is no error.
    const called = several || individual.has(measure) ? "unlike the others" : "probably wrong";
    parts.push(`${called}: ${[...new Set(doubtful)].join(", ")}`);
  }
  const place = partAlone(measure, used);
  if (place !== null) parts.push(`it is of ${place} alone: nobody tells of more`);
  if (timeless.length > 0) {
    const byReport = [...Map.groupBy(timeless, ({ claim }) => claim.report).values()];
    const named = byReport.map((members) => `${members.map(({ claim }) => claim.id).join(", ")} (${reportDate(members, known)})`);
    parts.push(`undated and taken as of the time asked: ${named.join(", ")}`);
  }
  return `${measure}: ${parts.join("; ")}.`;
}

/** The one place that counts which add up over places are of, where it is not all of a country; null where it is, or where it is not asked. */
function partAlone(measure: MeasureId, used: readonly Used[]): string | null {
  if (!additive.has(measure) || flows.has(measure)) return null;
  const [first] = used;
  if (!first || used.some(({ claim }) => placeRelation(claim, { place: null, country: claim.country }) === "same")) return null;
  return first.claim.place;
}

/** Which roots are an outlet's own together, and so only partly independent. */
function sharedOutlets(evidence: readonly RootTold[]): string[] {
  const several = [...Map.groupBy(evidence, (root) => root.outlet)].filter(([, roots]) => roots.length > 1);
  const ofThem = (n: number) => (n < evidence.length ? `${numerals[n] ?? n} of them` : n === 2 ? "both" : "all");
  if (several.length > 2)
    return [
      `${ofThem(several.reduce((sum, [, roots]) => sum + roots.length, 0))} share ${several.length} outlets, so only partly independent`,
    ];
  return several.map(([outlet, roots]) => `${ofThem(roots.length)} ${outlet}'s own, so only partly independent`);
}

function pooledInWords({ posterior, bound }: PooledOne, unit: AskedUnit): string {
  return bound === null
    ? `${shown(posterior.low)}-${shown(posterior.high)} ${unitInWords(unit)}, as likely above ${shown(posterior.median)} as below`
    : boundInWords(bound, unit);
}

/** "seven waves of different times or places, which add up to at least 5,200 people; …". */
function sumInWords(each: readonly PooledOne[], sum: Sum, unit: AskedUnit): string {
  const most =
    sum.bounded === "below"
      ? `at least ${shown(sum.low)} ${unitInWords(unit)}`
      : sum.bounded === "above"
        ? `at most ${shown(sum.high)} ${unitInWords(unit)}`
        : `${shown(sum.low)}-${shown(sum.high)} ${unitInWords(unit)}, as likely above ${shown(sum.median)} as below`;
  const open = each.filter(({ bound }) => bound?.side === "below").flatMap(({ used }) => used.map(({ claim }) => claim.id));
  const unbounded = open.length > 0 ? `; nothing told bounds the wave of ${open.join(", ")} above` : "";
  return `${counted(each.length, "wave")} of different times or places, which add up to ${most}${unbounded}; a wave nobody tells of is not in it`;
}

/** Where the interval ends at a bound somebody assumed and not at what is told. */
function againstBounds({ posterior, bound }: PooledOne, { lowest, highest }: WeighContext): readonly string[] {
  if (bound !== null) return [];
  return [
    ...(lowest !== undefined && posterior.low < lowest * against ? [`it lies against the least assumed (${shown(lowest)})`] : []),
    ...(highest !== undefined && posterior.high > highest / against ? [`it lies against the most assumed (${shown(highest)})`] : []),
  ];
}

/** "report of 2023-05"; "its report is undated too". */
function reportDate(members: readonly Used[], reports: ReadonlyMap<string, WeighReport>): string {
  const dates = [...new Set(members.map(({ claim }) => reports.get(claim.report)?.published ?? undated))];
  const dated = dates.filter((date) => date !== undated).map(when);
  return dated.length === 0 ? "its report is undated too" : `report of ${dated.join(", ")}`;
}

/** In a sentence: "3.7 months", "2,350 CNY per person-month". */
const unitInWords = ({ unit, per }: AskedUnit) => `${pluralOf(unit)}${per === null ? "" : ` per ${per}`}`;
const unitName = ({ unit, per }: AskedUnit) => (per === null ? unit : `${unit} per ${per}`);
const tidy = (value: number) => Number(value.toPrecision(6));
const shown = (value: number) => Number(value.toPrecision(3)).toLocaleString("en-US", { maximumFractionDigits: 6 });
const numerals = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const counted = (n: number, noun: string) => `${numerals[n] ?? n} ${noun}${n === 1 ? "" : "s"}`;
