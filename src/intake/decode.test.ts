import fc from "fast-check";
import { expect, test } from "vitest";
import { brokenUtf8At, decodeReport, reportLimit } from "./decode.ts";

const decode = (bytes: Uint8Array) => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const bytesOf = (text: string) => new TextEncoder().encode(text);

test("a sound text comes back exactly as it was written", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      const printable = `x${text.replace(/[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/g, "")}`;
      expect(decodeReport("r.txt", bytesOf(printable), decode)).toEqual({ ok: true, value: printable });
    }),
  );
});

test("a byte order mark stays in the text, so that offsets are those of the file", () => {
  expect(decodeReport("r.txt", Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), decode)).toEqual({ ok: true, value: "\ufeffa" });
});

test.each([
  ["no bytes at all", new Uint8Array(), { kind: "empty-file", name: "r.txt" }],
  ["only blanks", bytesOf(" \n\t\n"), { kind: "empty-file", name: "r.txt" }],
  ["a zero byte", Uint8Array.of(0x61, 0x00, 0x62), { kind: "binary-file", name: "r.txt", at: 1 }],
  ["EUC-KR bytes", Uint8Array.of(0x61, 0xb0, 0xa1), { kind: "broken-encoding", name: "r.txt", at: 1 }],
  ["a text cut inside a character", bytesOf("원").slice(0, 2), { kind: "broken-encoding", name: "r.txt", at: 0 }],
  [
    "one byte too many",
    new Uint8Array(reportLimit + 1).fill(0x61),
    { kind: "file-too-large", name: "r.txt", bytes: reportLimit + 1, limit: reportLimit },
  ],
])("%s is refused with its place", (_, bytes, refusal) => {
  expect(decodeReport("r.txt", bytes, decode)).toEqual({ ok: false, refusal });
});

test("broken UTF-8 is what the platform's strict decoder calls broken", () => {
  const strict = new TextDecoder("utf-8", { fatal: true });
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      let sound = true;
      try {
        strict.decode(bytes);
      } catch {
        sound = false;
      }
      expect(brokenUtf8At(bytes) === -1).toBe(sound);
    }),
    { numRuns: 5000 },
  );
});

test.each([
  ["an overlong slash", [0xc0, 0xaf]],
  ["a surrogate", [0xed, 0xa0, 0x80]],
  ["beyond U+10FFFF", [0xf4, 0x90, 0x80, 0x80]],
])("%s is broken at its first byte", (_, bytes) => {
  expect(brokenUtf8At(Uint8Array.from([0x41, ...bytes]))).toBe(1);
});
