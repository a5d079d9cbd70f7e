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

/** Share of the smaller set's runs that the other has, 0 to 1; runs of the set phrases do not count as shared. */
export function sharedRuns(a: ReadonlySet<string>, b: ReadonlySet<string>, setPhrases: ReadonlySet<string> = new Set()): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  let shared = 0;
  for (const one of small) if (large.has(one) && !setPhrases.has(one)) shared++;
  return shared / small.size;
}

/** A run that so many texts or more hold is a set phrase, a house style or a page's furniture: it joins no two of them. */
const setPhraseFrom = 21;

/** Texts by index, a before b, that share at least {@link nearDuplicateShare} of the shorter one's runs; compared only where they share one. */
export function nearDuplicates(
  texts: readonly ReadonlySet<string>[],
): readonly { readonly a: number; readonly b: number; readonly share: number }[] {
  const holders = new Map<string, number[]>();
  texts.forEach((runs, i) =>
    runs.forEach((text) => {
      const known = holders.get(text);
      if (known) known.push(i);
      else holders.set(text, [i]);
    }),
  );
  const setPhrases = new Set<string>();
  const met = new Set<number>();
  for (const [text, found] of holders) {
    if (found.length >= setPhraseFrom) setPhrases.add(text);
    else found.forEach((a, n) => found.slice(n + 1).forEach((b) => met.add(a * texts.length + b)));
  }
  return [...met].flatMap((pair) => {
    const [a, b] = [Math.floor(pair / texts.length), pair % texts.length];
    const share = sharedRuns(texts[a] as ReadonlySet<string>, texts[b] as ReadonlySet<string>, setPhrases);
    return share < nearDuplicateShare ? [] : [{ a, b, share }];
  });
}
