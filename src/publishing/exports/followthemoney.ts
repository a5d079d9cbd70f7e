/**
 * A release as FollowTheMoney entities, one JSON object a line: an Organization for each outlet, an Article for each page cited, an Event
 * for each claim. FollowTheMoney has no ranges and no group with a count, so the interval stands in the summary; and no Person
 * is ever written: people appear in aggregate.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import type { ReleasedClaim, ReviewedRelease } from "#domain/release.ts";
import { fingerprint } from "../disclosure/fingerprint.ts";
import { measureWords } from "../disclosure/shared-secrets.ts";
import { numbered } from "../release/numbered.ts";

type FtmEntity = { readonly id: string; readonly schema: string; readonly properties: Readonly<Record<string, readonly string[]>> };

/** JSON lines, newline at the end of each. Conversions are left out: they restate another claim. */
export function exportFollowTheMoney({ id, content }: ReviewedRelease): string {
  const names = numbered(content);
  const local = (kind: string, key: string | number) => `cl-${fingerprint(`${id} ${kind} ${key}`)}`;
  const outlets = new Map<string, FtmEntity>();
  const articles = new Map<string, FtmEntity>();
  const events = content.claims.flatMap((claim, place): readonly FtmEntity[] => {
    if (claim.conversionOf != null) return [];
    const article = local("page", claim.url ?? "");
    if (claim.url !== null) {
      outlets.set(claim.outlet, entity(local("outlet", claim.outlet), "Organization", { name: claim.outlet }));
      articles.set(
        claim.url,
        entity(article, "Article", {
          title: `${claim.outlet}, page ${names.report(claim.report) ?? 0}`,
          publisher: claim.outlet,
          sourceUrl: claim.url,
        }),
      );
    }
    return [entity(local("claim", place + 1), "Event", eventProperties(claim, place + 1, article))];
  });
  return [...outlets.values(), ...articles.values(), ...events].map((one) => `${JSON.stringify(one)}\n`).join("");
}

function eventProperties(claim: ReleasedClaim, number: number, article: string): Readonly<Record<string, string | null>> {
  const { start, end } = isoBounds(claim.period as EdtfDate);
  return {
    name: `${measureWords(claim.measure)}: ${claim.valueText}`,
    summary: `Claim ${number}. ${claim.valueText}, ${claim.polarity}; told by ${claim.speakers.join(" › ")}; credibility ${claim.credibility} of 6.`,
    description: claim.words.length > 0 ? claim.words.join(" … ") : null,
    startDate: start,
    endDate: end,
    location: claim.place,
    country: claim.country?.toLowerCase() ?? null,
    publisher: claim.url === null ? null : claim.outlet,
    sourceUrl: claim.url,
    proof: claim.url === null ? null : article,
  };
}

/** ISO prefix dates (2025, 2025-12), which is all FollowTheMoney knows; open and unknown ends are left out. */
function isoBounds(period: EdtfDate): { readonly start: string | null; readonly end: string | null } {
  const sides = period.split("/");
  const iso = (side: string | undefined) => /^\d{4}(?:-(?:0[1-9]|1[0-2]))?(?:-\d{2})?/.exec(side ?? "")?.[0] ?? null;
  return { start: iso(sides[0]), end: iso(sides.at(-1)) };
}

function entity(id: string, schema: string, values: Readonly<Record<string, string | null>>): FtmEntity {
  const kept = Object.entries(values).flatMap(([key, value]) =>
    value === null || value === "" ? [] : [[key, [value.toWellFormed()]] as const],
  );
  return { id, schema, properties: Object.fromEntries(kept) };
}
