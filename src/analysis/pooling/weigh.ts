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
import { additive } from "../corroboration/comparable.ts";
import { kindOf, plainKind } from "../corroboration/kind-of-measure.ts";
import { withDecidedFamilies } from "../corroboration/decided-links.ts";
import { pluralOf, when } from "../corroboration/plainly.ts";
import { placeRelation } from "../corroboration/place.ts";
import { printed } from "../corroboration/relate.ts";
import { rootsOf, type CarriedReport } from "../corroboration/roots.ts";
import type { RateTable } from "../money/check-conversions.ts";
import { euroCrosses } from "../money/euro-crosses.ts";
import { printedConstants } from "../money/printed-constants.ts";
import { ratesFromClaims } from "../money/rates-from-claims.ts";
import { bringTo, type AskedUnit } from "./comparable-value.ts";
import { singledOut } from "./like-for-like.ts";
import { poolInterval, poolRoots, type Box, type Posterior, type Prior, type RootEvidence } from "./posterior.ts";
import { wrongByGrade } from "./reliability.ts";
import { servedTrend, trendOf, type FittedTrend } from "./trend.ts";

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
  const { detail, evidence, prior } = answer.value;
  return ok({ ...detail, sensitivity: sensitivity(evidence, prior, detail.weighed.pooled.level) });
}

/** The measure whose claims are rates. */
const ofRate = measureNamed("exchange_rate");

type Answer = { readonly detail: Omit<WeighedInDetail, "sensitivity">; readonly evidence: readonly RootEvidence[]; readonly prior: Prior };

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
  const { used, excluded: keptOut, unit } = select(asked, withRestated(ofRates, claims), reports, request, context);
  const excluded = [...keptOut, ...tooEarly];
  if (used.length > 0 && window !== anyTime && used.every(({ claim }) => claim.period === undated))
    return refuse({ kind: "no-answer", what: measure, says: onlyUndated(used) });
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
  return ok(pool(measure, used, excluded, unit, reports, under(context, request)));
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

function onlyUndated(used: readonly Used[]): string {
  const ids = used.map(({ claim }) => claim.id);
  return `only undated claims could be of the time asked about (${ids.join(", ")}), and none of them says that it is; without --from and --to they count`;
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
  const placed = keep(alike, partOfPlace(alike, request.country ?? null));
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
  const order = new Map(asked.map((claim, i) => [claim.id, i]));
  excluded.sort((a, b) => (order.get(a.claim) ?? 0) - (order.get(b.claim) ?? 0));
  return { used, excluded, unit };
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
  const whole = { place: null, country };
  const isWhole = (one: Claim) => placeRelation(one, whole) === "same";
  const told = all.some((one) => additive.has(one.measure) && isWhole(one));
  return (claim) =>
    told && additive.has(claim.measure) && !isWhole(claim)
      ? `a part of the place asked about (${claim.place ?? claim.country ?? "unnamed"})`
      : null;
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

function pool(
  measure: MeasureId,
  used: readonly Used[],
  excluded: readonly Excluded[],
  unit: AskedUnit,
  reports: readonly WeighReport[],
  context: WeighContext,
): Answer {
  const wanted = new Set<string>(used.map(({ claim }) => claim.report));
  const known = new Map<string, WeighReport>();
  for (const report of reports) {
    if (wanted.has(report.id)) known.set(report.id, report);
    if (known.size === wanted.size) break;
  }
  const grades = new Map<string, Reliability>((context.sources ?? []).map((source) => [source.id, source.reliability]));
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
      boxes: members.map((one) => one.box),
      wrong: Math.min(...gradesHere),
      claims: root.claims,
      why: `${root.why}${members.every(({ claim }) => claim.period === undated) ? `; undated, ${reportDate(members, known)}` : ""}`,
      depth: root.depth,
    };
  });
  const level = context.level ?? 0.9;
  const posterior = poolRoots(evidence, prior, level);
  const rootOf = new Map<string, (typeof evidence)[number]>(
    evidence.flatMap((root) => root.claims.map((id) => [id as string, root] as const)),
  );
  const trend = trendOf(
    used.map(({ claim, box }) => {
      const root = rootOf.get(claim.id) as (typeof evidence)[number];
      return { claim: claim.id, root: root.id, outlet: root.outlet, on: claim.period, box, wrong: root.wrong, told: printed(claim) };
    }),
    prior.spread,
  );
  const from = [...new Set(used.map(({ claim }) => claim.report))];
  const bound = boundTold(used);
  const weighed: Weighed = {
    pooled: { ...asBounded(posterior, bound), unit: unitName(unit), level, bounded: bound?.side ?? "both" },
    roots: evidence.map((root, k) => ({
      family: root.id,
      claims: root.claims,
      weight: tidy(posterior.roots[k]?.right ?? 0),
      influence: tidy(posterior.roots[k]?.influence ?? 0),
    })),
    excluded,
    verdict: verdict(measure, used, evidence, posterior, bound, unit, trend, known, context),
  };
  const detail = {
    weighed,
    prior: { low: prior.low, high: prior.high, spread: prior.spread, outletShare: prior.outletShare },
    trend: servedTrend(trend),
    boxes: used.map(({ claim, box, rates }) => ({
      claim: claim.id,
      root: rootOf.get(claim.id)?.id ?? "",
      low: tidy(box.low),
      high: box.high === Infinity ? null : tidy(box.high),
      on: claim.period,
      rates: rates.slice(0, 6).map((rate) => rate.id),
    })),
    reports: from,
    why: evidence.map(({ id, outlet, why, depth, wrong }) => ({ family: id, outlet, why, depth, wrong: tidy(wrong) })),
  };
  return { detail, evidence, prior };
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
function sensitivity(evidence: readonly RootEvidence[], prior: Prior, level: number): WeighedInDetail["sensitivity"] {
  const row = (assumption: string, roots: readonly RootEvidence[], under: Prior) => {
    const { median, low, high } = poolInterval(roots, under, level);
    return { assumption, median: tidy(median), low: tidy(low), high: tidy(high) };
  };
  const wider = (lower: number, higher: number): Prior => {
    const [low, high] = [prior.low / lower, prior.high * higher];
    return { ...prior, low, high, said: { low: Math.min(low, prior.said?.low ?? low), high: Math.max(high, prior.said?.high ?? high) } };
  };
  const wrong = (by: number) => evidence.map((root) => ({ ...root, wrong: Math.min(mostWrong, root.wrong * by) }));
  return [
    row("roots twice as often wrong", wrong(2), prior),
    row("roots half as often wrong", wrong(0.5), prior),
    row("twice the spread between roots", evidence, { ...prior, spread: prior.spread * 2 }),
    row("half the spread between roots", evidence, { ...prior, spread: prior.spread / 2 }),
    row("outlets share nothing", evidence, { ...prior, outletShare: 0 }),
    row("possible from a tenth as much", evidence, wider(10, 1)),
    row("possible up to ten times as much", evidence, wider(1, 10)),
  ];
}

/** Whose reporting it is: "Korea Daily (RFA)" prints RFA; "Daily NK (copy)" and "Asahi Shimbun (via a blog)" are themselves. */
export function originOf(outlet: string): string {
  const inside = /\(([^)]+)\)/.exec(outlet)?.[1]?.split(/[,;]/)[0]?.trim();
  const outside = outlet.replace(/\s*\([^)]*\)/, "").trim();
  return inside === undefined || /^(?:via|copy|forum|korean)\b/i.test(inside) ? outside : inside;
}

function verdict(
  measure: MeasureId,
  used: readonly Used[],
  evidence: readonly RootTold[],
  posterior: Posterior,
  bound: BoundTold | null,
  unit: AskedUnit,
  trend: FittedTrend,
  known: ReadonlyMap<string, WeighReport>,
  { lowest, highest }: WeighContext,
): string {
  const reports = new Set(used.map(({ claim }) => claim.report)).size;
  const outlets = Map.groupBy(evidence, (root) => root.outlet);
  const several = [...outlets].filter(([, roots]) => roots.length > 1);
  const shared =
    several.length > 2
      ? [`${several.reduce((sum, [, roots]) => sum + roots.length, 0)} of them share ${several.length} outlets, so only partly independent`]
      : several.map(([outlet, roots]) => `${numerals[roots.length] ?? roots.length} of them ${outlet}'s own, so only partly independent`);
  const timeless = used.filter(({ claim }) => claim.period === undated);
  const undatedIds = new Set(timeless.map(({ claim }) => claim.id));
  const rootsUndated = evidence.filter((root) => root.claims.every((id) => undatedIds.has(id))).length;
  if (rootsUndated > 0 && evidence.length > 1) shared.push(`${numerals[rootsUndated] ?? rootsUndated} of them undated`);
  const doubtful = evidence.filter((_, k) => (posterior.roots[k]?.right ?? 1) < 0.5).map((root) => root.id);
  const parts = [
    `${counted(reports, "report")}, ${counted(evidence.length, "independent root")}${shared.length > 0 ? ` (${shared.join("; ")})` : ""}`,
    bound === null
      ? `${shown(posterior.low)}-${shown(posterior.high)} ${unitInWords(unit)}, as likely above ${shown(posterior.median)} as below`
      : boundInWords(bound, unit),
    trend.says,
  ];
  if (bound === null && lowest !== undefined && posterior.low < lowest * against)
    parts.push(`it lies against the least assumed (${shown(lowest)})`);
  if (bound === null && highest !== undefined && posterior.high > highest / against)
    parts.push(`it lies against the most assumed (${shown(highest)})`);
  if (trend.direction === "falls" || trend.direction === "rises")
    parts.push(`it ${trend.direction}, so the pooled figure is of no one time`);
  if (doubtful.length > 0) parts.push(`probably wrong: ${doubtful.join(", ")}`);
  if (timeless.length > 0) {
    const each = [...Map.groupBy(timeless, ({ claim }) => claim.report).values()];
    const named = each.map((members) => `${members.map(({ claim }) => claim.id).join(", ")} (${reportDate(members, known)})`);
    parts.push(`undated and taken as of the time asked: ${named.join(", ")}`);
  }
  return `${measure}: ${parts.join("; ")}.`;
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
