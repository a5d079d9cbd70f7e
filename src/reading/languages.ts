/** What each language brings to the reader: its quantity frames and its cues, compiled when first asked for. A new language is one line here. */
import type { Language } from "#domain/report.ts";
import { compileCues } from "./cues/scan.ts";
import type { CueFinder } from "./cues/scan.ts";
import { englishCues } from "./cues/english.ts";
import { chineseCues, japaneseCues, koreanCues } from "./cues/asian.ts";
import { englishRoles } from "./measure/english-roles.ts";
import { compileRoles } from "./measure/roles.ts";
import type { RoleFinder } from "./measure/roles.ts";
import { chinese } from "./quantity/chinese.ts";
import { japanese } from "./quantity/japanese.ts";
import { korean } from "./quantity/korean.ts";
import { english } from "./quantity/english.ts";
import { compileFrames } from "./quantity/find-quantities.ts";
import type { Frames } from "./quantity/find-quantities.ts";

/** `roles` says who pays and who receives; a language without them goes by its cues alone. */
type LanguageData = { readonly frames: Frames; readonly cues: CueFinder; readonly roles?: RoleFinder };

const makers: Readonly<Record<Language, () => LanguageData>> = {
  ko: () => ({ frames: compileFrames(korean), cues: compileCues(koreanCues, false) }),
  ja: () => ({ frames: compileFrames(japanese), cues: compileCues(japaneseCues, false) }),
  zh: () => ({ frames: compileFrames(chinese), cues: compileCues(chineseCues, false) }),
  en: () => ({ frames: compileFrames(english), cues: compileCues(englishCues, true), roles: compileRoles(englishRoles) }),
};
const made = new Map<Language, LanguageData>();

export function languageData(language: Language): LanguageData {
  let data = made.get(language);
  if (data === undefined) {
    data = makers[language]();
    made.set(language, data);
  }
  return data;
}
