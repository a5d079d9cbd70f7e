/**
 * The place of a claim is where the work or the act is. What a reader would get wrong: where the source sits, where a ministry or a paper
 * sits, a capital that stands for its government, and where the workers are from are other places; a sentence that names none goes on in
 * the place of the one before, in the first of several ("across the Gulf: … in Kuwait, … in Qatar. They earn …"), but "there" is the last.
 */
import type { Attribution } from "../attribution/scopes.ts";
import type { Language } from "#domain/report.ts";
import type { PlaceMention } from "../mentions/find-mentions.ts";
import { gazetteer } from "../mentions/gazetteer.ts";
import type { Place } from "../mentions/gazetteer.ts";
import type { Sentence } from "../sentences/split.ts";
import type { Stretch } from "./clauses.ts";
import { between } from "./window.ts";

type Role = "work" | "speaker" | "attribute" | "origin" | "dateline" | "container";
type Placed = PlaceMention & { readonly role: Role };
export type PlacesOfReport = {
  readonly folded: string;
  readonly language: Language;
  readonly sentences: readonly Sentence[];
  readonly placed: readonly Placed[];
  /** Where everything is when all that is named lies in one place or country; worked out when first asked. */
  readonly onlyOne: (atHome: boolean) => PlaceMention | null;
};

/** What is told of home: these alone may stand in North Korea. */
const ofHome = new Set([
  "home_wage_monthly",
  "exchange_rate",
  "permit_fee",
  "bribe",
  "lead_time",
  "workers_per_enterprise",
  "ration_monthly",
  "group_size",
  "daily_hours",
]);
/** Countries that speak of the work and do not host it. */
const spectators = new Set(["KR", "US", "JP"]);
/** Told of a place without being one: sums and heads of the whole scheme. */
const everywhere = new Set([
  "workers_abroad_stock",
  "annual_state_revenue",
  "revenue_total",
  "state_share",
  "worker_share",
  "host_countries",
  "sites_count",
  "repatriated",
  "wage_nominal",
  "wage_received_monthly",
  "labour_cost_paid_monthly",
  "daily_hours",
  "rest_days",
  "workers_planned",
  "state_levy",
]);

export const worldwide: Place = { name: "worldwide", country: null, also: [] };

/** What each language says of no single place: the whole world, "there", and the countries inside adjectives. */
type PlaceWords = {
  readonly world: RegExp;
  readonly abroad: RegExp;
  readonly there: RegExp;
  readonly adjectives: Readonly<Record<string, string>>;
};
const words: Readonly<Record<Language, PlaceWords>> = {
  en: {
    world:
      /\b(?:world-?wide|around the world|across the world|all over the world|the world over|globally|around the globe|in (?:other|various|many|several) countries|in (?:[a-z]+ ){0,2}(?:\d+|dozens of|a dozen|[a-z]+teen|twenty|thirty|forty|fifty) countries)\b/g,
    abroad: /\b(?:abroad|overseas|outside the country|in foreign countries)\b/g,
    there: /\b(?:there|in the (?:town|city|county|province|area|port|region)|locally)\b/,
    adjectives: {
      russian: "Russia",
      chinese: "China",
      mongolian: "Mongolia",
      kuwaiti: "Kuwait",
      qatari: "Qatar",
      polish: "Poland",
      cambodian: "Cambodia",
      malaysian: "Malaysia",
    },
  },
  ko: { world: /전 ?세계|세계 각국|세계 각지/g, abroad: /해외|국외/g, there: /그곳|거기|현지/, adjectives: {} },
  ja: { world: /世界(?:中|全体|各国|各地|で)|全世界/g, abroad: /海外|国外/g, there: /そこ|現地|同地/, adjectives: {} },
  zh: { world: /全球|全世界|世界各(?:国|地)|世界范围/g, abroad: /海外|国外|境外/g, there: /那里|那儿|当地/, adjectives: {} },
};

/** Each place name with the part it plays in its sentence, worked out once. */
export function placesOf(input: {
  readonly folded: string;
  readonly language: Language;
  readonly sentences: readonly Sentence[];
  readonly places: readonly PlaceMention[];
  readonly attribution: Attribution;
}): PlacesOfReport {
  const { folded, language, sentences, places, attribution } = input;
  const placed: Placed[] = [];
  let at = 0;
  for (const place of places) {
    while (at < sentences.length && (sentences[at] as Sentence).end <= place.start) at += 1;
    const sentence = sentences[at];
    if (sentence === undefined || place.start < sentence.start) continue;
    const scopes = attribution.scopes[sentence.index] ?? [];
    const speaks = scopes.some((s) => s.introducedFrom <= place.start && place.end <= s.introducedTo && s.introducedFrom >= sentence.start);
    const role = roleOf(folded, language, place, placed.at(-1) ?? null, sentence);
    placed.push({ ...place, role: speaks && role !== "dateline" ? "speaker" : role });
    if (role === "work" && isContainer(folded, placed.at(-2) ?? null, place))
      placed[placed.length - 2] = { ...(placed.at(-2) as Placed), role: "container" };
  }
  const known = new Map<boolean, PlaceMention | null>();
  const alone = (atHome: boolean) => {
    let found = known.get(atHome);
    if (found === undefined) {
      const fits = placed.filter((p) => !spectators.has(p.place.country ?? "") && (p.place.country !== "KP" || atHome));
      found =
        onlyOne(fits.filter((p) => p.role !== "origin" && p.role !== "attribute")) ??
        ofGovernment(fits.filter((p) => p.role === "attribute"));
      known.set(atHome, found);
    }
    return found;
  };
  return { folded, language, sentences, placed, onlyOne: alone };
}

/** The place of a value, or null when the report names none that could be it. */
export function choosePlace(
  report: PlacesOfReport,
  value: { readonly start: number; readonly end: number; readonly measure: string; readonly clause: Stretch; readonly sentence: Sentence },
): PlaceMention | null {
  const { folded, sentences } = report;
  const { clause, sentence, measure } = value;
  const say = words[report.language];
  const fits = (p: Placed) => !spectators.has(p.place.country ?? "") && (p.place.country !== "KP" || ofHome.has(measure));
  const work = (from: number, to: number) => between(report.placed, from, to).filter((p) => p.role === "work" && fits(p));
  const nearest = (list: readonly Placed[]) => [...list].sort((a, b) => gap(folded, value, a) - gap(folded, value, b))[0];
  const part = partAt(folded, sentence, value.start);
  const told =
    nearest(work(clause.start, clause.end)) ??
    worldIn(folded, say, clause, measure) ??
    nearest(work(part.start, part.end)) ??
    worldIn(folded, say, part, measure) ??
    nearest(work(sentence.start, part.start));
  if (told !== undefined && told !== null) return told;
  const pointsBack = say.there.test(folded.slice(sentence.start, value.end + 40 < sentence.end ? value.end + 40 : sentence.end));
  const before = sentences.slice(Math.max(0, sentence.index - furthest), sentence.index).reverse();
  const inherited = (list: readonly Sentence[]) => {
    for (const other of list) {
      const named = work(other.start, other.end);
      const found = pointsBack ? named.at(-1) : (worldIn(folded, say, other, measure) ?? named[0]);
      if (found !== undefined && found !== null) return found;
    }
    return null;
  };
  const speaker = (list: readonly Sentence[]) => {
    for (const other of list) {
      const found = between(report.placed, other.start, other.end).find((p) => (p.role === "speaker" || p.role === "container") && fits(p));
      if (found !== undefined) return found;
    }
    return null;
  };
  const here = before.filter((s) => s.zone.start === sentence.zone.start && s.zone.kind === sentence.zone.kind);
  const elsewhere = before.filter((s) => !here.includes(s));
  return (
    inherited(here) ??
    speaker([sentence]) ??
    byAdjective(folded, say, clause) ??
    speaker(here) ??
    inherited(elsewhere) ??
    speaker(elsewhere) ??
    byAdjective(folded, say, { start: Math.max(0, sentence.start - 500), end: sentence.end }) ??
    report.onlyOne(ofHome.has(measure))
  );
}

/** The part of a sentence between its semicolons. */
function partAt(folded: string, sentence: Stretch, at: number): Stretch {
  const before = folded.lastIndexOf(";", at);
  const after = folded.indexOf(";", at);
  return {
    start: before > sentence.start ? before + 1 : sentence.start,
    end: after !== -1 && after < sentence.end ? after : sentence.end,
  };
}

/** Sentences looked back over for a place. */
const furthest = 14;

function worldIn(folded: string, say: PlaceWords, stretch: Stretch, measure: string): PlaceMention | null {
  if (!everywhere.has(measure)) return null;
  const text = folded.slice(stretch.start, stretch.end);
  for (const pattern of [say.world, say.abroad]) {
    pattern.lastIndex = 0;
    const found = pattern.exec(text);
    if (found !== null) return { place: worldwide, start: stretch.start + found.index, end: stretch.start + found.index + found[0].length };
  }
  return null;
}

function byAdjective(folded: string, say: PlaceWords, stretch: Stretch): PlaceMention | null {
  const names = Object.keys(say.adjectives);
  if (names.length === 0) return null;
  const found = [...folded.slice(stretch.start, stretch.end).matchAll(new RegExp(`\\b(?:${names.join("|")})\\b`, "g"))].at(-1);
  if (found === undefined) return null;
  const place = gazetteer.find((p) => p.name === say.adjectives[found[0]]);
  return place === undefined ? null : { place, start: stretch.start + found.index, end: stretch.start + found.index + found[0].length };
}

/** When all that is named lies in one place or one country. */
function onlyOne(list: readonly Placed[]): PlaceMention | null {
  const [first] = list;
  if (first === undefined) return null;
  if (list.every((p) => p.place.name === first.place.name)) return first;
  if (list.every((p) => p.role === "dateline")) return first;
  const inText = list.filter((p) => p.role !== "dateline");
  if (inText.length > 0 && inText.every((p) => p.place.name === (inText[0] as Placed).place.name)) return inText[0] as Placed;
  return list.every((p) => p.place.country === first.place.country) ? (list.find((p) => p.place.at === undefined) ?? first) : null;
}

/** "Moscow issued visas": the country whose government acts. */
function ofGovernment(list: readonly Placed[]): PlaceMention | null {
  const [first] = list;
  const country = first === undefined ? undefined : gazetteer.find((p) => p.country === first.place.country && p.at === undefined);
  return first === undefined || country === undefined || !list.every((p) => p.place.country === first.place.country)
    ? null
    : { ...first, place: country };
}

function gap(folded: string, at: Stretch, p: Placed): number {
  if (p.start >= at.end)
    return /^ (?:(?!and |but |while |or |with )[a-z]+ ){0,2}(?:in|to|from|at|across|for|reached|near) (?:the )?$/.test(
      folded.slice(at.end, p.start),
    )
      ? 0
      : p.start - at.end;
  return at.start - p.end;
}

/** Nouns whose "in X" says where they sit, not where the work is. */
const sitsIn =
  /\b(?:academics?|institutes?|officials?|diplomats?|talks|meetings?|summit|conference|ministry|embassy|consulate|lawmakers?|parliament|flats?|apartments?|housing|homes|congress|agency|agencies|daily|paper|newspaper|broadcaster|government|court|office|desk|experts?|professor|researchers?|scholars?|analysts?|group|think tank|university|committee|council|headquarters|bank|newsroom|bureau|monitors?|statues?|buildings|towers|parade|families|relatives|parents|children) (?:in|at|near|from|of|for) (?:the )?$/;
/** Building flats in a town is work there. */
const builds =
  /\b(?:build|builds|building|built|renovat[a-z]+|erect[a-z]*|construct[a-z]*|paint[a-z]*|plaster[a-z]*|repair[a-z]*|finish[a-z]*) (?:[a-z]+ ){0,3}(?:in|at|near|for) (?:the )?$/;
/** People who tell: where they sit is where they speak from. */
const tellsFrom =
  /\b(?:sources?|residents?|brokers?|traders?|refugees?|defectors?|returnees?|partners?|informants?|contacts?|correspondents?|reporters?|acquaintances?|merchants?|businessm[ae]n|officials?|clerks?|villagers?|locals?) (?:in|at|near|from|of|for|across) (?:the )?$/;
/** A capital with no preposition of place stands for its government. */
const locative =
  /(?:\b(?:in|at|to|from|near|around|of|across|outside|through|via|by|for|towards?|into|reached|reach|left|leave|leaving|entered|between|and|or|over|on|inside|throughout|both)|[-,(:/|]) (?:the |all |port of |city of |town of )?$/;
const preposition =
  /\b(?:in|at|to|from|near|around|of|across|outside|through|via|into|reached|left|leaving|entered|inside|throughout) (?:the )?$/;
/** A country that asks, wants or says is a government, not a place of work. */
const asks =
  /^ (?:asks?|asked|wants?|wanted|needs?|needed|says?|said|told|denies|denied|demands?|demanded|prefers?|insists?|insisted|offers?|offered)\b/;
const capitals = new Set(["Seoul", "Pyongyang", "United States", "Beijing", "Moscow", "North Korea", "South Korea", "Japan"]);
const acts =
  /^(?:'s (?!northeast|border|far east|factories|building|construction|fish|garment|coast|cities)| (?:has|have|had|is|was|will|would|may|might|wants|plans|meant|sent|sends|denied|denies|refused|says|said|told|takes|took|keeps|earns|earned|gets|demands|demanded|ordered|orders|asked|agreed|announced|once|first|later|now|then|[a-z]{3,}ed|issued|let|put|made|gave)\b)/;

function roleOf(folded: string, language: Language, place: PlaceMention, before: Placed | null, sentence: Sentence): Role {
  const lead = folded.slice(Math.max(sentence.start, place.start - 60), place.start);
  const rest = folded.slice(place.end, Math.min(sentence.end, place.end + 40));
  if (place.place.name === "North Korea" || place.place.name === "South Korea") {
    if (language === "en" ? /\b(?:from|of) $/.test(lead) : !/^(?:国内|內|内| ?내|で|に|에서|境内)/.test(rest)) return "origin";
  }
  if (language !== "en") return "work";
  if (before?.role === "dateline" && before.start >= sentence.start && /^, ?$/.test(folded.slice(before.end, place.start)))
    return "dateline";
  if (place.start <= sentence.start + 1 && /^(?:,[^.:]{0,24})? ?(?:-|\()/.test(rest) && !/^ ?-[a-z]/.test(rest)) return "dateline";
  if (tellsFrom.test(lead)) return "speaker";
  if (sitsIn.test(lead) && !builds.test(lead)) return "attribute";
  if (place.place.at === undefined && place.place.country !== "KP" && asks.test(rest) && !preposition.test(lead)) return "attribute";
  if (capitals.has(place.place.name)) {
    if (acts.test(rest) && !preposition.test(lead)) return "attribute";
    if (place.start > sentence.start + 1 && !locative.test(` ${lead}`) && /[a-z] $/.test(lead)) return "attribute";
    if (/^(?:pyongyang|seoul|washington|beijing|moscow)\b/.test(folded.slice(place.start, place.end)) && /\b(?:for|by) $/.test(lead))
      return "attribute";
  }
  if (
    before !== null &&
    before.role !== "container" &&
    before.place.country === place.place.country &&
    /^(?:,|, in| in|, which is in|,? (?:an?|the) (?:[a-z]+ ){1,3}(?:in|of)) ?$/.test(folded.slice(before.end, place.start)) &&
    isWide(place)
  )
    return "container";
  if (
    before !== null &&
    before.end > sentence.start &&
    /\b(?:near|close to|opposite|not far from|across (?:the river )?from|next to|outside) (?:the )?$/.test(lead)
  )
    return "container";
  return "work";
}

const isWide = (p: PlaceMention): boolean =>
  p.place.at === undefined ||
  / Province$|northeast China|Russian Far East|Siberia|Tatarstan|Yanbian|Primorsky|Heilongjiang/.test(p.place.name);

/** "China's Dandong", "Jilin Province's Tumen": the first only says where the second lies. */
const isContainer = (folded: string, before: Placed | null, place: PlaceMention): boolean =>
  before !== null &&
  before.role === "work" &&
  before.place.country === place.place.country &&
  /^(?:'s(?: [a-z]+){0,2} |: )$/.test(folded.slice(before.end, place.start)) &&
  isWide(before);
