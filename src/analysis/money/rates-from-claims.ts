/**
 * Exchange rates that the case's own reports print, as rates with a date and a source. A report says "10,000 won = 0.263 USD";
 * a rate says what one unit of the base costs. Only accepted claims become rates, and a claim's uncertain date stays its date.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import type { Report } from "#domain/report.ts";
import type { Rate } from "#domain/weighing.ts";
import { exact, textOf } from "./decimals.ts";

/** Words by which a report says whose rate it is; the first that occurs in subject or speakers decides. */
export const rateKindCues: readonly { readonly kind: Rate["kind"]; readonly cues: readonly string[] }[] = [
  { kind: "official", cues: ["fixing", "midpoint", "central parity", "central bank"] },
  { kind: "outlet", cues: ["outlet", "newspaper used", "rate printed", "editor"] },
  { kind: "street", cues: ["market", "street", "black"] },
];

/**
 * One rate per end of every accepted exchange-rate claim. Without a cue, a price of the won is a street rate unless its
 * report converts with it, and any other pair is the outlet's own.
 */
export function ratesFromClaims(claims: readonly Claim[], reports: readonly Pick<Report, "id" | "url">[] = []): readonly Rate[] {
  const rates = claims.filter((claim) => claim.quantity.kind === "rate");
  if (rates.length === 0) return [];
  const converting = new Set<string>(claims.filter((claim) => claim.conversionOf !== null).map((claim) => claim.report));
  const byId = new Map<string, Pick<Report, "id" | "url">>(reports.map((report) => [report.id, report]));
  return rates.flatMap((claim): readonly Rate[] => {
    const { quantity } = claim;
    if (quantity.kind !== "rate" || claim.polarity === "denied" || claim.polarity === "hypothetical" || !isAccepted(claim)) return [];
    const report = byId.get(claim.report);
    const ends = [...new Set([claim.value.low, claim.value.high].filter((end) => end !== null))].filter((end) => !exact(end).isZero());
    return ends.map((end, index) => ({
      id: `rate-${claim.id}${index === 0 ? "" : "-high"}`,
      base: quantity.base.currency,
      quote: quantity.of,
      rate: textOf(exact(end).div(exact(quantity.base.amount))),
      on: claim.period,
      kind: kindOf(claim, converting.has(claim.report)),
      source: [claim.speakers.map((speaker) => speaker.name).join(" › "), claim.place].filter(Boolean).join(", "),
      url: report?.url ?? null,
    }));
  });
}

function kindOf(claim: Claim, reportConverts: boolean): Rate["kind"] {
  const words = [claim.subject, ...claim.speakers.slice(1).map((speaker) => speaker.name), claim.reasons["sourceKind"] ?? ""]
    .join(" ")
    .toLowerCase();
  const cued = rateKindCues.find(({ cues }) => cues.some((cue) => words.includes(cue)));
  if (cued) return cued.kind;
  const aboutWon = claim.quantity.kind === "rate" && [claim.quantity.of, claim.quantity.base.currency].includes("KPW");
  return aboutWon && !reportConverts ? "street" : "outlet";
}
