/**
 * How two places named in words lie to each other. Names are compared by their telling words: "Changbai County, Jilin" lies
 * within "Jilin", and everything lies within the country. Two names that share nothing are apart, though a gazetteer might know
 * better: a person decides on every link, so an unknown alias costs a proposal, never a wrong sum.
 */

export type PlaceRelation = "same" | "first-within" | "second-within" | "apart";

/** A place as a claim tells it: the words, and the country when known. */
export type ToldPlace = { readonly place: string | null; readonly country: string | null };

/** How the first place lies to the second. Null places are as wide as their country; a null country is the world. */
export function placeRelation(a: ToldPlace, b: ToldPlace): PlaceRelation {
  if (a.country !== b.country) {
    if (a.country === null) return isWide(a) ? "second-within" : "apart";
    if (b.country === null) return isWide(b) ? "first-within" : "apart";
    return "apart";
  }
  const [x, y] = [tellingWords(a), tellingWords(b)];
  if (x.size === 0 || y.size === 0) return x.size === y.size ? "same" : x.size === 0 ? "second-within" : "first-within";
  const shared = [...x].filter((word) => y.has(word)).length;
  if (shared === x.size && shared === y.size) return "same";
  if (shared === y.size) return isList(a) ? "second-within" : "first-within";
  if (shared === x.size) return isList(b) ? "first-within" : "second-within";
  return shared > 0 && (isList(a) || isList(b)) ? "same" : "apart";
}

/** "Dandong and Donggang" is wider than "Dandong"; "Changbai County, Jilin" is narrower than "Jilin". */
function isList({ place }: ToldPlace): boolean {
  return place !== null && (/\band\b|\bor\b|\bto\b/i.test(place) || (place.match(/,/g)?.length ?? 0) > 1);
}

function isWide(told: ToldPlace): boolean {
  return tellingWords(told).size === 0;
}

const telling = new Map<string, ReadonlySet<string>>();
const generic = new Set(
  "worldwide world abroad overseas countries global county province city district prefecture region regions area areas oblast krai the of in at to from via and or near through other several elsewhere".split(
    " ",
  ),
);
const countryNames = new Map<string, string>();

function tellingWords({ place, country }: ToldPlace): ReadonlySet<string> {
  const key = `${country}|${place}`;
  const known = telling.get(key);
  if (known) return known;
  const named = country === null ? "" : countryName(country);
  const words = (place ?? "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !generic.has(word) && !named.split(/[^\p{L}]+/u).includes(word));
  const found = new Set(words);
  if (telling.size > 50_000) telling.clear();
  telling.set(key, found);
  return found;
}

function countryName(code: string): string {
  const known = countryNames.get(code);
  if (known !== undefined) return known;
  const name = (new Intl.DisplayNames(["en"], { type: "region", fallback: "none" }).of(code) ?? "").toLowerCase();
  countryNames.set(code, name);
  return name;
}
