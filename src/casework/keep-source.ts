/**
 * What a handler does with a source: grade, describe, keep a sealed note, end its use, forget it. There is no field anywhere for a name, a
 * number or an address; whoever needs one keeps it in a note, sealed to people who are named.
 */
import type { EntryBody } from "#domain/entry.ts";
import type { CaseId, SourceId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Reliability, RestedOn, SourceChange, SourceFile } from "#domain/source.ts";
import { openNoteText, sealNoteText, type NoteHolders } from "#ledger/index.ts";
import type { Context } from "./context.ts";
import { restedOn } from "./rested-on.ts";

type Outcome = Promise<Result<SourceFile, Refusal>>;

/** The source with its grades and notes. */
export async function sourceFile({ ledger }: Context, id: CaseId, source: SourceId): Outcome {
  const found = await ledger.source(id, source);
  return found === null ? refuse({ kind: "no-such-source", source }) : ok(found);
}

/** A new Admiralty grade; the ones before stay in its history. */
export function gradeSource(context: Context, id: CaseId, source: SourceId, reliability: Reliability, why: string): Outcome {
  return reasoned(context, id, source, why, { kind: "source-graded", source, reliability, why });
}

/** Changes what they can know, the marking, the consent or the contact risk. */
export function describeSource(context: Context, id: CaseId, source: SourceId, change: SourceChange, why: string): Outcome {
  if (Object.keys(change).length === 0) return Promise.resolve(refuse({ kind: "bad-input", place: `source "${source}"`, says: "nothing is to be changed" })); // prettier-ignore
  return reasoned(context, id, source, why, { kind: "source-described", source, change, why });
}

/** Seals a note to the named age keys, or behind a passphrase. Neither key nor passphrase is kept. */
export async function sealNote(context: Context, id: CaseId, source: SourceId, text: string, to: NoteHolders): Outcome {
  const note = await sealNoteText(text, to);
  if (!note.ok) return note;
  return record(context, id, source, { kind: "note-sealed", source, note: note.value, holders: "holders" in to ? to.holders : [] });
}

/** What a note says, for one of its holders; the newest note unless a position is given. */
export async function openNote(
  context: Context,
  id: CaseId,
  source: SourceId,
  opener: { readonly identities: readonly string[] } | { readonly passphrase: string },
  position?: number,
): Promise<Result<string, Refusal>> {
  const file = await sourceFile(context, id, source);
  if (!file.ok) return file;
  const place = `note of source "${source}"`;
  if (file.value.state === "forgotten") return refuse({ kind: "source-gone", source, state: "forgotten" });
  const at = position ?? file.value.notes.at(-1)?.position;
  const sealed = at === undefined ? null : await context.ledger.note(id, source, at);
  if (sealed === null)
    return refuse({ kind: "bad-input", place, says: position === undefined ? "there is none" : `entry ${position} sealed none` });
  const text = await openNoteText(sealed, opener);
  return text === null ? refuse({ kind: "not-allowed", what: place, why: "it was not sealed to this key or passphrase" }) : ok(text);
}

/** Nothing of theirs counts any more: every accepted claim from their reports is withdrawn. What rested on them is the answer. */
export async function withdrawSource(context: Context, id: CaseId, source: SourceId, why: string): Promise<Result<RestedOn, Refusal>> {
  const withdrawn = await reasoned(context, id, source, why, { kind: "source-withdrawn", source, why });
  return withdrawn.ok ? restedOn(context, id, source) : withdrawn;
}

/**
 * Destroys the key of the source, and with it all that was sealed with it. What rested on them is listed in the entry that says so, since
 * afterwards nobody could tell, and is the answer.
 */
export async function forgetSource(context: Context, id: CaseId, source: SourceId, why: string): Promise<Result<RestedOn, Refusal>> {
  if (why.trim() === "") return noReason(source);
  const rests = await restedOn(context, id, source);
  if (!rests.ok) return rests;
  const { state, ...rested } = rests.value;
  if (state === "forgotten") return refuse({ kind: "source-gone", source, state });
  const before = await context.ledger.keyHolders(id);
  const forgotten = await context.ledger.forget(id, context.actor, { source, why, rested });
  if (!forgotten.ok) return forgotten;
  const after = new Set((await context.ledger.keyHolders(id)).map(({ holder }) => holder));
  const giveKeyAgain = before.map(({ holder }) => holder).filter((holder) => !after.has(holder));
  return ok({ ...rested, state: "forgotten", ...(giveKeyAgain.length === 0 ? {} : { giveKeyAgain }) });
}

function reasoned(context: Context, id: CaseId, source: SourceId, why: string, body: EntryBody): Outcome {
  return why.trim() === "" ? Promise.resolve(noReason(source)) : record(context, id, source, body);
}

async function record(context: Context, id: CaseId, source: SourceId, body: EntryBody): Outcome {
  const appended = await context.ledger.append(id, context.actor, [body]);
  return appended.ok ? sourceFile(context, id, source) : appended;
}

const noReason = (source: SourceId): Result<never, Refusal> =>
  refuse({ kind: "bad-input", place: `source "${source}"`, says: "give the reason; it stays in the ledger" });
