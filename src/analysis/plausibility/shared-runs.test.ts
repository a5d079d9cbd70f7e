import fc from "fast-check";
import { expect, test } from "vitest";
import { nearDuplicates, nearDuplicateShare, sharedRuns, wordRuns } from "./shared-runs.ts";

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => `w${from + i}`).join(" ");
const han = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => String.fromCodePoint(0x4e00 + from + i)).join("");
const share = (a: string, b: string) => sharedRuns(wordRuns(a) ?? new Set(), wordRuns(b) ?? new Set());

test("a paragraph of 80 words inside a story of 400 is all of the shorter text", () => {
  expect(share(words(0, 400), words(100, 180))).toBe(1);
});

test("of two texts that share 40 of 100 words in one piece, 35 of 95 runs are shared", () => {
  expect(share(words(0, 100), words(60, 160))).toBeCloseTo(35 / 95, 12);
});

test("a Chinese paragraph is found at whatever character it begins in the copy", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 250 }), (start) => {
      expect(share(han(0, 400), han(start, start + 130))).toBe(1);
    }),
  );
});

test("near duplicates are found among many texts with the share that comparing the two gives, and a phrase that every page carries joins none", () => {
  const footer = words(9000, 9080);
  const pages = Array.from({ length: 30 }, (_, i) => `${words(i * 100, i * 100 + 100)} ${footer}`);
  const copy = `${words(500, 570)} ${words(20_000, 20_030)}`;
  const runs = [...pages, copy].map((text) => wordRuns(text) ?? new Set<string>());
  expect(nearDuplicates(runs)).toEqual([{ a: 5, b: 30, share: share(pages[5] as string, copy) }]);
});

test("texts of other words share nothing, and texts too short to tell have no runs", () => {
  expect(share(words(0, 100), words(200, 300))).toBe(0);
  expect(wordRuns(words(0, 59))).toBeNull();
  expect(wordRuns(han(0, 119))).toBeNull();
  expect(nearDuplicateShare).toBeGreaterThan(0);
});
