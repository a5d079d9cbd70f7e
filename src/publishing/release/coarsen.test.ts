import fc from "fast-check";
import { expect, test } from "vitest";
import { coarsenPlace, townsIn, widenTowns } from "./coarsen-place.ts";
import { coarsenDate, dateWords, namesDay } from "./coarsen-time.ts";

test.each([
  ["2025-12-16", "2025-12"],
  ["2025-12-01~/..", "2025-12~/.."],
  ["2025-12-01~/2025-12-15~", "2025-12~"],
  ["2025-09-03/2025-12-20", "2025-09/2025-12"],
  ["../2025-08-31", "../2025-08"],
  ["2025-12-16T08:30:00Z", "2025-12"],
  ["2025-12-XX", "2025-12"],
  ["2025-12?", "2025-12?"],
  ["2024~", "2024~"],
  ["2025-21", "2025-21"],
  ["XXXX", "XXXX"],
])("DI5 %s leaves as %s", (date, wide) => {
  expect(coarsenDate(date)).toBe(wide);
  expect(coarsenDate(wide)).toBe(wide);
});

test("DI5 by the year, a date keeps its year alone", () => {
  expect(coarsenDate("2025-12-01~/2026-02", "year")).toBe("2025~/2026");
});

test("DI5 no day survives widening, whatever the interval", () => {
  const day = fc
    .date({ min: new Date("1950-01-01"), max: new Date("2049-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const side = fc.oneof(
    day,
    day.map((one) => `${one}~`),
    day.map((one) => `${one}?`),
    fc.constant(".."),
  );
  fc.assert(
    fc.property(side, side, (from, to) => {
      expect(namesDay(coarsenDate(`${from}/${to}`))).toBe(false);
      expect(namesDay(coarsenDate(from === ".." ? "2025" : from))).toBe(false);
    }),
  );
});

test.each([
  ["Hyesan", "KP", "Ryanggang Province"],
  ["Changbai County, Jilin Province", "CN", "Jilin Province"],
  ["Shenyang and Changchun areas", "CN", "Liaoning Province and Jilin Province"],
  ["Ryanggang Province to China", "CN", "Ryanggang Province"],
  ["혜산시", "KP", "Ryanggang Province"],
  ["丹东", "CN", "Liaoning Province"],
  ["a village nobody has heard of", "CN", "China"],
  ["North Korea", "KP", "North Korea"],
  ["somewhere", null, null],
])("DI5 the place %s (%s) leaves as %s", (place, country, wide) => {
  expect(coarsenPlace(place, country)).toBe(wide);
});

test("DI5 towns in a sentence become their province, once and for all", () => {
  const wide = widenTowns("They left Hyesan for Dandong by bus.");
  expect(wide).toBe("They left a place in Ryanggang Province for a place in Liaoning Province by bus.");
  expect(townsIn(wide)).toEqual([]);
  expect(widenTowns(wide)).toBe(wide);
});

test.each([
  ["2025-12~/..", "from about December 2025"],
  ["2025-09/2025-12", "September 2025 to December 2025"],
  ["../2025-08", "until August 2025"],
  ["2025-12-16", "16 December 2025"],
  ["2025-21", "spring 2025"],
  ["2024?", "2024 (uncertain)"],
  ["XXXX", "date not known"],
])("%s reads as %s", (date, words) => {
  expect(dateWords(date)).toBe(words);
});
