/**
 * What taking files in would do, before anything is written: which reports are new, which are here already, which say something else
 * than what was taken in under their id, and what each still lacks.
 */
import { strToU8 } from "fflate";
import { undated, type EdtfDate } from "#domain/edtf.ts";
import type { Hash } from "#domain/effects.ts";
import { reportId, sourceId, type ReportId, type Sha256, type SourceId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { languages, type Language } from "#domain/report.ts";
import { guessLanguage } from "./guess-language.ts";
import { identifiersIn, sayIdentifiers } from "./identifiers.ts";
import type { Note } from "./receive.ts";
import type { Draft } from "./formats/draft.ts";

/** What the person says of everything they hand over; a row's own words come first. */
export type Defaults = {
  readonly source?: string;
  readonly outlet?: string;
  readonly published?: EdtfDate;
  readonly told?: EdtfDate;
  readonly title?: string;
  readonly channel?: string;
  readonly family?: string;
  readonly language?: Language;
};

/** A report of the case, as far as a plan needs it. */
export type KnownReport = { readonly id: ReportId; readonly sha256: Sha256; readonly text: string };

export type PlannedArrival = {
  readonly place: string;
  readonly id: ReportId;
  /** What it may be of use to know before it is taken in: what was left behind, strings that could lead to a person. */
  readonly notes: readonly string[];
} & (
  | { readonly state: "new"; readonly note: Note; readonly bytes: Uint8Array; readonly text: string; readonly file?: Uint8Array }
  /** Its words are in the case already, under this id. */
  | { readonly state: "same"; readonly as: ReportId }
  /** Its id is taken by a report with other words; `differs` shows where they part. */
  | { readonly state: "changed"; readonly differs: string }
  | { readonly state: "refused"; readonly refusal: Refusal }
);

/** One plan for each draft, in order. Two drafts with the same words count as one. */
export function planArrivals(
  drafts: readonly Draft[],
  defaults: Defaults,
  { reports, sources }: { readonly reports: readonly KnownReport[]; readonly sources: readonly SourceId[] },
  hash: Hash,
): readonly PlannedArrival[] {
  const byHash = new Map(reports.map((report) => [report.sha256, report.id]));
  const byId = new Map(reports.map((report) => [report.id, report.text]));
  return drafts.map((draft): PlannedArrival => {
    const bytes = strToU8(draft.text);
    const sha256 = hash(bytes);
    const id = reportId(draft.says.id ?? idFrom(draft.place, sha256));
    const found = sayIdentifiers(identifiersIn(draft.text));
    const head = {
      place: draft.place,
      id,
      notes: [...draft.leftBehind.map((one) => `left behind: ${one}`), ...(found === null ? [] : [found])],
    };
    const twin = byHash.get(sha256);
    if (twin !== undefined) return { ...head, state: "same", as: twin };
    const other = byId.get(id);
    if (other !== undefined) return { ...head, state: "changed", differs: whereTheyPart(other, draft.text) };
    const note = noteOf(draft, defaults, sources, id);
    if ("kind" in note) return { ...head, state: "refused", refusal: note };
    byHash.set(sha256, id);
    byId.set(id, draft.text);
    return { ...head, state: "new", note, bytes, text: draft.text, ...(draft.file === undefined ? {} : { file: draft.file }) };
  });
}

function noteOf(draft: Draft, defaults: Defaults, sources: readonly SourceId[], id: ReportId): Note | Refusal {
  const { says, place } = draft;
  const lacks = (what: string): Refusal => ({ kind: "bad-input", place, says: `nobody said ${what}` });
  const source = says.source ?? defaults.source;
  const outlet = says.outlet ?? defaults.outlet;
  // What the person says beats a message's header and a page's title, and yields to a table's own column.
  const ownWord = draft.format === "table";
  const pick = <T>(own: T | undefined, given: T | undefined): T | undefined => (ownWord ? (own ?? given) : (given ?? own));
  const published = pick(says.published, defaults.published);
  if (source === undefined) return lacks("whose report it is: add --source ID, or a column “source”");
  if (!sources.some((known) => known === source)) return { kind: "no-such-source", source };
  if (outlet === undefined) return lacks("who published or carried it: add --outlet NAME, or a column “outlet”");
  if (published === undefined) return { kind: "missing-date", name: place };
  const given = says.language ?? defaults.language;
  const language = given === undefined ? guessLanguage(draft.text) : languages.find((one) => one === given);
  if (language === undefined) return { kind: "unknown-language", given: given ?? "" };
  if (!/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/.test(id))
    return { kind: "bad-input", place, says: `the id “${id}” is not letters, digits and hyphens` };
  return {
    id,
    title: pick(says.title, defaults.title) ?? firstWords(draft.text),
    language,
    outlet,
    published,
    told: pick(says.told, defaults.told) ?? (published === undated ? undated : published),
    source: sourceId(source),
    channel:
      pick(says.channel, defaults.channel) ?? { text: "text", page: "saved page", "e-mail": "message", table: "table" }[draft.format],
    url: says.url ?? null,
    family: says.family ?? defaults.family ?? id,
  };
}

/** An id from the file's name, or from the words where the name gives none: the same file has the same id tomorrow. */
function idFrom(place: string, sha256: Sha256): string {
  const [name = "", line] = place.split(", line ");
  const stem = (name.split(/[\\/]/).pop() ?? "")
    .replace(/\.[^.]*$/, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 48);
  return [stem === "" ? `report-${sha256.slice(0, 8)}` : stem, ...(line === undefined ? [] : [line])].join("-");
}

function firstWords(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length <= 80 ? line : `${line.slice(0, 79).replace(/\s+\S*$/, "")}…`;
}

/** The two texts where they part, in a few words of each. */
function whereTheyPart(before: string, after: string): string {
  let at = 0;
  while (at < before.length && at < after.length && before[at] === after[at]) at++;
  const from = Math.max(0, at - 20);
  const piece = (text: string) =>
    at >= text.length
      ? "the end"
      : `“${from > 0 ? "…" : ""}${text.slice(from, at + 30).replaceAll("\n", " ")}${text.length > at + 30 ? "…" : ""}”`;
  return `at character ${at + 1}: was ${piece(before)}, is ${piece(after)}`;
}
