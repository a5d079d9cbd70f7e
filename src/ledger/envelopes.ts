/**
 * Envelopes: keys of a case that anybody may seal a report to with any age tool, and only the case's handlers open.
 * The secret is an ordinary data key (wrapped with the case key, carried and destroyed like the others) read as an X25519 private key, so
 * that no entry and no export ever holds it in the clear.
 */
import type { CaseId } from "#domain/ids.ts";
import { identityOf, openAge, recipientOf } from "#platform/keys/index.ts";
import type { Identity, Recipient } from "#platform/keys/index.ts";
import type { Transaction } from "./store-access.ts";
import { numberOfEnvelope } from "./tables.ts";

/** The public half, which may be handed to anybody. */
export type Envelope = { readonly number: number; readonly recipient: Recipient };

/** Every envelope of the case whose key is there, the newest first. */
export async function envelopesOf(transaction: Transaction, id: CaseId): Promise<readonly Envelope[]> {
  const found = await identitiesOf(transaction, id);
  return Promise.all(
    found.map(async ({ number, identity }) => {
      const recipient = await recipientOf(identity);
      if (recipient === null) throw new Error(`envelope ${number} of case ${id} holds no age identity`);
      return { number, recipient };
    }),
  );
}

/** What an age file holds; null when none of the case's envelopes opens it. */
export async function openSealedTo(transaction: Transaction, id: CaseId, file: Uint8Array): Promise<Uint8Array | null> {
  const found = await identitiesOf(transaction, id);
  return openAge(file, { identities: found.map(({ identity }) => identity) });
}

async function identitiesOf(
  transaction: Transaction,
  id: CaseId,
): Promise<readonly { readonly number: number; readonly identity: Identity }[]> {
  const named = await transaction.rows<{ id: string }>("select id from counterledger.data_key where case_id = $1", [id]);
  const keys = await transaction.keys();
  return named
    .flatMap(({ id: key }) => {
      const number = numberOfEnvelope(key);
      const secret = number === null ? null : keys.secret(key);
      return number === null || secret === null ? [] : [{ number, identity: identityOf(secret) }];
    })
    .sort((a, b) => b.number - a.number);
}
