/**
 * Quotes that carry a voice's style (rule DI8): long stretches of words, and words only one source uses. Small edits help against
 * stylometry and prove nothing (Brennan, Afroz and Greenstadt, 2012), so a long quote is a person's decision.
 */
import type { Claim } from "#domain/claim.ts";
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import type { RiskFacts } from "./risk.ts";

/** Words in one quote before it is long: of a source, and of a page everybody can read. */
const LONG = { source: 12, page: 40 };

/** One risk for each claim whose quote is long. */
export function longQuotes({ claims }: ReleaseContent): readonly RiskFacts[] {
  return claims.flatMap((claim): readonly RiskFacts[] => {
    const longest = Math.max(0, ...claim.words.map(wordCount));
    if (longest <= (claim.url === null ? LONG.source : LONG.page)) return [];
    return [risk(`A quote of ${longest} words is given word for word.`, [claim], "Shorten it to the words of the figure, or paraphrase.")];
  });
}

/** One risk for each report that is not public and is quoted with words no other report of the case uses. */
export function wordsOfOneSource({ claims }: ReleaseContent, all: readonly Claim[]): readonly RiskFacts[] {
  const users = new Map<string, Set<string>>();
  for (const claim of all) {
    for (const { exact } of claim.spans) {
      for (const word of wordsOf(exact)) users.set(word, (users.get(word) ?? new Set()).add(claim.report));
    }
  }
  const quoted = new Map<string, { readonly claims: ReleasedClaim[]; readonly words: Set<string> }>();
  for (const claim of claims) {
    if (claim.url !== null) continue;
    for (const word of claim.words.flatMap(wordsOf)) {
      if ((users.get(word)?.size ?? 0) > 1) continue;
      const entry = quoted.get(claim.report) ?? { claims: [], words: new Set<string>() };
      if (!entry.claims.includes(claim)) entry.claims.push(claim);
      entry.words.add(word);
      quoted.set(claim.report, entry);
    }
  }
  return [...quoted.values()].map(({ claims: told, words }) =>
    risk(
      `${words.size} ${words.size === 1 ? "word is" : "words are"} used by this source alone: ${[...words].slice(0, 8).join(", ")}.`,
      told,
      "Paraphrase, or withhold the words.",
    ),
  );
}

function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/\p{L}{4,}|[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/gu) ?? [];
}

/** Words, or pairs of characters where a script has no spaces. */
function wordCount(text: string): number {
  const spaced = text.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return spaced.reduce(
    (sum, word) => sum + (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(word) ? Math.ceil([...word].length / 2) : 1),
    0,
  );
}

function risk(says: string, claims: readonly ReleasedClaim[], remedy: string): RiskFacts {
  return { kind: "verbatim-words", says, claims: claims.map(({ id }) => id), remedy, canBeAccepted: true };
}
