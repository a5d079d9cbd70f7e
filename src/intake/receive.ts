/** From bytes and a note to a report with its hash: the evidence copy is the bytes, everything else describes them. */
import type { Hash } from "#domain/effects.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Report } from "#domain/report.ts";
import { ok, type Result } from "#domain/result.ts";
import { decodeReport, type Decode } from "./decode.ts";

/** What is told about the bytes by whoever brings them. */
export type Note = Omit<Report, "sha256" | "text">;

/** The report, or the refusal of {@link decodeReport}. The hash is over the bytes as they came. */
export function receiveReport(
  name: string,
  bytes: Uint8Array,
  note: Note,
  effects: { readonly hash: Hash; readonly decode: Decode },
): Result<Report, Refusal> {
  const text = decodeReport(name, bytes, effects.decode);
  return text.ok ? ok({ ...note, sha256: effects.hash(bytes), text: text.value }) : text;
}
