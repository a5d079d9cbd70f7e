/**
 * What a file holds, before anybody has said under which id and source it is taken in: the working text and what the file itself tells.
 * What a reader would get wrong: the working text is all that goes on. Headers, names of senders, document properties and attachments
 * are left behind here, so that nothing downstream can show them.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import type { Refusal } from "#domain/refusal.ts";
import { refuse, type Result } from "#domain/result.ts";

export const formats = ["text", "page", "e-mail", "table"] as const;
export type Format = (typeof formats)[number];

/** What a table's row, a message or a page may say of its report besides the text. Undefined where it says nothing. */
export type Told = {
  readonly id?: string;
  readonly title?: string;
  readonly language?: string;
  readonly outlet?: string;
  readonly published?: EdtfDate;
  readonly told?: EdtfDate;
  readonly source?: string;
  readonly channel?: string;
  readonly url?: string;
  readonly family?: string;
};

export type Draft = {
  /** The file, and the line where it holds several: "spring.csv, line 3". */
  readonly place: string;
  readonly format: Format;
  readonly text: string;
  /** The whole file, where it holds this one report and more than its words. */
  readonly file?: Uint8Array;
  readonly says: Told;
  /** What was left behind, in words without what it said: "12 headers", "1 attachment". */
  readonly leftBehind: readonly string[];
};

/** The refusal of a file that is not what it seems, or would grow beyond what is read. */
export function unsafe(name: string, says: string): Result<never, Refusal> {
  return refuse({ kind: "unsafe-file", name, says });
}
