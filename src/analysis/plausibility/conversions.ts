/**
 * The printed conversions as remarks, and the artefacts they leave behind: a rise that is only the outlet's new rate, a home wage
 * that halves in dollars through the won alone.
 */
import { counts, type Claim } from "#domain/claim.ts";
import { dayBounds, undated } from "#domain/edtf.ts";
import type { Rate } from "#domain/weighing.ts";
import { grouped, when } from "../corroboration/plainly.ts";
import { checkConversions, flagOverPercent, heldAgainstOthers } from "../money/check-conversions.ts";
import { printedWithUnit } from "../corroboration/relate.ts";
import { exact, rounded, textOf } from "../money/decimals.ts";
import { ids, shown, type Material, type Remark } from "./remark.ts";

/** One remark per printed conversion (missed, unchecked, explained by rounding, sound), and the artefacts of changed rates. */
export function conversionRemarks({ claims, reports, rates, tables }: Material): readonly Remark[] {
  const checks = checkConversions(claims, rates, reports, tables);
  const byId = new Map<string, Claim>(claims.map((claim) => [claim.id, claim]));
  const conversions = checks.map((check): Remark => {
    const byRounding = check.says.includes("rounding alone explains");
    const worst = check.candidates.find(({ rate }) => rate.kind === "official") ?? check.candidates[0];
    return {
      claims: [check.printed, check.restates],
      kind: check.flagged
        ? "conversion-missed"
        : byRounding
          ? "conversion-explained-by-rounding"
          : heldAgainstOthers(check.candidates)
            ? "conversion-sound"
            : "conversion-unchecked",
      says: check.says,
      readings: check.candidates.map(
        ({ rate, recomputed, missPercent }) =>
          `at ${grouped(textOf(exact(rate.rate).toSignificantDigits(6)))} ${rate.quote} per ${rate.base} (${rate.kind}, ${when(rate.on)}, ${rate.source}): ${recomputed.map((text) => grouped(rounded(exact(text), 2))).join("-")}, ${offBy(missPercent)}`,
      ),
      effect:
        check.flagged && worst
          ? `${takenFrom(check, worst, byId, checks)}; ${check.restates} itself stands`
          : "none: the restated value counts, never the print",
    };
  });
  // What is wrong comes before what is right; within each, in the order told.
  const all = [...conversions, ...changedConstants(claims, checks), ...wonAlone(claims, rates)];
  return all.sort((a, b) => ranks.indexOf(a.kind) - ranks.indexOf(b.kind));
}

const ranks: readonly string[] = [
  "conversion-missed",
  "rate-artefact",
  "conversion-unchecked",
  "conversion-explained-by-rounding",
  "conversion-sound",
];

type Check = ReturnType<typeof checkConversions>[number];

/** Which figures taken from a missed print are wrong: both ends of a range, or the one that misses and whose figure it may be. */
function takenFrom(check: Check, worst: Check["candidates"][number], claims: ReadonlyMap<string, Claim>, all: readonly Check[]): string {
  const value = claims.get(check.printed)?.value;
  const ends = [value?.low ?? null, value?.high ?? null];
  if (ends[0] === ends[1] || ends.includes(null) || worst.recomputed.length < 2)
    return `every figure taken from this print is ${tooMuch(worst.missPercent)}`;
  const miss = ends.map((end, i) => (Number(end) / Number(worst.recomputed[i]) - 1) * 100);
  const bad = miss.map((percent) => Math.abs(percent) > flagOverPercent);
  const [low, high] = ["lower", "upper"].map((name, i) => `${name} end ${grouped(ends[i] as string)}`);
  if (bad[0] && bad[1])
    return `its ${low} is ${tooMuch(miss[0] as number)} and its ${high} ${tooMuch(miss[1] as number)}: no figure taken from this print is right`;
  const at = bad[1] ? 1 : 0;
  const twin = all.find((other) => other !== check && printsAlike(claims.get(other.printed), claims.get(check.printed), Number(ends[at])));
  const restated = twin && claims.get(twin.restates);
  const from = restated ? `, and is what ${twin.printed} prints for ${printedWithUnit(restated)}` : "";
  return `its ${at === 1 ? high : low} is ${tooMuch(miss[at] as number)}${from}; its ${at === 1 ? low : high} is as recomputed`;
}

/** Within so much, as a share, another print of the report is the same figure. */
const sameFigure = 0.005;

const printsAlike = (other: Claim | undefined, own: Claim | undefined, figure: number) =>
  other !== undefined &&
  other.report === own?.report &&
  [other.value.low, other.value.high].some((end) => end !== null && Math.abs(Number(end) / figure - 1) < sameFigure);

const tooMuch = (missPercent: number) => `${Math.abs(missPercent).toFixed(1)} % too ${missPercent < 0 ? "low" : "high"}`;
const offBy = (missPercent: number) => (Math.abs(missPercent) < 0.05 ? "as printed" : `printed ${tooMuch(missPercent)}`);

/** Two constants of one outlet and one pair of currencies: the difference is a change nobody was paid. */
function changedConstants(claims: readonly Claim[], checks: readonly Check[]): readonly Remark[] {
  const byId = new Map<string, Claim>(claims.map((claim) => [claim.id, claim]));
  const used = checks.flatMap((check) => {
    const own = check.candidates.find(({ rate }) => rate.id.startsWith("constant-"))?.rate;
    const claim = byId.get(check.printed);
    return own && own.on !== undated && claim ? [{ own, claim, outlet: claim.speakers[0].name }] : [];
  });
  return [...Map.groupBy(used, (one) => `${one.outlet} ${one.own.base}>${one.own.quote}`).values()].flatMap((group) => {
    const constants = [...Map.groupBy(group, (one) => one.own.rate)].sort((a, b) =>
      (dayBounds(a[1][0]?.own.on as never).first ?? "") < (dayBounds(b[1][0]?.own.on as never).first ?? "") ? -1 : 1,
    );
    return constants.slice(1).flatMap(([rate, later], i): readonly Remark[] => {
      const [before, earlier] = constants[i] as (typeof constants)[number];
      const change = (Number(rate) / Number(before) - 1) * 100;
      const [first, second] = [earlier[0], later[0]];
      if (Math.abs(change) < 3 || !first || !second || first.own.on === second.own.on) return [];
      return [
        {
          claims: ids([...earlier, ...later].map((one) => one.claim)),
          kind: "rate-artefact",
          says: `${first.outlet} converts ${first.own.base} at ${before} (${when(first.own.on)}) and at ${rate} (${when(second.own.on)}): a ${change > 0 ? "rise" : "fall"} of ${Math.abs(change).toFixed(1)} % in its ${first.own.quote} figures between them is only the rate.`,
          readings: [`the amounts changed`, `only the outlet's rate changed`],
          effect: `compare the ${first.own.base} figures, never the ${first.own.quote} ones`,
        },
      ];
    });
  });
}

/** The newest price of the dollar in won against the one about a year before it. */
function wonAlone(claims: readonly Claim[], rates: readonly Rate[]): readonly Remark[] {
  const priced = rates
    .filter((rate) => [rate.base, rate.quote].includes("KPW") && [rate.base, rate.quote].includes("USD"))
    .map((rate) => ({ rate, wonPerDollar: rate.base === "USD" ? Number(rate.rate) : 1 / Number(rate.rate), at: middle(rate) }))
    .filter((one) => one.at !== null)
    .sort((a, b) => (a.at as number) - (b.at as number));
  const newest = priced.at(-1);
  if (!newest) return [];
  const yearBefore = (newest.at as number) - 365.2425;
  const before = priced
    .filter((one) => (one.at as number) < (newest.at as number) - 180)
    .sort((a, b) => Math.abs((a.at as number) - yearBefore) - Math.abs((b.at as number) - yearBefore))[0];
  if (!before) return [];
  const left = before.wonPerDollar / newest.wonPerDollar;
  if (Math.abs(left - 1) < 0.1) return [];
  const wages = claims.filter(
    (claim) =>
      claim.measure === "home_wage_monthly" && counts(claim) && claim.quantity.kind === "money" && claim.quantity.currency === "KPW",
  );
  if (wages.length === 0) return [];
  const rateClaims = claims.filter((claim) =>
    [newest.rate.id, before.rate.id].some((id) => id === `rate-${claim.id}` || id === `rate-${claim.id}-high`),
  );
  const change = `${left < 1 ? "loses" : "gains"} ${Math.abs((1 - left) * 100).toFixed(0)} %`;
  const halves = left > 0.4 && left < 0.6 ? " (it halves)" : "";
  return [
    {
      claims: ids([...rateClaims, ...wages.slice(-4)]),
      kind: "rate-artefact",
      says: `A home wage that stays the same in won ${change} in dollars${halves} between ${when(before.rate.on)} and ${when(newest.rate.on)}, through the won alone: ${shown(before.wonPerDollar)} won a dollar (${byWhom(before.rate)}) became ${shown(newest.wonPerDollar)} (${byWhom(newest.rate)}).`,
      readings: ["pay at home changed", "only the won changed"],
      effect: "compare home wages in won, or in what they buy; never in dollars across this time",
    },
  ];
}

/** A market price and an outlet's own rate are not the same evidence. */
const byWhom = ({ kind, source }: Rate) => (kind === "outlet" ? `what ${source} converts at, no market price` : `market, ${source}`);

function middle(rate: Rate): number | null {
  const { first, last } = dayBounds(rate.on);
  const at = (day: string) => Date.parse(day) / 86_400_000;
  return first === null || last === null ? null : (at(first) + at(last)) / 2;
}
