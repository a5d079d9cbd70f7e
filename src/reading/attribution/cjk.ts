/** Voices in Korean, Japanese and Chinese: the speaker stands before a particle or a verb of saying, as data. */
import type { Language } from "#domain/report.ts";
import type { Sentence } from "../sentences/split.ts";
import type { Voice } from "./scopes.ts";

type Cue = { readonly pattern: RegExp; readonly opens: Voice["opens"]; readonly basis: Voice["basis"] };

const cues: Readonly<Record<Exclude<Language, "en">, readonly Cue[]>> = {
  ja: [
    { pattern: /^([^、。「」]{2,40})の(?:話|証言|説明)(?:。|では|によると|によれば)/u, opens: "paragraph", basis: "not-told" },
    { pattern: /^([^、。「」]{2,40}?)(?:によると|によれば|の話では)、?/u, opens: "sentence", basis: "not-told" },
    { pattern: /^([^、。「」]{2,40}?)(?:は|が)(?:[^。「」]{0,30}?)[「『]/u, opens: "quote", basis: "not-told" },
    {
      pattern: /(?:^|、)([^、。「」]{2,30}?)(?:は|が)、?(?=[^。]*と(?:語|話|述べ|明か|伝え|説明|言|いう|証言|報じ|みて|みる))/u,
      opens: "sentence",
      basis: "not-told",
    },
  ],
  ko: [
    { pattern: /^([^,.“”"]{2,40}?)에 따르면,?/u, opens: "sentence", basis: "not-told" },
    { pattern: /^([^,.“”"]{2,40}?)(?:은|는|이|가) (?:[^.“”"]{0,30}?)[“"]/u, opens: "quote", basis: "not-told" },
    {
      pattern: /^([^,.“”"]{2,30}?)(?:은|는|이|가) (?=[^.]*(?:고|라고) (?:말|전|밝|설명|주장|보도|증언|추정))/u,
      opens: "sentence",
      basis: "not-told",
    },
  ],
  zh: [
    {
      pattern: /^(?:据|根据)([^，。“”]{2,30}?)(?:的?(?:报道|报告|说法|消息|介绍|透露|称|说|统计|数据))?[，,]/u,
      opens: "sentence",
      basis: "not-told",
    },
    {
      pattern: /^([^，。“”：]{2,30}?)(?:说|称|表示|透露|告诉[^，。：]{1,12}|指出|报道|认为|介绍)(?:道)?[，：:,“]/u,
      opens: "sentence",
      basis: "not-told",
    },
    { pattern: /^([^，。“”：]{2,30}?)(?:说|称|表示|透露|指出|报道|认为)/u, opens: "sentence", basis: "not-told" },
  ],
};

/** The voices of a sentence, outermost first. */
export function cjkVoices(text: string, sentence: Sentence, language: Exclude<Language, "en">): Voice[] {
  const words = text.slice(sentence.start, sentence.end);
  for (const { pattern, opens, basis } of cues[language]) {
    const found = pattern.exec(words);
    if (found === null) continue;
    const name = (found[1] as string)
      .trim()
      .replace(/^(?:一位|一名|某|그 |이 |한 |同)/u, "")
      .replace(/[はがも은는]$/u, "");
    if (/^(?:统计|報道|报道|보도|統計|통계|관측|消息|不完全统计)$/u.test(name)) continue;
    if (name === "" || (/\d/.test(name) && name.length > 12)) continue;
    return [{ names: [name], start: sentence.start, from: sentence.start, to: sentence.end, basis, opens }];
  }
  return [];
}
