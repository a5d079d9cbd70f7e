import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Quantity } from "#domain/quantity.ts";
import { grouped, unitOf, when } from "./plainly.ts";

test.each([
  ["500000000", "500,000,000"],
  ["2500", "2,500"],
  ["300", "300"],
  ["1160.8", "1,160.8"],
  ["0.0000264", "0.0000264"],
])("%s reads %s", (text, said) => expect(grouped(text)).toBe(said));

test.each([
  ["2025-12~", "about 2025-12"],
  ["../2023-10", "until 2023-10"],
  ["2025-12-01~/..", "since about 2025-12-01"],
  ["2017/2019", "2017 to 2019"],
  ["201X", "the 2010s"],
  ["2024?", "perhaps 2024"],
  ["2026-02-02", "2026-02-02"],
  ["XXXX", "an unknown date"],
])("the date %s reads “%s”", (date, said) => expect(when(date as EdtfDate)).toBe(said));

test.each([
  ["person", "12", "people"],
  ["person", "1", "person"],
  ["country", "15", "countries"],
  ["day", "3", "days"],
  ["percent", "40", "%"],
])("%s beside %s reads %s", (unit, number, said) => expect(unitOf({ kind: "count", unit } as Quantity, number)).toBe(said));
