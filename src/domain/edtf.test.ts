import { expect, test } from "vitest";
import { dayBounds, overlaps, parseEdtf, undated, type EdtfDate } from "./edtf.ts";

const date = (text: string) => parseEdtf(text) as EdtfDate;

test.each([
  ["2025-12-26", "2025-12-26", "2025-12-26"],
  ["2024-02", "2024-02-01", "2024-02-29"],
  ["2025-12-01~/..", "2025-12-01", null],
  ["../2025-08", null, "2025-08-31"],
  ["2024~", "2024-01-01", "2024-12-31"],
  ["2025-09/2025-12", "2025-09-01", "2025-12-31"],
  ["2025-12-1X", "2025-12-10", "2025-12-19"],
])("%s covers the days from %s to %s", (text, first, last) => {
  expect(dayBounds(date(text))).toEqual({ first, last });
});

test.each(["2025-13", "last year", "", "2025-02-30", "P6M"])("“%s” is not a date", (text) => {
  expect(parseEdtf(text)).toBeNull();
});

test("an undated thing has no bounds and overlaps everything", () => {
  expect(dayBounds(undated)).toEqual({ first: null, last: null });
  expect(overlaps(undated, date("1999"))).toBe(true);
});

test.each([
  ["2025-12", "2025-12-16", true],
  ["2024", "2025-12-16", false],
  ["2025-12-01~/..", "2026-03", true],
  ["../2025-08", "2025-09", false],
])("%s and %s can mean a common day: %s", (a, b, answer) => {
  expect(overlaps(date(a), date(b))).toBe(answer);
  expect(overlaps(date(b), date(a))).toBe(answer);
});
