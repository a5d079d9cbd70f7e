/**
 * The language of a text by its script, where nobody told it. A count of letters settles the four languages we read better
 * than a statistical detector on texts this short: Hangul is Korean, kana is Japanese, Han alone is Chinese, all else English.
 */
import type { Language } from "#domain/report.ts";

/** Looks at the first 20,000 UTF-16 units. A script must make up a fifth of the letters, so that a quoted name decides nothing. */
export function guessLanguage(text: string): Language {
  const counts = { hangul: 0, kana: 0, han: 0, other: 0 };
  for (const character of text.slice(0, 20_000)) {
    const code = character.codePointAt(0) ?? 0;
    if ((code >= 0xac00 && code <= 0xd7a3) || (code >= 0x1100 && code <= 0x11ff)) counts.hangul++;
    else if (code >= 0x3041 && code <= 0x30ff) counts.kana++;
    else if (code >= 0x3400 && code <= 0x9fff) counts.han++;
    else if (/\p{L}/u.test(character)) counts.other++;
  }
  const letters = counts.hangul + counts.kana + counts.han + counts.other;
  // A Latin word spells with several letters what a syllable or an ideograph writes with one.
  const enough = (letters - counts.other + counts.other / 2) / 5;
  if (counts.hangul > enough) return "ko";
  if (counts.kana > enough) return "ja";
  return counts.han > enough ? "zh" : "en";
}
