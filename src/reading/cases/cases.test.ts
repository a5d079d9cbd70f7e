import { describe, expect, test } from "vitest";
import { boundWords } from "./bounds.ts";
import { currencyNames } from "./currency-names.ts";
import { readCase } from "./index.ts";
import type { CaseKind } from "./index.ts";
import { unitWords } from "./unit-words.ts";

type Language = "en" | "ko" | "ja" | "zh";
const told = (kind: CaseKind, language: Language, text: string) =>
  readCase(kind, language, text, null).map((result) =>
    [result.text, result.resolution["value"], result.resolution["unit"] ?? result.resolution["isoCurrency"]].filter(
      (part) => part !== undefined,
    ),
  );
const dated = (language: Language, text: string, reference = "2024-05-15T00:00:00") =>
  readCase("datetime", language, text, reference).map(({ text: words, resolution }) => [
    words,
    ...(resolution["values"] as { timex: string; Mod?: string; value?: string; start?: string; end?: string }[]).map((value) =>
      [value.timex, value.Mod, value.value ?? `${value.start ?? ".."}/${value.end ?? ".."}`].filter(Boolean).join(" "),
    ),
  ]);

describe("numbers", () => {
  test("digits that touch letters are sizes, a scale letter is part of the number", () => {
    expect(told("number", "en", "a 45ml bottle and 45k bottles")).toEqual([["45k", "45000"]]);
  });
});

describe("ranges", () => {
  test.each([
    ["en", "between 30 and 40 workers", "[30,40)"],
    ["en", "more than 100 and less than 200", "(100,200)"],
    ["en", "no fewer than twelve", "[12,)"],
    ["en", "at most 700", "(,700]"],
    ["zh", "超过300人", "(300,)"],
    ["zh", "至少有40人", "[40,)"],
    ["ja", "50以上80以下", "[50,80]"],
    ["ja", "30から40未満", "[30,40)"],
    ["ko", "30보다 크고 40보다 작다", "(30,40)"],
    ["ko", "200명 이상", "[200,)"],
  ] as const)("%s: %s", (language, text, value) => {
    expect(readCase("numberrange", language, text, null).map((result) => result.resolution["value"])).toEqual([value]);
  });

  test("a telephone number is no range", () => {
    expect(readCase("numberrange", "en", "call +1-222-333-4444", null)).toEqual([]);
  });

  test("two bounds that contradict each other stay two", () => {
    expect(readCase("numberrange", "en", "more than 40 and less than 10", null)).toHaveLength(2);
  });

  test("every language has words for each bound", () => {
    for (const words of Object.values(boundWords)) {
      const bounds = new Set([...words.before, ...words.after].map(([, bound]) => bound));
      expect([...bounds].sort()).toEqual(["above", "at-least", "at-most", "below", "equal"]);
    }
  });
});

describe("percentages", () => {
  test.each([
    ["en", "seventy percent of it", [["seventy percent", "70%"]]],
    ["zh", "百分之七十五", [["百分之七十五", "75%"]]],
    ["zh", "八折", [["八折", "80%"]]],
    ["zh", "千分之三", [["千分之三", "0.3%"]]],
    ["ja", "4割5分", [["4割5分", "45%"]]],
    ["ja", "三割引", [["三割引", "70%"]]],
    ["ko", "이십오 퍼센트", [["이십오 퍼센트", "25%"]]],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(told("percent", language, text)).toEqual(expected);
  });
});

describe("money", () => {
  test.each([
    ["en", "about 2,500 yuan", [["2,500 yuan", "2500", "Chinese yuan"]]],
    ["en", "US$ 65", [["us$ 65", "65", "United States dollar"]]],
    ["en", "$65", [["$65", "65", "Dollar"]]],
    ["en", "7 dollars 25 cents", [["7 dollars 25 cents", "7.25", "Dollar"]]],
    ["en", "4 million North Korean won", [["4 million north korean won", "4000000", "North Korean won"]]],
    ["zh", "人民币  2500元", [["人民币  2500元", "2500", "Chinese yuan"]]],
    ["zh", "七元五角", [["七元五角", "7.5", "Chinese yuan"]]],
    ["ja", "3万5千円", [["3万5千円", "35000", "Japanese yen"]]],
    ["ko", "1천5백만 달러", [["1천5백만 달러", "15000000", "Dollar"]]],
    ["ko", "오백 위안", [["오백 위안", "500", "Chinese yuan"]]],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(told("currency", language, text)).toEqual(expected);
  });

  test("the ISO code is told only where the words settle it", () => {
    expect(readCase("currency", "en", "65 dollars", null)[0]?.resolution).not.toHaveProperty("isoCurrency");
    expect(readCase("currency", "en", "65 US dollars", null)[0]?.resolution["isoCurrency"]).toBe("USD");
  });

  test("no currency is listed twice", () => {
    expect(new Set(currencyNames.map(({ iso }) => iso)).size).toBe(currencyNames.length);
  });
});

describe("measures and ages", () => {
  test.each([
    ["en", "6 feet 3 inches", [["6 feet 3 inches", "6.25", "Foot"]]],
    ["en", "a 12-mile road", [["12-mile", "12", "Mile"]]],
    ["en", "half a mile", [["half a mile", "0.5", "Mile"]]],
    ["zh", "三米半", [["三米半", "3.5", "Meter"]]],
    ["zh", "500克", [["500克", "500", "Gram"]]],
    ["ja", "660平方メートル", [["660平方メートル", "660", "Square meter"]]],
    ["ko", "시속 60 킬로미터", [["시속 60 킬로미터", "60", "Kilometer per hour"]]],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(told("dimension", language, text)).toEqual(expected);
  });

  test("every unit can be said in some language, and no word names two units of one kind", () => {
    for (const { name, en, zh, ja, ko } of unitWords) expect([name, [...en, ...zh, ...ja, ...ko].length > 0]).toEqual([name, true]);
    for (const language of ["en", "zh", "ja", "ko"] as const) {
      const words = unitWords.flatMap((unit) => unit[language].map((word) => `${unit.kind} ${word}`));
      expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    }
  });

  test.each([
    ["en", "a nineteen-year-old", [["nineteen-year-old", "19", "Year"]]],
    ["zh", "三十岁", [["三十岁", "30", "Year"]]],
    ["ja", "22歳", [["22歳", "22", "Year"]]],
    ["ko", "스물다섯 살", [["스물다섯 살", "25", "Year"]]],
  ] as const)("ages, %s: %s", (language, text, expected) => {
    expect(told("age", language, text)).toEqual(expected);
  });
});

describe("dates, said on Wednesday 15 May 2024", () => {
  test.each([
    ["en", "on 3 December 2025", [["3 december 2025", "2025-12-03 2025-12-03"]]],
    ["en", "in early December 2025", [["early december 2025", "2025-12 start 2025-12-01/2025-12-16"]]],
    ["en", "on June 3rd", [["june 3rd", "XXXX-06-03 2023-06-03", "XXXX-06-03 2024-06-03"]]],
    ["en", "last Friday", [["last friday", "2024-05-10 2024-05-10"]]],
    ["en", "two weeks ago", [["two weeks ago", "2024-05-01 2024-05-01"]]],
    ["en", "since 2019", [["since 2019", "2019 since 2019-01-01/.."]]],
    ["en", "from March to June 2023", [["from march to june 2023", "(2023-03-01,2023-06-01,P3M) 2023-03-01/2023-06-01"]]],
    ["en", "for six months", [["six months", "P6M 15552000"]]],
    ["en", "every two weeks", [["every two weeks", "P2W not resolved"]]],
    ["en", "you may march", []],
    ["zh", "去年十二月上旬", [["去年十二月上旬", "2023-12 start 2023-12-01/2023-12-16"]]],
    ["zh", "二〇二三年三月到五月", [["二〇二三年三月到五月", "(2023-03-01,2023-05-01,P2M) 2023-03-01/2023-05-01"]]],
    ["zh", "三天后", [["三天后", "2024-05-18 2024-05-18"]]],
    ["zh", "2024年5月1日或之后", [["2024年5月1日或之后", "2024-05-01 since 2024-05-01/.."]]],
    ["ja", "来月の4日から23日まで", [["来月の4日から23日まで", "(2024-06-04,2024-06-23,P19D) 2024-06-04/2024-06-23"]]],
    ["ja", "令和5年7月", [["令和5年7月", "2023-07 2023-07-01/2023-08-01"]]],
    ["ja", "2022年以降", [["2022年以降", "2022 after 2023-01-01/.."]]],
    ["ko", "지난달", [["지난달", "2024-04 2024-04-01/2024-05-01"]]],
    ["ko", "2023년 3월부터 5월까지", [["2023년 3월부터 5월까지", "(2023-03-01,2023-05-01,P2M) 2023-03-01/2023-05-01"]]],
    ["ko", "이틀 후", [["이틀 후", "2024-05-17 2024-05-17"]]],
  ] as const)("%s: %s", (language, text, expected) => {
    expect(dated(language, text)).toEqual(expected);
  });

  test("a range without years is the turn that holds the day it is said on", () => {
    expect(dated("en", "from April to June")).toEqual([["from april to june", "(XXXX-04-01,XXXX-06-01,P2M) 2024-04-01/2024-06-01"]]);
    expect(dated("en", "from June to August")).toEqual([
      ["from june to august", "(XXXX-06-01,XXXX-08-01,P2M) 2023-06-01/2023-08-01", "(XXXX-06-01,XXXX-08-01,P2M) 2024-06-01/2024-08-01"],
    ]);
  });

  test("a day that does not exist is found and not resolved", () => {
    expect(dated("en", "february 30 2024")).toEqual([["february 30 2024", "2024-02-30 not resolved"]]);
  });
});
