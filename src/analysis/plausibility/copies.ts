/**
 * What happens to a figure when it is retold: thousands become persons, a part becomes the whole, "up to" is dropped, a maximum
 * becomes a mean, a date moves. And who may be carrying whom: reports of different families that share figures or sentences.
 */
import type { Claim } from "#domain/claim.ts";
import { dayBounds, overlaps } from "#domain/edtf.ts";
import { unitKey } from "../corroboration/comparable.ts";
import { decisionsOn } from "../corroboration/decided-links.ts";
import { when } from "../corroboration/plainly.ts";
import { printedWithUnit } from "../corroboration/relate.ts";
import { familyOf } from "../corroboration/roots.ts";
import { sharedFigures, sharedSentences, significant } from "../corroboration/shared-origin.ts";
import { clockTimes } from "./clock-times.ts";
import { ids, shown, type CheckReport, type Material, type Remark } from "./remark.ts";

/** Corruptions of retold figures, then the pairs of reports that look like one family and are not marked as one. */
export function copyRemarks(material: Material): readonly Remark[] {
  return [...corruptions(material), ...hiddenFamilies(material)];
}

/** Transformations between claims of one family, or of one named origin. Garbled rows take part: that is how they are found. */
export function corruptions({ claims, reports }: Pick<Material, "claims" | "reports">): readonly Remark[] {
  const families = new Map(reports.map((report) => [report.id as string, report]));
  const usable = claims.filter(
    (claim) => claim.conversionOf === null && claim.decision.state !== "rejected" && claim.decision.state !== "withdrawn",
  );
  const groups = Map.groupBy(usable, (claim) => `${claim.measure}|${claim.country ?? "world"}|${unitKey(claim)}`);
  return [...groups.values()].flatMap((group) => {
    // Looked up, never searched for: a large case has many claims of one measure and country, and few of one origin.
    const byFamily = Map.groupBy(group, (claim) => familyOf(claim, families));
    const byOrigin = Map.groupBy(group, originText);
    const place = new Map(group.map((claim, i) => [claim, i]));
    const sameOrigin = (copy: Claim): readonly Claim[] => {
      const family = byFamily.get(familyOf(copy, families)) ?? [];
      const named = originText(copy) === "" ? [] : (byOrigin.get(originText(copy)) ?? []);
      return named.length === 0
        ? family
        : [...new Set([...family, ...named])].sort((a, b) => (place.get(a) as number) - (place.get(b) as number));
    };
    return group.flatMap((copy) => {
      const others = sameOrigin(copy).filter((other) => other.report !== copy.report);
      const found =
        unitLost(copy, others) ??
        partForWhole(copy, others, group) ??
        boundDropped(copy, others, families) ??
        dateMoved(copy, others, families) ??
        clockMoved(copy, others, families);
      return found ? [found] : [];
    });
  });
}

/** What the innermost speaker is, as far as it names an origin: "official statistics". */
function originText(claim: Claim): string {
  const kind = (claim.reasons["sourceKind"] ?? "").split(" via ")[0] ?? "";
  return /statistic|panel|rapporteur|intelligence|reports/i.test(kind) ? kind.toLowerCase() : "";
}

const number = (claim: Claim): number | null =>
  claim.value.low === null || claim.value.low !== claim.value.high ? null : Number(claim.value.low);

/** Least ratio at which a lone small count beside its origin's large ones is taken for a lost unit. */
const farBelow = 100;

function unitLost(copy: Claim, others: readonly Claim[]): Remark | null {
  const small = number(copy);
  if (small === null || small <= 0 || small >= 1000 || copy.quantity.kind !== "count") return null;
  const large = others.filter((other) => overlaps(other.period, copy.period) && (number(other) ?? 0) >= small * farBelow);
  const exact = large.find((other) => Math.floor((number(other) ?? 0) / 1000) === small);
  if (exact) {
    return remark(
      [copy, exact],
      "thousands-lost",
      `${copy.id} tells of ${shown(small)} where ${exact.id} has ${shown(number(exact) as number)}: the thousands were lost in the copy.`,
      [`${shown(small)} people`, `${shown(number(exact) as number)}, cut at its separator`],
    );
  }
  const nearest = [...large].filter((other) => significant(other.value.low) >= 3).sort((a, b) => (number(a) ?? 0) - (number(b) ?? 0))[0];
  if (!nearest || copy.decision.state !== "proposed") return null;
  return remark(
    [copy, nearest],
    "figure-garbled",
    `${copy.id} tells of ${shown(small)}, more than ${farBelow} times below ${shown(number(nearest) as number)} in ${nearest.id} and every other account of that origin: a multiple or another number stands where the count was.`,
    [`${shown(small)} people`, `${shown(number(nearest) as number)} people, and ${shown(small)} was a multiple`],
  );
}

/** How near a rounded or cut retelling lies to the part it was taken from. */
const retoldWithin = 0.02;
const calledWhole = /\b(?:all|total|overall|altogether)\b/i;

function partForWhole(copy: Claim, others: readonly Claim[], group: readonly Claim[]): Remark | null {
  const value = number(copy);
  if (value === null || !calledWhole.test(copy.subject)) return null;
  for (const part of others) {
    const told = number(part);
    if (told === null || told === 0 || Math.abs(value / told - 1) > retoldWithin || !overlaps(part.period, copy.period)) continue;
    const whole = group.find(
      (other) => other.report === part.report && (number(other) ?? 0) > told * 1.1 && overlaps(other.period, part.period),
    );
    if (whole) {
      return remark(
        [copy, part, whole],
        "part-for-whole",
        `${copy.id} calls ${shown(value)} all of them; that is the part in ${part.id} (${shown(told)}: ${part.subject}), while the whole in ${whole.id} is ${shown(number(whole) as number)}.`,
        [`${shown(value)} is all of them`, `${shown(value)} is a part of ${shown(number(whole) as number)}`],
      );
    }
  }
  return null;
}

function boundDropped(copy: Claim, others: readonly Claim[], families: ReadonlyMap<string, CheckReport>): Remark | null {
  const value = number(copy);
  if (value === null || (copy.value.kind !== "exact" && copy.value.kind !== "approx")) return null;
  const origin = others.find(
    (other) =>
      !toldBefore(copy, other, families) &&
      familyOf(other, families) === familyOf(copy, families) &&
      overlaps(other.period, copy.period) &&
      ((other.value.kind === "at_most" && Number(other.value.high) === value) ||
        (other.value.kind === "at_least" && Number(other.value.low) === value && other.value.high === null)),
  );
  if (!origin) return null;
  const mean = /\b(?:mean|average)\b/i.test(copy.subject);
  const limit = origin.value.kind === "at_most" ? "up to" : "at least";
  return mean
    ? remark(
        [copy, origin],
        "bound-turned-mean",
        `${copy.id} gives ${shown(value)} as a mean; ${origin.id} of the same origin has ${limit} ${shown(value)}.`,
        [`${shown(value)} on average`, `${limit} ${shown(value)}`],
      )
    : remark(
        [copy, origin],
        "bound-dropped",
        `${copy.id} prints ${shown(value)}; ${origin.id} of the same origin has ${limit} ${shown(value)}: the "${limit}" was dropped.`,
        [`${shown(value)}`, `${limit} ${shown(value)}`],
      );
}

/** Whether the first claim was in print before the second: then it cannot have copied it. */
function toldBefore(a: Claim, b: Claim, reports: ReadonlyMap<string, CheckReport>): boolean {
  const [x, y] = [reports.get(a.report)?.published, reports.get(b.report)?.published];
  const [last, first] = [x ? dayBounds(x).last : null, y ? dayBounds(y).first : null];
  return last !== null && first !== null && last < first;
}

function dateMoved(copy: Claim, others: readonly Claim[], families: ReadonlyMap<string, CheckReport>): Remark | null {
  const [first] = [dayBounds(copy.period).first];
  const older = others.find((other) => {
    const last = dayBounds(other.period).last;
    return (
      familyOf(other, families) === familyOf(copy, families) &&
      other.value.low === copy.value.low &&
      other.value.high === copy.value.high &&
      last !== null &&
      first !== null &&
      last < first &&
      yearsApart(last, first) >= 1
    );
  });
  if (!older || copy.value.low === null) return null;
  return remark(
    [copy, older],
    "date-moved",
    `${copy.id} tells of ${printedWithUnit(copy)} as of ${when(copy.period)}; ${older.id} of the same origin has the same figure as of ${when(older.period)}.`,
    [`it is of ${when(copy.period)}`, `it is of ${when(older.period)}, handed on`],
  );
}

/** A shift that ends at another hour in the retelling: midnight for two in the morning. */
function clockMoved(copy: Claim, others: readonly Claim[], families: ReadonlyMap<string, CheckReport>): Remark | null {
  const told = clockTimes(wordsOf(copy));
  if (told === null) return null;
  const origin = others.find((other) => {
    const first = clockTimes(wordsOf(other));
    if (first === null || toldBefore(copy, other, families) || !overlaps(other.period, copy.period)) return false;
    const moved = [first.start !== told.start, first.end !== told.end];
    return familyOf(other, families) === familyOf(copy, families) && moved.filter(Boolean).length === 1;
  });
  if (!origin) return null;
  return remark(
    [copy, origin],
    "clock-moved",
    `${copy.id} has “${wordsOf(copy)}” where ${origin.id} of the same origin has “${wordsOf(origin)}”: one clock time was changed in the copy.`,
    [`the day is as ${copy.id} has it`, `the day is as ${origin.id} has it`],
  );
}

const wordsOf = (claim: Claim) => claim.spans.map((one) => one.exact).join(" ");

const yearsApart = (a: string, b: string) => Number(b.slice(0, 4)) - Number(a.slice(0, 4));

function remark(claims: readonly Claim[], kind: string, says: string, readings: readonly string[]): Remark {
  const origin = claims.at(1) as Claim;
  return {
    claims: ids(claims),
    kind,
    says,
    readings,
    effect: `${claims[0]?.id} adds nothing to ${origin.id} and must not count beside it`,
  };
}

/** Pairs of reports that look like one origin and are not marked as one; those a person set apart are not named again. */
function hiddenFamilies({ claims, reports, decided }: Material): readonly Remark[] {
  const decision = decisionsOn(decided);
  return [...sharedFigures(claims, reports), ...sharedSentences(reports)]
    .filter(({ reports: [from, to] }) => decision({ kind: "copy-of", from, to }) === undefined)
    .map(({ kind, reports: [a, b], claims: shared, why }) => ({
      claims: ids(shared),
      kind,
      says: `${a} and ${b} are marked as two families and ${kind === "shares-figures" ? "print" : "share"} ${why}.`,
      readings:
        kind === "shares-figures"
          ? ["two reports of one origin: one family", "two origins that saw the same document"]
          : ["one copies the other: one family", "both print one agency's text"],
      effect:
        kind === "shares-figures"
          ? "if one carries the other they are one root, and every count of roots over them falls by one"
          : "either way they are one root",
    }));
}
