/**
 * Searches finished output for every protected string in every spelling (rule DI2). It runs on the bytes that would leave,
 * after rendering, whatever came before: a redaction that is not checked is a hope.
 * A reader would get wrong: a hit names the string by its place in the list, so that a log of hits leaks nothing.
 */
import { fold, isHangul, type Folded } from "./fold.ts";
import { firstLetters, hangulRuns, readingEnds } from "./korean-latin.ts";
import { layersOf, utf8 } from "./layers.ts";

/** A protected string found in an output. */
export type ProtectedHit = {
  /** Index into the list of protected strings. */
  readonly index: number;
  /** How it was spelled there: "as written", "base64", "Hangul or Latin". */
  readonly spelling: string;
};

/** Every protected string that the output holds, once per string and spelling. Strings too short to search for are left out. */
export function scanBytes(output: string | Uint8Array, protectedStrings: readonly string[]): readonly ProtectedHit[] {
  return protectedScanner(protectedStrings)(typeof output === "string" ? output : utf8(output));
}

/** Indexes of protected strings too short to be searched for without finding them everywhere: fewer than two letters, or three Latin ones. */
export function unsearchable(protectedStrings: readonly string[]): readonly number[] {
  return protectedStrings.flatMap((text, index) => (needle(text, index) === null ? [index] : []));
}

/** A scan with the strings prepared once, for many outputs. */
export function protectedScanner(protectedStrings: readonly string[]): (text: string) => readonly ProtectedHit[] {
  const needles = protectedStrings.flatMap((text, index) => needle(text, index) ?? []);
  if (needles.length === 0) return () => [];
  const someLatin = needles.some((one) => one.latin !== null);
  return (text) => {
    const hits = new Map<string, ProtectedHit>();
    for (const layer of layersOf(text)) {
      const folded = fold(layer.text);
      const runs = someLatin ? hangulRuns(layer.text) : [];
      for (const one of needles) {
        const spelling = one.patterns.some((pattern) => holds(folded, pattern))
          ? layer.spelling
          : one.syllables.some((syllables) => latinHolds(folded, syllables)) || (one.latin !== null && hangulHolds(runs, one.latin))
            ? "Hangul or Latin"
            : null;
        if (spelling !== null) hits.set(`${one.index} ${spelling}`, { index: one.index, spelling });
      }
    }
    return [...hits.values()].sort((a, b) => a.index - b.index || (a.spelling < b.spelling ? -1 : 1));
  };
}

type Pattern = { readonly text: string; readonly edgeBefore: boolean; readonly edgeAfter: boolean };
type Needle = {
  readonly index: number;
  readonly patterns: readonly Pattern[];
  /** Hangul syllables, for looking them up in Latin letters. */
  readonly syllables: readonly (readonly string[])[];
  /** Folded Latin letters, for looking them up in Hangul. */
  readonly latin: string | null;
};

function needle(text: string, index: number): Needle | null {
  const tokens =
    text
      .normalize("NFKC")
      .replace(/[\p{Cf}\p{M}]/gu, "")
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  const whole = fold(tokens.join(" ")).text;
  const letters = [...tokens.join("").normalize("NFC")].length;
  const wide = /[^\u0000-\u024f]/.test(whole);
  if (letters < (wide ? 2 : 3)) return null;
  const orders: (readonly string[])[] = [tokens];
  if (tokens.length >= 2 && tokens.length <= 3 && tokens.every((token) => token.length >= 2 && /^\p{L}+$/u.test(token))) {
    orders.push([...tokens.slice(1), ...tokens.slice(0, 1)], [...tokens.slice(-1), ...tokens.slice(0, -1)]);
  }
  const hangul = [...text.normalize("NFC")].filter((character) => /[가-힣]/u.test(character));
  const onlyHangul = hangul.length >= 2 && tokens.every((token) => [...token.normalize("NFC")].every(isHangul));
  const latin = /^[a-z]{4,}$/.test(whole) ? whole : null;
  return {
    index,
    patterns: orders.map(pattern),
    syllables: onlyHangul ? (hangul.length <= 4 ? [hangul, [...hangul.slice(1), ...hangul.slice(0, 1)]] : [hangul]) : [],
    latin,
  };
}

function pattern(tokens: readonly string[]): Pattern {
  return {
    text: fold(tokens.join(" ")).text.replaceAll("\u0001", ""),
    edgeBefore: needsEdge(tokens[0] ?? ""),
    edgeAfter: needsEdge(tokens.at(-1) ?? ""),
  };
}

/** A short word or number at the edge of a string must stand alone there: "partner A" is not in "partner and". */
function needsEdge(token: string): boolean {
  return /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]{1,4}$/u.test(token) || /^\p{N}{1,6}$/u.test(token);
}

function holds(folded: Folded, { text, edgeBefore, edgeAfter }: Pattern): boolean {
  for (let at = folded.text.indexOf(text); at !== -1; at = folded.text.indexOf(text, at + 1)) {
    const after = at + text.length;
    if ((!edgeBefore || folded.begins[at] === 1) && (!edgeAfter || after >= folded.text.length || folded.begins[after] === 1)) return true;
  }
  return false;
}

/** A Hangul name in Latin letters: it must fill whole words, because its letters are common ones. */
function latinHolds({ text, begins }: Folded, syllables: readonly string[]): boolean {
  const first = firstLetters(syllables[0] ?? "");
  for (let at = 0; at < text.length; at += 1) {
    if (begins[at] !== 1 || !first.has(text.charAt(at))) continue;
    for (const end of readingEnds(text, at, syllables)) if (end - at >= 4 && (end >= text.length || begins[end] === 1)) return true;
  }
  return false;
}

/** A Latin name in Hangul: any stretch of syllables one of whose readings is the whole name. */
function hangulHolds(runs: readonly (readonly string[])[], latin: string): boolean {
  for (const run of runs) {
    for (let from = 0; from < run.length; from += 1) {
      for (let to = from + 2; to <= Math.min(run.length, from + 8); to += 1)
        if (readingEnds(latin, 0, run.slice(from, to)).has(latin.length)) return true;
    }
  }
  return false;
}
