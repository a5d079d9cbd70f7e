/**
 * A report as a person fills it in, and what is sent of it. Kept apart from the dialog, so that what is asked for can be tested.
 * A draft lives in memory only: it may hold a source's words, and nothing of a source is written where the store's lock does not reach.
 */
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import { reportId, sourceId, type SourceId } from "#domain/ids.ts";
import type { Language } from "#domain/report.ts";
import type { Consent, Reliability, Source, Tlp } from "#domain/source.ts";
import type { Sent } from "#http/contract.ts";
import { words } from "../words/en.ts";

const say = words.receive;

export const newSource = "new";

export type Draft = {
  readonly how: "paste" | "file";
  readonly text: string;
  readonly file: File | null;
  readonly id: string;
  readonly title: string;
  readonly outlet: string;
  readonly published: string;
  readonly told: string;
  /** Null until a person chooses: told from the script. */
  readonly language: Language | null;
  readonly channel: string;
  readonly url: string;
  readonly family: string;
  /** A registered source, {@link newSource}, or "" where none is chosen. */
  readonly source: string;
  readonly pseudonym: string;
  readonly canKnow: string;
  readonly reliability: Reliability;
  readonly tlp: Tlp;
  readonly consent: Consent;
};

export const emptyDraft: Draft = {
  how: "paste",
  text: "",
  file: null,
  id: "",
  title: "",
  outlet: "",
  published: "",
  told: "",
  language: null,
  channel: "",
  url: "",
  family: "",
  source: "",
  pseudonym: "",
  canKnow: "",
  reliability: "F",
  tlp: "TLP:RED",
  consent: "none",
};

/** Drafts by case: closing the dialog or walking to another room keeps what was typed, reloading the page does not. */
export const drafts = new Map<string, Draft>();

/** Whether anything was typed that a person would miss. */
export function isTyped(draft: Draft): boolean {
  return (
    draft.file !== null || (Object.keys(emptyDraft) as (keyof Draft)[]).some((name) => name !== "how" && draft[name] !== emptyDraft[name])
  );
}

export type DraftErrors = Partial<Record<keyof Draft, string>>;

export function errorsOf(draft: Draft, taken: ReadonlySet<string>): DraftErrors {
  const needed = (text: string) => (text.trim() === "" ? say.needed : undefined);
  const date = (text: string) => (parseEdtf(text.trim()) === null ? say.badDate : undefined);
  const isUrl = /^https?:\/\/\S+$/.test(draft.url.trim());
  const found: { [K in keyof Draft]?: string | undefined } = {
    text: draft.how === "paste" ? needed(draft.text) : undefined,
    file: draft.how === "file" && draft.file === null ? say.needed : undefined,
    title: needed(draft.title),
    outlet: needed(draft.outlet),
    published: needed(draft.published) ?? date(draft.published),
    told: draft.told.trim() === "" ? undefined : date(draft.told),
    url: draft.url.trim() === "" || isUrl ? undefined : say.badUrl,
    id: draft.id.trim() === "" ? undefined : idError(draft.id.trim(), taken),
    source: draft.source === "" ? say.chooseSource : undefined,
    ...(draft.source === newSource && { pseudonym: needed(draft.pseudonym), canKnow: needed(draft.canKnow) }),
  };
  return Object.fromEntries(Object.entries(found).filter(([, error]) => error !== undefined)) as DraftErrors;
}

function idError(id: string, taken: ReadonlySet<string>): string | undefined {
  if (taken.has(id)) return say.idTaken;
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,60}$/.test(id) ? undefined : say.badId;
}

/** The first id of the form R7 or source-7 that is free. Ids of sources are counted, never made from a pseudonym. */
export function nextId(stem: string, taken: ReadonlySet<string>): string {
  let at = taken.size + 1;
  while (taken.has(`${stem}${at}`)) at += 1;
  return `${stem}${at}`;
}

/** The language of a text by its script; the person may choose another. */
export function languageOf(text: string): Language {
  if (/\p{Script=Hangul}/u.test(text)) return "ko";
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(text)) return "ja";
  return /\p{Script=Han}/u.test(text) ? "zh" : "en";
}

export function sourceOf(draft: Draft, taken: ReadonlySet<string>): Source {
  const { pseudonym, canKnow, reliability, tlp, consent } = draft;
  return { id: sourceId(nextId("source-", taken)), pseudonym: pseudonym.trim(), canKnow: canKnow.trim(), reliability, tlp, consent };
}

/** What is sent of a draft without errors. A report without a family of its own tells by itself. */
export function arrivalOf(
  draft: Draft,
  bytes: Uint8Array,
  source: SourceId,
  taken: ReadonlySet<string>,
): NonNullable<Sent<"receive">["body"]> {
  const id = draft.id.trim() === "" ? nextId("R", taken) : draft.id.trim();
  const published = draft.published.trim() as EdtfDate;
  return {
    id: reportId(id),
    name: draft.how === "file" ? (draft.file?.name ?? id) : `${id}.txt`,
    base64: base64Of(bytes),
    title: draft.title.trim(),
    language: draft.language ?? languageOf(new TextDecoder().decode(bytes)),
    outlet: draft.outlet.trim(),
    published,
    told: draft.told.trim() === "" ? published : (draft.told.trim() as EdtfDate),
    source,
    channel: draft.channel.trim(),
    url: draft.url.trim() === "" ? null : draft.url.trim(),
    family: draft.family.trim() === "" ? id : draft.family.trim(),
  };
}

/** A file's bytes as they are sent. */
export function base64Of(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
}
