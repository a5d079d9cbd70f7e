import { expect, test } from "vitest";
import { familiesTold, type LabelledReport } from "./families-told.ts";

const report = (id: string, carries: string, given: Partial<LabelledReport> = {}): LabelledReport => ({
  id,
  family: "pay",
  carries,
  figures: [],
  ratesAlone: false,
  ...given,
});
const told = (...reports: readonly LabelledReport[]) => [...familiesTold(reports).values()];

test("CO2 under one label reports are one origin by originator, by figure or by saying so, and else stand apart", () => {
  expect(told(report("A", "RFA"), report("B", "Yonhap"))).toEqual(["pay", "pay, apart: B"]);
  expect(told(report("A", "RFA"), report("B", "RFA via Yonhap"), report("C", "Yonhap"))).toEqual(["pay", "pay", "pay"]);
  expect(told(report("A", "RFA", { figures: ["500"] }), report("B", "Yonhap", { figures: ["500", "7"] }))).toEqual(["pay", "pay"]);
  expect(told(report("A", "RFA"), report("B", "Yonhap", { repeats: "A" }))).toEqual(["pay", "pay"]);
});

test("CO2 each fixing is a reading of its own, and one figure under two labels joins nothing", () => {
  const fixing = (id: string, figure: string) => report(id, "Exchange centre", { ratesAlone: true, figures: [figure] });
  expect(told(fixing("A", "7.06"), fixing("B", "7.05"), fixing("C", "7.06"))).toEqual(["pay", "pay, apart: B", "pay"]);
  expect(told(report("A", "RFA", { figures: ["500"] }), report("B", "Yonhap", { family: "levy", figures: ["500"] }))).toEqual([
    "pay",
    "levy",
  ]);
});
