/**
 * A handler's note: sealed, before it reaches the ledger, to the keys of named people or behind a passphrase, with age. The ledger never holds
 * what opens it; once in an entry it is sealed again with the source's key, so that forgetting the source destroys the note for its
 * holders, too.
 */
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { isRecipient, openAge, sealToPassphrase, sealToRecipients } from "#platform/keys/index.ts";
import type { Opener } from "#platform/keys/index.ts";

/** Public age keys (`age1…`), or a passphrase. */
export type NoteHolders = { readonly holders: readonly string[] } | { readonly passphrase: string };

/** The armored age file. Refuses no holders, a holder that is no age public key, and an empty passphrase. */
export async function sealNoteText(text: string, to: NoteHolders): Promise<Result<string, Refusal>> {
  const bytes = new TextEncoder().encode(text);
  const wrong = (says: string): Result<never, Refusal> => refuse({ kind: "bad-input", place: "note", says });
  if (text.trim() === "") return wrong("it is empty");
  if ("passphrase" in to) return to.passphrase === "" ? wrong("its passphrase is empty") : ok(await sealToPassphrase(to.passphrase, bytes));
  if (to.holders.length === 0) return wrong("name at least one age public key that is to open it, or give a passphrase");
  const stranger = to.holders.find((holder) => !isRecipient(holder));
  if (stranger !== undefined) return wrong(`"${stranger}" is not an age public key (age1…)`);
  return ok(await sealToRecipients(to.holders, bytes));
}

/** What the note says; null when this key or passphrase does not open it. */
export async function openNoteText(file: string, opener: Opener): Promise<string | null> {
  const bytes = await openAge(file, opener);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
