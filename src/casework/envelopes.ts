/**
 * Envelopes, seen from the handler: a public key to hand to a correspondent, and the words inside what they send back.
 * The public key names neither the case nor the newsroom, and nothing in the sealed file tells who wrote it.
 */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";

/** What may be handed out: `recipient` is an age public key (`age1…`). */
export type EnvelopeShown = { readonly name: string; readonly recipient: string; readonly made: boolean };

/** The newest envelope of the case, made when there is none or `another` is asked for; older ones go on opening. */
export async function envelope(context: Context, id: CaseId, another: boolean): Promise<Result<EnvelopeShown, Refusal>> {
  const before = await context.ledger.envelopes(id);
  if (!before.ok) return before;
  const there = before.value[0];
  if (there !== undefined && !another) return ok({ name: nameOf(there.number), recipient: there.recipient, made: false });
  const name = nameOf((there?.number ?? 0) + 1);
  const appended = await context.ledger.append(id, context.actor, [{ kind: "envelope-made", envelope: name }]);
  if (!appended.ok) return appended;
  const after = await context.ledger.envelopes(id);
  if (!after.ok) return after;
  const made = after.value.find(({ number }) => nameOf(number) === name);
  if (made === undefined) throw new Error(`case ${id} has no key for ${name}, which was just made`);
  return ok({ name, recipient: made.recipient, made: true });
}

/** What an age file holds. Refuses `bad-input` for one that none of the case's envelopes opens. */
export async function openEnvelope(context: Context, id: CaseId, name: string, bytes: Uint8Array): Promise<Result<Uint8Array, Refusal>> {
  const opened = await context.ledger.openEnvelope(id, bytes);
  if (!opened.ok) return opened;
  if (opened.value !== null) return ok(opened.value);
  const envelopes = await context.ledger.envelopes(id);
  if (!envelopes.ok) return envelopes;
  const none = "it is an encrypted envelope, and this case has no key for envelopes yet: make one with “counterledger envelope”";
  const strange = "none of this case's envelope keys opens it: it was sealed to another key or behind a passphrase, or it is damaged";
  return refuse({ kind: "bad-input", place: name, says: envelopes.value.length === 0 ? none : strange });
}

const nameOf = (number: number) => `envelope-${number}`;
