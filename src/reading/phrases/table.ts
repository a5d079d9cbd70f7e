/**
 * A table of phrases, found from a place in a folded text forwards or backwards, longest first, in time bounded by the longest phrase.
 * What a reader would get wrong: Latin phrases match whole words only; phrases in other scripts match anywhere, as those scripts have no gaps.
 */

export type Found<T> = { readonly start: number; readonly end: number; readonly entry: T };

export type PhraseTable<T> = {
  /** The longest phrase beginning exactly at `at`. */
  readonly at: (folded: string, at: number) => Found<T> | null;
  /** The longest phrase ending exactly at `end`. */
  readonly before: (folded: string, end: number) => Found<T> | null;
};

type Node<T> = { readonly next: Map<number, Node<T>>; entry?: T };

/** Builds the table. A later entry with the same words replaces an earlier one. Phrases are given folded, with single spaces. */
export function phraseTable<T>(entries: Iterable<readonly [string, T]>): PhraseTable<T> {
  const rows = [...entries];
  // Each direction is built when first asked for: most tables are read in one direction only.
  let forward: Node<T> | undefined;
  let backward: Node<T> | undefined;
  return {
    at: (folded, at) => walk((forward ??= trie(rows, (words) => words)), folded, at, 1),
    before: (folded, end) => walk((backward ??= trie(rows, (words) => [...words].reverse().join(""))), folded, end - 1, -1),
  };
}

function trie<T>(rows: readonly (readonly [string, T])[], spell: (words: string) => string): Node<T> {
  const root: Node<T> = { next: new Map() };
  for (const [words, entry] of rows) insert(root, spell(words), entry);
  return root;
}

function insert<T>(root: Node<T>, words: string, entry: T): void {
  let node = root;
  for (let i = 0; i < words.length; i += 1) {
    const unit = words.charCodeAt(i);
    let next = node.next.get(unit);
    if (next === undefined) {
      next = { next: new Map() };
      node.next.set(unit, next);
    }
    node = next;
  }
  node.entry = entry;
}

function walk<T>(root: Node<T>, folded: string, from: number, step: 1 | -1): Found<T> | null {
  if (isLatin(folded.charCodeAt(from)) && isLatin(folded.charCodeAt(from - step))) return null;
  let node: Node<T> | undefined = root;
  let best: Found<T> | null = null;
  for (let at = from; at >= 0 && at < folded.length; at += step) {
    const unit = folded.charCodeAt(at);
    node = node.next.get(unit);
    if (node === undefined) break;
    if (node.entry !== undefined && !(isLatin(unit) && isLatin(folded.charCodeAt(at + step)))) {
      best = step === 1 ? { start: from, end: at + 1, entry: node.entry } : { start: at, end: from + 1, entry: node.entry };
    }
    // One space in a phrase stands for any run of blanks in the text.
    if (unit === 32) while (folded.charCodeAt(at + step) === 32) at += step;
  }
  return best;
}

/** A letter that words are made of in scripts with gaps (folded, so lower case). */
export function isLatin(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 0xdf && unit <= 0x24f && unit !== 0xf7);
}
