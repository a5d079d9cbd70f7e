/**
 * What a language must say for its quantities to be read: a frame is data. Adding a hedge, a unit, a currency or a counted noun is one line
 * in a language's file; nothing else changes.
 */
import type { Currency } from "#domain/quantity.ts";

/** What a hedge does to the number it touches. `none` is printed but changes nothing ("just 8 hours"). */
export type HedgeEffect = "at_least" | "at_most" | "approx" | "none";
/** `particle`: the words belong to a verb ("go up to 3,000") and end the search. */
export type HedgeEntry = { readonly effect: HedgeEffect | "particle" };

export type UnitKind = "money" | "person" | "document" | "site" | "group" | "country" | "share" | "duration" | "weight" | "times" | "other";

/** One reading of a unit; an ambiguous word ("won", "¥", "dollars") keeps several, settled later by context. */
export type UnitReading = { readonly kind: UnitKind; readonly unit: string };
export type UnitEntry = { readonly readings: readonly UnitReading[] };

export const money = (...currencies: readonly Currency[]): UnitEntry => ({ readings: currencies.map((unit) => ({ kind: "money", unit })) });
export const unit = (kind: UnitKind, name: string): UnitEntry => ({ readings: [{ kind, unit: name }] });

/** `per` as one of its parts; "per person per month" is two of them. */
export type PerEntry = {
  readonly per:
    | "person"
    | "month"
    | "day"
    | "week"
    | "year"
    | "hour"
    | "group"
    | "enterprise"
    | "site"
    | "supervisor"
    | "country"
    | "each"
    | "earnings";
};

export type QuantityLexicon = {
  /** Hedges before the number, and after it (beyond unit and noun too). */
  readonly hedgesBefore: Iterable<readonly [string, HedgeEntry]>;
  readonly hedgesAfter: Iterable<readonly [string, HedgeEntry]>;
  /** Currencies printed before the number, and units printed after it. */
  readonly currenciesBefore: Iterable<readonly [string, UnitEntry]>;
  readonly units: Iterable<readonly [string, UnitEntry]>;
  /** Counted nouns; between the number and one of them other words may stand ("100 young North Korean women"). */
  readonly nouns: Iterable<readonly [string, UnitEntry]>;
  readonly persBefore: Iterable<readonly [string, PerEntry]>;
  readonly persAfter: Iterable<readonly [string, PerEntry]>;
  /** Signs and words that join the ends of a range, and what must stand before its low end for it to be one ("between"). */
  readonly joiners: Iterable<readonly [string, { readonly needs?: "between" }]>;
  readonly between: readonly string[];
  /** "a", "an": the number 1 before a span of time. */
  readonly articles: readonly string[];
  /** Words at which the search for a counted noun stops. */
  readonly nounStops: ReadonlySet<string>;
  /** How many words may stand between a number and its noun; 0 for scripts without gaps (there: characters). */
  readonly nounReach: number;
  readonly equals: Iterable<readonly [string, true]>;
};

/** Rows of a table: words split by `|`, all with one entry. */
export const hedges = (effect: HedgeEffect, words: string): (readonly [string, HedgeEntry])[] =>
  words.split("|").map((w) => [w, { effect }]);
export const units = (entry: UnitEntry, words: string): (readonly [string, UnitEntry])[] => words.split("|").map((w) => [w, entry]);
export const per = (value: PerEntry["per"], words: string): (readonly [string, PerEntry])[] =>
  words.split("|").map((w) => [w, { per: value }]);

type Per = PerEntry["per"];
/**
 * A language without gaps between words, as data: each key is what the words mean, its words are split by `|`. Keys of units and counted nouns are
 * "kind: name" ("duration: month"), keys of money a currency, or the currencies an ambiguous word may be ("KPW or KRW").
 */
export type QuantityTable = {
  readonly hedgesBefore: Readonly<Partial<Record<HedgeEffect, string>>>;
  readonly hedgesAfter: Readonly<Partial<Record<HedgeEffect, string>>>;
  readonly moneyBefore: MoneyWords;
  readonly money: MoneyWords;
  readonly units: UnitWords;
  readonly nouns: UnitWords;
  readonly perBefore: Readonly<Partial<Record<Per, string>>>;
  readonly perAfter: Readonly<Partial<Record<Per, string>>>;
  readonly joiners: string;
  readonly equals: string;
};
type MoneyWords = Readonly<Partial<Record<Currency | `${Currency} or ${Currency}`, string>>>;
type UnitWords = Readonly<Partial<Record<`${UnitKind}: ${string}`, string>>>;

/** The lexicon of such a language. */
export function lexiconOf(table: QuantityTable): QuantityLexicon {
  const rows = <T>(words: Readonly<Partial<Record<string, string>>>, row: (key: string, listed: string) => readonly T[]): T[] =>
    Object.entries(words).flatMap(([key, listed]) => row(key, listed ?? ""));
  const hedgeRows = (words: QuantityTable["hedgesBefore"]) => rows(words, (key, listed) => hedges(key as HedgeEffect, listed));
  const moneyRows = (words: MoneyWords) => rows(words, (key, listed) => units(money(...(key.split(" or ") as Currency[])), listed));
  const unitRows = (words: UnitWords) =>
    rows(words, (key, listed) => {
      const [kind, name] = key.split(": ") as [UnitKind, string];
      return units(unit(kind, name), listed);
    });
  const perRows = (words: QuantityTable["perBefore"]) => rows(words, (key, listed) => per(key as Per, listed));
  return {
    hedgesBefore: hedgeRows(table.hedgesBefore),
    hedgesAfter: hedgeRows(table.hedgesAfter),
    currenciesBefore: moneyRows(table.moneyBefore),
    units: [...moneyRows(table.money), ...unitRows(table.units)],
    nouns: unitRows(table.nouns),
    persBefore: perRows(table.perBefore),
    persAfter: perRows(table.perAfter),
    joiners: table.joiners.split("|").map((words) => [words, {}] as const),
    between: [],
    articles: [],
    nounStops: new Set(),
    nounReach: 0,
    equals: table.equals.split("|").map((words) => [words, true] as const),
  };
}
