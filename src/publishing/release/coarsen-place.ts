/**
 * Widens places to the province (or the country) before they leave (rule DI5). A place we cannot put in a province widens to
 * its country: not knowing where it lies is a reason to say less, not more.
 */
import { provinces } from "./provinces.ts";

export type PlaceDetail = "province" | "country" | "as-told";

type Named = { readonly words: string; readonly province: (typeof provinces)[number]; readonly town: boolean };

const gazetteer: readonly Named[] = provinces
  .flatMap((province) => [
    ...province.towns.map((words) => ({ words, province, town: true })),
    ...[province.name, ...province.also].map((words) => ({ words, province, town: false })),
  ])
  .sort((a, b) => b.words.length - a.words.length || (a.words < b.words ? -1 : 1));

const byWords = new Map(gazetteer.map((named) => [named.words.toLowerCase(), named]));
const anyPlace = placePattern(gazetteer.map(({ words }) => words));
const anyTown = placePattern(gazetteer.filter(({ town }) => town).map(({ words }) => words));

/** A place as it may leave: its provinces in the order told, else the name of its country, else null. */
export function coarsenPlace(place: string | null, country: string | null, detail: PlaceDetail = "province"): string | null {
  if (place === null || detail === "as-told") return place;
  const found = [...place.matchAll(anyPlace)].flatMap((match) => byWords.get(match[0].toLowerCase()) ?? []);
  const widened = [
    ...new Set(found.map(({ province }) => (detail === "province" ? province.name : (countryName(province.country) ?? province.name)))),
  ];
  if (widened.length > 0) return widened.join(" and ");
  const named = countryIn(place);
  return named.length > 0 ? named.join(" and ") : countryName(country);
}

/** Text with every town named in it widened to its province; the rest as it is. */
export function widenTowns(text: string): string {
  return text.replace(anyTown, (town) => `a place in ${byWords.get(town.toLowerCase())?.province.name ?? "the province"}`);
}

/** The towns and counties a text names, in order, each once. */
export function townsIn(text: string): readonly string[] {
  return [...new Set(text.match(anyTown) ?? [])];
}

/** The first province a text names or implies, for bounding how many people live there. */
export function provinceIn(text: string): string | null {
  const first = text.match(anyPlace)?.[0];
  return first === undefined ? null : (byWords.get(first.toLowerCase())?.province.name ?? null);
}

const COUNTRIES: Readonly<Record<string, string>> = {
  KP: "North Korea",
  CN: "China",
  RU: "Russia",
  KR: "South Korea",
  JP: "Japan",
  MN: "Mongolia",
  PL: "Poland",
  KW: "Kuwait",
  QA: "Qatar",
  AE: "United Arab Emirates",
  MY: "Malaysia",
  KH: "Cambodia",
  LA: "Laos",
  VN: "Vietnam",
  SN: "Senegal",
  CD: "DR Congo",
  MT: "Malta",
  OM: "Oman",
  NP: "Nepal",
  BD: "Bangladesh",
  TH: "Thailand",
  ID: "Indonesia",
  MM: "Myanmar",
};
const anyCountry = placePattern(Object.values(COUNTRIES));

/** English name of a country code; null when the code is null or not one we name. */
export function countryName(code: string | null): string | null {
  return code === null ? null : (COUNTRIES[code] ?? null);
}

function countryIn(place: string): readonly string[] {
  return [...new Set(place.match(anyCountry) ?? [])];
}

/** Whole words for alphabets; bare for scripts without spaces. Longest first, so that "Changbai County" is one place. */
function placePattern(words: readonly string[]): RegExp {
  const sorted = [...words].sort((a, b) => b.length - a.length);
  const escape = (word: string) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const spaced = sorted.filter((word) => /^[\u0000-\u024f]+$/.test(word)).map(escape);
  const bare = sorted.filter((word) => !/^[\u0000-\u024f]+$/.test(word)).map(escape);
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${spaced.join("|")})(?![\\p{L}\\p{N}])${bare.length > 0 ? `|${bare.join("|")}` : ""}`, "giu");
}
