/**
 * Authenticated encryption of texts and bytes with a key of 32 bytes: AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce, what
 * compresses well compressed first (Zstandard, RFC 8878).
 * What a reader would get wrong: every sealed text is bound to its place (`place` is authenticated, not stored), so that a row copied
 * over another does not open; and a key seals at most some 2^32 texts before random nonces may meet, which no case comes near.
 */
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from "node:crypto";
import type { KeyObject } from "node:crypto";
import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";

/** 32 random bytes. */
export type SealKey = Uint8Array;

export const sealKeyLength = 32;
const nonceLength = 12;
const tagLength = 16;
/** The first sealed byte says how the rest is written. */
const plain = 0;
const compressed = 1;
/** Below this, compressing costs more than it saves. */
const worthCompressing = 512;
/** A sealed text that claims to open to more than this was not sealed by us. */
const mostOpened = 1024 * 1024 * 1024;

export function newSealKey(): SealKey {
  return new Uint8Array(randomBytes(sealKeyLength));
}

/** nonce, tag and ciphertext in one. */
export function sealBytes(key: SealKey, place: string, bytes: Uint8Array): Buffer {
  const small = bytes.length >= worthCompressing ? compress(bytes) : bytes;
  const head = Buffer.of(small.length < bytes.length ? compressed : plain);
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv("aes-256-gcm", prepared(key), nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = [cipher.update(head), cipher.update(small.length < bytes.length ? small : bytes), cipher.final()];
  return Buffer.concat([nonce, cipher.getAuthTag(), ...sealed]);
}

/** The bytes; null when the key is another, the place is another, or a bit was changed. */
export function openBytes(key: SealKey, place: string, sealed: Uint8Array): Buffer | null {
  if (sealed.length < nonceLength + tagLength + 1) return null;
  const decipher = createDecipheriv("aes-256-gcm", prepared(key), sealed.subarray(0, nonceLength), { authTagLength: tagLength });
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength));
  const opened = decipher.update(sealed.subarray(nonceLength + tagLength));
  try {
    decipher.final();
  } catch {
    // The one thing `final` can say here is that the tag does not fit.
    return null;
  }
  const rest = opened.subarray(1);
  return opened[0] === compressed ? zstdDecompressSync(rest, { maxOutputLength: mostOpened }) : rest;
}

export function sealText(key: SealKey, place: string, text: string): string {
  return sealBytes(key, place, Buffer.from(text, "utf8")).toString("base64");
}

/** As {@link openBytes}. */
export function openText(key: SealKey, place: string, sealed: string): string | null {
  return openBytes(key, place, Buffer.from(sealed, "base64"))?.toString("utf8") ?? null;
}

/** A key as the cipher wants it, made once for each and gone with it. */
const preparedKeys = new WeakMap<SealKey, KeyObject>();

function prepared(key: SealKey): KeyObject {
  const known = preparedKeys.get(key);
  if (known !== undefined) return known;
  const made = createSecretKey(key);
  preparedKeys.set(key, made);
  return made;
}

function compress(bytes: Uint8Array): Buffer {
  return zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });
}
