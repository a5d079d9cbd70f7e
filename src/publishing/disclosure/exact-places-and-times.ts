/**
 * Days, clock times and towns (rule DI5). Border phones are looked for with detectors: a day and a town can lead to a call.
 * Words quoted from a public page are not asked again: the page is cited and says the same.
 */
import type { ReleaseContent } from "#domain/release.ts";
import { townsIn } from "../release/coarsen-place.ts";
import { namesDay } from "../release/coarsen-time.ts";
import type { RiskFacts } from "./risk.ts";

const MONTH =
  "(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)";
const DAY = new RegExp(
  `\\b\\d{4}-\\d{2}-\\d{2}\\b|\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${MONTH}\\b|\\b${MONTH}\\.?\\s+\\d{1,2}(?!\\d)|\\d{1,2}\\s*[월月]\\s*\\d{1,2}\\s*[일日]`,
  "iu",
);
const CLOCK = /\b\d{1,2}:\d{2}\b|\b\d{1,2}\s*[ap]\.?m\.?\b|\d{1,2}\s*[시時时点](?!間|间|간)/iu;

/** One risk for exact times, one for exact places, one for each of title and summary that carries either. */
export function exactPlacesAndTimes(content: ReleaseContent): readonly RiskFacts[] {
  const timed = content.claims.filter(
    (claim) => namesDay(claim.period) || (claim.url === null && claim.words.some((words) => DAY.test(words) || CLOCK.test(words))),
  );
  const placed = content.claims.filter(
    (claim) =>
      (claim.place !== null && townsIn(claim.place).length > 0) ||
      (claim.url === null && claim.words.some((words) => townsIn(words).length > 0)),
  );
  const dated = content.estimates.filter(({ on }) => namesDay(on));
  const prose = [
    { field: "The title", text: content.title },
    { field: "The summary", text: content.summary },
  ];
  return [
    ...(timed.length === 0
      ? []
      : [
          risk(
            `${count(timed.length, "claim")} ${timed.length === 1 ? "carries" : "carry"} an exact day or hour.`,
            timed.map(({ id }) => id),
            "Widen the period to the month.",
          ),
        ]),
    ...(dated.length === 0
      ? []
      : [
          risk(
            `${count(dated.length, "estimate")} ${dated.length === 1 ? "is" : "are"} given for an exact day.`,
            [],
            "Give the estimate for the month.",
          ),
        ]),
    ...(placed.length === 0
      ? []
      : [
          risk(
            `${count(placed.length, "claim")} ${placed.length === 1 ? "names" : "name"} a town or county.`,
            placed.map(({ id }) => id),
            "Widen the place to the province.",
          ),
        ]),
    ...prose.flatMap(({ field, text }) => {
      const found = [...townsIn(text), ...(text.match(DAY) ?? []), ...(text.match(CLOCK) ?? [])];
      return found.length === 0
        ? []
        : [
            risk(
              `${field} names an exact place or time: ${[...new Set(found)].join(", ")}.`,
              [],
              "Reword it with the province and the month.",
            ),
          ];
    }),
  ];
}

function risk(says: string, claims: RiskFacts["claims"], remedy: string): RiskFacts {
  return { kind: "exact-place-or-time", says, claims, remedy, canBeAccepted: true };
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
