/**
 * A checkpoint is what leaves the machine so that nobody, not even whoever holds the database, can later tell another history:
 * the size and root of a case's tree, signed. The text is a C2SP tlog-checkpoint in a C2SP signed-note (Ed25519), so any tool
 * that reads those can check it.
 */
import { createHash, createPublicKey, sign, verify } from "node:crypto";
import type { KeyObject } from "node:crypto";

export type Checkpoint = {
  /** Names the log for ever: `counterledger.example/case-id`; no line break. */
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
};

/** Who signs: a name without white space or plus sign, and an Ed25519 key. */
export type Signer = { readonly name: string; readonly privateKey: KeyObject };

const ed25519 = 1;

/** The signed note. @throws RangeError for an origin or a name that would not come back as it was. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  if (checkpoint.origin === "" || /[\n\r]/.test(checkpoint.origin)) throw new RangeError(`"${checkpoint.origin}" cannot be an origin`);
  const text = `${checkpoint.origin}\n${checkpoint.size}\n${Buffer.from(checkpoint.root).toString("base64")}\n`;
  return signNote(text, signer);
}

/** The checkpoint in a note that `verifierKey` has signed; null when the note is not one, or nobody of that key signed it. */
export function openCheckpoint(note: string, verifierKey: string): Checkpoint | null {
  const text = openNote(note, verifierKey);
  const [origin, size, root] = text?.split("\n") ?? [];
  if (!origin || size === undefined || !/^(0|[1-9]\d*)$/.test(size) || root === undefined) return null;
  const bytes = Buffer.from(root, "base64");
  if (bytes.length !== 32 || bytes.toString("base64") !== root) return null;
  return { origin, size: Number(size), root: bytes };
}

/** The key to hand to whoever checks: `name+hash+key`, as C2SP signed-note writes it. */
export function verifierKeyOf({ name, privateKey }: Signer): string {
  if (name === "" || /[\s+]/u.test(name)) throw new RangeError(`"${name}" cannot be the name of a key`);
  const key = rawPublicKey(createPublicKey(privateKey));
  return `${name}+${keyHash(name, key).toString("hex")}+${Buffer.concat([Buffer.of(ed25519), key]).toString("base64")}`;
}

export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith("\n")) throw new RangeError("the text of a note ends with a line break");
  const [, hash] = verifierKeyOf(signer).split("+");
  const signature = sign(null, Buffer.from(text), signer.privateKey);
  return `${text}\n— ${signer.name} ${Buffer.concat([Buffer.from(hash ?? "", "hex"), signature]).toString("base64")}\n`;
}

/** The text of a note the key has signed, else null. Signatures of others are passed over, as the format wants. */
export function openNote(note: string, verifierKey: string): string | null {
  const [name, hash, encoded] = split(verifierKey);
  const key = Buffer.from(encoded, "base64");
  if (key.length !== 33 || key[0] !== ed25519 || keyHash(name, key.subarray(1)).toString("hex") !== hash) return null;
  const end = note.lastIndexOf("\n\n");
  if (end < 0 || !note.endsWith("\n")) return null;
  const text = note.slice(0, end + 1);
  const publicKey = createPublicKey({ key: { kty: "OKP", crv: "Ed25519", x: key.subarray(1).toString("base64url") }, format: "jwk" });
  for (const line of note.slice(end + 2).split("\n")) {
    const found = /^— (\S+) (\S+)$/u.exec(line);
    if (found?.[1] !== name) continue;
    const bytes = Buffer.from(found[2] ?? "", "base64");
    if (bytes.subarray(0, 4).toString("hex") === hash && verify(null, Buffer.from(text), publicKey, bytes.subarray(4))) return text;
  }
  return null;
}

/** The base64 of a key may hold a plus sign, so only the first two part it. */
function split(verifierKey: string): readonly [string, string, string] {
  const [name = "", hash = "", ...key] = verifierKey.split("+");
  return [name, hash, key.join("+")];
}

function keyHash(name: string, key: Uint8Array): Buffer {
  return createHash("sha256").update(`${name}\n`).update(Uint8Array.of(ed25519)).update(key).digest().subarray(0, 4);
}

function rawPublicKey(key: KeyObject): Buffer {
  const { x, crv } = key.export({ format: "jwk" });
  if (crv !== "Ed25519" || x === undefined) throw new RangeError("a checkpoint is signed with an Ed25519 key");
  return Buffer.from(x, "base64url");
}
