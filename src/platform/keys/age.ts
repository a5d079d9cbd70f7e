/**
 * Sealing to people: age files (age-encryption.org/v1), so that any age tool can open what was sealed to its owner's key.
 * A recipient is what may be told to everybody (`age1…`), an identity is what must be kept (`AGE-SECRET-KEY-1…`).
 */
import { bech32 } from "@scure/base";
import { armor, Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";

const armorHead = "-----BEGIN AGE ENCRYPTED FILE-----";

export type Recipient = string;
export type Identity = string;

/** Who can open: holders of one of these keys, or whoever knows the passphrase. */
export type Opener = { readonly identities: readonly Identity[] } | { readonly passphrase: string };

export async function newIdentity(): Promise<{ readonly identity: Identity; readonly recipient: Recipient }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** The identity whose X25519 private key (RFC 7748) these 32 bytes are. @throws RangeError for another length. */
export function identityOf(secret: Uint8Array): Identity {
  if (secret.length !== 32) throw new RangeError(`an X25519 private key has 32 bytes, not ${secret.length}`);
  return bech32.encodeFromBytes("AGE-SECRET-KEY-", secret).toUpperCase();
}

/** Whether the bytes are an age file, armored or not, by their first line. */
export function isAgeFile(bytes: Uint8Array): boolean {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 64));
  return head.startsWith("age-encryption.org/v1\n") || head.trimStart().startsWith(armorHead);
}

/** The recipient of an identity; null when the text is not an identity. */
export async function recipientOf(identity: Identity): Promise<Recipient | null> {
  try {
    return await identityToRecipient(identity.trim());
  } catch {
    // The library says what is wrong with the text only in words that would repeat the key.
    return null;
  }
}

/** Whether the text is a public key that can be sealed to. */
export function isRecipient(text: string): boolean {
  try {
    new Encrypter().addRecipient(text);
    return true;
  } catch {
    return false;
  }
}

/** An armored age file. @throws RangeError without a recipient, and for one that is not an age public key. */
export async function sealToRecipients(recipients: readonly Recipient[], bytes: Uint8Array): Promise<string> {
  if (recipients.length === 0) throw new RangeError("sealed to nobody, it could never be opened");
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (!isRecipient(recipient)) throw new RangeError(`"${recipient}" is not an age public key`);
    encrypter.addRecipient(recipient);
  }
  return armor.encode(await encrypter.encrypt(bytes));
}

/** An armored age file behind a passphrase (scrypt; `logN` is the logarithm of its cost, age's own 18 unless a test wants less). */
export async function sealToPassphrase(passphrase: string, bytes: Uint8Array, logN?: number): Promise<string> {
  const encrypter = new Encrypter();
  encrypter.setPassphrase(passphrase);
  if (logN !== undefined) encrypter.setScryptWorkFactor(logN);
  return armor.encode(await encrypter.encrypt(bytes));
}

/** The bytes; null when none of the keys, or not this passphrase, opens it, and when it is no age file. */
export async function openAge(file: string | Uint8Array, opener: Opener): Promise<Uint8Array | null> {
  const decrypter = new Decrypter();
  try {
    if ("passphrase" in opener) decrypter.addPassphrase(opener.passphrase);
    else for (const identity of opener.identities) decrypter.addIdentity(identity.trim());
    return await decrypter.decrypt(typeof file === "string" ? armor.decode(file) : bytesOf(file));
  } catch {
    // Not for us, or not an age file: to whoever asks it is the same, that it does not open.
    return null;
  }
}

/** The file without its armor; one without armor as it is. */
function bytesOf(file: Uint8Array): Uint8Array {
  const head = new TextDecoder("latin1").decode(file.subarray(0, 64)).trimStart();
  return head.startsWith(armorHead) ? armor.decode(new TextDecoder("latin1").decode(file)) : file;
}
