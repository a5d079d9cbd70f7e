/**
 * Cuts zones into sentences, with the quotation each stands in. What a reader would get wrong: a full stop after "Sept", "No" or inside
 * a number ends nothing, and a quotation may run over many sentences.
 */
import type { Zone } from "#domain/claim.ts";

export type Sentence = {
  readonly index: number;
  readonly zone: Zone;
  readonly start: number;
  readonly end: number;
  /** Number of the paragraph (line) it stands in. */
  readonly paragraph: number;
};

const longest = 1600;
const abbreviations = new Set(
  "jan feb mar apr jun jul aug sept sep oct nov dec no mr mrs ms dr prof gen col st vs etc approx u.s u.n u.k e.g i.e inc co ltd corp fig dept gov est ca".split(
    " ",
  ),
);

/** Sentences of the zones that hold running text, in text order. Offsets are into the original text. */
export function splitSentences(text: string, zones: readonly Zone[]): readonly Sentence[] {
  const sentences: Sentence[] = [];
  zones.forEach((zone, paragraph) => {
    if (zone.kind === "byline" || zone.kind === "furniture" || zone.kind === "related") return;
    let start = zone.start;
    for (let at = zone.start; at < zone.end; at += 1) {
      const end = sentenceEndAt(text, at, zone.end);
      if (end === null) continue;
      push(start, end);
      at = end - 1;
      start = end;
    }
    push(start, zone.end);

    function push(from: number, to: number): void {
      while (from < to && text.charCodeAt(from) <= 32) from += 1;
      while (to > from && text.charCodeAt(to - 1) <= 32) to -= 1;
      // What never stops is no sentence: it is cut at a gap, so that one endless line cannot slow the reader.
      while (to - from > longest) {
        let cut = from + longest;
        while (cut > from + longest / 2 && text.charCodeAt(cut) > 32) cut -= 1;
        sentences.push({ index: sentences.length, zone, start: from, end: cut, paragraph });
        from = cut;
      }
      if (to > from) sentences.push({ index: sentences.length, zone, start: from, end: to, paragraph });
    }
  });
  return sentences;
}

/** Where a sentence that ends with the sign at `at` is over (past closing quotes), or null when none ends there. */
function sentenceEndAt(text: string, at: number, limit: number): number | null {
  const unit = text.charCodeAt(at);
  const isFullStop = unit === 46;
  if (!isFullStop && unit !== 33 && unit !== 63 && unit !== 0x3002 && unit !== 0xff01 && unit !== 0xff1f && unit !== 0x2026) return null;
  let end = at + 1;
  while (end < limit && `.!?。！？…"'”’」』)）`.includes(text[end] as string)) end += 1;
  if (unit === 0x3002 || unit === 0xff01 || unit === 0xff1f) return end;
  if (end < limit && text.charCodeAt(end) > 32) return null;
  if (isFullStop && end === at + 1) {
    let word = at;
    while (word > 0 && at - word < 6 && /[A-Za-z.]/.test(text[word - 1] as string)) word -= 1;
    const before = text.slice(word, at);
    if (abbreviations.has(before.toLowerCase()) || /^[A-Z]$/.test(before) || /^[A-Z]\.[A-Z]$/.test(before)) {
      let next = end;
      while (next < limit && text.charCodeAt(next) <= 32) next += 1;
      // An abbreviation does end a sentence when a sentence clearly starts behind it; a month or initial before a digit or name does not.
      if (
        !/^(?:u\.s|u\.n|u\.k|etc|ltd|inc|co|corp)$/i.test(before) ||
        !/[A-Z"“]/.test(text[next] ?? "") ||
        /^\s*(?:\$|[A-Z][a-z]+ (?:and|of))/.test(text.slice(end, end + 20))
      )
        return null;
    }
  }
  // An ellipsis or a stop before a lower-case word goes on.
  let next = end;
  while (next < limit && text.charCodeAt(next) <= 32) next += 1;
  if (next < limit && /[a-z]/.test(text[next] as string) && end === at + 1) return null;
  return end;
}
