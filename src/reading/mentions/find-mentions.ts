/**
 * Names the organisations, places and roles of a text. What a reader would get wrong: a protected role (a partner, a returnee, a broker)
 * is a role and stays one; nothing here tries to say who it is.
 */
import type { Mention } from "#domain/claim.ts";
import { entityId } from "#domain/ids.ts";
import type { ReportId } from "#domain/ids.ts";
import { spanOf } from "#domain/span.ts";
import type { Span } from "#domain/span.ts";
import { between, covering } from "../claims/window.ts";
import { phraseTable } from "../phrases/table.ts";
import { isLatin } from "../phrases/table.ts";
import { gazetteer } from "./gazetteer.ts";
import type { Place } from "./gazetteer.ts";
import { soundKey } from "./sound-key.ts";
import { enterpriseClass, organisationPatterns, rolePatterns, stageRoles, workplaceList } from "./organisations.ts";

export type PlaceMention = { readonly place: Place; readonly start: number; readonly end: number };

const places = phraseTable<Place>(
  gazetteer.flatMap((place) => [place.name.toLowerCase(), ...place.also].map((words) => [words, place] as const)),
);

/** Every place name in the folded text, longest first at each spot. */
export function findPlaces(folded: string): readonly PlaceMention[] {
  const found: PlaceMention[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    if (isLatin(folded.charCodeAt(at)) && isLatin(folded.charCodeAt(at - 1))) continue;
    const hit = places.at(folded, at);
    if (hit === null || isNamesake(folded, hit.entry, hit.start, hit.end)) continue;
    found.push({ place: hit.entry, start: hit.start, end: hit.end });
    at = hit.end - 1;
  }
  const spelled = spelledOtherwise(folded, found);
  if (spelled.length > 0) return [...found, ...spelled].sort((a, b) => a.start - b.start);
  // "North Korean workers" and "Chinese" are people, not places: the adjective never matches, as it goes on in letters.
  return found;
}

/** Border towns that share their name with a town elsewhere in China, and the provinces that say it is the other one. */
const namesakes = new Set(["Linjiang", "Tumen", "Yanji", "Ji'an", "Donggang", "Nanping", "Changchun", "Helong", "Longjing"]);
const elsewhere =
  "重慶|重庆|山西|甘粛|甘肃|江西|四川|江蘇|江苏|福建|安徽|湖北|湖南|河北|広西|广西|貴州|贵州|浙江|山東|山东|山東省|江西省|福建省|四川省|江苏省|푸젠성|장시성|쓰촨성|산시성|chongqing|shanxi|gansu|jiangxi|sichuan|jiangsu|fujian|anhui|hubei|hunan|guangxi|guizhou|zhejiang|shandong";
const beforeNamesake = new RegExp(`(?:${elsewhere})(?:省|市|성)?(?:の|的| |'s )?$`, "u");
const behindNamesake = new RegExp(`^(?:,| in|, in)? (?:${elsewhere})\\b`, "u");
const isNamesake = (folded: string, place: Place, start: number, end: number): boolean =>
  namesakes.has(place.name) &&
  (beforeNamesake.test(folded.slice(Math.max(0, start - 14), start)) || behindNamesake.test(folded.slice(end, end + 16)));

/** Places of the North by the sound of their name, for spellings no table holds. */
const byKey = new Map(
  gazetteer
    .filter((place) => place.country === "KP" && place.at !== undefined)
    .flatMap((place) =>
      [place.name.replace(/ Province$/, ""), ...place.also.filter((one) => /^[가-힣]+$/.test(one))].map(
        (one) => [soundKey(one), place] as const,
      ),
    )
    .filter(([key]) => key.length >= 5),
);
/** A name with the marks of a romanisation, or in front of the word for what it is. */
const romanised = /[a-zŏŭ'’-]{0,20}[ŏŭ][a-zŏŭ'’-]{0,20}|[a-z'’]{5,16}(?=-(?:do|si|gun|up|ri)(?![a-z])| (?:province|county|city)(?![a-z]))/g;
function spelledOtherwise(folded: string, known: readonly PlaceMention[]): PlaceMention[] {
  const found: PlaceMention[] = [];
  let next = 0;
  for (const hit of folded.matchAll(romanised)) {
    const words = hit[0].replace(/-(?:do|si|gun|up|ri)$/, "");
    const end = hit.index + words.length;
    while (next < known.length && (known[next] as PlaceMention).end <= hit.index) next += 1;
    if (next < known.length && (known[next] as PlaceMention).start < end) continue;
    const place = byKey.get(soundKey(words));
    if (place !== undefined) found.push({ place, start: hit.index, end });
  }
  return found;
}

type Stretch = { readonly start: number; readonly end: number };

/** All mentions inside the evidence, one entry a name with every span. */
export function findMentions(input: {
  text: string;
  folded: string;
  evidence: readonly Stretch[];
  sentences: readonly Stretch[];
  places: readonly PlaceMention[];
  outlet: string;
  report: ReportId;
}): readonly Mention[] {
  const { text, evidence, sentences, outlet, report } = input;
  const inEvidence = (at: number) => covering(evidence, at) !== null;
  const covered = new Uint8Array(text.length);
  const sentenceAt = (at: number) => covering(sentences, at) ?? undefined;
  const byName = new Map<string, { mention: Omit<Mention, "id" | "spans">; spans: Span[] }>();
  const add = (mention: Omit<Mention, "id" | "spans">, start: number, end: number) => {
    if (!inEvidence(start)) return;
    const known = byName.get(mention.name);
    if (known === undefined) byName.set(mention.name, { mention, spans: [spanOf(text, start, end)] });
    else if (known.spans.at(-1)?.start !== start) {
      known.spans.push(spanOf(text, start, end));
      if (known.mention.role === null && mention.role !== null) known.mention = { ...known.mention, role: mention.role };
    }
  };
  for (const { words, schema, country } of organisationPatterns) {
    for (const hit of text.matchAll(words)) {
      const name = hit[0]
        .replace(/[’]/g, "'")
        .replace(/^(?:The|A|An|In|At|On|And|But|Many|Chinese|North Korean) (?=[A-Z])/, "")
        .trim();
      const start = hit.index + hit[0].length - name.length;
      if (covered[start] === 1 && covered[hit.index + hit[0].length - 1] === 1) continue;
      covered.fill(1, start, hit.index + hit[0].length);
      const sentence = sentenceAt(hit.index);
      add(
        { schema, name, country, role: roleNear(text, start, start + name.length, sentence), protect: false },
        start,
        hit.index + hit[0].length,
      );
    }
  }
  for (const hit of text.matchAll(workplaceList)) {
    const town = hit[2] as string;
    const listStart = hit.index + hit[0].indexOf(hit[1] as string);
    for (const item of (hit[1] as string).matchAll(/[a-z]+ (?:factory|mine|mill|plant|farm|brewery)/g)) {
      const start = listStart + item.index;
      add(
        {
          schema: "Company",
          name: `${town} ${item[0]}`,
          country: countryOf(input.places, hit.index + hit[0].length - town.length),
          role: "gives up workers",
          protect: false,
        },
        start,
        start + item[0].length,
      );
    }
  }
  for (const hit of text.matchAll(enterpriseClass)) {
    const country = between(input.places, hit.index, hit.index + hit[0].length)[0]?.place.country ?? null;
    add(
      {
        schema: "LegalEntity",
        name: hit[0],
        country,
        role: roleNear(text, hit.index, hit.index + hit[0].length, sentenceAt(hit.index)) ?? "employs the workers",
        protect: false,
      },
      hit.index,
      hit.index + hit[0].length,
    );
  }
  if (outlet !== "")
    for (let at = text.indexOf(outlet); at !== -1; at = text.indexOf(outlet, at + outlet.length))
      add({ schema: "Organization", name: outlet, country: null, role: "outlet", protect: false }, at, at + outlet.length);
  for (const { words, name, protect, role } of rolePatterns) {
    for (const hit of text.matchAll(words)) {
      const lead = /^(?:[Aa]n? |[Tt]he )/.exec(hit[0])?.[0].length ?? 0;
      add(
        { schema: "Role", name: name ?? hit[0].slice(lead).replace(/^R(?=eporting)/, "r"), country: null, role, protect },
        hit.index + lead,
        hit.index + hit[0].length,
      );
    }
  }
  for (const { place, start, end } of input.places) {
    add(
      {
        schema: "Address",
        name: place.name,
        country: place.country,
        role: null,
        protect: false,
        ...(place.at === undefined ? {} : { coordinates: { latitude: place.at[0], longitude: place.at[1] } }),
      },
      start,
      end,
    );
  }
  return [...byName.values()]
    .sort((a, b) => (a.spans[0] as Span).start - (b.spans[0] as Span).start)
    .map(({ mention, spans }, i) => ({
      ...mention,
      id: entityId(`${report}-e${String(i + 1).padStart(2, "0")}`),
      spans: spans as [Span, ...Span[]],
    }));
}

const countryOf = (found: readonly PlaceMention[], at: number): string | null => covering(found, at)?.place.country ?? null;

/** The role told in the clause the name stands in: up to the next comma, else in the sentence. */
function roleNear(text: string, start: number, end: number, sentence: Stretch | undefined): string | null {
  if (sentence === undefined) return null;
  const rest = text.slice(end, Math.min(sentence.end, end + 90));
  const comma = /,\s|\band\b/.exec(rest);
  const clause = comma === null ? rest : rest.slice(0, comma.index + (comma.index < 4 ? 30 : 0));
  for (const { words, role } of stageRoles) if (words.test(clause)) return role;
  const before = text.slice(Math.max(sentence.start, start - 60), start);
  for (const { words, role } of stageRoles) if (words.test(before + text.slice(start, end) + rest)) return role;
  return null;
}
