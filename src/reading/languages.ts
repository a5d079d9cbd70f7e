/** What each language brings to the reader: its quantity frames and its cues, compiled when first asked for. A new language is one line here. */
import type { Language } from "#domain/report.ts";
import { compileCues } from "./cues/scan.ts";
import type { CueFinder } from "./cues/scan.ts";
import { englishCues } from "./cues/english.ts";
import { english } from "./quantity/english.ts";
import { compileFrames } from "./quantity/find-quantities.ts";
import type { Frames } from "./quantity/find-quantities.ts";

type LanguageData = { readonly frames: Frames; readonly cues: CueFinder };

const makers: Partial<Record<Language, () => LanguageData>> = {
  en: () => ({ frames: compileFrames(english), cues: compileCues(englishCues, true) }),
};
const made = new Map<Language, LanguageData>();

export function languageData(language: Language): LanguageData {
  let data = made.get(language);
  if (data === undefined) {
    data = (makers[language] ?? (makers.en as () => LanguageData))();
    made.set(language, data);
  }
  return data;
}
