import fc from "fast-check";
import { expect, test } from "vitest";
import { addMonths, dayOf, easterOf, isoDay, mondayOfWeek, nthWeekday, partsOf, weekOf, weekdayOf } from "./calendar.ts";

test("a day and its parts are the same thing", () => {
  fc.assert(
    fc.property(fc.integer({ min: -400_000, max: 400_000 }), (day) => {
      const { year, month, day: date } = partsOf(day);
      expect(dayOf(year, month, date)).toBe(day);
      expect(new Date(day * 86_400_000).getUTCDate()).toBe(date);
    }),
  );
});

test("weeks follow ISO 8601: the first holds the year's first Thursday", () => {
  expect(weekOf(dayOf(2016, 1, 1))).toEqual({ year: 2015, week: 53 });
  expect(weekOf(dayOf(2018, 12, 31))).toEqual({ year: 2019, week: 1 });
  expect(isoDay(mondayOfWeek(2020, 53))).toBe("2020-12-28");
  expect(weekdayOf(dayOf(1970, 1, 1))).toBe(4);
});

test("Easter falls where the tables say", () => {
  expect([1961, 2000, 2018, 2024, 2038].map((year) => isoDay(easterOf(year)))).toEqual([
    "1961-04-02",
    "2000-04-23",
    "2018-04-01",
    "2024-03-31",
    "2038-04-25",
  ]);
});

test("a month later holds back to the end of a shorter month", () => {
  expect(isoDay(addMonths(dayOf(2024, 1, 31), 1))).toBe("2024-02-29");
  expect(isoDay(addMonths(dayOf(2024, 3, 31), -13))).toBe("2023-02-28");
});

test("the n-th weekday counts from either end", () => {
  expect(isoDay(nthWeekday(2024, 11, 4, 4))).toBe("2024-11-28");
  expect(isoDay(nthWeekday(2024, 5, 1, -1))).toBe("2024-05-27");
});
