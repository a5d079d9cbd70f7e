/**
 * Numerals become quantities: bound, hedge, number, joiner, number, unit, per and counted noun, with the words each came from.
 * One walker reads the frames of every language; what differs between languages is data (see lexicon.ts).
 * What a reader would get wrong: a range shares its unit and scale ("$200-500 million", "six months to a year" are 200 and 500 million,
 * 6 and 12 months), and an ambiguous unit keeps all its readings until context settles it.
 */
import type { DecimalText, ValueKind } from "#domain/value.ts";
import type { Numeral } from "../numeral/index.ts";
import { isLatin, phraseTable } from "../phrases/table.ts";
import type { Found, PhraseTable } from "../phrases/table.ts";
import { compare, multiply } from "./exact.ts";
import type { HedgeEffect, HedgeEntry, PerEntry, QuantityLexicon, UnitEntry, UnitReading } from "./lexicon.ts";

export type Hedge = { readonly effect: HedgeEffect; readonly start: number; readonly end: number };
export type SeenPer = { readonly per: PerEntry["per"]; readonly start: number; readonly end: number };

export type SeenQuantity = {
  /** The whole phrase: hedge, number, unit, per. */
  readonly start: number;
  readonly end: number;
  /** The number alone (both ends of a range). */
  readonly numberStart: number;
  readonly numberEnd: number;
  readonly low: DecimalText | null;
  readonly high: DecimalText | null;
  readonly kind: ValueKind;
  readonly hedges: readonly Hedge[];
  /** Empty when no unit and no counted noun stands with the number. */
  readonly readings: readonly UnitReading[];
  /** Where the unit came from. */
  readonly unitFrom: "printed" | "noun" | "elided";
  readonly pers: readonly SeenPer[];
  /** The counted noun with what stands before it: "North Korean female workers". */
  readonly noun: { readonly start: number; readonly end: number } | null;
  /** A printed rate: this many of the unit for `base`. */
  readonly rate?: { readonly of: string; readonly base: string; readonly baseAmount: DecimalText };
  /** Spelled as a share: "a third", "one in three". */
  readonly isFraction: boolean;
  readonly isWordOne: boolean;
};

export type Frames = {
  readonly lexicon: QuantityLexicon;
  readonly hedgesBefore: PhraseTable<HedgeEntry>;
  readonly hedgesAfter: PhraseTable<HedgeEntry>;
  readonly currenciesBefore: PhraseTable<UnitEntry>;
  readonly units: PhraseTable<UnitEntry>;
  readonly nouns: PhraseTable<UnitEntry>;
  readonly persBefore: PhraseTable<PerEntry>;
  readonly persAfter: PhraseTable<PerEntry>;
  readonly joiners: PhraseTable<{ readonly needs?: "between" }>;
  readonly between: PhraseTable<true>;
  readonly articles: PhraseTable<string>;
  readonly equals: PhraseTable<true>;
};

/** The tables of a language, compiled once. */
export function compileFrames(lexicon: QuantityLexicon): Frames {
  return {
    lexicon,
    hedgesBefore: phraseTable(lexicon.hedgesBefore),
    hedgesAfter: phraseTable(lexicon.hedgesAfter),
    currenciesBefore: phraseTable(lexicon.currenciesBefore),
    units: phraseTable(lexicon.units),
    nouns: phraseTable(lexicon.nouns),
    persBefore: phraseTable(lexicon.persBefore),
    persAfter: phraseTable(lexicon.persAfter),
    joiners: phraseTable(lexicon.joiners),
    between: phraseTable(lexicon.between.map((words) => [words, true] as const)),
    articles: phraseTable(lexicon.articles.map((words) => [words, words] as const)),
    equals: phraseTable(lexicon.equals),
  };
}

/** A number with what belongs to it alone. */
type Unit = { readonly entry: UnitEntry; readonly start: number; readonly end: number };
type End = {
  readonly numeral: Numeral;
  readonly value: DecimalText;
  readonly start: number;
  readonly end: number;
  readonly before: Unit | null;
  readonly after: Unit | null;
};

/**
 * Quantities in text order. `taken` are stretches that are something else (dates); a numeral inside one is skipped.
 * @param folded the text after {@link fold}; offsets are the same.
 */
export function findQuantities(
  folded: string,
  numerals: readonly Numeral[],
  taken: readonly { start: number; end: number }[],
  frames: Frames,
): readonly SeenQuantity[] {
  const found: SeenQuantity[] = [];
  const usable = (frames.lexicon.articles.length === 0 ? [...numerals] : withArticles(folded, numerals, frames)).filter(outside(taken));
  for (let i = 0; i < usable.length; i += 1) {
    const numeral = usable[i] as Numeral;
    if (numeral.value === null || numeral.ordinal || isLabel(folded, numeral)) continue;
    // "1日12時間", "1인당 300위안": a per that is spelled with a numeral is not a quantity of its own.
    const spelledPer = frames.persBefore.at(folded, numeral.start);
    if (
      spelledPer !== null &&
      spelledPer.end > numeral.end &&
      usable[i + 1] !== undefined &&
      ((usable[i + 1] as Numeral).start - spelledPer.end < 4 ||
        (frames.lexicon.nounReach === 0 &&
          /^[^、。,.，;；:：(（]{4,12}$/u.test(folded.slice(spelledPer.end, (usable[i + 1] as Numeral).start))))
    )
      continue;
    const low = readEnd(folded, numeral, frames);
    const next = usable[i + 1];
    const high =
      next === undefined || next.value === null || next.ordinal ? null : joined(folded, low, readEnd(folded, next, frames), frames);
    const quantity = high === null ? assemble(folded, low, null, frames) : assemble(folded, low, high, frames);
    if (high !== null) i += 1;
    const rate = rateWith(folded, found.at(-1), quantity, frames);
    if (rate === null) found.push(quantity);
    else found[found.length - 1] = rate;
  }
  return found.map((q) => unitRate(folded, q, frames));
}

/** "a year", "half a month": spans of time whose number is an article. */
function withArticles(folded: string, numerals: readonly Numeral[], frames: Frames): Numeral[] {
  const all: Numeral[] = [...numerals];
  for (let i = 0; i < numerals.length; i += 1) {
    const numeral = numerals[i] as Numeral;
    // Only as the high end of a range: "six months to a year"; a lone "a month" is mostly a per.
    let at = numeral.end;
    const unitHere = frames.units.at(folded, skipBlanks(folded, at));
    if (unitHere === null) continue;
    at = skipBlanks(folded, unitHere.end);
    const joiner = frames.joiners.at(folded, at);
    if (joiner === null || joiner.entry.needs !== undefined) continue;
    at = skipBlanks(folded, joiner.end);
    const article = frames.articles.at(folded, at);
    if (article === null) continue;
    const span = frames.units.at(folded, skipBlanks(folded, article.end));
    if (span === null || span.entry.readings[0]?.kind !== "duration") continue;
    const following = numerals[i + 1];
    if (following !== undefined && following.start < article.end) continue;
    const value = (article.entry.startsWith("half") ? "0.5" : "1") as DecimalText;
    all.push({ start: article.start, end: article.end, value, form: "words", ordinal: false, notation: "integer" });
  }
  for (const hit of folded.matchAll(loneArticle)) {
    const start = hit.index + hit[0].length;
    const article = frames.articles.at(folded, start);
    if (article === null || all.some((n) => n.start === start)) continue;
    const span = frames.units.at(folded, skipBlanks(folded, article.end));
    if (span === null || span.entry.readings[0]?.kind !== "duration") continue;
    all.push({
      start,
      end: article.end,
      value: (article.entry.startsWith("half") ? "0.5" : "1") as DecimalText,
      form: "words",
      ordinal: false,
      notation: "integer",
    });
  }
  return all.length === numerals.length ? all : all.sort((a, b) => a.start - b.start);
}

/** Words before a lone "a month" that make it a length of time and not a per. */
const loneArticle =
  /\b(?:about|around|roughly|nearly|almost|over|under|more than|less than|at least|up to|some|takes|took|lasts|lasted|spends|spent|spend|within|for) (?=(?:half )?an? (?:year|month|week|day)\b)/g;

function outside(taken: readonly { start: number; end: number }[]): (numeral: Numeral) => boolean {
  let at = 0;
  return (numeral) => {
    while (at < taken.length && (taken[at] as { end: number }).end <= numeral.start) at += 1;
    const hit = taken[at];
    return hit === undefined || hit.start >= numeral.end;
  };
}

/** A number that names something: "Resolution 2397", "Section 427", "No. 5", "(2)". */
const labels =
  /(?:\b(?:resolution|section|article|chapter|paragraph|para|no\.?|number|page|p\.|room|bureau|office|unit|route|table|figure|annex|part|line|phase|version|step|km|class|grade|age|aged|channel|camp|factory no\.?|building)|#) ?$/;
function isLabel(folded: string, numeral: Numeral): boolean {
  const before = folded.slice(Math.max(0, numeral.start - 14), numeral.start);
  if (labels.test(before)) return true;
  // "(1)" numbers a part; "X2" and "covid-19" are names.
  if (/\($/.test(before) && /^\)/.test(folded.slice(numeral.end, numeral.end + 1)) && folded.length > 0 && numeral.end - numeral.start <= 2)
    return true;
  return (
    numeral.form === "digits" &&
    /[a-z]-$/.test(before) &&
    !/(?:^|[^a-z])(?:mid|some|a|an|about|of|under|over|sub|us|to|up to)-$/.test(before)
  );
}

function readEnd(folded: string, numeral: Numeral, frames: Frames): End {
  const before = currencyBefore(folded, numeral.start, frames);
  const after = before !== null ? null : unitAfter(folded, numeral.end, frames);
  // A currency told twice ("$39 USD"): the code behind belongs to the quantity too.
  const echo = before === null ? null : frames.units.at(folded, skipBlanks(folded, numeral.end));
  const sameMoney =
    echo !== null && echo.entry.readings[0]?.kind === "money" ? { entry: echo.entry, start: echo.start, end: echo.end } : null;
  return {
    numeral,
    value: numeral.value as DecimalText,
    start: before?.start ?? numeral.start,
    end: sameMoney?.end ?? after?.end ?? numeral.end,
    before,
    after: after ?? sameMoney,
  };
}

function currencyBefore(folded: string, start: number, frames: Frames): Unit | null {
  let end = start;
  while (end > 0 && folded.charCodeAt(end - 1) === 32 && start - end < 2) end -= 1;
  const found = frames.currenciesBefore.before(folded, end);
  if (found === null) return null;
  // A single letter or a word such as "us" is a currency only when it touches the number.
  const words = folded.slice(found.start, found.end);
  if (/^(?:w|rm|us|kd)$/.test(words) && end !== start && words !== "us") return null;
  if (words === "us" && !/^\d/.test(folded.slice(start, start + 1))) return null;
  return { entry: found.entry, start: found.start, end: found.end };
}

function unitAfter(folded: string, end: number, frames: Frames): Unit | null {
  const direct = frames.units.at(folded, end);
  if (direct !== null) return { entry: direct.entry, start: direct.start, end: direct.end };
  let at = skipBlanks(folded, end);
  if (folded[at] === "-") at += 1;
  // "12 full hours", "3 whole years", "two more months": one word may stand between.
  const spaced = frames.units.at(folded, at);
  if (spaced !== null) return { entry: spaced.entry, start: spaced.start, end: spaced.end };
  const skip = /^(?:full|whole|more|additional|extra|long|straight|consecutive|working|rest|off|calendar|north korean|chinese|hard) /.exec(
    folded.slice(at, at + 16),
  );
  if (skip === null) return null;
  const beyond = frames.units.at(folded, at + skip[0].length);
  return beyond === null ? null : { entry: beyond.entry, start: beyond.start, end: beyond.end };
}

/** The high end when the two ends make a range, else null. */
function joined(folded: string, low: End, high: End, frames: Frames): End | null {
  if (high.start <= low.end - 1 && high.start < low.numeral.end) return null;
  let at = skipBlanks(folded, low.end);
  // "1000명에서 2000명", "1000人から2000人": the counter may stand with both ends.
  if (frames.lexicon.nounReach === 0 && low.after === null) {
    const counter = frames.nouns.at(folded, at);
    const twin = counter === null ? null : frames.nouns.at(folded, skipBlanks(folded, high.numeral.end));
    if (counter !== null && twin !== null && twin.entry.readings[0]?.unit === counter.entry.readings[0]?.unit)
      at = skipBlanks(folded, counter.end);
  }
  // A restatement in brackets may stand behind the low end: "US$120 (RM514) to US$150".
  const joiner = frames.joiners.at(folded, at);
  if (joiner === null) return null;
  if (joiner.entry.needs === "between" && !hasBetween(folded, low, frames)) return null;
  // "rose from 2,000 to 2,500": a change has two levels, not a range.
  if (/^to\b/.test(folded.slice(joiner.start, joiner.end)) && changes.test(folded.slice(Math.max(0, low.start - 60), low.start)))
    return null;
  at = skipBlanks(folded, joiner.end);
  const hedge = frames.hedgesBefore.at(folded, at);
  if (hedge !== null && hedge.entry.effect !== "at_least") at = skipBlanks(folded, hedge.end);
  if (at !== high.start) return null;
  // "3만 명에서 1만 명으로 줄었다": from one level to another, no range.
  if (
    frames.lexicon.nounReach === 0 &&
    ((low.after === null && compare(low.value, high.value) > 0) || becomes.test(folded.slice(high.end, high.end + 14)))
  ) {
    if (low.numeral.scale !== undefined || high.numeral.scale === undefined) return null;
  }
  // A date or another kind of unit is no second end.
  const a = kindsOf(low);
  const b = kindsOf(high);
  if (a.length > 0 && b.length > 0 && !a.some((kind) => b.includes(kind))) return null;
  // Two sums in two currencies are a rate or a restatement, never one range.
  if (a.includes("money") && b.includes("money") && !unitsOf(low).some((unit) => unitsOf(high).includes(unit))) return null;
  if (/^(?:or|or even|or perhaps)$/.test(folded.slice(joiner.start, joiner.end)) && compare(low.value, high.value) >= 0) return null;
  if (
    low.numeral.fraction !== true &&
    high.numeral.notation === "fraction" &&
    low.numeral.notation === "integer" &&
    compare(high.value, "1" as DecimalText) < 0
  )
    return null;
  return high;
}

const changes =
  /\b(?:rose|risen|rises?|rising|raised?|raises|raising|increas(?:e|es|ed|ing)|(?:went|gone|goes|going|came|come|coming) (?:up|down)|grew|grown|grows|jumped|jumps|climbed|climbs|fell|fallen|falls?|falling|dropped|drops?|cuts?|reduced|lowered|shrank|shrunk|shrinks|changed|moved|slid|sank|plunged|soared|doubled|halved|tripled|put up|brought down)\b[^.;\d]{0,28}?\bfrom (?:about |around |some |nearly |over |more than |a |the )*$/;

/** Behind the second of two figures: the first became the second. */
const becomes =
  /^[^\d,、。.]{0,6}(?:으로|로|に|へ) ?(?:줄|늘|감소|증가|올랐|올렸|인상|내렸|떨어|뛰|급감|급증|減|増|上が|下が|引き上げ|落ち|膨ら)/u;

function hasBetween(folded: string, low: End, frames: Frames): boolean {
  let end = trimBlanks(folded, low.start);
  const hedge = frames.hedgesBefore.before(folded, end);
  if (frames.between.before(folded, end) !== null) return true;
  if (hedge === null) return false;
  end = trimBlanks(folded, hedge.start);
  return frames.between.before(folded, end) !== null;
}

const unitsOf = (end: End): string[] => (end.before ?? end.after)?.entry.readings.map((r) => r.unit) ?? [];
const kindsOf = (end: End): string[] => (end.before ?? end.after)?.entry.readings.map((r) => r.kind) ?? [];

function assemble(folded: string, low: End, high: End | null, frames: Frames): SeenQuantity {
  const last = high ?? low;
  const [lowValue, highValue, converted] = ends(low, high);
  // 一两千, 서너: two neighbours said in one breath are both ends.
  const upTo = high === null && converted === null ? low.numeral.upTo : undefined;
  let start = low.start;
  let end = last.end;
  let unitEntry = converted ?? (last.before ?? last.after ?? low.before ?? low.after)?.entry ?? null;
  let unitFrom: SeenQuantity["unitFrom"] = unitEntry === null ? "elided" : "printed";
  const hedges: Hedge[] = [];
  if (high !== null) {
    const between = frames.between.before(folded, trimBlanks(folded, start));
    if (between !== null) start = between.start;
  }
  // Hedges and pers before, nearest first.
  const pers: SeenPer[] = [];
  for (let guard = 0; guard < 4; guard += 1) {
    const edge = trimBlanks(folded, start);
    const hedge = frames.hedgesBefore.before(folded, edge);
    if (hedge !== null) {
      if (hedge.entry.effect === "particle") break;
      hedges.unshift({ effect: hedge.entry.effect, start: hedge.start, end: hedge.end });
      start = hedge.start;
      continue;
    }
    const spelled = frames.persBefore.before(folded, edge);
    // "20年間で", "10월": behind a figure the words are its unit, no per.
    const before =
      spelled !== null && frames.lexicon.nounReach === 0 && /[\d一二三四五六七八九十百数]/u.test(folded[spelled.start - 1] ?? "")
        ? null
        : spelled;
    if (before !== null && frames.lexicon.nounReach === 0) {
      pers.push({ per: before.entry.per, start: before.start, end: before.end });
      start = before.start;
      continue;
    }
    break;
  }
  // 多, 余, 여 printed inside the numeral: a little more than it says.
  const surplusSign = /[多余餘여]$|(?:余り|あまり)$/.exec(folded.slice(last.numeral.start, last.numeral.end));
  if (surplusSign !== null) hedges.push({ effect: "at_least", start: last.numeral.start + surplusSign.index, end: last.numeral.end });
  // Behind: surplus sign, noun, unit, hedge, per, in any order the language uses.
  let noun = null as SeenQuantity["noun"];
  for (let guard = 0; guard < 6; guard += 1) {
    const at = skipBlanks(folded, end);
    const after = frames.hedgesAfter.at(folded, end) ?? frames.hedgesAfter.at(folded, at);
    if (after !== null && after.entry.effect !== "particle") {
      hedges.push({ effect: after.entry.effect, start: after.start, end: after.end });
      end = after.end;
      continue;
    }
    const perHere = frames.persAfter.at(folded, end) ?? frames.persAfter.at(folded, at);
    if (perHere !== null) {
      pers.push({ per: perHere.entry.per, start: perHere.start, end: perHere.end });
      end = perHere.end;
      continue;
    }
    if (
      noun === null &&
      (unitEntry === null ||
        unitEntry.readings[0]?.kind === "weight" ||
        unitEntry.readings[0]?.kind === "duration" ||
        unitEntry.readings[0]?.kind === "share")
    ) {
      const counted = unitEntry === null ? countedNoun(folded, end, frames) : ofPhrase(folded, end, frames);
      if (counted !== null) {
        noun = { start: skipBlanks(folded, end), end: counted.end };
        // "of them": the words belong here, what they count is told before.
        if (unitEntry === null && counted.entry.readings.length > 0) {
          unitEntry = counted.entry;
          unitFrom = "noun";
        }
        end = counted.end;
        continue;
      }
    }
    break;
  }
  const effects = hedges.map((h) => h.effect);
  const isFraction = last.numeral.fraction === true && last.numeral.notation === "fraction";
  const bound = effects.includes("at_least") ? "at_least" : effects.includes("at_most") ? "at_most" : null;
  const kind: ValueKind = bound ?? (effects.includes("approx") ? "approx" : high !== null || upTo !== undefined ? "range" : "exact");
  return {
    start,
    end,
    numberStart: low.start,
    numberEnd: last.end,
    low: kind === "at_most" && high === null ? null : lowValue,
    high: kind === "at_least" && high === null ? null : (upTo ?? highValue),
    kind,
    hedges,
    readings: unitEntry?.readings ?? [],
    unitFrom,
    pers,
    noun,
    isFraction,
    isWordOne:
      low.numeral.form === "words" &&
      low.value === "1" &&
      high === null &&
      unitEntry?.readings[0]?.kind !== "duration" &&
      unitEntry?.readings[0]?.kind !== "share",
  };
}

/** Values of both ends under one scale and unit. */
function ends(low: End, high: End | null): [DecimalText, DecimalText, UnitEntry | null] {
  if (high === null) {
    if (!isPartYear(low)) return [low.value, low.value, null];
    const half = multiply(low.value, "12" as DecimalText);
    return [half, half, months];
  }
  if (isPartYear(low) && high.after?.entry.readings[0]?.unit === "year")
    return [multiply(low.value, "12" as DecimalText), multiply(high.value, "12" as DecimalText), months];
  let a = low.value;
  let b = high.value;
  const scale = high.numeral.scale?.value;
  if (scale !== undefined && low.numeral.scale === undefined && compare(multiply(a, scale), b) < 0) a = multiply(a, scale);
  // Spans told in two units are counted in the smaller one.
  const first = low.after?.entry.readings[0];
  const second = high.after?.entry.readings[0];
  if (
    first !== undefined &&
    second !== undefined &&
    first.kind === "duration" &&
    second.kind === "duration" &&
    first.unit !== second.unit
  ) {
    const factor = factors[`${second.unit}>${first.unit}`];
    if (factor !== undefined) return [a, multiply(b, factor as DecimalText), low.after?.entry ?? null];
    const back = factors[`${first.unit}>${second.unit}`];
    if (back !== undefined) a = multiply(a, back as DecimalText);
  }
  return [a, b, null];
}

/** Half a year is six months. */
const isPartYear = (end: End): boolean => end.after?.entry.readings[0]?.unit === "year" && compare(end.value, "1" as DecimalText) < 0;
const months: UnitEntry = { readings: [{ kind: "duration", unit: "month" }] };

const factors: Readonly<Record<string, string>> = {
  "year>month": "12",
  "week>day": "7",
  "hour>minute": "60",
  "day>hour": "24",
  "month>day": "30",
  "year>week": "52",
  "year>day": "365",
};

/** A stretch of letters and hyphens longer than this is no word, and looking through it from every number would cost the square of it. */
const longestWord = 80;

/** The counted noun behind a bare number, over words that may stand between. */
function countedNoun(folded: string, end: number, frames: Frames): { readonly end: number; readonly entry: UnitEntry } | null {
  const { nounReach, nounStops } = frames.lexicon;
  let at = skipBlanks(folded, end);
  if (nounReach === 0) {
    const found = frames.nouns.at(folded, at);
    return found === null ? null : { end: found.end, entry: found.entry };
  }
  const of = /^(?:of (?:the |its |their |his |our |these |those |them\b)?(?:country's |north's )?)/.exec(folded.slice(at, at + 30));
  if (of !== null) {
    if (/\bthem$/.test(of[0])) return { end: at + of[0].length, entry: { readings: [] } };
    at += of[0].length;
  } else if (at === end && folded[at] !== "-") return null;
  if (folded[at] === "-") at += 1;
  let best: Found<UnitEntry> | null = null;
  for (let words = 0; words < nounReach; words += 1) {
    const found = frames.nouns.at(folded, at);
    if (found !== null) {
      best = found;
      at = skipBlanks(folded, found.end);
    } else {
      let next = at;
      while (
        next < folded.length &&
        next - at <= longestWord &&
        (isLatin(folded.charCodeAt(next)) ||
          folded[next] === "-" ||
          folded[next] === "'" ||
          (folded[next] === "." && isLatin(folded.charCodeAt(next + 1))))
      )
        next += 1;
      if (next === at || next - at > longestWord) break;
      if (nounStops.has(folded.slice(at, next))) break;
      // A noun already found is the head unless another noun follows directly ("work visas", "factory workers").
      if (best !== null && frames.nouns.at(folded, skipBlanks(folded, next)) === null) break;
      at = skipBlanks(folded, next);
    }
    if (folded.charCodeAt(at - 1) !== 32) break;
  }
  return best === null ? null : { end: best.end, entry: best.entry };
}

/** "10kg of food rations", "five years of construction work": the phrase belongs to the quantity when a per or nothing follows. */
function ofPhrase(folded: string, end: number, frames: Frames): { readonly end: number; readonly entry: UnitEntry } | null {
  if (frames.lexicon.nounReach === 0) return null;
  const found = /^ of (?!the\b|a\b|an\b|their\b|his\b|her\b|what\b|all\b|workers'|earnings|wages|pay\b)([a-z]+(?: [a-z]+)?)/.exec(
    folded.slice(end, end + 50),
  );
  if (found === null) return null;
  let stop = end + found[0].length;
  const second = found[1]?.split(" ")[1];
  if (second !== undefined && (frames.lexicon.nounStops.has(second) || /^(?:per|monthly|each|every)$/.test(second)))
    stop -= second.length + 1;
  return { end: stop, entry: { readings: [] } };
}

/** "10,000 won = 0.263 USD": two sums of money around an equals sign are one rate, B for N A. */
function rateWith(folded: string, base: SeenQuantity | undefined, value: SeenQuantity, frames: Frames): SeenQuantity | null {
  const a = base?.readings[0];
  const b = value.readings[0];
  if (base === undefined || a?.kind !== "money" || b?.kind !== "money" || a.unit === b.unit || base.low === null || base.rate !== undefined)
    return null;
  if (value.start < base.end) return null;
  const gap = folded.slice(base.end, value.start).trim();
  if (gap.length > 16) return null;
  const isEquals = frames.equals.at(gap, 0)?.end === gap.length && gap !== "";
  const roundBase = /^10*$/.test(base.low);
  // "1ドル1万8300ウォン": one unit and its price, side by side.
  const isBeside = gap === "" && frames.lexicon.nounReach === 0 && base.low === "1" && base.high === "1" && base.hedges.length === 0;
  const isTo = (gap === "to" || gap === "for") && (base.low === "1" || value.low === "1");
  if (!isTo && !isBeside && !(isEquals && (gap === "=" || gap === "≒" || gap === "≈" || roundBase))) return null;
  // "1,000 won to 1 yuan": the side that is one is the base.
  const swap = isTo && value.low === "1" && base.low !== "1";
  const of = swap ? base : value;
  const by = swap ? value : base;
  return {
    ...of,
    start: base.start,
    end: value.end,
    numberStart: base.numberStart,
    numberEnd: value.numberEnd,
    rate: { of: of.readings[0]?.unit ?? "", base: by.readings[0]?.unit ?? "", baseAmount: by.low as DecimalText },
  };
}

/** "7.06 yuan per dollar", "17,900 won to the dollar", "6.28 against the US dollar". */
const perCurrency =
  /^ ?(?:per|a|to the|to a|against the|for a|for one|for every|to one|for each|to each|on the|\/) ?(?:one |1 )?(u\.?s\.? dollar|us dollar|american dollar|dollar|usd|chinese yuan|yuan|renminbi|ruble|rouble|euro|greenback)\b/;
/** "the dollar fetched 18,000 won", "a yuan cost 2,400 won". */
const currencyNamedBefore =
  /\b(?:the|a|one|1|each|us|u\.s\.|chinese|american) (dollar|yuan|ruble|rouble|euro)\b[a-z ,]{0,40}\b(?:fetched|fetches|fetch|buys|bought|traded at|trades at|traded for|cost|costs|was|is|stood at|worth|fell to|rose to|at|for|climbed to|slid to|went for) $/;
const currencyOfName: Readonly<Record<string, string>> = {
  dollar: "USD",
  usd: "USD",
  greenback: "USD",
  yuan: "CNY",
  renminbi: "CNY",
  ruble: "RUB",
  rouble: "RUB",
  euro: "EUR",
};
function unitRate(folded: string, q: SeenQuantity, frames: Frames): SeenQuantity {
  const named = currencyNamedBefore.exec(folded.slice(Math.max(0, q.start - 60), q.start));
  const baseBefore = named === null ? undefined : currencyOfName[named[1] as string];
  if (
    q.rate === undefined &&
    baseBefore !== undefined &&
    q.readings[0]?.kind === "money" &&
    q.readings[0].unit !== baseBefore &&
    q.pers.length === 0 &&
    frames.lexicon.nounReach > 0
  ) {
    return { ...q, rate: { of: q.readings[0].unit, base: baseBefore, baseAmount: "1" as DecimalText } };
  }
  if (q.rate !== undefined || (q.readings.length > 0 && q.readings[0]?.kind !== "money") || frames.lexicon.nounReach === 0) return q;
  const found = perCurrency.exec(folded.slice(q.numberEnd, q.numberEnd + 40));
  if (found === null) return q;
  const base = currencyOfName[(found[1] as string).split(" ").at(-1) as string] ?? "USD";
  const of = q.readings[0]?.unit ?? (base === "USD" ? "CNY" : "KPW");
  if (of === base) return q;
  const readings = q.readings.length > 0 ? q.readings : [{ kind: "money" as const, unit: of }];
  return { ...q, end: q.numberEnd + found[0].length, readings, pers: [], rate: { of, base, baseAmount: "1" as DecimalText } };
}

function skipBlanks(folded: string, at: number): number {
  while (folded.charCodeAt(at) === 32) at += 1;
  return at;
}

function trimBlanks(folded: string, end: number): number {
  while (end > 0 && (folded.charCodeAt(end - 1) === 32 || folded[end - 1] === "(")) end -= 1;
  return end;
}
