/**
 * Attribution in Korean, Japanese and Chinese: frames of a sentence become scopes. What a reader would get wrong: "이 소식통", "同筋", "该人士"
 * name nobody new but whoever was named before; a line that only says who spoke belongs to the quotation before it; and an answer speaks
 * for whoever was interviewed, with the voices inside it behind.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import type { Language } from "#domain/report.ts";
import type { Sentence } from "../sentences/split.ts";
import type { SeenTime } from "../time/find-times.ts";
import { between } from "../claims/window.ts";
import { chineseFrames } from "./chinese.ts";
import type { FrameFinder } from "./cjk-frames.ts";
import { japaneseFrames } from "./japanese.ts";
import { koreanFrames } from "./korean.ts";
import type { Attribution, Scope } from "./scopes.ts";

const finders: Readonly<Record<Exclude<Language, "en">, FrameFinder>> = { ko: koreanFrames, ja: japaneseFrames, zh: chineseFrames };

/** How many sentences back a line that only names the speaker may reach. */
const longestQuotation = 12;

export function attributeCjk(input: {
  readonly text: string;
  readonly sentences: readonly Sentence[];
  readonly times: readonly SeenTime[];
  readonly outlet: string;
  readonly language: Exclude<Language, "en">;
}): Attribution {
  const { text, sentences, times, outlet, language } = input;
  const all: Scope[][] = sentences.map(() => []);
  const speakingTimes = new Set<SeenTime>();
  let interviewed: Scope | null = null;
  let paragraph: Scope | null = null;
  let quoting: { readonly scope: Scope; readonly until: number } | null = null;
  /** Chains heard so far, the latest last. */
  let heard: (readonly string[])[] = [];
  for (const sentence of sentences) {
    const scopes = all[sentence.index] as Scope[];
    if (sentence.zone.kind === "note") {
      heard = [];
      continue;
    }
    if (sentence.zone.kind === "heading" || sentence.zone.kind === "question") continue;
    const outer: Scope | null =
      quoting !== null && sentence.start < quoting.until
        ? quoting.scope
        : sentence.zone.kind === "answer"
          ? (interviewed ?? lastScope(heard, sentence))
          : paragraph !== null && sentence.start < paragraph.to
            ? paragraph
            : null;
    const turn =
      /^(?:답|대답|문|질문|答|问|問|a|q)\s*\d*\s*[:：.)]\s*|^(?:——|──|―+|—)\s*/iu.exec(text.slice(sentence.start, sentence.end))?.[0]
        .length ?? 0;
    const start = sentence.start + turn;
    const words = text.slice(start, sentence.end);
    if (outer !== null)
      scopes.push({
        ...outer,
        from: sentence.start,
        to: quoting !== null && outer === quoting.scope ? Math.min(sentence.end, Math.max(quoting.until, sentence.start)) : sentence.end,
      });
    for (const frame of finders[language](words)) {
      const inside =
        outer !== null && !(quoting !== null && outer === quoting.scope && start + frame.from >= quoting.until) ? outer.names : [];
      const named = resolved(frame.names, heard, inside).filter((one) => !sameOutlet(one, outlet));
      const names = [...inside, ...named.filter((one) => !inside.includes(one))];
      if (names.length === 0) continue;
      const from = start + frame.from;
      const openedAt = start + frame.openedAt;
      const spoken = between(times, from, openedAt + 12).find(
        (t) => t.role === "at" && t.start < openedAt + 4 && isSpeakingTime(text, t, openedAt),
      );
      if (spoken !== undefined) speakingTimes.add(spoken);
      const scope: Scope = {
        from,
        to: start + frame.to,
        names,
        basis: frame.basis,
        told: spoken?.edtf ?? outer?.told ?? (null as EdtfDate | null),
        introducedFrom: from,
        introducedTo: openedAt,
      };
      if (frame.opens === "interview") {
        interviewed = { ...scope, told: null };
        heard = [...heard.slice(-7), names];
        continue;
      }
      scopes.push(scope);
      if (named.length > 0) heard = [...heard.slice(-7), names];
      if (frame.opens === "paragraph") paragraph = { ...scope, to: sentence.zone.end };
      if (frame.opens === "quote") {
        const until = closingOf(text, openedAt, sentences.at(-1)?.end ?? text.length);
        if (until !== null && until > sentence.end) quoting = { scope, until };
      }
      if (
        frame.opens === "back" ||
        (language === "zh" && /^[^，。“”]{2,30}(?:说|表示|补充)[^，。“”]{0,2}[，：:]“/u.test(words)) ||
        frame.openedAt >= words.length - 2 ||
        isBareAttribution(words)
      )
        backwards(text, sentences, sentence, scope, all);
    }
  }
  return { scopes: all, speakingTimes };
}

/** Answers without an introduced voice go on with whoever spoke last. */
function lastScope(heard: readonly (readonly string[])[], sentence: Sentence): Scope | null {
  const names = heard.at(-1)?.slice(0, 1);
  return names === undefined || names.length === 0
    ? null
    : {
        from: sentence.start,
        to: sentence.end,
        names,
        basis: "not-told",
        told: null,
        introducedFrom: sentence.start,
        introducedTo: sentence.start,
      };
}

/** Names of a frame with its references replaced: "" is whoever spoke last, "^소식통" the last one so called. */
function resolved(names: readonly string[], heard: readonly (readonly string[])[], inside: readonly string[]): readonly string[] {
  return names.flatMap((one) => {
    if (one === "") return inside.length > 0 ? [] : (heard.at(-1)?.slice(0, 1) ?? []);
    if (one.startsWith("^")) {
      const noun = one.slice(1);
      const latest = heard.at(-1);
      if (latest === undefined) return [];
      for (let i = heard.length - 1; i >= 0; i -= 1) {
        const chain = heard[i] as readonly string[];
        const at = chain.findLastIndex((other) => noun !== "" && other.endsWith(noun));
        if (at >= 0) return chain.slice(0, at + 1).filter((other) => !inside.includes(other));
      }
      return latest.slice(0, 1).filter((other) => !inside.includes(other));
    }
    // "A" after "취재협력자 A": the same one.
    if (one.length <= 2) {
      for (const chain of [...heard].reverse()) {
        const full = chain.find((other) => other !== one && other.endsWith(one));
        if (full !== undefined) return [full];
      }
    }
    return [one];
  });
}

const sameOutlet = (one: string, outlet: string): boolean =>
  one === outlet || outlet.startsWith(`${one}(`) || /^(?:본지|本報|本报|本紙|弊社)$/u.test(one);

/** The date stands right in front of the speaker, or between speaker and what is told. */
function isSpeakingTime(text: string, time: SeenTime, openedAt: number): boolean {
  const gap = text.slice(time.end, Math.max(time.end, openedAt));
  return time.end <= openedAt
    ? !/(?:이후|부터|까지|以降|から|まで|以来|至|到|에 |에는 |に[^よ]|の)/u.test(text.slice(time.end - 2, time.end + 2)) && gap.length < 30
    : /^[ 、,]?(?:[“「"]|기자|보도|の?会見|告诉|向|在|表示|说|，|、)/u.test(text.slice(time.end, time.end + 6));
}

function closingOf(text: string, from: number, limit: number): number | null {
  const open = /[“「『"]/u.exec(text.slice(from, from + 40));
  if (open === null) return null;
  const close = { "“": "”", "「": "」", "『": "』", '"': '"' }[open[0]] ?? "”";
  const at = text.slice(from + open.index + 1, from + open.index + 4000).indexOf(close);
  return at === -1 ? null : Math.min(limit, from + open.index + 1 + at + 1);
}

/** Nothing but who spoke: "단둥 주민의 말이다.", "服装公司的老板说。". */
function isBareAttribution(words: string): boolean {
  return (
    words.length <= 60 &&
    /^[^，、,“「"]{2,44}(?:의 (?:말|증언|설명|얘기|이야기)(?:이다|입니다)|(?:은|는|이|가) (?:이렇게 |이같이 )?(?:말했다|전했다|덧붙였다|토로했다|털어놨다|한탄했다)|の(?:話|証言)だ|は(?:こう|そう)[^、。]{2,10}|(?:说|表示|透露|抱怨|诉苦|感叹)(?:道|说)?)[。.]?\s*$/u.test(
      words.trim(),
    )
  );
}

/** The quotation a bare line speaks for: back to its opening mark. */
function backwards(text: string, sentences: readonly Sentence[], sentence: Sentence, scope: Scope, all: Scope[][]): void {
  const before = sentences[sentence.index - 1];
  if (before === undefined || before.zone !== sentence.zone) return;
  if (!/[”」』"][。.]?\s*$/u.test(text.slice(before.start, before.end))) return;
  for (let i = sentence.index - 1; i >= 0 && sentence.index - i <= longestQuotation; i -= 1) {
    const one = sentences[i] as Sentence;
    if (one.zone !== sentence.zone) return;
    (all[i] as Scope[]).unshift({ ...scope, from: one.start, to: one.end });
    if (/[“「『"]/u.test(text.slice(one.start, Math.min(one.end, one.start + 30)))) return;
  }
}
