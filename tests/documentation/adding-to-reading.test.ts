/** The additions docs/guide/adding-to-reading.md shows are made, and the sentences beside them read before and after. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Language } from "#domain/report.ts";
import { chinese } from "#reading/quantity/chinese.ts";
import { compileFrames, findQuantities } from "#reading/quantity/find-quantities.ts";
import { japanese } from "#reading/quantity/japanese.ts";
import { korean } from "#reading/quantity/korean.ts";
import { lexiconOf } from "#reading/quantity/lexicon.ts";
import type { QuantityLexicon, QuantityTable } from "#reading/quantity/lexicon.ts";
import { findNumerals } from "#reading/numeral/index.ts";
import { fold } from "#reading/phrases/fold.ts";
import { projectRoot } from "../architecture/project-files.ts";

type Addition = {
  readonly language: Exclude<Language, "en">;
  readonly table: keyof QuantityTable;
  readonly add: Readonly<Record<string, string>>;
  readonly text: string;
  readonly reads: Readonly<Record<"words" | "low" | "high" | "kind" | "unit", string | null>>;
};

const page = await readFile(path.join(projectRoot, "docs", "guide", "adding-to-reading.md"), "utf8");
const additions = [...page.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json]) => JSON.parse(json ?? "") as Addition);
const lexicons = { ko: korean, ja: japanese, zh: chinese };

describe("docs/guide/adding-to-reading.md", () => {
  test("shows a unit, a currency and a hedge", () => {
    expect(additions.map(({ table }) => table)).toEqual(["units", "money", "hedgesAfter"]);
  });

  test.each(additions)("one line of $table makes $text readable in $language", (addition) => {
    expect(readAll(addition, lexicons[addition.language])).not.toContainEqual(addition.reads);
    expect(readAll(addition, extended(addition))).toContainEqual(addition.reads);
  });
});

function extended({ language, table, add }: Addition): QuantityLexicon {
  const none = {
    hedgesBefore: {},
    hedgesAfter: {},
    moneyBefore: {},
    money: {},
    units: {},
    nouns: {},
    perBefore: {},
    perAfter: {},
    joiners: "",
    equals: "",
  };
  const more = lexiconOf({ ...none, [table]: add });
  const own = lexicons[language];
  return {
    ...own,
    hedgesBefore: [...own.hedgesBefore, ...more.hedgesBefore],
    hedgesAfter: [...own.hedgesAfter, ...more.hedgesAfter],
    currenciesBefore: [...own.currenciesBefore, ...more.currenciesBefore],
    units: [...own.units, ...more.units],
    nouns: [...own.nouns, ...more.nouns],
    persBefore: [...own.persBefore, ...more.persBefore],
    persAfter: [...own.persAfter, ...more.persAfter],
  };
}

function readAll({ language, text }: Addition, lexicon: QuantityLexicon): Addition["reads"][] {
  return findQuantities(fold(text), findNumerals(text, language), [], compileFrames(lexicon)).map((quantity) => ({
    words: text.slice(quantity.start, quantity.end),
    low: quantity.low,
    high: quantity.high,
    kind: quantity.kind,
    unit: quantity.readings.map(({ unit }) => unit).join(" or ") || null,
  }));
}
