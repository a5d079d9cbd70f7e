/** English dates in frames that combine freely: each case says what is found, as what, and on which days. */
import { describe, expect, test } from "vitest";
import { readDates } from "./datetime.ts";

/** The words found, their timex, and the days of the last reading. */
function found(text: string, reference = "2016-11-07T16:12:00"): string[] {
  return readDates(text, "en", reference).map(({ text: words, resolution }) => {
    const values = resolution["values"] as readonly Record<string, string>[];
    const last = values.at(-1) ?? {};
    const mod = last["Mod"] === undefined ? "" : ` ${last["Mod"]}`;
    return `${words} = ${last["timex"] ?? ""}${mod}: ${last["value"] ?? `${last["start"] ?? ""}..${last["end"] ?? ""}`}`;
  });
}

describe("English dates", () => {
  test("days that share a month behind them are days of that month", () => {
    expect(found("the 5th, 6th and 7th of May 2019")).toEqual([
      "the 5th = 2019-05-05: 2019-05-05",
      "6th = 2019-05-06: 2019-05-06",
      "7th of may 2019 = 2019-05-07: 2019-05-07",
    ]);
    expect(found("1, 2 and 3")).toEqual([]);
  });

  test("a part of a decade or century is told by whole years", () => {
    expect(found("the mid nineties").at(0)).toMatch(/^mid nineties = \(XX90-01-01,XX00-01-01,P10Y\) mid: 2093-01-01\.\.2097-01-01$/);
    expect(found("early 19th century")).toEqual(["early 19th century = (1800-01-01,1900-01-01,P100Y) start: 1800-01-01..1850-01-01"]);
    expect(found("late 1980s")).toEqual(["late 1980s = (1980-01-01,1990-01-01,P10Y) end: 1985-01-01..1990-01-01"]);
  });

  test("a plural of tens in a preposition's reach is a decade, other digits with an s are seconds", () => {
    expect(found("what happened in 90s").at(0)).toContain("(XX90-01-01,XX00-01-01,P10Y)");
    expect(found("it took 95s")).toEqual(["95s = PT95S: 95"]);
  });

  test("days written against their month or year are read", () => {
    expect(found("31Dec1994")).toEqual(["31dec1994 = 1994-12-31: 1994-12-31"]);
    expect(found("Dec.31,1994")).toEqual(["dec.31,1994 = 1994-12-31: 1994-12-31"]);
    expect(found("20170101")).toEqual(["20170101 = 2017-01-01: 2017-01-01"]);
  });

  test("feasts and weekdays of the month that come back are sets", () => {
    expect(found("every Christmas")).toEqual(["every christmas = XXXX-12-25: not resolved"]);
    expect(found("every first Monday of the month")).toEqual(["every first monday of the month = XXXX-XX-WXX-1-#1: not resolved"]);
    expect(found("the third Friday of every month")).toEqual(["the third friday of every month = XXXX-XX-WXX-5-#3: not resolved"]);
  });

  test("a year told before its month, and a length before now", () => {
    expect(found("next year May")).toEqual(["next year may = 2017-05: 2017-05-01..2017-06-01"]);
    expect(found("5 months prior.")).toEqual(["5 months prior = 2016-06-07: 2016-06-07"]);
  });

  test("two weekdays of a week told before or behind them lie in that week", () => {
    const both = "2016-11-15..2016-11-17";
    expect(found("next week between Tuesday and Thursday")).toEqual([
      `next week between tuesday and thursday = (2016-11-15,2016-11-17,P2D): ${both}`,
    ]);
    expect(found("Tuesday-Thursday next week")).toEqual([`tuesday-thursday next week = (2016-11-15,2016-11-17,P2D): ${both}`]);
  });

  test("quarters of a range share the year behind the second", () => {
    expect(found("from Q1 to Q3 2018")).toEqual(["from q1 to q3 2018 = (2018-01-01,2018-07-01,P6M): 2018-01-01..2018-07-01"]);
  });

  test("what remains of a unit, hours that come back, years of schools and budgets", () => {
    expect(found("remaining week")).toEqual(["remaining week = (2016-11-07,2016-11-14,P7D): 2016-11-07..2016-11-14"]);
    expect(found("hourly")).toEqual(["hourly = PT1H: not resolved"]);
    expect(found("fiscal year of 2018")).toEqual(["fiscal year of 2018 = FY2018: not resolved"]);
  });

  test("a bare number before a month that is counted from now is no day of it", () => {
    expect(found("we need 5 this month")).toEqual(["this month = 2016-11: 2016-11-01..2016-12-01"]);
    expect(found("5th next month")).toEqual(["5th next month = 2016-12-05: 2016-12-05"]);
  });

  test("weekdays joined by strokes are each read, and a length starts on the coming one", () => {
    expect(found("Mon/Wed/Fri").map((words) => words.slice(0, 3))).toEqual(["mon", "wed", "fri"]);
    expect(found("for two weeks starting on Monday")).toEqual([
      "two weeks starting on monday = (2016-11-07,2016-11-21,P2W): 2016-11-07..2016-11-21",
    ]);
  });

  test("a year amid a sentence needs no preposition, but what it counts or names makes it none", () => {
    expect(found("compare 2016 vs 2017 in a 2018 study").map((words) => words.slice(0, 4))).toEqual(["2016", "2017", "2018"]);
    for (const text of ["they had 2017 workers", "room 2017 is free", "deliver 2018 pieces", "order number 2019 was shipped"])
      expect(found(text)).toEqual([]);
  });

  test("a second decade is a decade as the first is, and decades are counted in years", () => {
    expect(found("in the 80s and 90s").map((words) => words.slice(0, 8))).toEqual(["the 80s ", "90s = (X"]);
    expect(found("from the 1980s to the 1990s")).toEqual([
      "from the 1980s to the 1990s = (1980-01-01,1990-01-01,P10Y): 1980-01-01..1990-01-01",
    ]);
  });
});
