/**
 * Bytes to text, or the reason why not. Nothing is guessed and nothing replaced: one broken byte refuses the file,
 * because a replaced character would move every span after it.
 */
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";

/** Most bytes one report may have: far above any article, far below what would hurt. */
export const reportLimit = 16 * 1024 * 1024;

/** Decodes bytes that {@link brokenUtf8At} found sound; a byte order mark stays in the text, so that offsets are those of the file. */
export type Decode = (bytes: Uint8Array) => string;

/**
 * The text of a report, exactly as given.
 * Refuses an empty (or blank) file, one over {@link reportLimit}, a binary one and broken UTF-8, each naming the first place.
 */
export function decodeReport(name: string, bytes: Uint8Array, decode: Decode): Result<string, Refusal> {
  if (bytes.length === 0) return refuse({ kind: "empty-file", name });
  if (bytes.length > reportLimit) return refuse({ kind: "file-too-large", name, bytes: bytes.length, limit: reportLimit });
  const control = bytes.findIndex(isControl);
  if (control >= 0) return refuse({ kind: "binary-file", name, at: control });
  const broken = brokenUtf8At(bytes);
  if (broken >= 0) return refuse({ kind: "broken-encoding", name, at: broken });
  const text = decode(bytes);
  return text.trim() === "" ? refuse({ kind: "empty-file", name }) : ok(text);
}

/** Position of the first byte that breaks UTF-8 (Unicode 16, table 3-7: no overlong forms, no surrogates), or -1. */
export function brokenUtf8At(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    const length =
      lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length === 0 || at + length > bytes.length) return at;
    if (length > 1) {
      const second = bytes[at + 1] as number;
      const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
      const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
      if (second < low || second > high) return at;
      for (let rest = 2; rest < length; rest++) if (((bytes[at + rest] as number) & 0xc0) !== 0x80) return at;
    }
    at += length;
  }
  return -1;
}

/** C0 controls that text files do not hold; tab, line feed, form feed and carriage return are text. */
function isControl(byte: number): boolean {
  return byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0c && byte !== 0x0d && byte !== 0x1b;
}
