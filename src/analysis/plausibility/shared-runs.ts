/**
 * How much of one text stands in another: containment of runs of words (Broder, On the resemblance and containment of documents, 1997).
 * What a reader would get wrong: the share is of the shorter text, so that a paragraph lifted from a long story counts whole.
 */

/** Words in a run that two texts must share, and the least share of the shorter text's runs that makes them near-duplicates. */
const run = 6;
export const nearDuplicateShare = 0.25;
/** A text with fewer words shares its runs by chance or by quoting one sentence. */
const shortest = 60;

/** Chinese and Japanese write no blanks between words: each character is a token, and two of them weigh as much as a word. */
const token =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}])[\p{L}\p{N}])+/gu;
const unspaced = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]$/u;

/** The text's runs, or null where it is too short to tell. */
export function wordRuns(text: string): ReadonlySet<string> | null {
  const tokens = text.normalize("NFKC").toLowerCase().match(token) ?? [];
  const weights = tokens.map((one) => (unspaced.test(one) ? 0.5 : 1));
  if (weights.reduce((sum, weight) => sum + weight, 0) < shortest) return null;
  const runs = new Set<string>();
  let end = 0;
  let held = 0;
  for (let start = 0; start < tokens.length; start++) {
    for (; end < tokens.length && held < run; end++) held += weights[end] as number;
    if (held < run) break;
    runs.add(tokens.slice(start, end).join(" "));
    held -= weights[start] as number;
  }
  return runs;
}

/** Share of the smaller set's runs that the other has, 0 to 1. */
export function sharedRuns(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const one of small) if (large.has(one)) shared++;
  return shared / small.size;
}
