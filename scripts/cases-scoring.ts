/** When a reading of a published case counts as right: every expected entity, in order, with its span, type and values, and nothing else. */
import type { CaseResult } from "../src/reading/cases/index.ts";

export type PublishedCase = {
  readonly id: string;
  readonly input: string;
  readonly ref?: string;
  readonly results: readonly {
    readonly Text: string;
    readonly Start?: number;
    readonly End?: number;
    readonly TypeName: string;
    readonly Resolution?: unknown;
  }[];
  readonly ignoreResolution?: boolean;
};

export function sameSpans(one: PublishedCase, got: readonly CaseResult[]): boolean {
  if (got.length !== one.results.length) return false;
  return one.results.every((expected, index) => {
    const result = got[index];
    if (!result || result.type !== expected.TypeName) return false;
    // Some published offsets were carried over from a translation and do not point at their own text; then the text decides.
    const placed =
      expected.Start !== undefined &&
      expected.End !== undefined &&
      folded(one.input.slice(expected.Start, expected.End + 1)) === folded(expected.Text);
    if (!placed) return folded(result.text) === folded(expected.Text);
    // Spaces around a published span do not count.
    const written = one.input.slice(expected.Start, (expected.End ?? 0) + 1);
    const start = (expected.Start ?? 0) + written.length - written.trimStart().length;
    return result.start === start && result.end === start + written.trim().length - 1;
  });
}

/** Every expected field, with numbers compared to 13 significant digits: the cases print binary floats. */
export function sameValues(expected: unknown, got: unknown): boolean {
  if (expected === null || expected === undefined) return got === null || got === undefined;
  if (Array.isArray(expected))
    return Array.isArray(got) && got.length === expected.length && expected.every((item, index) => sameValues(item, got[index]));
  if (typeof expected === "object") {
    if (typeof got !== "object" || got === null) return false;
    return Object.entries(expected).every(([key, value]) => sameValues(value, (got as Record<string, unknown>)[key]));
  }
  if (String(expected) === String(got)) return true;
  const a = asNumbers(String(expected));
  const b = asNumbers(String(got));
  return (
    a !== null &&
    b !== null &&
    a.shape === b.shape &&
    a.numbers.every((number, index) => Math.abs(number - (b.numbers[index] ?? NaN)) <= 1e-13 * Math.abs(number))
  );
}

function asNumbers(text: string): { shape: string; numbers: number[] } | null {
  if (!/^[-[(,\])%.0-9eE+]+$/.test(text)) return null;
  const numbers: number[] = [];
  const shape = text.replace(/-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (number) => {
    numbers.push(Number(number));
    return "n";
  });
  return { shape, numbers };
}

export function folded(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[、，]/g, ",")
    .trim();
}

/** Which side a case belongs to, from its input alone (FNV-1a with a final mix, one in ten is held out). */
export function sideOf(input: string): "dev" | "test" {
  let hash = 0x811c9dc5;
  for (let index = 0; index < input.length; index += 1) hash = Math.imul(hash ^ input.charCodeAt(index), 0x01000193) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 0;
  hash = (hash ^ (hash >>> 13)) >>> 0;
  return hash % 10 === 0 ? "test" : "dev";
}
