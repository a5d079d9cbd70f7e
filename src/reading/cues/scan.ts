/** Finds every cue of a language in one pass over the text; senses may overlap, each place keeps the longest phrase of each sense. */
import { isLatin, phraseTable } from "../phrases/table.ts";
import type { PhraseTable } from "../phrases/table.ts";

export type CueTable = Readonly<Record<string, readonly string[]>>;
export type Cue = { readonly sense: string; readonly start: number; readonly end: number };
export type CueFinder = { readonly table: PhraseTable<readonly string[]>; readonly gaps: boolean };

/** Compiles the table once. `gaps` is false for scripts without spaces, where a cue may begin at any character. */
export function compileCues(cues: CueTable, gaps: boolean): CueFinder {
  const senses = new Map<string, string[]>();
  for (const [sense, words] of Object.entries(cues)) for (const word of words) senses.set(word, [...(senses.get(word) ?? []), sense]);
  return { table: phraseTable(senses), gaps };
}

/** Cues in text order. The longest phrase wins at a place ("sent home" hides "sent"), as does one that began earlier. */
export function findCues(folded: string, finder: CueFinder): readonly Cue[] {
  const cues: Cue[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (finder.gaps && (!isLatin(folded.charCodeAt(at)) || isLatin(folded.charCodeAt(at - 1)))) continue;
    const found = finder.table.at(folded, at);
    if (found === null) continue;
    for (const sense of found.entry) cues.push({ sense, start: found.start, end: found.end });
    // Phrases of several words hide the shorter ones inside them.
    if (folded.slice(found.start, found.end).includes(" ") || !finder.gaps) at = found.end - 1;
  }
  return cues;
}
