import { expect, test } from "vitest";
import { reportId } from "#domain/ids.ts";
import { codeOf, speakerNames, wideRole } from "./speaker-names.ts";

const report = reportId("R1");
const chain = [
  { name: "The Gazette", protect: false },
  { name: "reporting partner A", protect: true },
  { name: "returnee", protect: true },
] as const;

test.each([
  ["reporting partner A", "a resident of the province"],
  ["acquaintance who makes wigs", "a resident of the province"],
  ["trade official", "a person in cross-border trade"],
  ["broker", "a person in cross-border trade"],
  ["무역일꾼", "a person in cross-border trade"],
  ["労働局の幹部", "an official"],
  ["someone who came back last year", "a person who has worked abroad"],
  ["Kim Yong", "a person with knowledge of the matter"],
])("DI3 %s is widened to %s", (name, role) => {
  expect(wideRole(name)).toBe(role);
});

test("DI4 even from the same seed, no code an earlier release used is drawn", () => {
  const first = speakerNames("seed", new Set()).chain(report, chain);
  const second = speakerNames("seed", new Set(first)).chain(report, chain);
  expect(first[0]).toBe("The Gazette");
  expect(first.slice(1).map(codeOf)).not.toContain(null);
  expect(second.slice(1).filter((name) => first.map(codeOf).includes(codeOf(name)))).toEqual([]);
});

test("DI4 voices are one only when the same report hands them down by the same path", () => {
  const names = speakerNames("seed", new Set());
  const own = names.chain(report, chain);
  expect(names.chain(report, chain)).toEqual(own);
  expect(names.chain(reportId("R2"), chain)[1]).not.toBe(own[1]);
  expect(names.chain(report, [chain[0], chain[2]])[1]).not.toBe(own[2]);
});

test("there are codes enough for any release, and each is its own", () => {
  const names = speakerNames("seed", new Set());
  const many = Array.from({ length: 900 }, (_, place) => names.chain(report, [{ name: `voice ${place}`, protect: true }])[0] ?? "");
  expect(new Set(many.map(codeOf)).size).toBe(900);
});
