/**
 * Attribution as a tree of scopes: outlet › partner › returnee. Each sentence gets the chain that speaks in it, how the innermost voice
 * knows, and the day it spoke. What a reader would get wrong: an editor's note always returns to the outlet, whoever spoke before;
 * an answer belongs to whoever was introduced as answering; a quotation goes on to its closing mark.
 */
import type { Basis } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Language } from "#domain/report.ts";
import type { Sentence } from "../sentences/split.ts";
import type { SeenTime } from "../time/find-times.ts";
import { between } from "../claims/window.ts";
import { attributeCjk } from "./cjk.ts";
import {
  accordingTo,
  countingVerbs,
  blockVerbs,
  carriedSpeakers,
  introductions,
  mediaNouns,
  namelessSpeaker,
  noSpeaker,
  protectedSpeakers,
  roleOfDescription,
  sayingVerbs,
  speakerNouns,
  unspoken,
} from "./english.ts";

/** One voice introduced in a sentence, with the stretch it speaks. */
export type Voice = {
  readonly names: readonly string[];
  readonly start: number;
  readonly from: number;
  readonly to: number;
  readonly basis: Basis;
  readonly opens: "sentence" | "quote" | "block" | "paragraph";
};

export type Scope = {
  readonly from: number;
  readonly to: number;
  /** Inside the outlet, from the outermost. */
  readonly names: readonly string[];
  readonly basis: Basis;
  readonly told: EdtfDate | null;
  /** Where the words of attribution stand; a date in them is when the source spoke. */
  readonly introducedFrom: number;
  readonly introducedTo: number;
};

/** Scopes by sentence; within one, later scopes lie inside earlier ones. */
export type Attribution = { readonly scopes: readonly (readonly Scope[])[]; readonly speakingTimes: ReadonlySet<SeenTime> };

/** Scopes in text order; the innermost one that covers a place is the last that does. */
export function attribute(input: {
  text: string;
  folded: string;
  sentences: readonly Sentence[];
  times: readonly SeenTime[];
  outlet: string;
  language: Language;
}): Attribution {
  const { text, folded, sentences, times, outlet, language } = input;
  if (language !== "en") return attributeCjk({ text, sentences, times, outlet, language });
  const all: Scope[][] = sentences.map(() => []);
  const speakingTimes = new Set<SeenTime>();
  let answering: Scope | null = null;
  let introduced: Scope | null = null;
  let quoting: { scope: Scope; until: number } | null = null;
  let paragraph: Scope | null = null;
  let last: readonly string[] = [];
  let topic: readonly string[] = [];
  /** A letter or message speaks for its writer to the end of the story. */
  let message: Scope | null = null;
  for (const sentence of sentences) {
    const scopes = all[sentence.index] as Scope[];
    const isTold = sentence.zone.kind === "note" || sentence.zone.kind === "heading";
    const brought = sentence.zone.kind !== "note" ? broughtForward(text, folded, sentence) : null;
    if (isTold) {
      if (sentence.zone.kind === "note") last = [];
      else message = null;
      if (brought !== null && introduced === null) introduced = plainScope(sentence, [brought]);
      continue;
    }
    if (sentence.zone.kind === "body" && answering !== null) answering = null;
    if (message === null && quoting !== null && sentence.start >= quoting.until) quoting = null;
    if (quoting === null && sentence.zone.kind !== "question") {
      const quote = openQuotation(text, sentence, sentences);
      const names = quote === null ? null : quotedNames(quote.closing, last.length > 0 ? last : topic, introduced);
      if (quote !== null && names !== null && names.length > 0) quoting = { scope: plainScope(sentence, names), until: quote.until };
    }
    const outer =
      quoting !== null && sentence.start < quoting.until
        ? quoting.scope
        : sentence.zone.kind === "answer"
          ? (answering ?? introduced)
          : paragraph !== null && sentence.start < paragraph.to
            ? paragraph
            : message;
    if (outer !== null) scopes.push({ ...outer, from: sentence.start, to: sentence.end });
    const voices = englishVoices(text, folded, sentence, outlet, last.length > 0 ? last : topic, outer !== null);
    let chain: readonly string[] = outer?.names ?? [];
    const told = outer?.told ?? null;
    let main: readonly string[] | null = null;
    if (sentence.zone.kind === "body") {
      if (brought !== null && voices.every((v) => v.names.length === 0)) {
        introduced = plainScope(sentence, [...chain, brought]);
        if (/[:：]\s*$/.test(text.slice(sentence.start, sentence.end))) message = introduced;
      }
      topic = leadingSpeaker(text, folded, sentence) ?? topic;
    }
    for (const voice of voices) {
      const before = scopes.at(-1);
      if (
        before !== undefined &&
        before !== (outer === null ? undefined : scopes[0]) &&
        before.from < voice.start &&
        /(?:;|,? (?:while|whereas|but)|, and) ?$/.test(folded.slice(before.from, Math.ceil(voice.start)))
      ) {
        // "A said …; B put it at …": voices side by side, not one inside the other.
        scopes[scopes.length - 1] = { ...before, to: Math.ceil(voice.start) };
        chain = outer?.names ?? [];
        main = null;
      }
      chain = [...chain, ...voice.names.filter((name) => !chain.includes(name))];
      // A pronoun in the next sentence takes up who speaks in the main clause, not the innermost voice.
      if (voice.names.length > 0) last = main ??= chain;
      const spoken = between(times, voice.start - 25, voice.from).find(
        (t) => t.end <= voice.from + 2 && t.start < voice.from && t.role === "at" && isSpeakingTime(folded, t, voice),
      );
      if (spoken !== undefined) speakingTimes.add(spoken);
      const scope: Scope = {
        from: voice.from,
        to: voice.to,
        names: chain,
        basis: voice.basis,
        told: spoken?.edtf ?? told,
        introducedFrom: voice.start,
        introducedTo: voice.from,
      };
      scopes.push(scope);
      if (voice.opens === "block") answering = scope;
      // Turns with no line that opens them ("the following details:") are answered by whoever the text introduced last.
      if (sentence.zone.kind === "body" && voice.names.length > 0) introduced = scope;
      if (voice.opens === "paragraph") paragraph = { ...scope, to: sentence.zone.end };
      const quoteEnd = quotationEnd(text, voice.from, sentence, sentences);
      if (quoteEnd !== null) {
        quoting = { scope, until: quoteEnd };
        scopes[scopes.length - 1] = { ...scope, to: Math.min(quoteEnd, sentence.end) };
        if (voice.opens === "sentence" && quoteEnd < sentence.end) scopes[scopes.length - 1] = scope;
      }
    }
  }
  return { scopes: all, speakingTimes };
}

/** The scope that speaks at a place. */
export function scopeAt(attribution: Attribution, sentence: number, at: number): Scope | null {
  let found: Scope | null = null;
  for (const scope of attribution.scopes[sentence] ?? []) if (scope.from <= at && at < scope.to) found = scope;
  return found;
}

export function isProtected(name: string): boolean {
  return protectedSpeakers.test(name);
}

const plainScope = (sentence: Sentence, names: readonly string[]): Scope => ({
  from: sentence.start,
  to: sentence.end,
  names,
  basis: "not-told",
  told: null,
  introducedFrom: -1,
  introducedTo: -1,
});

/** Who is brought forward in a sentence without saying anything in it yet: "A waitress spoke to us", "Message from a trader:". */
function broughtForward(text: string, folded: string, sentence: Sentence): string | null {
  const end = Math.min(sentence.end, sentence.start + 240);
  for (const pattern of introductions) {
    const found = pattern.exec(folded.slice(sentence.start, end));
    if (found === null) continue;
    const at = sentence.start + found.index + found[0].indexOf(found[1] as string);
    const name = cleanName(text.slice(at, at + (found[1] as string).length));
    if (name !== null && (speakerNouns.has(headOf(name)) || actor.test(headOf(name)))) return name;
  }
  return null;
}

/** The noun phrase a sentence opens with, when it is one person who could speak: "The man, a builder, came back". */
function leadingSpeaker(text: string, folded: string, sentence: Sentence): readonly string[] | null {
  const found =
    /^(?:testimony [a-z0-9]+\. )?((?:the|an?|one|another) [a-z' -]{2,50}?)(?=,| (?:is|was|has|had|came|went|left|returned|lives?|lived|works?|worked|runs?|ran|who|does|did|knows|knew|got|sold|drives|drove)\b)/.exec(
      folded.slice(sentence.start, Math.min(sentence.end, sentence.start + 120)),
    );
  if (found === null) return null;
  const at = sentence.start + found[0].lastIndexOf(found[1] as string);
  const name = cleanName(text.slice(at, at + (found[1] as string).length));
  return name !== null && !/s$/.test(headOf(name)) && !mediaNouns.has(headOf(name)) && people.test(headOf(name)) ? [name] : null;
}

/** Nouns of people by their ending, beside the table of those that speak. */
const actor = /[a-z]{3}(?:er|or|ist|ian|man|woman|men|women|ant|ee)$/;
const people =
  /^(?:man|woman|mother|father|source|partner|resident|official|broker|worker|waitress|refugee|defector|trader|returnee|cook|guard|driver|builder|seamstress|foreman|supervisor|[a-z]{3,}(?:er|or|ist|ian|man|woman|ess|ee))$/;

type OpenQuotation = { readonly until: number; readonly closing: string | null };
/** A quotation that opens a sentence: where it closes, and what stands behind the closing mark in its sentence. */
function openQuotation(text: string, sentence: Sentence, sentences: readonly Sentence[]): OpenQuotation | null {
  const open = text[sentence.start];
  if (open !== '"' && open !== "“") return null;
  const end = text.slice(sentence.start + 1, sentence.start + 4000).indexOf(open === '"' ? '"' : "”");
  if (end === -1) return null;
  const until = sentence.start + 2 + end;
  if (until <= sentence.end && /[a-z]/.test(text.slice(until, sentence.end))) return null;
  let index = sentence.index;
  while (index + 1 < sentences.length && (sentences[index] as Sentence).end < until) index += 1;
  const last = sentences[index] as Sentence;
  const closing = text.slice(until, Math.max(until, last.end)).trim();
  return { until, closing: closing === "" ? null : closing };
}

/** Whose words a quotation holds: who is named behind it, else who spoke last or was brought forward. */
function quotedNames(closing: string | null, last: readonly string[], introduced: Scope | null): readonly string[] {
  if (closing !== null) {
    const found =
      /^(?:said|says|explained|added|recalled|recalls|told us|adds) (.{2,60}?)[.,;]?$/i.exec(closing) ??
      /^(.{2,60}?) (?:said|says|explained|explains|added|adds|recalled|recalls|told|tells|begins?|began|insisted|insists)\b/i.exec(closing);
    const raw = found?.[1] ?? "";
    if (carriedSpeakers.test(raw.toLowerCase())) return last.length > 0 ? last : (introduced?.names ?? []);
    const name = raw === "" ? null : cleanName(raw);
    if (name !== null && speakerNouns.has(headOf(name))) return [name];
  }
  return introduced !== null && last.length === 0 ? introduced.names : last;
}

function isSpeakingTime(folded: string, time: SeenTime, voice: Voice): boolean {
  if (time.start >= voice.start && time.end <= voice.from)
    return (
      /(?:\bon |\bin |\blast |\bof |\bthis |yesterday|\bearlier )/.test(folded.slice(time.start - 4, time.end)) &&
      !/\b(?:returned|back|left|came|went)\b[^,]*$/.test(folded.slice(voice.start, time.start))
    );
  return false;
}

/** Where a quotation opened right behind the attribution closes, possibly sentences later. */
function quotationEnd(text: string, from: number, sentence: Sentence, sentences: readonly Sentence[]): number | null {
  let at = from;
  while (at < text.length && text.charCodeAt(at) <= 32) at += 1;
  // A colon at the end of a line: the quotation is the next line.
  const open = text[at];
  const close = open === '"' ? '"' : open === "“" ? "”" : open === "「" ? "」" : open === "『" ? "』" : open === "‘" ? "’" : null;
  if (close === null) return null;
  const limit = sentences.at(-1)?.end ?? text.length;
  const end = text.slice(at + 1, at + 4000).indexOf(close);
  return end === -1 || at + 1 + end > limit ? sentence.end : at + end + 2;
}

function englishVoices(
  text: string,
  folded: string,
  sentence: Sentence,
  outlet: string,
  last: readonly string[],
  isSpokenFor: boolean,
): Voice[] {
  const voices: Voice[] = [];
  const { start, end } = sentence;
  const words = /[a-z]+(?:'[a-z]+)?/g;
  let clause = start;
  for (const word of folded.slice(start, end).matchAll(words)) {
    const hit = { 0: word[0], index: start + word.index };
    const after = hit.index + hit[0].length;
    const opensBlock = blockVerbs.has(hit[0]) && /[:：]\s*$/.test(text.slice(after, end));
    const counts = !opensBlock && countingVerbs.test(folded.slice(hit.index, hit.index + 90));
    const force = opensBlock ? "says" : (sayingVerbs.get(hit[0]) ?? (counts ? "reckons" : undefined));
    if (force === undefined) continue;
    if (inQuotedSpeechStart(folded, clause, hit.index)) clause = lastQuoteBefore(folded, clause, hit.index);
    if (isNounHere(folded, hit.index, after)) continue;
    if (unspoken.test(folded.slice(Math.max(clause, hit.index - 30), hit.index))) {
      clause = after;
      continue;
    }
    if (
      /^put/.test(hit[0]) &&
      !/^ it,/.test(folded.slice(after, after + 4)) &&
      !/^ (?:the |its |their |that |this )?(?:number|total|figure|count|strength|force|workforce|headcount|share|cost|price|it|them|those|income|toll|north koreans)\b.{0,80}? at\b/.test(
        folded.slice(after, Math.min(end, after + 110)),
      )
    )
      continue;
    const passive = /\b(?:is|are|was|were|be|been|being)\s+(?:also |only |now |widely |generally )?$/.exec(
      folded.slice(Math.max(clause, hit.index - 24), hit.index),
    );
    if (passive !== null && !/^(?:quoted|cited)$/.test(hit[0])) continue;
    const first = /\bi$/.test(folded.slice(clause, hit.index).trimEnd());
    if (first) {
      voices.push({
        names: [],
        start: hit.index,
        from: after,
        to: end,
        basis: force === "heard" ? "heard" : force === "saw" ? "saw" : "not-told",
        opens: "sentence",
      });
      clause = after;
      continue;
    }
    const subject =
      subjectBefore(text, folded, clause, hit.index, last, force === "says") ??
      (/^tell|^told/.test(hit[0]) ? null : invertedSubject(text, folded, clause, after, end, last));
    if (subject === null) continue;
    if (
      counts &&
      !sayingVerbs.has(hit[0]) &&
      ((!/^(?:spe|spo|tal|men|arr)/.test(hit[0]) && !tellsFigures(subject.names.at(-1) ?? "")) ||
        /\b(?:he|she|they|it)(?: [a-z]+)? $/.test(folded.slice(Math.max(0, hit.index - 12), hit.index)))
    )
      continue;
    if (force === "reckons" && /^(?:put|count|list|record|show|expect|estimate|think|believe|reckon|guess)/.test(hit[0]) && subject.weak)
      continue;
    const medium = /^(?:tell|tells|told|telling)$/.test(hit[0]) ? mediumAfter(text, folded, after, end, outlet) : null;
    const relay = medium ?? quotedBy(text, folded, subject.start, hit.index);
    const names = [...(relay === null ? [] : [relay]), ...subject.names].filter((name) => !sameName(name, outlet));
    const opener = openerAfter(text, after, end);
    const trailing = subject.parenthetical || opener.trailing;
    voices.push({
      names,
      start: subject.start,
      from: trailing ? (voices.length > 0 ? subject.backTo : start) : opener.from,
      to: end,
      basis:
        force === "reckons"
          ? "inferred"
          : force === "heard"
            ? "heard"
            : /\b(?:statistics|report|document|ledger|database|study|figures|data|survey)\b/i.test(names.at(-1) ?? "")
              ? "read"
              : "not-told",
      // "A friend writes: …": what follows in the paragraph is hers.
      opens: opener.block
        ? "block"
        : /^(?:writes?|wrote)$/.test(hit[0]) &&
            sentence.start === sentence.zone.start &&
            /^\s?[:：]\s+[^"“”\s]/.test(text.slice(after, after + 6))
          ? "paragraph"
          : "sentence",
    });
    clause = after;
  }
  for (const match of folded.slice(start, end).matchAll(accordingTo)) {
    const hit = { 0: match[0], index: start + match.index };
    const at = hit.index + hit[0].length;
    const stop = nounPhraseEnd(folded, at, end);
    const name = cleanName(text.slice(at, stop));
    if (
      name === null ||
      sameName(name, outlet) ||
      /^(?:\d|for |by |in |as )/.test(name) ||
      /\b(?:is|are|was|were) $/.test(folded.slice(hit.index - 5, hit.index))
    )
      continue;
    const colon = hit.index <= start + 1 && text.slice(stop, Math.min(end, stop + 24)).includes(":");
    // "Citing two diplomats, the paper said": the paper is the outer voice.
    const relay = quotedBy(text, folded, at, Math.min(end, at + 120));
    const said = /^(?:citing|quoting) /.test(hit[0]) && hit.index <= start + 1 ? voices.find((v) => v.names.length > 0) : undefined;
    voices.push({
      names: relay === null || sameName(relay, outlet) ? [name] : [relay, name],
      start: said === undefined ? hit.index : said.start + 0.5,
      from: hit.index <= start + 1 ? stop : start,
      to: end,
      basis: /\b(?:statistics|report|document|ledger|study|figures|data|survey|daily|newspaper|paper)\b/i.test(name) ? "read" : "not-told",
      opens: colon ? "paragraph" : "sentence",
    });
  }
  const quoted = /^((?:a|an|the|one|another)\s+[\w' -]{3,40}?)\s+(?:is|was|are|were)\s+(?:quoted|cited)\b/.exec(folded.slice(start, end));
  if (quoted !== null) {
    const name = cleanName(text.slice(start, start + (quoted[1] as string).length));
    if (name !== null && !voices.some((v) => v.names.includes(name)))
      voices.push({ names: [name], start, from: start, to: end, basis: "not-told", opens: "sentence" });
  }
  return demander(text, folded, sentence, voices, isSpokenFor);
}

/** Who demands is the voice of the sum demanded: "Pyongyang has asked owners to go up to …". */
const demands =
  /(?:^|[;.,] ?(?:and |but |while )?)((?:the )?[a-z' ]{3,40}?)\s+(?:has|have|had)?\s*(?:now )?(?:asked|asks|demanded|demands|ordered|orders|instructed|called on)\s/;
function demander(text: string, folded: string, sentence: Sentence, voices: Voice[], isSpokenFor: boolean): Voice[] {
  for (const piece of clausesOf(folded, sentence.start, sentence.end)) {
    const found = demands.exec(folded.slice(piece.from, piece.to));
    if (found === null) continue;
    const at = piece.from + found.index + found[0].indexOf(found[1] as string);
    const raw = text.slice(at, at + (found[1] as string).length);
    const name = cleanName(raw);
    if (name === null || !/^\p{Lu}/u.test(name) || /^(?:He|She|They|It|We)\b/.test(raw)) continue;
    if (isSpokenFor || voices.some((v) => v.from <= at && at < v.to)) continue;
    voices.push({ names: [name], start: at, from: at, to: piece.to, basis: "not-told", opens: "sentence" });
  }
  return voices.sort((a, b) => a.start - b.start || a.from - b.from);
}

function clausesOf(folded: string, start: number, end: number): { from: number; to: number }[] {
  const cuts = [start];
  for (let at = start; at < end; at += 1) if (folded[at] === ";") cuts.push(at + 1);
  return cuts.map((from, i) => ({ from, to: cuts[i + 1] ?? end }));
}

/** "A UN report says", "the count of": the word is the noun, not the verb. */
const alsoNouns = /^(?:reports?|counts?|estimates?|states?|notes?|claims?|lists?|records?|shows?|prints?|guess|relates?)$/;
function isNounHere(folded: string, at: number, after: number): boolean {
  if (/'s $/.test(folded.slice(Math.max(0, at - 3), at)) && alsoNouns.test(folded.slice(at, after))) return true;
  // "A reporting partner": a participle before its noun.
  if (folded.slice(at, after).endsWith("ing") && /(?:^|[^a-z])(?:an?|the|our|one) $/.test(folded.slice(Math.max(0, at - 5), at)))
    return true;
  if (!alsoNouns.test(folded.slice(at, after))) return false;
  const subject = / ([a-z]+) $/.exec(folded.slice(Math.max(0, at - 24), at))?.[1] ?? "";
  if (folded[after - 1] === "s" && !subject.endsWith("s") && people.test(subject)) return false;
  const next = /^ ([a-z]+)/.exec(folded.slice(after, after + 20))?.[1] ?? "";
  if (sayingVerbs.has(next) || /^(?:of|from|by|on|which|is|was|has|had)$/.test(next)) return true;
  return (
    /(?:^|[^a-z])(?:an?|the|this|each|one|its|their|his|her)(?: [a-z.]+){0,2} $/.test(folded.slice(Math.max(0, at - 40), at)) &&
    !/s $/.test(folded.slice(at - 2, at)) &&
    !folded.slice(at, after).endsWith("s")
  );
}

const inQuotedSpeechStart = (folded: string, from: number, to: number): boolean => folded.slice(from, to).includes('"');
const lastQuoteBefore = (folded: string, from: number, to: number): number => Math.max(from, folded.lastIndexOf('"', to - 1) + 1);

type Subject = {
  readonly names: readonly string[];
  readonly start: number;
  readonly backTo: number;
  readonly parenthetical: boolean;
  readonly weak: boolean;
};

/** The noun phrase in front of the verb, over appositions and participles. */
function subjectBefore(
  text: string,
  folded: string,
  clause: number,
  verbAt: number,
  last: readonly string[],
  isSaying: boolean,
): Subject | null {
  let to = verbAt;
  while (to > clause && folded.charCodeAt(to - 1) === 32) to -= 1;
  clause = Math.max(clause, verbAt - 400);
  let piece = folded
    .slice(clause, to)
    .replace(/(?: (?:has|have|had|also|now|recently|reportedly|later|then|further|once|always|still|only|who|which|that))+$/, "");
  let from = clause;
  // Behind the last "that", colon, semicolon or conjunction that begins a clause of its own.
  const cuts = /(?:\b(?:that|but|although|though|while|whereas|because|since|if|when|as|and when)\s+|[:;]\s+|"\s*|\s-\s+)/g;
  for (let cut = cuts.exec(piece); cut !== null; cut = cuts.exec(piece)) {
    const next = cut.index + cut[0].length;
    if (next < piece.length) from = clause + next;
  }
  piece = folded.slice(from, clause + piece.length);
  const chunks = commaChunks(piece, from);
  if (chunks.length === 0) return null;
  let index = chunks.length - 1;
  let tail = "";
  while (index >= 0) {
    const chunk = chunks[index] as Chunk;
    const words = folded.slice(chunk.from, chunk.to);
    if (
      index > 0 &&
      isAppositive(
        words,
        folded.slice((chunks[index - 1] as Chunk).from, (chunks[index - 1] as Chunk).to),
        chunks.length - 1 - index,
        index,
        isProperName(text.slice((chunks[index - 1] as Chunk).from, (chunks[index - 1] as Chunk).to)),
      )
    ) {
      if (/^in [a-z]/.test(words) && chunks.length - 1 === index) tail = `, ${text.slice(chunk.from, chunk.to)}`;
      index -= 1;
      continue;
    }
    break;
  }
  let chunk = chunks[index];
  if (chunk === undefined) return null;
  const apposition = chunks[index + 1];
  if (apposition !== undefined && namelessSpeaker.test(folded.slice(chunk.from, chunk.to))) chunk = apposition;
  const raw = text.slice(chunk.from, chunk.to);
  if (noSpeaker.test(folded.slice(chunk.from, chunk.to))) return null;
  const lower = folded.slice(chunk.from, chunk.to);
  // A conjunction may open the chunk: "and a source says".
  // … or the person told: "told me the foreman had counted".
  const lead =
    /^(?:and |but |so |yet |meanwhile |also |however |still |then |(?:me|us|him|them|you|her)(?= (?:that |how )?(?:an?|the|one|he|she|they) ) (?:that |how )?)+/.exec(
      lower,
    )?.[0].length ?? 0;
  // "For this year it expects …": a pronoun behind an introduction.
  const carried =
    carriedSpeakers.test(lower.slice(lead).trim()) ||
    (isIntroduction(lower) &&
      /^[a-z0-9 ]{4,40} (?:he|she|it|they)$/.test(lower.trim()) &&
      !/\b(?:that|who|which|says?|said)\b/.test(lower));
  // "…," a lawmaker said: what a quotation says stands before its speaker.
  const closesQuote = index === 0 && /["”」]\s*$/.test(text.slice(Math.max(0, chunk.from - 3), chunk.from));
  const parenthetical =
    closesQuote || (index > 0 && !isIntroduction(folded.slice((chunks[0] as Chunk).from, (chunks[index - 1] as Chunk).to)));
  const position = { start: chunk.from, backTo: clause, parenthetical };
  if (carried) return last.length > 0 ? { names: last, ...position, weak: false } : null;
  const described = describedRole(lower.slice(lead));
  if (described !== null) return { names: [described], ...position, weak: false };
  const name = cleanName(raw.slice(lead));
  if (name === null) return null;
  const head = headOf(name);
  const named = /^\p{Lu}/u.test(name) && /^(?:[\p{Lu}\d][\p{L}\d.&'-]*(?: |$)|of |the |and |for )+$/u.test(name);
  const isPerson = isSaying && /^(?:an?|the|one|another) /.test(lower.slice(lead)) && actor.test(head);
  if (!speakerNouns.has(head) && !named && !isPerson) return null;
  if (
    named &&
    chunk.from === from &&
    /^(?:The|It|He|She|They|We|You|This|That|These|There|But|And|Most|Many|Some|All|Workers|People|Women|Men|Nobody|Everyone)$/.test(name)
  )
    return null;
  return {
    names: [name + (tail !== "" && /^another$/i.test(name) ? tail : "")],
    ...position,
    weak: /^(?:workers?|women|men|woman|man|companies|company|firms?|people|employers?)$/i.test(name),
  };
}

type Chunk = { readonly from: number; readonly to: number };
function commaChunks(piece: string, offset: number): Chunk[] {
  const chunks: Chunk[] = [];
  let start = 0;
  for (let at = 0; at <= piece.length; at += 1) {
    // A comma inside a number joins.
    if (at < piece.length && (piece[at] !== "," || /\d/.test(piece[at + 1] ?? ""))) continue;
    let a = start;
    let b = at;
    while (a < b && piece.charCodeAt(a) === 32) a += 1;
    while (b > a && piece.charCodeAt(b - 1) === 32) b -= 1;
    if (b > a) chunks.push({ from: offset + a, to: offset + b });
    start = at + 1;
  }
  return chunks;
}

const isProperName = (words: string): boolean =>
  /^(?:\p{Lu}[\p{L}'-]+)(?: \p{Lu}[\p{L}'.-]+){0,2}$/u.test(words) && !isIntroduction(words.toLowerCase());

function isAppositive(words: string, before: string, fromEnd: number, index: number, behindName: boolean): boolean {
  if (
    /^(?:in|from|across|near|at|on|of|with|to|for|by|who|which|himself|herself|just|along|opposite|[a-z]{3,}ing|[a-z]{3,}ed)\b/.test(words)
  )
    return true;
  if (/^[a-z]+ (?:province|county|city|prefecture|region)$/.test(words)) return true;
  // "Partner A, a resident of R, reported": the apposition stands right before the verb, and a speaker before it.
  return (
    fromEnd === 0 && index === 1 && /^(?:an?|the|one) /.test(words) && (behindName || (isSpeakerPhrase(before) && !isIntroduction(before)))
  );
}

/** A whole noun phrase that can speak, with no verb in it. */
function isSpeakerPhrase(words: string): boolean {
  const name = cleanName(words);
  return (
    name !== null &&
    name.length >= words.trim().replace(/^(?:an?|the) /, "").length &&
    words.split(" ").length <= 6 &&
    speakerNouns.has(headOf(name))
  );
}

const isIntroduction = (words: string): boolean =>
  /^(?:in|on|at|by|for|since|from|after|before|during|according|as|when|while|meanwhile|additionally|however|separately|moreover|last|this|until|under|despite|besides|also|still|then|yesterday|recently|asked|of|over|with|among|between|following|earlier|later|\w+ly)\b/.test(
    words.trim(),
  );

function describedRole(words: string): string | null {
  for (const [pattern, role] of roleOfDescription) if (pattern.test(words.trim())) return role;
  return null;
}

/** "said a trade official", `"…," said the broker`: the subject behind the verb. */
function invertedSubject(
  text: string,
  folded: string,
  clause: number,
  after: number,
  end: number,
  last: readonly string[],
): Subject | null {
  const rest = folded.slice(after, Math.min(end, after + 120));
  const before = folded.slice(clause, after).trimEnd();
  const isBehindQuote = /^\s*[a-z]+$/.test(before) && /["”]\s*$/.test(text.slice(Math.max(0, clause - 2), clause));
  if (!isBehindQuote && !/[,"'?!-] ?[a-z]+$/.test(before) && !/^so [a-z]+$/.test(before)) return null;
  const found = /^ ((?:an?|the|one|another) )?[a-z]/.exec(rest);
  if (found === null) return null;
  const stop = nounPhraseEnd(folded, after + 1, end);
  const raw = text.slice(after + 1, stop);
  if (carriedSpeakers.test(raw.toLowerCase()))
    return last.length > 0 ? { names: last, start: after + 1, backTo: clause, parenthetical: true, weak: false } : null;
  const name = cleanName(raw);
  if (
    name === null ||
    !(speakerNouns.has(headOf(name)) || /^\p{Lu}/u.test(name) || (/^(?:an?|the|one|another) /i.test(raw) && actor.test(headOf(name))))
  )
    return null;
  return { names: [name], start: after + 1, backTo: clause, parenthetical: true, weak: false };
}

function mediumAfter(text: string, folded: string, after: number, end: number, outlet: string): string | null {
  const found = /^ ((?:the |a |an )?[a-z][a-z .'-]{1,40}?)(?=[,:]| on | in | that | at | last | this |$| \d| earlier)/.exec(
    folded.slice(after, Math.min(end, after + 60)),
  );
  if (found === null) return null;
  const name = cleanName(text.slice(after + 1, after + 1 + (found[1] as string).length));
  if (name === null || sameName(name, outlet)) return null;
  const head = headOf(name);
  return mediaNouns.has(head) ? name : null;
}

/** "a driver quoted by the radio": the radio is the outer voice. */
function quotedBy(text: string, folded: string, from: number, to: number): string | null {
  const found = /\b(?:quoted|cited|interviewed) by /.exec(folded.slice(from, to));
  if (found === null) return null;
  const at = from + found.index + found[0].length;
  const name = cleanName(text.slice(at, nounPhraseEnd(folded, at, to)));
  return name !== null && (mediaNouns.has(headOf(name)) || /^\p{Lu}/u.test(name)) ? name : null;
}

/** Bodies and papers whose "gives 20,000" is a statement; a plant's or a woman's is an act. */
const tellsFigures = (name: string): boolean =>
  /(?:group|institute|study|database|report|paper|survey|ngo|bank|ministry|agency|panel|record|statistic|figure|data|professor|academic|researcher|analyst|expert|diplomat|envoy|embass\w*|source|newspaper|daily|magazine|estimate|union|commission|committee|council|university|scholar|think tank|church|monitor|watchdog|organi[sz]ation|register|filing|document|dossier|outlet|broadcaster|radio|official)s?(?: (?:in|of|at|from) .+)?$/i.test(
    name,
  );

type Opener = { readonly from: number; readonly block: boolean; readonly trailing: boolean };
function openerAfter(text: string, after: number, end: number): Opener {
  const rest = text.slice(after, end);
  if (/[:：]\s*$/.test(rest))
    return { from: end, block: /\b(?:following|details|below|as follows|questions?)\b/i.test(rest), trailing: false };
  // Up to "that", a colon or an opening quotation the words still introduce: whom, where and when it was told.
  const lead = /^(?:[^,:"“;]{0,70}?\bthat\b|[^:"“;]{0,60}?:(?=\s)|[^,:;"“]{0,50}?,?(?=\s["“]))/.exec(rest);
  return { from: after + (lead?.[0].length ?? 0), block: false, trailing: /^\s*[.,;]?\s*$/.test(rest) };
}

/** The end of a noun phrase that begins at `at`: before a comma, colon, verb or date. */
function nounPhraseEnd(folded: string, at: number, end: number): number {
  const found =
    /^(?:(?:an?|the|one|another) )?.{1,80}?(?=[,:;."()]|$| (?:that|which|who|says|said|is|was|are|were|has|have|had|on|dated|to|living|working|there (?:is|are)|published|released|mediating|and|but|as|at least)\b| of (?:january|february|march|april|may|june|july|august|september|october|november|december|\d))/.exec(
      folded.slice(at, Math.min(end, at + 100)),
    );
  return found === null ? at : at + found[0].length;
}

/** The report speaking of itself is no further voice. */
const selfReference = /^(?:article|story|piece|text|author|copy|page|post|item|reporters?)$/i;

/** The phrase as the chain prints it: without its article, adverbs, participles and relative clauses. */
export function cleanName(raw: string): string | null {
  // What a bracket adds, a translation or a town, is no part of the name.
  let name = raw
    .replace(/\s*[(（][^)）]*[)）]\s*$/u, "")
    .trim()
    .replace(/^(?:and|but|so|yet|also|meanwhile|however|still|then|quoting|citing|as)\s+/i, "");
  name = name
    .replace(/^it (?:was|is|had been) /i, "")
    .replace(/^(?:an?|the|one|its|his|her|their|our|my|your|this|that|translated|a translated)\s+(?=\S)/i, "")
    .replace(/^translated\s+/i, "");
  name = name.replace(
    /\s+(?:who|which|living|working|based|mediating|handling|speaking|involved|familiar|close to|close|dealing|visiting|employed|posted|quoted|cited|seen by|obtained by|reviewed by|shown to|shared with|signed|dated|named|surnamed|identified|with|has|have|had|now|also|recently|told|reportedly|still|itself|himself|herself|says|said)\b.*$/is,
    "",
  );
  name = name.replace(
    /\s+(?:on|of|in|from|for) (?=\d|(?:the )?(?:end|start|middle|beginning) of|January|February|March|April|May \d|June|July|August|September|October|November|December|mid-|early |late |last ).*$/s,
    "",
  );
  name = name.replace(/[\s,;:"“”'’.]+$/u, "").replace(/^["“'‘]+/u, "");
  // "Source", "Reporting partner A" are capitals of a sentence's start, not names.
  const first = /^([A-Z])([a-z]+)\b/.exec(name);
  if (
    first !== null &&
    (speakerNouns.has(first[0].toLowerCase()) || /^(?:Reporting|Trade|Local|Several|Another|Some|Two|Three|Many)$/.test(first[0])) &&
    !/^[A-Z][a-z]+ [A-Z][a-z]/.test(name) &&
    !/^Another,/.test(name)
  )
    name = name[0]!.toLowerCase() + name.slice(1);
  if (selfReference.test(name)) return null;
  return name === "" || name.length > 80 ? null : name;
}

function headOf(name: string): string {
  const lower = name.toLowerCase();
  const trimmed = lower.replace(/\s+(?:in|of|at|from|for|on|near|there|here|a|b|c|d|1|2|\p{Lu})\b.*$/u, "");
  const last = trimmed.split(/\s+/).at(-1) ?? "";
  return last.replace(/'s?$/, "");
}

const sameName = (a: string, b: string): boolean =>
  a.toLowerCase() === b.toLowerCase() || b.toLowerCase().startsWith(`${a.toLowerCase()} (`);
