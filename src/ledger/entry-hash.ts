/** How entries are sealed: each hash covers the entry and the hash before it, so that no entry can change, move or go unnoticed. */
import type { Hash } from "#domain/effects.ts";
import type { Sha256 } from "#domain/ids.ts";
import { canonicalJson } from "./canonical-json.ts";

/** What the first entry follows. */
export const beforeTheFirst = "0".repeat(64) as Sha256;

/** What the hash is taken of; `body` is canonical JSON text already. */
export type Sealable = {
  readonly case: string;
  readonly seq: number;
  readonly at: string;
  readonly actor: string;
  readonly body: string;
  readonly prevHash: string;
};

const encoder = new TextEncoder();

/** SHA-256 over the canonical JSON of {case, seq, at, actor, body, prevHash}. */
export function entryHash(entry: Sealable, hash: Hash): Sha256 {
  return hash(encoder.encode(sealedText(entry)));
}

/** The members in the order RFC 8785 gives them; the body goes in as it stands. */
export function sealedText(entry: Sealable): string {
  return (
    `{"actor":${canonicalJson(entry.actor)},"at":${canonicalJson(entry.at)},"body":${entry.body},` +
    `"case":${canonicalJson(entry.case)},"prevHash":${canonicalJson(entry.prevHash)},"seq":${entry.seq}}`
  );
}
