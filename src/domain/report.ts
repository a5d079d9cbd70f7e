/**
 * A report is what arrived: bytes kept and hashed, the text decoded from them, and what is known about its way here.
 */
import type { EdtfDate } from "./edtf.ts";
import type { ReportId, Sha256, SourceId } from "./ids.ts";

export const languages = ["en", "ko", "ja", "zh"] as const;
export type Language = (typeof languages)[number];

export type Report = {
  readonly id: ReportId;
  readonly sha256: Sha256;
  readonly title: string;
  readonly text: string;
  readonly language: Language;
  /** Who published or carried it; the first link of every speaker chain. */
  readonly outlet: string;
  readonly published: EdtfDate;
  /** When the source told it, where that differs from publication. */
  readonly told: EdtfDate;
  readonly source: SourceId;
  /** How it reached us, in a word that endangers nobody: "public web page", "reporting partner". */
  readonly channel: string;
  /** Public address, for citation. */
  readonly url: string | null;
  /** Reports that repeat one origin share a family; a report on its own is its own family. */
  readonly family: string;
  /** The file the words were taken from, with its headers or markup, where somebody asked to keep it: sealed like the words, shown nowhere. */
  readonly cameAs?: Sha256;
};

/** The hashes of the bytes that are kept of a report: its words, and the file they came in where that was kept. */
export function originalsOf(report: Pick<Report, "sha256" | "cameAs">): readonly Sha256[] {
  return report.cameAs === undefined ? [report.sha256] : [report.sha256, report.cameAs];
}
