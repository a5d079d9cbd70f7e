/**
 * What the sources agreed to (rule DI7). Nobody can accept a missing consent for somebody else, so this risk is mended or the release
 * stays. A consent that cannot be looked up is none.
 */
import type { DisclosureContext, ReleaseContent } from "#domain/release.ts";
import { releaseBasis } from "../release/draft-content.ts";
import type { RiskFacts } from "./risk.ts";

/** Risks of claims whose source did not agree to this use of them. */
export function consents({ claims }: ReleaseContent, { sources = [], reports = [] }: DisclosureContext): readonly RiskFacts[] {
  const sourceOf = new Map(sources.map((source) => [source.id, source]));
  const reportOf = new Map(reports.map((report) => [report.id, report]));
  const known = sources.length > 0 && reports.length > 0;
  const without = claims.filter((claim) => {
    if (!known) return claim.url === null;
    return releaseBasis(reportOf.get(claim.report), sourceOf) === null;
  });
  const confidential = claims.filter((claim) => claim.url === null && !without.includes(claim));
  const sourceBehind = (claim: (typeof claims)[number]) => sourceOf.get(reportOf.get(claim.report)?.source ?? ("" as never));
  const quoted = confidential.filter((claim) => claim.words.length > 0 && sourceBehind(claim)?.consent !== "publish-quoted");
  const green = confidential.filter((claim) => sourceBehind(claim)?.tlp === "TLP:GREEN");
  return [
    ...(without.length === 0
      ? []
      : [
          risk(
            `${without.length === 1 ? "A claim rests" : `${without.length} claims rest`} on a source whose consent to publish is missing or unknown.`,
            without,
            "Ask the source, or leave the claims out.",
            false,
          ),
        ]),
    ...(quoted.length === 0
      ? []
      : [risk("Words are quoted of a source that agreed to be counted, not quoted.", quoted, "Withhold the words.", false)]),
    ...(green.length === 0
      ? []
      : [
          risk(
            "Claims marked TLP:GREEN may be shared in the community, not in public.",
            green,
            "Ask the source to clear them (TLP:CLEAR), or leave them out.",
            true,
          ),
        ]),
  ];
}

function risk(says: string, claims: ReleaseContent["claims"], remedy: string, canBeAccepted: boolean): RiskFacts {
  return { kind: "consent", says, claims: claims.map(({ id }) => id), remedy, canBeAccepted };
}
