/**
 * Laws no true set of figures breaks: a levy is not larger than the pay it is taken from, what is kept and taken is the gross,
 * revenue a head is near gross pay, parts are not more than the whole, a share lies between 0 and 100, a stock from which many
 * went home is not the same stock. A broken law does not say which figure is wrong: every remark gives both readings.
 */
import { counts, isAccepted, type Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated, type EdtfDate } from "#domain/edtf.ts";
import type { Rate } from "#domain/weighing.ts";
import { placeRelation } from "../corroboration/place.ts";
import { additive, samePopulation, unitKey } from "../corroboration/comparable.ts";
import { kindOf, plainKind } from "../corroboration/kind-of-measure.ts";
import { when } from "../corroboration/plainly.ts";
import { printed } from "../corroboration/relate.ts";
import { familyOf } from "../corroboration/roots.ts";
import { printedConstants } from "../money/printed-constants.ts";
import { bringTo, boxOf } from "../pooling/comparable-value.ts";
import { singledOut } from "../pooling/like-for-like.ts";
import type { Box } from "../pooling/posterior.ts";
import { clockInterval } from "./clock-times.ts";
import { repeatedStocks } from "./repeated-stocks.ts";
import { ids, named, shown, span, type Material, type Remark } from "./remark.ts";

type Law = { readonly id: string; readonly broken: (material: Material) => readonly Remark[] };

/** The laws, in the order of their remarks. */
export const laws: readonly Law[] = [
  { id: "PL1", broken: levyOverPay },
  { id: "PL2", broken: keptAndTaken },
  { id: "PL3", broken: revenueByHead },
  { id: "PL4", broken: partsOverWhole },
  { id: "PL5", broken: shareOutOfRange },
  { id: "PL6", broken: repeatedUnchanged },
  { id: "PL7", broken: clockTimesMiss },
  { id: "PL10", broken: stockOverEntries },
];

/** Every broken law of a case. */
export function plausibilityRemarks(material: Material): readonly Remark[] {
  return laws.flatMap((law) => law.broken(material));
}

/** Trades whose pay is no measure for manual work. */
const otherTrades = /\bIT\b|comput|software|hack/i;
const grossMeasures = new Set(["labour_cost_paid_monthly", "wage_nominal"]);
const monthly = (currency: string) => ({ unit: currency, per: "person-month" });

type Sized = { readonly claim: Claim; readonly box: Box; readonly rates: readonly Rate[] };

/** Claims at their printed ends, without the room rounding leaves: a law is broken in print or not at all. */
function sized(claims: readonly Claim[], currency: string, material: Material): readonly Sized[] {
  return claims.flatMap((claim) => {
    const ends = { low: Number(claim.value.low ?? 0), high: Number(claim.value.high ?? claim.value.low) };
    const brought = bringTo(claim, monthly(currency), material, ends);
    return brought.ok && brought.box.high < Infinity ? [{ claim, box: brought.box, rates: brought.rates }] : [];
  });
}

function grossPay(material: Material, country: string | null): readonly Claim[] {
  const pay = material.claims.filter(
    (claim) =>
      grossMeasures.has(claim.measure) &&
      counts(claim) &&
      (country === null || claim.country === country) &&
      !otherTrades.test(`${claim.subject} ${claim.reasons["sector"] ?? ""}`),
  );
  const siblings = Map.groupBy(pay, (claim) => claim.report);
  return pay.filter((claim) => singledOut(claim, siblings.get(claim.report) ?? []) === null);
}

/** Within how many years a levy is held against pay told elsewhere. */
const yearsNear = 2;

/** The time within so many years of a date; any time for something undated. */
function nearInTime(date: EdtfDate): EdtfDate {
  if (date === undated) return undated;
  const { first, last } = dayBounds(date);
  const year = (day: string | null, by: number) => (day === null ? ".." : `${Number(day.slice(0, 4)) + by}`);
  return `${year(first, -yearsNear)}/${year(last, yearsNear)}` as EdtfDate;
}

/** A levy that takes more than this share of the highest pay told is named, though it leaves something. */
export const levyTakesMost = 0.85;

function levyOverPay(given: Material): readonly Remark[] {
  // Where no published rate brings a levy to the pay told, the rate its own origin prints does.
  const material = { ...given, rates: [...given.rates, ...printedConstants(given.claims, given.reports)] };
  const levies = material.claims.filter(
    (claim) =>
      claim.measure === "state_levy" &&
      claim.conversionOf === null &&
      isAccepted(claim) &&
      ["asserted", "demanded", "formerly"].includes(claim.polarity) &&
      kindOf(claim) === plainKind,
  );
  // Levies of one country and time are held against the same pay: worked out once.
  const paid = remembered((country: string) => grossPay(material, country));
  const nearTo = remembered((asked: string): readonly Claim[] => {
    const [country = "", period = ""] = asked.split(" ");
    const window = nearInTime(period as EdtfDate);
    return paid(country).filter((claim) => overlaps(window, claim.period));
  });
  const payIn = remembered((asked: string): readonly Sized[] => {
    const at = asked.lastIndexOf(" ");
    return sized(nearTo(asked.slice(0, at)), asked.slice(at + 1), material);
  });
  return levies.flatMap((levy): readonly Remark[] => {
    if (levy.country === null || levy.quantity.kind !== "money") return [];
    const asked = `${levy.country} ${levy.period}`;
    const near = nearTo(asked);
    const { currency } = levy.quantity;
    const units = [currency, ...currenciesOf(near).filter((one) => one !== currency)];
    const compared = inOneCurrency(levy, units, (unit) => payIn(`${asked} ${unit}`), material);
    if (compared === null) return [];
    const { taken, pay, unit } = compared;
    const most = Math.max(...pay.map(({ box }) => box.high));
    if (taken.box.low <= most * levyTakesMost) return [];
    const over = taken.box.low > most;
    const told = span(Math.min(...pay.map(({ box }) => box.low)), most);
    const then = levy.period === undated ? "at any time (the levy has no date)" : "near that time";
    const amount =
      unit === currency
        ? `${shown(taken.box.low)} ${currency} a month`
        : `${shown(Number(levy.value.low))} ${currency}, ${span(Math.round(taken.box.low), Math.round(taken.box.high))} ${unit} a month at ${taken.rates.map((rate) => (rate.kind === "outlet" ? `the rate ${rate.source}` : `the rate of ${when(rate.on)}`)).join(", ")}`;
    return [
      {
        claims: ids([levy, ...pay.map((one) => one.claim)]),
        kind: over ? "levy-over-pay" : "levy-leaves-little",
        says: over
          ? `${levy.id} puts the levy at ${amount}, more than any gross pay told for ${levy.country} ${then} (${told} ${unit}; ${named(pay.map((one) => one.claim))}): nobody can pay it from that.`
          : `${levy.id} puts the levy at ${amount}, ${((taken.box.low / most) * 100).toFixed(0)} % of the highest gross pay told for ${levy.country} ${then} (${told} ${unit}; ${named(pay.map((one) => one.claim))}): it leaves ${shown(Math.max(0, Math.round(most - taken.box.low)))} ${unit} at most.`,
        readings: [
          "the levy is a quota for a group or a team leader, or of another trade, not for each worker",
          "the pay told is what reaches the company, and overtime or side work pays the rest",
          "one of the figures is misprinted or misheard",
        ],
        effect: over
          ? `a share kept by the worker computed from ${levy.id} would be below zero: not to be used as a deduction from pay`
          : `a share kept by the worker computed from ${levy.id} rests on the highest pay alone: with any other it would be below zero or near it`,
      },
    ];
  });
}

type Compared = { readonly taken: Sized; readonly pay: readonly Sized[]; readonly unit: string };

/** The levy beside the pay in the first currency both can be brought to; null where no rate allows it, which is no finding. */
function inOneCurrency(
  levy: Claim,
  order: readonly string[],
  payIn: (unit: string) => readonly Sized[],
  material: Material,
): Compared | null {
  for (const unit of order) {
    const [taken] = sized([levy], unit, material);
    const pay = payIn(unit);
    if (taken && pay.length > 0) return { taken, pay, unit };
  }
  return null;
}

/** The function, answering from memory what it was asked before. */
function remembered<T>(of: (asked: string) => T): (asked: string) => T {
  const known = new Map<string, T>();
  return (asked) => {
    if (!known.has(asked)) known.set(asked, of(asked));
    return known.get(asked) as T;
  };
}

function currenciesOf(claims: readonly Claim[]): readonly string[] {
  return [...new Set(claims.flatMap(({ quantity }) => (quantity.kind === "money" ? [quantity.currency] : [])))];
}

/** Gross × (1 − share) − levies must be able to equal what is kept, within one report. */
function keptAndTaken(material: Material): readonly Remark[] {
  const usable = material.claims.filter((claim) => counts(claim));
  return [...Map.groupBy(usable, (claim) => `${claim.report}|${claim.country}`).values()].flatMap((together) => {
    const of = (...measures: readonly string[]) => together.filter((claim) => measures.includes(claim.measure));
    const shares = of("state_share");
    return of("labour_cost_paid_monthly", "wage_nominal").flatMap((gross) => {
      if (gross.quantity.kind !== "money") return [];
      const { currency } = gross.quantity;
      const [pay] = sized([gross], currency, material);
      const levies = sized(
        of("state_levy").filter((claim) => overlaps(claim.period, gross.period)),
        currency,
        material,
      );
      return of("wage_received_monthly").flatMap((kept): readonly Remark[] => {
        const [left] = sized([kept], currency, material);
        const share = shares.find((claim) => overlaps(claim.period, gross.period));
        if (!pay || !left || !share || singledOut(gross, together) !== null) return [];
        const taken = boxOf(share);
        const [levyLow, levyHigh] = [levies.reduce((sum, one) => sum + one.box.low, 0), levies.reduce((sum, one) => sum + one.box.high, 0)];
        const low = pay.box.low * (1 - Math.min(1, taken.high / 100)) - levyHigh;
        const high = pay.box.high * (1 - Math.min(1, taken.low / 100)) - levyLow;
        if (left.box.low <= high * 1.1 && left.box.high >= low * 0.9) return [];
        return [
          {
            claims: ids([gross, share, ...levies.map((one) => one.claim), kept]),
            kind: "kept-and-taken-miss-gross",
            says: `Of ${span(pay.box.low, pay.box.high)} ${currency} (${gross.id}), ${share.id} takes ${span(taken.low, taken.high)} % and levies ${span(levyLow, levyHigh)}: ${span(Math.max(0, low), high)} should be left, ${kept.id} says ${span(left.box.low, left.box.high)}.`,
            readings: ["the share is of another sum than this gross pay", "what is kept is of another time or another worker"],
            effect: "the share withheld is not known from this report",
          },
        ];
      });
    });
  });
}

function revenueByHead(material: Material): readonly Remark[] {
  const families = new Map(material.reports.map((report) => [report.id as string, report]));
  const usable = material.claims.filter(counts);
  const pay = sized(grossPay(material, null), "USD", material);
  if (pay.length === 0) return [];
  const most = pay.reduce((best, one) => (one.box.high > best.box.high ? one : best));
  const byFamily = Map.groupBy(
    usable.filter((claim) => claim.measure === "annual_state_revenue" || claim.measure === "workers_abroad_stock"),
    (claim) => familyOf(claim, families),
  );
  return [...byFamily.values()].flatMap((together): readonly Remark[] => {
    const heads = together.filter((claim) => claim.measure === "workers_abroad_stock" && claim.country === null);
    const revenue = together.filter(
      (claim) =>
        claim.measure === "annual_state_revenue" &&
        claim.country === null &&
        claim.quantity.kind === "money" &&
        claim.quantity.currency === "USD",
    );
    const paired = revenue.filter((one) => heads.some((head) => head.report === one.report));
    if (paired.length === 0) return [];
    const low = Math.min(...paired.map((one) => Number(one.value.low ?? one.value.high)));
    const high = Math.max(...paired.map((one) => Number(one.value.high ?? one.value.low)));
    const count = Math.max(...heads.map((head) => Number(head.value.high ?? head.value.low)));
    const [monthLow, monthHigh] = [low / count / 12, high / count / 12];
    if (monthLow <= most.box.high * 1.5) return [];
    const inFamily = material.claims.filter(
      (claim) =>
        isAccepted(claim) &&
        claim.measure === "annual_state_revenue" &&
        familyOf(claim, families) === familyOf(paired[0] as Claim, families),
    );
    const reason = olderOrigin(inFamily);
    return [
      {
        claims: ids([...inFamily, ...heads]),
        kind: "revenue-over-pay",
        says: `${span(low, high)} USD a year over ${shown(count)} people is ${span(monthLow, monthHigh)} USD a month for each, ${(monthLow / most.box.high).toFixed(1)}-${(monthHigh / most.box.high).toFixed(1)} times the highest gross pay reported anywhere (${shown(most.box.high)} USD, ${most.claim.id}).${reason ? ` ${reason}` : ""}`,
        readings: [
          "the revenue is of another year, or counts more than wages (trade, construction contracts)",
          "far more people are abroad than told",
        ],
        effect: "revenue a head from these two figures is not to be used; each has its own origin",
      },
    ];
  });
}

/** The claim that shows a repeated figure to be older than its retellings, or of somebody else. */
function olderOrigin(claims: readonly Claim[]): string | null {
  const year = (claim: Claim) => dayBounds(claim.period).first?.slice(0, 4) ?? "";
  const oldest = [...claims].filter((claim) => year(claim) !== "").sort((a, b) => (year(a) < year(b) ? -1 : 1))[0];
  const newest = [...claims].sort((a, b) => (year(a) < year(b) ? 1 : -1))[0];
  if (!oldest || !newest || year(oldest) === year(newest)) return null;
  return `${oldest.id} gives the reason: the sum is of ${year(oldest)} and from another origin (${oldest.reasons["sourceKind"] || oldest.speakers.at(-1)?.name}), retold as of ${year(newest)} beside a head count of that year.`;
}

function partsOverWhole(material: Material): readonly Remark[] {
  const usable = material.claims.filter((claim) => counts(claim) && additive.has(claim.measure));
  return [...Map.groupBy(usable, (claim) => `${claim.report}|${claim.measure}|${unitKey(claim)}`).values()].flatMap((together) =>
    together.flatMap((whole): readonly Remark[] => {
      const parts = together.filter(
        (part) => part !== whole && overlaps(part.period, whole.period) && placeRelation(part, whole) === "first-within",
      );
      const disjoint = parts.filter((part) => parts.every((other) => other === part || placeRelation(part, other) === "apart"));
      const least = disjoint.reduce((sum, part) => sum + boxOf(part).low, 0);
      const most = boxOf(whole).high;
      if (disjoint.length === 0 || least <= most) return [];
      return [
        {
          claims: ids([whole, ...disjoint]),
          kind: "parts-over-whole",
          says: `The parts in ${named(disjoint)} are at least ${shown(least)}, more than the whole of ${shown(most)} in ${whole.id}.`,
          readings: ["the whole leaves some places out", "the parts are of another time, or count some people twice"],
          effect: "neither the sum of the parts nor the whole is to be used alone",
        },
      ];
    }),
  );
}

function shareOutOfRange(material: Material): readonly Remark[] {
  return material.claims
    .filter((claim) => isAccepted(claim) && (claim.measure === "state_share" || claim.measure === "worker_share"))
    .filter((claim) => [claim.value.low, claim.value.high].some((end) => end !== null && (Number(end) < 0 || Number(end) > 100)))
    .map((claim) => ({
      claims: [claim.id],
      kind: "share-out-of-range",
      says: `${claim.id} gives a share of ${span(Number(claim.value.low ?? claim.value.high), Number(claim.value.high ?? claim.value.low))} %: a share lies between 0 and 100.`,
      readings: ["a sum was read as a share", "the share is of something smaller than pay"],
      effect: "not to be used as a share",
    }));
}

function repeatedUnchanged({ claims, reports }: Material): readonly Remark[] {
  return repeatedStocks(claims, reports).map(({ first, later, toldIn, gone }) => ({
    claims: ids([first, ...later, gone]),
    kind: "repeated-unchanged",
    says: `The ${shown(Number(first.value.low))} of ${first.id} (${toldIn.first}) is repeated unchanged in ${named(later)}, up to ${toldIn.last}, although ${gone.id} tells of ${shown(Number(gone.value.low))} sent home in between.`,
    readings: ["one old estimate handed on", "as many came as went"],
    effect: "counts once, as of its first telling; it is no evidence about later years",
  }));
}

/** How much later a stock may be told than the entries that must account for it, in days. */
const day = 86_400_000;

/** A stock cannot have grown by more than all who are told to have come in between. */
function stockOverEntries(material: Material): readonly Remark[] {
  const usable = material.claims.filter((claim) => counts(claim) && claim.country !== null && unitKey(claim) === "person");
  return [...Map.groupBy(usable, (claim) => claim.country as string).values()].flatMap((together): readonly Remark[] => {
    const stocks = together.filter((claim) => claim.measure === "workers_abroad_stock");
    const entries = together.filter((claim) => claim.measure === "workers_arrived");
    const placed = Map.groupBy(entries, (entry) => entry.place);
    // Of one place text all are the same place as the stock, or none is.
    const entriesAt = remembered((place: string) =>
      [...placed.values()]
        .filter((there) => placeRelation(there[0] as Claim, stocks.find((one) => `${one.place}` === place) as Claim) === "same")
        .flat(),
    );
    const middles = new Map(stocks.map((stock) => [stock, middleOf(stock)]));
    return stocks.flatMap((stock): readonly Remark[] => {
      const at = middles.get(stock) ?? null;
      const low = stock.value.low === null ? 0 : Number(stock.value.low);
      if (at === null || low === 0) return [];
      const before = stocks
        .filter((one) => one !== stock && one.value.high !== null && (middles.get(one) ?? Infinity) < at - 30 && alike(one, stock))
        .sort((a, b) => (middles.get(b) as number) - (middles.get(a) as number))[0];
      const from = before ? (middles.get(before) as number) : -Infinity;
      const came = covering(
        entriesAt(`${stock.place}`).filter((one) => alike(one, stock)),
        from,
        at,
      );
      if (came === null) return [];
      const most = (before ? Number(before.value.high) : 0) + came.reduce((sum, one) => sum + Number(one.value.high), 0);
      if (low <= most) return [];
      return [
        {
          claims: ids([stock, ...(before ? [before] : []), ...came]),
          kind: "stock-over-entries",
          says: `${stock.id} counts at least ${shown(low)} (${when(stock.period)}); ${before ? `there were ${shown(Number(before.value.high))} (${when(before.period)}, ${before.id}) and ` : ""}${shown(came.reduce((sum, one) => sum + Number(one.value.high), 0))} came since (${named(came)}): ${shown(most)} at most can be there.`,
          readings: [
            "more came than the entries count: other visas, other crossings, or people who are not workers on paper",
            "the stock counts people who came earlier, or is a forecast or a copy of an older count",
          ],
          effect: "neither the stock nor the entries bound the other until one is explained",
        },
      ];
    });
  });
}

const alike = (a: Claim, b: Claim) => placeRelation(a, b) === "same" && samePopulation(a, b) && kindOf(a) === kindOf(b);

/** The middle of a claim's time in days, or null where a side is open. */
function middleOf(claim: Claim): number | null {
  const { first, last } = dayBounds(claim.period);
  return first === null || last === null ? null : (Date.parse(first) + Date.parse(last)) / 2 / day;
}

/** Entries whose windows together leave no day between the two uncovered, the largest of each time; null where some day is. */
function covering(entries: readonly Claim[], from: number, to: number): readonly Claim[] | null {
  const windows = entries
    .flatMap((claim) => {
      const { first, last } = dayBounds(claim.period);
      if (claim.value.high === null || last === null) return [];
      return [{ claim, first: first === null ? -Infinity : Date.parse(first) / day, last: Date.parse(last) / day }];
    })
    .sort((a, b) => b.last - a.last || Number(b.claim.value.high) - Number(a.claim.value.high));
  const taken: Claim[] = [];
  let covered = from;
  while (covered < to) {
    const next = windows.find((one) => one.first <= covered + 1 && one.last > covered && !taken.includes(one.claim));
    if (!next) return null;
    taken.push(next.claim);
    covered = next.last;
  }
  return taken;
}

/** Hours told, at their printed ends, against the clock times told beside them; two hours of breaks are allowed. */
function clockTimesMiss(material: Material): readonly Remark[] {
  return material.claims
    .filter((claim) => isAccepted(claim) && claim.measure === "daily_hours")
    .flatMap((claim): readonly Remark[] => {
      const apart = clockInterval(`${claim.spans.map((one) => one.exact).join(" ")} ${claim.subject}`);
      const ends = { low: Number(claim.value.low ?? 0), high: claim.value.kind === "at_least" ? 24 : Number(claim.value.high ?? 24) };
      if (apart === null || (ends.low - 0.5 <= apart.high && ends.high + breaks >= apart.high)) return [];
      return [
        {
          claims: [claim.id],
          kind: "hours-miss-clock",
          says: `${claim.id} tells of ${printed(claim)} hours a day, but the clock times beside it are ${span(apart.low, apart.high)} hours apart.`,
          readings: ["breaks are counted out", "the hours told are a mean, the clock times a long day"],
          effect: "use the wider of both as the interval",
        },
      ];
    });
}

/** Hours of breaks that a told day may leave out of its clock times. */
const breaks = 2;
