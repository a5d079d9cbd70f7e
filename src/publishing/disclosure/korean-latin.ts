/**
 * Hangul and its Latin spellings, both ways. Names are spelled by habit, not by one system: 김지영 is Kim Ji-young, Gim Jiyeong and
 * Kim Ji Yŏng. So each letter has all spellings in use (Revised Romanization 2000, McCune-Reischauer, passport habits) and a match
 * is any path through them. Chinese and Japanese readings of names are not covered.
 */
import { syllableParts } from "./fold.ts";

const INITIALS: readonly (readonly string[])[] = [
  ["g", "k"],
  ["kk", "gg", "k", "g"],
  ["n"],
  ["d", "t"],
  ["tt", "dd", "t", "d"],
  ["r", "l", "n", ""],
  ["m"],
  ["b", "p"],
  ["pp", "bb", "b", "p"],
  ["s", "sh"],
  ["ss", "s"],
  ["", "r", "l", "n"],
  ["j", "ch", "z"],
  ["jj", "tch", "j", "ch"],
  ["ch", "c"],
  ["k", "kh"],
  ["t", "th"],
  ["p", "ph"],
  ["h"],
];
const VOWELS: readonly (readonly string[])[] = [
  ["a", "ah"],
  ["ae", "ai", "e", "a"],
  ["ya"],
  ["yae", "ye"],
  ["eo", "o", "u", "uh", "eu"],
  ["e", "ey"],
  ["yeo", "yo", "you", "yu", "eo"],
  ["ye", "yeh", "e"],
  ["o", "oh"],
  ["wa", "oa"],
  ["wae", "wai", "oe"],
  ["oe", "oi", "we", "wae"],
  ["yo"],
  ["u", "oo", "woo", "wu"],
  ["wo", "weo", "wuh"],
  ["we"],
  ["wi", "ui", "wee"],
  ["yu", "yoo", "you"],
  ["eu", "u", "oo"],
  ["ui", "eui", "i", "ee", "e"],
  ["i", "ee", "yi", "hi"],
];
const FINALS: readonly (readonly string[])[] = [
  [""],
  ["k", "g", "c", "ck", "ng"],
  ["k", "kk"],
  ["k", "ks"],
  ["n", "l"],
  ["n", "nj"],
  ["n", "nh"],
  ["t", "d", "n"],
  ["l", "r", "n"],
  ["k", "lk", "l"],
  ["m", "lm"],
  ["l", "lb", "p"],
  ["l", "ls"],
  ["l", "lt"],
  ["p", "lp"],
  ["l", "lh"],
  ["m"],
  ["p", "b", "m"],
  ["p", "ps"],
  ["t", "s", "n"],
  ["t", "ss"],
  ["ng", "n"],
  ["t", "j"],
  ["t", "ch"],
  ["k"],
  ["t"],
  ["p"],
  ["h", "t", ""],
];

/** Where in `latin` (folded) a reading of `syllables` that begins at `from` can end. */
export function readingEnds(latin: string, from: number, syllables: readonly string[]): ReadonlySet<number> {
  let ends = new Set([from]);
  for (const syllable of syllables) {
    const parts = syllableParts(syllable);
    if (parts === null) return new Set();
    ends = step(latin, step(latin, step(latin, ends, INITIALS[parts.initial]), VOWELS[parts.vowel]), FINALS[parts.final]);
    if (ends.size === 0) break;
  }
  return ends;
}

/** The letters a reading of the syllable can begin with. */
export function firstLetters(syllable: string): ReadonlySet<string> {
  const parts = syllableParts(syllable);
  if (parts === null) return new Set();
  const initials = INITIALS[parts.initial] ?? [];
  const starts = initials.includes("") ? [...initials, ...(VOWELS[parts.vowel] ?? [])] : initials;
  return new Set(starts.flatMap((start) => start.slice(0, 1)));
}

function step(latin: string, from: ReadonlySet<number>, spellings: readonly string[] | undefined): Set<number> {
  const ends = new Set<number>();
  for (const start of from)
    for (const spelling of spellings ?? []) if (latin.startsWith(spelling, start)) ends.add(start + spelling.length);
  return ends;
}

/** The runs of composed Hangul syllables in a text, separators inside a name (up to two) ignored. */
export function hangulRuns(text: string): readonly (readonly string[])[] {
  return (text.normalize("NFC").match(/[가-힣](?:[\s·\-.]{0,2}[가-힣])*/gu) ?? []).map((run) => run.match(/[가-힣]/gu) ?? []);
}
